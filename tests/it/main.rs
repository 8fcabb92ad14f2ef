//! The whole app without a window: real files, real layout, messages as screens and scripts send them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, and prints what it measured"
)]

mod bad_files;
mod closing;
mod edit_path;
mod exchange;
mod full_disks;
mod hostile;
mod kept_scene;
mod kill;
mod kill_in_session;
mod mirrors;
mod relayed;
mod roles;
mod room_check;
mod sessions;
mod six_hosts;
mod taken_away;
