//! The OS lock that makes a board's writer the only one. Why it is a file of its own: the crate's docs.

use crate::error::StoreError;
use crate::file_name::has_room_beside;
use crate::header::beside;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// How often taking the lock starts again because the file was removed by its last holder meanwhile.
const TRIES: usize = 64;

/// A held lock. Dropping it frees the lock and removes the lock file.
#[derive(Debug)]
pub(crate) struct BoardLock {
    /// Absent only where no writer can be: for a reader in a folder that cannot be written to, and for a file whose
    /// name leaves no room for what a writer keeps beside it.
    file: Option<File>,
    path: PathBuf,
    is_exclusive: bool,
}

impl BoardLock {
    /// The writer's lock on the board at the canonical path `board`.
    pub(crate) fn exclusive(board: &Path) -> Result<Self, StoreError> {
        Self::take(board, true)
    }

    /// A reader's lock: any number of readers, no writer.
    pub(crate) fn shared(board: &Path) -> Result<Self, StoreError> {
        Self::take(board, false)
    }

    /// Whether this is the lock on the board at this canonical path, and others still meet it there.
    pub(crate) fn is_on(&self, board: &Path) -> bool {
        let is_met = |file: &File| is_same_file(file, &self.path);
        self.path == beside(board, "-lock") && self.file.as_ref().is_some_and(is_met)
    }

    /// The lock of who moves a board away: a file whose name is too long for any writer is moved without one.
    pub(crate) fn to_move(board: &Path) -> Result<Self, StoreError> {
        if has_room_beside(board) {
            Self::exclusive(board)
        } else {
            Self::shared(board)
        }
    }

    /// What is given for a board that nobody can write: nothing to readers, who need not keep writers out.
    fn without_room(board: &Path, path: PathBuf, is_exclusive: bool) -> Result<Self, StoreError> {
        if is_exclusive {
            let path = board.to_owned();
            return Err(StoreError::NameTooLong { path });
        }
        Ok(Self {
            file: None,
            path,
            is_exclusive,
        })
    }

    fn take(board: &Path, is_exclusive: bool) -> Result<Self, StoreError> {
        let path = beside(board, "-lock");
        if !has_room_beside(board) {
            return Self::without_room(board, path, is_exclusive);
        }
        for _ in 0..TRIES {
            let file = match open(&path) {
                Ok(Some(file)) => file,
                Ok(None) if is_exclusive => {
                    return Err(StoreError::ReadOnlyPlace {
                        path: board.to_owned(),
                    });
                }
                Ok(None) => {
                    return Ok(Self {
                        file: None,
                        path,
                        is_exclusive,
                    });
                }
                Err(source) => return Err(StoreError::io(board, source)),
            };
            let locked = if is_exclusive {
                file.try_lock()
            } else {
                file.try_lock_shared()
            };
            match locked {
                Ok(()) if is_same_file(&file, &path) => {
                    return Ok(Self {
                        file: Some(file),
                        path,
                        is_exclusive,
                    });
                }
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(StoreError::BoardOpen {
                        path: board.to_owned(),
                    });
                }
                Err(TryLockError::Error(source)) => {
                    return Err(StoreError::Disk {
                        path: board.to_owned(),
                        source,
                    });
                }
            }
        }
        Err(StoreError::BoardOpen {
            path: board.to_owned(),
        })
    }
}

impl Drop for BoardLock {
    fn drop(&mut self) {
        let Some(file) = self.file.take() else { return };
        // A reader may not be the last one: it removes the file only if it can become the only holder.
        // Others that opened the file before it was removed notice by `is_same_file` and start again.
        // One that somebody removed has no name any more, and the name may be another holder's.
        let is_last = self.is_exclusive || file.try_lock().is_ok();
        if cfg!(unix) && is_last && is_same_file(&file, &self.path) {
            let _: io::Result<()> = std::fs::remove_file(&self.path);
        }
    }
}

/// The lock file, made if need be; `None` where neither it nor the folder can be written to.
fn open(path: &Path) -> io::Result<Option<File>> {
    match OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
    {
        Ok(file) => Ok(Some(file)),
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
            ) =>
        {
            match File::open(path) {
                Ok(file) => Ok(Some(file)),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error),
            }
        }
        Err(error) => Err(error),
    }
}

/// Whether `file` is still what `path` names, and not a file that its last holder has removed.
#[cfg(unix)]
fn is_same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(held), Ok(named)) => (held.dev(), held.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

/// Elsewhere the file is never removed, so it is always the same one.
#[cfg(not(unix))]
fn is_same_file(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_writer_excludes_everybody_and_readers_share() {
        let folder = tempfile::tempdir().unwrap();
        let board = folder.path().join("a.journey");
        let writer = BoardLock::exclusive(&board).unwrap();
        assert_eq!(
            BoardLock::exclusive(&board).unwrap_err().code(),
            "E_BOARD_OPEN"
        );
        assert_eq!(
            BoardLock::shared(&board).unwrap_err().code(),
            "E_BOARD_OPEN"
        );
        drop(writer);
        let reader = BoardLock::shared(&board).unwrap();
        let second = BoardLock::shared(&board).unwrap();
        assert_eq!(
            BoardLock::exclusive(&board).unwrap_err().code(),
            "E_BOARD_OPEN"
        );
        drop(reader);
        assert_eq!(
            BoardLock::exclusive(&board).unwrap_err().code(),
            "E_BOARD_OPEN",
            "the first reader that leaves must not take the lock file from the second"
        );
        drop(second);
        drop(BoardLock::exclusive(&board).unwrap());
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            0,
            "nothing is left behind"
        );
    }

    #[test]
    fn a_lock_file_left_by_a_killed_process_does_not_block() {
        let folder = tempfile::tempdir().unwrap();
        let board = folder.path().join("a.journey");
        std::fs::write(beside(&board, "-lock"), "").unwrap();
        drop(BoardLock::exclusive(&board).unwrap());
        assert!(!beside(&board, "-lock").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_file_that_was_removed_meanwhile_is_not_taken_for_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let board = folder.path().join("a.journey");
        let path = beside(&board, "-lock");
        let first = BoardLock::exclusive(&board).unwrap();
        let late = open(&path).unwrap().unwrap();
        drop(first);
        late.try_lock().unwrap();
        assert!(
            !is_same_file(&late, &path),
            "the file it locked has no name any more"
        );
        let _next = BoardLock::exclusive(&board).unwrap();
        assert!(!is_same_file(&late, &path), "the name is another file's");
    }

    #[test]
    fn threads_that_come_and_go_never_hold_the_lock_together() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let folder = tempfile::tempdir().unwrap();
        let board = folder.path().join("a.journey");
        let (inside, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    while taken.load(Ordering::SeqCst) < 60 {
                        let Ok(lock) = BoardLock::exclusive(&board) else {
                            continue;
                        };
                        assert_eq!(
                            inside.fetch_add(1, Ordering::SeqCst),
                            0,
                            "two holders at once"
                        );
                        // Long enough for the others to meet this holder.
                        (0..3).for_each(|_| std::thread::yield_now());
                        inside.fetch_sub(1, Ordering::SeqCst);
                        taken.fetch_add(1, Ordering::SeqCst);
                        drop(lock);
                    }
                });
            }
        });
        assert!(taken.load(Ordering::SeqCst) >= 60);
    }
}
