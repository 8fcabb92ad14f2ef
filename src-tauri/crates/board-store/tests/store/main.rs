//! What people rely on when their boards are on disk: real files, real SQLite, real processes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests report by panicking"
)]

mod atomic;
mod child;
mod damaged;
mod displaced;
mod full_disk;
mod hostile;
mod killed;
mod library;
mod moved;
mod newer;
mod one_writer;
mod places;
mod repair;
mod round_trip;
mod scene_cache;
mod support;
