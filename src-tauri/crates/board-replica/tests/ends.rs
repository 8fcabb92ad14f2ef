//! Where notes go in a cell, whatever is there already: the same as looking through the whole cell would say.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use board_model::{BoardId, Edit, NoteId, ParticipantId, Placed};
use board_replica::Replica;
use serde_json::{Value, json};

fn uuid(number: u128) -> String {
    NoteId::from_u128(number).to_string()
}

fn act(replica: &mut Replica, edit: Value) {
    let edit: Edit = serde_json::from_value(edit).unwrap();
    replica.apply(ParticipantId::from_u128(1), edit).unwrap();
}

fn parked(replica: &Replica) -> Vec<u128> {
    let notes = replica.board().notes_at(Placed::Parked);
    notes.iter().map(|note| note.id.uuid().as_u128()).collect()
}

/// What looking through the whole list gives.
fn moved(list: &[u128], notes: &[u128], after: &Value) -> Vec<u128> {
    let mut rest: Vec<u128> = list
        .iter()
        .copied()
        .filter(|id| !notes.contains(id))
        .collect();
    let at = match after {
        Value::Null => 0,
        Value::String(id) => {
            let id = id.parse::<NoteId>().unwrap().uuid().as_u128();
            let place = rest.iter().position(|other| *other == id);
            place.map_or(rest.len(), |at| at + 1)
        }
        _ => rest.len(),
    };
    rest.splice(at..at, notes.iter().copied());
    rest
}

#[test]
fn notes_go_where_looking_through_the_whole_cell_would_put_them() {
    let mut replica = Replica::blank(9, BoardId::from_u128(7));
    let mut list = Vec::new();
    for number in 1..=40_u128 {
        let after = match number % 3 {
            0 => Value::Null,
            1 => Value::Bool(true),
            _ => json!(uuid(number / 2)),
        };
        let mut note = json!({"id": uuid(number), "parked": true, "text": "n"});
        if !after.is_boolean() {
            note["after"] = after.clone();
        }
        act(&mut replica, json!({ "addNote": note }));
        list = moved(&list, &[number], &after);
        assert_eq!(parked(&replica), list, "note {number}");
    }
    for round in 0..60_u128 {
        let notes = [
            1 + round % 40,
            1 + (round * 7 + 3) % 40,
            1 + (round * 11 + 5) % 40,
        ];
        let mut once = Vec::new();
        for note in notes {
            if !once.contains(&note) {
                once.push(note);
            }
        }
        let after = match round % 4 {
            0 => Value::Null,
            1 => Value::Bool(true),
            // Also after one of those that go.
            _ => json!(uuid(1 + (round * 5) % 40)),
        };
        let named: Vec<String> = notes.iter().map(|note| uuid(*note)).collect();
        let mut edit = json!({"notes": named, "parked": true});
        if !after.is_boolean() {
            edit["after"] = after.clone();
        }
        act(&mut replica, json!({ "moveNotes": edit }));
        list = moved(&list, &once, &after);
        assert_eq!(parked(&replica), list, "round {round}");
    }
}
