//! The vocabulary of a journey map.
//!
//! Everything that other crates talk about is named here once: a [`Board`] with its [`Sheet`]s,
//! [`Stage`]s, [`Step`]s, [`Row`]s and [`Note`]s, what a person may ask for ([`Edit`]), what a screen
//! must redraw ([`Change`]), the limits with their reasons ([`limits`]), and the ready boards
//! ([`template`]). This crate does no IO, reads no clock and draws no random numbers: ids are handed in.
//!
//! Words, as people use them: a *stage* is a column group and has one or more *steps*; a step is a column;
//! a *row* is a lane; a *cell* is where a step and a row meet; a *note* lies in a cell or in the
//! *parking lot*. *Edit* is what a person asks for, *update* is CRDT bytes, *change* is what a screen
//! redraws.
//!
//! ```
//! use board_model::{Board, BoardId};
//! let board = Board::blank(BoardId::from_u128(1));
//! assert!(board.sheets().is_empty());
//! ```
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod board;
mod change;
mod code;
mod edit;
mod entity;
mod error;
mod file_loss;
mod grid;
mod id;
mod json;
mod kind;
pub mod limits;
mod name_key;
mod note;
pub mod order;
mod peer;
mod prepare;
mod refs;
pub mod template;
mod token_bucket;
#[cfg(test)]
mod typescript;
pub mod view;
mod workshop;

pub use board::{Board, CellId, GridPart, Placed, Written};
pub use change::{BoardChange, Change};
pub use code::ErrorCode;
pub use edit::*;
pub use entity::*;
pub use error::{Denial, EditError, WhyNot};
pub use file_loss::FileLoss;
pub use grid::{Row, Sheet, Stage, Step};
pub use id::*;
pub use kind::{BUILT_IN_KINDS, Colour, Kind, KindId};
pub use name_key::{is_same_name, name_key};
pub use note::{Evidence, Impact, Note, Placement};
pub use peer::{NoPeerId, PeerId};
pub use refs::{RowRef, SheetRef, StageRef, StepRef};
pub use token_bucket::{RateLimit, TokenBucket};
pub use workshop::{Phase, Run, Way};
