//! Who gets a screen, and what passes through it.

use board_web::{Audience, Limits, Token, UiBundle, WebError, WebOptions, close, serve};
use serde_json::Value;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::http::StatusCode;

use crate::board::{Board, Seen, served};
use crate::browser::{Browser, Got, join};

#[tokio::test]
async fn messages_pass_both_ways_and_in_order() {
    let mut served = served().await;
    let mut ann = Browser::joined(&served, "Ann").await;
    for number in 0..100 {
        ann.say(&format!("{number} ✎")).await;
    }
    for number in 0..100 {
        assert_eq!(ann.got().await, Got::Text(format!("echo {number} ✎")));
    }
    drop(ann);
    assert_eq!(
        served.seen.recv().await,
        Some(Seen::Joined("Ann".to_owned()))
    );
    assert_eq!(
        served.seen.recv().await,
        Some(Seen::Heard("0 ✎".to_owned()))
    );
    while let Some(seen) = served.seen.recv().await {
        if seen == Seen::Left {
            return;
        }
    }
    panic!("the board was not told that Ann left");
}

#[tokio::test]
async fn the_address_carries_the_token_in_its_fragment() {
    let served = served().await;
    let token = Token::from_bytes(&[10; 16]);
    let digits = "0a".repeat(16);
    let expected = format!("http://{}/#t={digits}", served.web.address());
    assert_eq!(served.web.links(&token, &[]), [expected]);
}

#[tokio::test]
async fn a_wrong_token_gets_an_error_and_no_screen() {
    let mut served = served().await;
    let other = Token::random().unwrap();
    for token in [other.as_str(), "", &served.token[..31]] {
        let mut stranger = Browser::open(&served).await;
        stranger.say(&join(token, "Eve")).await;
        let Got::Text(answer) = stranger.got().await else {
            panic!("no answer");
        };
        let answer: Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(answer["id"], Value::Null);
        assert_eq!(answer["error"]["code"], "E_TICKET");
        assert_eq!(stranger.got().await, Got::Closed(close::TICKET));
    }
    assert!(
        served.seen.try_recv().is_err(),
        "the board never heard of her"
    );
}

#[tokio::test]
async fn a_first_message_that_is_none_is_refused() {
    let mut served = served().await;
    let long = join(&served.token, &"x".repeat(5_000));
    for first in ["", "{}", "hello", r#"{"id":1,"get":"board"}"#, &long] {
        let mut stranger = Browser::open(&served).await;
        stranger.say(first).await;
        let Got::Text(answer) = stranger.got().await else {
            panic!("no answer");
        };
        assert!(answer.contains("E_BAD_MESSAGE"), "{answer}");
        assert_eq!(stranger.got().await, Got::Closed(close::TICKET));
    }
    assert!(served.seen.try_recv().is_err());
}

#[tokio::test]
async fn what_the_board_says_against_a_person_is_passed_on() {
    let served = served().await;
    let mut nobody = Browser::open(&served).await;
    nobody.say(&join(&served.token, " nobody ")).await;
    let expected = r#"{"id":null,"error":{"code":"E_ROLE","message":"nobody may come in"}}"#;
    assert_eq!(nobody.got().await, Got::Text(expected.to_owned()));
    assert_eq!(nobody.got().await, Got::Closed(close::TICKET));
}

#[tokio::test]
async fn pages_of_other_sites_get_no_socket() {
    let served = served().await;
    let host = served.host();
    let port = served.web.address().port();
    let other_name = format!("http://localhost:{port}");
    let origins = [
        None,
        Some("null"),
        Some("http://evil.example"),
        Some("http://127.0.0.1"),
        Some(other_name.as_str()),
    ];
    for origin in origins {
        let refused = Browser::open_as(&served, &host, origin).await.err();
        assert_eq!(refused, Some(StatusCode::FORBIDDEN), "{origin:?}");
    }
    let rebound = format!("evil.example:{port}");
    let origin = format!("http://{rebound}");
    let refused = Browser::open_as(&served, &rebound, Some(&origin))
        .await
        .err();
    assert_eq!(refused, Some(StatusCode::MISDIRECTED_REQUEST));

    let localhost = format!("localhost:{port}");
    assert!(
        Browser::open_as(&served, &localhost, Some(&other_name))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_closed_board_says_so() {
    let served = served().await;
    let mut ann = Browser::joined(&served, "Ann").await;
    ann.say("last words").await;
    ann.say("close").await;
    assert_eq!(ann.got().await, Got::Text("echo last words".to_owned()));
    assert_eq!(ann.got().await, Got::Closed(close::CLOSED));
}

#[tokio::test]
async fn stopping_closes_every_screen_and_the_port() {
    let served = served().await;
    let address = served.web.address();
    let mut ann = Browser::joined(&served, "Ann").await;
    let mut waiting = Browser::open(&served).await;
    let (ann_end, waiting_end, ()) = tokio::join!(
        ann.end(),
        waiting.end(),
        served.web.stop(board_web::ShutdownReason::Ended)
    );
    assert_eq!(ann_end, Got::Closed(close::CLOSED));
    assert_eq!(waiting_end, Got::Closed(close::CLOSED));
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn others_on_the_network_are_not_served() {
    let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
    let (seen, _) = mpsc::unbounded_channel();
    let options = WebOptions {
        bundle: UiBundle::built_in(),
        limits: Limits::default(),
        audience: Audience::ThisMachine,
    };
    let refused = serve(
        listener,
        options,
        Board::new(Token::random().unwrap(), seen),
    )
    .err()
    .unwrap();
    assert!(matches!(refused, WebError::NotLoopback(_)));
    assert_eq!(refused.code(), "E_BAD_INPUT");
}
