//! Folding old updates into a snapshot.

use crate::board_file::{BoardFile, Seq};
use crate::bounds::within;
use crate::error::{Damage, StoreError};
use crate::limits;
use crate::load::{Snapshot, newest_sound, snapshot_hash};
use sqlx::SqliteConnection;

impl BoardFile {
    /// Stores `state`, the whole board after update `upto`, as the next snapshot generation, and deletes what is no
    /// longer needed: all generations but the newest sound one before, and the updates that one holds. The
    /// caller has checked that the state decodes to the board; this reads it back and compares before it deletes
    /// anything. One transaction: a crash leaves the board as it was before or as it is after.
    ///
    /// Errors: [`StoreError::SnapshotOutOfOrder`] when `upto` is beyond the log or before the newest snapshot;
    /// [`StoreError::TooLarge`]; those of [`BoardFile::append`].
    pub async fn compact(&mut self, state: &[u8], upto: Seq) -> Result<(), StoreError> {
        self.refuse_unless_writable()?;
        within("stored state", state.len() as u64, limits::STATE_BYTES)?;
        let last = self.log_end().await?.last;
        let fallback = newest_sound(&mut self.connection, &self.path, u64::MAX)
            .await?
            .snapshot;
        let from = fallback.as_ref().map_or(0, |snapshot| snapshot.upto);
        if upto.0 > last || upto.0 < from {
            return Err(StoreError::SnapshotOutOfOrder {
                upto: upto.0,
                from,
                last,
            });
        }
        self.begin().await?;
        let written = write(&mut self.connection, state, upto.0, fallback).await;
        let is_readable = self.end(written).await?;
        self.end = None;
        if is_readable {
            Ok(())
        } else {
            Err(StoreError::damaged(
                &self.path,
                Damage::Altered { what: "snapshot" },
            ))
        }
    }
}

/// Answers whether the new snapshot reads back as it was written. If not, nothing else was touched, and the
/// snapshot is passed over when the board is loaded.
async fn write(
    connection: &mut SqliteConnection,
    state: &[u8],
    upto: u64,
    fallback: Option<Snapshot>,
) -> Result<bool, sqlx::Error> {
    let generation: i64 =
        sqlx::query_scalar("SELECT coalesce(max(generation), 0) + 1 FROM snapshot")
            .fetch_one(&mut *connection)
            .await?;
    let hash = snapshot_hash(generation as u64, upto, state);
    sqlx::query("INSERT INTO snapshot(generation, upto, hash, state) VALUES (?, ?, ?, ?)")
        .bind(generation)
        .bind(upto as i64)
        .bind(hash.as_slice())
        .bind(state)
        .execute(&mut *connection)
        .await?;
    let (written_hash, written): (Vec<u8>, Vec<u8>) =
        sqlx::query_as("SELECT hash, state FROM snapshot WHERE generation = ?")
            .bind(generation)
            .fetch_one(&mut *connection)
            .await?;
    if written != state || written_hash != hash {
        return Ok(false);
    }
    let (kept, from) = fallback.map_or((generation, 0), |old| {
        (old.generation as i64, old.upto as i64)
    });
    sqlx::query("DELETE FROM snapshot WHERE generation NOT IN (?, ?)")
        .bind(generation)
        .bind(kept)
        .execute(&mut *connection)
        .await?;
    // The last update always stays: the log alone says how far the board's numbers have come.
    sqlx::query(
        "DELETE FROM update_log WHERE seq <= ? AND seq < (SELECT max(seq) FROM update_log)",
    )
    .bind(from)
    .execute(connection)
    .await?;
    Ok(true)
}
