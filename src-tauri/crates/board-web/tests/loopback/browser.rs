//! Browsers: one that speaks WebSocket, one that asks for files byte by byte.

use futures_util::{SinkExt, StreamExt};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::StatusCode;
use tokio_tungstenite::tungstenite::{self, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::board::Served;

#[derive(Debug)]
pub(crate) struct Browser(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// What a browser got.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Got {
    Text(String),
    Closed(u16),
    /// The connection ended without a word.
    Cut,
}

impl Browser {
    /// Opens a socket as a page of `origin` that was loaded from `host`.
    pub(crate) async fn open_as(
        served: &Served,
        host: &str,
        origin: Option<&str>,
    ) -> Result<Self, StatusCode> {
        let address = format!("ws://{}/ws", served.host());
        let mut request = address.into_client_request().unwrap();
        request.headers_mut().insert("host", host.parse().unwrap());
        if let Some(origin) = origin {
            request
                .headers_mut()
                .insert("origin", origin.parse().unwrap());
        }
        match connect_async(request).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(tungstenite::Error::Http(answer)) => Err(answer.status()),
            Err(error) => panic!("neither a socket nor a refusal: {error}"),
        }
    }

    /// Opens a socket as our own page does.
    pub(crate) async fn open(served: &Served) -> Self {
        let host = served.host();
        let origin = format!("http://{host}");
        Self::open_as(served, &host, Some(&origin)).await.unwrap()
    }

    /// Opens a socket and takes a seat.
    pub(crate) async fn joined(served: &Served, name: &str) -> Self {
        let mut browser = Self::open(served).await;
        browser.say(&join(&served.token, name)).await;
        assert_eq!(browser.got().await, Got::Text(format!("hello {name}")));
        browser
    }

    pub(crate) async fn say(&mut self, text: &str) {
        self.0.send(Message::text(text)).await.unwrap();
    }

    /// Sends a frame; the other side may have hung up meanwhile.
    pub(crate) async fn say_frame(&mut self, frame: Message) {
        drop(self.0.send(frame).await);
    }

    /// The next text or the end.
    pub(crate) async fn got(&mut self) -> Got {
        while let Some(frame) = self.0.next().await {
            match frame {
                Ok(Message::Text(text)) => return Got::Text(text.as_str().to_owned()),
                Ok(Message::Close(Some(frame))) => return Got::Closed(frame.code.into()),
                Ok(Message::Close(None)) | Err(_) => return Got::Cut,
                Ok(_) => {}
            }
        }
        Got::Cut
    }

    /// Reads until so many pings have come, which answers them.
    pub(crate) async fn pinged(&mut self, times: usize) {
        let mut pings = 0;
        while pings < times {
            match self.0.next().await {
                Some(Ok(Message::Ping(_))) => pings += 1,
                other => panic!("not a ping: {other:?}"),
            }
        }
    }

    /// Reads to the end.
    pub(crate) async fn end(&mut self) -> Got {
        loop {
            match self.got().await {
                Got::Text(_) => {}
                end => {
                    // The library answers the close while it reads on.
                    while let Some(Ok(_)) = self.0.next().await {}
                    return end;
                }
            }
        }
    }
}

/// The first message.
pub(crate) fn join(token: &str, name: &str) -> String {
    json!({ "join": { "token": token, "name": name } }).to_string()
}

/// Status, headers (names in lower case) and body of a plain request.
pub(crate) struct Answer {
    pub status: u16,
    pub body: String,
    headers: Vec<(String, String)>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        let header = self.headers.iter().find(|(this, _)| this == name);
        header.map_or("", |(_, value)| value.as_str())
    }
}

/// Sends one request, as written, and reads until the server closes.
pub(crate) async fn ask(served: &Served, method: &str, target: &str, host: &str) -> Answer {
    ask_at(&served.host(), method, target, host).await
}

/// The same of whoever listens there.
pub(crate) async fn ask_at(address: &str, method: &str, target: &str, host: &str) -> Answer {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request =
        format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1));
    let headers = lines.filter_map(|line| line.split_once(": "));
    Answer {
        status: status.expect("a status").parse().unwrap(),
        body: body.to_owned(),
        headers: headers
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect(),
    }
}
