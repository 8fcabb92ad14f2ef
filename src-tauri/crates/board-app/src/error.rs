//! Why something was not done.

use board_export::ExportError;
use board_export::table::ImportError;
use board_model::{EditError, ErrorCode};
use board_net::NetError;
use board_replica::ReplicaError;
use board_room::DiskTrouble;
use board_room::message::Refusal;
use board_store::StoreError;
use board_web::WebError;
use std::path::PathBuf;
use thiserror::Error;

/// Why something was not done: a code of the contract and a sentence that says what to do.
#[derive(Debug, Error)]
pub enum AppError {
    /// A file or the library could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The content of a board file is no sound board.
    #[error("{}: {source}", path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: ReplicaError,
    },
    /// The board refused an edit.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// A file was not imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A picture was not made.
    #[error(transparent)]
    Picture(#[from] ExportError),
    /// Boards are not written in this format.
    #[error("«.{extension}» is not yet possible; possible are {possible}")]
    UnknownFormat {
        /// What follows the last dot.
        extension: String,
        /// The endings that are possible.
        possible: String,
    },
    /// A choice that means nothing for this format.
    #[error(
        "{option} does not go with a .{extension} file, which holds the whole board; leave it out"
    )]
    NotForFormat {
        /// The choice.
        option: &'static str,
        /// What follows the last dot.
        extension: &'static str,
    },
    /// A choice about tables for what is none.
    #[error("{option} is for tables; export a .csv file with it, or leave it out")]
    OnlyForTables {
        /// The choice.
        option: &'static str,
    },
    /// Nothing of a damaged file could be read.
    #[error("nothing of {} can be read any more; look for an earlier copy of it", path.display())]
    BeyondRepair {
        /// The file.
        path: PathBuf,
    },
    /// Other machines cannot be reached, or a ticket is none.
    #[error(transparent)]
    Net(#[from] NetError),
    /// Nobody of a session answered.
    #[error(
        "nobody in this session can be reached; are both computers on the same network, and does it let them talk to each other? Some guest networks do not: a phone's hotspot does"
    )]
    NotReached,
    /// A ticket for a board that is in no session.
    #[error("this board is not shared, so there is no ticket; start sharing first")]
    NotShared,
    /// Another board is in a session of this machine, with another choice of relay.
    #[error(
        "another board on this computer is in a session with a different relay; stop that session first"
    )]
    OtherRelay,
    /// What only the owner of a board has.
    #[error("somebody else owns this board; ask them, or enter the owner's recovery code")]
    NotOwner,
    /// The board was shared before, by keys that this library does not have.
    #[error(
        "this board was shared before, and this library does not have the keys for it; restore your library (the file library.db in its folder) from a backup, enter the owner's recovery code, or join with a ticket"
    )]
    OtherKeys,
    /// A session does not let this machine in, or no more.
    #[error("{message}")]
    TurnedAway {
        /// The code of the contract.
        code: ErrorCode,
        /// Its sentence.
        message: String,
    },
    /// The file that is to keep a joined board holds another one.
    #[error("{} holds another board; choose another file", path.display())]
    OtherBoard {
        /// The file.
        path: PathBuf,
    },
    /// The system gives no randomness, without which nothing can be kept secret.
    #[error("the system gives no random numbers for a key; restart the machine")]
    NoRandomness,
    /// A key of the library is none.
    #[error("a key in the library is damaged; restore library.db from a backup")]
    BadKey,
    /// Browsers cannot be served.
    #[error(transparent)]
    Web(#[from] WebError),
    /// The system gives no port to listen at.
    #[error(
        "guests cannot join, this computer gives no port to listen at ({source}); close other programs, or restart it"
    )]
    NoPort {
        /// What the system said.
        source: std::io::Error,
    },
    /// Guests were to be facilitators.
    #[error("guests join as participants or viewers; choose one of these")]
    GuestRole,
    /// No template has this id.
    #[error("there is no template «{id}»; `templates` lists what there is")]
    NoTemplate {
        /// The id that was asked for.
        id: String,
    },
    /// A name that cannot stand beside a note.
    #[error("a name needs 1 to {max} characters, and this one has {given}; choose another")]
    BadName {
        /// Its length in UTF-16 units.
        given: usize,
        /// How long it may be.
        max: usize,
    },
    /// The system gave no thread for the board.
    #[error(
        "this board could not be opened, the system gives no thread for it ({source}); close other programs"
    )]
    NoThread {
        /// What the system said.
        source: std::io::Error,
    },
    /// The board's thread ended early: a fault of ours, or data that should have been refused.
    #[error("this board had to be closed; everything that was saved is in its file, open it again")]
    Stopped,
    /// The open board refused an edit.
    #[error("{message}")]
    Refused {
        /// The code of the contract.
        code: ErrorCode,
        /// Its sentence.
        message: String,
    },
    /// Something needs an open board, and none is open.
    #[error("no board is open here; open one first")]
    NoBoardOpen,
    /// There are no dialogs to ask for a file.
    #[error(
        "a browser cannot ask for files of this machine; put the file into the library's folder, or use the desktop app"
    )]
    NoDialogs,
    /// A question that leaves open what is meant.
    #[error("give {needed}, and nothing else beside it")]
    Unclear {
        /// What has to be given.
        needed: &'static str,
    },
    /// No set of stages or rows has this id.
    #[error("there is no set of {what} «{id}»; `templates` lists what there is")]
    NoSet {
        /// Stages or rows.
        what: &'static str,
        /// The id that was asked for.
        id: String,
    },
    /// A width that no picture has.
    #[error("a picture can be {min} to {max} pixels wide; {given} is not")]
    BadWidth {
        /// What was asked for.
        given: u32,
        /// The smallest.
        min: u32,
        /// The largest.
        max: u32,
    },
    /// No data folder could be found for the library.
    #[error("there is no data folder on this system; choose one with --library")]
    NoDataFolder,
    /// What is on the wall could not be saved before closing; the board stays open.
    #[error("{message} The board stays open.")]
    Unsaved {
        /// The code of the failure.
        code: ErrorCode,
        /// Its sentence.
        message: String,
    },
}

impl AppError {
    /// The stable code of the contract.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Store(error) => error.code(),
            Self::Content { source, .. } => source.code(),
            Self::Edit(error) => error.code(),
            Self::Import(error) => error.code(),
            Self::Picture(error) => error.code(),
            Self::Web(error) => error.code(),
            Self::UnknownFormat { .. } | Self::NotForFormat { .. } | Self::OnlyForTables { .. } => {
                ErrorCode::BadInput
            }
            Self::BeyondRepair { .. } => ErrorCode::Damaged,
            Self::NoTemplate { .. } => ErrorCode::NoSuch,
            Self::GuestRole => ErrorCode::Role,
            Self::BadName { .. } | Self::NoDataFolder => ErrorCode::BadInput,
            Self::NoBoardOpen => ErrorCode::NotConnected,
            Self::NoDialogs | Self::Unclear { .. } | Self::BadWidth { .. } => ErrorCode::BadInput,
            Self::NoSet { .. } => ErrorCode::NoSuch,
            Self::NoThread { .. } => ErrorCode::Disk,
            Self::Stopped => ErrorCode::Damaged,
            Self::Net(error) => error.code(),
            Self::NotReached | Self::NotShared | Self::OtherRelay | Self::NoPort { .. } => {
                ErrorCode::NotConnected
            }
            Self::NotOwner | Self::OtherKeys => ErrorCode::Role,
            Self::OtherBoard { .. } => ErrorCode::BadInput,
            Self::NoRandomness | Self::BadKey => ErrorCode::Disk,
            Self::Unsaved { code, .. }
            | Self::Refused { code, .. }
            | Self::TurnedAway { code, .. } => *code,
        }
    }
}

impl From<Refusal> for AppError {
    fn from(Refusal { code, message, .. }: Refusal) -> Self {
        Self::Refused { code, message }
    }
}

impl From<DiskTrouble> for AppError {
    fn from(DiskTrouble { code, message, .. }: DiskTrouble) -> Self {
        Self::Unsaved { code, message }
    }
}

/// What a browser is told that does not get in.
impl From<AppError> for board_web::Refusal {
    fn from(error: AppError) -> Self {
        Self::Because {
            code: error.code(),
            message: error.to_string(),
        }
    }
}

impl From<&AppError> for Refusal {
    fn from(error: &AppError) -> Self {
        Self::new(error.code(), error.to_string())
    }
}
