//! Everything a person can ask for.
//!
//! One gesture is one edit, one transaction and one undo step (A5). In JSON an edit is an object with one
//! key, the name of the act: `{"addNote":{"step":"Awareness","row":"Doing","text":"…"}}`.
//! `after` is a neighbour, never an order key: absent means last, `null` first, an id after that one.

mod fields;
mod grid;
mod note;
mod others;

pub use fields::*;
pub use grid::*;
pub use note::*;
pub use others::*;

use crate::{
    ActionId, CommentId, GroupId, NoteId, PersonaId, PhaseId, RoundId, RowId, SheetId, StageId,
    StepId,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

/// Where in an order: absent = last, `null` = first, an id = after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum After<T> {
    /// After all others.
    #[default]
    Last,
    /// Before all others.
    First,
    /// After this one; last when it is no longer there.
    This(T),
}

impl<T> After<T> {
    pub(crate) fn is_last(&self) -> bool {
        matches!(self, Self::Last)
    }
}

impl<T: Serialize> Serialize for After<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::This(id) => id.serialize(serializer),
            Self::First | Self::Last => serializer.serialize_none(),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for After<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<T>::deserialize(deserializer)?.map_or(Self::First, Self::This))
    }
}

/// A field that may be left alone (absent), cleared (`null`) or set.
pub(crate) fn set_or_clear<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

/// Declares acts: each a struct whose fields are those of its JSON object.
macro_rules! acts {
    ($( $(#[$doc:meta])* $name:ident { $( $(#[$field_meta:meta])* $field:ident : $ty:ty ),* $(,)? } )*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
        #[serde(rename_all = "camelCase")]
        #[ts(export_to = "board.ts")]
        pub struct $name { $( $(#[$field_meta])* pub $field : $ty ),* }

        impl From<$name> for super::Edit {
            fn from(act: $name) -> Self {
                Self::$name(act)
            }
        }
    )*};
}
use acts;

macro_rules! all_acts {
    ($( $(#[$doc:meta])* $name:ident, )*) => {
        /// Everything a person can ask for; one variant per act.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
        #[serde(rename_all = "camelCase")]
        #[ts(export_to = "board.ts")]
        pub enum Edit {
            $( $(#[$doc])* $name($name), )*
        }

        impl Edit {
            /// The name of the act, as in JSON and in undo labels.
            pub fn name(&self) -> &'static str {
                match self { $( Self::$name(_) => stringify!($name), )* }
            }

            /// Which act it is.
            pub fn kind(&self) -> EditKind {
                match self { $( Self::$name(_) => EditKind::$name, )* }
            }
        }

        /// Which act an edit is, without what it is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
        #[serde(rename_all = "camelCase")]
        #[ts(export_to = "board.ts")]
        pub enum EditKind {
            $( $(#[$doc])* $name, )*
        }

        impl EditKind {
            /// Every act there is.
            pub const ALL: &'static [Self] = &[$( Self::$name, )*];
        }
    };
}

all_acts! {
    /// Puts a new note into a cell, or with `parked` into the parking lot.
    AddNote,
    /// Replaces a note's text; only the differing middle is written, so others' typing outside it stays.
    SetText,
    /// Takes out and puts in text at a place, as typing does. Offsets are UTF-16 units of the text as it was at
    /// `revision`; splices made since then by others are taken into account.
    SpliceText,
    /// Moves a note to a cell or, with `parked`, to the parking lot.
    MoveNote,
    /// Moves several notes together; they keep the order in which they are given.
    MoveNotes,
    /// Takes a note off the wall; it can be restored where it was.
    DeleteNote,
    /// Puts a deleted note back where it was.
    RestoreNote,
    /// Takes off the wall what one person wrote: their notes and their remarks. For facilitators.
    DeleteAllBy,
    /// Says what a note is.
    SetKind,
    /// Sets attributes of a note.
    SetNote,
    /// Sets fields of the header.
    SetHeader,
    /// Sets what participants may do on this board.
    SetRights,
    /// Adds a sheet.
    AddSheet,
    /// Renames a sheet.
    RenameSheet,
    /// Moves a sheet among the sheets.
    MoveSheet,
    /// Takes a sheet away; its notes go to the parking lot.
    DeleteSheet,
    /// Adds a stage with one unnamed step.
    AddStage,
    /// Renames a stage.
    RenameStage,
    /// Sets what the customer wants at a stage and who looks after it.
    SetStage,
    /// Moves a stage among the stages of its sheet.
    MoveStage,
    /// Takes a stage away; its notes go to the parking lot.
    DeleteStage,
    /// Adds a step to a stage.
    AddStep,
    /// Renames a step.
    RenameStep,
    /// Sets the width of a step.
    SetStep,
    /// Moves a step inside its stage or to another.
    MoveStep,
    /// Takes a step away; its notes go to the parking lot. The last step of a stage stays.
    DeleteStep,
    /// Adds a row.
    AddRow,
    /// Renames a row.
    RenameRow,
    /// Sets what a row holds and how it is shown.
    SetRow,
    /// Moves a row among the rows of its sheet.
    MoveRow,
    /// Takes a row away; its notes go to the parking lot.
    DeleteRow,
    /// Defines a kind of the board's own, or changes how one is shown.
    DefineKind,
    /// Takes a kind out of the choice; notes of this kind keep it.
    RemoveKind,
    /// Adds a group to a cell and puts notes into it.
    AddGroup,
    /// Renames a group.
    RenameGroup,
    /// Takes a group away; its notes stay where they are.
    DeleteGroup,
    /// Adds a persona.
    AddPersona,
    /// Sets fields of a persona.
    SetPersona,
    /// Takes a persona away.
    DeletePersona,
    /// Sets the asker's own sentiment for a persona at a step.
    SetSentiment,
    /// Sets the measure of a measures row at a step; an empty value, unit and target clears it.
    SetMeasure,
    /// Remarks on a note.
    AddComment,
    /// Takes a remark away.
    DeleteComment,
    /// Adds a follow-up.
    AddAction,
    /// Sets fields of a follow-up.
    SetAction,
    /// Takes a follow-up away.
    DeleteAction,
    /// Adds a phase to the agenda.
    AddPhase,
    /// Sets fields of a phase.
    SetPhase,
    /// Moves a phase in the agenda.
    MovePhase,
    /// Takes a phase out of the agenda.
    DeletePhase,
    /// Opens a vote.
    OpenRound,
    /// Closes a vote and writes its ballots into the board, all at once.
    CloseRound,
    /// Remembers the asker's name and cursor colour on the board.
    SetPerson,
    /// Several edits as one act: all of them or none, one transaction, one undo step.
    Many,
    /// Takes back the asker's last act, as far as nobody changed it since.
    Undo,
    /// Does again what the asker's last undo took back.
    Redo,
}

/// The ids that an edit names, minted or given: what it adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the id it is named after")]
pub enum AddedId {
    Note(NoteId),
    Sheet(SheetId),
    Stage(StageId),
    Step(StepId),
    Row(RowId),
    Group(GroupId),
    Persona(PersonaId),
    Comment(CommentId),
    Action(ActionId),
    Phase(PhaseId),
    Round(RoundId),
}

impl AddedId {
    /// The UUID as text, for the `id` of an `ok`.
    pub fn to_text(self) -> String {
        match self {
            Self::Note(id) => id.to_string(),
            Self::Sheet(id) => id.to_string(),
            Self::Stage(id) => id.to_string(),
            Self::Step(id) => id.to_string(),
            Self::Row(id) => id.to_string(),
            Self::Group(id) => id.to_string(),
            Self::Persona(id) => id.to_string(),
            Self::Comment(id) => id.to_string(),
            Self::Action(id) => id.to_string(),
            Self::Phase(id) => id.to_string(),
            Self::Round(id) => id.to_string(),
        }
    }
}
