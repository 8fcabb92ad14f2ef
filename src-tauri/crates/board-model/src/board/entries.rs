//! The entities of the document, deleted ones too.

use super::Board;
use crate::entity::*;
use crate::{
    ActionId, CommentId, GroupId, PersonaId, Phase, PhaseId, RoundId, RowId, SheetId, StageId,
    StepId,
};

impl Board {
    /// A sheet entry, deleted or not.
    pub fn sheet_entry(&self, id: SheetId) -> Option<&SheetEntry> {
        self.sheet_entries.get(&id)
    }
    /// A stage entry, deleted or not.
    pub fn stage_entry(&self, id: StageId) -> Option<&StageEntry> {
        self.stage_entries.get(&id)
    }
    /// A step entry, deleted or not.
    pub fn step_entry(&self, id: StepId) -> Option<&StepEntry> {
        self.step_entries.get(&id)
    }
    /// A row entry, deleted or not.
    pub fn row_entry(&self, id: RowId) -> Option<&RowEntry> {
        self.row_entries.get(&id)
    }
    /// All sheet entries, deleted ones too, by id.
    pub fn sheet_entries(&self) -> impl ExactSizeIterator<Item = &SheetEntry> {
        self.sheet_entries.values()
    }
    /// All stage entries, deleted ones too, by id.
    pub fn stage_entries(&self) -> impl ExactSizeIterator<Item = &StageEntry> {
        self.stage_entries.values()
    }
    /// All step entries, deleted ones too, by id.
    pub fn step_entries(&self) -> impl ExactSizeIterator<Item = &StepEntry> {
        self.step_entries.values()
    }
    /// All row entries, deleted ones too, by id.
    pub fn row_entries(&self) -> impl ExactSizeIterator<Item = &RowEntry> {
        self.row_entries.values()
    }
    /// A group, deleted or not.
    pub fn group_entry(&self, id: GroupId) -> Option<&Group> {
        self.groups.get(&id)
    }
    /// All groups, deleted ones too, by id.
    pub fn groups(&self) -> impl ExactSizeIterator<Item = &Group> {
        self.groups.values()
    }
    /// A persona, deleted or not.
    pub fn persona_entry(&self, id: PersonaId) -> Option<&Persona> {
        self.personas.get(&id)
    }
    /// A comment, deleted or not.
    pub fn comment_entry(&self, id: CommentId) -> Option<&Comment> {
        self.comments.get(&id)
    }
    /// How many comments there are, deleted ones too.
    pub fn comment_count(&self) -> usize {
        self.comments.len()
    }
    /// An action, deleted or not.
    pub fn action_entry(&self, id: ActionId) -> Option<&Action> {
        self.actions.get(&id)
    }
    /// A phase, deleted or not.
    pub fn phase_entry(&self, id: PhaseId) -> Option<&Phase> {
        self.phases.get(&id)
    }
    /// A round, deleted or not.
    pub fn round_entry(&self, id: RoundId) -> Option<&Round> {
        self.rounds.get(&id)
    }
}
