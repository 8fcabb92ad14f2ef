//! Opening a file that may come from anybody, without writing to it.

use crate::error::{Damage, StoreError, shown};
use crate::header::{Header, beside, examine_header, read_header};
use crate::{bounds, connection, schema};
use board_model::BoardId;
use sqlx::{Connection, SqliteConnection};
use std::fs::File;
use std::path::Path;
use tempfile::TempDir;

/// A board file open for looking. Field order matters: the connection closes before its copy is removed.
pub(crate) struct Inspection {
    pub(crate) connection: SqliteConnection,
    pub(crate) header: Header,
    /// Where the file was copied to, because a journal stood beside it.
    pub(crate) copy: Option<TempDir>,
}

impl Inspection {
    /// Opens the file at the canonical path `path`. The caller holds its lock.
    pub(crate) async fn open(path: &Path) -> Result<Self, StoreError> {
        Self::with(path, read_header(path)?).await
    }

    /// As [`Inspection::open`], whatever its first page is stamped with: for looking at what may be damaged.
    pub(crate) async fn of_doubtful(path: &Path) -> Result<Self, StoreError> {
        Self::with(path, examine_header(path)?).await
    }

    async fn with(path: &Path, header: Header) -> Result<Self, StoreError> {
        let copy = if header.has_journal {
            Some(copy_aside(path).await?)
        } else {
            None
        };
        let connection = match &copy {
            Some(folder) => connection::private_copy(&folder.path().join(COPY_NAME)).await,
            None => connection::immutable(path).await,
        };
        let connection = connection.map_err(|error| StoreError::sqlite(path, error))?;
        Ok(Self {
            connection,
            header,
            copy,
        })
    }

    /// Everything that must hold before the file is trusted with a writing connection. Answers the board's id.
    pub(crate) async fn check(&mut self, path: &Path) -> Result<BoardId, StoreError> {
        if self.header.is_truncated {
            return Err(StoreError::damaged(path, Damage::Truncated));
        }
        let is_newer = self.header.format.is_newer_major();
        schema::check(&mut self.connection, path, self.header.format).await?;
        // A newer major version may have expressions in its tables that a check would run.
        if !is_newer && let Some(complaint) = self.complaints(path, QUICK).await?.into_iter().next()
        {
            return Err(StoreError::damaged(path, Damage::Structure { complaint }));
        }
        bounds::check(&mut self.connection, path, is_newer).await?;
        board_id(&mut self.connection, path).await
    }

    /// What SQLite's own check says against the file; nothing when it is sound. `sql` is [`QUICK`] or [`FULL`].
    pub(crate) async fn complaints(
        &mut self,
        path: &Path,
        sql: &'static str,
    ) -> Result<Vec<String>, StoreError> {
        let lines: Vec<String> = sqlx::query_scalar(sql)
            .fetch_all(&mut self.connection)
            .await
            .map_err(|error| StoreError::sqlite(path, error))?;
        Ok(lines
            .iter()
            .filter(|line| *line != "ok")
            .map(|line| shown(line))
            .collect())
    }

    /// Closes the connection and removes the copy.
    pub(crate) async fn close(self, path: &Path) -> Result<(), StoreError> {
        self.connection
            .close()
            .await
            .map_err(|error| StoreError::sqlite(path, error))?;
        drop(self.copy);
        Ok(())
    }
}

/// The check before every opening: all but the agreement of indexes with their tables.
pub(crate) const QUICK: &str = "PRAGMA quick_check(1)";
/// The check of `verify`.
pub(crate) const FULL: &str = "PRAGMA integrity_check(50)";

const COPY_NAME: &str = "board.journey";

async fn copy_aside(path: &Path) -> Result<TempDir, StoreError> {
    let path = path.to_owned();
    let copied = tokio::task::spawn_blocking(move || {
        let folder = tempfile::Builder::new().prefix("journeywall-").tempdir()?;
        let copy = folder.path().join(COPY_NAME);
        copy_content(&path, &copy)?;
        for ending in ["-wal", "-journal"] {
            let from = beside(&path, ending);
            if from.is_file() {
                copy_content(&from, &beside(&copy, ending))?;
            }
        }
        Ok(folder)
    });
    let failed = |source| StoreError::io(&std::env::temp_dir(), source);
    copied
        .await
        .map_err(|error| failed(error.into()))?
        .map_err(failed)
}

/// Copies the bytes but not the permissions: the copy of a read-only file must be writable for its journal.
fn copy_content(from: &Path, to: &Path) -> std::io::Result<()> {
    std::io::copy(&mut File::open(from)?, &mut File::create_new(to)?).map(drop)
}

/// The board's id: the one row of `board`.
pub(crate) async fn board_id(
    connection: &mut SqliteConnection,
    path: &Path,
) -> Result<BoardId, StoreError> {
    let found: Vec<String> =
        sqlx::query_scalar("SELECT id FROM board WHERE length(id) = 36 LIMIT 2")
            .fetch_all(connection)
            .await
            .map_err(|error| StoreError::sqlite(path, error))?;
    match found.as_slice() {
        [one] => one
            .parse()
            .map_err(|_| StoreError::damaged(path, Damage::NoBoardId)),
        _ => Err(StoreError::damaged(path, Damage::NoBoardId)),
    }
}
