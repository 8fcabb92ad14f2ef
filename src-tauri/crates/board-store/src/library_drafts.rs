//! Drafts that nobody else has seen: they stay on their author's machine until revealed.

use crate::bounds::within;
use crate::error::StoreError;
use crate::library::Library;
use crate::limits;
use board_model::BoardId;
use std::fmt;

/// One unrevealed draft.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// What the screen calls it; unique on its board.
    pub key: String,
    /// Its content, in the screen's own form.
    pub text: String,
}

/// Sizes instead of content: what people wrote stays out of logs.
impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft")
            .field("key", &self.key)
            .field("bytes", &self.text.len())
            .finish_non_exhaustive()
    }
}

impl Library {
    /// Keeps a draft, replacing the one with the same key; on disk when this returns.
    ///
    /// Errors: [`StoreError::TooLarge`] beyond [`limits::DRAFT_BYTES`].
    pub async fn put_draft(&self, board: BoardId, draft: &Draft) -> Result<(), StoreError> {
        within("draft", draft.text.len() as u64, limits::DRAFT_BYTES)?;
        let query = sqlx::query(
            "INSERT INTO draft(board, key, text) VALUES (?, ?, ?) ON CONFLICT(board, key) DO UPDATE SET text = excluded.text",
        );
        self.run(
            query
                .bind(board.to_string())
                .bind(draft.key.as_str())
                .bind(draft.text.as_str()),
        )
        .await
    }

    /// The drafts of a board in the order they were begun.
    pub async fn drafts(&self, board: BoardId) -> Result<Vec<Draft>, StoreError> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT key, text FROM draft WHERE board = ? ORDER BY rowid")
                .bind(board.to_string())
                .fetch_all(&mut *self.connection().await)
                .await
                .map_err(|error| self.failed(error))?;
        Ok(rows
            .into_iter()
            .map(|(key, text)| Draft { key, text })
            .collect())
    }

    /// Takes a draft away, after it was revealed or thrown away.
    pub async fn take_draft_away(&self, board: BoardId, key: &str) -> Result<(), StoreError> {
        self.run(
            sqlx::query("DELETE FROM draft WHERE board = ? AND key = ?")
                .bind(board.to_string())
                .bind(key),
        )
        .await
    }
}
