//! Acts on notes.

use super::{After, NoteAttributes, OnNotes, acts};
use crate::prepare::{Names, Prepare, adds};
use crate::{EditError, KindId, NoteId, ParticipantId, RowRef, SheetRef, StepRef};
use serde::{Deserialize, Serialize};
use std::slice;
use ts_rs::TS;

acts! {
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
        #[serde(default, skip_serializing_if = "std::ops::Not::not")] #[ts(optional, as = "Option<bool>")] parked: bool,
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
        #[serde(default, skip_serializing_if = "std::ops::Not::not")] #[ts(optional, as = "Option<bool>")] parked: bool,
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
        #[serde(default, skip_serializing_if = "std::ops::Not::not")] #[ts(optional, as = "Option<bool>")] parked: bool,
        /// Where in the cell.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "NoteId | null")] after: After<NoteId>,
    }
    /// Takes a note off the wall; it can be restored where it was.
    DeleteNote {
        /// The note.
        note: NoteId,
    }
    /// Takes off the wall what one person wrote: their notes and their remarks. For facilitators.
    DeleteAllBy {
        /// Their author.
        participant: ParticipantId,
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
}

impl Prepare for AddNote {
    adds!(Note: NoteId);

    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        names.cell(&mut self.sheet, &mut self.step, &mut self.row)
    }
}

impl Prepare for SetText {}
impl Prepare for SpliceText {}

impl Prepare for MoveNote {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        names.cell(&mut self.sheet, &mut self.step, &mut self.row)
    }
}

impl Prepare for MoveNotes {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        names.cell(&mut self.sheet, &mut self.step, &mut self.row)
    }
}

impl Prepare for DeleteNote {}
impl Prepare for DeleteAllBy {}
impl Prepare for RestoreNote {}
impl Prepare for SetKind {}
impl Prepare for SetNote {}

impl OnNotes for SetText {
    fn notes(&self) -> &[NoteId] {
        slice::from_ref(&self.note)
    }
}

impl OnNotes for SpliceText {
    fn notes(&self) -> &[NoteId] {
        slice::from_ref(&self.note)
    }
}

impl OnNotes for DeleteNote {
    fn notes(&self) -> &[NoteId] {
        slice::from_ref(&self.note)
    }
}

impl OnNotes for RestoreNote {
    fn notes(&self) -> &[NoteId] {
        slice::from_ref(&self.note)
    }
}

impl OnNotes for SetKind {
    fn notes(&self) -> &[NoteId] {
        slice::from_ref(&self.note)
    }
}

impl OnNotes for MoveNote {
    fn notes(&self) -> &[NoteId] {
        slice::from_ref(&self.note)
    }

    fn row(&self) -> Option<&RowRef> {
        self.row.as_ref()
    }
}

impl OnNotes for MoveNotes {
    fn notes(&self) -> &[NoteId] {
        &self.notes
    }

    fn row(&self) -> Option<&RowRef> {
        self.row.as_ref()
    }
}

impl OnNotes for SetNote {
    fn notes(&self) -> &[NoteId] {
        slice::from_ref(&self.note)
    }

    fn attributes(&self) -> Option<&NoteAttributes> {
        Some(&self.attributes)
    }
}
