//! The open board and the screen of the window.

use std::sync::{Mutex, PoisonError};

use board_app::{AppError, OpenBoard, Refusal, Role, Screen, Seat};
use tauri::ipc::Channel;
use tokio::sync::{OnceCell, mpsc};

use crate::start::Start;

/// What the window shows: one board, opened when the pages first ask for it.
pub(crate) struct Wall {
    start: Start,
    board: OnceCell<OpenBoard>,
    /// Where messages of the pages go. A page that was loaded anew has a new one.
    inbox: Mutex<Option<mpsc::UnboundedSender<String>>>,
    /// What the pages are told besides the board's own messages.
    notices: Mutex<Option<Channel<String>>>,
}

impl Wall {
    /// A wall whose board is not opened yet.
    pub(crate) fn new(start: Start) -> Self {
        Self {
            start,
            board: OnceCell::new(),
            inbox: Mutex::default(),
            notices: Mutex::default(),
        }
    }

    /// Opens the board, if it is not, and gives the pages a screen on it. Opening that failed is
    /// tried again by the next call.
    ///
    /// # Errors
    /// The code and the sentence of what went wrong.
    pub(crate) async fn connect(&self, channel: Channel<String>) -> Result<(), Refusal> {
        let board = self
            .board
            .get_or_try_init(|| self.start.open())
            .await
            .map_err(told)?;
        let screen = board
            .connect(Seat::new(&own_name(), Role::Facilitator))
            .map_err(told)?;
        let (inbox, said) = mpsc::unbounded_channel();
        *lock(&self.notices) = Some(channel.clone());
        *lock(&self.inbox) = Some(inbox);
        tauri::async_runtime::spawn(converse(screen, said, channel));
        Ok(())
    }

    /// Takes a message of the pages, in the order they were sent.
    pub(crate) fn say(&self, message: String) {
        if let Some(inbox) = lock(&self.inbox).as_ref() {
            // A closed board hears nothing; the page was told when it closed.
            drop(inbox.send(message));
        }
    }

    /// Closes the board in order: everything saved, one file again.
    ///
    /// # Errors
    /// What could not be saved; the board stays open, and the pages have been told.
    pub(crate) async fn close(&self) -> Result<(), AppError> {
        let Some(board) = self.board.get() else {
            return Ok(());
        };
        board.close().await.inspect_err(|error| self.tell(error))
    }

    /// Closes the board as far as that is possible: the window is going.
    pub(crate) async fn close_anyway(&self) {
        if let Err(error) = self.close().await {
            tracing::error!(code = error.code(), %error, "the board could not be closed in order");
        }
    }

    fn tell(&self, error: &AppError) {
        let message = serde_json::json!({ "id": null, "error": Refusal::from(error) });
        if let Some(channel) = lock(&self.notices).as_ref() {
            // A page that is gone needs no notice.
            drop(channel.send(message.to_string()));
        }
    }
}

/// Passes messages between the board and the pages, until either is gone.
async fn converse(
    mut screen: Screen,
    mut said: mpsc::UnboundedReceiver<String>,
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
            message = said.recv() => {
                let Some(message) = message else { return };
                screen.send(&message).await;
            }
        }
    }
}

fn told(error: AppError) -> Refusal {
    tracing::warn!(code = error.code(), %error, "the board could not be opened");
    Refusal::from(&error)
}

/// How the person of this machine is called until they say otherwise.
fn own_name() -> String {
    let name = ["USER", "USERNAME"]
        .into_iter()
        .find_map(|variable| std::env::var(variable).ok());
    name.filter(|name| !name.trim().is_empty())
        .unwrap_or_else(|| "Facilitator".to_owned())
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
