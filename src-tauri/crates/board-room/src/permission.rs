//! What a role may ask for, and what is locked. A facilitator may ask for everything.
//!
//! Checked where an edit is asked for. A participant adds notes, changes and moves their own, groups their own,
//! comments, and sets their own sentiment. The grid, the header, the kinds, personas, measures, actions, the
//! agenda, votes and other people's notes belong to the facilitator.

use crate::message::Role;
use board_model::{
    Board, CellId, Edit, EditError, NoteAttributes, NoteId, ParticipantId, Placed, RowId, RowRef,
};

/// Whether `by` may ask for `edit` now. Names in the edit are looked up on `board`.
///
/// # Errors
/// `Role`, `Locked`; `NoSuch` and `Ambiguous` for names that cannot be looked up.
pub(crate) fn check(
    role: Role,
    by: ParticipantId,
    edit: &Edit,
    board: &Board,
) -> Result<(), EditError> {
    match role {
        Role::Facilitator => Ok(()),
        Role::Viewer => Err(refused(role)),
        Role::Participant => Asked { by, board }.check(edit),
    }
}

fn refused(role: Role) -> EditError {
    EditError::Role { role: role.name() }
}

/// An edit of a participant.
struct Asked<'a> {
    by: ParticipantId,
    board: &'a Board,
}

impl Asked<'_> {
    fn check(&self, edit: &Edit) -> Result<(), EditError> {
        if let Edit::Many(many) = edit {
            return many.edits.iter().try_for_each(|edit| self.check(edit));
        }
        let mut edit = edit.clone();
        edit.resolve(self.board)?;
        match &edit {
            Edit::AddNote(add) => self
                .free_attributes(&add.attributes)
                .and_then(|()| self.open_row(add.row.as_ref())),
            Edit::SetText(set) => self.own(set.note),
            Edit::SpliceText(splice) => self.own(splice.note),
            Edit::MoveNote(act) => self
                .own(act.note)
                .and_then(|()| self.open_row(act.row.as_ref())),
            Edit::MoveNotes(act) => {
                act.notes.iter().try_for_each(|note| self.own(*note))?;
                self.open_row(act.row.as_ref())
            }
            Edit::DeleteNote(act) => self.own(act.note),
            Edit::RestoreNote(act) => self.own(act.note),
            Edit::SetKind(set) => self.own(set.note),
            Edit::SetNote(set) => self
                .own(set.note)
                .and_then(|()| self.free_attributes(&set.attributes)),
            Edit::AddGroup(add) => add.notes.iter().try_for_each(|note| self.own(*note)),
            Edit::AddComment(_) | Edit::SetSentiment(_) | Edit::SetPerson(_) => Ok(()),
            Edit::DeleteComment(act) => self.own_comment(act),
            // They take back, or do again, only what the asker was allowed to do.
            Edit::Undo(_) | Edit::Redo(_) => Ok(()),
            _ => Err(refused(Role::Participant)),
        }
    }

    /// Locks, borrowed names and votes counted elsewhere are the facilitator's to give.
    fn free_attributes(&self, attributes: &NoteAttributes) -> Result<(), EditError> {
        let NoteAttributes {
            author,
            carried_votes,
            locked,
            ..
        } = attributes;
        let is_theirs = author.is_none() && carried_votes.is_none() && locked.is_none();
        if is_theirs {
            Ok(())
        } else {
            Err(refused(Role::Participant))
        }
    }

    /// The note is the asker's, and neither it nor its row is locked. One that is not there is left to the
    /// replica, which knows notes that come earlier in the same act.
    fn own(&self, id: NoteId) -> Result<(), EditError> {
        let Some(note) = self.board.note(id) else {
            return Ok(());
        };
        if note.by != Some(self.by) {
            return Err(refused(Role::Participant));
        }
        if note.locked {
            return Err(EditError::Locked { what: "this note" });
        }
        match self.board.placed(note) {
            Some(Placed::Cell(CellId { row, .. })) => self.open(row),
            Some(Placed::Parked) | None => Ok(()),
        }
    }

    fn own_comment(&self, act: &board_model::DeleteComment) -> Result<(), EditError> {
        let comment = self.board.comment_entry(act.comment);
        let is_theirs = comment.is_none_or(|comment| comment.by == Some(self.by));
        if is_theirs {
            Ok(())
        } else {
            Err(refused(Role::Participant))
        }
    }

    fn open_row(&self, row: Option<&RowRef>) -> Result<(), EditError> {
        row.and_then(RowRef::id)
            .map_or(Ok(()), |row| self.open(row))
    }

    fn open(&self, row: RowId) -> Result<(), EditError> {
        let is_locked = self
            .board
            .row_entry(row)
            .is_some_and(|entry| entry.row.locked);
        if is_locked {
            return Err(EditError::Locked { what: "this row" });
        }
        Ok(())
    }
}
