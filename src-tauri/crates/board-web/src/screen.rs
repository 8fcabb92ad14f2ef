//! One browser's WebSocket: the first message, then messages both ways until one side ends it.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use serde::Deserialize;
use serde_json::json;
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep_until, timeout};

use crate::limits::Limits;
use crate::outbox::Outbox;
use crate::pace::Pace;
use crate::token::Token;

/// How long the last words to a screen may take.
const LAST_WORDS: Duration = Duration::from_secs(2);
/// The first message is a token and a name; nothing longer is looked at.
const FIRST_MESSAGE_BYTES: usize = 4 << 10;

/// Close codes of a socket, beside the standard ones (1003 not text, 1009 too large). A page that
/// sees any of them but [`TICKET`](close::TICKET) may connect again and load the board anew.
pub mod close {
    /// The board or the server was closed.
    pub const CLOSED: u16 = 4000;
    /// The screen took too long to take its messages, and missed some.
    pub const BEHIND: u16 = 4001;
    /// The first message showed no valid token, or was refused.
    pub const TICKET: u16 = 4003;
    /// The screen said nothing for too long.
    pub const SILENT: u16 = 4008;
    /// There is no place for another screen.
    pub const FULL: u16 = 4029;
    /// A frame that is not text.
    pub(crate) const NOT_TEXT: u16 = 1003;
    /// A message above the limit, or bytes that are no message.
    pub(crate) const TOO_LARGE: u16 = 1009;
}

/// What makes a [`Screen`] for each browser that showed the token.
pub trait Connect: Send + Sync + 'static {
    /// The board's side of a screen.
    type Screen: Screen;
    /// A screen for a person who calls themself `name` (trimmed, maybe empty).
    fn connect(&self, name: &str) -> impl Future<Output = Result<Self::Screen, Refusal>> + Send;
}

/// The board's side of one screen. Messages are those of the screen contract, one JSON text each.
pub trait Screen: Send + Sync + 'static {
    /// Gives the board a message of the browser.
    fn send(&self, message: &str) -> impl Future<Output = ()> + Send;
    /// The next message for the browser; none when the board is closed. The first is the hello
    /// line. Dropping the future must lose no message.
    fn recv(&mut self) -> impl Future<Output = Option<String>> + Send;
}

/// Why a browser with a valid token gets no screen, in the words of the contract.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// A code of the contract.
    pub code: &'static str,
    /// A sentence that says what to do.
    pub message: String,
}

/// What all sockets of a server share.
#[derive(Debug)]
pub(crate) struct House<C> {
    pub(crate) connect: C,
    pub(crate) token: Token,
    pub(crate) limits: Limits,
    /// True, or its sender gone: the server stops.
    pub(crate) stop: watch::Receiver<bool>,
}

/// Ends when the server stops. An error says that its owner is gone, which stops it too.
pub(crate) async fn stopped(stop: &mut watch::Receiver<bool>) {
    drop(stop.wait_for(|stop| *stop).await);
}

/// Why a socket ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// The browser is gone.
    Left,
    Closed,
    Behind,
    Ticket,
    Silent,
    NotText,
    TooLarge,
}

impl Ending {
    fn close(self) -> Message {
        let (code, reason) = match self {
            Self::Left => return Message::Close(None),
            Self::Closed => (close::CLOSED, "closed"),
            Self::Behind => (close::BEHIND, "behind"),
            Self::Ticket => (close::TICKET, "ticket"),
            Self::Silent => (close::SILENT, "silent"),
            Self::NotText => (close::NOT_TEXT, "not text"),
            Self::TooLarge => (close::TOO_LARGE, "too large"),
        };
        closing(code, reason)
    }
}

fn closing(code: u16, reason: &'static str) -> Message {
    Message::Close(Some(CloseFrame {
        code,
        reason: reason.into(),
    }))
}

/// Tells a browser that there is no place for it.
pub(crate) async fn turn_away(socket: WebSocket) {
    let (mut sink, mut stream) = socket.split();
    let full = closing(close::FULL, "full");
    part(async { drop(sink.send(full).await) }, &mut stream).await;
}

/// Attends to a socket from its first message to its end.
pub(crate) async fn attend<C: Connect>(socket: WebSocket, house: Arc<House<C>>) {
    let (sink, mut stream) = socket.split();
    let outbox = Outbox::new(house.limits.waiting_bytes);
    let writing = write(sink, &outbox);
    tokio::pin!(writing);
    let reading = async {
        let mut screen = match welcome(&mut stream, &house).await {
            Ok(screen) => screen,
            Err(parting) => return parting,
        };
        let ending = converse(&mut stream, &mut screen, &outbox, &house).await;
        (None, ending)
    };
    let (answer, ending) = tokio::select! {
        parting = reading => parting,
        () = &mut writing => return,
    };
    if let Some(answer) = answer {
        outbox.end(Message::text(answer), false);
    }
    outbox.end(ending.close(), ending == Ending::Behind);
    part(writing, &mut stream).await;
}

/// Says the last words, then reads on for a moment: an end with unread bytes would be a reset, and
/// the browser might never see the words.
async fn part(words: impl Future<Output = ()>, stream: &mut SplitStream<WebSocket>) {
    let end = async {
        words.await;
        while let Some(Ok(_)) = stream.next().await {}
    };
    // Whoever does not take the last words in time goes without.
    drop(timeout(LAST_WORDS, end).await);
}

/// Writes what waits, until the closing message is out or the browser is gone.
async fn write(mut sink: SplitSink<WebSocket, Message>, outbox: &Outbox) {
    loop {
        let message = outbox.next().await;
        let is_last = matches!(message, Message::Close(_));
        if sink.send(message).await.is_err() || is_last {
            return;
        }
    }
}

/// The first message of a browser.
#[derive(Deserialize)]
struct First {
    join: Join,
}

#[derive(Deserialize)]
struct Join {
    token: String,
    #[serde(default)]
    name: String,
}

/// An answer to be sent before the end, and the end.
type Parting = (Option<String>, Ending);

/// Reads the first message and asks for a screen.
async fn welcome<C: Connect>(
    stream: &mut SplitStream<WebSocket>,
    house: &House<C>,
) -> Result<C::Screen, Parting> {
    let mut stop = house.stop.clone();
    let first = tokio::select! {
        first = timeout(house.limits.first_message, first_text(stream)) => first,
        () = stopped(&mut stop) => return Err((None, Ending::Closed)),
    };
    let text = match first {
        Ok(Ok(text)) => text,
        Ok(Err(ending)) => return Err((None, ending)),
        Err(_) => return Err((None, Ending::Silent)),
    };
    let bad = || {
        let message = "the first message must be {\"join\":{\"token\":…,\"name\":…}}";
        refusal("E_BAD_MESSAGE", message)
    };
    if text.len() > FIRST_MESSAGE_BYTES {
        return Err(bad());
    }
    let first: First = serde_json::from_str(&text).map_err(|_| bad())?;
    if !house.token.is(&first.join.token) {
        let message = "this address is not valid any more; ask for a new one";
        return Err(refusal("E_TICKET", message));
    }
    let screen = house.connect.connect(first.join.name.trim()).await;
    screen.map_err(|refused| refusal(refused.code, &refused.message))
}

fn refusal(code: &str, message: &str) -> Parting {
    let answer = json!({ "id": null, "error": { "code": code, "message": message } });
    (Some(answer.to_string()), Ending::Ticket)
}

async fn first_text(stream: &mut SplitStream<WebSocket>) -> Result<String, Ending> {
    while let Some(frame) = stream.next().await {
        match frame {
            Ok(Message::Text(text)) => return Ok(text.as_str().to_owned()),
            Ok(Message::Binary(_)) => return Err(Ending::NotText),
            Ok(Message::Ping(_) | Message::Pong(_)) => {}
            Ok(Message::Close(_)) => return Err(Ending::Left),
            Err(_) => return Err(Ending::TooLarge),
        }
    }
    Err(Ending::Left)
}

/// Passes messages both ways until one side ends it.
async fn converse(
    stream: &mut SplitStream<WebSocket>,
    screen: &mut impl Screen,
    outbox: &Outbox,
    house: &House<impl Connect>,
) -> Ending {
    let limits = &house.limits;
    let mut stop = house.stop.clone();
    let start = Instant::now();
    let mut pace = Pace::new(limits);
    let mut pings = interval_at(start + limits.ping_every, limits.ping_every);
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut heard, mut read_on) = (start, start);
    loop {
        tokio::select! {
            frame = read_at(read_on, stream) => {
                let frame = match frame {
                    None | Some(Ok(Message::Close(_))) => return Ending::Left,
                    Some(Err(_)) => return Ending::TooLarge,
                    Some(Ok(frame)) => frame,
                };
                heard = Instant::now();
                read_on = heard + pace.take(heard - start, length(&frame));
                match frame {
                    Message::Text(text) => screen.send(text.as_str()).await,
                    Message::Binary(_) => return Ending::NotText,
                    _ => {}
                }
            }
            message = screen.recv() => {
                let Some(message) = message else {
                    return Ending::Closed;
                };
                if !outbox.add(Message::text(message)) {
                    return Ending::Behind;
                }
            }
            _ = pings.tick() => {
                if heard.elapsed() > limits.silence {
                    return Ending::Silent;
                }
                if !outbox.add(Message::Ping(Vec::new().into())) {
                    return Ending::Behind;
                }
            }
            () = stopped(&mut stop) => return Ending::Closed,
        }
    }
}

/// The next frame, not before a time. Dropping the future loses nothing.
async fn read_at(
    time: Instant,
    stream: &mut SplitStream<WebSocket>,
) -> Option<Result<Message, axum::Error>> {
    if time > Instant::now() {
        sleep_until(time).await;
    }
    stream.next().await
}

fn length(frame: &Message) -> usize {
    match frame {
        Message::Text(text) => text.as_str().len(),
        Message::Binary(bytes) | Message::Ping(bytes) | Message::Pong(bytes) => bytes.len(),
        Message::Close(_) => 0,
    }
}
