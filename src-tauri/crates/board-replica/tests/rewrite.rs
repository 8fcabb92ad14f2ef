//! A board rewritten into a clean copy: what is in it, and what is not even in its bytes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests report by panicking"
)]

mod support;

use board_model::{BoardId, Edit, ParticipantId};
use board_replica::{CopyScope, Replica};
use support::{ANN, BEN, BOARD, add_note, grid, note};

const COPY: BoardId = BoardId::from_u128(0xC0B7);
const PERSONA: &str = "01890000-0000-7000-8000-00000000000a";
/// Writes only what is taken away again.
const EVE: ParticipantId = ParticipantId::from_u128(0xE);

fn edit(json: &str) -> Edit {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

fn has(state: &[u8], text: &str) -> bool {
    state
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

/// A board with something of every root, half of it taken away.
fn board() -> Replica {
    let mut replica = Replica::blank(1, BOARD);
    for edit in grid(3, 3) {
        replica.apply(ANN, edit).unwrap();
    }
    for n in 0..6 {
        let by = if n == 5 { EVE } else { BEN };
        let text = format!("note {n}");
        replica
            .apply(by, add_note(n, n % 3, n % 2, &text).into())
            .unwrap();
    }
    let mut act = |json: String| {
        replica.apply(ANN, edit(&json)).unwrap();
    };
    let id = note;
    let gone = "01890000-0000-7000-8000-00000000000b";
    for (id, name) in [(PERSONA, "Pat"), (gone, "Ghost")] {
        act(format!(
            r#"{{"addPersona":{{"id":"{id}","name":"{name}"}}}}"#
        ));
        act(format!(
            r#"{{"setSentiment":{{"persona":"{id}","step":"S0","value":1}}}}"#
        ));
    }
    act(format!(r#"{{"deletePersona":{{"persona":"{gone}"}}}}"#));
    for n in [0, 5] {
        let (id, note) = (format!("01890000-0000-7000-8000-0000000000c{n}"), id(n));
        act(format!(
            r#"{{"addComment":{{"id":"{id}","note":"{note}","text":"comment {n}"}}}}"#
        ));
    }
    act(r#"{"setHeader":{"title":"Kept title"}}"#.into());
    act(format!(
        r#"{{"setText":{{"note":"{}","text":"said better"}}}}"#,
        id(1)
    ));
    act(format!(r#"{{"deleteNote":{{"note":"{}"}}}}"#, id(5)));
    act(r#"{"deleteStage":{"stage":"S1"}}"#.into());
    act(r#"{"deleteRow":{"row":"R2"}}"#.into());
    replica
}

/// The board as JSON without its id.
fn shown(replica: &Replica) -> serde_json::Value {
    let mut json = serde_json::to_value(replica.board()).unwrap();
    json.as_object_mut().unwrap().remove("id");
    json
}

#[test]
fn a_copy_of_all_is_the_board_with_everything_that_can_be_restored() {
    let first = board();
    let mut copy = first.rewrite(7, COPY, CopyScope::All).unwrap();
    assert_eq!(copy.board().id(), COPY);
    assert_eq!(shown(&copy), shown(&first));
    assert_eq!(copy.undo_depth(ANN), 0);
    let restore = format!(r#"{{"restoreNote":{{"note":"{}"}}}}"#, note(5));
    copy.apply(ANN, edit(&restore)).unwrap();
    assert!(has(&copy.state(), "S1"), "a deleted stage");
    assert!(shown(&copy).to_string().contains("note 5"));
    assert!(!has(&copy.state(), "note 1"), "an earlier text is history");
    let loaded = Replica::load(0, &[&copy.state()]).unwrap();
    assert_eq!(loaded.board(), copy.board());
}

#[test]
fn a_copy_of_what_is_shown_looks_the_same_and_holds_nothing_else() {
    let first = board();
    let copy = first.rewrite(7, COPY, CopyScope::Shown).unwrap();
    // What people said of a persona that is gone is in the messages of the board, and is shown nowhere.
    let mut expected = shown(&first);
    let is_shown = |set: &serde_json::Value| set["persona"] == PERSONA;
    expected["sentiments"]
        .as_array_mut()
        .unwrap()
        .retain(is_shown);
    assert_eq!(
        shown(&copy),
        expected,
        "notes of the deleted stage are parked in both"
    );
    let (before, after) = (first.state(), copy.state());
    for kept in [
        "note 0",
        "note 4",
        "said better",
        "comment 0",
        "Pat",
        "Kept title",
        "S0",
    ] {
        assert!(has(&after, kept), "{kept}");
    }
    for gone in ["note 5", "comment 5", "Ghost", "S1", "R2"] {
        assert!(has(&before, gone), "{gone} was there");
        assert!(!has(&after, gone), "{gone}");
    }
    assert!(
        !has(&after, &EVE.to_string()),
        "nobody is named who left nothing"
    );
    assert!(has(&after, &BEN.to_string()));
    assert!(!has(&after, &BOARD.to_string()));
}
