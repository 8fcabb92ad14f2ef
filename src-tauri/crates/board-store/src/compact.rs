//! Folding old updates into a snapshot.

use crate::board_file::{BoardFile, Seq};
use crate::bounds::within;
use crate::error::{Damage, StoreError};
use crate::limits;
use crate::load::{newest_sound, snapshot_hash};
use sqlx::Connection;

impl BoardFile {
    /// Stores `state`, the whole board after update `upto`, as the next snapshot generation, and deletes what is no
    /// longer needed: all generations but the newest sound one before, and the updates that one holds. The
    /// caller has checked that the state decodes to the board; this reads it back and compares its hash before
    /// it deletes anything. One transaction: a crash leaves the board before or after it.
    ///
    /// Errors: [`StoreError::SnapshotOutOfOrder`] when `upto` is beyond the log or before the newest snapshot;
    /// [`StoreError::TooLarge`]; those of [`BoardFile::append`].
    pub async fn compact(&mut self, state: &[u8], upto: Seq) -> Result<(), StoreError> {
        self.refuse_unless_writable()?;
        within("stored state", state.len() as u64, limits::STATE_BYTES)?;
        let last = self.log_end().await?.last;
        let path = self.path.clone();
        let failed = |error| StoreError::sqlite(&path, error);
        let fallback = newest_sound(&mut self.connection, &path, u64::MAX)
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
        self.end = None;
        let mut transaction = self
            .connection
            .begin_with("BEGIN IMMEDIATE")
            .await
            .map_err(failed)?;
        let generation: i64 =
            sqlx::query_scalar("SELECT coalesce(max(generation), 0) + 1 FROM snapshot")
                .fetch_one(&mut *transaction)
                .await
                .map_err(failed)?;
        let hash = snapshot_hash(generation as u64, upto.0, state);
        sqlx::query("INSERT INTO snapshot(generation, upto, hash, state) VALUES (?, ?, ?, ?)")
            .bind(generation)
            .bind(upto.0 as i64)
            .bind(hash.as_slice())
            .bind(state)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        let (written_hash, written): (Vec<u8>, Vec<u8>) =
            sqlx::query_as("SELECT hash, state FROM snapshot WHERE generation = ?")
                .bind(generation)
                .fetch_one(&mut *transaction)
                .await
                .map_err(failed)?;
        if written != state || written_hash != hash {
            return Err(StoreError::damaged(
                &path,
                Damage::Altered { what: "snapshot" },
            ));
        }
        let kept = fallback.map_or(generation, |snapshot| snapshot.generation as i64);
        sqlx::query("DELETE FROM snapshot WHERE generation NOT IN (?, ?)")
            .bind(generation)
            .bind(kept)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        // The last update always stays: the log alone says how far the board's numbers have come.
        sqlx::query(
            "DELETE FROM update_log WHERE seq <= ? AND seq < (SELECT max(seq) FROM update_log)",
        )
        .bind(from as i64)
        .execute(&mut *transaction)
        .await
        .map_err(failed)?;
        transaction.commit().await.map_err(failed)
    }
}
