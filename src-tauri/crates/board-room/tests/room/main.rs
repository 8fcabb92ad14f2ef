//! What a room does with what it is told, in simulated time and without a disk.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use board_model::{BoardId, Edit, NoteId, ParticipantId};
use board_replica::Replica;
use board_room::message::{InMessage, OutMessage, Topics};
use board_room::{
    Append, DiskTrouble, Effect, Input, LEASE, PEOPLE_EVERY, Role, Room, RoomConfig, SeatId,
    Seating,
};
use serde_json::{Value, json};
use std::time::Duration;

mod crowds;
mod people;
mod rights;
mod workshop;

const ANN: SeatId = SeatId(1);
const BEN: SeatId = SeatId(2);
const EVE: SeatId = SeatId(3);

/// A room with a stage A and rows R and S, and a disk that does what it is told.
struct Table {
    room: Room,
    now: Duration,
    minted: u128,
    appended: Vec<Append>,
    shown: Vec<(u64, Vec<(SeatId, Topics)>)>,
    sent: Vec<(SeatId, Value)>,
    asked: u64,
}

impl Table {
    fn laid() -> Self {
        let host = ParticipantId::from_u128(1);
        let mut replica = Replica::blank(9, BoardId::from_u128(77));
        let edits = json!({"many": {"edits": [
            {"addSheet": {"id": uuid(901), "title": "Map"}},
            {"addStage": {"id": uuid(902), "firstStep": uuid(903), "title": "A"}},
            {"addRow": {"id": uuid(904), "title": "R"}},
            {"addRow": {"id": uuid(905), "title": "S"}},
        ]}});
        replica
            .apply(host, serde_json::from_value(edits).unwrap())
            .unwrap();
        // Loaded, as on another day: laying the table is nobody's last act.
        Self::of(Replica::load(10, &[&replica.state()]).unwrap())
    }

    fn of(replica: Replica) -> Self {
        let config = RoomConfig {
            epoch: 9,
            host: ParticipantId::from_u128(1),
            read_only: None,
            unix_ms: 0,
            identity: None,
        };
        let mut table = Self {
            room: Room::new(replica, config),
            now: Duration::ZERO,
            minted: 1_000,
            appended: Vec::new(),
            shown: Vec::new(),
            sent: Vec::new(),
            asked: 0,
        };
        table.seat(ANN, 1, "Ann", Role::Facilitator);
        table.seat(BEN, 2, "Ben", Role::Participant);
        table.seat(EVE, 3, "Eve", Role::Viewer);
        table.until_told();
        table.sent.clear();
        table
    }

    fn seat(&mut self, seat: SeatId, person: u128, name: &str, role: Role) {
        let seating = Seating {
            seat,
            participant: ParticipantId::from_u128(person),
            name: name.into(),
            role,
            wished: Role::Facilitator,
            is_guest: false,
            colour: None,
        };
        self.put(Input::Joined(seating));
    }

    /// Until the list of people was told.
    fn until_told(&mut self) {
        self.now += PEOPLE_EVERY;
        self.put(Input::Tick);
    }

    fn put(&mut self, input: Input) {
        for effect in self.room.handle(self.now, input) {
            match effect {
                Effect::Send { to, message } => self
                    .sent
                    .push((to, serde_json::to_value(&message).unwrap())),
                Effect::SendAll { to, message } => {
                    let message = serde_json::to_value(&message).unwrap();
                    self.sent
                        .extend(to.into_iter().map(|to| (to, message.clone())));
                }
                Effect::Append(append) => self.appended.push(append),
                Effect::Show { revision, to, .. } => self.shown.push((revision, to)),
                Effect::Tell { to, id, subject } => self
                    .sent
                    .push((to, json!({"id": id, "told": subject.name()}))),
                Effect::Link(_) | Effect::Ticket { .. } => panic!("there is no session here"),
            }
        }
    }

    fn say(&mut self, seat: SeatId, mut message: Value) -> u64 {
        self.asked += 1;
        if message.get("presence").is_none() {
            message["id"] = json!(self.asked);
        }
        let input = match InMessage::parse(&message.to_string()) {
            Ok(mut message) => {
                if let InMessage::Ask {
                    request: board_room::message::Request::Edit { edit, .. },
                    ..
                } = &mut message
                {
                    let minted = &mut self.minted;
                    edit.mint(&mut || {
                        *minted += 1;
                        uuid::Uuid::from_u128(*minted)
                    });
                }
                Input::Said { seat, message }
            }
            Err(refusal) => Input::Garbled { seat, refusal },
        };
        self.put(input);
        self.asked
    }

    fn store_all(&mut self) {
        let last = self.room.appended();
        self.put(Input::Stored(last));
    }

    /// The answer to a request, taken out of what was sent.
    fn answer(&mut self, id: u64) -> Option<Value> {
        let at = self
            .sent
            .iter()
            .position(|(_, message)| message.get("id") == Some(&json!(id)))?;
        Some(self.sent.remove(at).1)
    }

    fn did(&mut self, seat: SeatId, edit: Value) -> Value {
        let id = self.say(seat, json!({ "edit": edit }));
        self.store_all();
        let answer = self.answer(id).expect("an answer");
        assert!(answer.get("ok").is_some(), "{answer}");
        answer["ok"].clone()
    }

    fn refused(&mut self, seat: SeatId, edit: Value) -> String {
        let appended = self.appended.len();
        let revision = self.room.replica().revision();
        let id = self.say(seat, json!({ "edit": edit }));
        let answer = self.answer(id).expect("a refusal waits for nothing");
        assert_eq!(
            self.appended.len(),
            appended,
            "a refused edit leaves nothing"
        );
        assert_eq!(self.room.replica().revision(), revision);
        answer["error"]["code"]
            .as_str()
            .unwrap_or_else(|| panic!("{edit} was not refused"))
            .to_owned()
    }

    fn note_of(&mut self, seat: SeatId, text: &str) -> String {
        let added = self.did(
            seat,
            json!({"addNote": {"step": "A", "row": "R", "text": text}}),
        );
        added["id"].as_str().unwrap().to_owned()
    }

    fn text(&self, note: &str) -> &str {
        let id: NoteId = note.parse().unwrap();
        &self.room.board().note(id).unwrap().text
    }

    fn to(&self, seat: SeatId, key: &str) -> Vec<&Value> {
        self.sent
            .iter()
            .filter(|(to, message)| *to == seat && message.get(key).is_some())
            .map(|(_, message)| message)
            .collect()
    }
}

fn uuid(bits: u128) -> String {
    uuid::Uuid::from_u128(bits).to_string()
}

#[test]
fn the_hello_line_comes_first() {
    // [PR1]
    let mut table = Table::laid();
    table.seat(SeatId(4), 4, "Cy", Role::Viewer);
    let to_cy: Vec<&Value> = table
        .sent
        .iter()
        .filter(|(to, _)| *to == SeatId(4))
        .map(|(_, message)| message)
        .collect();
    let hello = &to_cy[0]["hello"];
    let expected = json!({"protocol": 1, "board": uuid(77), "participant": uuid(4), "name": "Cy", "role": "viewer",
        "ticket": null, "guest_url": null, "code": null});
    assert_eq!(hello, &expected);
    let alone = json!({"state": "alone", "host": uuid(1), "term": 0});
    assert_eq!(to_cy[1], &alone, "[ST1] nobody relays anything yet");
    assert_eq!(to_cy[2]["peers"].as_array().unwrap().len(), 4);
}

#[test]
fn an_edit_is_shown_at_once_and_answered_when_it_is_on_disk() {
    // [ED1] [ED2]
    let mut table = Table::laid();
    table.say(BEN, json!({"subscribe": ["board"]}));
    let id = table.say(
        ANN,
        json!({"edit": {"addNote": {"step": "A", "row": "R", "text": "Sees an ad"}}}),
    );
    let board = Topics {
        board: true,
        scene: false,
    };
    assert_eq!(
        table.shown,
        [(1, vec![(BEN, board)])],
        "[PA1] those who subscribed see it"
    );
    assert_eq!(table.appended.len(), 1);
    assert!(table.answer(id).is_none(), "it is not on disk yet");
    table.put(Input::Stored(0));
    assert!(table.answer(id).is_none());
    table.put(Input::Stored(1));
    let answer = table.answer(id).unwrap();
    assert_eq!(answer["ok"]["revision"], 1);
    assert!(answer["ok"]["id"].is_string());
}

#[test]
fn an_edit_that_changes_nothing_is_answered_without_an_update() {
    // [ED2]
    let mut table = Table::laid();
    let note = table.note_of(ANN, "Sees an ad");
    let count = table.appended.len();
    let same = table.did(
        ANN,
        json!({"setText": {"note": note, "text": "Sees an ad"}}),
    );
    assert_eq!(
        (same["revision"].as_u64(), table.appended.len()),
        (Some(1), count)
    );
}

#[test]
fn each_message_that_asks_is_answered_once() {
    // [PR2] [PR6]
    let mut table = Table::laid();
    for (message, key) in [
        (json!({"get": "board"}), "told"),
        (json!({"get": "scene"}), "told"),
        (json!({"get": "deleted"}), "told"),
        (json!({"get": "ticket", "role": "viewer"}), "error"),
        (json!({"subscribe": ["scene"]}), "ok"),
        (json!({"edit": {"undo": {}}}), "error"),
    ] {
        let id = table.say(ANN, message.clone());
        let answer = table.answer(id).unwrap_or_else(|| panic!("{message}"));
        assert!(answer.get(key).is_some(), "{message}: {answer}");
        assert!(table.answer(id).is_none());
    }
    let ticket = table.say(ANN, json!({"get": "ticket"}));
    assert_eq!(
        table.answer(ticket).unwrap()["error"]["code"],
        "E_NOT_CONNECTED"
    );
}

#[test]
fn a_bad_message_is_told_to_whoever_said_it_and_nothing_else_happens() {
    // [PR3]
    let mut table = Table::laid();
    let before = table.room.replica().revision();
    table.put(Input::Garbled {
        seat: BEN,
        refusal: InMessage::parse("nonsense").unwrap_err(),
    });
    assert_eq!(table.sent.len(), 1);
    let (to, message) = &table.sent[0];
    assert_eq!(
        (*to, &message["id"], &message["error"]["code"]),
        (BEN, &Value::Null, &json!("E_BAD_MESSAGE"))
    );
    assert_eq!(table.room.replica().revision(), before);
}

#[test]
fn a_viewer_writes_nothing_and_may_look() {
    // [RO1]
    let mut table = Table::laid();
    let note = table.note_of(ANN, "Sees an ad");
    for edit in [
        json!({"addNote": {"step": "A", "row": "R", "text": "x"}}),
        json!({"setText": {"note": note, "text": "x"}}),
        json!({"undo": {}}),
        json!({"many": {"edits": []}}),
    ] {
        assert_eq!(table.refused(EVE, edit), "E_ROLE");
    }
    let id = table.say(EVE, json!({"get": "board"}));
    assert_eq!(table.answer(id).unwrap()["told"], "board");
}

#[test]
fn a_participant_has_their_own_notes_and_not_the_grid() {
    // [RO2]
    let mut table = Table::laid();
    let (anns, bens) = (table.note_of(ANN, "Ann's"), table.note_of(BEN, "Ben's"));
    table.did(BEN, json!({"setText": {"note": bens, "text": "mine"}}));
    table.did(
        BEN,
        json!({"moveNote": {"note": bens, "step": "A", "row": "S"}}),
    );
    table.did(
        BEN,
        json!({"addComment": {"note": anns, "text": "Really?"}}),
    );
    table.did(BEN, json!({"undo": {}}));
    for edit in [
        json!({"setText": {"note": anns, "text": "x"}}),
        json!({"moveNote": {"note": anns, "parked": true}}),
        json!({"moveNotes": {"notes": [bens, anns], "step": "A", "row": "R"}}),
        json!({"deleteNote": {"note": anns}}),
        json!({"setNote": {"note": bens, "locked": true}}),
        json!({"setNote": {"note": bens, "author": "Ann"}}),
        json!({"addNote": {"step": "A", "row": "R", "text": "x", "author": "Ann"}}),
        json!({"addStage": {"title": "B"}}),
        json!({"renameRow": {"row": "R", "title": "x"}}),
        json!({"deleteSheet": {"sheet": "Map"}}),
        json!({"setHeader": {"title": "x"}}),
        json!({"addPhase": {"title": "x"}}),
        json!({"openRound": {"allowance": 3}}),
        json!({"addGroup": {"title": "x", "notes": [anns]}}),
    ] {
        assert_eq!(table.refused(BEN, edit.clone()), "E_ROLE", "{edit}");
    }
    let id = table.say(BEN, json!({"edit": {"deleteStage": {"stage": "Nowhere"}}}));
    assert!(table.answer(id).unwrap().get("error").is_some());
}

#[test]
fn an_act_of_several_edits_is_refused_as_a_whole() {
    // [RO4] [ED3]
    let mut table = Table::laid();
    let mixed = json!({"many": {"edits": [
        {"addNote": {"step": "A", "row": "R", "text": "mine"}},
        {"setHeader": {"title": "x"}},
    ]}});
    assert_eq!(table.refused(BEN, mixed), "E_ROLE");
    assert_eq!(table.room.board().all_notes().len(), 0);
    assert_eq!(
        table.refused(BEN, json!({"undo": {}})),
        "E_GONE",
        "there is no undo step of it"
    );
}

#[test]
fn locks_hold_for_everybody_but_facilitators() {
    // [RO3]
    let mut table = Table::laid();
    let bens = table.note_of(BEN, "Ben's");
    table.did(ANN, json!({"setNote": {"note": bens, "locked": true}}));
    assert_eq!(
        table.refused(BEN, json!({"setText": {"note": bens, "text": "x"}})),
        "E_LOCKED"
    );
    table.did(ANN, json!({"setText": {"note": bens, "text": "by Ann"}}));
    table.did(ANN, json!({"setNote": {"note": bens, "locked": false}}));
    table.did(ANN, json!({"setRow": {"row": "S", "locked": true}}));
    assert_eq!(
        table.refused(
            BEN,
            json!({"moveNote": {"note": bens, "step": "A", "row": "S"}})
        ),
        "E_LOCKED"
    );
    assert_eq!(
        table.refused(
            BEN,
            json!({"addNote": {"step": "A", "row": "S", "text": "x"}})
        ),
        "E_LOCKED"
    );
    table.did(
        ANN,
        json!({"moveNote": {"note": bens, "step": "A", "row": "S"}}),
    );
    assert_eq!(
        table.refused(BEN, json!({"deleteNote": {"note": bens}})),
        "E_LOCKED"
    );
    table.did(ANN, json!({"setRow": {"row": "S", "locked": false}}));
    table.did(BEN, json!({"setText": {"note": bens, "text": "by Ben"}}));
    assert_eq!(table.text(&bens), "by Ben");
}

#[test]
fn a_repeated_number_is_answered_again_and_not_applied_again() {
    // [ED4]
    let mut table = Table::laid();
    let numbered =
        json!({"seq": 1, "edit": {"addNote": {"step": "A", "row": "R", "text": "once"}}});
    let first = table.say(BEN, numbered.clone());
    let again = table.say(BEN, numbered.clone());
    assert!(
        table.answer(first).is_none() && table.answer(again).is_none(),
        "neither is on disk"
    );
    table.store_all();
    let (first, again) = (table.answer(first).unwrap(), table.answer(again).unwrap());
    assert_eq!(first["ok"], again["ok"]);
    assert_eq!(table.room.board().all_notes().len(), 1);
    let later = table.say(BEN, numbered);
    assert_eq!(table.answer(later).unwrap()["ok"], first["ok"]);

    let refused = json!({"seq": 2, "edit": {"setHeader": {"title": "x"}}});
    let first = table.say(BEN, refused.clone());
    let again = table.say(BEN, refused);
    assert_eq!(
        table.answer(first).unwrap()["error"],
        table.answer(again).unwrap()["error"]
    );

    let other = table.say(
        ANN,
        json!({"seq": 1, "edit": {"addNote": {"step": "A", "row": "R", "text": "Ann's first"}}}),
    );
    table.store_all();
    assert!(table.answer(other).is_some());
    assert_eq!(
        table.room.board().all_notes().len(),
        2,
        "each seat counts for itself"
    );
}

#[test]
fn a_guests_numbers_go_on_at_its_next_seat() {
    // [ED4]
    let mut table = Table::laid();
    let guest = |seat| Seating {
        seat,
        participant: ParticipantId::from_u128(8),
        name: "Gil".into(),
        role: Role::Participant,
        wished: Role::Participant,
        is_guest: true,
        colour: None,
    };
    table.put(Input::Joined(guest(SeatId(8))));
    let edit = json!({"addNote": {"step": "A", "row": "R", "text": "once"}});
    table.say(SeatId(8), json!({"seq": 41, "edit": edit}));
    let mark = table.room.replica().guest_mark(ParticipantId::from_u128(8));
    assert_eq!(mark, 41, "written with its edit");
    table.put(Input::Left(SeatId(8)));
    table.put(Input::Joined(guest(SeatId(9))));
    table.say(SeatId(9), json!({"seq": 41, "edit": edit}));
    assert_eq!(table.room.board().all_notes().len(), 1);

    // Another host that has the board knows it too.
    let state = table.room.replica().state();
    let mut other = Table::of(Replica::load(99, &[&state]).unwrap());
    other.minted = 5_000;
    other.put(Input::Joined(guest(SeatId(10))));
    let stale = other.say(SeatId(10), json!({"seq": 40, "edit": edit}));
    assert!(other.answer(stale).unwrap().get("ok").is_some());
    other.say(SeatId(10), json!({"seq": 42, "edit": edit}));
    assert_eq!(other.room.board().all_notes().len(), 2);
}

#[test]
fn somebodys_name_is_written_down_with_their_first_note() {
    // [ED5]
    let mut table = Table::laid();
    let note = table.note_of(BEN, "Ben's");
    let id: NoteId = note.parse().unwrap();
    let board = table.room.board();
    assert_eq!(board.author_of(board.note(id).unwrap()), "Ben");
    assert_eq!(table.appended.len(), 1, "in the same act");
    table.did(BEN, json!({"undo": {}}));
    assert!(table.room.board().note(id).unwrap().deleted);
}

#[test]
fn everybody_sees_who_comes_and_goes() {
    // [PS1]
    let mut table = Table::laid();
    table.note_of(BEN, "Ben was here");
    table.put(Input::Left(BEN));
    table.until_told();
    let told = table.to(ANN, "peers");
    let ben = told.last().unwrap()["peers"]
        .as_array()
        .unwrap()
        .iter()
        .find(|peer| peer["name"] == "Ben")
        .unwrap()
        .clone();
    assert_eq!(
        ben,
        json!({"participant": uuid(2), "name": "Ben", "role": "participant", "here": false, "colour": 2})
    );
    assert!(
        table.to(BEN, "peers").is_empty(),
        "nothing is sent to an empty seat"
    );
}

#[test]
fn presence_reaches_other_screens_and_is_never_stored() {
    // [PS2] [PS3]
    let mut table = Table::laid();
    let note = table.note_of(ANN, "Sees an ad");
    table.say(BEN, json!({"subscribe": ["scene"]}));
    table.sent.clear();
    let stored = table.appended.len();
    table.say(ANN, json!({"presence": {"typing": note, "cursor": [3, 4]}}));
    let expected = json!({"presence": {"participant": uuid(1), "typing": note, "sheet": null, "cursor": [3, 4]}});
    assert_eq!(
        table.sent,
        [(BEN, expected.clone())],
        "only to others who look at the wall"
    );
    assert_eq!(table.appended.len(), stored);
    table.say(EVE, json!({"subscribe": ["scene"]}));
    assert_eq!(
        table.to(EVE, "presence"),
        [&expected],
        "who comes later sees it too"
    );
    table.sent.clear();
    table.put(Input::Left(ANN));
    let gone = json!({"presence": {"participant": uuid(1), "typing": null, "sheet": null, "cursor": null}});
    assert_eq!(table.to(BEN, "presence"), [&gone]);
}

#[test]
fn who_stops_typing_is_no_longer_shown_as_typing() {
    // [PS5]
    let mut table = Table::laid();
    let note = table.note_of(ANN, "");
    table.say(BEN, json!({"subscribe": ["scene"]}));
    assert_eq!(table.room.next_tick(), None, "nothing waits for time");
    table.now = Duration::from_secs(60);
    table.say(ANN, json!({"presence": {"typing": note}}));
    assert_eq!(table.room.next_tick(), Some(table.now + LEASE));
    table.sent.clear();
    table.now += LEASE / 2;
    table.put(Input::Tick);
    assert!(table.sent.is_empty());
    table.now += LEASE;
    table.put(Input::Tick);
    assert_eq!(
        table.to(BEN, "presence")[0]["presence"]["typing"],
        Value::Null
    );
    assert_eq!(table.room.next_tick(), None);
}

#[test]
fn a_failing_disk_is_said_until_it_is_cured() {
    // [ST2]
    let mut table = Table::laid();
    let full = DiskTrouble {
        code: board_model::ErrorCode::Disk,
        reason: None,
        message: "the disk is full".into(),
    };
    let id = table.say(ANN, json!({"edit": {"setHeader": {"title": "Gym"}}}));
    table.put(Input::StoreFailed {
        number: 1,
        trouble: full.clone(),
    });
    assert_eq!(table.answer(id).unwrap()["error"]["code"], "E_DISK");
    for seat in [ANN, BEN, EVE] {
        assert_eq!(table.to(seat, "state")[0]["disk"]["code"], "E_DISK");
    }
    assert_eq!(table.room.board().header().title, "Gym", "the wall goes on");
    table.sent.clear();
    let second = table.say(ANN, json!({"edit": {"setHeader": {"goal": "Join"}}}));
    table.put(Input::StoreFailed {
        number: 2,
        trouble: full,
    });
    assert!(table.to(ANN, "state").is_empty(), "said once");
    assert!(table.answer(second).unwrap().get("error").is_some());
    table.put(Input::Stored(2));
    assert_eq!(table.to(BEN, "state").len(), 1);
    assert!(table.to(BEN, "state")[0].get("disk").is_none());
}

#[test]
fn a_board_that_may_only_be_read_says_why() {
    // [ST3]
    let replica = Replica::blank(9, BoardId::from_u128(77));
    let why = board_room::message::Refusal::new(
        board_model::ErrorCode::NewerFormat,
        "update Journeywall",
    );
    let config = RoomConfig {
        epoch: 9,
        host: ParticipantId::from_u128(1),
        read_only: Some(why),
        unix_ms: 0,
        identity: None,
    };
    let mut room = Room::new(replica, config);
    let seating = Seating {
        seat: ANN,
        participant: ParticipantId::from_u128(1),
        name: "Ann".into(),
        role: Role::Facilitator,
        wished: Role::Facilitator,
        is_guest: false,
        colour: None,
    };
    let effects = room.handle(Duration::ZERO, Input::Joined(seating));
    let Some(Effect::Send { message, .. }) = effects.first() else {
        panic!("{effects:?}")
    };
    let hello = serde_json::to_value(message).unwrap();
    assert_eq!(
        hello["hello"]["readOnly"]["code"], "E_NEWER_FORMAT",
        "before anything is tried"
    );
    let message = InMessage::parse(r#"{"id":1,"edit":{"setHeader":{"title":"x"}}}"#).unwrap();
    let effects = room.handle(Duration::ZERO, Input::Said { seat: ANN, message });
    let [
        Effect::Send {
            message: OutMessage::Error { error, .. },
            ..
        },
    ] = effects.as_slice()
    else {
        panic!("{effects:?}")
    };
    assert_eq!(error.code, "E_NEWER_FORMAT");
}

#[test]
fn the_same_inputs_give_the_same_effects() {
    let run = || {
        let mut table = Table::laid();
        table.say(BEN, json!({"subscribe": ["board", "scene"]}));
        for text in ["a", "b", "c"] {
            table.note_of(ANN, text);
            table.note_of(BEN, text);
        }
        table.did(ANN, json!({"undo": {}}));
        (table.sent, table.appended)
    };
    assert_eq!(run(), run());
}

/// An edit as scripts write it is the edit that is meant.
#[test]
fn undo_is_an_object_without_fields() {
    let undo: Edit = serde_json::from_str(r#"{"undo":{}}"#).unwrap();
    assert!(matches!(undo, Edit::Undo(_)));
}
