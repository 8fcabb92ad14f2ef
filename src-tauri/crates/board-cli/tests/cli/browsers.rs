//! `host --guests`: the pages and a screen for a browser of this machine, and a link for guests.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

use crate::program::Desk;

/// Host and port, and the token, of an address as people get it.
fn parts(url: &str) -> (&str, &str) {
    let rest = url.strip_prefix("http://").expect("an address");
    rest.split_once("/#t=").expect("a token in the fragment")
}

#[test]
fn the_address_is_in_the_hello_line_and_serves_the_pages() {
    let (desk, board) = Desk::with_board("zapier-standard");
    let mut host = desk.host(&board, &["--guests", "127.0.0.1:0"]);
    let hello = host.hear();
    let url = hello["hello"]["guest_url"]
        .as_str()
        .expect("an address")
        .to_owned();
    let (authority, _) = parts(&url);
    let mut stream = TcpStream::connect(authority).unwrap();
    write!(
        stream,
        "GET / HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.to_lowercase().contains("<!doctype html>"), "{page}");

    let (_, status) = host.leave();
    assert_eq!(status.code(), Some(0));
    assert!(
        TcpStream::connect(authority).is_err(),
        "nothing listens any more"
    );
}

#[test]
fn a_browser_writes_on_the_board_and_the_script_sees_it() {
    let (desk, board) = Desk::with_board("zapier-standard");
    let mut host = desk.host(&board, &["--guests", "127.0.0.1:0"]);
    let url = host.hear()["hello"]["guest_url"]
        .as_str()
        .unwrap()
        .to_owned();
    let (authority, token) = parts(&url);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let mut request = format!("ws://{authority}/ws").into_client_request().unwrap();
        request.headers_mut().insert("origin", format!("http://{authority}").parse().unwrap());
        let (mut socket, _) = connect_async(request).await.unwrap();
        let join = json!({ "join": { "token": token, "name": "Bo" } });
        socket.send(Message::text(join.to_string())).await.unwrap();
        let edit = json!({ "id": 1, "edit": { "addNote": { "step": "Awareness", "row": "Doing", "text": "from a browser" } } });
        socket.send(Message::text(edit.to_string())).await.unwrap();
        let mut heard = Vec::new();
        while let Some(Ok(frame)) = socket.next().await {
            let Message::Text(text) = frame else { continue };
            let message: Value = serde_json::from_str(text.as_str()).unwrap();
            let is_answer = message["id"] == 1;
            heard.push(message);
            if is_answer {
                break;
            }
        }
        assert_eq!(heard[0]["hello"]["name"], "Bo", "{heard:?}");
        assert!(heard.last().unwrap().get("ok").is_some(), "{heard:?}");
    });
    let seen = host.get(1, "board").to_string();
    assert!(seen.contains("from a browser"), "{seen}");
}

#[test]
fn without_a_script_the_address_is_the_answer() {
    let (desk, _) = Desk::with_board("zapier-standard");
    let mut command = desk.command(&["host", "board.journey", "--guests", "127.0.0.1:0"]);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let (_, token) = parts(line.trim_end());
    assert_eq!(token.len(), 32);
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn addresses_of_the_network_are_for_guests() {
    let (desk, board) = Desk::with_board("zapier-standard");
    let mut host = desk.host(&board, &["--guests", "0.0.0.0:0"]);
    let url = host.hear()["hello"]["guest_url"]
        .as_str()
        .expect("a link")
        .to_owned();
    let (_, rest) = parts(&url);
    let (token, digits) = rest.split_once("&b=").expect("the board");
    assert_eq!((token.len(), digits.len()), (32, 12), "{url}");
    let (_, status) = host.leave();
    assert_eq!(status.code(), Some(0));
}

#[test]
fn this_machines_browser_and_guests_are_served_at_once() {
    let (desk, board) = Desk::with_board("zapier-standard");
    let both = ["--guests", "0.0.0.0:0", "--guests", "127.0.0.1:0"];
    let mut command = desk.command(&["host", board.to_str().unwrap()]);
    let mut child = command
        .args(both)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let own = lines.next().unwrap().unwrap();
    assert!(own.starts_with("http://127.0.0.1:"), "{own}");
    assert!(!own.contains("&b="), "{own}");
    let guests = lines.next().unwrap().unwrap();
    assert!(guests.contains("&b="), "{guests}");
    child.kill().unwrap();
    child.wait().unwrap();
}
