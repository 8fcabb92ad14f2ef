//! The whole app without a window.
//!
//! An [`App`] is an installation: its library and the person it belongs to. [`App::open_board`] opens a board;
//! the [`OpenBoard`] gives a [`Screen`] to everyone who looks at it — the web view, browsers, scripts — and all
//! of them speak the messages of `board_room::message`, one JSON text each.
//!
//! One thread owns each open board (A3): it feeds the room, performs the room's effects in their order, keeps
//! the layout, and never waits for the disk. A second task owns the file and stores what queued up meanwhile
//! in one transaction; an edit is answered when that has happened (A7).
//!
//! A [`Desk`] is what a window sits at: the start screen, the list of boards, and at most one open board.
//!
//! For the command line there are functions that open a file, do one thing, and close it: [`App::create`],
//! [`App::import`], [`export()`], [`outline`], [`scene`], [`overview`], [`verify()`], [`repair`], [`templates()`].
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod app;
mod awake;
mod big_stack;
mod board_thread;
mod browsers;
mod clock;
mod compaction;
mod debt;
mod desk;
mod error;
mod export;
mod export_format;
mod fresh_file;
mod guests;
mod import;
mod keeping;
mod looks;
mod mint;
mod open_board;
mod opening;
mod outbox;
mod own_edits;
mod place;
mod refuge;
mod rename;
mod saver;
mod session;
mod tell;
mod templates;
mod verify;

pub use app::{App, EXAMPLE};
pub use awake::{Awake, Wakefulness};
pub use board_export::table::Separator;
pub use board_model::{ErrorCode, is_same_name};
pub use board_room::message::{OutMessage, Refusal, Role};
pub use board_web::listen;
pub use browsers::Browsers;
pub use desk::{BoxFuture, Desk, DeskScreen, FileKind, Files, First};
pub use error::AppError;
pub use export::{ExportOptions, Exported, export};
pub use export_format::ExportFormat;
pub use guests::{GuestKey, GuestTerms, Guests};
pub use import::Imported;
pub use looks::{Overview, SheetOverview, outline, overview, scene};
pub use open_board::{OpenBoard, Screen, Seat};
pub use place::default_library;
pub use refuge::FilePlace;
pub use session::{Around, Newcomer, PinState, SessionNearby, SessionOptions};
pub use templates::{Entry, Templates, templates};
pub use verify::{Repaired, Verdict, repair, verify};
