//! The first hundred bytes of a board file, read as plain bytes before SQLite sees the file.
//!
//! Offsets: <https://www.sqlite.org/fileformat.html#the_database_header>.

use crate::error::{Damage, StoreError};
use crate::format::Format;
use crate::limits;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// `application_id` of a board file: the letters `JWal`.
pub(crate) const BOARD_APPLICATION_ID: u32 = 0x4A57_616C;
/// `application_id` of `library.db`: the letters `JLib`.
pub(crate) const LIBRARY_APPLICATION_ID: u32 = 0x4A4C_6962;

const HEADER_BYTES: usize = 100;
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// The last eight bytes of a rollback journal that names a super-journal, the file SQLite would open, and
/// delete, on recovery. Source: SQLite's `aJournalMagic`.
const JOURNAL_MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];

/// What the plain bytes of a board file say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Header {
    pub(crate) format: Format,
    /// A write-ahead log or a rollback journal of a killed writer stands beside the file.
    pub(crate) has_journal: bool,
    /// Length of the main file, in bytes.
    pub(crate) bytes: u64,
    /// The header counts more pages than the file has.
    pub(crate) is_truncated: bool,
    /// What no version of this program stamped there.
    pub(crate) stamp: Option<FalseStamp>,
}

/// What is wrong with the numbers by which a board file is told from other databases. The rest of it may be sound.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FalseStamp {
    /// The `application_id` is not that of a board.
    Mark,
    /// The `user_version` is none that was ever written.
    Version(u32),
}

impl FalseStamp {
    /// It as damage of a file that is a board otherwise.
    pub(crate) const fn damage(self) -> Damage {
        match self {
            Self::Mark => Damage::ForeignMark,
            Self::Version(found) => Damage::FormatVersion { found },
        }
    }

    /// Why a file is not opened as a board.
    pub(crate) fn refusal(self, path: &Path) -> StoreError {
        match self {
            Self::Mark => StoreError::NotABoard {
                path: path.to_owned(),
                found: "a database of another program",
            },
            Self::Version(_) => StoreError::damaged(path, self.damage()),
        }
    }
}

/// `path` with symbolic links resolved, so that every name of a board meets the same lock and the same file.
pub(crate) fn canonical(path: &Path) -> Result<PathBuf, StoreError> {
    if path.to_str().is_none() {
        return Err(StoreError::PathNotUtf8 {
            path: path.to_owned(),
        });
    }
    path.canonicalize()
        .map_err(|source| StoreError::io(path, source))
}

/// The path of a file that SQLite or the lock keeps beside a board file.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Reads and judges the header. Call it only while holding the board's lock: closing the descriptor would
/// drop the POSIX locks of a SQLite connection of this process to the same file.
pub(crate) fn read_header(path: &Path) -> Result<Header, StoreError> {
    let header = examine_header(path)?;
    header
        .stamp
        .map_or(Ok(header), |stamp| Err(stamp.refusal(path)))
}

/// As [`read_header`], but a false stamp is told and not refused: for looking at what may be damaged.
pub(crate) fn examine_header(path: &Path) -> Result<Header, StoreError> {
    let metadata = std::fs::metadata(path).map_err(|source| StoreError::io(path, source))?;
    if !metadata.is_file() {
        return Err(StoreError::NotABoard {
            path: path.to_owned(),
            found: "not an ordinary file",
        });
    }
    let bytes = metadata.len();
    if bytes > limits::FILE_BYTES {
        return Err(StoreError::TooLarge {
            what: "board file",
            bytes,
            max: limits::FILE_BYTES,
        });
    }
    let header = first_bytes(path)?;
    judge(path, &header, bytes)
}

fn first_bytes(path: &Path) -> Result<[u8; HEADER_BYTES], StoreError> {
    let mut header = [0; HEADER_BYTES];
    let mut file = File::open(path).map_err(|source| StoreError::io(path, source))?;
    match file.read_exact(&mut header) {
        Ok(()) => Ok(header),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Err(StoreError::NotABoard {
            path: path.to_owned(),
            found: "empty, or too short to be a board",
        }),
        Err(source) => Err(StoreError::io(path, source)),
    }
}

fn judge(path: &Path, header: &[u8; HEADER_BYTES], bytes: u64) -> Result<Header, StoreError> {
    if &header[..16] != MAGIC {
        return Err(StoreError::NotABoard {
            path: path.to_owned(),
            found: "no board file",
        });
    }
    let mut format = Format::from_user_version(word(header, 60));
    let stamp = if word(header, 68) != BOARD_APPLICATION_ID {
        Some(FalseStamp::Mark)
    } else if is_ever_written(format) {
        None
    } else {
        Some(FalseStamp::Version(format.user_version()))
    };
    if !is_ever_written(format) {
        format = Format::OURS;
    }
    let has_journal = has_journal(path)?;
    let page_bytes = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    // The page count is valid only when the two change counters agree; SQLite keeps the same rule.
    let is_counted = word(header, 24) == word(header, 92);
    let counted = u64::from(word(header, 28)) * page_bytes;
    Ok(Header {
        format,
        has_journal,
        bytes,
        is_truncated: is_counted && !has_journal && counted > bytes,
        stamp,
    })
}

fn is_ever_written(format: Format) -> bool {
    format.major() > 0 && format.user_version() <= i32::MAX as u32
}

fn word(header: &[u8; HEADER_BYTES], at: usize) -> u32 {
    u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
}

fn has_journal(path: &Path) -> Result<bool, StoreError> {
    let is_filled = |ending| std::fs::metadata(beside(path, ending)).is_ok_and(|m| m.len() > 0);
    if is_filled("-journal") && names_super_journal(&beside(path, "-journal"))? {
        return Err(StoreError::damaged(path, Damage::ForeignJournal));
    }
    Ok(is_filled("-wal") || is_filled("-journal"))
}

fn names_super_journal(journal: &Path) -> Result<bool, StoreError> {
    use std::io::{Seek, SeekFrom};
    let mut file = File::open(journal).map_err(|source| StoreError::io(journal, source))?;
    let mut ending = [0; 8];
    let read = file
        .seek(SeekFrom::End(-8))
        .and_then(|_| file.read_exact(&mut ending));
    Ok(read.is_ok() && ending == JOURNAL_MAGIC)
}
