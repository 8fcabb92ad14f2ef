//! Browsers that send or take too much, too little, or not at all.

use std::time::Duration;

use board_web::{Limits, close};
use tokio_tungstenite::tungstenite::Message;

use crate::board::{Seen, served, served_with, slow};
use crate::browser::{Browser, Got, join};

#[tokio::test]
async fn a_socket_that_never_joins_is_closed() {
    let served = served_with(Limits {
        first_message: Duration::from_millis(20),
        ..Limits::default()
    })
    .await;
    let mut silent = Browser::open(&served).await;
    assert_eq!(silent.got().await, Got::Closed(close::SILENT));
}

#[tokio::test]
async fn a_screen_that_answers_no_ping_is_closed() {
    let mut served = served_with(Limits {
        ping_every: Duration::from_millis(10),
        silence: Duration::from_millis(40),
        ..Limits::default()
    })
    .await;
    let mut gone = Browser::joined(&served, "Ann").await;
    // Not reading is not answering: the client library answers pings while it reads.
    while served.seen.recv().await != Some(Seen::Left) {}
    assert_eq!(gone.end().await, Got::Closed(close::SILENT));
}

#[tokio::test]
async fn a_screen_that_answers_pings_stays() {
    let served = served_with(Limits {
        ping_every: Duration::from_millis(20),
        silence: Duration::from_millis(600),
        ..Limits::default()
    })
    .await;
    let mut quiet = Browser::joined(&served, "Ann").await;
    // Forty pings take longer than the silence that is allowed.
    quiet.pinged(40).await;
    quiet.say("still here").await;
    assert_eq!(quiet.got().await, Got::Text("echo still here".to_owned()));
}

#[tokio::test]
async fn a_message_above_the_limit_ends_its_own_socket_only() {
    let mut served = served_with(Limits {
        message_bytes: 10_000,
        ..Limits::default()
    })
    .await;
    let mut ann = Browser::joined(&served, "Ann").await;
    let mut eve = Browser::joined(&served, "Eve").await;
    eve.say(&"x".repeat(10_000)).await;
    assert!(
        matches!(eve.got().await, Got::Text(_)),
        "the limit itself is allowed"
    );
    eve.say_frame(Message::text("y".repeat(10_001))).await;
    assert_ne!(eve.end().await, Got::Text(String::new()));
    ann.say("still here").await;
    assert_eq!(ann.got().await, Got::Text("echo still here".to_owned()));
    served.seen.close();
    while let Some(seen) = served.seen.recv().await {
        assert!(!matches!(seen, Seen::Heard(text) if text.starts_with('y')));
    }
}

#[tokio::test]
async fn a_frame_that_is_not_text_ends_its_socket() {
    let served = served().await;
    let mut eve = Browser::joined(&served, "Eve").await;
    eve.say_frame(Message::binary(vec![0; 8])).await;
    assert_eq!(eve.got().await, Got::Closed(1003));
    let mut early = Browser::open(&served).await;
    early.say_frame(Message::binary(vec![0; 8])).await;
    assert_eq!(early.got().await, Got::Closed(1003));
}

#[tokio::test]
async fn a_screen_that_takes_nothing_is_closed_as_behind() {
    let mut served = served_with(Limits {
        waiting_bytes: 1 << 20,
        ..Limits::default()
    })
    .await;
    let mut slow = Browser::joined(&served, "Ann").await;
    slow.say("flood").await;
    // 256 MB are on their way: more than the outbox and the system's own buffers take.
    while served.seen.recv().await != Some(Seen::Left) {}
    assert_eq!(slow.end().await, Got::Closed(close::BEHIND));
}

#[tokio::test]
async fn when_all_places_are_taken_the_next_is_told_so() {
    let served = served_with(Limits {
        screens: 2,
        ..Limits::default()
    })
    .await;
    let first = Browser::joined(&served, "Ann").await;
    let _second = Browser::joined(&served, "Bob").await;
    assert_eq!(
        Browser::open(&served).await.got().await,
        Got::Closed(close::FULL)
    );
    drop(first);
    // The place is free as soon as the server has noticed; until then it says that it is full.
    let deadline = tokio::time::Instant::now() + Duration::from_secs(10);
    loop {
        let mut third = Browser::open(&served).await;
        third
            .say_frame(Message::text(join(&served.token, "Cem")))
            .await;
        match third.got().await {
            Got::Text(hello) => break assert_eq!(hello, "hello Cem"),
            _ => assert!(
                tokio::time::Instant::now() < deadline,
                "the place stays taken"
            ),
        }
    }
}

#[tokio::test]
async fn whoever_sends_too_fast_is_read_slowly_and_loses_nothing() {
    let served = served_with(Limits {
        rates: slow(200),
        ..Limits::default()
    })
    .await;
    let mut ann = Browser::joined(&served, "Ann").await;
    for number in 0..50 {
        ann.say(&number.to_string()).await;
    }
    for number in 0..50 {
        assert_eq!(ann.got().await, Got::Text(format!("echo {number}")));
    }
}
