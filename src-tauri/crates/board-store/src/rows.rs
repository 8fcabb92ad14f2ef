//! Reading a table row by row, around pages that cannot be read.

use crate::limits;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

/// How many keys on either side of an unreadable stretch are tried one by one.
const PROBES: i64 = 10_000;

/// A table with an integer key, as three questions with one parameter each; the key is the first column.
/// Rows beyond the size limits are not answered.
pub(crate) struct Scan {
    pub(crate) table: &'static str,
    pub(crate) after: &'static str,
    pub(crate) before: &'static str,
    pub(crate) at: &'static str,
}

macro_rules! scan {
    ($table:literal, $key:literal, $columns:literal, $size:literal) => {
        Scan {
            table: $table,
            after: concat!(
                "SELECT ",
                $key,
                ", ",
                $columns,
                " FROM ",
                $table,
                " WHERE ",
                $key,
                " > ? AND ",
                $size,
                " ORDER BY ",
                $key,
                " LIMIT 1"
            ),
            before: concat!(
                "SELECT ",
                $key,
                ", ",
                $columns,
                " FROM ",
                $table,
                " WHERE ",
                $key,
                " < ? AND ",
                $size,
                " ORDER BY ",
                $key,
                " DESC LIMIT 1"
            ),
            at: concat!(
                "SELECT ",
                $key,
                ", ",
                $columns,
                " FROM ",
                $table,
                " WHERE ",
                $key,
                " = ? AND ",
                $size
            ),
        }
    };
}

/// `seq, sum, bytes`; the size is [`limits::UPDATE_BYTES`].
pub(crate) const UPDATES: Scan = scan!(
    "update_log",
    "seq",
    "sum, bytes",
    "length(bytes) <= 33554432"
);
/// `generation, upto, hash, state`; the size is [`limits::STATE_BYTES`].
pub(crate) const SNAPSHOTS: Scan = scan!(
    "snapshot",
    "generation",
    "upto, hash, state",
    "length(state) <= 268435456"
);
/// `id, hash, mime, bytes`; the size is [`limits::IMAGE_BYTES`].
pub(crate) const IMAGES: Scan = scan!(
    "image",
    "id",
    "hash, mime, bytes",
    "length(bytes) <= 20971520"
);
/// `id, name, at_ms, hash, state`; the sizes are [`limits::STATE_BYTES`] and [`limits::NAME_BYTES`].
pub(crate) const VERSIONS: Scan = scan!(
    "named_version",
    "id",
    "name, at_ms, hash, state",
    "length(state) <= 268435456 AND length(name) <= 1000"
);

/// What could be read of a table.
pub(crate) struct Readable<T> {
    /// In key order.
    pub(crate) rows: Vec<T>,
    /// Why not everything could be read; `None` when it could.
    pub(crate) failure: Option<sqlx::Error>,
}

/// Reads all rows that can be read: forward to the first failure, backward to the last, and between them key by
/// key. `keep` sees every row once and answers what to keep of it, and how many bytes that is. Stops when
/// `budget` bytes are kept.
pub(crate) async fn read<T>(
    connection: &mut SqliteConnection,
    scan: &Scan,
    budget: u64,
    mut keep: impl FnMut(&SqliteRow) -> Option<(T, u64)>,
) -> Readable<T> {
    let mut walk = Walk {
        connection,
        left: budget,
        failure: None,
    };
    let (mut front, mut back) = (Vec::new(), Vec::new());
    let mut first_unread = i64::MIN;
    while let Some(row) = walk.ask(scan.after, first_unread).await {
        let key = row.get::<i64, _>(0);
        if key <= first_unread || !walk.take(keep(&row), &mut front) {
            break;
        }
        first_unread = key;
    }
    if walk.failure.is_none() {
        return Readable {
            rows: front,
            failure: None,
        };
    }
    let first_failure = walk.failure.take();
    let mut last_unread = i64::MAX;
    while let Some(row) = walk.ask(scan.before, last_unread).await {
        let key = row.get::<i64, _>(0);
        if key <= first_unread || key >= last_unread || !walk.take(keep(&row), &mut back) {
            break;
        }
        last_unread = key;
    }
    for key in probes(first_unread, last_unread) {
        if let Some(row) = walk.ask(scan.at, key).await
            && !walk.take(keep(&row), &mut front)
        {
            break;
        }
    }
    back.reverse();
    front.append(&mut back);
    Readable {
        rows: front,
        failure: first_failure,
    }
}

/// The keys to try between the last that was read going forward and the last going backward.
fn probes(low: i64, high: i64) -> impl Iterator<Item = i64> {
    let start = low.max(0).saturating_add(1);
    let near = start.saturating_add(PROBES).min(high);
    let far = if high == i64::MAX {
        high
    } else {
        near.max(high.saturating_sub(PROBES))
    };
    (start..near).chain(far..high)
}

struct Walk<'c> {
    connection: &'c mut SqliteConnection,
    left: u64,
    failure: Option<sqlx::Error>,
}

impl Walk<'_> {
    async fn ask(&mut self, sql: &'static str, key: i64) -> Option<SqliteRow> {
        match sqlx::query(sql)
            .bind(key)
            .fetch_optional(&mut *self.connection)
            .await
        {
            Ok(row) => row,
            Err(error) => {
                self.failure = Some(error);
                None
            }
        }
    }

    /// Keeps a row while the budget lasts.
    fn take<T>(&mut self, kept: Option<(T, u64)>, rows: &mut Vec<T>) -> bool {
        let Some((row, bytes)) = kept else {
            return true;
        };
        if bytes > self.left || rows.len() as u64 >= limits::UPDATES {
            return false;
        }
        self.left -= bytes;
        rows.push(row);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sizes_in_the_questions_are_the_limits() {
        assert!(UPDATES.after.contains(&limits::UPDATE_BYTES.to_string()));
        assert!(SNAPSHOTS.after.contains(&limits::STATE_BYTES.to_string()));
        assert!(IMAGES.after.contains(&limits::IMAGE_BYTES.to_string()));
        assert!(VERSIONS.after.contains(&limits::STATE_BYTES.to_string()));
        assert!(VERSIONS.after.contains(&limits::NAME_BYTES.to_string()));
    }

    #[test]
    fn probes_cover_small_gaps_once_and_the_edges_of_large_ones() {
        assert_eq!(probes(3, 8).collect::<Vec<_>>(), [4, 5, 6, 7]);
        assert_eq!(probes(i64::MIN, i64::MAX).count() as i64, PROBES);
        let wide: Vec<i64> = probes(0, 1_000_000).collect();
        assert_eq!(
            (wide.len() as i64, wide[0], wide[wide.len() - 1]),
            (2 * PROBES, 1, 999_999)
        );
    }
}
