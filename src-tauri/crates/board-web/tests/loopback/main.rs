#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]
//! A real server on 127.0.0.1, with browsers that behave and others that do not.

mod board;
mod bounds;
mod browser;
mod pages;
mod sockets;
