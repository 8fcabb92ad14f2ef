//! Undo is per person and per act, and never takes back what others did.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use board_model::{After, EXAMPLE_BOARD, Edit, EditKind, ParticipantId, Redo, Undo};
use board_replica::Replica;
use serde_json::json;
use std::fmt::Write as _;
use std::path::Path;
use support::*;

fn undo() -> Edit {
    Edit::Undo(Undo {})
}
fn redo() -> Edit {
    Edit::Redo(Redo {})
}

/// An edit of the table, as it stands there.
fn example(kind: EditKind) -> Edit {
    let act: serde_json::Value = serde_json::from_str(kind.example()).expect("JSON");
    edit(json!({ name_of(kind): act }))
}

/// The name of an act, as messages have it.
fn name_of(kind: EditKind) -> String {
    let name = serde_json::to_value(kind).expect("a name");
    name.as_str().expect("a name").to_owned()
}

/// The board on which every example of the table has something to do.
fn example_board() -> Replica {
    let mut replica = Replica::blank(1, BOARD);
    for given in EXAMPLE_BOARD {
        act(
            &mut replica,
            ANN,
            serde_json::from_str::<Edit>(given).expect("an edit"),
        );
    }
    replica
}

/// Every act of the table that is a step: undo and redo are none themselves, a name stays (UN7), and so does where the
/// workshop stands (WS1).
fn acts() -> impl Iterator<Item = EditKind> {
    let all = EditKind::ALL.iter().copied();
    all.filter(|kind| {
        !matches!(
            kind,
            EditKind::Undo
                | EditKind::Redo
                | EditKind::SetPerson
                | EditKind::RunPhase
                | EditKind::SetTimer
                | EditKind::EndWorkshop
        )
    })
}

#[test]
fn un1_every_kind_of_edit_is_undone_and_redone_exactly() {
    for kind in acts() {
        is_undone_and_redone(example_board(), example(kind));
    }
}

#[test]
fn every_edit_does_to_a_readers_board_what_is_written_down() {
    let mut found = String::from(
        "What the example of each edit changes on a reader's board; written by a test of `board-replica`.\n",
    );
    for kind in EditKind::ALL {
        let mut ann = example_board();
        let mut reader = fork(&ann, 2);
        if *kind == EditKind::Redo {
            act(&mut ann, ANN, undo());
        }
        let applied = act(&mut ann, ANN, example(*kind));
        meet(&mut ann, &mut reader);
        assert_eq!(json(reader.board()), json(ann.board()), "{kind:?}");
        writeln!(found, "\n{} {}", name_of(*kind), kind.example()).unwrap();
        for change in reader.board().board_changes(&applied.changes) {
            writeln!(found, "  {}", serde_json::to_string(&change).unwrap()).unwrap();
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/what-edits-do.txt");
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    if found != committed {
        std::fs::write(&path, &found).unwrap();
        panic!(
            "tests/what-edits-do.txt was behind; it is written anew: look at the difference and commit it"
        );
    }
}

fn is_undone_and_redone(mut ann: Replica, given: Edit) {
    let before = json(ann.board());
    let applied = act(&mut ann, ANN, given.clone());
    assert!(
        !applied.update.is_empty() && !applied.changes.is_empty(),
        "{given:?} does something"
    );
    let after = json(ann.board());
    assert_ne!(before, after, "{given:?} shows");
    act(&mut ann, ANN, undo());
    assert_eq!(json(ann.board()), before, "{given:?} undone");
    act(&mut ann, ANN, redo());
    assert_eq!(json(ann.board()), after, "{given:?} redone");
    let copy = fork(&ann, 99);
    assert_eq!(
        json(copy.board()),
        after,
        "{given:?} read from the document"
    );
}

#[test]
fn un1_every_form_of_an_edit_is_undone_and_redone_exactly() {
    let pat = "00000000-0000-0000-0000-0000000000aa";
    let other = "00000000-0000-0000-0000-0000000000bb";
    let edits = [
        json!({"addNote": {"id": note(9), "step": "S1", "row": "R1", "text": "new", "kind": "idea", "tags": ["x"], "moment": true}}),
        json!({"addNote": {"id": note(8), "parked": true, "text": "later"}}),
        json!({"setText": {"note": note(1), "text": "ünd 😀 so"}}),
        json!({"spliceText": {"note": note(1), "at": 1, "remove": 1, "insert": "zz"}}),
        json!({"moveNote": {"note": note(1), "step": "S2", "row": "R1"}}),
        json!({"moveNote": {"note": note(1), "parked": true}}),
        json!({"moveNotes": {"notes": [note(2), note(1)], "step": "S1", "row": "R0", "after": null}}),
        json!({"deleteNote": {"note": note(1)}}),
        json!({"setKind": {"note": note(1), "kind": "Pain Point"}}),
        json!({"setNote": {"note": note(1), "tags": ["a", "b"], "impact": "abandon", "evidence": "quote", "source": "s", "owner": "o", "link": "l", "detail": "d", "moment": true, "span": 2, "carriedVotes": 3}}),
        json!({"setHeader": {"title": "T", "scope": "S", "reviewDate": "R"}}),
        json!({"addSheet": {"title": "Empathy map", "id": "00000000-0000-0000-0000-0000000000cc", "after": null}}),
        json!({"renameSheet": {"sheet": "Journey map", "title": "X"}}),
        json!({"deleteSheet": {"sheet": "Journey map"}}),
        json!({"addStage": {"id": stage(9), "firstStep": step(9), "title": "New", "after": "S0"}}),
        json!({"renameStage": {"stage": "S0", "title": "X"}}),
        json!({"setStage": {"stage": "S0", "goal": "g", "owner": "o"}}),
        json!({"moveStage": {"stage": "S2", "after": null}}),
        json!({"deleteStage": {"stage": "S0"}}),
        json!({"addStep": {"id": step(9), "stage": "S0", "title": "second"}}),
        json!({"renameStep": {"step": "S0", "title": "first"}}),
        json!({"setStep": {"step": "S0", "width": 400}}),
        json!({"addRow": {"id": row(9), "title": "Mood", "type": "sentiment", "zone": "frontstage", "prompt": "p", "kind": "idea", "after": null}}),
        json!({"renameRow": {"row": "R0", "title": "X"}}),
        json!({"setRow": {"row": "R0", "type": "measures", "zone": "support", "prompt": "p", "kind": "idea", "height": 300, "locked": true}}),
        json!({"moveRow": {"row": "R1", "after": null}}),
        json!({"deleteRow": {"row": "R0"}}),
        json!({"defineKind": {"kind": "risk", "title": "Risk", "colour": "orange", "mark": "zap"}}),
        json!({"removeKind": {"kind": "idea"}}),
        json!({"addGroup": {"id": other, "title": "Group", "notes": [note(1), note(2)]}}),
        json!({"addPersona": {"id": other, "name": "Lee", "fields": [["Age", "33"]]}}),
        json!({"setPersona": {"persona": pat, "name": "Pat B.", "motto": "m"}}),
        json!({"deletePersona": {"persona": pat}}),
        json!({"setSentiment": {"persona": pat, "step": "S0", "value": -2}}),
        json!({"setMeasure": {"step": "S0", "row": "R0", "value": "42", "unit": "%", "target": "60"}}),
        json!({"addComment": {"id": other, "note": note(1), "text": "why?"}}),
        json!({"addAction": {"id": other, "text": "call", "owner": "Mira", "due": "May", "note": note(1)}}),
        json!({"addPhase": {"id": other, "title": "Fill", "minutes": 20, "prompt": "p", "sheet": "Journey map", "rows": ["R0"], "way": "private"}}),
        json!({"openRound": {"id": other, "title": "Dots", "allowance": 5}}),
        json!({"many": {"edits": [{"renameRow": {"row": "R0", "title": "Y"}}, {"deleteNote": {"note": note(2)}}]}}),
    ];
    for given in edits {
        let mut ann = ready(1);
        act(&mut ann, ANN, add_note(1, 0, 0, "one"));
        act(&mut ann, ANN, add_note(2, 0, 0, "two"));
        act(
            &mut ann,
            ANN,
            edit(json!({"addPersona": {"id": pat, "name": "Pat"}})),
        );
        is_undone_and_redone(ann, edit(given));
    }
}

#[test]
fn ws1_undo_leaves_alone_where_the_workshop_stands() {
    let mut ann = example_board();
    act(
        &mut ann,
        ANN,
        edit(
            json!({"addNote": {"id": note(1), "step": "Find", "row": "Actions", "text": "first"}}),
        ),
    );
    act(
        &mut ann,
        ANN,
        edit(json!({"runPhase": {"phase": "00000000-0000-0000-0000-000000000055", "at": 5_000}})),
    );
    act(
        &mut ann,
        ANN,
        edit(json!({"setTimer": {"addMinutes": 5, "at": 6_000}})),
    );
    let run = ann.board().run();
    act(&mut ann, ANN, undo());
    assert_eq!(ann.board().run(), run);
    let note = ann.board().note(note(1)).unwrap();
    assert!(note.deleted, "the note before was the last act");
}

#[test]
fn un2_undo_leaves_alone_what_somebody_changed_since_and_says_so() {
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(1, 0, 0, "mine"));
    act(&mut ann, ANN, move_note(1, 1, 0, After::Last));
    act(&mut ann, BEN, move_note(1, 2, 0, After::Last));
    assert_eq!(refused(&mut ann, ANN, undo()).code(), "E_GONE");
    assert_eq!(
        texts(ann.board(), cell(2, 0)),
        ["mine"],
        "Ben's move stands"
    );
    // What is partly changed is partly taken back.
    act(
        &mut ann,
        ANN,
        edit(json!({"setNote": {"note": note(1), "owner": "A", "source": "A"}})),
    );
    act(
        &mut ann,
        BEN,
        edit(json!({"setNote": {"note": note(1), "owner": "B"}})),
    );
    let applied = act(&mut ann, ANN, undo());
    assert_eq!(applied.skipped, 1);
    let note = ann.board().note(note(1)).unwrap();
    assert_eq!((note.owner.as_str(), note.source.as_str()), ("B", ""));
}

#[test]
fn un3_undoing_an_add_keeps_what_others_wrote_in_the_note() {
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(1, 0, 0, "a"));
    act(
        &mut ann,
        BEN,
        edit(json!({"spliceText": {"note": note(1), "at": 1, "insert": "b"}})),
    );
    act(&mut ann, ANN, undo());
    assert!(texts(ann.board(), cell(0, 0)).is_empty());
    act(
        &mut ann,
        BEN,
        edit(json!({"restoreNote": {"note": note(1)}})),
    );
    assert_eq!(texts(ann.board(), cell(0, 0)), ["ab"]);
}

fn type_in(replica: &mut Replica, by: ParticipantId, n: u128, words: &str) {
    let from = replica
        .board()
        .note(note(n))
        .unwrap()
        .text
        .encode_utf16()
        .count();
    for (at, letter) in words.chars().enumerate() {
        let splice = json!({"note": note(n), "at": from + at, "insert": letter});
        act(replica, by, edit(json!({ "spliceText": splice })));
    }
}

#[test]
fn un4_typing_is_one_step_until_the_note_is_left() {
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(1, 0, 0, "o"));
    let depth = ann.undo_depth(ANN);
    type_in(&mut ann, ANN, 1, "hello");
    assert_eq!(ann.undo_depth(ANN), depth + 1);
    ann.leave_note(ANN, note(1));
    ann.enter_note(ANN, note(1));
    type_in(&mut ann, ANN, 1, "!");
    act(&mut ann, ANN, undo());
    assert_eq!(texts(ann.board(), cell(0, 0)), ["ohello"]);
    act(&mut ann, ANN, undo());
    assert_eq!(texts(ann.board(), cell(0, 0)), ["o"]);
}

#[test]
fn un9_a_stay_in_a_fresh_note_is_one_step_and_redo_brings_it_whole() {
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(1, 0, 0, ""));
    ann.enter_note(ANN, note(1));
    type_in(&mut ann, ANN, 1, "Slow");
    act(
        &mut ann,
        ANN,
        edit(json!({"setKind": {"note": note(1), "kind": "pain point"}})),
    );
    type_in(&mut ann, ANN, 1, " checkout");
    ann.leave_note(ANN, note(1));
    // The next one is begun before the last letters of the first arrive.
    act(&mut ann, ANN, add_note(2, 0, 0, ""));
    ann.enter_note(ANN, note(2));
    type_in(&mut ann, ANN, 2, "Rude");
    type_in(&mut ann, ANN, 1, "!");
    type_in(&mut ann, ANN, 2, " staff");
    ann.leave_note(ANN, note(2));
    assert_eq!(ann.undo_depth(ANN), 2 + 6, "the grid's acts and two notes");
    act(&mut ann, ANN, undo());
    assert_eq!(texts(ann.board(), cell(0, 0)), ["Slow checkout!"]);
    act(&mut ann, ANN, undo());
    assert!(texts(ann.board(), cell(0, 0)).is_empty());
    act(&mut ann, ANN, redo());
    act(&mut ann, ANN, redo());
    assert_eq!(
        texts(ann.board(), cell(0, 0)),
        ["Slow checkout!", "Rude staff"]
    );
    // Coming back to it is another stay, and moving it an act of its own.
    ann.enter_note(ANN, note(2));
    type_in(&mut ann, ANN, 2, "?");
    act(&mut ann, ANN, move_note(2, 1, 0, After::Last));
    act(&mut ann, ANN, undo());
    act(&mut ann, ANN, undo());
    assert_eq!(
        texts(ann.board(), cell(0, 0)),
        ["Slow checkout!", "Rude staff"]
    );
}

#[test]
fn un9_a_fresh_note_left_empty_is_no_step() {
    let mut ann = ready(1);
    let depth = ann.undo_depth(ANN);
    act(&mut ann, ANN, add_note(1, 0, 0, ""));
    ann.enter_note(ANN, note(1));
    ann.leave_note(ANN, note(1));
    act(
        &mut ann,
        ANN,
        edit(json!({"deleteNote": {"note": note(1)}})),
    );
    assert_eq!(ann.undo_depth(ANN), depth);
    // One with words that is deleted comes back, and is taken back after that.
    act(&mut ann, ANN, add_note(2, 0, 0, ""));
    type_in(&mut ann, ANN, 2, "kept");
    act(
        &mut ann,
        ANN,
        edit(json!({"deleteNote": {"note": note(2)}})),
    );
    act(&mut ann, ANN, undo());
    assert_eq!(texts(ann.board(), cell(0, 0)), ["kept"]);
    act(&mut ann, ANN, undo());
    assert!(texts(ann.board(), cell(0, 0)).is_empty());
}

#[test]
fn un9_what_others_wrote_in_a_fresh_note_is_no_part_of_the_step() {
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(1, 0, 0, ""));
    type_in(&mut ann, ANN, 1, "a");
    type_in(&mut ann, BEN, 1, "b");
    type_in(&mut ann, ANN, 1, "c");
    act(&mut ann, ANN, undo());
    assert_eq!(texts(ann.board(), cell(0, 0)), ["ab"]);
}

#[test]
fn un10_what_is_added_and_named_in_one_go_is_one_step() {
    let fresh = [
        (
            json!({"addStage": {"id": stage(9), "firstStep": step(9), "title": "New stage"}}),
            json!({"renameStage": {"stage": stage(9), "title": "Basket"}}),
            json!({"renameStage": {"stage": stage(9), "title": "Cart"}}),
        ),
        (
            json!({"addRow": {"id": row(9), "title": "New row"}}),
            json!({"many": {"edits": [
                {"renameRow": {"row": row(9), "title": "Basket"}},
                {"setRow": {"row": row(9), "prompt": "What?"}},
            ]}}),
            json!({"renameRow": {"row": row(9), "title": "Cart"}}),
        ),
        (
            json!({"addStep": {"id": step(9), "stage": "S0", "title": "New step"}}),
            json!({"renameStep": {"step": step(9), "title": "Basket"}}),
            json!({"renameStep": {"step": step(9), "title": "Cart"}}),
        ),
    ];
    for (add, name, later) in fresh {
        let mut ann = ready(1);
        let before = json(ann.board());
        act(&mut ann, ANN, edit(add.clone()));
        act(&mut ann, ANN, edit(name));
        let named = json(ann.board());
        act(&mut ann, ANN, undo());
        assert_eq!(json(ann.board()), before, "{add}");
        act(&mut ann, ANN, redo());
        assert_eq!(json(ann.board()), named, "{add}");
        act(&mut ann, ANN, edit(later));
        act(&mut ann, ANN, undo());
        assert_eq!(
            json(ann.board()),
            named,
            "renaming it later is a step: {add}"
        );
    }
}

#[test]
fn un5_others_typing_in_between_is_never_taken_back() {
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(1, 0, 0, "a"));
    act(
        &mut ann,
        ANN,
        edit(json!({"spliceText": {"note": note(1), "at": 1, "insert": "b"}})),
    );
    act(
        &mut ann,
        BEN,
        edit(json!({"spliceText": {"note": note(1), "at": 2, "insert": "c"}})),
    );
    act(
        &mut ann,
        ANN,
        edit(json!({"spliceText": {"note": note(1), "at": 3, "insert": "d"}})),
    );
    act(&mut ann, ANN, undo());
    assert_eq!(texts(ann.board(), cell(0, 0)), ["abc"]);
    refused(&mut ann, ANN, undo());
    assert_eq!(
        texts(ann.board(), cell(0, 0)),
        ["abc"],
        "Ben's letter stands"
    );
}

#[test]
fn un6_a_new_act_ends_redo_and_a_hundred_acts_are_kept() {
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(1, 0, 0, "a"));
    act(&mut ann, ANN, undo());
    act(&mut ann, ANN, add_note(2, 0, 0, "b"));
    assert_eq!(refused(&mut ann, ANN, redo()).code(), "E_GONE");
    for n in 0..150 {
        act(
            &mut ann,
            ANN,
            edit(json!({"setText": {"note": note(2), "text": format!("t{n}")}})),
        );
    }
    assert_eq!(ann.undo_depth(ANN), 100);
}

#[test]
fn un7_undo_never_takes_a_name_away() {
    let mut ann = ready(1);
    let depth = ann.undo_depth(ANN);
    act(
        &mut ann,
        ANN,
        edit(json!({"setPerson": {"name": "Ann", "colour": 2}})),
    );
    assert_eq!(ann.undo_depth(ANN), depth);
    assert_eq!(ann.board().person(ANN).unwrap().name, "Ann");
    // Nor does it when the name came in one act with the first note.
    let first = json!({"many": {"edits": [
        {"setPerson": {"name": "Ann B."}},
        {"addNote": {"id": note(1), "step": "S0", "row": "R0", "text": "first"}},
    ]}});
    act(&mut ann, ANN, edit(first));
    act(&mut ann, ANN, undo());
    assert_eq!(ann.board().person(ANN).unwrap().name, "Ann B.");
    assert_eq!(ann.board().count_in(cell(0, 0)), 0);
}

#[test]
fn un8_closing_a_round_is_undone_with_its_ballots() {
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(1, 0, 0, "a"));
    let round = "00000000-0000-0000-0000-0000000000ee";
    act(
        &mut ann,
        ANN,
        edit(json!({"openRound": {"id": round, "allowance": 5}})),
    );
    let before = json(ann.board());
    act(
        &mut ann,
        ANN,
        edit(
            json!({"closeRound": {"round": round, "ballots": {BEN.to_string(): {note(1).to_string(): 2}}}}),
        ),
    );
    assert_eq!(ann.board().votes(ann.board().note(note(1)).unwrap()), 2);
    act(&mut ann, ANN, undo());
    assert_eq!(ann.board().votes(ann.board().note(note(1)).unwrap()), 0);
    assert!(before.contains("\"closed\":false") && json(ann.board()).contains("\"closed\":false"));
}

#[test]
fn gn1_a_guests_number_is_written_with_its_edit_and_undo_leaves_it_alone() {
    let mut host = ready(1);
    let applied = host
        .apply_numbered(BEN, add_note(1, 0, 0, "one").into(), Some(7))
        .unwrap();
    let mut other = Replica::load(2, &[&host.state()]).unwrap();
    assert_eq!(other.guest_mark(BEN), 7);
    assert_eq!(other.guest_mark(ANN), 0, "nobody else's");
    let undone = host.apply_numbered(BEN, undo(), Some(8)).unwrap();
    assert_eq!(host.guest_mark(BEN), 8);
    assert_eq!(
        applied.revision + 1,
        undone.revision,
        "one transaction each"
    );
    other.merge(&undone.update).unwrap();
    assert_eq!(other.guest_mark(BEN), 8);
    // What was refused is no edit, and has no number.
    assert!(host.apply_numbered(BEN, undo(), Some(9)).is_err());
    assert_eq!(host.guest_mark(BEN), 8);
}
