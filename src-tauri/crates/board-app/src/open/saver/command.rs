//! What the owner of a board's file is asked.

use crate::error::AppError;
use crate::files::images::StoredImages;
use board_room::{Append, DiskTrouble};
use board_store::{Loaded, StoreError};
use std::path::PathBuf;
use tokio::sync::oneshot;

/// What the saver is asked.
#[derive(Debug)]
pub(crate) enum SaverCommand {
    /// Store an update.
    Append(Append),
    /// Store a verified state, the board after append `upto`.
    Compact {
        /// v1 update of the whole document.
        state: Vec<u8>,
        /// The last append it holds.
        upto: u64,
    },
    /// The whole document after append `upto`, for a file that somebody else wrote into.
    Rescue {
        /// v1 update of the whole document.
        state: Vec<u8>,
        /// The last append it holds.
        upto: u64,
    },
    /// Try once more to store what waits, and say how it went.
    Flush(oneshot::Sender<Result<(), DiskTrouble>>),
    /// Store what waits, and read the board back; what could not be stored is an error.
    Reload(oneshot::Sender<Result<Loaded, AppError>>),
    /// Read every stored image.
    Images(oneshot::Sender<Result<StoredImages, StoreError>>),
    /// Store what waits, and write the whole board to another place.
    SaveCopy {
        /// Where to.
        to: PathBuf,
        /// How it went.
        done: oneshot::Sender<Result<(), AppError>>,
    },
    /// Give the file the name of a title, and say where the board is then.
    Rename {
        /// The title.
        title: String,
        /// The path from now on.
        done: oneshot::Sender<Result<PathBuf, AppError>>,
    },
    /// Close the file, and say how it went. What could not be stored is lost.
    Close(oneshot::Sender<Result<(), StoreError>>),
}
