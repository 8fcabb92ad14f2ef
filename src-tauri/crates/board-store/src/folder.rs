//! Folders of a person, which nobody else may look into.

use crate::error::StoreError;
use std::fs::DirBuilder;
use std::path::Path;

/// Makes a folder that only its owner can look into, if it is not there.
///
/// # Errors
/// [`StoreError::ReadOnlyPlace`], [`StoreError::Disk`].
pub fn make_folder(folder: &Path) -> Result<(), StoreError> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder
        .create(folder)
        .map_err(|source| StoreError::io(folder, source))
}
