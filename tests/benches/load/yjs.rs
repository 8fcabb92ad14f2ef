//! A client of y-websocket or Hocuspocus: a Yjs document with a note of its own, and the others' updates as bytes.

use crate::client::{Turn, sockets};
use crate::clock::{Clock, Ear, text};
use crate::servers::{Contender, Server};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::time::{sleep_until, timeout_at};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};
use yrs::{Doc, Map, MapPrelim, MapRef, Text, TextPrelim, TextRef, Transact, WriteTxn};

const BOARD: &str = "board";
/// Message types of y-protocols and of Hocuspocus.
const SYNC: u8 = 0;
const UPDATE: u8 = 2;
const AUTH: u8 = 2;
const TOKEN: u8 = 0;

pub(crate) struct Yjs {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    doc: Doc,
    note: TextRef,
    /// What every message begins with: Hocuspocus serves many documents on one socket.
    prefix: Vec<u8>,
}

impl Yjs {
    pub(crate) async fn enter(server: &Server, number: usize) -> Self {
        let url = format!("ws://127.0.0.1:{}/{BOARD}", server.port);
        let (mut socket, _) = connect_async_with_config(url, Some(sockets()), true)
            .await
            .expect("it lets everybody in");
        let mut prefix = Vec::new();
        if server.contender == Contender::Hocuspocus {
            put(&mut prefix, BOARD.as_bytes());
            let mut token = prefix.clone();
            token.extend([AUTH, TOKEN]);
            put(&mut token, b"none");
            socket.send(Message::binary(token)).await.unwrap();
        }
        // Each says what it has, when the client is let in.
        socket.next().await.unwrap().unwrap();
        let doc = Doc::with_client_id(1_000 + number as u64);
        let (note, update) = {
            let mut change = doc.transact_mut();
            let notes = change.get_or_insert_map("notes");
            let note: MapRef = notes.insert(&mut change, number.to_string(), MapPrelim::default());
            note.insert(&mut change, "place", "Awareness/Doing/a0");
            note.insert(&mut change, "kind", "action");
            let note = note.insert(&mut change, "text", TextPrelim::new("begun"));
            (note, change.encode_update_v1())
        };
        let mut client = Self {
            socket,
            doc,
            note,
            prefix,
        };
        let message = client.message(&update);
        client.socket.send(message).await.unwrap();
        client
    }

    fn message(&self, update: &[u8]) -> Message {
        let mut bytes = self.prefix.clone();
        bytes.extend([SYNC, UPDATE]);
        put(&mut bytes, update);
        Message::binary(bytes)
    }

    fn write(&self, words: &str) -> Message {
        let mut change = self.doc.transact_mut();
        let before = yrs::GetString::get_string(&self.note, &change).len() as u32;
        self.note.remove_range(&mut change, 0, before);
        self.note.insert(&mut change, 0, words);
        self.message(&change.encode_update_v1())
    }

    pub(crate) async fn work(&mut self, turn: Turn, clock: &Clock) -> Ear {
        let mut ear = turn.ear();
        let mut own = 0;
        let (mut silence, mut next) = (turn.silence(), turn.edit(own));
        // One that y-websocket sends back to its author is heard too, and not counted.
        let all = turn.of_others(clock.edits());
        while next.is_some() || ear.heard() < all {
            let due = next.map_or(silence, |(_, due)| due);
            tokio::select! {
                () = sleep_until(due), if next.is_some() => {
                    let (edit, _) = next.expect("it is due");
                    clock.send(edit);
                    let message = self.write(&text(edit, turn.load.clients));
                    self.socket.send(message).await.unwrap();
                    own += 1;
                    next = turn.edit(own);
                }
                message = timeout_at(silence, self.socket.next()) => {
                    let Ok(Some(Ok(message))) = message else {
                        break;
                    };
                    silence = turn.silence();
                    ear.hear(clock, &message.into_data());
                }
            }
        }
        ear
    }
}

/// Bytes after their length, as lib0 writes them.
fn put(out: &mut Vec<u8>, bytes: &[u8]) {
    let mut length = bytes.len();
    while length > 0x7f {
        out.push(length as u8 | 0x80);
        length >>= 7;
    }
    out.push(length as u8);
    out.extend(bytes);
}
