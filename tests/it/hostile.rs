//! A session that goes on while strangers, guests and machines with a valid ticket try everything: whoever does is out,
//! nobody else notices, and the host keeps its size.

use crate::sessions::{library, note, place};
use board_model::Edit;
use board_net::{MdnsBrowser, NetOptions, Ticket};
use board_room::session::frame::{Frame, Shown};
use board_room::session::records::OWNER;
use futures_util::{SinkExt, StreamExt};
use journeywall_tests::{Insider, Machine};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

const PATIENCE: Duration = Duration::from_secs(60);
/// What the host may grow by under all of it, in KiB: what three hundred screens may leave waiting is four times that.
const MOST_GROWTH: u64 = 300 << 10;
/// Sockets that say nothing, or a letter.
const SLOW: usize = 3_000;

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// The honest people, who go on writing.
struct Honest {
    host: Machine,
    ann: Machine,
    gil: Socket,
    door: SocketAddr,
    token: String,
    asked: u64,
    written: u64,
}

impl Honest {
    /// Everybody writes a note, and all have it: after every attack.
    async fn go_on(&mut self, after: &str) {
        self.written += 1;
        let text = format!("{}: {after}", self.written);
        tokio::task::block_in_place(|| {
            self.host.edit(note(&format!("host {text}")));
            self.ann.edit(note(&format!("ann {text}")));
        });
        self.asked += 1;
        let edit = note(&format!("gil {text}"))["addNote"].clone();
        let ask = json!({"id": self.asked, "seq": self.written, "edit": {"addNote": edit}});
        self.gil.send(Message::text(ask.to_string())).await.unwrap();
        let answer = answer(&mut self.gil, self.asked).await;
        assert!(answer["ok"].is_object(), "after {after}: {answer}");
        tokio::task::block_in_place(|| {
            let all = |board: &str| {
                ["host", "ann", "gil"]
                    .iter()
                    .all(|who| board.contains(&format!("{who} {text}")))
            };
            let host = self.host.until_board(after, all);
            let ann = self.ann.until_board(after, |board| board == host);
            assert!(
                all(&ann) && !ann.contains("Mallory was here"),
                "after {after}"
            );
        });
    }
}

/// Reads until an answer comes.
async fn answer(socket: &mut Socket, id: u64) -> Value {
    loop {
        let message = timeout(PATIENCE, socket.next()).await.expect("an answer");
        let Some(Ok(Message::Text(text))) = message else {
            continue;
        };
        let message: Value = serde_json::from_str(&text).unwrap();
        if message["id"] == json!(id) {
            return message;
        }
    }
}

async fn page(door: SocketAddr, origin: &str, first: &Value) -> Option<Socket> {
    let mut request = format!("ws://{door}/ws").into_client_request().unwrap();
    request
        .headers_mut()
        .insert("origin", origin.parse().unwrap());
    let (mut socket, _) = connect_async(request).await.ok()?;
    socket.send(Message::text(first.to_string())).await.ok()?;
    Some(socket)
}

/// Reads until the host hangs up, or says something against it.
async fn close_code(socket: &mut Socket) -> u16 {
    loop {
        match timeout(PATIENCE, socket.next())
            .await
            .expect("the host hangs up")
        {
            Some(Ok(Message::Close(Some(frame)))) => return frame.code.into(),
            Some(Ok(_)) => {}
            _ => return 0,
        }
    }
}

/// One HTTP request as it is written, and the status line of its answer.
async fn status(door: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(door).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut first = vec![0; 12];
    timeout(PATIENCE, stream.read_exact(&mut first))
        .await
        .unwrap()
        .unwrap();
    String::from_utf8(first).unwrap()
}

async fn begin() -> (tempfile::TempDir, Honest) {
    let (folder, board) = place().await;
    let (host, ann) = tokio::task::block_in_place(|| {
        let host = Machine::host_for_all(&library(folder.path(), "owner"), &board, "Olga");
        let ann = Machine::join(&library(folder.path(), "ann"), &host.ticket(), "Ann");
        (host, ann)
    });
    let link = host.guest_link();
    let (place, fragment) = link
        .strip_prefix("http://")
        .unwrap()
        .split_once("/#t=")
        .unwrap();
    let door: SocketAddr = place.parse().unwrap();
    let token = fragment.split('&').next().unwrap().to_owned();
    let join = json!({"join": {"token": token, "name": "Gil", "secret": "a".repeat(32)}});
    let gil = page(door, &format!("http://{door}"), &join).await.unwrap();
    let honest = Honest {
        host,
        ann,
        gil,
        door,
        token,
        asked: 0,
        written: 0,
    };
    (folder, honest)
}

/// Machines with a valid ticket.
async fn insiders(honest: &mut Honest) {
    let ticket = honest.host.ticket();
    let edit = |json: Value| -> Edit { serde_json::from_value(json).unwrap() };
    let stage = || {
        edit(json!({"addStage": {
        "id": "00000000-0000-4000-8000-000000000001",
        "firstStep": "00000000-0000-4000-8000-000000000002",
        "title": "Mallory was here"}}))
    };

    let stranger = Insider::dial(&ticket, 1).await;
    let hello = stranger.greeting(None);
    stranger.send(&Frame::Hello(Box::new(hello)));
    assert_eq!(stranger.refused().await.as_deref(), Some("E_TICKET"));
    honest.go_on("a stranger").await;

    let garbage = Insider::join(&ticket, 2).await;
    garbage.send_bytes(vec![0xff; 4_096]);
    garbage.refused().await;
    honest.go_on("garbage").await;

    let truncated = Insider::join(&ticket, 3).await;
    let mut half = Frame::Update { bytes: vec![1; 64] }.written();
    half.truncate(40);
    truncated.send_bytes(half);
    truncated.refused().await;
    honest.go_on("a truncated frame").await;

    for (number, bytes) in [(4, nested()), (5, huge_count())] {
        let insider = Insider::join(&ticket, number).await;
        insider.send(&Frame::Update { bytes });
        insider.refused().await;
        honest.go_on("an update that would break the library").await;
    }

    let mut grid = Insider::join(&ticket, 6).await;
    let bytes = grid.written(stage());
    grid.send(&Frame::Update { bytes });
    assert_eq!(grid.refused().await.as_deref(), Some("E_ROLE"));
    honest.go_on("a participant's stage").await;

    let owner = Insider::join(&ticket, 7).await;
    let mut records = board_replica::Replica::load(1_000_007, &[&owner.replica.state()]).unwrap();
    let bytes = records
        .put_records(&[(OWNER.to_owned(), owner.peer().0.to_vec())])
        .update;
    owner.send(&Frame::Update { bytes });
    assert_eq!(owner.refused().await.as_deref(), Some("E_ROLE"));
    honest.go_on("a forged owner").await;

    let usurper = Insider::join(&ticket, 8).await;
    let claim = usurper.usurping();
    usurper.send(&Frame::People {
        people: Vec::new(),
        machines: Vec::new(),
        claim,
    });
    usurper.refused().await;
    honest.go_on("a usurper").await;

    let mut twice = Insider::join(&ticket, 9).await;
    let hello = twice.greeting(None);
    twice.send(&Frame::Hello(Box::new(hello)));
    twice.refused().await;
    honest.go_on("a second hello").await;

    // Under an id that nobody registered, it is asked for again and again, and never gets in.
    let forger = Insider::join(&ticket, 10).await;
    let mut other = board_replica::Replica::load(77, &[&forger.replica.state()]).unwrap();
    let bytes = other.apply(forger.person, stage()).unwrap().update;
    forger.send(&Frame::Update { bytes });
    honest.go_on("a forged client id").await;
    drop(forger);

    twice = Insider::join(&ticket, 11).await;
    let bytes = twice.written(edit(json!({"addNote": {
        "id": "00000000-0000-4000-8000-000000000003", "step": "Awareness", "row": "Doing", "text": "again"}})));
    for _ in 0..50 {
        twice.send(&Frame::Update {
            bytes: bytes.clone(),
        });
        let person = honest.host.hello["participant"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap();
        twice.send(&Frame::Presence(Shown {
            participant: person,
            typing: None,
            sheet: None,
            cursor: Some((1, 1)),
        }));
    }
    honest.go_on("replays and a forged presence").await;
}

/// An update whose value is nested ten thousand deep.
fn nested() -> Vec<u8> {
    let mut bytes = vec![1, 1, 9, 0, 0x28, 1, 3];
    bytes.extend(b"ext");
    bytes.extend([1, b'k', 1]);
    bytes.extend([117, 1].repeat(10_000));
    bytes.extend([126, 0]);
    bytes
}

/// An update that says it has 2⁶² clients.
fn huge_count() -> Vec<u8> {
    vec![
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x3f, 1, 9, 0,
    ]
}

/// Browsers, and what pretends to be one.
async fn browsers(honest: &mut Honest) {
    let (door, token) = (honest.door, honest.token.clone());
    let own = format!("http://{door}");
    let join = |secret: &str| json!({"join": {"token": token, "name": "Eve", "secret": secret}});

    let rebound = format!(
        "GET / HTTP/1.1\r\nHost: evil.example:{}\r\n\r\n",
        door.port()
    );
    assert_eq!(status(door, &rebound).await, "HTTP/1.1 421");
    assert!(
        page(door, "http://evil.example", &join(&"b".repeat(32)))
            .await
            .is_none()
    );
    honest.go_on("a foreign name and a foreign page").await;

    let mut eve = page(door, &own, &json!({"join": {"name": "x".repeat(8_000)}}))
        .await
        .unwrap();
    assert_eq!(close_code(&mut eve).await, 4003);
    let mut eve = page(door, &own, &join(&"b".repeat(32))).await.unwrap();
    drop(eve.send(Message::text("x".repeat(3 << 20))).await);
    assert!([0, 1009].contains(&close_code(&mut eve).await));
    honest.go_on("messages that are too long").await;

    let mut eve = page(door, &own, &join(&"b".repeat(32))).await.unwrap();
    for number in 0..3_000_u64 {
        let deep = "[".repeat(200);
        drop(
            eve.feed(Message::text(format!("{{\"id\":{number},\"edit\":{deep}")))
                .await,
        );
    }
    let stage =
        json!({"id": 1, "seq": u64::MAX, "edit": {"addStage": {"title": "Mallory was here"}}});
    drop(eve.send(Message::text(stage.to_string())).await);
    honest
        .go_on("a flood of garbage and an act of a facilitator")
        .await;
    drop(eve);

    let mut slow = Vec::new();
    for number in 0..SLOW {
        let Ok(mut stream) = TcpStream::connect(door).await else {
            continue;
        };
        if number % 2 == 0 {
            drop(stream.write_all(b"G").await);
        }
        slow.push(stream);
    }
    honest.go_on("thousands of slow sockets").await;
    drop(slow);

    for guess in 0..6 {
        let wrong = json!({"join": {"token": format!("{guess:032}"), "name": "Eve"}});
        if let Some(mut eve) = page(door, &own, &wrong).await {
            assert!([4003, 4028].contains(&close_code(&mut eve).await));
        }
    }
    honest.go_on("guessing of tokens").await;
}

/// PINs, guessed at the host itself.
async fn guesses(honest: &mut Honest) {
    let ticket: Ticket = honest.host.ticket().parse().unwrap();
    let host = ticket.candidates().remove(0);
    let guesser = MdnsBrowser::start(NetOptions::loopback([99; 32]))
        .await
        .unwrap();
    for guess in 0..8 {
        let pin = format!("{:06}", 111_111 * guess).parse().unwrap();
        let asked = guesser.ask(&host, 1, &pin, "Eve", PATIENCE).await;
        assert!(asked.is_err(), "nobody guesses it like that");
    }
    honest.go_on("guessing of the PIN").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_session_goes_on_whatever_is_tried_and_the_host_keeps_its_size() {
    let (_folder, mut honest) = begin().await;
    honest.go_on("nothing").await;
    let before = honest.host.memory();
    insiders(&mut honest).await;
    browsers(&mut honest).await;
    guesses(&mut honest).await;
    let after = honest.host.memory();
    println!("the host: {before} KiB before, {after} KiB after");
    assert!(after < before + MOST_GROWTH, "{before} KiB became {after}");
    let Honest { host, ann, .. } = honest;
    tokio::task::block_in_place(|| {
        ann.leave();
        host.leave();
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_of_another_version_is_told_so_and_what_to_do() {
    let (folder, board) = place().await;
    let host = tokio::task::block_in_place(|| {
        Machine::host(&library(folder.path(), "owner"), &board, "Olga")
    });
    let newer = Insider::dial(&host.ticket(), 1).await;
    let mut hello = newer.greeting(None);
    hello.protocol += 1;
    newer.send(&Frame::Hello(Box::new(hello)));
    assert_eq!(newer.refused().await.as_deref(), Some("E_NEWER_FORMAT"));
    tokio::task::block_in_place(|| host.leave());
}
