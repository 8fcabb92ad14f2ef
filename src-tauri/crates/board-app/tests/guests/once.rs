//! Numbered edits of a guest are applied exactly once, whatever happens to the connection or the host.

use crate::session::{ANN, BOB, Guest, Session, note};
use serde_json::json;

#[tokio::test]
async fn gu3_what_is_sent_again_after_a_lost_connection_is_there_once() {
    let session = Session::begin().await;
    let mut ann = Guest::join(&session, "Ann", ANN).await;
    ann.ok(note(1, "one")).await;
    // Nobody reads the answers of these two.
    ann.ask(note(2, "two")).await;
    ann.ask(note(3, "three")).await;
    drop(ann);
    let mut ann = Guest::join(&session, "Ann", ANN).await;
    for (seq, text) in [(1, "one"), (2, "two"), (3, "three"), (4, "four")] {
        ann.ok(note(seq, text)).await;
    }
    assert_eq!(session.texts().await, ["one", "two", "three", "four"]);
}

#[tokio::test]
async fn gu3_what_is_sent_again_after_the_host_started_anew_is_there_once() {
    let session = Session::begin().await;
    let mut ann = Guest::join(&session, "Ann", ANN).await;
    let before = ann.participant();
    for (seq, text) in [(1, "one"), (2, "two")] {
        ann.ok(note(seq, text)).await;
    }
    ann.ask(note(3, "three")).await;
    let session = session.restarted().await;
    let mut ann = Guest::join(&session, "Ann", ANN).await;
    assert_eq!(ann.participant(), before, "the same person");
    for (seq, text) in [(2, "two"), (3, "three"), (4, "four")] {
        ann.ok(note(seq, text)).await;
    }
    let mut expected = vec!["one", "two", "three", "four"];
    let mut texts = session.texts().await;
    // The third may have come before or after the end.
    texts.sort();
    expected.sort_unstable();
    assert_eq!(texts, expected);
}

#[tokio::test]
async fn every_guest_counts_for_themself() {
    let session = Session::begin().await;
    let mut ann = Guest::join(&session, "Ann", ANN).await;
    let mut bob = Guest::join(&session, "Bob", BOB).await;
    ann.ok(note(1, "Ann's")).await;
    bob.ok(note(1, "Bob's")).await;
    assert_eq!(session.texts().await, ["Ann's", "Bob's"]);
}

#[tokio::test]
async fn notes_and_undo_stay_with_the_guest() {
    let session = Session::begin().await;
    let mut ann = Guest::join(&session, "Ann", ANN).await;
    let id = ann.ok(note(1, "mine")).await["id"].clone();
    drop(ann);
    let mut ann = Guest::join(&session, "Ann", ANN).await;
    let set = |text: &str| json!({ "setText": { "note": id, "text": text } });
    ann.ok(json!({ "seq": 2, "edit": set("still mine") })).await;
    let mut bob = Guest::join(&session, "Bob", BOB).await;
    let refused = bob
        .answer(json!({ "seq": 1, "edit": set("Bob's now") }))
        .await;
    assert_eq!(refused["error"]["code"], "E_ROLE");
    ann.ok(json!({ "seq": 3, "edit": { "undo": {} } })).await;
    assert_eq!(session.texts().await, ["mine"]);
}
