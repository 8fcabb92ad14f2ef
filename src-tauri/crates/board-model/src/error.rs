//! Why an edit was refused.

use crate::ErrorCode;
use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

/// Why an edit was refused. Nothing of it was applied. The sentence says what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EditError {
    /// A name or id that nothing on the board has.
    #[error("there is no {what} «{name}» on this board; `outline` lists what there is")]
    NoSuch {
        /// `sheet`, `stage`, `step`, `row`, `note` …
        what: &'static str,
        /// As it was given.
        name: String,
    },
    /// A name that several have.
    #[error("several {what}s are called «{name}»: {}; give the id of one", candidates.join(", "))]
    Ambiguous {
        /// `sheet`, `stage`, `step`, `row`.
        what: &'static str,
        /// As it was given.
        name: String,
        /// Title and id of each.
        candidates: Vec<String>,
    },
    /// It was there, but is deleted now, or somebody changed what an undo would take back.
    #[error("{what} is gone or was changed by somebody else meanwhile; nothing was done")]
    Gone {
        /// What is gone, with its article: `this note`.
        what: &'static str,
    },
    /// The participant's role may not do this.
    #[error("{why}")]
    Role {
        /// Why not.
        why: Denial,
    },
    /// Locked by a facilitator.
    #[error("{what} is locked; ask the facilitator to open it")]
    Locked {
        /// What is locked, with its article.
        what: &'static str,
    },
    /// Nobody but facilitators changes anything now.
    #[error("the facilitator has paused the board; wait until it goes on")]
    Held,
    /// Over a limit of [`crate::limits`].
    #[error("{what} has {given}, but at most {max} are possible; shorten or divide it")]
    Limit {
        /// What is too long or too many.
        what: &'static str,
        /// How much was given.
        given: usize,
        /// How much is possible.
        max: usize,
    },
    /// The board is full, or as full as participants may fill it.
    #[error(
        "this board holds {max} notes, the most that {whose} can; delete notes, or ask the facilitator to go on on another board"
    )]
    Full {
        /// `it`, or `participants`.
        whose: &'static str,
        /// How many.
        max: usize,
    },
    /// A participant has written as much as one may.
    #[error(
        "you have written {max} notes here, the most that one person can; delete some, or ask the facilitator"
    )]
    Share {
        /// How many.
        max: usize,
    },
    /// A participant's computer has written as much as one may, its guests' included.
    #[error(
        "this computer has written {max} {what} on this board, the most that a participant’s computer can; ask the facilitator to make you one"
    )]
    MachineShare {
        /// Of what.
        what: &'static str,
        /// How many.
        max: usize,
    },
    /// More in one act than a participant may do at once.
    #[error(
        "this has {given} notes at once, but at most {max} are possible; do it in several parts"
    )]
    AtOnce {
        /// How many were given.
        given: usize,
        /// How many are possible.
        max: usize,
    },
    /// An id that is taken.
    #[error("the id {id} is taken already; leave it out to get a fresh one")]
    DuplicateId {
        /// The id.
        id: String,
    },
    /// A value that means nothing here.
    #[error("{field} cannot be «{given}»: {expected}")]
    BadValue {
        /// The field.
        field: &'static str,
        /// As given.
        given: String,
        /// What would do.
        expected: &'static str,
    },
    /// Nothing left to undo or redo.
    #[error("there is nothing left to {act}")]
    NothingTo {
        /// `undo` or `redo`.
        act: &'static str,
    },
}

/// Why a role may not do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Denial {
    /// A viewer writes nothing.
    #[error("Viewers can look, but not edit. Ask a facilitator to make you a participant.")]
    Viewer,
    /// Somebody else's note.
    #[error("Someone else wrote this note. Only they or a facilitator can edit it.")]
    OthersNote,
    /// Somebody else's comment.
    #[error("Someone else wrote this comment. Only they or a facilitator can delete it.")]
    OthersComment,
    /// What belongs to facilitators, as it goes on after "can": `add rows`.
    #[error("Only facilitators can {0}.")]
    Facilitators(&'static str),
}

/// What a screen can tell apart beyond the code of a refusal (RO5 of `PROTOCOL.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "messages.ts")]
pub enum WhyNot {
    /// A viewer writes nothing.
    Viewer,
    /// Somebody else wrote the note.
    OthersNote,
    /// Somebody else wrote the comment.
    OthersComment,
    /// Only facilitators may.
    Facilitators,
    /// The note is locked.
    LockedNote,
    /// The row is locked.
    LockedRow,
    /// A facilitator paused everything, or the phase that is on is for looking.
    Paused,
    /// There is nothing left to undo or redo.
    NothingLeft,
}

impl EditError {
    /// What a screen can tell apart beyond the code: why a role may not, what is locked, that nothing is left.
    pub fn why(&self) -> Option<WhyNot> {
        match self {
            Self::Role { why } => Some(match why {
                Denial::Viewer => WhyNot::Viewer,
                Denial::OthersNote => WhyNot::OthersNote,
                Denial::OthersComment => WhyNot::OthersComment,
                Denial::Facilitators(_) => WhyNot::Facilitators,
            }),
            Self::Locked { what } => Some(match *what {
                "this note" => WhyNot::LockedNote,
                _ => WhyNot::LockedRow,
            }),
            Self::Held => Some(WhyNot::Paused),
            Self::NothingTo { .. } => Some(WhyNot::NothingLeft),
            _ => None,
        }
    }

    /// The stable code of the contract.
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::NoSuch { .. } => ErrorCode::NoSuch,
            Self::Ambiguous { .. } => ErrorCode::Ambiguous,
            Self::Gone { .. } | Self::NothingTo { .. } => ErrorCode::Gone,
            Self::Role { .. } => ErrorCode::Role,
            Self::Locked { .. } | Self::Held => ErrorCode::Locked,
            Self::Limit { .. }
            | Self::Full { .. }
            | Self::Share { .. }
            | Self::MachineShare { .. }
            | Self::AtOnce { .. } => ErrorCode::Limit,
            Self::DuplicateId { .. } => ErrorCode::DuplicateId,
            Self::BadValue { .. } => ErrorCode::BadMessage,
        }
    }
}
