//! What the desk knows of files beyond the library's own memory: which may be given, and what is wrong with some.

use crate::state::DeskState;
use board_app::AppError;
use board_model::ErrorCode;
use board_store::{RecentBoard, StoreError, peek};
use parking_lot::Mutex;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// How many boards of the library's memory are looked at: all that somebody makes in years.
pub(crate) const RECENTS: u32 = 10_000;
/// The longest path that is looked at, in bytes: Windows has paths of 32,767 units; others end at 4,096 bytes.
const PATH_BYTES: usize = 32_768;

/// When a file was changed, in milliseconds since 1970, and its size: another stamp, another content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) changed_at: i64,
    pub(crate) bytes: u64,
}

impl Stamp {
    /// The stamp of a board file with what is written beside it; `None` when there is no such file.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let file = std::fs::metadata(path).ok().filter(|file| file.is_file())?;
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        let log = std::fs::metadata(log).ok().filter(|log| log.len() > 0);
        let changed = [Some(&file), log.as_ref()]
            .into_iter()
            .flatten()
            .filter_map(|metadata| metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok())
            .max()
            .unwrap_or_default();
        Some(Self {
            changed_at: i64::try_from(changed.as_millis()).unwrap_or(i64::MAX),
            bytes: file.len() + log.map_or(0, |log| log.len()),
        })
    }
}

/// What the desk keeps in mind while it lasts.
#[derive(Default)]
pub(crate) struct Memory {
    /// Files that a person chose, or the shell was told to open.
    chosen: Mutex<BTreeSet<PathBuf>>,
    /// What is wrong with a file of this stamp; `None` for nothing that can be seen.
    troubles: Mutex<HashMap<PathBuf, (Stamp, Option<ErrorCode>)>>,
}

impl Memory {
    /// Allows a file that a person chose.
    pub(crate) fn choose(&self, path: &Path) {
        self.chosen.lock().insert(path.to_owned());
    }

    /// Keeps why a board could not be opened, if it will be so again while the file is the same.
    pub(crate) fn note_trouble(&self, path: &Path, error: &AppError) {
        let lasting = [
            ErrorCode::Damaged,
            ErrorCode::BadInput,
            ErrorCode::NewerFormat,
            ErrorCode::TooLarge,
        ];
        let code = error.code();
        if let Some(stamp) = Stamp::of(path).filter(|_| lasting.contains(&code)) {
            self.troubles
                .lock()
                .insert(path.to_owned(), (stamp, Some(code)));
        }
    }

    /// What is wrong with a board file, as far as that is known or its first bytes show. It blocks for a read of a
    /// hundred bytes, once for each change of the file. The file must not be open at this desk.
    pub(crate) fn trouble(&self, path: &Path, stamp: Stamp) -> Option<ErrorCode> {
        let known = self.troubles.lock().get(path).copied();
        if let Some((_, trouble)) = known.filter(|(of, _)| *of == stamp) {
            return trouble;
        }
        let trouble = match peek(path) {
            Ok(format) => format.is_newer_major().then_some(ErrorCode::NewerFormat),
            Err(StoreError::BoardOpen { .. }) => return Some(ErrorCode::BoardOpen),
            Err(error) => Some(error.code()),
        };
        self.troubles
            .lock()
            .insert(path.to_owned(), (stamp, trouble));
        trouble
    }
}

impl DeskState {
    /// What the library remembers of a board file.
    pub(crate) async fn recent(&self, path: &Path) -> Result<Option<RecentBoard>, AppError> {
        let recents = self.app.recents(RECENTS).await?;
        Ok(recents.into_iter().find(|recent| recent.path == path))
    }

    /// The board file of a page's message, if a page may name it: one of the library, one opened lately, one that a
    /// person chose. Nothing is looked up on the disk for it.
    ///
    /// # Errors
    /// `E_NO_FILE` for any other.
    pub(crate) async fn known(&self, path: &str) -> Result<PathBuf, AppError> {
        let found = short(path)?;
        let is_known = is_board_in(&found, self.app.folder())
            || self.memory.chosen.lock().contains(&found)
            || self.recent(&found).await?.is_some();
        known_or_none(found, is_known)
    }

    /// The deleted board file of a page's message.
    ///
    /// # Errors
    /// `E_NO_FILE` for any other.
    pub(crate) fn known_deleted(&self, path: &str) -> Result<PathBuf, AppError> {
        let found = short(path)?;
        let is_known = is_board_in(&found, &self.deleted_folder());
        known_or_none(found, is_known)
    }

    /// Where deleted boards are kept.
    pub(crate) fn deleted_folder(&self) -> PathBuf {
        self.app.folder().join("Deleted")
    }

    /// Whether a board file lies in the library.
    pub(crate) fn is_in_library(&self, path: &Path) -> bool {
        is_board_in(path, self.app.folder())
    }
}

fn short(path: &str) -> Result<PathBuf, AppError> {
    if path.len() > PATH_BYTES {
        let path = PathBuf::from("the file");
        return Err(StoreError::NoFile { path }.into());
    }
    Ok(PathBuf::from(path))
}

fn known_or_none(path: PathBuf, is_known: bool) -> Result<PathBuf, AppError> {
    if is_known {
        Ok(path)
    } else {
        Err(StoreError::NoFile { path }.into())
    }
}

/// Whether a path names a board file of exactly this folder, letter by letter.
fn is_board_in(path: &Path, folder: &Path) -> bool {
    let is_named = path
        .file_name()
        .is_some_and(|name| path.as_os_str() == folder.join(name).as_os_str());
    is_named && path.extension().is_some_and(|ending| ending == "journey")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_the_folder_itself_are_in_it() {
        let folder = Path::new("/lib");
        assert!(is_board_in(Path::new("/lib/A map.journey"), folder));
        for outside in [
            "/lib/../etc/a.journey",
            "/lib/./a.journey",
            "/lib//a.journey",
            "/lib/Deleted/a.journey",
            "/lib/library.db",
            "/lib/a.journey/",
            "/etc/a.journey",
            "a.journey",
            "",
        ] {
            assert!(!is_board_in(Path::new(outside), folder), "{outside}");
        }
    }
}
