//! Scenes of whole boards: what they show, and what holds for all of them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod acts;
mod contents;
mod edges;
mod laws;
mod wall;
