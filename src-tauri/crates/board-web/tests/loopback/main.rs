#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]
//! A real server, for this machine or for the network, with browsers that behave and others that do not.

mod board;
mod bounds;
mod browser;
mod check;
mod malformed;
mod network;
mod pages;
mod sockets;
