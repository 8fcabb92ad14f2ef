//! Everything a person can ask for.
//!
//! One gesture is one edit, one transaction and one undo step (A5). In JSON an edit is an object with one
//! key, the name of the act: `{"addNote":{"step":"Awareness","row":"Doing","text":"…"}}`.
//! `after` is a neighbour, never an order key: absent means last, `null` first, an id after that one.

mod action;
mod comment;
mod example;
mod fields;
mod grid;
mod group;
mod history;
mod kind;
mod many;
mod measure;
mod note;
mod person;
mod persona;
mod rule;
mod workshop;

pub use action::*;
pub use comment::*;
pub use example::EXAMPLE_BOARD;
pub use fields::*;
pub use grid::*;
pub use group::*;
pub use history::*;
pub use kind::*;
pub use many::*;
pub use measure::*;
pub use note::*;
pub use person::*;
pub use persona::*;
pub use rule::{OnNotes, Rule};
pub use workshop::*;

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

/// The one table of edits: the act, who may ask for it ([`Rule`]), and an example of it on the board of
/// [`EXAMPLE_BOARD`]. `$then!` is called with all of it. Whatever is different for each edit is dispatched from here, so an
/// edit that one of them forgets does not compile.
#[macro_export]
macro_rules! for_each_edit {
    ($then:ident) => {
        $then! {
            AddNote: Participant
                r#"{"id": "00000000-0000-0000-0000-000000000099", "step": "Find", "row": "Actions", "text": "Asks a friend", "kind": "idea"}"#;
            SetText: Note
                r#"{"note": "00000000-0000-0000-0000-000000000001", "text": "Searches on the phone"}"#;
            SpliceText: Note
                r#"{"note": "00000000-0000-0000-0000-000000000001", "at": 8, "insert": " twice"}"#;
            MoveNote: Note
                r#"{"note": "00000000-0000-0000-0000-000000000001", "step": "Buy", "row": "Actions", "after": null}"#;
            MoveNotes: Note
                r#"{"notes": ["00000000-0000-0000-0000-000000000002", "00000000-0000-0000-0000-000000000001"], "step": "Buy", "row": "Actions"}"#;
            DeleteNote: Note
                r#"{"note": "00000000-0000-0000-0000-000000000001"}"#;
            RestoreNote: Note
                r#"{"note": "00000000-0000-0000-0000-000000000003"}"#;
            DeleteAllBy: Facilitator("delete all that somebody wrote")
                r#"{"participant": "00000000-0000-0000-0000-00000000000a"}"#;
            SetKind: Note
                r#"{"note": "00000000-0000-0000-0000-000000000001", "kind": "pain point"}"#;
            SetNote: Note
                r#"{"note": "00000000-0000-0000-0000-000000000001", "owner": "Shop", "tags": ["phone"]}"#;
            SetHeader: Facilitator("edit the header")
                r#"{"title": "Buying shoes"}"#;
            SetRights: Facilitator("change what participants can edit")
                r#"{"everyoneEdits": true}"#;
            AddSheet: Facilitator("add sheets")
                r#"{"id": "00000000-0000-0000-0000-000000000099", "title": "Future"}"#;
            RenameSheet: Facilitator("rename sheets")
                r#"{"sheet": "Today", "title": "Now"}"#;
            MoveSheet: Facilitator("move sheets")
                r#"{"sheet": "Today", "after": "Ideas"}"#;
            DeleteSheet: Facilitator("delete sheets")
                r#"{"sheet": "Ideas"}"#;
            AddStage: Facilitator("add stages")
                r#"{"id": "00000000-0000-0000-0000-000000000099", "firstStep": "00000000-0000-0000-0000-00000000009a", "title": "Return", "after": "Buy"}"#;
            RenameStage: Facilitator("rename stages")
                r#"{"stage": "Find", "title": "Discover"}"#;
            SetStage: Facilitator("edit stages")
                r#"{"stage": "Find", "goal": "See what there is", "owner": "Marketing"}"#;
            MoveStage: Facilitator("move stages")
                r#"{"stage": "Buy", "after": null}"#;
            DeleteStage: Facilitator("delete stages")
                r#"{"stage": "Find"}"#;
            AddStep: Facilitator("add steps")
                r#"{"id": "00000000-0000-0000-0000-000000000099", "stage": "Buy", "title": "Pay"}"#;
            RenameStep: Facilitator("rename steps")
                r#"{"step": "Find", "title": "Search"}"#;
            SetStep: Facilitator("resize steps")
                r#"{"step": "Find", "width": 480}"#;
            MoveStep: Facilitator("move steps")
                r#"{"step": "Use/Unpack", "stage": "Buy"}"#;
            DeleteStep: Facilitator("delete steps")
                r#"{"step": "Use/Unpack"}"#;
            AddRow: Facilitator("add rows")
                r#"{"id": "00000000-0000-0000-0000-000000000099", "title": "Channels", "prompt": "Where does it happen?"}"#;
            RenameRow: Facilitator("rename rows")
                r#"{"row": "Actions", "title": "Doing"}"#;
            SetRow: Facilitator("change rows")
                r#"{"row": "Actions", "prompt": "What do they do?"}"#;
            MoveRow: Facilitator("move rows")
                r#"{"row": "Actions", "after": "Metrics"}"#;
            DeleteRow: Facilitator("delete rows")
                r#"{"row": "Actions"}"#;
            DefineKind: Facilitator("change note types")
                r#"{"kind": "risk", "title": "Risk", "colour": "orange", "mark": "zap"}"#;
            RemoveKind: Facilitator("change note types")
                r#"{"kind": "idea"}"#;
            AddGroup: Note
                r#"{"id": "00000000-0000-0000-0000-000000000099", "title": "Online", "notes": ["00000000-0000-0000-0000-000000000002"]}"#;
            RenameGroup: Facilitator("rename groups")
                r#"{"group": "00000000-0000-0000-0000-000000000052", "title": "On the phone"}"#;
            DeleteGroup: Facilitator("delete groups")
                r#"{"group": "00000000-0000-0000-0000-000000000052"}"#;
            AddPersona: Facilitator("edit personas")
                r#"{"id": "00000000-0000-0000-0000-000000000099", "name": "Lee"}"#;
            SetPersona: Facilitator("edit personas")
                r#"{"persona": "00000000-0000-0000-0000-000000000050", "motto": "It has to fit"}"#;
            DeletePersona: Facilitator("edit personas")
                r#"{"persona": "00000000-0000-0000-0000-000000000050"}"#;
            SetSentiment: Participant
                r#"{"persona": "00000000-0000-0000-0000-000000000050", "step": "Find", "value": -2}"#;
            SetMeasure: Facilitator("edit metrics")
                r#"{"step": "Find", "row": "Metrics", "value": "42", "unit": "%"}"#;
            AddComment: Participant
                r#"{"id": "00000000-0000-0000-0000-000000000099", "note": "00000000-0000-0000-0000-000000000001", "text": "How often?"}"#;
            DeleteComment: Comment
                r#"{"comment": "00000000-0000-0000-0000-000000000051"}"#;
            AddAction: Facilitator("edit actions")
                r#"{"id": "00000000-0000-0000-0000-000000000099", "text": "Ask ten customers", "owner": "Mira"}"#;
            SetAction: Facilitator("edit actions")
                r#"{"action": "00000000-0000-0000-0000-000000000053", "done": true}"#;
            DeleteAction: Facilitator("edit actions")
                r#"{"action": "00000000-0000-0000-0000-000000000053"}"#;
            AddPhase: Facilitator("edit the agenda")
                r#"{"id": "00000000-0000-0000-0000-000000000099", "title": "Vote", "minutes": 10}"#;
            SetPhase: Facilitator("edit the agenda")
                r#"{"phase": "00000000-0000-0000-0000-000000000054", "minutes": 25}"#;
            MovePhase: Facilitator("edit the agenda")
                r#"{"phase": "00000000-0000-0000-0000-000000000054", "after": "00000000-0000-0000-0000-000000000055"}"#;
            DeletePhase: Facilitator("edit the agenda")
                r#"{"phase": "00000000-0000-0000-0000-000000000054"}"#;
            RunPhase: Facilitator("run the workshop")
                r#"{"phase": "00000000-0000-0000-0000-000000000055"}"#;
            SetTimer: Facilitator("run the workshop")
                r#"{"addMinutes": 5}"#;
            EndWorkshop: Facilitator("run the workshop")
                r#"{}"#;
            OpenRound: Facilitator("run votes")
                r#"{"id": "00000000-0000-0000-0000-000000000099", "title": "What first?", "allowance": 3}"#;
            CloseRound: Facilitator("run votes")
                r#"{"round": "00000000-0000-0000-0000-000000000056", "ballots": {"00000000-0000-0000-0000-00000000000a": {"00000000-0000-0000-0000-000000000001": 2}}}"#;
            SetPerson: Everybody
                r#"{"name": "Mira", "colour": 2}"#;
            Many: Participant
                r#"{"edits": [{"renameRow": {"row": "Actions", "title": "Doing"}}, {"deleteNote": {"note": "00000000-0000-0000-0000-000000000001"}}]}"#;
            Undo: Participant
                r#"{}"#;
            Redo: Participant
                r#"{}"#;
        }
    };
}

macro_rules! declare {
    ($( $name:ident: $rule:ident $(($deed:literal))? $example:literal; )*) => {
        /// Everything a person can ask for; one variant per act.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
        #[serde(rename_all = "camelCase")]
        #[ts(export_to = "board.ts")]
        #[expect(missing_docs, reason = "each variant is the act that it holds, documented there")]
        pub enum Edit {
            $( $name($name), )*
        }

        impl Edit {
            /// The name of the act, for sentences about it; messages begin it with a small letter.
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
        #[expect(missing_docs, reason = "each variant is called like its act, documented there")]
        pub enum EditKind {
            $( $name, )*
        }

        impl EditKind {
            /// Every act there is.
            pub const ALL: &'static [Self] = &[$( Self::$name, )*];

            /// Who may ask for it.
            pub const fn rule(self) -> Rule {
                match self { $( Self::$name => Rule::$rule $(($deed))?, )* }
            }

            /// What it looks like in JSON, without its name, on the board of [`EXAMPLE_BOARD`].
            pub const fn example(self) -> &'static str {
                match self { $( Self::$name => $example, )* }
            }
        }
    };
}
for_each_edit!(declare);

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
