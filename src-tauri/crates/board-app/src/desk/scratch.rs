//! A place for a board file that is not finished.

use super::Shared;
use super::list::blocking;
use crate::error::AppError;
use crate::mint;
use board_store::StoreError;
use std::path::{Path, PathBuf};
use std::time::Duration;

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

/// Removes what programs left that were killed while they wrote.
fn remove_forgotten(folder: &Path) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        let age = std::fs::metadata(&path).and_then(|file| file.modified());
        if age.is_ok_and(|written| written.elapsed().is_ok_and(|age| age > FORGOTTEN)) {
            // What cannot be removed is tried again the next time.
            drop(std::fs::remove_file(path));
        }
    }
}

/// Nothing is written for longer than this: a day.
const FORGOTTEN: Duration = Duration::from_secs(24 * 60 * 60);

impl Shared {
    /// A fresh path for a board file.
    pub(super) async fn scratch(&self) -> Result<Scratch, AppError> {
        let folder = self.app.folder().join("Unfinished");
        blocking(self, move || {
            std::fs::create_dir_all(&folder).map_err(|source| StoreError::io(&folder, source))?;
            remove_forgotten(&folder);
            Ok(Scratch(folder.join(format!("{}.journey", mint::id()))))
        })
        .await
    }
}
