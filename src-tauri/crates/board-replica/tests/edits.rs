//! What edits do and what they refuse, each with its code.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use board_model::{After, CellId, Change, Edit, ErrorCode, KindId, limits};
use serde_json::json;
use support::*;

#[test]
fn names_find_sheets_stages_steps_and_rows() {
    let mut ann = ready(1);
    act(
        &mut ann,
        ANN,
        edit(json!({"addStep": {"id": step(10), "stage": "S0", "title": "Inside"}})),
    );
    act(
        &mut ann,
        ANN,
        edit(
            json!({"addNote": {"id": note(1), "step": " s0/INSIDE ", "row": "r1", "text": "found"}}),
        ),
    );
    assert_eq!(
        texts(
            ann.board(),
            board_model::CellId {
                step: step(10),
                row: row(1)
            }
        ),
        ["found"]
    );
    let missing = refused(
        &mut ann,
        ANN,
        edit(json!({"addNote": {"id": note(2), "step": "S7", "row": "R1"}})),
    );
    assert_eq!(missing.code(), "E_NO_SUCH");
    act(
        &mut ann,
        ANN,
        edit(json!({"renameStage": {"stage": "S1", "title": "S2"}})),
    );
    let twice = refused(
        &mut ann,
        ANN,
        edit(json!({"addNote": {"id": note(2), "step": "S2", "row": "R1"}})),
    );
    assert_eq!(twice.code(), "E_AMBIGUOUS");
    assert!(
        twice.to_string().contains(&step(1).to_string()),
        "the candidates are named: {twice}"
    );
}

#[test]
fn a_note_takes_its_rows_kind_when_none_is_given() {
    let mut ann = ready(1);
    act(
        &mut ann,
        ANN,
        edit(json!({"setRow": {"row": "R0", "kind": "pain point"}})),
    );
    act(&mut ann, ANN, add_note(1, 0, 0, "a"));
    act(&mut ann, ANN, add_note(2, 0, 1, "b"));
    assert_eq!(
        ann.board().note(note(1)).unwrap().kind,
        KindId::named("pain point")
    );
    assert_eq!(
        ann.board().note(note(2)).unwrap().kind,
        KindId::named("action")
    );
}

#[test]
fn after_is_first_last_or_a_neighbour() {
    let mut ann = ready(1);
    for (n, after) in [
        (1, After::Last),
        (2, After::First),
        (3, After::This(note(2))),
        (4, After::Last),
        (5, After::This(note(99))),
    ] {
        let mut add = add_note(n, 0, 0, &n.to_string());
        add.after = after;
        act(&mut ann, ANN, add);
    }
    assert_eq!(texts(ann.board(), cell(0, 0)), ["2", "3", "1", "4", "5"]);
    act(
        &mut ann,
        ANN,
        edit(
            json!({"moveNotes": {"notes": [note(5), note(2)], "step": "S0", "row": "R0", "after": note(3)}}),
        ),
    );
    assert_eq!(texts(ann.board(), cell(0, 0)), ["3", "5", "2", "1", "4"]);
}

#[test]
fn limits_refuse_with_the_limit_and_cut_nothing() {
    let mut ann = ready(1);
    let long = "ü".repeat(limits::NOTE_TEXT_UTF16);
    act(&mut ann, ANN, add_note(1, 0, 0, &long));
    let error = refused(
        &mut ann,
        ANN,
        edit(json!({"spliceText": {"note": note(1), "at": 0, "insert": "x"}})),
    );
    assert_eq!(
        (error.code(), error.to_string().contains("4000")),
        (ErrorCode::Limit, true),
        "{error}"
    );
    assert_eq!(
        refused(&mut ann, ANN, add_note(2, 0, 0, &format!("{long}x"))).code(),
        "E_LIMIT"
    );
    let title = "x".repeat(limits::TITLE_UTF16 + 1);
    assert_eq!(
        refused(
            &mut ann,
            ANN,
            edit(json!({"renameStage": {"stage": "S0", "title": title}}))
        )
        .code(),
        "E_LIMIT"
    );
    assert_eq!(
        refused(
            &mut ann,
            ANN,
            edit(json!({"setStep": {"step": "S0", "width": 5}}))
        )
        .code(),
        "E_BAD_MESSAGE"
    );
}

#[test]
fn ids_are_taken_once_and_gone_things_say_so() {
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(1, 0, 0, "a"));
    assert_eq!(
        refused(&mut ann, ANN, add_note(1, 0, 0, "b")).code(),
        "E_DUPLICATE_ID"
    );
    act(
        &mut ann,
        ANN,
        edit(json!({"deleteNote": {"note": note(1)}})),
    );
    assert_eq!(
        refused(&mut ann, ANN, add_note(1, 0, 0, "b")).code(),
        "E_DUPLICATE_ID"
    );
    assert_eq!(
        refused(
            &mut ann,
            ANN,
            edit(json!({"setText": {"note": note(1), "text": "b"}}))
        )
        .code(),
        "E_GONE"
    );
    act(&mut ann, ANN, edit(json!({"deleteStage": {"stage": "S0"}})));
    assert_eq!(
        refused(&mut ann, ANN, add_note(2, 0, 0, "b")).code(),
        "E_GONE"
    );
    assert_eq!(
        refused(&mut ann, ANN, edit(json!({"deleteStep": {"step": "S1"}}))).code(),
        "E_BAD_MESSAGE"
    );
}

#[test]
fn the_fields_of_a_measure_are_written_one_by_one() {
    let mut ann = ready(1);
    let cell = CellId {
        step: step(0),
        row: row(0),
    };
    for field in [
        ("value", "42"),
        ("unit", "%"),
        ("target", "60"),
        ("unit", ""),
    ] {
        act(
            &mut ann,
            ANN,
            edit(json!({"setMeasure": {"step": "S0", "row": "R0", field.0: field.1}})),
        );
    }
    let measure = ann.board().measure(cell).unwrap();
    assert_eq!(
        [&*measure.value, &*measure.unit, &*measure.target],
        ["42", "", "60"]
    );
}

#[test]
fn many_is_all_or_nothing_and_one_step() {
    let mut ann = ready(1);
    let good =
        json!({"addNote": {"id": note(1), "step": "New", "row": "R0", "text": "in the new stage"}});
    let bad = json!({"addNote": {"id": note(2), "step": "Nowhere", "row": "R0"}});
    let stage = json!({"addStage": {"id": stage(9), "firstStep": step(9), "title": "New"}});
    assert_eq!(
        refused(
            &mut ann,
            ANN,
            edit(json!({"many": {"edits": [stage, good, bad]}}))
        )
        .code(),
        "E_NO_SUCH"
    );
    let depth = ann.undo_depth(ANN);
    act(
        &mut ann,
        ANN,
        edit(json!({"many": {"edits": [stage, good]}})),
    );
    assert_eq!(texts(ann.board(), cell(9, 0)), ["in the new stage"]);
    assert_eq!(
        (ann.undo_depth(ANN), ann.revision()),
        (depth + 1, depth as u64 + 1)
    );
}

#[test]
fn an_edit_that_changes_nothing_makes_no_revision() {
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(1, 0, 0, "a"));
    let revision = ann.revision();
    for same in [
        json!({"setText": {"note": note(1), "text": "a"}}),
        json!({"setNote": {"note": note(1), "moment": false}}),
    ] {
        let applied = act(&mut ann, ANN, edit(same));
        assert!(applied.update.is_empty() && applied.changes.is_empty());
    }
    assert_eq!(ann.revision(), revision);
}

#[test]
fn typing_on_an_older_revision_lands_where_it_was_meant() {
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(1, 0, 0, "world"));
    let seen = ann.revision();
    act(
        &mut ann,
        BEN,
        edit(json!({"spliceText": {"note": note(1), "at": 0, "insert": "hello "}})),
    );
    act(
        &mut ann,
        ANN,
        edit(json!({"spliceText": {"note": note(1), "at": 5, "insert": "!", "revision": seen}})),
    );
    assert_eq!(texts(ann.board(), cell(0, 0)), ["hello world!"]);
}

#[test]
fn letters_sent_without_waiting_for_answers_stay_in_order() {
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(1, 0, 0, ""));
    let seen = ann.revision();
    for (at, letter) in ["a", "b", "c"].into_iter().enumerate() {
        act(
            &mut ann,
            ANN,
            edit(
                json!({"spliceText": {"note": note(1), "at": at, "insert": letter, "revision": seen}}),
            ),
        );
    }
    assert_eq!(texts(ann.board(), cell(0, 0)), ["abc"]);
}

#[test]
fn changes_name_what_a_screen_must_redraw_and_no_more() {
    let mut ann = ready(1);
    let added = act(&mut ann, ANN, add_note(1, 0, 0, "a"));
    assert_eq!(
        added.changes,
        [Change::Note(note(1)), Change::Cell(cell(0, 0))]
    );
    let moved = act(&mut ann, ANN, move_note(1, 1, 1, After::Last));
    assert_eq!(
        moved.changes,
        [
            Change::Note(note(1)),
            Change::Cell(cell(0, 0)),
            Change::Cell(cell(1, 1))
        ]
    );
    let typed = act(
        &mut ann,
        ANN,
        edit(json!({"setText": {"note": note(1), "text": "b"}})),
    );
    assert_eq!(typed.changes, [Change::Note(note(1))]);
    let header = act(&mut ann, ANN, edit(json!({"setHeader": {"title": "T"}})));
    assert_eq!(header.changes, [Change::Header]);
    let gone = act(&mut ann, ANN, edit(json!({"deleteStage": {"stage": "S1"}})));
    assert_eq!(
        gone.changes,
        [Change::Grid, Change::Note(note(1)), Change::Parked]
    );
}

#[test]
fn a_step_moves_to_another_stage_but_not_the_last_one() {
    let mut ann = ready(1);
    act(
        &mut ann,
        ANN,
        edit(json!({"addStep": {"id": step(10), "stage": "S0", "title": "b"}})),
    );
    act(
        &mut ann,
        ANN,
        edit(json!({"moveStep": {"step": step(10), "stage": "S1", "after": null}})),
    );
    let steps: Vec<_> = ann.board().sheets()[0].stages[1]
        .steps
        .iter()
        .map(|step| step.id)
        .collect();
    assert_eq!(steps, [step(10), step(1)]);
    assert_eq!(
        refused(
            &mut ann,
            ANN,
            edit(json!({"moveStep": {"step": "S0", "stage": "S1"}}))
        )
        .code(),
        "E_BAD_MESSAGE"
    );
}

#[test]
fn undo_inside_many_is_refused() {
    let mut ann = ready(1);
    let edits = vec![Edit::Undo(board_model::Undo {})];
    assert_eq!(
        refused(&mut ann, ANN, board_model::Many { edits }).code(),
        "E_BAD_MESSAGE"
    );
}

#[test]
fn ri1_what_participants_may_do_is_kept_with_the_board() {
    let mut ann = ready(1);
    assert!(
        !ann.board().rights().everyone_edits,
        "not unless somebody says so"
    );
    let applied = act(
        &mut ann,
        ANN,
        edit(json!({"setRights": {"everyoneEdits": true}})),
    );
    assert_eq!(applied.changes, [board_model::Change::Rights]);
    assert!(ann.board().rights().everyone_edits);
    assert!(fork(&ann, 3).board().rights().everyone_edits);
    let none = act(&mut ann, ANN, edit(json!({"setRights": {}})));
    assert!(none.update.is_empty());
    act(&mut ann, ANN, edit(json!({"undo": {}})));
    assert!(!ann.board().rights().everyone_edits);
}
