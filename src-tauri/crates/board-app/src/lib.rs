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
//! For the command line there are functions that open a file, do one thing, and close it: [`App::create`],
//! [`App::import`], [`export()`], [`outline`], [`scene`], [`overview`], [`verify()`], [`repair`], [`templates()`].
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod big_stack;
mod browsers;
pub mod clock;
mod error;
pub mod files;
pub mod guests;
pub mod ids;
mod installation;
pub mod json;
pub mod open;
mod pages;
mod session;

pub use board_export::table::Separator;
pub use board_model::{ErrorCode, is_same_name};
pub use board_room::message::{OutMessage, Refusal, Role};
pub use board_web::listen;
pub use browsers::{Browsers, serve_pages};
pub use error::AppError;
pub use files::create::EXAMPLE;
pub use files::export::{ExportOptions, Exported, export};
pub use files::export_format::ExportFormat;
pub use files::import::Imported;
pub use files::inspect::{Overview, SheetOverview, outline, overview, scene};
pub use files::templates::{Entry, Templates, templates};
pub use files::verify::{Repaired, Verdict, repair, verify};
pub use guests::{GuestKey, GuestTerms, Guests};
pub use installation::App;
pub use installation::endpoint::SessionOptions;
pub use installation::endpoint::pin_registry::{Newcomer, PinState};
pub use installation::library_folder::default_library;
pub use installation::sleep_inhibitor::{Awake, Wakefulness};
pub use open::board::{OpenBoard, Screen, Seat};
pub use open::saver::file_recovery::FilePlace;
pub use session::{Around, SessionNearby};
