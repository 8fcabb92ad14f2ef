//! Several rooms in a simulated network: time, links and disks do what a seed says.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod apart;
mod chaos;
mod clock;
mod forger;
mod hosting;
mod joining;
mod members;
mod rights;
mod shares;
mod world;
