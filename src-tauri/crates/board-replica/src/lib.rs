//! One board as one yrs document.
//!
//! The document is made of maps and texts only (`SCHEMA.md` beside this crate says which). An
//! [`Edit`](board_model::Edit) becomes exactly one transaction; what the transaction touched is read back
//! through one observer, whether it was made here or came from a peer, and brings the [`Board`](board_model::Board)
//! up to date. Undo is ours, by inverse writes, one history per participant.
//!
//! What this crate does not do: IO, clocks, random numbers, roles, locks. Ids and the client id are handed in.
//!

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod check;
mod document;
mod entity;
mod entity_overwrite;
mod error;
mod history;
mod plan;
mod read;
mod replica;
mod rewrite;
mod schema;
mod splice;
mod write;

pub use check::{Deletions, MergedUpdate, Target, UpdateSummary, WriteIndex};
pub use error::ReplicaError;
pub use replica::{Applied, Merged, Replica};
pub use rewrite::CopyScope;
pub use schema::{FORMAT_MAJOR, FORMAT_MINOR, Root};
pub use write::Touch;
