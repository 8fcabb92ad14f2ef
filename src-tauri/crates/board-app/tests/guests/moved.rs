//! A session goes on at another machine, and its guests with it.

use crate::session::{ANN, BOB, Guest, Heard, note};
use board_app::{App, OpenBoard, Role, Seat, SessionOptions};
use serde_json::{Value, json};
use std::net::SocketAddr;
use tempfile::TempDir;
use tokio::net::TcpListener;

const ENDED: u16 = 4004;
const REMOVED: u16 = 4005;
const MOVED: u16 = 4007;

fn options() -> SessionOptions {
    SessionOptions {
        listen: Some(([127, 0, 0, 1], 0).into()),
        discovery: false,
        relay: None,
    }
}

/// A machine with the board open.
struct Machine {
    app: App,
    board: OpenBoard,
    _folder: TempDir,
}

impl Machine {
    async fn app() -> (App, TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(&folder.path().join("library")).await.unwrap();
        (app, folder)
    }

    /// Shares a fresh board, and lets guests in.
    async fn hosting() -> (Self, SocketAddr) {
        let (app, folder) = Self::app().await;
        let path = folder.path().join("board.journey");
        app.create(&path, "zapier-standard", None).await.unwrap();
        let board = app.open_board(&path).await.unwrap();
        app.share(&board, "Mira", &options()).await.unwrap();
        let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
        let guests = board
            .serve_guests(listener, crate::session::terms(Role::Participant))
            .unwrap();
        let door = door_of(&guests.links(Role::Participant, &[])[0]);
        board.take_guests(guests).await.unwrap();
        let machine = Self {
            app,
            board,
            _folder: folder,
        };
        (machine, door)
    }

    async fn joining(host: &Self) -> Self {
        let ticket = host.board.ticket(Role::Participant).await.unwrap();
        let (app, folder) = Self::app().await;
        let file = folder.path().join("joined.journey");
        let board = app.join(&ticket, "Ole", Some(&file), &options()).await;
        Self {
            app,
            board: board.unwrap(),
            _folder: folder,
        }
    }

    async fn texts(&self) -> Vec<String> {
        let mut screen = self
            .board
            .connect(Seat::new("Looker", Role::Viewer))
            .unwrap();
        screen
            .send(&json!({ "id": 1, "get": "board" }).to_string())
            .await;
        loop {
            let line: Value = serde_json::from_str(&screen.recv().await.unwrap()).unwrap();
            if line["id"] != 1 {
                continue;
            }
            let notes = line["ok"]["sheets"][0]["notes"].as_array().cloned();
            let notes = notes.unwrap_or_default();
            let texts = notes
                .iter()
                .map(|note| note["text"].as_str().unwrap().to_owned());
            let mut texts: Vec<String> = texts.collect();
            texts.sort();
            return texts;
        }
    }
}

fn door_of(link: &str) -> SocketAddr {
    let rest = link.strip_prefix("http://").unwrap();
    rest.split_once('/').unwrap().0.parse().unwrap()
}

fn join(name: &str, secret: &str) -> Value {
    json!({ "token": "07".repeat(16), "name": name, "secret": secret })
}

async fn ann_at(host: SocketAddr) -> Guest {
    let knocking = Guest::knock_at(host, host, join("Ann", ANN)).await;
    knocking.let_in().await
}

/// Reads on until the page is told of other machines.
async fn doors(guest: &mut Guest) -> Vec<SocketAddr> {
    loop {
        match guest.heard().await {
            Heard::Said(message) => {
                if let Some(doors) = message["doors"]
                    .as_array()
                    .filter(|doors| !doors.is_empty())
                {
                    let door = |door: &Value| door.as_str().unwrap().parse().unwrap();
                    return doors.iter().map(door).collect();
                }
            }
            end => panic!("no other machine was told: {end:?}"),
        }
    }
}

/// Knocks until the session is there.
async fn come_to(door: SocketAddr, page: SocketAddr, name: &str, secret: &str) -> Guest {
    loop {
        let mut guest = Guest::knock_at(door, page, join(name, secret)).await;
        match guest.heard().await {
            Heard::Said(message) if message["hello"].is_object() => {
                guest.hello = message["hello"].clone();
                return guest;
            }
            Heard::Said(hint) => assert!(hint["doors"].is_array(), "{hint}"),
            Heard::Closed(MOVED) => {}
            end => panic!("neither here nor elsewhere: {end:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn gu13_guests_go_on_at_the_machine_that_hosts_next_and_nothing_is_there_twice() {
    let (mira, here) = Machine::hosting().await;
    let ole = Machine::joining(&mira).await;
    let mut ann = ann_at(here).await;
    let who = ann.participant();
    let there = doors(&mut ann).await[0];
    ann.ok(note(1, "one")).await;
    ann.ok(note(2, "two")).await;
    ann.ask(note(3, "three")).await;
    mira.board.close().await.unwrap();
    assert_eq!(ann.end().await, Heard::Closed(MOVED));
    let mut ann = come_to(there, here, "Ann", ANN).await;
    assert_eq!(ann.participant(), who, "the same person");
    for (seq, text) in [(2, "two"), (3, "three"), (4, "four")] {
        ann.ok(note(seq, text)).await;
    }
    assert_eq!(ole.texts().await, ["four", "one", "three", "two"]);
    drop(mira.app);
    drop(ole.app);
}

#[tokio::test(flavor = "multi_thread")]
async fn gu14_who_comes_to_a_machine_that_does_not_host_is_shown_the_way() {
    let (mira, here) = Machine::hosting().await;
    let _ole = Machine::joining(&mira).await;
    let mut ann = ann_at(here).await;
    let there = doors(&mut ann).await[0];
    let mut bob = Guest::knock_at(there, there, join("Bob", BOB)).await;
    let way = doors(&mut bob).await;
    assert!(way.contains(&here), "{way:?}");
    assert_eq!(bob.end().await, Heard::Closed(MOVED));
    // A token that is none learns nothing.
    let mut stranger = join("Eve", BOB);
    stranger["token"] = "08".repeat(16).into();
    let mut eve = Guest::knock_at(there, there, stranger).await;
    let Heard::Said(answer) = eve.heard().await else {
        panic!("no answer");
    };
    assert_eq!(answer["error"]["code"], "E_TICKET");
}

#[tokio::test(flavor = "multi_thread")]
async fn gu6_who_was_removed_is_removed_at_the_next_host_too() {
    let (mira, here) = Machine::hosting().await;
    let _ole = Machine::joining(&mira).await;
    let mut ann = ann_at(here).await;
    let there = doors(&mut ann).await[0];
    let id = serde_json::from_value(ann.hello["participant"].clone()).unwrap();
    mira.board.assign(id, None).unwrap();
    assert_eq!(ann.end().await, Heard::Closed(REMOVED));
    mira.board.close().await.unwrap();
    let end = loop {
        let mut again = Guest::knock_at(there, here, join("Not Ann", ANN)).await;
        match again.end().await {
            Heard::Closed(MOVED) => {}
            end => break end,
        }
    };
    assert_eq!(end, Heard::Closed(REMOVED));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_nobody_takes_over_has_ended_for_its_guests() {
    let (mira, here) = Machine::hosting().await;
    let mut ann = ann_at(here).await;
    ann.ok(note(1, "one")).await;
    mira.board.close().await.unwrap();
    assert_eq!(ann.end().await, Heard::Closed(ENDED));
}
