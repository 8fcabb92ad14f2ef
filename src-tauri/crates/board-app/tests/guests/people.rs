//! Who guests are, what they may do, and how they go.

use crate::session::{ANN, BOB, Guest, Heard, Session, note, terms};
use board_app::{GuestKey, Role, Seat, SessionOptions};
use board_model::ParticipantId;
use serde_json::{Value, json};
use std::net::SocketAddr;
use tokio::net::TcpListener;

const OVER: u16 = 4000;
const ENDED: u16 = 4004;
const REMOVED: u16 = 4005;
const ELSEWHERE: u16 = 4006;

#[tokio::test]
async fn gu6_who_is_removed_goes_at_once_and_does_not_come_back() {
    let session = Session::begin().await;
    let mut ann = Guest::join(&session, "Ann", ANN).await;
    ann.ok(note(1, "Ann's")).await;
    let mut bob = Guest::join(&session, "Bob", BOB).await;
    let id: ParticipantId = serde_json::from_value(json!(ann.participant())).unwrap();
    session.guests.remove(id);
    assert_eq!(ann.end().await, Heard::Closed(REMOVED));
    let mut again = Guest::knock(&session, "Not Ann", ANN).await;
    assert_eq!(again.end().await, Heard::Closed(REMOVED));
    assert_eq!(session.guests.removed(), [id]);
    bob.ok(note(1, "Bob's")).await;
    assert_eq!(
        session.texts().await,
        ["Ann's", "Bob's"],
        "what she wrote stays"
    );
}

#[tokio::test]
async fn who_was_removed_the_last_time_stays_out() {
    let session = Session::begin().await;
    let ann = Guest::join(&session, "Ann", ANN).await;
    let id: ParticipantId = serde_json::from_value(json!(ann.participant())).unwrap();
    session.guests.stop().await;
    let mut terms = terms(Role::Participant);
    terms.removed = vec![id];
    let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
    let guests = session.board.serve_guests(listener, terms).unwrap();
    let session = Session { guests, ..session };
    assert_eq!(
        Guest::knock(&session, "Ann", ANN).await.end().await,
        Heard::Closed(REMOVED)
    );
}

#[tokio::test]
async fn gu4_a_second_tab_takes_over_from_the_first() {
    let session = Session::begin().await;
    let mut first = Guest::join(&session, "Ann", ANN).await;
    let mut second = Guest::join(&session, "Ann", ANN).await;
    assert_eq!(first.end().await, Heard::Closed(ELSEWHERE));
    second.ok(note(1, "from the second")).await;
}

#[tokio::test]
async fn viewers_see_and_do_not_write() {
    let session = Session::for_role(Role::Viewer).await;
    let mut ann = Guest::join(&session, "Ann", ANN).await;
    assert_eq!(ann.hello["role"], "viewer");
    assert_eq!(ann.answer(note(1, "no")).await["error"]["code"], "E_ROLE");
    ann.ok(json!({ "subscribe": ["scene", "board"] })).await;
    assert!(session.texts().await.is_empty());
    // How they are called is their own business.
    let named = json!({ "seq": 2, "edit": { "setPerson": { "name": "Anna", "colour": 3 } } });
    ann.ok(named.clone()).await;
    let board = ann.ok(json!({ "get": "board" })).await;
    assert!(!board.to_string().contains("Anna"), "{board}");
    let status = ann.ok(json!({ "get": "status" })).await;
    assert!(status["peers"].to_string().contains("Anna"), "{status}");
    ann.ok(named).await;
}

#[tokio::test]
async fn a_viewers_link_answers_no_participants_numbers() {
    let session = Session::begin().await;
    let mut ann = Guest::join(&session, "Ann", ANN).await;
    ann.ok(note(1, "written")).await;
    drop(ann);
    // The same board by a viewer's link, and the same person by their secret.
    let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
    let viewers = session
        .board
        .serve_guests(listener, terms(Role::Viewer))
        .unwrap();
    let door = SocketAddr::from(([127, 0, 0, 1], viewers.address().port()));
    let join = json!({ "token": "07".repeat(16), "name": "Ann", "secret": ANN });
    let mut ann = Guest::knock_at(door, door, join).await.let_in().await;
    assert_eq!(ann.hello["role"], "viewer");
    for seq in [1, 2] {
        let answer = ann.answer(note(seq, "written")).await;
        assert_eq!(answer["error"]["code"], "E_ROLE", "{seq}: {answer}");
    }
}

#[tokio::test]
async fn gu5_guests_are_no_facilitators() {
    let session = Session::begin().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let refused = session
        .board
        .serve_guests(listener, terms(Role::Facilitator));
    let refused = refused.unwrap_err();
    assert_eq!(refused.code(), "E_ROLE");
    let mut ann = Guest::join(&session, "Ann", ANN).await;
    let edit = json!({ "seq": 1, "edit": { "setHeader": { "title": "Mine" } } });
    assert_eq!(ann.answer(edit).await["error"]["code"], "E_ROLE");
}

#[tokio::test]
async fn gu11_a_new_link_keeps_newcomers_out_and_leaves_in_who_is_in() {
    let session = Session::begin().await;
    let mut ann = Guest::join(&session, "Ann", ANN).await;
    session.guests.renew(GuestKey {
        token: [8; 16],
        role: Role::Participant,
    });
    ann.ok(note(1, "still here")).await;
    drop(ann);
    let mut bob = Guest::knock(&session, "Bob", BOB).await;
    let Heard::Said(answer) = bob.heard().await else {
        panic!("no answer");
    };
    assert_eq!(answer["error"]["code"], "E_TICKET");
    assert_eq!(bob.end().await, Heard::Closed(4003));
    // Ann's telephone slept, and has the old link.
    let mut ann = Guest::join(&session, "Ann", ANN).await;
    ann.ok(note(2, "and here")).await;
    let bob = Guest::knock_with(&session, &"08".repeat(16), "Bob", BOB).await;
    bob.let_in().await.ok(note(1, "with the new one")).await;
}

/// What a page is told that asks where its link leads, and how it ends.
async fn looked(session: &Session, token: &str) -> (Value, Heard) {
    let mut page = Guest::look(session, token).await;
    match page.heard().await {
        Heard::Said(told) => (told, page.heard().await),
        end => (Value::Null, end),
    }
}

#[tokio::test]
async fn gu1_a_link_tells_board_and_host_before_anybody_says_who_they_are() {
    let session = Session::begin().await;
    let options = SessionOptions {
        listen: Some(([127, 0, 0, 1], 0).into()),
        discovery: false,
        relay: None,
    };
    let shared = session.app.share(&session.board, "Mira", &options);
    shared.await.unwrap();
    let seat = Seat::new("Mira", Role::Facilitator);
    let mut mira = session.board.connect(seat).unwrap();
    for title in ["Joining the gym", "Leaving the gym"] {
        let edit = json!({ "id": 1, "edit": { "setHeader": { "title": title } } });
        mira.send(&edit.to_string()).await;
        while !mira.recv().await.unwrap().starts_with(r#"{"id":1,"ok""#) {}
        let (told, end) = looked(&session, &"07".repeat(16)).await;
        let invited = json!({ "board": title, "host": "Mira" });
        assert_eq!(told, json!({ "invited": invited }), "the title of now");
        assert_eq!(end, Heard::Closed(OVER));
    }
    // Whoever looked is nobody here.
    let mut ann = Guest::join(&session, "Ann", ANN).await;
    let status = ann.ok(json!({ "get": "status" })).await;
    let names = status["peers"].as_array().unwrap().iter();
    let names: Vec<_> = names.map(|peer| peer["name"].clone()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[tokio::test]
async fn gu1_a_link_that_holds_no_more_tells_nothing_and_guessing_is_counted() {
    let session = Session::begin().await;
    let old = "07".repeat(16);
    session.guests.renew(GuestKey {
        token: [8; 16],
        role: Role::Participant,
    });
    // One that was good before is no guess.
    let guesses = [1, 2, 3, 4].map(|digit| digit.to_string().repeat(32));
    let tokens = [old.as_str(), old.as_str(), "no digits"].into_iter();
    for token in tokens.chain(guesses.iter().map(String::as_str)) {
        let (told, end) = looked(&session, token).await;
        assert_eq!(told["error"]["code"], "E_TICKET", "{token}");
        assert!(told.get("invited").is_none(), "{told}");
        assert_eq!(end, Heard::Closed(4003));
    }
    // [GU8]
    let (told, end) = looked(&session, &"08".repeat(16)).await;
    assert_eq!((told, end), (Value::Null, Heard::Closed(4028)));
}

#[tokio::test]
async fn gu12_the_colour_of_a_guest_is_the_one_they_chose() {
    let session = Session::begin().await;
    let join = json!({ "token": "07".repeat(16), "name": "Ann", "secret": ANN, "colour": 5 });
    let mut ann = Guest::knock_as(&session, join).await.let_in().await;
    let peers = loop {
        match ann.heard().await {
            Heard::Said(message) if message["peers"].is_array() => break message["peers"].clone(),
            Heard::Said(_) => {}
            end => panic!("{end:?}"),
        }
    };
    assert_eq!(peers[0]["guest"], true);
    assert_eq!(peers[0]["colour"], 5, "before anything is written");
    ann.ok(note(1, "mine")).await;
    let board = ann.ok(json!({ "get": "board" })).await;
    let me = &board["people"][ann.participant()];
    assert_eq!(me["colour"], 5, "{me}");
}

#[tokio::test]
async fn the_end_of_the_board_is_the_end_of_the_session() {
    let session = Session::begin().await;
    let mut ann = Guest::join(&session, "Ann", ANN).await;
    session.board.close().await.unwrap();
    assert_eq!(ann.end().await, Heard::Closed(ENDED));
}

#[tokio::test]
async fn links_name_an_address_the_token_and_the_board() {
    let session = Session::begin().await;
    let port = session.guests.address().port();
    let digits = session.board.id().uuid().simple().to_string();
    let end = format!(":{port}/#t={}&b={}", "07".repeat(16), &digits[20..]);
    let links = session.guests.links(Role::Participant, &[]);
    assert!(!links.is_empty());
    for url in links {
        assert!(url.starts_with("http://") && url.ends_with(&end), "{url}");
    }
    assert!(session.guests.links(Role::Viewer, &[]).is_empty());
    let id = session.board.id();
    let keys = session.app.guest_keys(id).await.unwrap();
    assert_eq!(keys, session.app.guest_keys(id).await.unwrap());
    assert_eq!(
        keys.iter().map(|key| key.role).collect::<Vec<_>>(),
        [Role::Participant, Role::Viewer]
    );
    assert_ne!(keys[0].token, keys[1].token);
    assert!(session.path.starts_with(session.folder.path()));
}
