//! Everything that can go wrong with a file, each with a sentence that says what to do.

use crate::format::Format;
use board_model::ErrorCode;
use board_model::FileLoss;
use std::io;
use std::path::{Path, PathBuf};

/// Why a board file or the library could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Nothing is at this path.
    #[error("There is no file {}. Check the path, or make a new board.", path.display())]
    NoFile {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The folder in which something is to lie is not there.
    #[error("There is no folder {}. Make it first, or choose another place.", path.display())]
    NoFolder {
        /// The folder.
        path: PathBuf,
    },
    /// Another window or program holds the board's lock.
    #[error("{} is open in another window or program. Close it there, then try again.", path.display())]
    BoardOpen {
        /// The board file.
        path: PathBuf,
    },
    /// A higher major format: it can at most be read.
    #[error(
        "{} was written by a newer Journeywall (format {found}; this one writes {ours}). \
         It can be read here, not changed; update Journeywall to work on it.",
        path.display(), ours = Format::OURS
    )]
    NewerFormat {
        /// The board file.
        path: PathBuf,
        /// The format it is in.
        found: Format,
    },
    /// A board file whose content does not hold together, or holds what no board has.
    #[error(
        "{} is damaged: {damage}. The file was left as it is; \
         `journeywall-cli verify FILE --repair OUT.journey` rebuilds what can be read.",
        path.display()
    )]
    Damaged {
        /// The board file.
        path: PathBuf,
        /// What was found.
        damage: Damage,
    },
    /// Something else than a board file.
    #[error("{} is not a Journeywall board ({found}). Choose a .journey file, or import it instead.", path.display())]
    NotABoard {
        /// The file.
        path: PathBuf,
        /// What it seems to be.
        found: &'static str,
    },
    /// A new board was to be written where a file already is.
    #[error("{} is already there. Choose another name, or move it away first.", path.display())]
    AlreadyThere {
        /// The file that was not overwritten.
        path: PathBuf,
    },
    /// A folder, a pipe or a device stands where a file was to be written.
    #[error("{} is no file that can be written whole: it is a folder, a pipe or a device. Choose the name of a file.", path.display())]
    NotAFile {
        /// What is there.
        path: PathBuf,
    },
    /// SQLite takes paths as UTF-8 only.
    #[error("The path {} cannot be written as UTF-8. Rename the file or its folder.", path.display())]
    PathNotUtf8 {
        /// The path.
        path: PathBuf,
    },
    /// What SQLite and the lock keep beside the board would have names that the file system does not take.
    #[error("The name of {} is too long for a board that is worked on. Give the file a shorter name.", path.display())]
    NameTooLong {
        /// The board file.
        path: PathBuf,
    },
    /// No space is left, or the file system's limit is reached.
    #[error("The disk is full; the last changes to {} are not saved. Free some space and try again.", path.display())]
    DiskFull {
        /// What was being written.
        path: PathBuf,
    },
    /// The file or its folder must not be written to.
    #[error("{} cannot be written to: it or its folder is read-only. Save a copy elsewhere, or change the permissions.", path.display())]
    ReadOnlyPlace {
        /// What was to be written.
        path: PathBuf,
    },
    /// The file of an open board is not where it was, or not what it was.
    #[error("{} {} while the board was open, so changes are not saved there. Save a copy elsewhere.", path.display(), how.told())]
    Displaced {
        /// Where it was.
        path: PathBuf,
        /// What happened.
        how: FileLoss,
    },
    /// The board was opened for reading.
    #[error("{} was opened for reading only. Open it for writing, or save a copy elsewhere.", path.display())]
    OpenedForReading {
        /// The board file.
        path: PathBuf,
    },
    /// The operating system refused or failed.
    #[error("{} could not be read or written: {source}. Check the disk and the permissions.", path.display())]
    Disk {
        /// What was being read or written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// SQLite refused or failed for another reason than those above.
    #[error("{} could not be read or written: {source}. Check the disk and try again.", path.display())]
    Sqlite {
        /// The database file.
        path: PathBuf,
        /// What SQLite said.
        source: sqlx::Error,
    },
    /// Something is larger than a board may hold.
    #[error(
        "The {what} is too large: {bytes}, and the limit is {max}. Make it smaller and try again."
    )]
    TooLarge {
        /// What it is.
        what: &'static str,
        /// How large it is, in bytes, or how many rows, as `what` says.
        bytes: u64,
        /// How large it may be, in the same unit.
        max: u64,
    },
    /// A snapshot claims updates that are not in the log, or fewer than the snapshot before.
    #[error(
        "A snapshot up to update {upto} does not fit a board with updates {from} to {last}. Load the board again."
    )]
    SnapshotOutOfOrder {
        /// What the snapshot claims to hold.
        upto: u64,
        /// The `upto` of the newest snapshot.
        from: u64,
        /// The last update in the log.
        last: u64,
    },
    /// `library.db` belongs to something else, or is no database.
    #[error("{} is not the library of Journeywall. Choose another folder with --library, or move the file away.", path.display())]
    NotALibrary {
        /// The file.
        path: PathBuf,
    },
    /// `library.db` was written by a newer version.
    #[error("{} was written by a newer Journeywall (version {found}). Update Journeywall, or choose another folder with --library.", path.display())]
    NewerLibrary {
        /// The file.
        path: PathBuf,
        /// The version it is in.
        found: u32,
    },
    /// A hundred numbers in a row were taken already; the source of numbers does not draw at random.
    #[error("No unused client id could be found. Restart Journeywall and try again.")]
    NoClientId,
}

/// What was found in a damaged board file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The file ends early.
    #[error("the file ends early")]
    Truncated,
    /// SQLite's check of the file's structure failed.
    #[error("its structure does not hold together ({complaint})")]
    Structure {
        /// The first complaint of SQLite, made harmless to show.
        complaint: String,
    },
    /// An `application_id` that is not that of a board, in a file that is one otherwise.
    #[error("the number that marks a board file was altered")]
    ForeignMark,
    /// A `user_version` that no version of Journeywall wrote.
    #[error("its format version {found} was never written by Journeywall")]
    FormatVersion {
        /// The number found.
        found: u32,
    },
    /// A trigger, view, index or table that no board has, or one of ours in another shape.
    #[error("it holds a {kind} “{name}” that no board has")]
    ForeignObject {
        /// SQLite's word: table, index, trigger or view.
        kind: String,
        /// Its name, made harmless to show.
        name: String,
    },
    /// More objects, or longer statements, than any board has.
    #[error("its schema is larger than that of any board")]
    SchemaTooLarge,
    /// A rollback journal beside the file that names a further file.
    #[error("the journal beside it names a further file")]
    ForeignJournal,
    /// One of our tables is not there.
    #[error("the table {table} is missing")]
    TableMissing {
        /// Its name.
        table: &'static str,
    },
    /// The row with the board's id is missing, double or no UUID.
    #[error("the board's id is missing")]
    NoBoardId,
    /// An update whose checksum does not hold.
    #[error("update {seq} was altered")]
    UpdateAltered {
        /// Its number.
        seq: u64,
    },
    /// Updates are missing between a snapshot and the end of the log.
    #[error("updates after {after} are missing")]
    UpdatesMissing {
        /// The last one that is there.
        after: u64,
    },
    /// A named version or an image whose hash does not hold.
    #[error("a {what} was altered")]
    Altered {
        /// What it is.
        what: &'static str,
    },
}

impl StoreError {
    /// What happened to the file, where that is the matter.
    pub fn reason(&self) -> Option<FileLoss> {
        match self {
            Self::Displaced { how, .. } => Some(*how),
            _ => None,
        }
    }

    /// The code of the command line and of the JSON lines.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::NoFile { .. } | Self::NoFolder { .. } => ErrorCode::NoFile,
            Self::BoardOpen { .. } => ErrorCode::BoardOpen,
            Self::NewerFormat { .. } | Self::NewerLibrary { .. } => ErrorCode::NewerFormat,
            Self::Damaged { .. } => ErrorCode::Damaged,
            Self::NotABoard { .. }
            | Self::AlreadyThere { .. }
            | Self::PathNotUtf8 { .. }
            | Self::NotAFile { .. }
            | Self::NameTooLong { .. } => ErrorCode::BadInput,
            Self::SnapshotOutOfOrder { .. } | Self::NotALibrary { .. } => ErrorCode::BadInput,
            Self::DiskFull { .. }
            | Self::Displaced { .. }
            | Self::ReadOnlyPlace { .. }
            | Self::OpenedForReading { .. }
            | Self::Disk { .. }
            | Self::Sqlite { .. }
            | Self::NoClientId => ErrorCode::Disk,
            Self::TooLarge { .. } => ErrorCode::TooLarge,
        }
    }

    /// The fact behind an error of the operating system about `path`.
    pub fn io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => Self::NoFile { path },
            io::ErrorKind::AlreadyExists => Self::AlreadyThere { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnlyPlace { path }
            }
            io::ErrorKind::InvalidFilename => Self::NameTooLong { path },
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::DiskFull { path },
            _ => Self::Disk { path, source },
        }
    }

    /// The same fact about the file that the person named, where the error came from an unfinished one.
    pub(crate) fn about(mut self, named: &Path) -> Self {
        match &mut self {
            Self::NoFile { path }
            | Self::NoFolder { path }
            | Self::BoardOpen { path }
            | Self::NewerFormat { path, .. }
            | Self::Damaged { path, .. }
            | Self::NotABoard { path, .. }
            | Self::AlreadyThere { path }
            | Self::PathNotUtf8 { path }
            | Self::NotAFile { path }
            | Self::NameTooLong { path }
            | Self::DiskFull { path }
            | Self::Displaced { path, .. }
            | Self::ReadOnlyPlace { path }
            | Self::OpenedForReading { path }
            | Self::Disk { path, .. }
            | Self::NotALibrary { path }
            | Self::NewerLibrary { path, .. }
            | Self::Sqlite { path, .. } => named.clone_into(path),
            Self::TooLarge { .. } | Self::SnapshotOutOfOrder { .. } | Self::NoClientId => {}
        }
        self
    }

    pub(crate) fn damaged(path: &Path, damage: Damage) -> Self {
        Self::Damaged {
            path: path.to_owned(),
            damage,
        }
    }

    /// The fact behind an error of SQLite. Codes: <https://www.sqlite.org/rescode.html>.
    pub(crate) fn sqlite(path: &Path, source: sqlx::Error) -> Self {
        let owned = path.to_owned();
        if extended_code(&source) == Some(DB_MOVED) {
            let how = FileLoss::Moved;
            return Self::Displaced { path: owned, how };
        }
        match extended_code(&source).map(|code| code & 0xff) {
            Some(3 | 8) => Self::ReadOnlyPlace { path: owned },
            Some(5 | 6) => Self::BoardOpen { path: owned },
            Some(11 | 26) => {
                let complaint = shown(&source.to_string());
                Self::damaged(path, Damage::Structure { complaint })
            }
            Some(13) => Self::DiskFull { path: owned },
            _ => match source {
                sqlx::Error::Io(source) => Self::io(path, source),
                source => Self::Sqlite {
                    path: owned,
                    source,
                },
            },
        }
    }
}

/// `SQLITE_READONLY_DBMOVED`: no place is read-only, the file is not where it was opened.
const DB_MOVED: u32 = 1032;

/// SQLite's extended result code; its low byte is the primary one.
fn extended_code(error: &sqlx::Error) -> Option<u32> {
    let code = error.as_database_error()?.code()?;
    code.parse().ok()
}

/// Text of a foreign file made harmless: control characters and bidi overrides escaped, at most 80 characters.
pub(crate) fn shown(text: &str) -> String {
    let is_override = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut out = String::new();
    for (count, c) in text.chars().enumerate() {
        if count == 80 {
            out.push('…');
            break;
        }
        if c.is_control() || is_override(c) {
            out.extend(c.escape_unicode())
        } else {
            out.push(c)
        }
    }
    out
}
