//! One person who does very much: the others notice next to nothing.

use super::*;

fn names(message: &Value) -> Vec<&str> {
    let peers = message["peers"].as_array().unwrap().iter();
    peers.map(|peer| peer["name"].as_str().unwrap()).collect()
}

#[test]
fn who_comes_and_goes_all_the_time_is_told_of_twice_a_second_and_not_remembered() {
    // [PS1]
    let mut table = Table::laid();
    let mut lists_to_others = 0;
    for number in 0..1_500 {
        let seat = SeatId(100 + number);
        table.seat(seat, 100 + u128::from(number), "Mallory", Role::Participant);
        table.put(Input::Left(seat));
        table.now += Duration::from_millis(10);
        table.put(Input::Tick);
        assert!(
            table.to(seat, "peers").len() <= 2,
            "and the newcomer at once"
        );
        lists_to_others += table.to(ANN, "peers").len();
        let known = table
            .to(ANN, "peers")
            .iter()
            .map(|told| names(told).len())
            .max();
        assert!(known.is_none_or(|known| known <= 4), "nobody who left");
        table.sent.clear();
    }
    let seconds = 15;
    assert!(
        lists_to_others <= 2 * seconds + 1,
        "{lists_to_others} lists"
    );
    table.until_told();
    let told = table.to(ANN, "peers");
    if let Some(last) = told.last() {
        assert_eq!(names(last), ["Ann", "Ben", "Eve"]);
    }
    assert_eq!(table.room.next_tick(), None, "nothing is due any more");
}

fn notes(count: usize) -> Value {
    let note = json!({"addNote": {"parked": true, "text": "n"}});
    json!({"many": {"edits": vec![note; count]}})
}

#[test]
fn one_act_of_a_participant_is_soon_done_and_facilitators_bring_whole_boards() {
    // [ED6]
    let mut table = Table::laid();
    let most = board_model::limits::EDITS_OF_PARTICIPANT;
    let id = table.say(BEN, json!({ "edit": notes(most + 1) }));
    let answer = table.answer(id).unwrap();
    assert_eq!(answer["error"]["code"], "E_LIMIT");
    let told = answer["error"]["message"].as_str().unwrap();
    assert!(told.contains("501") && told.contains("500"), "{told}");
    table.did(BEN, notes(most));
    table.did(ANN, notes(most + 1));
}

#[test]
fn nobody_fills_a_board_for_the_others() {
    // [ED6] [ED7]
    let mut table = Table::laid();
    let share = board_model::limits::NOTES_OF_ONE;
    let before = table.note_of(ANN, "Ann's");
    for _ in 0..share / 500 {
        table.did(BEN, notes(500));
    }
    assert_eq!(table.refused(BEN, notes(1)), "E_LIMIT");
    table.did(ANN, notes(1));
    assert_eq!(
        table.refused(BEN, json!({"deleteAllBy": {"participant": uuid(1)}})),
        "E_ROLE"
    );
    table.did(ANN, json!({"deleteAllBy": {"participant": uuid(2)}}));
    let ann: NoteId = before.parse().unwrap();
    let board = table.room.board();
    assert!(!board.note(ann).unwrap().deleted, "others' notes stay");
    assert_eq!(board.written().shown, 2);
    assert_eq!(board.written_by(ParticipantId::from_u128(2)).shown, 0);
    table.did(BEN, notes(1));
    table.did(ANN, json!({"undo": {}}));
    assert_eq!(table.room.board().written().shown, share + 3, "one step");
}
