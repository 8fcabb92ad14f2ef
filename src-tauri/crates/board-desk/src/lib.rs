//! The desk: what one window, or the facilitator's own browser on this machine, sits at: the start screen, and at
//! most one open board at a time.
//!
//! A page speaks the messages of `PROTOCOL.md` with the desk, and on the same link those of the
//! open board, which pass through unchanged. Boards are opened once and shared by all screens of the desk.
//!
//! From the top, each imports those below it:
//!
//! * `desk`, `browsers`: where pages come from
//! * `screen`, `message`, `page_loop`: a page's messages are read, and its acts begun in their turn
//! * `acts`: the table of everything a page can ask for, and the acts, each in the file of what it is about
//! * `act`: what an act is
//! * `page_session`: the session of one page, and its `nearby_search`
//! * `state`: what all pages share: what is open, which files may be named, what is kept beside them
//! * `answers`, `notice`: what pages are told · `files`: how a person is asked for files

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod act;
mod acts;
mod answers;
mod browsers;
mod desk;
mod files;
mod message;
mod nearby_search;
mod notice;
mod page_loop;
mod page_session;
mod screen;
mod state;

pub use desk::Desk;
pub use files::{BoxFuture, FileKind, Files};
pub use page_loop::First;
pub use screen::DeskScreen;
