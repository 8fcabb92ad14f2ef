//! What newer versions add survives in the hands of this one (A13).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use board_model::After;
use board_replica::{Replica, ReplicaError};
use support::*;
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{Any, Doc, Map, MapRef, Out, ReadTxn, StateVector, Transact, Update};

/// A document as a newer version would have it.
fn newer(state: &[u8], change: impl Fn(&Doc)) -> Vec<u8> {
    let doc = open(state);
    change(&doc);
    let txn = doc.transact();
    txn.encode_state_as_update_v1(&StateVector::default())
}

fn open(state: &[u8]) -> Doc {
    let doc = Doc::with_client_id(77);
    doc.transact_mut()
        .apply_update(Update::decode_v1(state).unwrap())
        .unwrap();
    doc
}

fn note_map(doc: &Doc) -> MapRef {
    let notes = doc.get_or_insert_map("notes");
    let txn = doc.transact();
    match notes.get(&txn, &note(1).to_string()).unwrap() {
        Out::YMap(map) => map,
        other => panic!("a note is a map, not {other:?}"),
    }
}

#[test]
fn uf1_unknown_registers_parts_and_roots_survive_edits() {
    // [UF1]
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(1, 0, 0, "a"));
    let state = newer(&ann.state(), |doc| {
        let note = note_map(doc);
        let ext = doc.get_or_insert_map("ext");
        let mut txn = doc.transact_mut();
        note.insert(&mut txn, "rotation", 3i64);
        ext.insert(&mut txn, "weather", "sunny");
        let Some(Out::Any(Any::Array(place))) = note.get(&txn, "place") else {
            panic!("a placement is a list")
        };
        let longer: Vec<Any> = place
            .iter()
            .cloned()
            .chain([Any::from("z-layer")])
            .collect();
        note.insert(&mut txn, "place", Any::Array(longer.into()));
    });
    let mut ben = Replica::load(2, &[&state]).unwrap();
    act(&mut ben, BEN, move_note(1, 1, 1, After::Last));
    act(
        &mut ben,
        BEN,
        edit(serde_json::json!({"setNote": {"note": note(1), "owner": "Ben"}})),
    );
    assert_eq!(texts(ben.board(), cell(1, 1)), ["a"]);
    let doc = open(&ben.state());
    let (note, ext) = (note_map(&doc), doc.get_or_insert_map("ext"));
    let txn = doc.transact();
    assert_eq!(note.get(&txn, "rotation"), Some(Out::Any(Any::from(3i64))));
    assert_eq!(ext.get(&txn, "weather"), Some(Out::Any(Any::from("sunny"))));
    let Some(Out::Any(Any::Array(place))) = note.get(&txn, "place") else {
        panic!("a placement is a list")
    };
    assert_eq!(
        place.get(3),
        Some(&Any::from("z-layer")),
        "the part this version does not know is kept"
    );
}

#[test]
fn uf2_values_of_a_wrong_type_are_read_as_absent_and_nothing_fails() {
    // [UF2]
    let mut ann = ready(1);
    act(&mut ann, ANN, add_note(1, 0, 0, "a"));
    let state = newer(&ann.state(), |doc| {
        let note = note_map(doc);
        let notes = doc.get_or_insert_map("notes");
        let people = doc.get_or_insert_map("people");
        let mut txn = doc.transact_mut();
        for (key, value) in [
            ("place", Any::from(5i64)),
            ("kind", Any::Null),
            ("span", Any::from("wide")),
            ("tags", Any::from(true)),
        ] {
            note.insert(&mut txn, key, value);
        }
        notes.insert(&mut txn, "no-uuid", "no note");
        people.insert(&mut txn, "nobody", 1i64);
    });
    let ben = Replica::load(2, &[&state]).unwrap();
    assert_eq!(
        parked(ben.board()),
        ["a"],
        "a note without a place is in the parking lot"
    );
    assert_eq!(ben.board().note(note(1)).unwrap().span, 1);
}

#[test]
fn fm1_a_higher_major_format_is_refused_with_a_sentence() {
    // [FM1]
    let state = newer(&ready(1).state(), |doc| {
        let meta = doc.get_or_insert_map("meta");
        meta.insert(
            &mut doc.transact_mut(),
            "format",
            Any::Array([Any::from(2i64), Any::from(0i64)].into()),
        );
    });
    let Err(error) = Replica::load(2, &[&state]) else {
        panic!("it was opened")
    };
    assert_eq!(error, ReplicaError::NewerFormat { found: 2, known: 1 });
    assert_eq!(error.code(), "E_NEWER_FORMAT");
    let empty = Doc::with_client_id(1)
        .transact()
        .encode_state_as_update_v1(&StateVector::default());
    assert_eq!(
        Replica::load(2, &[&empty]).err(),
        Some(ReplicaError::NoBoard)
    );
}

#[test]
fn uf3_an_old_and_a_new_peer_work_on_one_board_and_keep_each_others_work() {
    // [UF1] live: updates go both ways while both write.
    let mut old = ready(1);
    act(&mut old, ANN, add_note(1, 0, 0, "shared"));
    let new = open(&old.state());
    for round in 0..20u128 {
        act(&mut old, ANN, add_note(10 + round, round % 3, 1, "old"));
        act(&mut old, ANN, move_note(1, round % 3, 0, After::First));
        let before = new.transact().state_vector();
        let note = note_map(&new);
        note.insert(&mut new.transact_mut(), "rotation", round as i64);
        let ext = new.get_or_insert_map("ext");
        ext.insert(&mut new.transact_mut(), format!("k{round}"), true);
        let from_new = new.transact().encode_state_as_update_v1(&before);
        let from_old = old.missing(&before.encode_v1()).unwrap();
        old.merge(&from_new).unwrap();
        new.transact_mut()
            .apply_update(Update::decode_v1(&from_old).unwrap())
            .unwrap();
    }
    let here = open(&old.state());
    for doc in [&here, &new] {
        let (note, ext) = (note_map(doc), doc.get_or_insert_map("ext"));
        let txn = doc.transact();
        assert_eq!(note.get(&txn, "rotation"), Some(Out::Any(Any::from(19i64))));
        assert_eq!(ext.len(&txn), 20);
    }
    let read = Replica::load(5, &[&newer(&old.state(), |_| {})]).unwrap();
    assert_eq!(json(read.board()), json(old.board()));
    assert_eq!(old.board().all_notes().len(), 21);
}
