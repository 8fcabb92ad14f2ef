//! A place for a board file that is not finished.

use super::Shared;
use super::list::blocking;
use crate::error::AppError;
use crate::mint;
use board_store::StoreError;
use std::path::{Path, PathBuf};

/// A path in the library's folder for what is not finished. Dropping it removes what is there.
pub(super) struct Scratch(PathBuf);

impl Scratch {
    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-journal", "-lock"] {
            let mut path = self.0.clone().into_os_string();
            path.push(ending);
            // Usually it was moved away; what cannot be removed lies in nobody's way.
            drop(std::fs::remove_file(path));
        }
    }
}

impl Shared {
    /// A fresh path for a board file.
    pub(super) async fn scratch(&self) -> Result<Scratch, AppError> {
        let folder = self.app.folder().join("Unfinished");
        blocking(self, move || {
            std::fs::create_dir_all(&folder).map_err(|source| StoreError::io(&folder, source))?;
            Ok(Scratch(folder.join(format!("{}.journey", mint::id()))))
        })
        .await
    }
}
