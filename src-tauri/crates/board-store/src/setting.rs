//! Settings that travel with a board: key to bytes.

use crate::board_file::BoardFile;
use crate::bounds::within;
use crate::error::StoreError;
use crate::limits;

impl BoardFile {
    /// The setting's value; `None` when it was never set.
    pub async fn setting(&mut self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.settle().await;
        sqlx::query_scalar("SELECT value FROM setting WHERE key = ?")
            .bind(key)
            .fetch_optional(&mut self.connection)
            .await
            .map_err(|error| StoreError::sqlite(&self.path, error))
    }

    /// Sets or, with `None`, takes away a setting; on disk when this returns.
    ///
    /// Errors: [`StoreError::TooLarge`] beyond [`limits::SETTING_BYTES`]; those of [`BoardFile::append`].
    pub async fn put_setting(&mut self, key: &str, value: Option<&[u8]>) -> Result<(), StoreError> {
        self.refuse_unless_writable()?;
        within("name of a setting", key.len() as u64, limits::NAME_BYTES)?;
        within(
            "setting",
            value.map_or(0, <[u8]>::len) as u64,
            limits::SETTING_BYTES,
        )?;
        if value.is_some() && self.setting(key).await?.is_none() {
            let count: i64 = sqlx::query_scalar("SELECT count(*) FROM setting")
                .fetch_one(&mut self.connection)
                .await
                .map_err(|error| StoreError::sqlite(&self.path, error))?;
            within("list of settings", count as u64 + 1, limits::SETTINGS)?;
        }
        self.begin().await?;
        let query = match value {
            Some(value) => sqlx::query(
                "INSERT INTO setting(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            )
            .bind(key)
            .bind(value),
            None => sqlx::query("DELETE FROM setting WHERE key = ?").bind(key),
        };
        let written = query.execute(&mut self.connection).await.map(drop);
        self.end(written).await
    }
}
