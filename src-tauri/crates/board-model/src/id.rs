//! Ids: one newtype per entity, UUIDv7 inside, minted by whoever asks or by the app.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use ts_rs::TS;
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(export_to = "board.ts", type = "string")]
        pub struct $name(Uuid);

        impl $name {
            /// The id with these 128 bits.
            pub const fn from_u128(bits: u128) -> Self {
                Self(Uuid::from_u128(bits))
            }
            /// The id that this UUID stands for.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
            /// The UUID inside.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0.hyphenated())
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text.trim()).map(Self)
            }
        }
    )*};
}

id! {
    /// A board: one file, one document.
    BoardId,
    /// One grid of a board.
    SheetId,
    /// A column group of a sheet.
    StageId,
    /// A column.
    StepId,
    /// A lane.
    RowId,
    /// A sticky note.
    NoteId,
    /// A named cluster of notes inside a cell.
    GroupId,
    /// Whose journey a sheet tells.
    PersonaId,
    /// A remark on a note.
    CommentId,
    /// A follow-up with an owner.
    ActionId,
    /// One timed part of the agenda.
    PhaseId,
    /// One vote of the workshop.
    RoundId,
    /// A person of a session, the same in every session of one installation.
    ParticipantId,
}
