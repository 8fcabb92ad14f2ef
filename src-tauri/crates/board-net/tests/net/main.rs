//! The crate over real sockets of this machine.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking and tells what it measured"
)]

mod ends;
mod finding;
mod hostile;
mod links;
mod machines;
mod pins;
mod star;
mod tickets;
