//! Who guests are, what they may do, and how they go.

use crate::session::{ANN, BOB, Guest, Heard, Session, TOKEN, note};
use board_app::{GuestTerms, Role};
use board_model::ParticipantId;
use serde_json::json;
use tokio::net::TcpListener;

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
    let mut terms = GuestTerms::new(TOKEN, Role::Participant);
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
}

#[tokio::test]
async fn gu5_guests_are_no_facilitators() {
    let session = Session::begin().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let terms = GuestTerms::new(TOKEN, Role::Facilitator);
    let refused = session.board.serve_guests(listener, terms).unwrap_err();
    assert_eq!(refused.code(), "E_ROLE");
    let mut ann = Guest::join(&session, "Ann", ANN).await;
    let edit = json!({ "seq": 1, "edit": { "setHeader": { "title": "Mine" } } });
    assert_eq!(ann.answer(edit).await["error"]["code"], "E_ROLE");
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
    assert!(!session.guests.urls().is_empty());
    for url in session.guests.urls() {
        assert!(url.starts_with("http://") && url.ends_with(&end), "{url}");
    }
    let token = session.app.guest_token(session.board.id()).await.unwrap();
    assert_eq!(
        token,
        session.app.guest_token(session.board.id()).await.unwrap()
    );
    assert!(session.path.starts_with(session.folder.path()));
}
