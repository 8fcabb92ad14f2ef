//! A board file at another place, and a peek at one without opening it.

use crate::atomic::place_for;
use crate::create::refuse_journals;
use crate::error::{Damage, StoreError};
use crate::format::Format;
use crate::header::{beside, canonical, read_header};
use crate::lock::BoardLock;
use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;

/// What the first bytes of a board file say: its format, or why it can be no sound board. It reads a hundred bytes
/// under a reader's lock; damage further in is found by opening only. It blocks for that long.
///
/// Errors: [`StoreError::NoFile`], [`StoreError::NotABoard`], [`StoreError::Damaged`] for a file that was cut
/// off, [`StoreError::TooLarge`]; [`StoreError::BoardOpen`] while somebody writes it.
pub fn peek(path: &Path) -> Result<Format, StoreError> {
    let path = canonical(path)?;
    let _lock = BoardLock::shared(&path)?;
    let header = read_header(&path)?;
    if header.is_truncated {
        return Err(StoreError::damaged(&path, Damage::Truncated));
    }
    Ok(header.format)
}

/// Moves a closed board file within its file system to where nothing is yet, with the journal that a killed writer
/// left beside it. A symbolic link is moved, not what it names. It blocks.
///
/// Errors: [`StoreError::NoFile`]; [`StoreError::BoardOpen`] while somebody has it open; [`StoreError::AlreadyThere`];
/// [`StoreError::ReadOnlyPlace`], [`StoreError::Disk`].
pub fn move_board(from: &Path, to: &Path) -> Result<(), StoreError> {
    let real = canonical(from)?;
    let to = place_for(to)?;
    if to.symlink_metadata().is_ok() {
        return Err(StoreError::AlreadyThere { path: to });
    }
    let _from = BoardLock::to_move(&real)?;
    let _to = BoardLock::exclusive(&to)?;
    refuse_journals(&to)?;
    rename_new(from, &to)?;
    if from.symlink_metadata().is_err() && real.symlink_metadata().is_err() {
        for ending in ["-wal", "-journal"] {
            let journal = beside(&real, ending);
            if journal.symlink_metadata().is_ok() {
                let failed = |source| StoreError::io(&journal, source);
                std::fs::rename(&journal, beside(&to, ending)).map_err(failed)?;
            }
        }
    }
    Ok(())
}

/// Copies a closed board file byte for byte to where nothing is yet, with the journal that a killed writer left beside it:
/// what cannot be opened can be carried elsewhere all the same. It blocks.
///
/// Errors: [`StoreError::NoFile`]; [`StoreError::BoardOpen`] while somebody writes it; [`StoreError::AlreadyThere`];
/// [`StoreError::ReadOnlyPlace`], [`StoreError::DiskFull`], [`StoreError::Disk`].
pub fn copy_board(from: &Path, to: &Path) -> Result<(), StoreError> {
    let from = canonical(from)?;
    let to = place_for(to)?;
    let _lock = BoardLock::shared(&from)?;
    refuse_journals(&to)?;
    for ending in ["", "-wal", "-journal"] {
        let (from, to) = (beside(&from, ending), beside(&to, ending));
        let source = match File::open(&from) {
            Ok(source) => source,
            // Usually there is no journal, and none can be where its name would be too long.
            Err(error)
                if !ending.is_empty()
                    && matches!(
                        error.kind(),
                        ErrorKind::NotFound | ErrorKind::InvalidFilename
                    ) =>
            {
                continue;
            }
            Err(error) => return Err(StoreError::io(&from, error)),
        };
        let failed = |source| StoreError::io(&to, source);
        let mut target = File::create_new(&to).map_err(failed)?;
        std::io::copy(&mut &source, &mut target).map_err(failed)?;
        target.sync_all().map_err(failed)?;
    }
    Ok(())
}

/// Renames, but never over another file.
fn rename_new(from: &Path, to: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::io(to, source);
    match std::fs::hard_link(from, to) {
        Ok(()) => std::fs::remove_file(from).map_err(|source| StoreError::io(from, source)),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(failed(error)),
        // Some file systems know no second names. Nothing was at the new one a moment ago, and its lock is held.
        Err(_) => std::fs::rename(from, to).map_err(failed),
    }
}
