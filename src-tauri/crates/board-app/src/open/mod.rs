//! An open board: the thread that owns it, the task that owns its file, and what its users hold of it.
//!
//! * `board`: what its users hold · `opening`: how it begins
//! * `thread`: the one owner of its document · `input`: all that reaches it
//! * `saver`: the one owner of its file
//! * `screen_feed`: what screens are told · `outbox`: on its way to one of them · `seat_throttle`: what one has cost
//! * `links`: its links to other machines · `address`: where machines are, in bytes
//! * `session_status`: how its session stands, for those who serve guests

pub(crate) mod address;
pub mod board;
pub(crate) mod input;
pub(crate) mod links;
mod opening;
pub mod outbox;
pub(crate) mod saver;
pub(crate) mod screen_feed;
mod seat_throttle;
pub(crate) mod session_status;
mod thread;

use crate::error::AppError;
use crate::installation::App;
use board::OpenBoard;
use std::path::Path;

impl App {
    /// Opens a board. [`OpenBoard::connect`] gives people their screens.
    ///
    /// # Errors
    /// `E_NO_FILE`, `E_BOARD_OPEN`, `E_BAD_INPUT` for what is no board, `E_DAMAGED`, `E_TOO_LARGE`, `E_DISK`. A board of a newer
    /// format opens for reading ([`OpenBoard::read_only`]), or is `E_NEWER_FORMAT` when it cannot even be read.
    pub async fn open_board(&self, path: &Path) -> Result<OpenBoard, AppError> {
        let opened = opening::open(path, self.library(), self.person()).await?;
        Ok(OpenBoard::new(opened))
    }
}
