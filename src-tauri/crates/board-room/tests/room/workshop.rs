//! The phase that is on, and what it lets participants do.

use super::*;

const PHASE: u128 = 0x9A5E;

/// A phase with these fields, which is on.
fn run(table: &mut Table, number: u128, fields: Value) -> String {
    let id = uuid(PHASE + number);
    let mut phase = json!({"id": id, "title": "Phase", "minutes": 5});
    phase
        .as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    table.did(ANN, json!({ "addPhase": phase }));
    table.did(ANN, json!({ "runPhase": {"phase": id} }));
    id
}

#[test]
fn ws2_facilitators_run_the_workshop_and_nobody_else() {
    let mut table = Table::laid();
    let id = run(&mut table, 1, json!({"upTo": 10}));
    for edit in [
        json!({ "runPhase": {"phase": id} }),
        json!({"setTimer": {"addMinutes": 1}}),
        json!({"endWorkshop": {}}),
    ] {
        assert_eq!(table.refused(BEN, edit), "E_ROLE");
    }
    let agenda = table.room.agenda();
    let left = agenda.left.unwrap();
    assert!(
        (590_000..=600_000).contains(&left),
        "of a range the most: {left}"
    );
    table.did(ANN, json!({"setTimer": {"paused": true}}));
    table.now += Duration::from_secs(3_600);
    table.did(ANN, json!({"setTimer": {"paused": false}}));
    let after = table.room.agenda().left.unwrap();
    assert!(
        left - after < 5_000,
        "an hour's pause costs nothing: {after}"
    );
    // Over time: a minute that is added is a minute.
    table.now += Duration::from_secs(3_600);
    table.did(ANN, json!({"setTimer": {"addMinutes": 1}}));
    let left = table.room.agenda().left.unwrap();
    assert!((59_000..=60_000).contains(&left), "{left}");
    table.did(ANN, json!({"endWorkshop": {}}));
    assert_eq!(table.room.agenda().run, None);
    assert_eq!(
        table.refused(ANN, json!({"setTimer": {"addMinutes": 1}})),
        "E_GONE"
    );
}

#[test]
fn ws2_a_phase_that_is_deleted_is_not_on_and_is_again_when_that_is_undone() {
    let mut table = Table::laid();
    let id = run(&mut table, 1, json!({}));
    table.did(ANN, json!({ "deletePhase": {"phase": id} }));
    assert!(table.room.board().running_phase().is_none());
    assert_eq!(
        table.refused(ANN, json!({ "runPhase": {"phase": id} })),
        "E_GONE"
    );
    table.did(ANN, json!({"undo": {}}));
    assert!(table.room.board().running_phase().is_some());
}

#[test]
fn ws2_minutes_that_mean_nothing_are_refused_with_what_would_do() {
    let mut table = Table::laid();
    for fields in [
        json!({"title": "Long", "minutes": 1441}),
        json!({"title": "Backwards", "minutes": 30, "upTo": 20}),
    ] {
        assert_eq!(
            table.refused(ANN, json!({ "addPhase": fields })),
            "E_BAD_MESSAGE"
        );
    }
    let id = run(&mut table, 1, json!({"minutes": 30, "upTo": 60}));
    let narrower = json!({"setPhase": {"phase": id, "minutes": 90}});
    assert_eq!(table.refused(ANN, narrower), "E_BAD_MESSAGE");
    table.did(
        ANN,
        json!({"setPhase": {"phase": id, "minutes": 90, "upTo": 0}}),
    );
    assert_eq!(
        table.refused(ANN, json!({"setTimer": {"addMinutes": 9_999}})),
        "E_BAD_MESSAGE"
    );
}

#[test]
fn ws4_while_all_is_paused_participants_change_nothing_and_facilitators_may() {
    let mut table = Table::laid();
    let own = table.note_of(BEN, "Ben's");
    let add = json!({"addNote": {"step": "A", "row": "R", "text": "x"}});
    let pause = |on: bool| json!({"setRights": {"paused": on}});
    assert_eq!(table.refused(BEN, pause(true)), "E_ROLE");
    table.did(ANN, pause(true));
    for edit in [
        add.clone(),
        json!({"setText": {"note": own, "text": "y"}}),
        json!({"addComment": {"note": own, "text": "y"}}),
        json!({"undo": {}}),
        json!({"many": {"edits": [add.clone()]}}),
    ] {
        assert_eq!(table.refused(BEN, edit), "E_LOCKED");
    }
    assert_eq!(
        table.refused(BEN, json!({"addRow": {"title": "T"}})),
        "E_ROLE"
    );
    table.did(ANN, add.clone());
    table.did(BEN, json!({"setPerson": {"name": "Benjamin"}}));
    table.did(ANN, pause(false));
    table.did(BEN, add.clone());
    run(&mut table, 1, json!({"way": "readonly"}));
    assert_eq!(table.refused(BEN, add.clone()), "E_LOCKED");
    table.did(ANN, json!({"endWorkshop": {}}));
    table.did(BEN, add);
}

#[test]
fn ws5_a_phase_lets_everybody_change_everybodys_notes_while_it_is_on() {
    let mut table = Table::laid();
    let anns = table.note_of(ANN, "Ann's");
    let change = json!({"setText": {"note": anns, "text": "ours"}});
    run(&mut table, 1, json!({}));
    assert_eq!(table.refused(BEN, change.clone()), "E_ROLE");
    run(&mut table, 2, json!({"everyoneEdits": true}));
    table.did(BEN, change.clone());
    table.did(ANN, json!({ "runPhase": {"phase": uuid(PHASE + 1)} }));
    assert_eq!(table.refused(BEN, change), "E_ROLE");
}
