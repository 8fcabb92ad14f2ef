//! What whole-app tests share: an installation with a board, people at it, and mirrors that follow patches.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod board_mirror;
mod command_line;
mod crowd;
mod disk;
mod insider;
mod lan;
mod peers;
mod person;
mod rng;
mod wall;

pub use board_mirror::BoardMirror;
pub use command_line::command_line;
pub use crowd::{Crowd, Said};
pub use disk::SmallDisk;
pub use insider::Insider;
pub use lan::{Lan, went_through_in_namespaces};
pub use peers::Machine;
pub use person::Person;
pub use rng::Rng;
pub use wall::{Wall, installation};
