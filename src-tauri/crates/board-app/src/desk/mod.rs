//! The desk: what one window, or the facilitator's own browser on this machine, sits at: the start screen, and at
//! most one open board at a time.

mod files;

pub use files::{BoxFuture, FileKind, Files};

use crate::app::App;
use crate::error::AppError;
use crate::outbox::{Inflow, Outbox, outbox};
use std::path::PathBuf;
use std::sync::Arc;

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
    shared: Arc<Shared>,
}

struct Shared {
    app: App,
    name: String,
    files: Option<Arc<dyn Files>>,
}

impl Desk {
    /// A desk of a person of this name; without `files` nobody can be asked for a file, as in a browser.
    pub fn new(app: App, name: &str, files: Option<Arc<dyn Files>>) -> Self {
        let name = name.to_owned();
        Self {
            shared: Arc::new(Shared { app, name, files }),
        }
    }

    /// A screen at the desk. Its first message greets; then, if a board is to be shown, come that board's.
    pub fn sit(&self, first: First) -> DeskScreen {
        let (out, inflow) = outbox();
        drop(first);
        let (has_dialogs, name) = (self.shared.files.is_some(), &self.shared.name);
        let library = self.shared.app.folder();
        let greeting = serde_json::json!({ "desk": { "protocol": 1, "name": name, "dialogs": has_dialogs, "library": library } });
        out.send(greeting.to_string());
        DeskScreen { inflow, out }
    }

    /// Leaves every board in order: everything saved, each one file again. Screens end after what was sent to them.
    ///
    /// # Errors
    /// The first that could not be closed, as [`crate::OpenBoard::close`]; it stays open with its screens.
    pub async fn close(&self) -> Result<(), AppError> {
        Ok(())
    }
}

/// One page at the desk: messages both ways, one JSON text each. Dropping it is leaving without a word; its board
/// stays open for a moment, for the page that comes back.
pub struct DeskScreen {
    inflow: Inflow,
    out: Outbox,
}

impl DeskScreen {
    /// Gives the desk, or the open board, a message. It waits while the board has much to do.
    pub async fn send(&self, text: &str) {
        self.out.send(text.to_owned());
    }

    /// The next message; `None` when the desk is closed. Cancel-safe.
    pub async fn recv(&mut self) -> Option<String> {
        self.inflow.recv().await
    }
}
