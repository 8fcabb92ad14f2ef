//! What is kept of deleted boards beside their files.

use board_app::AppError;
use board_model::BoardId;
use board_store::Library;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What the library keeps of a deleted board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TrashRecord {
    /// Its title.
    pub(crate) title: String,
    /// When it was deleted, in milliseconds since 1970.
    pub(crate) at: i64,
    /// When it was opened last; 0 for never.
    pub(crate) opened_at: i64,
    /// Its id, if the library knew it.
    pub(crate) board: Option<BoardId>,
}

impl TrashRecord {
    fn key(path: &Path) -> String {
        let name = path.file_name().unwrap_or_default();
        format!("deleted/{}", name.to_string_lossy())
    }

    /// What is kept of the deleted board in this file.
    pub(crate) async fn of(library: &Library, path: &Path) -> Result<Option<Self>, AppError> {
        let kept = library.setting(&Self::key(path)).await?;
        Ok(kept.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Keeps this, or nothing more, of the deleted board in this file.
    pub(crate) async fn put(
        library: &Library,
        path: &Path,
        record: Option<&Self>,
    ) -> Result<(), AppError> {
        let value = record.and_then(|record| serde_json::to_string(record).ok());
        Ok(library
            .put_setting(&Self::key(path), value.as_deref())
            .await?)
    }
}
