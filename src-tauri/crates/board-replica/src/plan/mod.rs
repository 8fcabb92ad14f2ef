//! From an edit to its writes, judged on the board as it is: what exists, what fits, where in the order.
//! Roles and locks are judged elsewhere.

mod agenda;
mod bounds;
mod grid;
mod notes;
mod others;
mod places;
mod rows;

use crate::read;
use crate::schema::{Root, key};
use crate::write::{Slot, Write};
use board_model::{Board, Edit, EditError, ParticipantId, limits};
use std::sync::Arc;
use yrs::Any;

/// The writes of an edit whose ids are minted. Names are looked up here.
///
/// # Errors
/// Every [`EditError`] but `Role` and `Locked`.
pub fn writes(board: &Board, by: ParticipantId, mut edit: Edit) -> Result<Vec<Write>, EditError> {
    if let Edit::Many(many) = edit {
        bounds::at_most("this act", many.edits.len(), limits::EDITS_IN_ONE_ACT)?;
        return several(board, by, many.edits);
    }
    edit.resolve(board)?;
    let mut plan = Plan {
        board,
        by,
        writes: Vec::new(),
        created: None,
    };
    plan.edit(edit)?;
    Ok(plan.writes)
}

/// Tries each edit on a copy of the board as the edits before it leave it: all of them or none.
fn several(board: &Board, by: ParticipantId, edits: Vec<Edit>) -> Result<Vec<Write>, EditError> {
    if edits.is_empty() {
        return Ok(Vec::new());
    }
    let is_alone = edits.len() == 1;
    // Nothing is tried after an only edit.
    let mut copy = (!is_alone).then(|| board.clone());
    let mut all = Vec::new();
    for edit in edits {
        if matches!(edit, Edit::Many(_) | Edit::Undo(_) | Edit::Redo(_)) {
            return Err(EditError::BadValue {
                field: "many",
                given: edit.name().to_owned(),
                expected: "an act that is not itself several acts, an undo or a redo",
            });
        }
        let planned = writes(copy.as_ref().unwrap_or(board), by, edit)?;
        if let Some(copy) = &mut copy {
            for write in &planned {
                read::write_on(copy, write);
            }
        }
        all.extend(planned);
    }
    Ok(all)
}

/// An edit on its way to writes.
pub(super) struct Plan<'a> {
    board: &'a Board,
    by: ParticipantId,
    writes: Vec<Write>,
    /// What was created last.
    created: Option<Arc<str>>,
}

impl Plan<'_> {
    fn edit(&mut self, edit: Edit) -> Result<(), EditError> {
        match edit {
            Edit::AddNote(edit) => self.add_note(edit),
            Edit::SetText(edit) => self.set_text(edit),
            Edit::SpliceText(edit) => self.splice_text(edit),
            Edit::MoveNote(edit) => self.move_note(edit),
            Edit::MoveNotes(edit) => self.move_notes(edit),
            Edit::DeleteNote(edit) => self.delete_note(edit.note),
            Edit::RestoreNote(edit) => self.restore_note(edit.note),
            Edit::DeleteAllBy(edit) => {
                self.delete_all_by(&edit);
                Ok(())
            }
            Edit::SetKind(edit) => self.set_kind(edit),
            Edit::SetNote(edit) => self.set_note(edit),
            Edit::SetHeader(edit) => self.set_header(&edit),
            Edit::SetRights(edit) => {
                self.set_rights(&edit);
                Ok(())
            }
            Edit::AddSheet(edit) => self.add_sheet(edit),
            Edit::RenameSheet(edit) => self.rename_sheet(&edit),
            Edit::MoveSheet(edit) => self.move_sheet(&edit),
            Edit::DeleteSheet(edit) => self.delete_sheet(&edit),
            Edit::AddStage(edit) => self.add_stage(edit),
            Edit::RenameStage(edit) => self.rename_stage(&edit),
            Edit::SetStage(edit) => self.set_stage(&edit),
            Edit::MoveStage(edit) => self.move_stage(&edit),
            Edit::DeleteStage(edit) => self.delete_stage(&edit),
            Edit::AddStep(edit) => self.add_step(edit),
            Edit::RenameStep(edit) => self.rename_step(&edit),
            Edit::SetStep(edit) => self.set_step(&edit),
            Edit::MoveStep(edit) => self.move_step(&edit),
            Edit::DeleteStep(edit) => self.delete_step(&edit),
            Edit::AddRow(edit) => self.add_row(edit),
            Edit::RenameRow(edit) => self.rename_row(&edit),
            Edit::SetRow(edit) => self.set_row(&edit),
            Edit::MoveRow(edit) => self.move_row(&edit),
            Edit::DeleteRow(edit) => self.delete_row(&edit),
            other => self.other_edit(other),
        }
    }

    fn other_edit(&mut self, edit: Edit) -> Result<(), EditError> {
        match edit {
            Edit::DefineKind(edit) => self.define_kind(&edit),
            Edit::RemoveKind(edit) => self.remove_kind(&edit),
            Edit::AddGroup(edit) => self.add_group(edit),
            Edit::RenameGroup(edit) => self.rename_group(&edit),
            Edit::DeleteGroup(edit) => self.delete_group(&edit),
            Edit::AddPersona(edit) => self.add_persona(edit),
            Edit::SetPersona(edit) => self.set_persona(&edit),
            Edit::DeletePersona(edit) => self.delete_persona(&edit),
            Edit::SetSentiment(edit) => self.set_sentiment(&edit),
            Edit::SetMeasure(edit) => self.set_measure(edit),
            Edit::AddComment(edit) => self.add_comment(edit),
            Edit::DeleteComment(edit) => self.delete_comment(&edit),
            Edit::AddAction(edit) => self.add_action(edit),
            Edit::SetAction(edit) => self.set_action(&edit),
            Edit::DeleteAction(edit) => self.delete_action(&edit),
            Edit::AddPhase(edit) => self.add_phase(edit),
            Edit::SetPhase(edit) => self.set_phase(&edit),
            Edit::MovePhase(edit) => self.move_phase(&edit),
            Edit::DeletePhase(edit) => self.delete_phase(&edit),
            Edit::OpenRound(edit) => self.open_round(edit),
            Edit::CloseRound(edit) => self.close_round(&edit),
            Edit::SetPerson(edit) => self.set_person(&edit),
            _ => Ok(()),
        }
    }

    fn create(&mut self, root: Root, id: impl ToString, text: Option<String>) {
        let entity: Arc<str> = id.to_string().into();
        self.created = Some(Arc::clone(&entity));
        self.writes.push(Write::Create { root, entity, text });
    }

    /// Sets a register of an entity. Right after a creation, unset values are not worth a write.
    fn set(&mut self, root: Root, id: impl ToString, name: &str, value: Any) {
        let slot = Slot::of(root, id, name);
        let is_fresh = self.created.is_some() && slot.entity == self.created;
        if !is_fresh || !matches!(value, Any::Null) {
            self.writes.push(Write::Set { slot, value });
        }
    }

    fn set_flat(&mut self, root: Root, name: impl Into<std::sync::Arc<str>>, value: Any) {
        self.writes.push(Write::Set {
            slot: Slot::flat(root, name),
            value,
        });
    }

    fn delete(&mut self, root: Root, id: impl ToString) {
        self.set(root, id, key::DELETED, Any::Bool(true));
    }
}

/// A live entity, or why there is none.
macro_rules! live {
    ($board:expr, $entry:ident, $id:expr, $what:literal, $this:literal) => {
        match $board.$entry($id) {
            None => Err($crate::plan::no_such($what, $id)),
            Some(found) if found.deleted => Err(board_model::EditError::Gone { what: $this }),
            Some(found) => Ok(found),
        }
    };
}

/// Refuses an id that is taken.
macro_rules! fresh {
    ($board:expr, $entry:ident, $id:expr) => {
        if $board.$entry($id).is_some() {
            return Err(EditError::DuplicateId {
                id: $id.to_string(),
            });
        }
    };
}

use {fresh, live};

/// The minted id of an adding edit.
fn minted<T>(id: Option<T>) -> Result<T, EditError> {
    id.ok_or(EditError::BadValue {
        field: "id",
        given: String::new(),
        expected: "an id; the app mints one where it is left out",
    })
}

fn no_such(what: &'static str, name: impl ToString) -> EditError {
    EditError::NoSuch {
        what,
        name: name.to_string(),
    }
}
