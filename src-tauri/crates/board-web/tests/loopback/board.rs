//! A board made of channels: it greets, echoes, and does what it is told.

use board_model::RateLimit;
use board_web::{
    Audience, Connect, GuestSecret, Introduction, Limits, Refusal, RunningWeb, Screen, Token,
    UiBundle, WebOptions, serve,
};
use tokio::net::TcpListener;
use tokio::sync::{Mutex, mpsc};

/// Five messages at once, and then so many a second.
pub(crate) fn slow(messages_per_second: u32) -> RateLimit {
    RateLimit {
        messages_per_second,
        messages_at_once: 5,
        ..Limits::default().rate_limit
    }
}

/// What the board saw, in order.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    Joined(String),
    Heard(String),
    Left,
}

pub(crate) struct Board {
    token: Token,
    seen: mpsc::UnboundedSender<Seen>,
}

pub(crate) struct Seat {
    seen: mpsc::UnboundedSender<Seen>,
    say: mpsc::UnboundedSender<Option<String>>,
    said: Mutex<mpsc::UnboundedReceiver<Option<String>>>,
}

impl Board {
    pub(crate) fn new(token: Token, seen: mpsc::UnboundedSender<Seen>) -> Self {
        Self { token, seen }
    }
}

impl Connect for Board {
    type Screen = Seat;

    async fn connect(&self, person: Introduction) -> Result<Seat, Refusal> {
        let Introduction {
            token,
            name,
            secret,
            ..
        } = person;
        if !self.token.is(token.as_str()) {
            return Err(Refusal::Stranger);
        }
        if secret == Some(GuestSecret([0xEE; 16])) {
            return Err(Refusal::Removed);
        }
        if name == "nobody" {
            return Err(Refusal::Because {
                code: board_model::ErrorCode::Role,
                message: "nobody may come in".to_owned(),
            });
        }
        self.seen.send(Seen::Joined(name.clone())).unwrap();
        let (say, said) = mpsc::unbounded_channel();
        say.send(Some(format!("hello {name}"))).unwrap();
        Ok(Seat {
            seen: self.seen.clone(),
            say,
            said: Mutex::new(said),
        })
    }
}

impl Screen for Seat {
    async fn send(&self, message: &str) {
        self.seen.send(Seen::Heard(message.to_owned())).unwrap();
        match message {
            "close" => self.say.send(None).unwrap(),
            "flood" => (0..256).for_each(|_| self.say.send(Some("x".repeat(1 << 20))).unwrap()),
            message => self.say.send(Some(format!("echo {message}"))).unwrap(),
        }
    }

    async fn recv(&mut self) -> Option<String> {
        self.said.get_mut().recv().await.flatten()
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        // The test may have ended already.
        drop(self.seen.send(Seen::Left));
    }
}

/// A running server, its token, and what its board sees.
pub(crate) struct Served {
    pub web: RunningWeb,
    pub token: String,
    pub seen: mpsc::UnboundedReceiver<Seen>,
}

impl Served {
    /// The `Host` header of a browser that uses the given address, on this machine.
    pub(crate) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.web.address().port())
    }
}

pub(crate) async fn served_with(limits: Limits) -> Served {
    served_to("127.0.0.1:0", limits, Audience::ThisMachine).await
}

pub(crate) async fn served_to(address: &str, limits: Limits, audience: Audience) -> Served {
    let listener = TcpListener::bind(address).await.unwrap();
    let token = Token::random().unwrap();
    let (seen_by, seen) = mpsc::unbounded_channel();
    let bundle = UiBundle::default()
        .with(
            "/index.html",
            b"<!doctype html><title>wall</title>".to_vec(),
        )
        .with("/assets/wall-1a2b3c.js", b"export {};".to_vec());
    let options = WebOptions {
        bundle,
        limits,
        audience,
    };
    Served {
        web: serve(listener, options, Board::new(token.clone(), seen_by)).unwrap(),
        token: token.as_str().to_owned(),
        seen,
    }
}

pub(crate) async fn served() -> Served {
    served_with(Limits::default()).await
}
