//! Making a board file, and writing a board to another place: whole or not at all.

use crate::board_file::{Access, AppendedUpdate, BoardFile, LogEnd, grown, insert_all};
use crate::error::StoreError;
use crate::format::Format;
use crate::header::{BOARD_APPLICATION_ID, beside};
use crate::lock::BoardLock;
use crate::{atomic, connection, schema};
use board_model::BoardId;
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use std::path::Path;
use std::sync::Arc;

impl BoardFile {
    /// Makes a new board file holding `first_updates` and opens it for writing. The file appears whole or not at all.
    ///
    /// Errors: [`StoreError::AlreadyThere`], also for the journal of a board that was taken away;
    /// [`StoreError::NoFolder`]; [`StoreError::ReadOnlyPlace`], [`StoreError::DiskFull`].
    pub async fn create(
        path: &Path,
        board: BoardId,
        first_updates: &[AppendedUpdate],
    ) -> Result<Self, StoreError> {
        let path = atomic::place_for(path)?;
        if path.symlink_metadata().is_ok() {
            return Err(StoreError::AlreadyThere { path });
        }
        refuse_journals(&path)?;
        let lock = Arc::new(BoardLock::exclusive(&path)?);
        let unfinished = atomic::unfinished(&path)?;
        build(&unfinished, board, first_updates)
            .await
            .map_err(|error| error.about(&path))?;
        atomic::finish_new(unfinished, &path)?;
        Self::open_writer(path, lock, board, Format::OURS).await
    }

    /// Writes the board as it is now to another place, whole or not at all, replacing what is there. For network
    /// and synchronised folders, where a board is worked on in the library and saved like this.
    pub async fn save_copy(&mut self, to: &Path) -> Result<(), StoreError> {
        self.settle().await;
        let to = atomic::place_for(to)?;
        if to == self.path {
            return Err(StoreError::AlreadyThere { path: to });
        }
        let _lock = BoardLock::exclusive(&to)?;
        refuse_journals(&to)?;
        let unfinished = atomic::unfinished(&to)?;
        let target = unfinished
            .to_str()
            .ok_or_else(|| StoreError::PathNotUtf8 { path: to.clone() })?;
        let access = self.access();
        let copied = vacuum_into(&mut self.connection, target, access).await;
        copied.map_err(|error| StoreError::sqlite(&to, error))?;
        atomic::finish(unfinished, &to)
    }
}

pub(crate) async fn vacuum_into(
    connection: &mut SqliteConnection,
    target: &str,
    access: Access,
) -> Result<(), sqlx::Error> {
    // `query_only` forbids this too. The file itself stays protected: a reader's connection is read-only, or on a
    // private copy.
    if access != Access::Write {
        sqlx::raw_sql("PRAGMA query_only = OFF")
            .execute(&mut *connection)
            .await?;
    }
    let copied = sqlx::query("VACUUM INTO ?")
        .bind(target)
        .execute(&mut *connection)
        .await;
    if access != Access::Write {
        sqlx::raw_sql("PRAGMA query_only = ON")
            .execute(connection)
            .await?;
    }
    copied.map(drop)
}

/// A journal of a board that was taken away would be played into the one that comes into its place.
pub(crate) fn refuse_journals(path: &Path) -> Result<(), StoreError> {
    for journal in [beside(path, "-wal"), beside(path, "-journal")] {
        if journal.symlink_metadata().is_ok() {
            return Err(StoreError::AlreadyThere { path: journal });
        }
    }
    Ok(())
}

/// Writes a whole new board file at `path`.
pub(crate) async fn build(
    path: &Path,
    board: BoardId,
    first_updates: &[AppendedUpdate],
) -> Result<(), StoreError> {
    let failed = |error| StoreError::sqlite(path, error);
    grown(LogEnd::default(), first_updates)?;
    let mut connection = connection::builder(path).await.map_err(failed)?;
    let built = fill(&mut connection, board, first_updates).await;
    let closed = connection.close().await;
    built.and(closed).map_err(failed)
}

async fn fill(
    connection: &mut SqliteConnection,
    board: BoardId,
    first_updates: &[AppendedUpdate],
) -> Result<(), sqlx::Error> {
    let mut transaction = connection.begin().await?;
    for table in &schema::TABLES {
        sqlx::raw_sql(table.create)
            .execute(&mut *transaction)
            .await?;
    }
    sqlx::query("INSERT INTO board(id) VALUES (?)")
        .bind(board.to_string())
        .execute(&mut *transaction)
        .await?;
    insert_all(&mut transaction, first_updates, 1).await?;
    // Two numbers of ours; SQLite takes no parameters in a PRAGMA.
    let identity = format!(
        "PRAGMA application_id = {BOARD_APPLICATION_ID}; PRAGMA user_version = {}",
        Format::OURS.user_version()
    );
    sqlx::raw_sql(AssertSqlSafe(identity))
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await
}
