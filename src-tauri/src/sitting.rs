//! The window's place at the desk.

use parking_lot::Mutex;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use board_app::{App, AppError, OutMessage, Refusal};
use board_desk::{Desk, DeskScreen, Files, First};
use serde::Serialize;
use tauri::ipc::Channel;
use tokio::sync::{OnceCell, mpsc};
use ts_rs::TS;

/// The pages of the window, and the desk they sit at.
pub(crate) struct Sitting {
    library: PathBuf,
    files: Arc<dyn Files>,
    /// Opened when the pages first ask for it.
    desk: OnceCell<Desk>,
    /// The board that the pages are to show when they come.
    first: Mutex<Option<PathBuf>>,
    /// Where what the pages and others say goes. Pages that were loaded anew have a new one.
    inbox: Mutex<Option<mpsc::UnboundedSender<Said>>>,
    /// What the pages are told besides the desk's own messages.
    pages: Mutex<Option<Channel<String>>>,
}

/// What is said to the desk.
enum Said {
    /// A message of the pages.
    Message(String),
    /// A board that the person opened outside the pages.
    Board(PathBuf),
}

/// What the shell itself tells the pages.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "window.ts")]
pub(crate) enum Notice {
    /// An item of the menu was chosen.
    Menu(#[ts(type = "MenuName")] &'static str),
    /// Two fingers on a touchpad spread or close. Other web views tell the page themselves.
    #[cfg(target_os = "linux")]
    Pinch {
        /// How much larger things become, against the message before.
        scale: f64,
        /// Between the fingers, in CSS pixels from the left edge of the page.
        x: f64,
        /// The same from the top edge.
        y: f64,
    },
}

impl Sitting {
    /// A place where nobody sits yet.
    pub(crate) fn new(library: PathBuf, board: Option<PathBuf>, files: Arc<dyn Files>) -> Self {
        Self {
            library,
            files,
            desk: OnceCell::new(),
            first: Mutex::new(board),
            inbox: Mutex::default(),
            pages: Mutex::default(),
        }
    }

    /// The data folder.
    pub(crate) fn library(&self) -> &Path {
        &self.library
    }

    /// Opens the library, if it is not, and gives the pages a screen at the desk. What failed is
    /// tried again by the next call.
    ///
    /// # Errors
    /// The code and the sentence of what went wrong.
    pub(crate) async fn connect(&self, channel: Channel<String>) -> Result<(), Refusal> {
        let mut is_fresh = false;
        let desk = self
            .desk
            .get_or_try_init(|| async {
                let app = App::open(&self.library).await?;
                is_fresh = app.is_fresh();
                let name = app.own_name().await?;
                Ok(Desk::new(app, &name, Some(Arc::clone(&self.files))))
            })
            .await
            .map_err(told)?;
        let first = match self.first.lock().take() {
            Some(board) => First::Board(board),
            None if is_fresh => First::Example,
            None => First::Start,
        };
        let screen = desk.sit(first);
        let (inbox, said) = mpsc::unbounded_channel();
        *self.pages.lock() = Some(channel.clone());
        *self.inbox.lock() = Some(inbox);
        tauri::async_runtime::spawn(converse(screen, said, channel));
        // A board that was opened since the first look above.
        if let Some(board) = self.first.lock().take() {
            self.put(Said::Board(board));
        }
        Ok(())
    }

    /// Takes a message of the pages, in the order they were sent.
    pub(crate) fn say(&self, message: String) {
        self.put(Said::Message(message));
    }

    /// Shows this board, now or when the pages come.
    pub(crate) fn show(&self, board: PathBuf) {
        if let Some(Said::Board(board)) = self.put(Said::Board(board)) {
            *self.first.lock() = Some(board);
        }
    }

    /// Tells the pages; while there are none, nobody.
    pub(crate) fn tell(&self, notice: &Notice) {
        self.send(notice);
    }

    /// Closes the boards in order: everything saved, each one file again.
    ///
    /// # Errors
    /// What could not be saved; that board stays open, and the pages have been told.
    pub(crate) async fn close(&self) -> Result<(), AppError> {
        let Some(desk) = self.desk.get() else {
            return Ok(());
        };
        desk.close().await.inspect_err(|error| {
            let error = Refusal::from(error);
            self.send(&OutMessage::Error { id: None, error });
        })
    }

    /// Closes the boards as far as that is possible: the window is going.
    pub(crate) async fn close_anyway(&self) {
        if let Err(error) = self.close().await {
            tracing::error!(code = %error.code(), %error, "a board could not be closed in order");
        }
    }

    /// Gives back what nobody takes.
    fn put(&self, said: Said) -> Option<Said> {
        match self.inbox.lock().as_ref() {
            Some(inbox) => inbox.send(said).err().map(|unsent| unsent.0),
            None => Some(said),
        }
    }

    fn send(&self, message: &impl Serialize) {
        if let Some(channel) = self.pages.lock().as_ref() {
            // Pages that are gone need no notice.
            drop(serde_json::to_string(message).map(|text| channel.send(text)));
        }
    }
}

/// Passes messages between the desk and the pages, until either is gone.
async fn converse(
    mut screen: DeskScreen,
    mut said: mpsc::UnboundedReceiver<Said>,
    channel: Channel<String>,
) {
    loop {
        tokio::select! {
            message = screen.recv() => {
                let Some(message) = message else { return };
                if channel.send(message).is_err() {
                    return;
                }
            }
            said = said.recv() => match said {
                Some(Said::Message(message)) => screen.send(&message).await,
                Some(Said::Board(board)) => screen.show(First::Board(board)),
                None => return,
            }
        }
    }
}

fn told(error: AppError) -> Refusal {
    tracing::warn!(code = %error.code(), %error, "the library could not be opened");
    Refusal::from(&error)
}

#[cfg(test)]
mod tests {
    use super::Notice;
    use crate::menu;
    use ts_rs::{Config, TS};

    /// On Linux, where all notices are.
    #[cfg(target_os = "linux")]
    #[test]
    fn the_generated_typescript_is_that_of_the_notices() {
        let names: Vec<String> = menu::names().map(|name| format!("'{name}'")).collect();
        let generated = format!(
            "// Generated from `src-tauri/src/sitting.rs` and `menu.rs`; a test of that crate compares.\n\n\
             /** Items of the window's menu. */\nexport type MenuName = {};\n\n\
             /** What the window itself tells its pages. */\nexport {}\n",
            names.join(" | "),
            Notice::decl(&Config::new())
        );
        committed::assert_committed("ui/src/gen/window.ts", &generated);
    }

    #[test]
    fn notices_are_written_as_the_pages_read_them() {
        let written = |notice| serde_json::to_string(&notice).unwrap();
        assert_eq!(written(Notice::Menu("undo")), r#"{"menu":"undo"}"#);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_pinch_says_how_much_and_where() {
        let pinch = Notice::Pinch {
            scale: 1.5,
            x: 10.0,
            y: 20.5,
        };
        assert_eq!(
            serde_json::to_string(&pinch).unwrap(),
            r#"{"pinch":{"scale":1.5,"x":10.0,"y":20.5}}"#
        );
    }
}
