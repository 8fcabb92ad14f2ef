//! SQLite connections with their switches set: one kind for looking, one for writing.

use crate::limits;
use crate::lock::BoardLock;
use sqlx::ConnectOptions;
use sqlx::sqlite::{
    SqliteAutoVacuum, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteLockingMode,
    SqliteSynchronous,
};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// How long SQLite waits for its own locks. Ours come first, so this is met only while another handle of
/// this process is still closing.
const BUSY: Duration = Duration::from_secs(3);

/// SQLite's own default, and the block size of most file systems.
const PAGE_BYTES: u64 = 4096;

/// For looking at a file that nobody is writing: nothing is locked, created or changed.
pub(crate) async fn immutable(path: &Path) -> Result<SqliteConnection, sqlx::Error> {
    guarded(path)
        .read_only(true)
        .immutable(true)
        .pragma("query_only", "ON")
        .connect()
        .await
}

/// For looking at a private copy of a file with a journal beside it: SQLite plays the journal back into the copy.
pub(crate) async fn private_copy(path: &Path) -> Result<SqliteConnection, sqlx::Error> {
    guarded(path)
        .locking_mode(SqliteLockingMode::Exclusive)
        .pragma("query_only", "ON")
        .connect()
        .await
}

/// For the one writer of a board: every commit is on disk before it returns, and nobody else gets in.
///
/// The connection keeps `lock`. A connection that is dropped instead of closed closes in its own thread, and the
/// board must not be opened before it has: so the lock is held by a sort order that nobody uses, which SQLite
/// frees after it has closed its files (`sqlite3LeaveMutexAndCloseZombie`).
pub(crate) async fn writer(
    path: &Path,
    lock: Arc<BoardLock>,
) -> Result<SqliteConnection, sqlx::Error> {
    let keep_lock = move |one: &str, other: &str| {
        let _held = &lock;
        one.cmp(other)
    };
    guarded(path)
        .collation("journeywall_lock", keep_lock)
        .locking_mode(SqliteLockingMode::Exclusive)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("fullfsync", "ON")
        .pragma("checkpoint_fullfsync", "ON")
        // Never write a file that is too large to be opened again.
        .pragma(
            "max_page_count",
            (limits::FILE_BYTES / PAGE_BYTES).to_string(),
        )
        .connect()
        .await
}

/// For writing a file that nobody knows yet and that is thrown away if it cannot be finished.
pub(crate) async fn builder(path: &Path) -> Result<SqliteConnection, sqlx::Error> {
    guarded(path)
        .create_if_missing(true)
        .page_size(PAGE_BYTES as u32)
        .auto_vacuum(SqliteAutoVacuum::Incremental)
        .journal_mode(SqliteJournalMode::Memory)
        .synchronous(SqliteSynchronous::Full)
        .pragma("fullfsync", "ON")
        .connect()
        .await
}

/// For `library.db`, which several programs of one person share. What is taken away is overwritten: drafts and
/// replaced values leave no trace in the file.
pub(crate) async fn shared(path: &Path) -> Result<SqliteConnection, sqlx::Error> {
    guarded(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("fullfsync", "ON")
        .pragma("secure_delete", "ON")
        .connect()
        .await
}

fn guarded(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(BUSY)
        .foreign_keys(false)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("mmap_size", "0")
        .pragma("temp_store", "MEMORY")
        .disable_statement_logging()
}
