//! One browser's WebSocket: the first message, then messages both ways until one side ends it.

use board_model::ErrorCode;
use std::future::Future;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{Message, WebSocket};
use board_model::TokenBucket;
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep_until, timeout};

use crate::attempt_limit::AttemptLimit;
use crate::close_codes::CloseReason;
use crate::connection_limit::{ConnectionLimit, ConnectionPermit};
use crate::first_message::{self, First};
use crate::introduction::Introduction;
use crate::join_rate_limit::JoinRateLimit;
use crate::limited_listener::Caller;
use crate::limits::Limits;
use crate::notice::{GuestNotice, Invited, NotLetIn};
use crate::outbox::Outbox;
use crate::token::Token;

/// How long the closing handshake with a screen may take.
const CLOSE_WITHIN: Duration = Duration::from_secs(2);
/// The first message is a token and a name; nothing longer is looked at.
const FIRST_MESSAGE_BYTES: usize = 4 << 10;

/// What makes a [`Screen`] for each browser that shows a token it knows.
pub trait Connect: Send + Sync + 'static {
    /// The board's side of a screen.
    type Screen: Screen;
    /// A screen for a person. Whose token is not known is a [`Refusal::Stranger`], and costs nothing to refuse.
    fn connect(
        &self,
        person: Introduction,
    ) -> impl Future<Output = Result<Self::Screen, Refusal>> + Send;
    /// Where an invitation leads, for who holds it and has not joined. Where nobody is invited it is not said.
    fn look(&self, token: Token) -> impl Future<Output = Result<Invited, Refusal>> + Send {
        drop(token);
        std::future::ready(Err(Refusal::Because {
            code: ErrorCode::BadMessage,
            message: "nobody is invited here; the first message must be a join".to_owned(),
        }))
    }
}

/// The board's side of one screen. Messages are those of the screen contract, one JSON text each.
pub trait Screen: Send + Sync + 'static {
    /// Gives the board a message of the browser.
    fn send(&self, message: &str) -> impl Future<Output = ()> + Send;
    /// The next message for the browser; none when the screen has ended. The first is the hello
    /// line. Dropping the future must lose no message.
    fn recv(&mut self) -> impl Future<Output = Option<String>> + Send;
    /// Why the screen has ended, asked after the last message.
    fn end_reason(&self) -> ScreenEnd {
        ScreenEnd::Closed
    }
}

/// The reason for which a board ends a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScreenEnd {
    /// The board was closed.
    Closed,
    /// The facilitator removed this person.
    Removed,
    /// The same person came in another tab.
    Elsewhere,
    /// The session is, or soon will be, at another machine.
    Moved,
}

/// Why a browser gets no screen.
#[derive(Debug, Clone)]
pub enum Refusal {
    /// The token is none: whoever guesses is not listened to for long.
    Stranger,
    /// In the words of the contract.
    Because {
        /// A code of the contract.
        code: ErrorCode,
        /// A sentence that says what to do.
        message: String,
    },
    /// The facilitator removed this person before.
    Removed,
    /// The session is at another machine.
    Moved {
        /// A message of the contract that says where it may be.
        hint: Option<String>,
    },
}

/// The reason for which a server shuts down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShutdownReason {
    /// The session has ended, or on this machine its own server was closed.
    Ended,
    /// The session goes on at another machine.
    Moved,
}

/// The state that all sockets of a server share.
#[derive(Debug)]
pub(crate) struct ServerState<C> {
    pub(crate) connect: C,
    pub(crate) attempts: AttemptLimit,
    pub(crate) limits: Limits,
    pub(crate) connections: ConnectionLimit,
    pub(crate) joins: JoinRateLimit,
    /// The end of the server, or of its board, is the end of a session.
    pub(crate) is_session: bool,
    /// Something, or its sender gone: the server stops.
    pub(crate) stop: watch::Receiver<Option<ShutdownReason>>,
}

impl<C> ServerState<C> {
    /// The close reason of a socket whose screen has ended.
    fn close_reason(&self, why: ScreenEnd) -> CloseReason {
        match why {
            ScreenEnd::Closed => self.over(),
            ScreenEnd::Removed => CloseReason::Removed,
            ScreenEnd::Elsewhere => CloseReason::Elsewhere,
            ScreenEnd::Moved => CloseReason::Moved,
        }
    }

    /// A place for a screen, if there is one and its address has not joined too often lately.
    fn place_for(&self, caller: &Caller) -> Result<ConnectionPermit, Closing> {
        let is_spared = self.limits.spares_this_machine && caller.is_here();
        let now = Instant::now().into_std();
        if !self.joins.take(caller.remote, is_spared, now) {
            let message =
                "too many people joined from this network address at once; wait a few seconds";
            return Err((
                Some(NotLetIn::line(ErrorCode::Limit, message)),
                CloseReason::Full,
            ));
        }
        let place = self.connections.take(caller.remote, is_spared);
        place.ok_or((None, CloseReason::Full))
    }

    /// How somebody is refused. Whoever guesses is counted.
    fn refuse(&self, address: IpAddr, refused: Refusal) -> Closing {
        match refused {
            Refusal::Stranger => {
                self.attempts.count(address, Instant::now().into_std());
                let message = "this address is not valid any more; ask for a new one";
                refusal(ErrorCode::Ticket, message)
            }
            Refusal::Because { code, message } => refusal(code, &message),
            Refusal::Removed => (None, CloseReason::Removed),
            Refusal::Moved { hint } => (hint, CloseReason::Moved),
        }
    }

    /// How everybody's socket ends when the server or the board does.
    fn over(&self) -> CloseReason {
        if *self.stop.borrow() == Some(ShutdownReason::Moved) {
            CloseReason::Moved
        } else if self.is_session {
            CloseReason::Ended
        } else {
            CloseReason::Closed
        }
    }
}

/// Ends when the server stops. An error says that its owner is gone, which stops it too.
pub(crate) async fn stopped(stop: &mut watch::Receiver<Option<ShutdownReason>>) {
    drop(stop.wait_for(Option::is_some).await);
}

/// Serves a socket from its first message to its end.
pub(crate) async fn serve_socket<C: Connect>(
    socket: WebSocket,
    caller: Caller,
    state: Arc<ServerState<C>>,
) {
    let (sink, mut stream) = socket.split();
    let outbox = Outbox::new(state.limits.waiting_bytes);
    let writing = write(sink, &outbox);
    tokio::pin!(writing);
    let reading = async {
        let (mut screen, _place) = match handshake(&mut stream, &caller, &state).await {
            Ok(screen) => screen,
            Err(closing) => return closing,
        };
        caller.becomes_screen();
        let reason = converse(&mut stream, &mut screen, &outbox, &state).await;
        (None, reason)
    };
    let (answer, reason) = tokio::select! {
        closing = reading => closing,
        () = &mut writing => return,
    };
    if let Some(answer) = answer {
        outbox.end(Message::text(answer), false);
    }
    outbox.end(reason.close(), reason == CloseReason::Behind);
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
    drop(timeout(CLOSE_WITHIN, end).await);
}

/// Writes what waits, until the closing message is out or the browser is gone.
async fn write(mut sink: SplitSink<WebSocket, Message>, outbox: &Outbox) {
    loop {
        let mut next = Some(outbox.next().await);
        // Under load several have queued up by now; one call of the system for all of them.
        while let Some(message) = next {
            let is_last = matches!(message, Message::Close(_));
            if sink.feed(message).await.is_err() {
                return;
            }
            if is_last {
                // Whether it got there, nobody asks any more.
                drop(sink.flush().await);
                return;
            }
            next = outbox.take();
        }
        if sink.flush().await.is_err() {
            return;
        }
    }
}

/// An answer to be sent before the end, and the end.
type Closing = (Option<String>, CloseReason);

/// Reads the first message and asks for a screen.
async fn handshake<C: Connect>(
    stream: &mut SplitStream<WebSocket>,
    caller: &Caller,
    state: &ServerState<C>,
) -> Result<(C::Screen, ConnectionPermit), Closing> {
    let address = caller.remote;
    let mut stop = state.stop.clone();
    let first = tokio::select! {
        first = timeout(state.limits.first_message, first_text(stream)) => first,
        () = stopped(&mut stop) => return Err((None, state.over())),
    };
    let text = match first {
        Ok(Ok(text)) => text,
        Ok(Err(reason)) => return Err((None, reason)),
        Err(_) => return Err((None, CloseReason::Silent)),
    };
    let bad = || {
        let message = "the first message must be {\"join\":{\"token\":…,\"name\":…}}, \
                       a secret beside them 32 hexadecimal digits";
        refusal(ErrorCode::BadMessage, message)
    };
    if text.len() > FIRST_MESSAGE_BYTES {
        return Err(bad());
    }
    let first = first_message::read(&text).ok_or_else(bad)?;
    // Not even the right token is looked at, or guessing would go on.
    if state.attempts.is_barred(address, Instant::now().into_std()) {
        return Err((None, CloseReason::Barred));
    }
    let person = match first {
        First::Join(person) => person,
        First::Look(token) => {
            let invited = state.connect.look(token).await;
            let invited = invited.map_err(|refused| state.refuse(address, refused))?;
            return Err((
                Some(GuestNotice::Invited(invited).line()),
                CloseReason::Closed,
            ));
        }
    };
    let place = state.place_for(caller)?;
    let screen = state.connect.connect(person).await;
    let screen = screen.map_err(|refused| state.refuse(address, refused));
    Ok((screen?, place))
}

fn refusal(code: ErrorCode, message: &str) -> Closing {
    (Some(NotLetIn::line(code, message)), CloseReason::Ticket)
}

async fn first_text(stream: &mut SplitStream<WebSocket>) -> Result<String, CloseReason> {
    while let Some(frame) = stream.next().await {
        match frame {
            Ok(Message::Text(text)) => return Ok(text.as_str().to_owned()),
            Ok(Message::Binary(_)) => return Err(CloseReason::NotText),
            Ok(Message::Ping(_) | Message::Pong(_)) => {}
            Ok(Message::Close(_)) => return Err(CloseReason::Left),
            Err(_) => return Err(CloseReason::TooLarge),
        }
    }
    Err(CloseReason::Left)
}

/// Passes messages both ways until one side ends it.
async fn converse(
    stream: &mut SplitStream<WebSocket>,
    screen: &mut impl Screen,
    outbox: &Outbox,
    state: &ServerState<impl Connect>,
) -> CloseReason {
    let limits = &state.limits;
    let mut stop = state.stop.clone();
    let start = Instant::now();
    let mut bucket = TokenBucket::new(limits.rate_limit);
    let mut pings = interval_at(start + limits.ping_every, limits.ping_every);
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut beats = interval_at(start + limits.beat_every, limits.beat_every);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut heard, mut read_on) = (start, start);
    loop {
        tokio::select! {
            frame = read_at(read_on, stream) => {
                let frame = match frame {
                    None | Some(Ok(Message::Close(_))) => return CloseReason::Left,
                    Some(Err(_)) => return CloseReason::TooLarge,
                    Some(Ok(frame)) => frame,
                };
                heard = Instant::now();
                read_on = heard + bucket.take(heard - start, length(&frame));
                match frame {
                    Message::Text(text) => screen.send(text.as_str()).await,
                    Message::Binary(_) => return CloseReason::NotText,
                    _ => {}
                }
            }
            message = screen.recv() => {
                let Some(message) = message else {
                    return state.close_reason(screen.end_reason());
                };
                if !outbox.add(Message::text(message)) {
                    return CloseReason::Behind;
                }
            }
            _ = pings.tick() => {
                if heard.elapsed() > limits.silence {
                    return CloseReason::Silent;
                }
                if !outbox.add(Message::Ping(Vec::new().into())) {
                    return CloseReason::Behind;
                }
            }
            _ = beats.tick(), if state.is_session => {
                if !outbox.add(Message::text(GuestNotice::Alive(true).line())) {
                    return CloseReason::Behind;
                }
            }
            () = stopped(&mut stop) => return state.over(),
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
