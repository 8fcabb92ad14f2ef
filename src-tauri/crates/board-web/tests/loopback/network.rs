//! A server for the network: the rules that hold beyond those of a server for this machine.

use std::collections::BTreeSet;
use std::time::Duration;

use board_web::{Audience, Limits, ShutdownReason, Token, close};
use serde_json::json;
use tokio::sync::watch;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::http::StatusCode;

use crate::board::{Seen, Served, served_to, slow};
use crate::browser::{Browser, Got, ask, join};

/// On every address of this machine; callers come from 127.0.0.1.
async fn networked(limits: Limits) -> Served {
    let other = BTreeSet::from(["192.0.2.99:4000".parse().unwrap()]);
    let (_, others) = watch::channel(other);
    served_to("0.0.0.0:0", limits, Audience::Network { others }).await
}

/// The network's limits, to which this machine is held like any other.
fn strict() -> Limits {
    Limits {
        spares_this_machine: false,
        ..Limits::network()
    }
}

#[tokio::test]
async fn gu7_only_the_very_address_that_was_reached_is_a_host() {
    let served = networked(Limits::network()).await;
    let port = served.web.address().port();
    assert_eq!(ask(&served, "GET", "/", &served.host()).await.status, 200);
    for host in [
        format!("localhost:{port}"),
        format!("0.0.0.0:{port}"),
        format!("192.168.1.1:{port}"),
        format!("evil.example:{port}"),
        "127.0.0.1".to_owned(),
        format!("127.0.0.1:{}", port ^ 1),
    ] {
        let answer = ask(&served, "GET", "/", &host).await;
        assert_eq!(answer.status, 421, "{host}");
        assert!(answer.body.is_empty(), "{host}");
    }
}

#[tokio::test]
async fn pages_of_the_network_may_go_on_at_another_machine_and_run_no_script_but_ours() {
    let served = networked(Limits::network()).await;
    let host = served.host();
    let answer = ask(&served, "GET", "/", &host).await;
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("connect-src 'self' ws:;"), "{policy}");
    assert!(
        policy.starts_with("default-src 'none'; script-src 'self'"),
        "{policy}"
    );
    assert!(policy.contains("frame-ancestors 'none'; base-uri 'none'; form-action 'none'"));
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
}

#[tokio::test]
async fn gu7_a_socket_is_for_our_pages_and_those_of_a_former_host() {
    let served = networked(Limits::network()).await;
    let host = served.host();
    for origin in [
        Some("http://192.0.2.99:4001"),
        Some("http://evil.example"),
        Some("null"),
        None,
    ] {
        let refused = Browser::open_as(&served, &host, origin).await.err();
        assert_eq!(refused, Some(StatusCode::FORBIDDEN), "{origin:?}");
    }
    let former = Browser::open_as(&served, &host, Some("http://192.0.2.99:4000")).await;
    let mut former = former.unwrap();
    former.say(&join(&served.token, "Ann")).await;
    assert_eq!(former.got().await, Got::Text("hello Ann".to_owned()));
}

#[tokio::test]
async fn gu8_after_five_wrong_tokens_not_even_the_right_one_is_looked_at() {
    let served = networked(Limits::network()).await;
    let other = Token::random().unwrap();
    for _ in 0..5 {
        let mut stranger = Browser::open(&served).await;
        stranger.say(&join(other.as_str(), "Eve")).await;
        assert!(matches!(stranger.got().await, Got::Text(answer) if answer.contains("E_TICKET")));
        assert_eq!(stranger.got().await, Got::Closed(close::TICKET));
    }
    let mut barred = Browser::open(&served).await;
    barred.say(&join(&served.token, "Eve")).await;
    assert_eq!(barred.got().await, Got::Closed(close::BARRED));
}

#[tokio::test]
async fn gu9_one_address_has_so_many_screens_and_no_more() {
    let served = networked(Limits {
        screens_per_address: 2,
        ..strict()
    })
    .await;
    let _first = Browser::joined(&served, "Ann").await;
    let _second = Browser::joined(&served, "Bob").await;
    let mut third = Browser::open(&served).await;
    third.say(&join(&served.token, "Cem")).await;
    assert_eq!(third.got().await, Got::Closed(close::FULL));
}

#[tokio::test]
async fn programs_of_this_machine_are_spared_that() {
    let served = networked(Limits {
        screens_per_address: 1,
        ..Limits::network()
    })
    .await;
    let _first = Browser::joined(&served, "Ann").await;
    let _second = Browser::joined(&served, "Bob").await;
}

#[tokio::test]
async fn gu9_a_message_has_a_mebibyte_at_most() {
    let mut served = networked(strict()).await;
    let mut eve = Browser::joined(&served, "Eve").await;
    eve.say(&"x".repeat(1 << 20)).await;
    assert!(
        matches!(eve.got().await, Got::Text(_)),
        "the limit itself is allowed"
    );
    eve.say_frame(Message::text("y".repeat((1 << 20) + 1)))
        .await;
    assert!(!matches!(eve.end().await, Got::Text(_)));
    served.seen.close();
    while let Some(seen) = served.seen.recv().await {
        assert!(!matches!(seen, Seen::Heard(text) if text.starts_with('y')));
    }
}

#[tokio::test]
async fn gu1_who_does_not_say_hello_is_hung_up_on() {
    assert_eq!(Limits::network().first_message, Duration::from_secs(5));
    let served = networked(Limits {
        first_message: Duration::from_millis(20),
        ..strict()
    })
    .await;
    assert_eq!(
        Browser::open(&served).await.got().await,
        Got::Closed(close::SILENT)
    );
}

#[tokio::test]
async fn a_connection_that_asks_for_nothing_is_ended() {
    let served = networked(Limits {
        silence: Duration::from_millis(20),
        ..strict()
    })
    .await;
    let mut idle = tokio::net::TcpStream::connect(served.host()).await.unwrap();
    let mut nothing = [0];
    let read = tokio::io::AsyncReadExt::read(&mut idle, &mut nothing).await;
    assert!(matches!(read, Ok(0) | Err(_)));
}

#[tokio::test]
async fn gu9_a_flood_waits_and_others_do_not() {
    let served = networked(Limits {
        rate_limit: slow(20),
        ..strict()
    })
    .await;
    let mut eve = Browser::joined(&served, "Eve").await;
    let mut ann = Browser::joined(&served, "Ann").await;
    for number in 0..2_000 {
        eve.say(&number.to_string()).await;
    }
    ann.say("in time").await;
    assert_eq!(ann.got().await, Got::Text("echo in time".to_owned()));
    for number in 0..10 {
        assert_eq!(eve.got().await, Got::Text(format!("echo {number}")));
    }
}

#[tokio::test]
async fn a_secret_is_32_digits() {
    let served = networked(Limits::network()).await;
    for (secret, is_one) in [
        ("00112233445566778899aabbccddeeff", true),
        ("00", false),
        ("+0112233445566778899aabbccddeeff", false),
    ] {
        let mut guest = Browser::open(&served).await;
        let join = json!({ "join": { "token": served.token, "name": "Ann", "secret": secret } });
        guest.say(&join.to_string()).await;
        let Got::Text(answer) = guest.got().await else {
            panic!("no answer");
        };
        assert_eq!(answer == "hello Ann", is_one, "{answer}");
    }
}

#[tokio::test]
async fn who_was_removed_is_told_so() {
    let served = networked(Limits::network()).await;
    let mut removed = Browser::open(&served).await;
    let join = json!({ "join": { "token": served.token, "secret": "ee".repeat(16) } });
    removed.say(&join.to_string()).await;
    assert_eq!(removed.got().await, Got::Closed(close::REMOVED));
}

#[tokio::test]
async fn the_end_is_the_end_of_the_session() {
    let served = networked(Limits::network()).await;
    let mut ann = Browser::joined(&served, "Ann").await;
    let mut bob = Browser::joined(&served, "Bob").await;
    bob.say("close").await;
    assert_eq!(
        bob.end().await,
        Got::Closed(close::ENDED),
        "its board was closed"
    );
    let (end, ()) = tokio::join!(ann.end(), served.web.stop(ShutdownReason::Ended));
    assert_eq!(end, Got::Closed(close::ENDED));
}
