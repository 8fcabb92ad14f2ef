//! The task that owns an open board's file. What queued up while the disk was busy goes in one transaction.

pub(crate) mod command;
pub(crate) mod file_recovery;
mod rename;

use crate::error::AppError;
use crate::files::images::stored_images;
use crate::open::input::ThreadInput;
use crate::open::saver::command::SaverCommand;
use crate::open::saver::file_recovery::Refuge;
use board_room::{Append, DiskTrouble};
use board_store::{Access, AppendedUpdate, BoardFile, Loaded, Seq, StoreError};
use std::path::Path;
use std::sync::mpsc::Sender;
use std::time::Duration;
use tokio::sync::mpsc;

/// How many queued commands are taken at once; more than people and scripts queue in one write to disk.
const BATCH: usize = 1_024;
/// How often a failed write is tried again, and the file is looked for. Space is freed by people, in minutes; two
/// seconds show soon enough that it worked, and cost three questions to the system.
const TICK: Duration = Duration::from_secs(2);

/// One open board's file, and what waits for it.
pub(crate) struct Saver {
    pub(crate) file: BoardFile,
    /// Where the log ended when the board was opened; append 1 is the update after it.
    pub(crate) base: Seq,
    client: u64,
    pub(crate) waiting: Vec<AppendedUpdate>,
    /// The number of the last append that came.
    pub(crate) last: u64,
    pub(crate) board: Sender<ThreadInput>,
    pub(crate) refuge: Refuge,
    /// The board was told of trouble that has not ended.
    is_troubled: bool,
    /// The file holds what its log holds.
    is_folded: bool,
    /// The last append of a copy that was saved while the file was taken away.
    saved_elsewhere: Option<u64>,
}

impl Saver {
    pub(crate) fn new(
        file: BoardFile,
        (base, client): (Seq, u64),
        board: Sender<ThreadInput>,
        refuge: Refuge,
    ) -> Self {
        Self {
            file,
            base,
            client,
            waiting: Vec::new(),
            last: 0,
            board,
            refuge,
            is_troubled: false,
            is_folded: false,
            saved_elsewhere: None,
        }
    }

    /// Works until the file is closed, or the board's thread is gone.
    pub(crate) async fn run(mut self, mut commands: mpsc::UnboundedReceiver<SaverCommand>) {
        let mut batch = Vec::new();
        loop {
            let arrived = tokio::time::timeout(TICK, commands.recv_many(&mut batch, BATCH)).await;
            match arrived {
                Ok(0) => break,
                Ok(_) => {}
                Err(_) => {
                    self.tick().await;
                    continue;
                }
            }
            for command in batch.drain(..) {
                match command {
                    SaverCommand::Close(done) => {
                        let _told = self.store().await;
                        drop(done.send(self.file.close().await));
                        return;
                    }
                    command => self.obey(command).await,
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

    async fn obey(&mut self, command: SaverCommand) {
        match command {
            SaverCommand::Append(append) => self.wait(append),
            SaverCommand::Compact { state, upto } => {
                let _told = self.store().await;
                self.compact(&state, upto).await;
            }
            SaverCommand::Rescue { state, upto } => self.rescue(&state, upto).await,
            SaverCommand::Flush(done) => drop(done.send(self.flush().await)),
            SaverCommand::Reload(done) => drop(done.send(self.reload().await)),
            SaverCommand::Images(done) => drop(done.send(stored_images(&mut self.file).await)),
            SaverCommand::SaveCopy { to, done } => drop(done.send(self.save_copy(&to).await)),
            SaverCommand::Rename { title, done } => drop(done.send(self.rename(&title).await)),
            // The loop ends with it.
            SaverCommand::Close(_) => {}
        }
    }

    /// A quiet moment: what waits is tried again, and the log goes into the file, so that a copy or a move of the file
    /// has everything.
    async fn tick(&mut self) {
        if self.file.access() != Access::Write {
            return;
        }
        if self.store().await.is_ok() && !self.is_folded {
            // It is tried again when something else was written, and at closing.
            self.is_folded = true;
            if let Err(error) = self.file.fold().await {
                tracing::warn!(%error, "folding the log of a board");
            }
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
        let is_news = self.is_troubled || !self.waiting.is_empty();
        let number = self.last;
        match self.store_in_place().await {
            Ok(()) => {
                self.is_troubled = false;
                self.saved_elsewhere = None;
                if is_news {
                    drop(self.board.send(ThreadInput::Stored(number)));
                }
                Ok(())
            }
            Err(error) => {
                let trouble = DiskTrouble {
                    code: error.code(),
                    reason: error.reason(),
                    message: error.to_string(),
                };
                self.is_troubled = true;
                let told = ThreadInput::StoreFailed {
                    number,
                    trouble: trouble.clone(),
                };
                drop(self.board.send(told));
                Err(trouble)
            }
        }
    }

    /// Stores what waits in a file that is where its path says, before and after: what was committed into a file that
    /// has lost its name is not stored.
    async fn store_in_place(&mut self) -> Result<(), StoreError> {
        self.settle().await?;
        if self.waiting.is_empty() {
            return Ok(());
        }
        self.append().await?;
        self.settle().await
    }

    async fn append(&mut self) -> Result<(), StoreError> {
        if !self.waiting.is_empty() {
            self.is_folded = false;
            self.file.append(&self.waiting).await?;
            self.waiting.clear();
        }
        Ok(())
    }

    /// As [`Saver::store`]; a file that was taken away is no trouble once a copy of everything was saved elsewhere.
    async fn flush(&mut self) -> Result<(), DiskTrouble> {
        let stored = self.store().await;
        if self.saved_elsewhere == Some(self.last) {
            return Ok(());
        }
        stored
    }

    async fn save_copy(&mut self, to: &Path) -> Result<(), AppError> {
        match self.store().await {
            Ok(()) => Ok(self.file.save_copy(to).await?),
            // SQLite has the file open still, with everything in it.
            Err(trouble) if trouble.reason.is_some() => {
                self.append().await?;
                self.file.save_copy(to).await?;
                self.saved_elsewhere = Some(self.last);
                Ok(())
            }
            Err(trouble) => Err(trouble.into()),
        }
    }

    async fn reload(&mut self) -> Result<Loaded, AppError> {
        self.store_all().await?;
        Ok(self.file.load().await?)
    }

    /// As [`Saver::store`].
    pub(crate) async fn store_all(&mut self) -> Result<(), AppError> {
        Ok(self.store().await?)
    }

    async fn compact(&mut self, state: &[u8], upto: u64) {
        let mut is_stored = false;
        if self.waiting.is_empty() {
            let upto = Seq(self.base.0.wrapping_add(upto));
            self.is_folded = false;
            let stored = self.file.compact(state, upto).await;
            is_stored = stored.is_ok();
            if let Err(error) = stored {
                // The log is as it was, which is whole; the next snapshot tries again.
                tracing::warn!(%error, "compacting the board file");
            }
        }
        drop(self.board.send(ThreadInput::Folded { is_stored }));
    }
}
