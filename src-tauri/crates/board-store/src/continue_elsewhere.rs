//! A board whose file was taken away under it goes on in another one.

use crate::atomic;
use crate::board_file::{AppendedUpdate, BoardFile, LogEnd, grown};
use crate::create::{build, refuse_journals, vacuum_into};
use crate::error::StoreError;
use crate::format::Format;
use crate::lock::BoardLock;
use board_model::FileLoss;
use sqlx::Connection;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl BoardFile {
    /// What somebody else did to the file since it was opened; `None` while its path names it and nobody else wrote
    /// into it. It asks the system three times, and blocks for that long. Readers are never told anything.
    pub fn displacement(&self) -> Option<FileLoss> {
        self.anchor.as_ref()?.displacement()
    }

    /// Writes the log into the file, which is whole then, however it is copied or moved. To be called in quiet moments.
    ///
    /// Errors: those of [`BoardFile::append`]; nothing is lost then.
    pub async fn fold(&mut self) -> Result<(), StoreError> {
        self.refuse_unless_writable()?;
        self.settle().await;
        let folded = sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            .execute(&mut self.connection)
            .await;
        if let Some(anchor) = &mut self.anchor {
            anchor.see();
        }
        folded
            .map(drop)
            .map_err(|error| StoreError::sqlite(&self.path, error))
    }

    /// Makes a new log beside the file, which is whole before that. For [`FileLoss::JournalLost`].
    ///
    /// Errors: those of [`BoardFile::append`].
    pub async fn renew_journal(&mut self) -> Result<(), StoreError> {
        self.refuse_unless_writable()?;
        self.settle().await;
        let renewed = sqlx::raw_sql(
            "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE; PRAGMA journal_mode=WAL; \
             SELECT count(*) FROM board;",
        )
        .execute(&mut self.connection)
        .await;
        if let Some(anchor) = &mut self.anchor {
            anchor.accept();
        }
        renewed
            .map(drop)
            .map_err(|error| StoreError::sqlite(&self.path, error))
    }

    /// Writes the whole board to `to`, where nothing may be, and goes on there. For a file that was removed, moved or
    /// replaced: SQLite has it open still, with everything that was ever appended. Its own path is as good as any
    /// once it is free.
    ///
    /// Errors: [`StoreError::AlreadyThere`], [`StoreError::BoardOpen`]; those of [`BoardFile::create`]. Then this is
    /// as it was.
    pub async fn go_on_at(&mut self, to: &Path) -> Result<(), StoreError> {
        self.settle().await;
        let (to, lock) = self.free_place(to)?;
        let unfinished = atomic::unfinished(&to)?;
        let target = unfinished
            .to_str()
            .ok_or_else(|| StoreError::PathNotUtf8 { path: to.clone() })?;
        let access = self.access();
        vacuum_into(&mut self.connection, target, access)
            .await
            .map_err(|error| StoreError::sqlite(&to, error))?;
        // The file that was moved becomes whole too, and no log stays beside a name that may be another file's.
        // Where that cannot be done the new file has everything all the same.
        drop(self.fold().await);
        self.settle_in(&to, unfinished, lock).await
    }

    /// Writes a new board file at `to`, where nothing may be, that begins with `state`, and goes on there with update 1.
    /// For a file that somebody else wrote into, where nothing that SQLite reads can be believed; of its
    /// pictures those come along whose hash holds.
    ///
    /// Errors: as [`BoardFile::go_on_at`].
    pub async fn go_on_with(&mut self, to: &Path, state: &[u8]) -> Result<(), StoreError> {
        self.settle().await;
        let (to, lock) = self.free_place(to)?;
        let first = [AppendedUpdate::of(state.to_vec())];
        grown(LogEnd::default(), &first)?;
        let unfinished = atomic::unfinished(&to)?;
        build(&unfinished, self.board(), &first)
            .await
            .map_err(|error| error.about(&to))?;
        let mut images = Vec::new();
        for entry in self.images().await.unwrap_or_default() {
            images.extend(self.image(entry.hash).await.ok().flatten());
        }
        if let Some(anchor) = &self.anchor {
            anchor
                .empty_journal()
                .map_err(|source| StoreError::io(&self.path, source))?;
        }
        self.settle_in(&to, unfinished, lock).await?;
        for image in images {
            self.put_image(image.kind, &image.bytes).await?;
        }
        Ok(())
    }

    /// The canonical path of a place where nothing is, and the lock on it.
    fn free_place(&self, to: &Path) -> Result<(PathBuf, Arc<BoardLock>), StoreError> {
        self.refuse_unless_writable()?;
        let to = atomic::place_for(to)?;
        if to.symlink_metadata().is_ok() {
            return Err(StoreError::AlreadyThere { path: to });
        }
        let held = self.lock.as_ref().filter(|lock| lock.is_on(&to));
        let lock = match held {
            Some(held) => Arc::clone(held),
            None => {
                refuse_journals(&to)?;
                Arc::new(BoardLock::exclusive(&to)?)
            }
        };
        Ok((to, lock))
    }

    /// Puts a finished file in its place and goes on in it.
    async fn settle_in(
        &mut self,
        to: &Path,
        unfinished: tempfile::TempPath,
        lock: Arc<BoardLock>,
    ) -> Result<(), StoreError> {
        if let Some(anchor) = &self.anchor {
            anchor.remove_journal();
        }
        refuse_journals(to)?;
        atomic::finish_new(unfinished, to)?;
        let (path, board) = (to.to_owned(), self.board());
        let fresh = Self::open_writer(path, lock, board, Format::OURS).await?;
        let old = std::mem::replace(self, fresh);
        let Self {
            connection, anchor, ..
        } = old;
        // Everything of it is in the new file.
        drop(connection.close().await);
        if let Some(anchor) = anchor {
            anchor.remove_journal();
        }
        Ok(())
    }
}
