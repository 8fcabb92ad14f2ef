//! Why a command was not carried out.

use board_app::ErrorCode;
use std::io;
use std::path::PathBuf;

use board_app::AppError;
use thiserror::Error;

/// Each variant is one fact, with a code of the contract and a sentence that says what to do.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// The app refused.
    #[error(transparent)]
    App(#[from] AppError),
    /// The answer could not be written.
    #[error("the answer could not be written: {0}")]
    Output(#[source] io::Error),
    /// The program's own machinery did not start.
    #[error("the system does not let this program start its threads: {0}")]
    Runtime(#[source] io::Error),
    /// Requests to end cannot be heard.
    #[error("the system does not let this program hear signals: {0}")]
    Signals(#[source] io::Error),
    /// An address that cannot be listened on.
    #[error("{address} cannot be listened on ({source}); choose another port, or 0 for any")]
    Address {
        /// The address.
        address: std::net::SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// A board file with something wrong in it.
    #[error("{} is damaged: {findings}. `verify` with --repair OUT.journey saves what can be read", path.display())]
    NotSound {
        /// The file.
        path: PathBuf,
        /// Everything that is wrong, as sentences.
        findings: String,
    },
    /// Pages were asked for.
    #[error(
        "--page is for documents, which this version does not write; export a picture with --width or --scale"
    )]
    NoPages,
    /// A ticket was to stand in the input, and none did.
    #[error("with - the ticket or the PIN is the first line of standard input, and there was none")]
    NoTicket,
    /// Nobody announces a session.
    #[error(
        "no session that fits is announced on the local network; ask whether a join code is in use, or join with a ticket"
    )]
    NoSession,
    /// Several sessions could be meant.
    #[error("several sessions are announced: {0}; choose one with --session")]
    Sessions(String),
    /// A command that this version does not know yet.
    #[error("`{command}` is not in this version: {missing}")]
    Later {
        /// The command.
        command: &'static str,
        /// What is missing, and what does the nearest.
        missing: &'static str,
    },
}

impl Failure {
    /// The code of the contract.
    pub(crate) fn code(&self) -> ErrorCode {
        match self {
            Self::App(error) => error.code(),
            Self::Output(_) | Self::Runtime(_) | Self::Signals(_) => ErrorCode::Disk,
            Self::NoTicket => ErrorCode::Ticket,
            Self::NoSession => ErrorCode::NotConnected,
            Self::Sessions(_) => ErrorCode::Ambiguous,
            Self::NotSound { .. } => ErrorCode::Damaged,
            Self::Address { .. } | Self::Later { .. } | Self::NoPages => ErrorCode::BadInput,
        }
    }
}
