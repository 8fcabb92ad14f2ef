//! Bytes that no browser sends: each costs its own connection at most, and nothing of this machine comes out.

use board_web::Limits;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::board::{Served, served, served_with};
use crate::browser::{Browser, Got, join};

/// A frame as it is written: its first two bytes, and whatever follows.
fn frame(first: u8, second: u8, rest: &[u8]) -> Vec<u8> {
    [&[first, second], rest].concat()
}

/// A masked frame with less than 126 bytes, under a mask of zeros.
fn masked(first: u8, payload: &[u8]) -> Vec<u8> {
    let length = 0x80 | u8::try_from(payload.len()).unwrap();
    frame(first, length, &[&[0; 4], payload].concat())
}

/// A connection that has become a WebSocket.
async fn upgraded(served: &Served) -> TcpStream {
    let host = served.host();
    let mut stream = TcpStream::connect(&host).await.unwrap();
    let request = format!(
        "GET /ws HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nConnection: Upgrade\r\n\
         Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
    assert!(head.starts_with(b"HTTP/1.1 101"));
    stream
}

/// Whoever is here goes on.
async fn goes_on(ann: &mut Browser, after: &str) {
    ann.say(after).await;
    assert_eq!(ann.got().await, Got::Text(format!("echo {after}")));
}

#[tokio::test]
async fn a_malformed_frame_ends_its_own_socket_and_no_other() {
    // What is only half a frame is waited for no longer than this.
    let served = served_with(Limits {
        first_message: Duration::from_millis(100),
        ..Limits::default()
    })
    .await;
    let mut ann = Browser::joined(&served, "Ann").await;
    let hello = join(&served.token, "Eve");
    let unmasked = frame(0x81, hello.len() as u8, hello.as_bytes());
    let attacks = [
        ("an unmasked frame", unmasked),
        ("a reserved bit", masked(0xc1, b"{}")),
        ("an opcode that is none", masked(0x83, b"{}")),
        ("a control opcode that is none", masked(0x8f, b"")),
        ("a continuation of nothing", masked(0x80, b"{}")),
        ("a ping in two parts", masked(0x09, b"x")),
        ("a long ping", frame(0x89, 0xfe, &[0, 200])),
        ("a length beyond everything", frame(0x81, 0xff, &[0xff; 8])),
        ("a text that is none", masked(0x81, &[0xff, 0xfe, 0xfd])),
        (
            "a text begun twice",
            [masked(0x01, b"{"), masked(0x01, b"}")].concat(),
        ),
        ("a close of one byte", masked(0x88, b"x")),
        ("a close for no reason there is", masked(0x88, &[0, 1])),
    ];
    for (what, bytes) in attacks {
        let mut eve = upgraded(&served).await;
        // It may be hung up on before all of it is written.
        drop(eve.write_all(&bytes).await);
        let mut answer = Vec::new();
        drop(eve.read_to_end(&mut answer).await);
        let told = String::from_utf8_lossy(&answer);
        assert!(!told.contains("hello Eve"), "{what}: {told}");
        goes_on(&mut ann, what).await;
    }
}

#[tokio::test]
async fn floods_of_pings_and_of_tiny_parts_hold_nobody_up() {
    let served = served().await;
    let mut ann = Browser::joined(&served, "Ann").await;
    let mut eve = upgraded(&served).await;
    let hello = join(&served.token, "Eve");
    assert!(hello.len() < 126);
    eve.write_all(&masked(0x81, hello.as_bytes()))
        .await
        .unwrap();
    let pings = masked(0x89, b"").repeat(5_000);
    let parts = [masked(0x01, b"x"), masked(0x00, b"x").repeat(20_000)].concat();
    for flood in [pings, parts] {
        drop(eve.write_all(&flood).await);
        goes_on(&mut ann, "beside a flood").await;
    }
}

#[tokio::test]
async fn odd_requests_give_nothing_away() {
    let served = served().await;
    let mut ann = Browser::joined(&served, "Ann").await;
    let host = served.host();
    let with_host = |line: &str| format!("{line}\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    let mut requests: Vec<Vec<u8>> = [
        "GET /../../etc/passwd HTTP/1.1",
        "GET /..%2f..%2fetc/passwd HTTP/1.1",
        "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1",
        "GET /assets/..\\..\\library.db HTTP/1.1",
        "GET /assets/%00.js HTTP/1.1",
        "GET /library.db HTTP/1.1",
        "GET file:///etc/passwd HTTP/1.1",
        "GET http://evil.example/ HTTP/1.1",
        "GET //evil.example/ HTTP/1.1",
        "GET * HTTP/1.1",
        "OPTIONS * HTTP/1.1",
        "CONNECT evil.example:80 HTTP/1.1",
        "TRACE / HTTP/1.1",
        "PUT /index.html HTTP/1.1",
        "DELETE /index.html HTTP/1.1",
        "PROPFIND / HTTP/1.1",
        "GET / HTTP/9.9",
        "GET /",
        " GET / HTTP/1.1",
        "\u{1b}[2J / HTTP/1.1",
    ]
    .iter()
    .map(|line| with_host(line).into_bytes())
    .collect();
    let raw = [
        format!("GET /index.html HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n"),
        "GET / HTTP/1.1\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nHost: \r\n\r\n".to_owned(),
        format!(
            "GET / HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n\r\n",
            "y".repeat(1 << 20)
        ),
        format!(
            "GET / HTTP/1.1\r\nHost: {host}\r\n{}\r\n",
            "X: y\r\n".repeat(5_000)
        ),
        format!(
            "GET /{} HTTP/1.1\r\nHost: {host}\r\n\r\n",
            "x".repeat(1 << 20)
        ),
        format!(
            "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x"
        ),
        format!("POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: -1\r\n\r\n"),
        format!("GET /ws HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
    ];
    requests.extend(raw.map(String::into_bytes));
    requests.push(vec![0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]);
    requests.push(vec![0; 4_096]);
    for request in requests {
        let shown: String = String::from_utf8_lossy(&request).chars().take(60).collect();
        let mut stream = TcpStream::connect(&host).await.unwrap();
        drop(stream.write_all(&request).await);
        drop(stream.shutdown().await);
        let mut answer = Vec::new();
        drop(stream.read_to_end(&mut answer).await);
        let answer = String::from_utf8_lossy(&answer);
        for secret in [
            "root:",
            "SQLite",
            served.token.as_str(),
            "/work/",
            "panicked",
            "evil.example",
        ] {
            assert!(!answer.contains(secret), "{shown}: {answer}");
        }
        goes_on(&mut ann, "after an odd request").await;
    }
}
