//! Everything a person can ask for.
//!
//! One gesture is one edit, one transaction and one undo step (A5). In JSON an edit is an object with one
//! key, the name of the act: `{"addNote":{"step":"Awareness","row":"Doing","text":"…"}}`.
//! `after` is a neighbour, never an order key: absent means last, `null` first, an id after that one.

use crate::{
    ActionId, Ballot, Colour, CommentId, Evidence, GroupId, Impact, KindId, NoteId, ParticipantId,
    PersonaId, PhaseId, RoundId, RowId, RowRef, RowType, SheetId, SheetRef, StageId, StageRef,
    StepId, StepRef, Way, Zone,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
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
    fn is_last(&self) -> bool {
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
fn set_or_clear<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

/// Attributes of a note; absent ones stay as they are, an empty text clears.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, rename_all = "camelCase")]
#[ts(export, export_to = "board.ts", optional_fields)]
pub struct NoteAttributes {
    /// All tags, replacing the present ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// How badly it hits; `null` clears.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "set_or_clear"
    )]
    #[ts(type = "Impact | null")]
    pub impact: Option<Option<Impact>>,
    /// What it rests on; `null` clears.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "set_or_clear"
    )]
    #[ts(type = "Evidence | null")]
    pub evidence: Option<Option<Evidence>>,
    /// Where the evidence comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Who looks after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// A link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Text behind the note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Marks or unmarks the moment that matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moment: Option<bool>,
    /// Name shown as author instead of the participant's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Id of an image stored with the board.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// Steps it spans, from its own to the right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<u32>,
    /// The cluster it belongs to; `null` takes it out.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "set_or_clear"
    )]
    #[ts(type = "GroupId | null")]
    pub group: Option<Option<GroupId>>,
    /// Votes counted elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carried_votes: Option<u32>,
    /// Locks or unlocks; a facilitator's act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locked: Option<bool>,
}

/// Header fields; absent ones stay as they are, an empty text clears.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, rename_all = "camelCase")]
#[ts(export, export_to = "board.ts", optional_fields)]
#[expect(missing_docs, reason = "the fields of Header, each documented there")]
pub struct HeaderFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub map_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scenario: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_date: Option<String>,
}

/// Fields of a persona; absent ones stay as they are, an empty text clears.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, rename_all = "camelCase")]
#[ts(export, export_to = "board.ts", optional_fields)]
#[expect(missing_docs, reason = "the fields of Persona, each documented there")]
pub struct PersonaFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub motto: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub portrait: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goals: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pain_points: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fields: Option<Vec<(String, String)>>,
}

macro_rules! edits {
    ($( $(#[$doc:meta])* $name:ident { $( $(#[$field_meta:meta])* $field:ident : $ty:ty ),* $(,)? } )*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
            #[serde(rename_all = "camelCase")]
            #[ts(export, export_to = "board.ts")]
            pub struct $name { $( $(#[$field_meta])* pub $field : $ty ),* }
        )*

        /// Everything a person can ask for; one variant per act.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
        #[serde(rename_all = "camelCase")]
        #[ts(export, export_to = "board.ts")]
        pub enum Edit {
            $( $(#[$doc])* $name($name), )*
        }

        impl Edit {
            /// The name of the act, as in JSON and in undo labels.
            pub fn name(&self) -> &'static str {
                match self { $( Self::$name(_) => stringify!($name), )* }
            }
        }

        $( impl From<$name> for Edit { fn from(edit: $name) -> Self { Self::$name(edit) } } )*
    };
}

edits! {
    /// Puts a new note into a cell, or with `parked` into the parking lot.
    AddNote {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<NoteId>,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// The column; needed unless parked.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] step: Option<StepRef>,
        /// The lane; needed unless parked.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] row: Option<RowRef>,
        /// Into the parking lot.
        #[serde(default, skip_serializing_if = "is_false")] #[ts(optional, as = "Option<bool>")] parked: bool,
        /// What it says.
        #[serde(default)] #[ts(optional, as = "Option<String>")] text: String,
        /// What it is; the row's own kind when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] kind: Option<KindId>,
        /// Where in the cell.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "NoteId | null")] after: After<NoteId>,
        /// Further attributes.
        #[serde(flatten)] attributes: NoteAttributes,
    }
    /// Replaces a note's text; only the differing middle is written, so others' typing outside it stays.
    SetText {
        /// The note.
        note: NoteId,
        /// The whole new text.
        text: String,
    }
    /// Takes out and puts in text at a place, as typing does. Offsets are UTF-16 units of the text as it was at
    /// `revision`; splices made since then by others are taken into account.
    SpliceText {
        /// The note.
        note: NoteId,
        /// Where, in UTF-16 units.
        at: u32,
        /// How many units go.
        #[serde(default)] #[ts(optional, as = "Option<u32>")] remove: u32,
        /// What comes.
        #[serde(default)] #[ts(optional, as = "Option<String>")] insert: String,
        /// The revision of the text that `at` counts in; the present one when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] #[ts(type = "number")] revision: Option<u64>,
    }
    /// Moves a note to a cell or, with `parked`, to the parking lot.
    MoveNote {
        /// The note.
        note: NoteId,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// The column; needed unless parked.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] step: Option<StepRef>,
        /// The lane; needed unless parked.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] row: Option<RowRef>,
        /// To the parking lot.
        #[serde(default, skip_serializing_if = "is_false")] #[ts(optional, as = "Option<bool>")] parked: bool,
        /// Where in the cell.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "NoteId | null")] after: After<NoteId>,
    }
    /// Moves several notes together; they keep the order in which they are given.
    MoveNotes {
        /// The notes.
        notes: Vec<NoteId>,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// The column; needed unless parked.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] step: Option<StepRef>,
        /// The lane; needed unless parked.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] row: Option<RowRef>,
        /// To the parking lot.
        #[serde(default, skip_serializing_if = "is_false")] #[ts(optional, as = "Option<bool>")] parked: bool,
        /// Where in the cell.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "NoteId | null")] after: After<NoteId>,
    }
    /// Takes a note off the wall; it can be restored where it was.
    DeleteNote {
        /// The note.
        note: NoteId,
    }
    /// Puts a deleted note back where it was.
    RestoreNote {
        /// The note.
        note: NoteId,
    }
    /// Says what a note is.
    SetKind {
        /// The note.
        note: NoteId,
        /// Its kind.
        kind: KindId,
    }
    /// Sets attributes of a note.
    SetNote {
        /// The note.
        note: NoteId,
        /// What to set.
        #[serde(flatten)] attributes: NoteAttributes,
    }
    /// Sets fields of the header.
    SetHeader {
        /// What to set.
        #[serde(flatten)] fields: HeaderFields,
    }
    /// Adds a sheet.
    AddSheet {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<SheetId>,
        /// Its title.
        title: String,
        /// What kind of map it is.
        #[serde(default, skip_serializing_if = "String::is_empty")] #[ts(optional, as = "Option<String>")] map_type: String,
        /// Where among the sheets.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "SheetRef | null")] after: After<SheetRef>,
    }
    /// Renames a sheet.
    RenameSheet {
        /// The sheet.
        sheet: SheetRef,
        /// Its new title.
        title: String,
    }
    /// Moves a sheet among the sheets.
    MoveSheet {
        /// The sheet.
        sheet: SheetRef,
        /// Where.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "SheetRef | null")] after: After<SheetRef>,
    }
    /// Takes a sheet away; its notes go to the parking lot.
    DeleteSheet {
        /// The sheet.
        sheet: SheetRef,
    }
    /// Adds a stage with one unnamed step.
    AddStage {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<StageId>,
        /// The id of its first step, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] first_step: Option<StepId>,
        /// The sheet; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// Its title.
        title: String,
        /// Title of its first step; empty for a stage that looks like a plain column.
        #[serde(default, skip_serializing_if = "String::is_empty")] #[ts(optional, as = "Option<String>")] step_title: String,
        /// Where among the stages.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "StageRef | null")] after: After<StageRef>,
    }
    /// Renames a stage.
    RenameStage {
        /// The stage.
        stage: StageRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// Its new title.
        title: String,
    }
    /// Sets what the customer wants at a stage and who looks after it.
    SetStage {
        /// The stage.
        stage: StageRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// What the customer wants here.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] goal: Option<String>,
        /// Who looks after it.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] owner: Option<String>,
    }
    /// Moves a stage among the stages of its sheet.
    MoveStage {
        /// The stage.
        stage: StageRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// Where.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "StageRef | null")] after: After<StageRef>,
    }
    /// Takes a stage away; its notes go to the parking lot.
    DeleteStage {
        /// The stage.
        stage: StageRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
    }
    /// Adds a step to a stage.
    AddStep {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<StepId>,
        /// The stage.
        stage: StageRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// Its title.
        title: String,
        /// Where among the steps of the stage.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "StepRef | null")] after: After<StepRef>,
    }
    /// Renames a step.
    RenameStep {
        /// The step.
        step: StepRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// Its new title.
        title: String,
    }
    /// Sets the width of a step.
    SetStep {
        /// The step.
        step: StepRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// Width in board units; `null` for the layout's own.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "set_or_clear")] #[ts(optional, type = "number | null")] width: Option<Option<u32>>,
    }
    /// Moves a step inside its stage or to another.
    MoveStep {
        /// The step.
        step: StepRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// The stage it goes to; its own when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] stage: Option<StageRef>,
        /// Where.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "StepRef | null")] after: After<StepRef>,
    }
    /// Takes a step away; its notes go to the parking lot. The last step of a stage stays.
    DeleteStep {
        /// The step.
        step: StepRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
    }
    /// Adds a row.
    AddRow {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<RowId>,
        /// The sheet; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// Its title.
        title: String,
        /// What its cells hold.
        #[serde(default, rename = "type")] #[ts(optional, as = "Option<RowType>")] row_type: RowType,
        /// The band it belongs to.
        #[serde(default)] #[ts(optional, as = "Option<Zone>")] zone: Zone,
        /// A question that helps people fill it.
        #[serde(default, skip_serializing_if = "String::is_empty")] #[ts(optional, as = "Option<String>")] prompt: String,
        /// Kind of notes added here when nobody picks one.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] kind: Option<KindId>,
        /// Where among the rows.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "RowRef | null")] after: After<RowRef>,
    }
    /// Renames a row.
    RenameRow {
        /// The row.
        row: RowRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// Its new title.
        title: String,
    }
    /// Sets what a row holds and how it is shown.
    SetRow {
        /// The row.
        row: RowRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// What its cells hold.
        #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")] #[ts(optional)] row_type: Option<RowType>,
        /// The band it belongs to.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] zone: Option<Zone>,
        /// A question that helps people fill it.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] prompt: Option<String>,
        /// Kind of notes added here when nobody picks one; `null` for none.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "set_or_clear")] #[ts(optional, type = "KindId | null")] kind: Option<Option<KindId>>,
        /// Smallest height in board units; `null` for the layout's own.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "set_or_clear")] #[ts(optional, type = "number | null")] height: Option<Option<u32>>,
        /// Locks or unlocks its cells; a facilitator's act.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] locked: Option<bool>,
    }
    /// Moves a row among the rows of its sheet.
    MoveRow {
        /// The row.
        row: RowRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// Where.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "RowRef | null")] after: After<RowRef>,
    }
    /// Takes a row away; its notes go to the parking lot.
    DeleteRow {
        /// The row.
        row: RowRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
    }
    /// Defines a kind of the board's own, or changes how one is shown.
    DefineKind {
        /// The name that notes carry.
        kind: KindId,
        /// What the legend says.
        title: String,
        /// Paper colour.
        colour: Colour,
        /// Lucide icon name of the mark.
        #[serde(default)] #[ts(optional, as = "Option<String>")] mark: String,
    }
    /// Takes a kind out of the choice; notes of this kind keep it.
    RemoveKind {
        /// The kind.
        kind: KindId,
    }
    /// Adds a group to a cell and puts notes into it.
    AddGroup {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<GroupId>,
        /// Its name.
        title: String,
        /// The notes that belong to it.
        #[serde(default)] #[ts(optional, as = "Option<Vec<NoteId>>")] notes: Vec<NoteId>,
    }
    /// Renames a group.
    RenameGroup {
        /// The group.
        group: GroupId,
        /// Its new name.
        title: String,
    }
    /// Takes a group away; its notes stay where they are.
    DeleteGroup {
        /// The group.
        group: GroupId,
    }
    /// Adds a persona.
    AddPersona {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<PersonaId>,
        /// What to set.
        #[serde(flatten)] fields: PersonaFields,
    }
    /// Sets fields of a persona.
    SetPersona {
        /// The persona.
        persona: PersonaId,
        /// What to set.
        #[serde(flatten)] fields: PersonaFields,
    }
    /// Takes a persona away.
    DeletePersona {
        /// The persona.
        persona: PersonaId,
    }
    /// Sets the asker's own sentiment for a persona at a step.
    SetSentiment {
        /// Whose feeling.
        persona: PersonaId,
        /// Where on the journey.
        step: StepRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// From -2 to 2; `null` takes it back.
        value: Option<i8>,
    }
    /// Sets the measure of a measures row at a step; an empty value, unit and target clears it.
    SetMeasure {
        /// The column.
        step: StepRef,
        /// The lane.
        row: RowRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// The value as people write it.
        value: String,
        /// Its unit.
        #[serde(default)] #[ts(optional, as = "Option<String>")] unit: String,
        /// What it should be.
        #[serde(default)] #[ts(optional, as = "Option<String>")] target: String,
    }
    /// Remarks on a note.
    AddComment {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<CommentId>,
        /// The note.
        note: NoteId,
        /// What it says.
        text: String,
    }
    /// Takes a remark away.
    DeleteComment {
        /// The comment.
        comment: CommentId,
    }
    /// Adds a follow-up.
    AddAction {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<ActionId>,
        /// What is to be done.
        text: String,
        /// Who does it.
        #[serde(default)] #[ts(optional, as = "Option<String>")] owner: String,
        /// Until when.
        #[serde(default)] #[ts(optional, as = "Option<String>")] due: String,
        /// The note it grew from.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] note: Option<NoteId>,
    }
    /// Sets fields of a follow-up.
    SetAction {
        /// The action.
        action: ActionId,
        /// What is to be done.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] text: Option<String>,
        /// Who does it.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] owner: Option<String>,
        /// Until when.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] due: Option<String>,
        /// Done.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] done: Option<bool>,
    }
    /// Takes a follow-up away.
    DeleteAction {
        /// The action.
        action: ActionId,
    }
    /// Adds a phase to the agenda.
    AddPhase {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<PhaseId>,
        /// Its name.
        title: String,
        /// Planned minutes; 0 for open-ended.
        #[serde(default)] #[ts(optional, as = "Option<u32>")] minutes: u32,
        /// What people are asked to do.
        #[serde(default)] #[ts(optional, as = "Option<String>")] prompt: String,
        /// The sheet that is open.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// The rows that are open; none means all.
        #[serde(default)] #[ts(optional, as = "Option<Vec<RowRef>>")] rows: Vec<RowRef>,
        /// How people work.
        #[serde(default)] #[ts(optional, as = "Option<Way>")] way: Way,
        /// Where in the agenda.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "PhaseId | null")] after: After<PhaseId>,
    }
    /// Sets fields of a phase.
    SetPhase {
        /// The phase.
        phase: PhaseId,
        /// Its name.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] title: Option<String>,
        /// Planned minutes.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] minutes: Option<u32>,
        /// What people are asked to do.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] prompt: Option<String>,
        /// How people work.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] way: Option<Way>,
    }
    /// Moves a phase in the agenda.
    MovePhase {
        /// The phase.
        phase: PhaseId,
        /// Where.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "PhaseId | null")] after: After<PhaseId>,
    }
    /// Takes a phase out of the agenda.
    DeletePhase {
        /// The phase.
        phase: PhaseId,
    }
    /// Opens a vote.
    OpenRound {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<RoundId>,
        /// Its name.
        #[serde(default)] #[ts(optional, as = "Option<String>")] title: String,
        /// Votes each person has.
        allowance: u32,
    }
    /// Closes a vote and writes its ballots into the board, all at once.
    CloseRound {
        /// The round.
        round: RoundId,
        /// Each voter's whole ballot.
        #[serde(default)] #[ts(type = "Record<ParticipantId, Record<NoteId, number>>")] ballots: BTreeMap<ParticipantId, Ballot>,
    }
    /// Remembers the asker's name and cursor colour on the board.
    SetPerson {
        /// The name they give.
        name: String,
        /// Index into the palette of cursor colours.
        #[serde(default)] #[ts(optional, as = "Option<u8>")] colour: u8,
    }
    /// Several edits as one act: all of them or none, one transaction, one undo step.
    Many {
        /// The edits, applied in this order.
        edits: Vec<Edit>,
    }
    /// Takes back the asker's last act, as far as nobody changed it since.
    Undo {}
    /// Does again what the asker's last undo took back.
    Redo {}
}

fn is_false(value: &bool) -> bool {
    !value
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
