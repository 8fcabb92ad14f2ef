//! Boards that edits make, through a replica as in the app.

use board_model::{Board, BoardId, Edit, Evidence, Note, NoteId, ParticipantId, Placed, template};
use board_replica::Replica;
use std::ops::Deref;
use uuid::Uuid;

/// Whoever makes the edits of these tests.
const SOMEBODY: ParticipantId = ParticipantId::from_u128(1);

/// A board and its replica.
pub(crate) struct Wall(Replica);

impl Deref for Wall {
    type Target = Board;

    fn deref(&self) -> &Board {
        self.0.board()
    }
}

/// Mints ids that count up from a base.
pub(crate) fn counter(base: u128) -> impl FnMut() -> Uuid {
    let mut last = base;
    move || {
        last += 1;
        Uuid::from_u128(last)
    }
}

/// A blank board.
pub(crate) fn blank() -> Wall {
    Wall(Replica::blank(1, BoardId::from_u128(1)))
}

/// A board made from a template.
pub(crate) fn from_template(id: &str) -> Wall {
    let mut board = blank();
    let template = template::find(id).unwrap();
    apply_all(&mut board, template.edits(&mut counter(1 << 64), None));
    board
}

/// Applies edits in order, each resolved on the board as those before leave it.
pub(crate) fn apply_all(board: &mut Wall, edits: Vec<Edit>) {
    for mut edit in edits {
        edit.mint(&mut || panic!("every edit is minted"));
        board.0.apply(SOMEBODY, edit).unwrap();
    }
}

/// The note with this text.
pub(crate) fn note<'a>(board: &'a Board, text: &str) -> &'a Note {
    board.all_notes().find(|note| note.text == text).unwrap()
}

/// `sheet/stage/step/row` of a note, or `parked`.
pub(crate) fn place(board: &Board, note: NoteId) -> String {
    let placed = board.placed(board.note(note).unwrap()).unwrap();
    let Placed::Cell(cell) = placed else {
        return "parked".into();
    };
    let step = board.step_entry(cell.step).unwrap();
    let stage = board.stage_entry(step.stage).unwrap();
    let row = board.row_entry(cell.row).unwrap();
    let sheet = board.sheet_entry(row.sheet).unwrap();
    format!(
        "{}/{}/{}/{}",
        sheet.sheet.title, stage.stage.title, step.step.title, row.row.title
    )
}

/// What evidence a note of this text rests on.
pub(crate) fn evidence(board: &Board, text: &str) -> Option<Evidence> {
    note(board, text).evidence
}
