//! The file of an open board gets the name of a title.

use crate::error::AppError;
use crate::open::saver::Saver;
use board_store::{Library, StoreError};
use std::path::PathBuf;

/// How often a free name is looked for when somebody else takes it meanwhile.
const TRIES: usize = 100;

impl Saver {
    /// Goes on in a file of the same folder that is called like the title, and removes the one before; a file that is
    /// called so already stays. Answers where the board is now. It writes the whole board once.
    ///
    /// A file is never renamed while SQLite has it open: its log would keep the old name.
    ///
    /// # Errors
    /// `E_DISK` and others of the store; then the board goes on where it was.
    pub(crate) async fn rename(&mut self, title: &str) -> Result<PathBuf, AppError> {
        self.store_all().await?;
        let before = self.file.path().to_owned();
        let Some(folder) = before.parent() else {
            return Ok(before);
        };
        if title.trim().is_empty() || Library::is_named_for(&before, title) {
            return Ok(before);
        }
        let mut taken = folder.to_owned();
        for to in Library::places_in(folder, &Library::name_for(title)).take(TRIES) {
            match self.file.go_on_at(&to).await {
                Ok(()) => {
                    if let Err(error) = std::fs::remove_file(&before) {
                        // It holds nothing that the new one lacks.
                        tracing::warn!(%error, "the file before a new name stays");
                    }
                    let now = self.file.path().to_owned();
                    self.refuge.tell_renamed(&now);
                    return Ok(now);
                }
                Err(StoreError::AlreadyThere { path } | StoreError::BoardOpen { path }) => {
                    taken = path;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::AlreadyThere { path: taken }.into())
    }
}
