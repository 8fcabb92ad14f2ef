//! How people are called and told apart, and what one stay in a note is.

use super::*;

#[test]
fn ps8_another_name_shows_at_once_in_lists_and_on_old_notes() {
    let mut table = Table::laid();
    table.note_of(BEN, "Ben's");
    let ben = ParticipantId::from_u128(2);
    assert_eq!(table.room.board().person(ben).unwrap().name, "Ben");
    table.sent.clear();
    table.did(
        BEN,
        json!({"setPerson": {"name": " Benjamin ", "colour": 4}}),
    );
    assert_eq!(table.room.board().person(ben).unwrap().name, "Benjamin");
    table.until_told();
    let peers = table.to(EVE, "peers").last().unwrap()["peers"].clone();
    assert_eq!(peers[1]["name"], "Benjamin");
    assert_eq!(peers[1]["colour"], 4);
    let blank = json!({"setPerson": {"name": "  "}});
    assert_eq!(table.refused(BEN, blank), "E_BAD_MESSAGE");
    // Whoever comes under another name is called so on the notes they wrote before.
    table.put(Input::Left(BEN));
    table.seat(SeatId(7), 2, "Benny", Role::Participant);
    assert_eq!(table.room.board().person(ben).unwrap().name, "Benny");
    // Somebody whom the board does not know writes nothing by coming.
    let appended = table.appended.len();
    table.seat(SeatId(8), 8, "Cy", Role::Participant);
    assert_eq!(table.appended.len(), appended);
}

#[test]
fn ps8_a_viewer_gives_another_name_and_writes_nothing() {
    let mut table = Table::laid();
    let (appended, revision) = (table.appended.len(), table.room.replica().revision());
    let named = json!({"setPerson": {"name": " Evelyn ", "colour": 4}});
    let done = table.did(EVE, named.clone());
    assert_eq!(done["revision"], revision);
    table.until_told();
    let peers = table.to(BEN, "peers").last().unwrap()["peers"].clone();
    assert_eq!(peers[2]["name"], "Evelyn");
    assert_eq!(peers[2]["colour"], 4);
    assert_eq!(table.appended.len(), appended, "nothing is stored of it");
    let eve = ParticipantId::from_u128(3);
    assert!(table.room.board().person(eve).is_none());
    // It is no name all the same, and no way for anything else to come in.
    let blank = json!({"setPerson": {"name": "  "}});
    assert_eq!(table.refused(EVE, blank), "E_BAD_MESSAGE");
    let among_others = json!({"many": {"edits": [named, {"addRow": {"title": "T"}}]}});
    assert_eq!(table.refused(EVE, among_others), "E_ROLE");
}

#[test]
fn ps6_two_of_one_name_are_told_apart_on_the_board_and_in_lists() {
    let mut table = Table::laid();
    table.note_of(BEN, "first");
    table.seat(SeatId(7), 7, "ben", Role::Participant);
    let added = table.did(
        SeatId(7),
        json!({"addNote": {"step": "A", "row": "R", "text": "second"}}),
    );
    let note: NoteId = added["id"].as_str().unwrap().parse().unwrap();
    let by = table.room.board().note(note).unwrap().by.unwrap();
    assert_eq!(table.room.board().person(by).unwrap().name, "ben (2)");
    table.until_told();
    let peers = table.to(ANN, "peers").last().unwrap()["peers"].clone();
    let names: Vec<&str> = peers
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Ann", "Ben", "Eve", "ben (2)"]);
}

#[test]
fn ps7_a_guest_who_wants_a_colour_that_somebody_has_gets_a_free_one() {
    let mut table = Table::laid();
    let mut guest = |seat: u64, person: u128| {
        table.put(Input::Joined(Seating {
            seat: SeatId(seat),
            participant: ParticipantId::from_u128(person),
            name: format!("Guest {person}"),
            role: Role::Participant,
            wished: Role::Participant,
            is_guest: true,
            colour: Some(5),
        }));
        table.until_told();
        let peers = table.to(ANN, "peers").last().unwrap()["peers"].clone();
        let peers = peers.as_array().unwrap().clone();
        let of = |person: u128| {
            let own = peers.iter().find(|one| one["participant"] == uuid(person));
            own.map(|one| one["colour"].as_u64().unwrap())
        };
        (of(20), of(10))
    };
    let (first, _) = guest(7, 20);
    assert_eq!(first, Some(5));
    let (kept, other) = guest(8, 10);
    assert_eq!(kept, Some(5), "who was here first keeps it");
    assert_ne!(other, Some(5));
}

#[test]
fn ps4_a_fresh_note_with_its_words_goes_in_one_step_also_when_words_come_again() {
    let mut table = Table::laid();
    let guest = |seat: u64| Seating {
        seat: SeatId(seat),
        participant: ParticipantId::from_u128(20),
        name: "Gus".into(),
        role: Role::Participant,
        wished: Role::Participant,
        is_guest: true,
        colour: None,
    };
    table.put(Input::Joined(guest(7)));
    let note = uuid(50);
    let say = |table: &mut Table, seat: u64, seq: u64, edit: Value| {
        table.say(SeatId(seat), json!({ "edit": edit, "seq": seq }));
        table.store_all();
    };
    let add = json!({"addNote": {"id": note, "step": "A", "row": "R"}});
    let splice =
        |at: usize, insert: &str| json!({"spliceText": {"note": note, "at": at, "insert": insert}});
    say(&mut table, 7, 1, add);
    table.say(SeatId(7), json!({"presence": {"typing": note}}));
    say(&mut table, 7, 2, splice(0, "Slow "));
    // The connection breaks in the middle of the stay.
    table.put(Input::Left(SeatId(7)));
    table.put(Input::Joined(guest(8)));
    say(&mut table, 8, 2, splice(0, "Slow "));
    say(&mut table, 8, 3, splice(5, "check"));
    table.say(SeatId(8), json!({"presence": {"typing": note}}));
    say(&mut table, 8, 4, splice(10, "out"));
    table.say(SeatId(8), json!({"presence": {"typing": null}}));
    assert_eq!(table.text(&note), "Slow checkout");
    say(&mut table, 8, 5, json!({"undo": {}}));
    let id: NoteId = note.parse().unwrap();
    assert!(table.room.board().note(id).unwrap().deleted);
    say(&mut table, 8, 6, json!({"redo": {}}));
    assert_eq!(table.text(&note), "Slow checkout");
    assert!(!table.room.board().note(id).unwrap().deleted);
}

#[test]
fn leaving_a_note_ends_the_undo_step() {
    // [PS4]
    let mut table = Table::laid();
    let note = table.note_of(ANN, "");
    let type_at =
        |at: u32, text: &str| json!({"spliceText": {"note": note, "at": at, "insert": text}});
    table.say(ANN, json!({"presence": {"typing": note}}));
    table.did(ANN, type_at(0, "Sees"));
    table.did(ANN, type_at(4, " an ad"));
    table.say(ANN, json!({"presence": {"typing": null}}));
    table.say(ANN, json!({"presence": {"typing": note}}));
    table.did(ANN, type_at(10, " today"));
    assert_eq!(table.text(&note), "Sees an ad today");
    table.did(ANN, json!({"undo": {}}));
    assert_eq!(table.text(&note), "Sees an ad");
    table.did(ANN, json!({"undo": {}}));
    let id: NoteId = note.parse().unwrap();
    assert!(
        table.room.board().note(id).unwrap().deleted,
        "with its making"
    );
}
