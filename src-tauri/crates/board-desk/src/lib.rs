//! The desk: what one window, or the facilitator's own browser on this machine, sits at: the start screen, and at
//! most one open board at a time.
//!
//! A page speaks the messages of `PROTOCOL.md` with the desk, and on the same link those of the
//! open board, which pass through unchanged. Boards are opened once and shared by all screens of the desk.
//!
//! * [`acts`]: the table of everything a page can ask for · [`message`], [`answers`], [`notice`]: reading and telling
//! * [`browsers`]: its pages in browsers of this machine
//! * [`page_session`]: the session of one page · [`open_boards`]: what is open
//! * [`memory`]: which files may be named, and what is wrong with some
//! * [`sessions`], [`guests`]: other machines, and people without the app, at the open board
//! * [`nearby`]: sessions of the local network, which are joined by a PIN
//! * [`list`], [`create`], [`pictures`], [`board_files`], [`copies`], [`rescue`], [`dialogs`]: the acts
//! * [`rewrite`], [`card`]: what they are made with
//!
//! Whoever opens, closes, moves or reads a board file of the desk holds the lock of [`OpenBoards`], so that two acts
//! never meet at one file and refuse each other.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod acts;
mod answers;
mod board_files;
mod browsers;
mod card;
mod check;
mod copies;
mod create;
mod dialogs;
mod files;
mod guests;
mod list;
mod memory;
mod message;
mod nearby;
mod notice;
mod open_boards;
mod page_session;
mod pictures;
mod preview;
mod rescue;
mod rewrite;
mod screen;
mod sessions;

pub use files::{BoxFuture, FileKind, Files};
pub use screen::DeskScreen;

use board_app::App;
use board_app::AppError;
use board_app::open::outbox::outbox;
use memory::Memory;
use open_boards::OpenBoards;
use page_session::{Order, PageSession};
use parking_lot::Mutex;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};
use tokio::sync::{Semaphore, mpsc, watch};

/// What a sitting shows first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum First {
    /// The start screen; or the board of a page that vanished a moment ago without leaving it, so that a page that
    /// is loaded anew finds its board.
    Start,
    /// This board.
    Board(PathBuf),
    /// The worked example of the library, made if it is not there.
    Example,
}

/// An installation at work: its open boards, and the screens that sit before them. Clones are the same desk.
#[derive(Clone)]
pub struct Desk {
    state: Arc<DeskState>,
}

/// What all pages of a desk share.
struct DeskState {
    app: App,
    /// How the person here is called, on every page that gives no name of its own.
    name: Mutex<String>,
    files: Option<Arc<dyn Files>>,
    open: tokio::sync::Mutex<OpenBoards>,
    /// Boards whose page vanished a moment ago, the last one last.
    waiting: Mutex<Vec<PathBuf>>,
    memory: Memory,
    /// One picture is drawn at a time: there are many on a start screen, and people wait for something else.
    drawing: Semaphore,
    /// While somebody tries whether other devices get here.
    check: Mutex<Option<board_web::Check>>,
    /// The addresses of this machine that other devices reached in checks, the latest last.
    proven: Mutex<Vec<IpAddr>>,
    pages: Mutex<Vec<Weak<PageSession>>>,
}

impl Desk {
    /// A desk of a person of this name; without `files` nobody can be asked for a file, as in a browser.
    pub fn new(app: App, name: &str, files: Option<Arc<dyn Files>>) -> Self {
        Self {
            state: Arc::new(DeskState {
                app,
                name: Mutex::new(name.to_owned()),
                files,
                open: tokio::sync::Mutex::default(),
                waiting: Mutex::default(),
                memory: Memory::default(),
                drawing: Semaphore::new(1),
                check: Mutex::default(),
                proven: Mutex::default(),
                pages: Mutex::default(),
            }),
        }
    }

    /// A screen at the desk. Its first message greets; then, if a board is to be shown, come that board's messages,
    /// or an error without a number when it cannot be opened.
    pub fn sit(&self, first: First) -> DeskScreen {
        self.sit_as(first, &self.state.name())
    }

    /// As [`Desk::sit`], for somebody who calls themself something else.
    pub(crate) fn sit_as(&self, first: First, name: &str) -> DeskScreen {
        let (out, inflow) = outbox();
        let (ended, watched) = watch::channel(false);
        let page = Arc::new(PageSession::new(
            Arc::clone(&self.state),
            name.to_owned(),
            out,
            ended,
        ));
        {
            let mut pages = self.state.pages.lock();
            pages.retain(|page| page.strong_count() > 0);
            pages.push(Arc::downgrade(&page));
        }
        page.greet();
        let (orders, to_do) = mpsc::unbounded_channel();
        // The worker is there until the sender is dropped with the screen.
        drop(orders.send(Order::Show(first)));
        let worker = Arc::clone(&page).work(to_do);
        self.state.app.runtime().spawn(worker);
        DeskScreen::new(page, orders, inflow, watched)
    }

    /// Leaves every board in order: everything saved, each one file again. Screens end after what was sent to them.
    ///
    /// # Errors
    /// The first that could not be closed, as [`board_app::OpenBoard::close`]. Its board stays open with its screens; the
    /// screens of the others are back at the start screen.
    pub async fn close(&self) -> Result<(), AppError> {
        let pages: Vec<Arc<PageSession>> = {
            let pages = self.state.pages.lock();
            pages.iter().filter_map(Weak::upgrade).collect()
        };
        let seated: Vec<_> = pages
            .iter()
            .filter_map(|page| Some((page, page.seated().take()?)))
            .collect();
        let (closed, left) = self.state.close_all().await;
        self.state.waiting.lock().clear();
        for (page, seated) in seated {
            if left.iter().any(|board| board.is(&seated.board)) {
                *page.seated() = Some(seated);
            } else {
                seated.end().await;
                if closed.is_err() {
                    page.greet();
                }
            }
        }
        self.state.app.fold_library().await;
        if closed.is_ok() {
            for page in pages {
                page.ended.send_replace(true);
            }
        }
        closed
    }
}

impl DeskState {
    /// How the person here is called.
    fn name(&self) -> String {
        self.name.lock().clone()
    }

    /// The page that left this board without a word came back by its own memory, or did not want to: no other page
    /// is to find the board in its stead.
    fn found(&self, path: &Path) {
        self.waiting.lock().retain(|waiting| waiting != path);
    }
}
