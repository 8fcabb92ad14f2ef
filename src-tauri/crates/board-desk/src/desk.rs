//! The desk of an installation: pages come to it, and it closes their boards in the end.

use crate::files::Files;
use crate::page_loop::{self, First, Order};
use crate::page_session::PageSession;
use crate::screen::DeskScreen;
use crate::state::DeskState;
use board_app::open::outbox::outbox;
use board_app::{App, AppError};
use parking_lot::Mutex;
use std::sync::{Arc, Weak};
use tokio::sync::{mpsc, watch};

/// An installation at work: its open boards, and the screens that sit before them. Clones are the same desk.
#[derive(Clone)]
pub struct Desk {
    state: Arc<DeskState>,
    /// Those that are there.
    pages: Arc<Mutex<Vec<Weak<PageSession>>>>,
}

impl Desk {
    /// A desk of a person of this name; without `files` nobody can be asked for a file, as in a browser.
    pub fn new(app: App, name: &str, files: Option<Arc<dyn Files>>) -> Self {
        Self {
            state: Arc::new(DeskState::new(app, name, files)),
            pages: Arc::default(),
        }
    }

    /// A screen at the desk. Its first message greets; then, if a board is to be shown, come that board's messages,
    /// or an error without a number when it cannot be opened.
    pub fn sit(&self, first: First) -> DeskScreen {
        self.sit_as(first, &self.state.name())
    }

    /// As [`Desk::sit`], for somebody who calls themself something else.
    pub(crate) fn sit_as(&self, first: First, name: &str) -> DeskScreen {
        let (out, receiver) = outbox();
        let (ended, watched) = watch::channel(false);
        let page = Arc::new(PageSession::new(
            Arc::clone(&self.state),
            name.to_owned(),
            out,
            ended,
        ));
        {
            let mut pages = self.pages.lock();
            pages.retain(|page| page.strong_count() > 0);
            pages.push(Arc::downgrade(&page));
        }
        page.greet();
        let (orders, to_do) = mpsc::unbounded_channel();
        // The worker is there until the sender is dropped with the screen.
        drop(orders.send(Order::Show(first)));
        let worker = page_loop::carry_out(Arc::clone(&page), to_do);
        self.state.app.runtime().spawn(worker);
        DeskScreen::new(page, orders, receiver, watched)
    }

    /// Leaves every board in order: everything saved, each one file again. Screens end after what was sent to them.
    ///
    /// # Errors
    /// The first that could not be closed, as [`board_app::OpenBoard::close`]. Its board stays open with its screens; the
    /// screens of the others are back at the start screen.
    pub async fn close(&self) -> Result<(), AppError> {
        let pages: Vec<Arc<PageSession>> = {
            let pages = self.pages.lock();
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
