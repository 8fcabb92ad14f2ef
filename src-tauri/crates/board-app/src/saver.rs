//! The task that owns an open board's file. What queued up while the disk was busy goes in one transaction.

use crate::board_thread::Mail;
use crate::error::AppError;
use crate::export::{StoredImages, stored_images};
use board_room::{Append, DiskTrouble};
use board_store::{AppendedUpdate, BoardFile, Loaded, Seq, StoreError};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// How many queued commands are taken at once; more than people and scripts queue in one write to disk.
const BATCH: usize = 1_024;
/// How long after a failed write the next try is made. Space is freed by people, in minutes; two seconds show soon
/// enough that it worked, and cost nothing.
const RETRY: Duration = Duration::from_secs(2);

/// What the saver is asked.
#[derive(Debug)]
pub(crate) enum Command {
    /// Store an update.
    Append(Append),
    /// Store a verified state, the board after append `upto`.
    Compact {
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
    /// Close the file, and say how it went. What could not be stored is lost.
    Close(oneshot::Sender<Result<(), StoreError>>),
}

/// One open board's file, and what waits for it.
pub(crate) struct Saver {
    file: BoardFile,
    /// Where the log ended when the board was opened; append 1 is the update after it.
    base: Seq,
    client: u64,
    waiting: Vec<AppendedUpdate>,
    /// The number of the last append that came.
    last: u64,
    board: Sender<Mail>,
}

impl Saver {
    pub(crate) fn new(file: BoardFile, base: Seq, client: u64, board: Sender<Mail>) -> Self {
        Self {
            file,
            base,
            client,
            waiting: Vec::new(),
            last: 0,
            board,
        }
    }

    /// Works until the file is closed, or the board's thread is gone.
    pub(crate) async fn run(mut self, mut commands: mpsc::UnboundedReceiver<Command>) {
        let mut batch = Vec::new();
        loop {
            let count = if self.waiting.is_empty() {
                commands.recv_many(&mut batch, BATCH).await
            } else {
                let arrived =
                    tokio::time::timeout(RETRY, commands.recv_many(&mut batch, BATCH)).await;
                arrived.unwrap_or(usize::MAX)
            };
            if count == 0 {
                break;
            }
            for command in batch.drain(..) {
                match command {
                    Command::Append(append) => self.wait(append),
                    Command::Compact { state, upto } => {
                        let _told = self.store().await;
                        self.compact(&state, upto).await;
                    }
                    Command::Flush(done) => drop(done.send(self.store().await)),
                    Command::Reload(done) => drop(done.send(self.reload().await)),
                    Command::Images(done) => {
                        drop(done.send(stored_images(&mut self.file).await));
                    }
                    Command::SaveCopy { to, done } => {
                        drop(done.send(self.save_copy(&to).await));
                    }
                    Command::Close(done) => {
                        let _told = self.store().await;
                        drop(done.send(self.file.close().await));
                        return;
                    }
                }
            }
            let _told = self.store().await;
        }
        // The board's thread died. What it appended is stored; the file is closed like any.
        let _told = self.store().await;
        if let Err(error) = self.file.close().await {
            tracing::warn!(%error, "closing the board file");
        }
    }

    fn wait(&mut self, append: Append) {
        let Append { number, bytes, by } = append;
        let update = AppendedUpdate {
            bytes,
            author: Some(by),
            client: Some(self.client),
        };
        self.waiting.push(update);
        self.last = number;
    }

    /// Stores what waits and tells the board how it went. A board that is gone is told nothing.
    async fn store(&mut self) -> Result<(), DiskTrouble> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let number = self.last;
        match self.file.append(&self.waiting).await {
            Ok(_) => {
                self.waiting.clear();
                drop(self.board.send(Mail::Stored(number)));
                Ok(())
            }
            Err(error) => {
                let trouble = DiskTrouble {
                    code: error.code(),
                    message: error.to_string(),
                };
                let told = Mail::StoreFailed {
                    number,
                    trouble: trouble.clone(),
                };
                drop(self.board.send(told));
                Err(trouble)
            }
        }
    }

    async fn save_copy(&mut self, to: &Path) -> Result<(), AppError> {
        self.store_all().await?;
        Ok(self.file.save_copy(to).await?)
    }

    async fn reload(&mut self) -> Result<Loaded, AppError> {
        self.store_all().await?;
        Ok(self.file.load().await?)
    }

    async fn store_all(&mut self) -> Result<(), AppError> {
        Ok(self.store().await?)
    }

    async fn compact(&mut self, state: &[u8], upto: u64) {
        let mut is_stored = false;
        if self.waiting.is_empty() {
            let stored = self.file.compact(state, Seq(self.base.0 + upto)).await;
            is_stored = stored.is_ok();
            if let Err(error) = stored {
                // The log is as it was, which is whole; the next snapshot tries again.
                tracing::warn!(%error, "compacting the board file");
            }
        }
        drop(self.board.send(Mail::Folded { is_stored }));
    }
}
