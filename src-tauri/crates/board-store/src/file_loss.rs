//! Whether the path of an open board still names the file that is open. Sync clients, restores and people remove,
//! move and replace files while a board is open; SQLite would go on writing into what has no name any more.

use crate::error::StoreError;
use crate::header::beside;
use board_model::FileLoss;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Bytes at the beginning of a file that tell whether somebody else wrote into it: SQLite's header.
const HEADER_BYTES: usize = 100;

/// How the open file looked when we wrote it last.
#[derive(Debug, PartialEq, Eq)]
struct Look {
    bytes: u64,
    modified: Option<SystemTime>,
    header: [u8; HEADER_BYTES],
}

/// What the path of an open board named when it was opened.
///
/// It holds a descriptor of the file, so that the system gives its number to no other file. The descriptor is opened
/// before SQLite's and closed after them: closing it in between would free SQLite's POSIX locks.
#[derive(Debug)]
pub(crate) struct Anchor {
    path: PathBuf,
    file: File,
    look: Option<Look>,
    journal: Option<Identity>,
}

/// What tells a file from all others of the machine.
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(metadata: &std::fs::Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

/// Windows lets nobody remove, move or replace a file that SQLite has open, so there is nothing to compare.
#[cfg(not(unix))]
fn identity(_: &std::fs::Metadata) -> Option<Identity> {
    None
}

#[cfg(unix)]
fn has_a_name(metadata: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.nlink() > 0
}

#[cfg(not(unix))]
fn has_a_name(_: &std::fs::Metadata) -> bool {
    false
}

#[cfg(unix)]
fn header(file: &File) -> io::Result<[u8; HEADER_BYTES]> {
    use std::os::unix::fs::FileExt;
    let mut header = [0; HEADER_BYTES];
    file.read_exact_at(&mut header, 0)?;
    Ok(header)
}

/// Windows keeps others from writing as well, by SQLite's own locks.
#[cfg(not(unix))]
fn header(_: &File) -> io::Result<[u8; HEADER_BYTES]> {
    Ok([0; HEADER_BYTES])
}

impl Anchor {
    /// Remembers what `path` names. To be called before SQLite opens it.
    pub(crate) fn drop_at(path: &Path) -> Result<Self, StoreError> {
        let file = File::open(path).map_err(|source| StoreError::io(path, source))?;
        Ok(Self {
            path: path.to_owned(),
            file,
            look: None,
            journal: None,
        })
    }

    fn journal_path(&self) -> PathBuf {
        beside(&self.path, "-wal")
    }

    /// Takes the file as it is now for ours. To be called when SQLite has it open, and after each write of ours.
    /// A look at two files; a hundred bytes are read when the file is another than before.
    pub(crate) fn accept(&mut self) {
        let journal = std::fs::symlink_metadata(self.journal_path());
        self.journal = journal.ok().as_ref().and_then(identity);
        self.see();
    }

    /// As [`Anchor::accept`] for the file alone.
    pub(crate) fn see(&mut self) {
        let Ok(metadata) = self.file.metadata() else {
            return;
        };
        let (bytes, modified) = (metadata.len(), metadata.modified().ok());
        let is_same = |look: &Look| (look.bytes, look.modified) == (bytes, modified);
        if self.look.as_ref().is_some_and(is_same) {
            return;
        }
        self.look = header(&self.file).ok().map(|header| Look {
            bytes,
            modified,
            header,
        });
    }

    /// What was done to the file since; `None` while all is as it was. It asks the system twice.
    pub(crate) fn displacement(&self) -> Option<FileLoss> {
        let held = self.file.metadata().ok()?;
        match std::fs::metadata(&self.path) {
            Err(error) if is_gone(&error) => {
                return Some(if has_a_name(&held) {
                    FileLoss::Moved
                } else {
                    FileLoss::Removed
                });
            }
            // A folder that cannot be looked into for a moment says nothing about the file.
            Err(_) => return None,
            Ok(named) if identity(&named) != identity(&held) => {
                return Some(FileLoss::Replaced);
            }
            Ok(_) => {}
        }
        if self.is_overwritten(&held) {
            return Some(FileLoss::Overwritten);
        }
        self.has_lost_journal().then_some(FileLoss::JournalLost)
    }

    /// Somebody else wrote into it: its size is another one, or its time and its header. A file that was merely
    /// touched is ours still.
    fn is_overwritten(&self, held: &std::fs::Metadata) -> bool {
        let Some(look) = &self.look else {
            return false;
        };
        if held.len() != look.bytes {
            return true;
        }
        held.modified().ok() != look.modified
            && header(&self.file).is_ok_and(|header| header != look.header)
    }

    fn has_lost_journal(&self) -> bool {
        let Some(ours) = self.journal else {
            return false;
        };
        match std::fs::symlink_metadata(self.journal_path()) {
            Ok(named) => identity(&named) != Some(ours),
            Err(error) => is_gone(&error),
        }
    }

    /// Removes our journal from beside a name that is no longer ours: it would be played into whatever has that name.
    pub(crate) fn remove_journal(&self) {
        if self.journal.is_some() && !self.has_lost_journal() {
            // What cannot be removed is empty by now.
            drop(std::fs::remove_file(self.journal_path()));
        }
    }

    /// Empties our journal, so that closing writes nothing of it into a file that somebody else wrote.
    pub(crate) fn empty_journal(&self) -> io::Result<()> {
        if self.journal.is_none() || self.has_lost_journal() {
            return Ok(());
        }
        let journal = File::options().write(true).open(self.journal_path())?;
        journal.set_len(0)
    }
}

fn is_gone(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
