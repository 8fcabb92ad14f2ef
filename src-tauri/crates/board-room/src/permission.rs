//! What a role may ask for, and what is locked. A facilitator may ask for everything.
//!
//! Checked where an edit is asked for. A participant adds notes, changes and moves their own, groups their own,
//! comments, and sets their own sentiment; where the board says so, they change everybody's notes. The grid, the
//! header, the kinds, personas, measures, actions, the agenda and votes belong to the facilitator ([`board_model::Rule`]).

use crate::message::Role;
use crate::note_rights::{denied_attribute, denied_register};
use board_model::{
    AddComment, AddNote, Board, CellId, CommentId, Denial, Edit, EditError, Many, Note, NoteId,
    OnNotes, ParticipantId, Placed, Placement, Redo, RowId, RowRef, RowType, Rule, SetSentiment,
    StepId, Undo,
};
use board_replica::{Root, Touch};

/// Whether `by` may ask for `edit` now. Names in the edit are looked up on `board`. `touched` is what an undo or redo
/// would write ([`board_replica::Replica::would_touch`]): it is judged like an edit of now.
///
/// # Errors
/// `Role`, `Locked`; `NoSuch` and `Ambiguous` for names that cannot be looked up.
pub(crate) fn check(
    role: Role,
    by: ParticipantId,
    edit: &Edit,
    touched: &[Touch],
    board: &Board,
) -> Result<(), EditError> {
    match role {
        Role::Facilitator => Ok(()),
        Role::Viewer if edit.kind().rule() == Rule::Everybody => Ok(()),
        Role::Viewer => refused(Denial::Viewer),
        Role::Participant if board.is_held() => while_held(edit),
        Role::Participant => {
            let asked = Asked { by, board };
            asked.check(edit)?;
            touched.iter().try_for_each(|touch| asked.touch(touch))
        }
    }
}

/// Whether a role may ever ask for `edit`, whatever is locked and whose the note is. So an edit is judged that was carried
/// out already: what came to be locked since changes nothing about it. O(parts of the edit).
///
/// # Errors
/// `Role`.
pub(crate) fn may_ever(role: Role, edit: &Edit) -> Result<(), EditError> {
    match (role, edit) {
        (Role::Facilitator, _) => Ok(()),
        (Role::Viewer, _) => refused(Denial::Viewer),
        (Role::Participant, Edit::Many(many)) => {
            let mut edits = many.edits.iter();
            edits.try_for_each(|edit| may_ever(role, edit))
        }
        (Role::Participant, edit) => for_participants(edit),
    }
}

/// Whether participants may ask for such an act at all.
fn for_participants(edit: &Edit) -> Result<(), EditError> {
    match edit.kind().rule() {
        Rule::Facilitator(deed) => refused(Denial::Facilitators(deed)),
        _ => Ok(()),
    }
}

/// What a participant may do while everything is paused. What the role may never do is said first.
fn while_held(edit: &Edit) -> Result<(), EditError> {
    match edit {
        Edit::Many(many) => many.edits.iter().try_for_each(while_held),
        edit if edit.kind().rule() == Rule::Everybody => Ok(()),
        edit => for_participants(edit).and(Err(EditError::Held)),
    }
}

fn refused(why: Denial) -> Result<(), EditError> {
    Err(EditError::Role { why })
}

/// An act that every participant may ask for, as far as nothing is locked.
trait Permitted {
    fn permitted(&self, asked: &Asked<'_>) -> Result<(), EditError>;
}

impl Permitted for AddNote {
    fn permitted(&self, asked: &Asked<'_>) -> Result<(), EditError> {
        may(denied_attribute(&self.attributes))?;
        asked.open_row(self.row.as_ref())
    }
}

impl Permitted for SetSentiment {
    fn permitted(&self, asked: &Asked<'_>) -> Result<(), EditError> {
        let step = self.step.id();
        step.map_or(Ok(()), |step| asked.open_step(step))
    }
}

/// A comment speaks of a note and changes nothing of it: locks leave it open.
impl Permitted for AddComment {
    fn permitted(&self, _: &Asked<'_>) -> Result<(), EditError> {
        Ok(())
    }
}

/// Each of its edits is judged by itself.
impl Permitted for Many {
    fn permitted(&self, asked: &Asked<'_>) -> Result<(), EditError> {
        self.edits.iter().try_for_each(|edit| asked.check(edit))
    }
}

/// What it writes is judged beside it ([`Asked::touch`]).
impl Permitted for Undo {
    fn permitted(&self, _: &Asked<'_>) -> Result<(), EditError> {
        Ok(())
    }
}

/// What it writes is judged beside it ([`Asked::touch`]).
impl Permitted for Redo {
    fn permitted(&self, _: &Asked<'_>) -> Result<(), EditError> {
        Ok(())
    }
}

/// How each act is authorized, as its rule asks: an act that does not say what its rule needs to know does not compile.
macro_rules! authorize {
    ($( $name:ident: $rule:ident $(($deed:literal))? $example:literal; )*) => {
        impl Asked<'_> {
            /// Whether a participant may ask for `edit`, whose names are ids.
            fn authorize(&self, edit: &Edit) -> Result<(), EditError> {
                match edit { $( Edit::$name(act) => authorize!(@ $rule $(($deed))? self, act), )* }
            }
        }
    };
    (@ Facilitator ($deed:literal) $asked:expr, $act:ident) => {{
        let _ = $act;
        refused(Denial::Facilitators($deed))
    }};
    (@ Note $asked:expr, $act:ident) => { $asked.notes($act) };
    (@ Comment $asked:expr, $act:ident) => { $asked.own_comment($act.comment) };
    (@ Participant $asked:expr, $act:ident) => { $act.permitted($asked) };
    (@ Everybody $asked:expr, $act:ident) => {{
        let _ = $act;
        Ok(())
    }};
}
board_model::for_each_edit!(authorize);

/// An edit of a participant.
struct Asked<'a> {
    by: ParticipantId,
    board: &'a Board,
}

impl Asked<'_> {
    fn check(&self, edit: &Edit) -> Result<(), EditError> {
        for_participants(edit)?;
        if let Edit::Many(many) = edit {
            return many.permitted(self);
        }
        let mut edit = edit.clone();
        edit.resolve(self.board)?;
        self.authorize(&edit)
    }

    fn notes(&self, act: &impl OnNotes) -> Result<(), EditError> {
        act.notes().iter().try_for_each(|note| self.own(*note))?;
        may(act.attributes().and_then(denied_attribute))?;
        self.open_row(act.row())
    }

    /// A write of an undo or redo.
    fn touch(&self, touch: &Touch) -> Result<(), EditError> {
        match touch {
            Touch::Note { note, key, into } => {
                self.own(*note)?;
                may(key.as_deref().and_then(denied_register))?;
                into.map_or(Ok(()), |row| self.open(row))
            }
            Touch::Comment(comment) => self.own_comment(*comment),
            Touch::Sentiment(by, step) if *by == self.by => self.open_step(*step),
            // Groups are nobody's; who has one in their acts made it.
            Touch::Group(_) | Touch::Other(Root::People | Root::Guests) => Ok(()),
            Touch::Sentiment(..) | Touch::Other(_) => refused(Denial::Facilitators("do this")),
        }
    }

    /// The note is the asker's, or everybody's, and neither it nor its row is locked, which for a deleted one is the row
    /// it would come back to. One that is not there is left to the replica, which knows notes that come earlier in the
    /// same act.
    fn own(&self, id: NoteId) -> Result<(), EditError> {
        let Some(note) = self.board.note(id) else {
            return Ok(());
        };
        if note.by != Some(self.by) && !self.board.everyone_edits() {
            return refused(Denial::OthersNote);
        }
        if note.locked {
            return Err(EditError::Locked { what: "this note" });
        }
        self.row_of(note).map_or(Ok(()), |row| self.open(row))
    }

    /// The row that a note stands in; of a deleted one, the row it was in.
    fn row_of(&self, note: &Note) -> Option<RowId> {
        match (self.board.placed(note), &note.placement) {
            (Some(Placed::Cell(CellId { row, .. })), _) => Some(row),
            (None, Placement::Cell { row, .. }) => Some(*row),
            _ => None,
        }
    }

    fn own_comment(&self, id: CommentId) -> Result<(), EditError> {
        let comment = self.board.comment_entry(id);
        if comment.is_none_or(|comment| comment.by == Some(self.by)) {
            Ok(())
        } else {
            refused(Denial::OthersComment)
        }
    }

    fn open_row(&self, row: Option<&RowRef>) -> Result<(), EditError> {
        row.and_then(RowRef::id)
            .map_or(Ok(()), |row| self.open(row))
    }

    fn open(&self, row: RowId) -> Result<(), EditError> {
        let entry = self.board.row_entry(row);
        let is_locked = entry.is_some_and(|entry| entry.row.locked && !entry.deleted);
        if is_locked {
            return Err(EditError::Locked { what: "this row" });
        }
        Ok(())
    }

    /// No sentiment row over the step is locked: what people feel there stands in it.
    fn open_step(&self, step: StepId) -> Result<(), EditError> {
        let sheet = self.board.sheet_of_step(step);
        let sheet = sheet.and_then(|sheet| self.board.sheet(sheet));
        let mut rows = sheet.into_iter().flat_map(|sheet| &sheet.rows);
        if rows.any(|row| row.locked && row.row_type == RowType::Sentiment) {
            return Err(EditError::Locked { what: "this row" });
        }
        Ok(())
    }
}

fn may(denial: Option<Denial>) -> Result<(), EditError> {
    denial.map_or(Ok(()), refused)
}
