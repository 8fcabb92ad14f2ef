//! Browsers that send or take too much, too little, or not at all.

use std::time::Duration;

use board_web::{Limits, close};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
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
    let mut late = Browser::open(&served).await;
    late.say_frame(Message::text(join(&served.token, "Cem")))
        .await;
    assert_eq!(late.got().await, Got::Closed(close::FULL));
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
        rate_limit: slow(200),
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

#[tokio::test]
async fn sockets_that_never_join_take_no_screens_place() {
    let served = served_with(Limits {
        screens: 2,
        ..Limits::default()
    })
    .await;
    let mut silent = Vec::new();
    for _ in 0..2 {
        silent.push(Browser::open(&served).await);
    }
    let mut ann = Browser::joined(&served, "Ann").await;
    ann.say("here").await;
    assert_eq!(ann.got().await, Got::Text("echo here".to_owned()));
}

#[tokio::test]
async fn an_address_that_joins_too_often_is_told_so_and_others_go_on() {
    let served = served_with(Limits {
        spares_this_machine: false,
        joins_at_once: 3,
        joins_per_second: 0,
        ..Limits::default()
    })
    .await;
    let mut ann = Browser::joined(&served, "Ann").await;
    for number in 0..10 {
        let mut next = Browser::open(&served).await;
        next.say_frame(Message::text(join(&served.token, "Eve")))
            .await;
        match next.got().await {
            Got::Text(hello) if number < 2 => assert_eq!(hello, "hello Eve"),
            Got::Text(told) => {
                assert!(told.contains("E_LIMIT") && told.contains("wait"), "{told}");
                assert_eq!(next.got().await, Got::Closed(close::FULL));
            }
            other => panic!("{other:?}"),
        }
    }
    ann.say("still here").await;
    assert_eq!(ann.got().await, Got::Text("echo still here".to_owned()));
}

#[tokio::test]
async fn a_request_that_trickles_is_hung_up_on() {
    let served = served_with(Limits {
        whole_request: Duration::from_millis(50),
        ..Limits::default()
    })
    .await;
    let mut stream = TcpStream::connect(served.web.address()).await.unwrap();
    stream
        .write_all(b"GET / HTTP/1.1\r\nX-Slow: ")
        .await
        .unwrap();
    // Letter by letter, for ever: it is the server that ends it.
    let (mut read, mut write) = stream.split();
    let mut answer = Vec::new();
    let trickle = async {
        let mut pace = tokio::time::interval(Duration::from_millis(5));
        while write.write_all(b"x").await.is_ok() {
            pace.tick().await;
        }
    };
    tokio::select! {
        _ = read.read_to_end(&mut answer) => {}
        () = trickle => {}
    }
    assert!(!answer.starts_with(b"HTTP/1.1 200"));
}

#[tokio::test]
async fn sockets_that_say_nothing_do_not_shut_the_door() {
    let served = served_with(Limits {
        screens: 4,
        ..Limits::default()
    })
    .await;
    let mut silent = Vec::new();
    for _ in 0..20 {
        let mut stream = TcpStream::connect(served.web.address()).await.unwrap();
        stream.write_all(b"GET / HTTP").await.unwrap();
        silent.push(stream);
        let mut ann = Browser::joined(&served, "Ann").await;
        ann.say("here").await;
        assert_eq!(ann.got().await, Got::Text("echo here".to_owned()));
    }
}
