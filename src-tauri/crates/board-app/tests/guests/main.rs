//! What guests rely on: real boards, real sockets, the messages of a page.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests report by panicking"
)]

mod moved;
mod once;
mod people;
mod session;
