//! One browser's WebSocket: the first message, then messages both ways until one side ends it.

use board_model::ErrorCode;
use std::fmt;
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

use crate::door::Caller;
use crate::ending::Ending;
use crate::first::{self, First};
use crate::joins::Joins;
use crate::limits::Limits;
use crate::notice::{GuestNotice, Invited, NotLetIn};
use crate::outbox::Outbox;
use crate::places::{Place, Places};
use crate::token::Token;
use crate::tries::Tries;

/// How long the last words to a screen may take.
const LAST_WORDS: Duration = Duration::from_secs(2);
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

/// What a person says of themself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    /// As it was shown, right or wrong.
    pub token: Token,
    /// Trimmed, maybe empty.
    pub name: String,
    /// The number of the colour they would like; other numbers than the palette has mean one of it all the same.
    pub colour: Option<u8>,
    /// Known to their browser alone: by it they are the same person the next time.
    pub secret: Option<GuestSecret>,
}

/// 16 random bytes that a browser keeps for one board.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct GuestSecret(pub [u8; 16]);

/// A secret never gets into a log.
impl fmt::Debug for GuestSecret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("GuestSecret(…)")
    }
}

impl GuestSecret {
    /// Reads 32 hexadecimal digits.
    pub(crate) fn read(text: &str) -> Option<Self> {
        if text.len() != 32 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let number = u128::from_str_radix(text, 16).ok()?;
        Some(Self(number.to_be_bytes()))
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
    fn parting(&self) -> Parting {
        Parting::Closed
    }
}

/// Why a board ends a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parting {
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

/// How a server stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Farewell {
    /// The session has ended, or on this machine its own server was closed.
    Ended,
    /// The session goes on at another machine.
    Moved,
}

/// What all sockets of a server share.
#[derive(Debug)]
pub(crate) struct House<C> {
    pub(crate) connect: C,
    pub(crate) tries: Tries,
    pub(crate) limits: Limits,
    pub(crate) places: Places,
    pub(crate) joins: Joins,
    /// The end of the server, or of its board, is the end of a session.
    pub(crate) is_session: bool,
    /// Something, or its sender gone: the server stops.
    pub(crate) stop: watch::Receiver<Option<Farewell>>,
}

impl<C> House<C> {
    /// How a socket ends whose screen has ended.
    fn parting(&self, why: Parting) -> Ending {
        match why {
            Parting::Closed => self.over(),
            Parting::Removed => Ending::Removed,
            Parting::Elsewhere => Ending::Elsewhere,
            Parting::Moved => Ending::Moved,
        }
    }

    /// A place for a screen, if there is one and its address has not joined too often lately.
    fn place_for(&self, caller: &Caller) -> Result<Place, LastWords> {
        let is_spared = self.limits.spares_this_machine && caller.is_here();
        let now = Instant::now().into_std();
        if !self.joins.take(caller.remote, is_spared, now) {
            let message =
                "too many people joined from this network address at once; wait a few seconds";
            return Err((
                Some(NotLetIn::line(ErrorCode::Limit, message)),
                Ending::Full,
            ));
        }
        let place = self.places.take(caller.remote, is_spared);
        place.ok_or((None, Ending::Full))
    }

    /// The last words to somebody who is not let in. Whoever guesses is counted.
    fn refuse(&self, address: IpAddr, refused: Refusal) -> LastWords {
        match refused {
            Refusal::Stranger => {
                self.tries.count(address, Instant::now().into_std());
                let message = "this address is not valid any more; ask for a new one";
                refusal(ErrorCode::Ticket, message)
            }
            Refusal::Because { code, message } => refusal(code, &message),
            Refusal::Removed => (None, Ending::Removed),
            Refusal::Moved { hint } => (hint, Ending::Moved),
        }
    }

    /// How everybody's socket ends when the server or the board does.
    fn over(&self) -> Ending {
        if *self.stop.borrow() == Some(Farewell::Moved) {
            Ending::Moved
        } else if self.is_session {
            Ending::Ended
        } else {
            Ending::Closed
        }
    }
}

/// Ends when the server stops. An error says that its owner is gone, which stops it too.
pub(crate) async fn stopped(stop: &mut watch::Receiver<Option<Farewell>>) {
    drop(stop.wait_for(Option::is_some).await);
}

/// Attends to a socket from its first message to its end.
pub(crate) async fn attend<C: Connect>(socket: WebSocket, caller: Caller, house: Arc<House<C>>) {
    let (sink, mut stream) = socket.split();
    let outbox = Outbox::new(house.limits.waiting_bytes);
    let writing = write(sink, &outbox);
    tokio::pin!(writing);
    let reading = async {
        let (mut screen, _place) = match welcome(&mut stream, &caller, &house).await {
            Ok(welcomed) => welcomed,
            Err(last_words) => return last_words,
        };
        caller.becomes_screen();
        let ending = converse(&mut stream, &mut screen, &outbox, &house).await;
        (None, ending)
    };
    let (answer, ending) = tokio::select! {
        last_words = reading => last_words,
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
type LastWords = (Option<String>, Ending);

/// Reads the first message and asks for a screen.
async fn welcome<C: Connect>(
    stream: &mut SplitStream<WebSocket>,
    caller: &Caller,
    house: &House<C>,
) -> Result<(C::Screen, Place), LastWords> {
    let address = caller.remote;
    let mut stop = house.stop.clone();
    let first = tokio::select! {
        first = timeout(house.limits.first_message, first_text(stream)) => first,
        () = stopped(&mut stop) => return Err((None, house.over())),
    };
    let text = match first {
        Ok(Ok(text)) => text,
        Ok(Err(ending)) => return Err((None, ending)),
        Err(_) => return Err((None, Ending::Silent)),
    };
    let bad = || {
        let message = "the first message must be {\"join\":{\"token\":…,\"name\":…}}, \
                       a secret beside them 32 hexadecimal digits";
        refusal(ErrorCode::BadMessage, message)
    };
    if text.len() > FIRST_MESSAGE_BYTES {
        return Err(bad());
    }
    let first = first::read(&text).ok_or_else(bad)?;
    // Not even the right token is looked at, or guessing would go on.
    if house.tries.is_barred(address, Instant::now().into_std()) {
        return Err((None, Ending::Barred));
    }
    let person = match first {
        First::Join(person) => person,
        First::Look(token) => {
            let invited = house.connect.look(token).await;
            let invited = invited.map_err(|refused| house.refuse(address, refused))?;
            return Err((Some(GuestNotice::Invited(invited).line()), Ending::Closed));
        }
    };
    let place = house.place_for(caller)?;
    let screen = house.connect.connect(person).await;
    let screen = screen.map_err(|refused| house.refuse(address, refused));
    Ok((screen?, place))
}

fn refusal(code: ErrorCode, message: &str) -> LastWords {
    (Some(NotLetIn::line(code, message)), Ending::Ticket)
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
                    None | Some(Ok(Message::Close(_))) => return Ending::Left,
                    Some(Err(_)) => return Ending::TooLarge,
                    Some(Ok(frame)) => frame,
                };
                heard = Instant::now();
                read_on = heard + bucket.take(heard - start, length(&frame));
                match frame {
                    Message::Text(text) => screen.send(text.as_str()).await,
                    Message::Binary(_) => return Ending::NotText,
                    _ => {}
                }
            }
            message = screen.recv() => {
                let Some(message) = message else {
                    return house.parting(screen.parting());
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
            _ = beats.tick(), if house.is_session => {
                if !outbox.add(Message::text(GuestNotice::Alive(true).line())) {
                    return Ending::Behind;
                }
            }
            () = stopped(&mut stop) => return house.over(),
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
