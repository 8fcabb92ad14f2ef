//! One open board: opening, making, appending, closing.

use crate::bounds::within;
use crate::error::StoreError;
use crate::file_loss::Anchor;
use crate::format::Format;
use crate::header::canonical;
use crate::inspect::Inspection;
use crate::lock::BoardLock;
use crate::{connection, limits};
use board_model::{BoardId, ParticipantId};
use sqlx::{Connection, SqliteConnection};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// What an opened board is wanted for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OpenMode {
    /// To be the board's one writer.
    Write,
    /// To look, beside any other readers; nothing is changed, not even the file's times.
    ReadOnly,
}

/// What an open board may be used for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Everything.
    Write,
    /// Reading, as was asked for.
    ReadOnly,
    /// Reading, because a newer Journeywall wrote the file. Writes answer [`StoreError::NewerFormat`], whose
    /// sentence is the one to show when the board opens.
    NewerFormat,
}

/// The place of an update in the board's log, counted from 1 without gaps. 0 means: before the first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Seq(pub u64);

/// One update to append: the bytes as they passed the check of board-replica, and what is known of their origin.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct AppendedUpdate {
    /// The yrs update, v1 encoding; at most [`limits::UPDATE_BYTES`].
    pub bytes: Vec<u8>,
    /// Who wrote it.
    pub author: Option<ParticipantId>,
    /// The yrs client id it was written with.
    pub client: Option<u64>,
}

/// Sizes instead of content: what people wrote stays out of logs.
impl fmt::Debug for AppendedUpdate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AppendedUpdate")
            .field("bytes", &self.bytes.len())
            .field("author", &self.author)
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}

impl AppendedUpdate {
    /// An update of unknown origin.
    pub fn of(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            ..Self::default()
        }
    }
}

/// Where the log ends.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LogEnd {
    pub(crate) last: u64,
    rows: u64,
    bytes: u64,
}

/// One open board file.
///
/// Call [`BoardFile::close`] when done. A board that is dropped instead, as after a panic, loses nothing, but its
/// connection closes in the background: until it has, opening the board again answers [`StoreError::BoardOpen`].
#[derive(Debug)]
pub struct BoardFile {
    // Field order matters: the connection goes before the copy it reads and the lock that protects it.
    pub(crate) connection: SqliteConnection,
    /// A writer's.
    pub(crate) anchor: Option<Anchor>,
    _copy: Option<TempDir>,
    /// A writer's is kept by its connection too.
    pub(crate) lock: Option<Arc<BoardLock>>,
    pub(crate) path: PathBuf,
    board: BoardId,
    format: Format,
    access: Access,
    /// Unknown after a write that did not answer, and read anew before the next one.
    pub(crate) end: Option<LogEnd>,
    /// A transaction may be open that nobody will end.
    pub(crate) is_unsettled: bool,
}

impl BoardFile {
    /// Opens a board file. It is checked before anything is written to it (see the crate's docs), and a board of a
    /// newer major format opens for reading whatever the mode ([`BoardFile::access`]).
    ///
    /// Errors: [`StoreError::NoFile`]; [`StoreError::BoardOpen`] while another process, or another `BoardFile` of
    /// this one, writes it (or reads it, when this one wants to write); [`StoreError::NotABoard`];
    /// [`StoreError::Damaged`]; [`StoreError::TooLarge`]; [`StoreError::ReadOnlyPlace`] for writing where
    /// the file or its folder is read-only.
    pub async fn open(path: &Path, mode: OpenMode) -> Result<Self, StoreError> {
        let path = canonical(path)?;
        let lock = match mode {
            OpenMode::Write => {
                refuse_read_only(&path)?;
                BoardLock::exclusive(&path)?
            }
            OpenMode::ReadOnly => BoardLock::shared(&path)?,
        };
        let mut inspection = Inspection::open(&path).await?;
        let board = match inspection.check(&path).await {
            Ok(board) => board,
            Err(refusal) => {
                inspection.close(&path).await?;
                return Err(refusal);
            }
        };
        let format = inspection.header.format;
        if mode == OpenMode::Write && !format.is_newer_major() {
            inspection.close(&path).await?;
            return Self::open_writer(path, Arc::new(lock), board, format).await;
        }
        let access = if format.is_newer_major() {
            Access::NewerFormat
        } else {
            Access::ReadOnly
        };
        let (connection, copy) = (inspection.connection, inspection.copy);
        Ok(Self {
            connection,
            anchor: None,
            _copy: copy,
            lock: Some(Arc::new(lock)),
            path,
            board,
            format,
            access,
            end: None,
            is_unsettled: false,
        })
    }

    pub(crate) async fn open_writer(
        path: PathBuf,
        lock: Arc<BoardLock>,
        board: BoardId,
        format: Format,
    ) -> Result<Self, StoreError> {
        let anchor = Anchor::drop_at(&path)?;
        let connection = connection::writer(&path, Arc::clone(&lock))
            .await
            .map_err(|error| StoreError::sqlite(&path, error))?;
        let (access, end, is_unsettled) = (Access::Write, None, false);
        let mut file = Self {
            connection,
            anchor: Some(anchor),
            _copy: None,
            lock: Some(lock),
            path,
            board,
            format,
            access,
            end,
            is_unsettled,
        };
        file.log_end().await?;
        // SQLite has made its log by now.
        file.anchor.iter_mut().for_each(Anchor::accept);
        Ok(file)
    }

    /// The board's id, written once when the file was made.
    pub fn board(&self) -> BoardId {
        self.board
    }
    /// The file's format version.
    pub fn format(&self) -> Format {
        self.format
    }
    /// What this opening allows.
    pub fn access(&self) -> Access {
        self.access
    }
    /// The file's canonical path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Appends updates in one transaction and answers the place of the last one, after everything is on disk
    /// (`synchronous=FULL`). One call with a hundred updates costs about as much as four calls with one, so the
    /// caller batches what queued up meanwhile. On an error nothing of the batch is kept and the file stays usable.
    ///
    /// Errors: [`StoreError::DiskFull`]; [`StoreError::TooLarge`] for an update, or for a log that was never
    /// compacted; [`StoreError::NewerFormat`] and [`StoreError::OpenedForReading`].
    pub async fn append(&mut self, updates: &[AppendedUpdate]) -> Result<Seq, StoreError> {
        self.refuse_unless_writable()?;
        let before = self.log_end().await?;
        let after = grown(before, updates)?;
        self.begin().await?;
        let written = insert_all(&mut self.connection, updates, before.last + 1).await;
        self.end(written).await?;
        self.end = Some(after);
        Ok(Seq(after.last))
    }

    /// The place of the last update on disk.
    pub async fn last_seq(&mut self) -> Result<Seq, StoreError> {
        Ok(Seq(self.log_end().await?.last))
    }

    /// Closes the board: the log is written into the file, which is then one file again, and the lock is freed.
    ///
    /// Errors: [`StoreError::DiskFull`] and others when the log could not be folded in; nothing is lost then, it
    /// stays beside the file and is folded in at the next opening.
    pub async fn close(mut self) -> Result<(), StoreError> {
        self.settle().await;
        let Self {
            mut connection,
            anchor,
            _copy: copy,
            lock,
            path,
            access,
            ..
        } = self;
        let folded = match access {
            Access::Write => sqlx::raw_sql(FOLD).execute(&mut connection).await.map(drop),
            Access::ReadOnly | Access::NewerFormat => Ok(()),
        };
        let closed = connection.close().await;
        drop(anchor);
        drop(copy);
        drop(lock);
        folded
            .and(closed)
            .map_err(|error| StoreError::sqlite(&path, error))
    }

    pub(crate) fn refuse_unless_writable(&self) -> Result<(), StoreError> {
        let path = || self.path.clone();
        match self.access {
            Access::Write => Ok(()),
            Access::ReadOnly => Err(StoreError::OpenedForReading { path: path() }),
            Access::NewerFormat => Err(StoreError::NewerFormat {
                path: path(),
                found: self.format,
            }),
        }
    }

    pub(crate) async fn log_end(&mut self) -> Result<LogEnd, StoreError> {
        self.settle().await;
        if let Some(end) = self.end {
            return Ok(end);
        }
        let (last, rows, bytes): (i64, i64, i64) = sqlx::query_as(
            "SELECT coalesce(max(seq), 0), count(*), coalesce(sum(length(bytes)), 0) FROM update_log",
        )
        .fetch_one(&mut self.connection)
        .await
        .map_err(|error| StoreError::sqlite(&self.path, error))?;
        let end = LogEnd {
            last: last as u64,
            rows: rows as u64,
            bytes: bytes as u64,
        };
        self.end = Some(end);
        Ok(end)
    }
}

/// Makes the file one again. Leaving WAL mode needs the exclusive lock, which this connection has; going
/// back to normal locking lets SQLite remove the journal it keeps while it locks exclusively.
const FOLD: &str = "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE); \
                    PRAGMA journal_mode=DELETE; PRAGMA locking_mode=NORMAL; SELECT count(*) FROM board;";

fn refuse_read_only(path: &Path) -> Result<(), StoreError> {
    let metadata = std::fs::metadata(path).map_err(|source| StoreError::io(path, source))?;
    if metadata.permissions().readonly() {
        return Err(StoreError::ReadOnlyPlace {
            path: path.to_owned(),
        });
    }
    Ok(())
}

/// The log's end after these updates, if they and it stay within the limits.
pub(crate) fn grown(before: LogEnd, updates: &[AppendedUpdate]) -> Result<LogEnd, StoreError> {
    let mut end = before;
    for update in updates {
        let bytes = update.bytes.len() as u64;
        within("update", bytes, limits::UPDATE_BYTES)?;
        end = LogEnd {
            last: end.last + 1,
            rows: end.rows + 1,
            bytes: end.bytes + bytes,
        };
    }
    within("list of updates", end.rows, limits::UPDATES)?;
    within("list of updates", end.bytes, limits::UPDATES_BYTES)?;
    Ok(end)
}

/// The first eight bytes of a BLAKE3 hash: enough to notice damage; nobody is to be convinced by it.
pub(crate) fn update_sum(seq: u64, bytes: &[u8]) -> [u8; 8] {
    let hash = blake3::Hasher::new()
        .update(&seq.to_le_bytes())
        .update(bytes)
        .finalize();
    let mut sum = [0; 8];
    sum.copy_from_slice(&hash.as_bytes()[..8]);
    sum
}

pub(crate) async fn insert_all(
    connection: &mut SqliteConnection,
    updates: &[AppendedUpdate],
    first: u64,
) -> Result<(), sqlx::Error> {
    for (update, seq) in updates.iter().zip(first..) {
        insert(connection, update, seq).await?;
    }
    Ok(())
}

async fn insert(
    connection: &mut SqliteConnection,
    update: &AppendedUpdate,
    seq: u64,
) -> Result<(), sqlx::Error> {
    sqlx::query("INSERT INTO update_log(seq, author, client, sum, bytes) VALUES (?, ?, ?, ?, ?)")
        .bind(seq as i64)
        .bind(update.author.map(|author| author.to_string()))
        .bind(update.client.map(|client| client as i64))
        .bind(update_sum(seq, &update.bytes).as_slice())
        .bind(update.bytes.as_slice())
        .execute(connection)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Waker};

    const BOARD: BoardId = BoardId::from_u128(7);

    fn updates(count: usize) -> Vec<AppendedUpdate> {
        vec![AppendedUpdate::of(vec![9; 1_000]); count]
    }

    #[tokio::test]
    async fn a_full_disk_refuses_the_whole_batch_and_the_file_stays_usable() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = BoardFile::create(&folder.path().join("a.journey"), BOARD, &updates(3))
            .await
            .unwrap();
        sqlx::raw_sql("PRAGMA max_page_count = 30")
            .execute(&mut file.connection)
            .await
            .unwrap();
        let refusal = file.append(&updates(200)).await.unwrap_err();
        assert!(
            matches!(refusal, StoreError::DiskFull { .. }),
            "{refusal:?}"
        );
        assert_eq!(refusal.code(), "E_DISK");
        let refusal = file.compact(&[1; 300_000], Seq(3)).await.unwrap_err();
        assert!(
            matches!(refusal, StoreError::DiskFull { .. }),
            "{refusal:?}"
        );
        assert_eq!(
            file.load().await.unwrap().updates.len(),
            3,
            "nothing of the batch is kept"
        );
        assert_eq!(
            file.append(&updates(2)).await.unwrap(),
            Seq(5),
            "what fits is still taken"
        );
        sqlx::raw_sql("PRAGMA max_page_count = 3000")
            .execute(&mut file.connection)
            .await
            .unwrap();
        assert_eq!(file.append(&updates(200)).await.unwrap(), Seq(205));
        file.close().await.unwrap();
    }

    #[tokio::test]
    async fn an_append_that_is_cancelled_on_its_way_leaves_no_half_and_no_hole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.journey");
        let mut file = BoardFile::create(&path, BOARD, &updates(1)).await.unwrap();
        for polls in 1..40 {
            {
                let batch = updates(10);
                let mut appending = pin!(file.append(&batch));
                for _ in 0..polls {
                    if appending
                        .as_mut()
                        .poll(&mut Context::from_waker(Waker::noop()))
                        .is_ready()
                    {
                        break;
                    }
                    // The connection's thread gets on with what it was asked.
                    tokio::task::yield_now().await;
                    std::thread::yield_now();
                }
            }
            file.put_setting("round", Some(&[polls])).await.unwrap();
            let loaded = file.load().await.unwrap();
            assert_eq!(loaded.updates.len() as u64, loaded.last.0);
            assert_eq!(loaded.last.0 % 10, 1, "whole batches only");
        }
        let last = file.append(&updates(1)).await.unwrap();
        file.close().await.unwrap();
        let mut file = BoardFile::open(&path, OpenMode::Write).await.unwrap();
        assert_eq!(file.last_seq().await.unwrap(), last);
        assert_eq!(
            file.setting("round").await.unwrap(),
            Some(vec![39]),
            "a write after a cancelled one is kept"
        );
        file.close().await.unwrap();
    }
}
