//! Named versions: states of the board that somebody gave a name.

use crate::board_file::BoardFile;
use crate::bounds::within;
use crate::error::{Damage, StoreError};
use crate::limits;

/// The number of a named version on its board.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct VersionId(pub u64);

/// What is known of a named version without reading it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VersionEntry {
    /// Its number.
    pub id: VersionId,
    /// The name it was given.
    pub name: String,
    /// When, in milliseconds since 1970, by the clock of the machine that named it.
    pub at_ms: i64,
    /// The size of its state, in bytes.
    pub bytes: u64,
}

impl BoardFile {
    /// Keeps `state` under `name`; on disk when this returns. Two versions may have the same name.
    ///
    /// Errors: [`StoreError::TooLarge`] beyond [`limits::STATE_BYTES`], [`limits::NAME_BYTES`] or
    /// [`limits::VERSIONS`]; those of [`BoardFile::append`].
    pub async fn put_version(
        &mut self,
        name: &str,
        at_ms: i64,
        state: &[u8],
    ) -> Result<VersionId, StoreError> {
        self.refuse_unless_writable()?;
        within("name of a version", name.len() as u64, limits::NAME_BYTES)?;
        within("version", state.len() as u64, limits::STATE_BYTES)?;
        self.settle().await;
        let count: i64 = sqlx::query_scalar("SELECT count(*) FROM named_version")
            .fetch_one(&mut self.connection)
            .await
            .map_err(|error| StoreError::sqlite(&self.path, error))?;
        within("list of versions", count as u64 + 1, limits::VERSIONS)?;
        self.begin().await?;
        let written: Result<i64, _> = sqlx::query_scalar(
            "INSERT INTO named_version(name, at_ms, hash, state) VALUES (?, ?, ?, ?) RETURNING id",
        )
        .bind(name)
        .bind(at_ms)
        .bind(blake3::hash(state).as_bytes().as_slice())
        .bind(state)
        .fetch_one(&mut self.connection)
        .await;
        self.end(written.map(|id| VersionId(id as u64))).await
    }

    /// All named versions, oldest first.
    pub async fn versions(&mut self) -> Result<Vec<VersionEntry>, StoreError> {
        self.settle().await;
        let rows: Vec<(i64, String, i64, i64)> =
            sqlx::query_as("SELECT id, name, at_ms, length(state) FROM named_version ORDER BY id")
                .fetch_all(&mut self.connection)
                .await
                .map_err(|error| StoreError::sqlite(&self.path, error))?;
        let entry = |(id, name, at_ms, bytes): (i64, String, i64, i64)| {
            let id = VersionId(id as u64);
            VersionEntry {
                id,
                name,
                at_ms,
                bytes: bytes as u64,
            }
        };
        Ok(rows.into_iter().map(entry).collect())
    }

    /// The state of a named version; `None` when there is no such version.
    ///
    /// Errors: [`StoreError::Damaged`] when its hash does not hold.
    pub async fn version_state(&mut self, id: VersionId) -> Result<Option<Vec<u8>>, StoreError> {
        self.settle().await;
        let row: Option<(Vec<u8>, Vec<u8>)> =
            sqlx::query_as("SELECT hash, state FROM named_version WHERE id = ?")
                .bind(id.0 as i64)
                .fetch_optional(&mut self.connection)
                .await
                .map_err(|error| StoreError::sqlite(&self.path, error))?;
        match row {
            Some((hash, state)) if blake3::hash(&state).as_bytes().as_slice() == hash => {
                Ok(Some(state))
            }
            Some(_) => Err(StoreError::damaged(
                &self.path,
                Damage::Altered {
                    what: "named version",
                },
            )),
            None => Ok(None),
        }
    }
}
