//! Rows and sizes of a board file, counted before any blob is read.

use crate::error::StoreError;
use crate::limits;
use sqlx::SqliteConnection;
use std::path::Path;

/// One table's bounds: how many rows, how large one of them, how large all of them.
struct Bound {
    what: &'static str,
    /// Answers count, largest and total length. `length` of a blob comes from the row's header; the blob is not read.
    sql: &'static str,
    rows: u64,
    each: u64,
    total: u64,
}

/// Tables that a file of a newer major version needs too come first.
const BOUNDS: [Bound; 5] = [
    Bound {
        what: "list of updates",
        sql: "SELECT count(*), coalesce(max(length(bytes) + length(sum) + coalesce(length(author), 0)), 0), coalesce(sum(length(bytes)), 0) FROM update_log",
        rows: limits::UPDATES,
        each: limits::UPDATE_BYTES + 256,
        total: limits::UPDATES_BYTES,
    },
    Bound {
        what: "stored state",
        sql: "SELECT count(*), coalesce(max(length(state) + length(hash)), 0), coalesce(sum(length(state)), 0) FROM snapshot",
        rows: limits::GENERATIONS,
        each: limits::STATE_BYTES + 256,
        total: limits::GENERATIONS * limits::STATE_BYTES,
    },
    Bound {
        what: "list of images",
        sql: "SELECT count(*), coalesce(max(length(bytes) + length(hash) + length(mime)), 0), coalesce(sum(length(bytes)), 0) FROM image",
        rows: limits::IMAGES,
        each: limits::IMAGE_BYTES + 256,
        total: limits::FILE_BYTES,
    },
    Bound {
        what: "list of versions",
        sql: "SELECT count(*), coalesce(max(length(state) + length(hash) + length(CAST(name AS BLOB))), 0), coalesce(sum(length(state)), 0) FROM named_version",
        rows: limits::VERSIONS,
        each: limits::STATE_BYTES + limits::NAME_BYTES + 256,
        total: limits::FILE_BYTES,
    },
    Bound {
        what: "list of settings",
        sql: "SELECT count(*), coalesce(max(length(value) + length(CAST(key AS BLOB))), 0), coalesce(sum(length(value)), 0) FROM setting",
        rows: limits::SETTINGS,
        each: limits::SETTING_BYTES + limits::NAME_BYTES,
        total: limits::FILE_BYTES,
    },
];

/// Refuses a file with more, or larger, rows than a board may hold. `core_only` leaves out the tables that a
/// newer major version may have changed.
pub(crate) async fn check(
    connection: &mut SqliteConnection,
    path: &Path,
    core_only: bool,
) -> Result<(), StoreError> {
    let wanted = if core_only { 2 } else { BOUNDS.len() };
    for bound in &BOUNDS[..wanted] {
        let (rows, each, total): (i64, i64, i64) = sqlx::query_as(bound.sql)
            .fetch_one(&mut *connection)
            .await
            .map_err(|error| StoreError::sqlite(path, error))?;
        for (bytes, max) in [(rows, bound.rows), (each, bound.each), (total, bound.total)] {
            within(bound.what, bytes as u64, max)?;
        }
    }
    Ok(())
}

/// Refuses what is larger than it may be.
pub(crate) fn within(what: &'static str, bytes: u64, max: u64) -> Result<(), StoreError> {
    if bytes > max {
        Err(StoreError::TooLarge { what, bytes, max })
    } else {
        Ok(())
    }
}
