//! A browser of our host: what its page says and hears, without painting it.

use crate::Load;
use crate::client::{Turn, sockets};
use crate::clock::{Clock, Ear, text};
use crate::servers::Server;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::{sleep_until, timeout_at};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

pub(crate) const STAGES: [&str; 5] = [
    "Awareness",
    "Consideration",
    "Conversion",
    "Retention",
    "Brand loyalty",
];
pub(crate) const ROWS: [&str; 4] = ["Doing", "Thinking", "Encounters", "Missing touchpoints"];

/// The edit that makes a client's note; notes are spread over the board's cells.
pub(crate) fn first_note(number: usize) -> Value {
    let (step, row) = (STAGES[number % 5], ROWS[number / 5 % 4]);
    json!({ "addNote": { "step": step, "row": row, "text": "begun" } })
}

pub(crate) struct Guest {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    asked: u64,
    note: String,
}

impl Guest {
    pub(crate) async fn enter(server: &Server, load: Load, number: usize) -> Self {
        let (address, fragment) = server.guest_url().split_once("/#").expect("a link");
        let host = address.strip_prefix("http://").expect("an address");
        let mut request = format!("ws://{host}/ws").into_client_request().unwrap();
        let headers = request.headers_mut();
        headers.insert("origin", address.parse().unwrap());
        let (socket, _) = connect_async_with_config(request, Some(sockets()), true)
            .await
            .expect("guests are let in");
        let token = fragment.split('&').find_map(|part| part.strip_prefix("t="));
        let secret = format!("{:032x}", load.clients * 1_000 + number);
        let mut guest = Self {
            socket,
            asked: 0,
            note: String::new(),
        };
        let name = format!("Guest {number}");
        let join = json!({ "join": { "token": token, "name": name, "secret": secret } });
        guest.say(join).await;
        guest.until(|message| message["hello"].is_object()).await;
        guest.ask(json!({ "subscribe": ["board", "scene"] })).await;
        let made = guest
            .ask(json!({ "edit": first_note(number), "seq": 1 }))
            .await;
        guest.note = made["ok"]["id"].as_str().expect("a note").to_owned();
        guest
    }

    async fn say(&mut self, message: Value) {
        let message = Message::text(message.to_string());
        self.socket.send(message).await.unwrap();
    }

    async fn until(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.socket.next().await.expect("it goes on").unwrap();
            let message: Value = serde_json::from_slice(&message.into_data()).unwrap_or_default();
            if fits(&message) {
                return message;
            }
        }
    }

    async fn ask(&mut self, mut message: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        message["id"] = json!(id);
        self.say(message).await;
        self.until(|answer| answer["id"] == json!(id)).await
    }

    pub(crate) async fn work(&mut self, turn: Turn, clock: &Clock) -> Ear {
        let mut ear = turn.ear();
        let mut own = 0;
        let (mut silence, mut next) = (turn.silence(), turn.edit(own));
        let all = turn.of_others(clock.edits());
        while next.is_some() || ear.heard() < all {
            let due = next.map_or(silence, |(_, due)| due);
            tokio::select! {
                () = sleep_until(due), if next.is_some() => {
                    let (edit, _) = next.expect("it is due");
                    let words = text(edit, turn.load.clients);
                    let set = json!({ "setText": { "note": self.note, "text": words } });
                    self.asked += 1;
                    clock.send(edit);
                    self.say(json!({ "id": self.asked, "edit": set, "seq": own + 2 })).await;
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
