//! Who may do what, by every way there.

use super::*;

#[test]
fn ro7_where_the_board_says_so_participants_change_everybodys_notes() {
    let mut table = Table::laid();
    let anns = table.note_of(ANN, "Ann's");
    let (edit, moving) = (
        json!({"setText": {"note": anns, "text": "ours"}}),
        json!({"moveNote": {"note": anns, "step": "A", "row": "S"}}),
    );
    assert_eq!(table.refused(BEN, edit.clone()), "E_ROLE");
    let switch = |on: bool| json!({"setRights": {"everyoneEdits": on}});
    assert_eq!(table.refused(BEN, switch(true)), "E_ROLE");
    table.did(ANN, switch(true));
    table.did(BEN, edit);
    table.did(BEN, moving.clone());
    assert_eq!(table.text(&anns), "ours");
    // Locks hold all the same, and so does the grid.
    table.did(ANN, json!({"setNote": {"note": anns, "locked": true}}));
    assert_eq!(
        table.refused(BEN, json!({"deleteNote": {"note": anns}})),
        "E_LOCKED"
    );
    assert_eq!(
        table.refused(BEN, json!({"addRow": {"title": "T"}})),
        "E_ROLE"
    );
    table.did(ANN, json!({"setNote": {"note": anns, "locked": false}}));
    table.did(ANN, switch(false));
    assert_eq!(table.refused(BEN, moving), "E_ROLE");
    // What was done while it was allowed is not taken back once it is not.
    assert_eq!(table.refused(BEN, json!({"undo": {}})), "E_ROLE");
    table.did(ANN, switch(true));
    table.did(BEN, json!({"undo": {}}));
    assert_eq!(table.text(&anns), "ours", "the move was the last act");
}

#[test]
fn ro3_undo_and_redo_pass_no_lock_and_the_step_stays() {
    let mut table = Table::laid();
    let note = table.note_of(BEN, "one");
    table.did(BEN, json!({"setText": {"note": note, "text": "two"}}));
    let lock_row = |on: bool| json!({"setRow": {"row": "R", "locked": on}});
    let lock_note = |on: bool| json!({"setNote": {"note": note, "locked": on}});
    for (lock, open) in [
        (lock_row(true), lock_row(false)),
        (lock_note(true), lock_note(false)),
    ] {
        table.did(ANN, lock.clone());
        assert_eq!(table.refused(BEN, json!({"undo": {}})), "E_LOCKED");
        assert_eq!(table.refused(BEN, json!({"undo": {}})), "E_LOCKED");
        assert_eq!(table.text(&note), "two");
        table.did(ANN, open.clone());
        table.did(BEN, json!({"undo": {}}));
        assert_eq!(table.text(&note), "one", "the step was still there");
        table.did(ANN, lock);
        assert_eq!(table.refused(BEN, json!({"redo": {}})), "E_LOCKED");
        table.did(ANN, open);
        table.did(BEN, json!({"redo": {}}));
        assert_eq!(table.text(&note), "two");
    }
    // Back into a row that was locked meanwhile.
    table.did(
        BEN,
        json!({"moveNote": {"note": note, "step": "A", "row": "S"}}),
    );
    table.did(ANN, lock_row(true));
    assert_eq!(table.refused(BEN, json!({"undo": {}})), "E_LOCKED");
    // A deleted note does not come back into one, by whatever way.
    table.did(ANN, lock_row(false));
    table.did(BEN, json!({"undo": {}}));
    table.did(BEN, json!({"deleteNote": {"note": note}}));
    table.did(ANN, lock_row(true));
    assert_eq!(table.refused(BEN, json!({"undo": {}})), "E_LOCKED");
    assert_eq!(
        table.refused(BEN, json!({"restoreNote": {"note": note}})),
        "E_LOCKED"
    );
}

#[test]
fn ro3_ratings_stand_in_their_row_and_comments_beside_it() {
    let mut table = Table::laid();
    let persona = uuid(906);
    table.did(ANN, json!({"addPersona": {"id": persona, "name": "Pat"}}));
    table.did(ANN, json!({"setRow": {"row": "S", "type": "sentiment"}}));
    let note = table.note_of(ANN, "Ann's");
    let said = json!({"setSentiment": {"persona": persona, "step": "A", "value": 1}});
    table.did(BEN, said.clone());
    table.did(ANN, json!({"setRow": {"row": "S", "locked": true}}));
    assert_eq!(table.refused(BEN, said), "E_LOCKED");
    assert_eq!(table.refused(BEN, json!({"undo": {}})), "E_LOCKED");
    table.did(ANN, json!({"setNote": {"note": note, "locked": true}}));
    table.did(BEN, json!({"addComment": {"note": note, "text": "Why?"}}));
}

#[test]
fn ro5_a_refusal_says_why() {
    let mut table = Table::laid();
    let anns = table.note_of(ANN, "Ann's");
    let comment = table.did(ANN, json!({"addComment": {"note": anns, "text": "?"}}));
    let mut why = |seat: SeatId, edit: Value| {
        let id = table.say(seat, json!({ "edit": edit }));
        let error = table.answer(id).unwrap()["error"].clone();
        (
            error["why"].clone(),
            error["message"].as_str().unwrap().to_owned(),
        )
    };
    let others = "Someone else wrote this note. Only they or a facilitator can edit it.";
    let row = json!({"addRow": {"title": "T"}});
    let text = json!({"setText": {"note": anns, "text": "x"}});
    assert_eq!(
        why(BEN, row),
        (
            json!("facilitators"),
            "Only facilitators can add rows.".to_owned()
        )
    );
    assert_eq!(
        why(BEN, text.clone()),
        (json!("othersNote"), others.to_owned())
    );
    assert_eq!(why(EVE, text).0, json!("viewer"));
    let deleting = json!({"deleteComment": {"comment": comment["id"]}});
    assert_eq!(why(BEN, deleting).0, json!("othersComment"));
    assert_eq!(why(BEN, json!({"undo": {}})).0, json!("nothingLeft"));
}

#[test]
fn ed4_a_number_that_was_used_tells_and_grants_nothing_beyond_the_role() {
    let mut table = Table::laid();
    let guest = |seat, role| Seating {
        seat,
        participant: ParticipantId::from_u128(8),
        name: "Gil".into(),
        role,
        wished: role,
        is_guest: true,
        colour: None,
    };
    let numbered = |edit: Value| json!({"seq": 41, "edit": edit});
    let note = json!({"addNote": {"step": "A", "row": "R", "text": "once"}});
    let grid = json!({"addRow": {"title": "T"}});
    table.put(Input::Joined(guest(SeatId(8), Role::Participant)));
    let first = table.say(SeatId(8), numbered(note.clone()));
    table.store_all();
    assert!(table.answer(first).unwrap()["ok"].is_object());
    let code = |table: &mut Table, seat, edit| {
        let asked = table.say(seat, edit);
        table.answer(asked).unwrap()["error"]["code"].clone()
    };
    // What a participant never may is not `ok` for having a used number, alone or among others.
    let many = json!({"many": {"edits": [note.clone(), grid.clone()]}});
    for edit in [grid, many] {
        assert_eq!(code(&mut table, SeatId(8), numbered(edit)), "E_ROLE");
    }
    // What was locked since is no reason to deny what was done before.
    table.did(ANN, json!({"setRow": {"row": "R", "locked": true}}));
    let again = table.say(SeatId(8), numbered(note.clone()));
    assert!(table.answer(again).unwrap()["ok"].is_object());
    // The same person by a viewer's link: numbers used here, used elsewhere, and never used are all the same.
    table.put(Input::Left(SeatId(8)));
    table.put(Input::Joined(guest(SeatId(9), Role::Viewer)));
    for seq in [41, 7, 99] {
        let asked = json!({"seq": seq, "edit": note});
        assert_eq!(code(&mut table, SeatId(9), asked), "E_ROLE", "{seq}");
    }
}
