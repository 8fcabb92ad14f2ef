//! What the replica's tests share: a board in two lines, and people at work on it.
#![allow(dead_code, reason = "each test binary uses its part")]

use board_model::{
    AddNote, AddRow, AddSheet, AddStage, After, Board, BoardId, CellId, Edit, EditError, MoveNote,
    NoteId, ParticipantId, RowId, SheetId, StageId, StepId,
};
use board_replica::{Applied, Replica};

pub(crate) const BOARD: BoardId = BoardId::from_u128(0xB0A2D);
pub(crate) const ANN: ParticipantId = ParticipantId::from_u128(0xA);
pub(crate) const BEN: ParticipantId = ParticipantId::from_u128(0xB);
pub(crate) const SHEET: SheetId = SheetId::from_u128(0x5EE7);

pub(crate) fn stage(n: u128) -> StageId {
    StageId::from_u128(0x57A6_0000 + n)
}
pub(crate) fn step(n: u128) -> StepId {
    StepId::from_u128(0x57E9_0000 + n)
}
pub(crate) fn row(n: u128) -> RowId {
    RowId::from_u128(0x2077_0000 + n)
}
pub(crate) fn note(n: u128) -> NoteId {
    NoteId::from_u128(0x9073_0000 + n)
}
pub(crate) fn cell(stage: u128, of_row: u128) -> CellId {
    CellId {
        step: step(stage),
        row: row(of_row),
    }
}

/// The edits of a sheet with stages `S0…` and rows `R0…`.
pub(crate) fn grid(stages: u128, rows: u128) -> Vec<Edit> {
    let mut edits: Vec<Edit> = vec![
        AddSheet {
            id: Some(SHEET),
            title: "Journey map".into(),
            map_type: String::new(),
            after: After::Last,
        }
        .into(),
    ];
    edits.extend((0..stages).map(|n| add_stage(n).into()));
    edits.extend((0..rows).map(|n| add_row(n).into()));
    edits
}

pub(crate) fn add_stage(n: u128) -> AddStage {
    AddStage {
        id: Some(stage(n)),
        first_step: Some(step(n)),
        sheet: None,
        title: format!("S{n}"),
        step_title: String::new(),
        after: After::Last,
    }
}

pub(crate) fn add_row(n: u128) -> AddRow {
    AddRow {
        id: Some(row(n)),
        sheet: None,
        title: format!("R{n}"),
        row_type: Default::default(),
        zone: Default::default(),
        prompt: String::new(),
        kind: None,
        after: After::Last,
    }
}

pub(crate) fn add_note(n: u128, stage: u128, of_row: u128, text: &str) -> AddNote {
    AddNote {
        id: Some(note(n)),
        sheet: None,
        step: Some(step(stage).into()),
        row: Some(row(of_row).into()),
        parked: false,
        text: text.into(),
        kind: None,
        after: After::Last,
        attributes: Default::default(),
    }
}

pub(crate) fn move_note(n: u128, stage: u128, of_row: u128, after: After<NoteId>) -> MoveNote {
    MoveNote {
        note: note(n),
        sheet: None,
        step: Some(step(stage).into()),
        row: Some(row(of_row).into()),
        parked: false,
        after,
    }
}

/// An edit in its JSON form, as scripts write it.
pub(crate) fn edit(json: serde_json::Value) -> Edit {
    serde_json::from_value(json).expect("an edit")
}

/// A replica with a grid of 3 stages and 2 rows.
pub(crate) fn ready(client: u64) -> Replica {
    let mut replica = Replica::blank(client, BOARD);
    for edit in grid(3, 2) {
        replica.apply(ANN, edit).expect("the grid");
    }
    replica
}

/// Another peer's replica of the same board.
pub(crate) fn fork(of: &Replica, client: u64) -> Replica {
    Replica::load(client, &[&of.state()]).expect("a copy")
}

pub(crate) fn act(replica: &mut Replica, by: ParticipantId, edit: impl Into<Edit>) -> Applied {
    replica.apply(by, edit.into()).expect("an edit that fits")
}

pub(crate) fn refused(
    replica: &mut Replica,
    by: ParticipantId,
    edit: impl Into<Edit>,
) -> EditError {
    let before = json(replica.board());
    let error = replica
        .apply(by, edit.into())
        .expect_err("an edit that does not fit");
    assert_eq!(
        json(replica.board()),
        before,
        "a refused edit changes nothing"
    );
    error
}

/// Both see what the other saw.
pub(crate) fn meet(one: &mut Replica, other: &mut Replica) {
    let to_other = one.missing(&other.state_vector()).expect("bytes");
    let to_one = other.missing(&one.state_vector()).expect("bytes");
    other.merge(&to_other).expect("sound bytes");
    one.merge(&to_one).expect("sound bytes");
}

pub(crate) fn json(board: &Board) -> String {
    serde_json::to_string(board).expect("a board is JSON")
}

/// The texts of a cell in order.
pub(crate) fn texts(board: &Board, cell: CellId) -> Vec<&str> {
    board
        .notes_in(cell)
        .map(|note| note.text.as_str())
        .collect()
}

/// The texts of the parking lot in order.
pub(crate) fn parked(board: &Board) -> Vec<&str> {
    board.parked().map(|note| note.text.as_str()).collect()
}
