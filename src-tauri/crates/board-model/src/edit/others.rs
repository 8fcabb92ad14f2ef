//! Acts on kinds, groups, personas, sentiments, measures, comments, actions and people, and acts on acts.

use super::{AddedId, Edit, OnNotes, PersonaFields, acts};
use crate::prepare::{Names, Prepare, adds};
use crate::{
    ActionId, Colour, CommentId, EditError, GroupId, KindId, NoteId, PersonaId, RowRef, SheetRef,
    StepRef,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

acts! {
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
        /// The persona whose sentiment it is.
        persona: PersonaId,
        /// Where on the journey.
        step: StepRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// From -2 to 2; `null` takes it back.
        value: Option<i8>,
    }
    /// Sets fields of the measure of a measures row at a step; with value, unit and target empty it is cleared.
    SetMeasure {
        /// The column.
        step: StepRef,
        /// The lane.
        row: RowRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// The value as people write it.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] value: Option<String>,
        /// Its unit.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] unit: Option<String>,
        /// What it should be.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] target: Option<String>,
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

impl Prepare for DefineKind {}
impl Prepare for RemoveKind {}

impl Prepare for AddGroup {
    adds!(Group: GroupId);
}

impl Prepare for RenameGroup {}
impl Prepare for DeleteGroup {}

impl Prepare for AddPersona {
    adds!(Persona: PersonaId);
}

impl Prepare for SetPersona {}
impl Prepare for DeletePersona {}

impl Prepare for SetSentiment {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        names.step(names.some(&self.sheet)?, &mut self.step)
    }
}

impl Prepare for SetMeasure {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        let sheet = names.some(&self.sheet)?;
        names.step(sheet, &mut self.step)?;
        names.row(sheet, &mut self.row)
    }
}

impl Prepare for AddComment {
    adds!(Comment: CommentId);
}

impl Prepare for DeleteComment {}

impl Prepare for AddAction {
    adds!(Action: ActionId);
}

impl Prepare for SetAction {}
impl Prepare for DeleteAction {}

impl Prepare for SetPerson {}

impl Prepare for Many {
    fn mint(&mut self, mint: &mut dyn FnMut() -> Uuid) {
        self.edits.iter_mut().for_each(|edit| edit.mint(mint));
    }

    fn added(&self) -> Option<AddedId> {
        self.edits.iter().find_map(Edit::added)
    }
}

impl Prepare for Undo {}
impl Prepare for Redo {}

impl OnNotes for AddGroup {
    fn notes(&self) -> &[NoteId] {
        &self.notes
    }
}
