#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]
//! The real program, as scripts call it: exit codes, standard output, standard error, files.

mod browsers;
mod desk;
mod files;
mod keys;
mod program;
mod stdio;
mod words;
