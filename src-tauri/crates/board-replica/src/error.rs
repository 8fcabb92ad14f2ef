//! Why a document cannot be read or an update not be taken.

use board_model::ErrorCode;
use thiserror::Error;

/// Why a document cannot be read or an update not be taken. Nothing of it was applied.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReplicaError {
    /// The bytes are not an update, or one that no Journeywall could have written.
    #[error("the board's data is damaged ({fact}); `verify --repair` saves what can be read")]
    Damaged {
        /// What was found.
        fact: &'static str,
    },
    /// A causal dependency is missing: the update builds on writes that are not here. It came too early, or others were
    /// lost on the way. To be asked for again.
    #[error(
        "the board's data is damaged (an update builds on one that is missing); `verify --repair` saves what can be read"
    )]
    Ahead,
    /// Written by a later version that this one cannot read without loss.
    #[error(
        "the board was made by a newer Journeywall (format {found}, this one reads {known}); update Journeywall to open it"
    )]
    NewerFormat {
        /// Major format of the board.
        found: i64,
        /// Major format this version reads.
        known: i64,
    },
    /// The document has no board in it.
    #[error("there is no board in this data; it may belong to another program")]
    NoBoard,
}

impl ReplicaError {
    /// The stable code of the contract.
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::Damaged { .. } | Self::Ahead | Self::NoBoard => ErrorCode::Damaged,
            Self::NewerFormat { .. } => ErrorCode::NewerFormat,
        }
    }
}
