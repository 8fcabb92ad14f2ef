//! One open board and its people, as a state machine.
//!
//! A [`Room`] owns the replica of a board (A3) and everything that is true only while the board is open:
//! who is here ([`Seating`]), what they may do ([`Role`]), which edits wait for the disk, who is typing.
//! It does no IO and reads no clock: `handle(now, input)` takes one [`Input`] and answers the [`Effect`]s
//! that its owner performs in their order. The same inputs give the same effects (A2).
//!
//! The messages of the screen contract and of the JSON lines are the types of [`message`]; their rules have
//! numbers in `PROTOCOL.md` beside this crate.
//!
//! What it deliberately does not do: lay a board out, read or write files, open connections. It says
//! `Show`, `Append` and `Send`, and the app does it.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod author_name;
mod context;
mod deduplication;
mod effect;
#[cfg(test)]
mod generated;
pub mod message;
pub mod note_rights;
mod participant_quota;
mod pending_acks;
mod people_throttle;
mod permission;
#[cfg(test)]
mod protocol_tables;
mod room;
#[cfg(test)]
mod screen_rules;
mod seats;
pub mod session;
mod session_clock;
mod subject;
mod unique_names;

pub use effect::{Append, Effect, Input, RoomConfig};
pub use message::Role;
pub use pending_acks::DiskTrouble;
pub use people_throttle::PEOPLE_EVERY;
pub use room::Room;
pub use room::agenda::AgendaStatus;
pub use room::presence::LEASE;
pub use seats::{SeatId, Seating};
