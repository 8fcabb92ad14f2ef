//! A hosted board, and guests who join it from a browser's side of a socket.

use board_app::{App, GuestKey, GuestTerms, Guests, OpenBoard, Role};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// A test that waits longer hangs.
const PATIENCE: Duration = Duration::from_secs(60);
pub(crate) const TOKEN: [u8; 16] = [7; 16];
pub(crate) const ANN: &str = "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf";
pub(crate) const BOB: &str = "b0b1b2b3b4b5b6b7b8b9babbbcbdbebf";

/// A board that guests can join.
pub(crate) struct Session {
    pub folder: TempDir,
    pub path: PathBuf,
    pub app: App,
    pub board: OpenBoard,
    pub guests: Guests,
}

impl Session {
    pub(crate) async fn begin() -> Self {
        Self::for_role(Role::Participant).await
    }

    pub(crate) async fn for_role(role: Role) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(&folder.path().join("library")).await.unwrap();
        let path = folder.path().join("board.journey");
        app.create(&path, "zapier-standard", None).await.unwrap();
        Self::host(folder, path, app, role).await
    }

    async fn host(folder: TempDir, path: PathBuf, app: App, role: Role) -> Self {
        let board = app.open_board(&path).await.unwrap();
        let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
        let guests = board.serve_guests(listener, terms(role)).unwrap();
        Self {
            folder,
            path,
            app,
            board,
            guests,
        }
    }

    /// The host starts anew: same library, same token.
    pub(crate) async fn restarted(self) -> Self {
        let Self {
            folder,
            path,
            app,
            board,
            guests,
        } = self;
        guests.stop().await;
        board.close().await.unwrap();
        drop((board, app));
        let app = App::open(&folder.path().join("library")).await.unwrap();
        Self::host(folder, path, app, Role::Participant).await
    }

    pub(crate) fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.guests.address().port()))
    }

    /// Every note on the wall, in reading order.
    pub(crate) async fn texts(&self) -> Vec<String> {
        let mut looker = Guest::join(self, "Looker", &"c".repeat(32)).await;
        let board = looker.ok(json!({ "get": "board" })).await;
        let notes = board["sheets"][0]["notes"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        notes
            .iter()
            .map(|note| note["text"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// RoomConfig under which the one token lets guests in.
pub(crate) fn terms(role: Role) -> GuestTerms {
    let token = TOKEN;
    GuestTerms::new(vec![GuestKey { token, role }])
}

/// What a guest hears.
#[derive(Debug, PartialEq)]
pub(crate) enum Heard {
    Said(Value),
    Closed(u16),
    Cut,
}

pub(crate) struct Guest {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    id: u64,
    pub hello: Value,
}

impl Guest {
    /// A socket that has said who it is.
    pub(crate) async fn knock(session: &Session, name: &str, secret: &str) -> Self {
        Self::knock_with(session, &"07".repeat(16), name, secret).await
    }

    /// The same with another token.
    pub(crate) async fn knock_with(
        session: &Session,
        token: &str,
        name: &str,
        secret: &str,
    ) -> Self {
        let join = json!({ "token": token, "name": name, "secret": secret });
        Self::knock_as(session, join).await
    }

    /// The same with everything that a page may say of a person.
    pub(crate) async fn knock_as(session: &Session, join: Value) -> Self {
        let host = session.address();
        Self::knock_at(host, host, join).await
    }

    /// A socket that asks where a link leads.
    pub(crate) async fn look(session: &Session, token: &str) -> Self {
        let host = session.address();
        Self::begin(host, host, json!({ "look": { "token": token } })).await
    }

    /// As [`Guest::knock_as`] at any machine, from a page that another one served.
    pub(crate) async fn knock_at(host: SocketAddr, page: SocketAddr, join: Value) -> Self {
        Self::begin(host, page, json!({ "join": join })).await
    }

    async fn begin(host: SocketAddr, page: SocketAddr, first: Value) -> Self {
        let mut request = format!("ws://{host}/ws").into_client_request().unwrap();
        let origin = format!("http://{page}");
        request
            .headers_mut()
            .insert("origin", origin.parse().unwrap());
        let (socket, _) = connect_async(request).await.unwrap();
        let mut guest = Self {
            socket,
            id: 0,
            hello: Value::Null,
        };
        guest.say(&first).await;
        guest
    }

    pub(crate) async fn join(session: &Session, name: &str, secret: &str) -> Self {
        Self::knock(session, name, secret).await.let_in().await
    }

    /// Reads the greeting.
    pub(crate) async fn let_in(self) -> Self {
        let mut guest = self;
        let Heard::Said(first) = guest.heard().await else {
            panic!("not let in");
        };
        guest.hello = first["hello"].clone();
        assert!(guest.hello.is_object(), "{first}");
        guest
    }

    pub(crate) fn participant(&self) -> String {
        self.hello["participant"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn say(&mut self, message: &Value) {
        self.socket
            .send(Message::text(message.to_string()))
            .await
            .unwrap();
    }

    pub(crate) async fn heard(&mut self) -> Heard {
        loop {
            let frame = tokio::time::timeout(PATIENCE, self.socket.next())
                .await
                .unwrap();
            return match frame {
                Some(Ok(Message::Text(text))) => Heard::Said(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Close(Some(frame)))) => Heard::Closed(frame.code.into()),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => continue,
                _ => Heard::Cut,
            };
        }
    }

    /// Reads until the socket is closed.
    pub(crate) async fn end(&mut self) -> Heard {
        loop {
            match self.heard().await {
                Heard::Said(_) => {}
                end => return end,
            }
        }
    }

    /// Asks without waiting.
    pub(crate) async fn ask(&mut self, mut question: Value) -> u64 {
        self.id += 1;
        question["id"] = self.id.into();
        self.say(&question).await;
        self.id
    }

    /// Asks and waits for the answer.
    pub(crate) async fn answer(&mut self, question: Value) -> Value {
        let id = self.ask(question).await;
        loop {
            match self.heard().await {
                Heard::Said(message) if message["id"] == id => return message,
                Heard::Said(_) => {}
                end => panic!("no answer: {end:?}"),
            }
        }
    }

    pub(crate) async fn ok(&mut self, question: Value) -> Value {
        let answer = self.answer(question).await;
        assert!(answer["ok"].is_object(), "{answer}");
        answer["ok"].clone()
    }
}

/// A numbered note.
pub(crate) fn note(seq: u64, text: &str) -> Value {
    json!({ "seq": seq, "edit": { "addNote": { "step": "Awareness", "row": "Doing", "text": text } } })
}
