//! Edits of notes.

use super::{Plan, bounds, minted, no_such, planned};
use crate::schema::{Root, key, note};
use crate::splice;
use crate::write::Write;
use board_model::{
    AddNote, After, CellId, DeleteAllBy, DeleteNote, EditError, KindId, MoveNote, MoveNotes, Note,
    NoteAttributes, NoteId, Placed, Placement, RestoreNote, RowRef, SetKind, SetNote, SetText,
    SpliceText, StepRef, limits, order,
};
use std::collections::HashSet;
use yrs::Any;

planned! {
    AddNote => |plan, act| plan.add_note(act);
    SetText => |plan, act| plan.set_text(act);
    SpliceText => |plan, act| plan.splice_text(act);
    MoveNote => |plan, act| plan.move_note(act);
    MoveNotes => |plan, act| plan.move_notes(act);
    DeleteAllBy => |plan, act| {
        plan.delete_all_by(&act);
        Ok(())
    };
    SetKind => |plan, act| plan.set_kind(act);
    SetNote => |plan, act| plan.set_note(act);
    DeleteNote => |plan, act| plan.delete_note(act.note);
    RestoreNote => |plan, act| plan.restore_note(act.note);
}

impl Plan<'_> {
    pub(super) fn live_note(&self, id: NoteId) -> Result<&Note, EditError> {
        let note = self.board.note(id).ok_or_else(|| no_such("note", id))?;
        if note.deleted {
            Err(EditError::Gone { what: "this note" })
        } else {
            Ok(note)
        }
    }

    pub(super) fn live_cell(&self, step: &StepRef, row: &RowRef) -> Result<CellId, EditError> {
        let step_id = step.id().ok_or_else(|| no_such("step", &step.0))?;
        let row_id = row.id().ok_or_else(|| no_such("row", &row.0))?;
        let step_sheet = match (
            self.board.sheet_of_step(step_id),
            self.board.step_entry(step_id),
        ) {
            (Some(sheet), _) => sheet,
            (None, Some(_)) => return Err(EditError::Gone { what: "this step" }),
            (None, None) => return Err(no_such("step", &step.0)),
        };
        let row_sheet = match (
            self.board.sheet_of_row(row_id),
            self.board.row_entry(row_id),
        ) {
            (Some(sheet), _) => sheet,
            (None, Some(_)) => return Err(EditError::Gone { what: "this row" }),
            (None, None) => return Err(no_such("row", &row.0)),
        };
        if step_sheet != row_sheet {
            return Err(EditError::BadValue {
                field: "row",
                given: row.0.clone(),
                expected: "a row of the same sheet as the step",
            });
        }
        Ok(CellId {
            step: step_id,
            row: row_id,
        })
    }

    fn place(
        &self,
        step: Option<&StepRef>,
        row: Option<&RowRef>,
        parked: bool,
    ) -> Result<Placed, EditError> {
        match (step, row) {
            _ if parked => Ok(Placed::Parked),
            (Some(step), Some(row)) => Ok(Placed::Cell(self.live_cell(step, row)?)),
            _ => Err(EditError::BadValue {
                field: "step",
                given: String::new(),
                expected: "a step and a row, or parked: true",
            }),
        }
    }

    /// The order keys between which notes come that go to `place` together, themselves left out. O(log n) at the end,
    /// at the beginning, and after a note, beside those of them that lie there.
    fn neighbours(
        &self,
        place: Placed,
        after: After<NoteId>,
        notes: &[NoteId],
    ) -> (Option<&str>, Option<&str>) {
        let moving: HashSet<NoteId> = notes.iter().copied().collect();
        let stays = |note: &&Note| !moving.contains(&note.id);
        let key = |note: &'_ Note| -> Option<&str> {
            self.board.note(note.id).map(|note| note.placement.order())
        };
        let last = || {
            let last = match place {
                Placed::Cell(cell) => self.board.notes_in(cell).rev().find(stays),
                Placed::Parked => self.board.parked().rev().find(stays),
            };
            (last.and_then(key), None)
        };
        match after {
            After::Last => last(),
            After::First => {
                let first = match place {
                    Placed::Cell(cell) => self.board.notes_in(cell).find(stays),
                    Placed::Parked => self.board.parked().find(stays),
                };
                (None, first.and_then(key))
            }
            After::This(neighbour) => {
                let neighbour = self.board.note(neighbour).filter(stays);
                let is_there = |note: &&Note| self.board.placed(note) == Some(place);
                let Some(neighbour) = neighbour.filter(is_there) else {
                    return last();
                };
                let next = self.board.notes_after(place, neighbour).find(stays);
                (Some(neighbour.placement.order()), next.and_then(key))
            }
        }
    }

    /// Placements one after the other for notes that go to `place` together.
    fn placements(&self, place: Placed, after: After<NoteId>, notes: &[NoteId]) -> Vec<Placement> {
        let (low, high) = self.neighbours(place, after, notes);
        let mut low = low.map(str::to_owned);
        let key_for = |note: &NoteId| {
            let key = order::between(low.as_deref(), high, note.uuid().as_u128());
            low = Some(key.clone());
            key
        };
        let keys = notes.iter().map(key_for);
        let placement = |order| match place {
            Placed::Cell(CellId { step, row }) => Placement::Cell { step, row, order },
            Placed::Parked => Placement::Parked { order },
        };
        keys.map(placement).collect()
    }

    fn add_note(&mut self, edit: AddNote) -> Result<(), EditError> {
        let id = minted(edit.id)?;
        if self.board.note(id).is_some() {
            return Err(EditError::DuplicateId { id: id.to_string() });
        }
        self.room_for_a_note()?;
        bounds::text("this note", &edit.text, limits::NOTE_TEXT_UTF16)?;
        check_attributes(&edit.attributes)?;
        let place = self.place(edit.step.as_ref(), edit.row.as_ref(), edit.parked)?;
        let kind = edit.kind.map(|kind| KindId::named(kind.as_str()));
        if let Some(kind) = &kind {
            bounds::title(kind.as_str())?;
        }
        let kind = kind
            .filter(|kind| !kind.as_str().is_empty())
            .or_else(|| self.kind_of_row(place))
            .unwrap_or_default();
        let placements = self.placements(place, edit.after, &[id]);
        self.create(Root::Notes, id, Some(edit.text));
        for placement in &placements {
            self.set(
                Root::Notes,
                id,
                key::PLACE,
                note::placement_value(placement),
            );
        }
        self.set(Root::Notes, id, "kind", Any::from(kind.as_str()));
        self.set(Root::Notes, id, "by", Any::from(self.by.to_string()));
        self.set_attributes(id, &edit.attributes);
        Ok(())
    }

    /// Shown notes count, deleted ones for a larger limit: whoever deletes makes room.
    fn room_for_a_note(&self) -> Result<(), EditError> {
        let written = self.board.written();
        if written.shown >= limits::NOTES || written.ever >= limits::NOTES_EVER {
            let (whose, max) = ("it", written.shown.min(limits::NOTES));
            return Err(EditError::Full { whose, max });
        }
        Ok(())
    }

    fn kind_of_row(&self, place: Placed) -> Option<KindId> {
        let Placed::Cell(cell) = place else {
            return None;
        };
        self.board
            .row_entry(cell.row)
            .and_then(|entry| entry.row.kind.clone())
    }

    fn set_attributes(&mut self, id: NoteId, attributes: &NoteAttributes) {
        for (name, value) in note::attribute_values(attributes) {
            self.set(Root::Notes, id, name, value);
        }
    }

    fn set_text(&mut self, edit: SetText) -> Result<(), EditError> {
        bounds::text("this note", &edit.text, limits::NOTE_TEXT_UTF16)?;
        let note = self.live_note(edit.note)?;
        if let Some(splice) = splice::difference(&note.text, &edit.text) {
            let note = edit.note.to_string().into();
            self.writes.push(Write::Splice { note, splice });
        }
        Ok(())
    }

    fn splice_text(&mut self, edit: SpliceText) -> Result<(), EditError> {
        let note = self.live_note(edit.note)?;
        let length = limits::utf16_len(&note.text);
        let wanted = splice::Splice {
            at: edit.at,
            remove: edit.remove,
            insert: edit.insert,
        };
        let splice = splice::snapped(&note.text, wanted);
        let after = length - splice.remove as usize + limits::utf16_len(&splice.insert);
        if after > length {
            bounds::at_most("this note", after, limits::NOTE_TEXT_UTF16)?;
        }
        if splice.remove > 0 || !splice.insert.is_empty() {
            let note = edit.note.to_string().into();
            self.writes.push(Write::Splice { note, splice });
        }
        Ok(())
    }

    fn move_note(&mut self, edit: MoveNote) -> Result<(), EditError> {
        self.live_note(edit.note)?;
        let place = self.place(edit.step.as_ref(), edit.row.as_ref(), edit.parked)?;
        self.place_notes(place, edit.after, &[edit.note])
    }

    fn move_notes(&mut self, edit: MoveNotes) -> Result<(), EditError> {
        let place = self.place(edit.step.as_ref(), edit.row.as_ref(), edit.parked)?;
        bounds::at_most("this act", edit.notes.len(), limits::EDITS_IN_ONE_ACT)?;
        let mut notes = Vec::with_capacity(edit.notes.len());
        let mut known = HashSet::with_capacity(edit.notes.len());
        for note in edit.notes {
            self.live_note(note)?;
            if known.insert(note) {
                notes.push(note);
            }
        }
        self.place_notes(place, edit.after, &notes)
    }

    fn place_notes(
        &mut self,
        place: Placed,
        after: After<NoteId>,
        notes: &[NoteId],
    ) -> Result<(), EditError> {
        // A note dropped after itself stays where it is.
        if let (After::This(neighbour), [only]) = (after, notes)
            && neighbour == *only
        {
            return Ok(());
        }
        for (note, placement) in notes.iter().zip(self.placements(place, after, notes)) {
            self.set(
                Root::Notes,
                note,
                key::PLACE,
                note::placement_value(&placement),
            );
        }
        Ok(())
    }

    fn delete_note(&mut self, id: NoteId) -> Result<(), EditError> {
        self.live_note(id)?;
        self.delete(Root::Notes, id);
        Ok(())
    }

    fn restore_note(&mut self, id: NoteId) -> Result<(), EditError> {
        let note = self.board.note(id).ok_or_else(|| no_such("note", id))?;
        let shown = self.board.written().shown;
        if note.deleted && shown >= limits::NOTES {
            let (whose, max) = ("it", shown);
            return Err(EditError::Full { whose, max });
        }
        self.set(Root::Notes, id, key::DELETED, Any::Null);
        Ok(())
    }

    /// Takes off what somebody wrote; nothing where they wrote nothing.
    fn delete_all_by(&mut self, edit: &DeleteAllBy) {
        let (notes, comments) = self.board.live_by(edit.participant);
        for note in notes {
            self.delete(Root::Notes, note);
        }
        for comment in comments {
            self.delete(Root::Comments, comment);
        }
    }

    fn set_kind(&mut self, edit: SetKind) -> Result<(), EditError> {
        self.live_note(edit.note)?;
        bounds::title(edit.kind.as_str())?;
        let kind = KindId::named(edit.kind.as_str());
        if kind.as_str().is_empty() {
            return Err(EditError::BadValue {
                field: "kind",
                given: String::new(),
                expected: "the name of a kind",
            });
        }
        self.set(Root::Notes, edit.note, "kind", Any::from(kind.as_str()));
        Ok(())
    }

    fn set_note(&mut self, edit: SetNote) -> Result<(), EditError> {
        self.live_note(edit.note)?;
        check_attributes(&edit.attributes)?;
        if let Some(Some(group)) = edit.attributes.group {
            self.board
                .group(group)
                .ok_or_else(|| no_such("group", group))?;
        }
        self.set_attributes(edit.note, &edit.attributes);
        Ok(())
    }
}

fn check_attributes(attributes: &NoteAttributes) -> Result<(), EditError> {
    let short = [
        ("the source", &attributes.source),
        ("the owner", &attributes.owner),
        ("the author", &attributes.author),
        ("the image", &attributes.image),
    ];
    for (what, field) in short {
        bounds::text(
            what,
            field.as_deref().unwrap_or_default(),
            limits::TITLE_UTF16,
        )?;
    }
    bounds::text(
        "the link",
        attributes.link.as_deref().unwrap_or_default(),
        limits::LINK_UTF16,
    )?;
    bounds::text(
        "the detail",
        attributes.detail.as_deref().unwrap_or_default(),
        limits::LONG_TEXT_UTF16,
    )?;
    if let Some(tags) = &attributes.tags {
        bounds::at_most("this note's list of tags", tags.len(), limits::TAGS)?;
        for tag in tags {
            bounds::text("a tag", tag, limits::TITLE_UTF16)?;
        }
    }
    if let Some(span) = attributes.span {
        bounds::number(
            "span",
            span,
            1..=limits::SPAN_MAX,
            "a number of steps from 1 to 60",
        )?;
    }
    Ok(())
}
