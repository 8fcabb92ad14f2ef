//! Reading a board: the newest snapshot whose hash holds, and every update after it.

use crate::board_file::{BoardFile, Seq, update_sum};
use crate::error::{Damage, StoreError};
use crate::format::Format;
use board_model::BoardId;
use sqlx::SqliteConnection;
use std::fmt;
use std::path::Path;

/// What a board file holds of its board.
#[derive(Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The board's id.
    pub board: BoardId,
    /// The file's format.
    pub format: Format,
    /// The state to begin with, in the encoding that compaction was given; absent before the first compaction.
    pub snapshot: Option<Vec<u8>>,
    /// The last update that `snapshot` holds; 0 without one.
    pub snapshot_upto: Seq,
    /// Every update after it, oldest first.
    pub updates: Vec<Vec<u8>>,
    /// The last update; what a snapshot of all this is "up to" ([`BoardFile::compact`]).
    pub last: Seq,
    /// Newer snapshots that were passed over because their hash does not hold. Not zero means that the disk
    /// altered the file; nothing is lost yet, and the next compaction heals it.
    pub damaged_snapshots: u32,
}

/// Sizes instead of content: what people wrote stays out of logs.
impl fmt::Debug for Loaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Loaded")
            .field("board", &self.board)
            .field("snapshot_upto", &self.snapshot_upto)
            .field("snapshot_bytes", &self.snapshot.as_ref().map(Vec::len))
            .field("updates", &self.updates.len())
            .field("last", &self.last)
            .field("damaged_snapshots", &self.damaged_snapshots)
            .finish_non_exhaustive()
    }
}

impl BoardFile {
    /// Reads the whole board.
    ///
    /// Errors: [`StoreError::Damaged`] when an update was altered or is missing, or when no snapshot holds and the
    /// updates from the first on are no longer there. Never for a damaged snapshot while the generation before
    /// is whole.
    pub async fn load(&mut self) -> Result<Loaded, StoreError> {
        self.settle().await;
        let (board, format) = (self.board(), self.format());
        let path = self.path.clone();
        let base = newest_sound(&mut self.connection, &path, u64::MAX).await?;
        let upto = base.snapshot.as_ref().map_or(0, |snapshot| snapshot.upto);
        let updates = updates_after(&mut self.connection, &path, upto).await?;
        let last = self.log_end().await?.last;
        if upto + (updates.len() as u64) != last {
            return Err(StoreError::damaged(
                &path,
                Damage::UpdatesMissing {
                    after: upto + updates.len() as u64,
                },
            ));
        }
        Ok(Loaded {
            board,
            format,
            snapshot: base.snapshot.map(|snapshot| snapshot.state),
            snapshot_upto: Seq(upto),
            updates,
            last: Seq(last),
            damaged_snapshots: base.damaged,
        })
    }
}

/// One generation.
pub(crate) struct Snapshot {
    pub(crate) generation: u64,
    pub(crate) upto: u64,
    pub(crate) state: Vec<u8>,
}

/// The newest snapshot that holds, and how many newer ones do not.
pub(crate) struct Base {
    pub(crate) snapshot: Option<Snapshot>,
    pub(crate) damaged: u32,
}

/// The newest snapshot with a generation below `below` whose hash holds.
pub(crate) async fn newest_sound(
    connection: &mut SqliteConnection,
    path: &Path,
    below: u64,
) -> Result<Base, StoreError> {
    let failed = |error| StoreError::sqlite(path, error);
    let mut damaged = 0;
    let mut below = i64::try_from(below).unwrap_or(i64::MAX);
    loop {
        let row: Option<(i64, i64, Vec<u8>, Vec<u8>)> = sqlx::query_as(
            "SELECT generation, upto, hash, state FROM snapshot WHERE generation < ? ORDER BY generation DESC LIMIT 1",
        )
        .bind(below)
        .fetch_optional(&mut *connection)
        .await
        .map_err(failed)?;
        let Some((generation, upto, hash, state)) = row else {
            return Ok(Base {
                snapshot: None,
                damaged,
            });
        };
        if generation >= 0
            && upto >= 0
            && hash == snapshot_hash(generation as u64, upto as u64, &state)
        {
            let snapshot = Snapshot {
                generation: generation as u64,
                upto: upto as u64,
                state,
            };
            return Ok(Base {
                snapshot: Some(snapshot),
                damaged,
            });
        }
        damaged += 1;
        below = generation;
    }
}

/// What `snapshot.hash` must be. The two numbers are hashed too: an altered `upto` would skip updates.
pub(crate) fn snapshot_hash(generation: u64, upto: u64, state: &[u8]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher
        .update(&generation.to_le_bytes())
        .update(&upto.to_le_bytes())
        .update(state);
    hasher.finalize().into()
}

async fn updates_after(
    connection: &mut SqliteConnection,
    path: &Path,
    upto: u64,
) -> Result<Vec<Vec<u8>>, StoreError> {
    let rows: Vec<(i64, Vec<u8>, Vec<u8>)> =
        sqlx::query_as("SELECT seq, sum, bytes FROM update_log WHERE seq > ? ORDER BY seq")
            .bind(upto as i64)
            .fetch_all(connection)
            .await
            .map_err(|error| StoreError::sqlite(path, error))?;
    let mut updates = Vec::with_capacity(rows.len());
    for ((seq, stored, bytes), expected) in rows.into_iter().zip(upto + 1..) {
        if seq as u64 != expected {
            return Err(StoreError::damaged(
                path,
                Damage::UpdatesMissing {
                    after: expected - 1,
                },
            ));
        }
        if stored != update_sum(expected, &bytes) {
            return Err(StoreError::damaged(
                path,
                Damage::UpdateAltered { seq: expected },
            ));
        }
        updates.push(bytes);
    }
    Ok(updates)
}
