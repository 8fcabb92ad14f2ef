//! A machine in a session with our host: a real room on a real link, without disk and screen, so that many fit on one
//! core. While it is measured, the others' updates are heard as they come and not merged: what is measured is the host.

use crate::client::Turn;
use crate::clock::{Clock, Ear, text};
use crate::guests::first_note;
use crate::servers::Server;
use board_model::ParticipantId;
use board_net::{Inbox, Link, Net, NetOptions, Received, Ticket};
use board_replica::Replica;
use board_room::message::{InMessage, OutMessage, Standing};
use board_room::session::frame::{Machine, Rank};
use board_room::session::keys::Keys;
use board_room::session::{Identity, LinkEffect, LinkEvent, LinkId, SessionCommand};
use board_room::{Effect, Input, Role, Room, RoomConfig, SeatId, Seating};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::time::{Instant, sleep_until, timeout_at};

const LINK: LinkId = LinkId(1);
const SEAT: SeatId = SeatId(1);

pub(crate) struct Peer {
    /// Ends the link when it is dropped.
    _net: Net,
    link: Link,
    inbox: Inbox,
    room: Room,
    began: Instant,
    asked: u64,
    note: String,
}

impl Peer {
    pub(crate) async fn enter(server: &Server, number: usize) -> Self {
        let ticket: Ticket = server.ticket().parse().unwrap();
        let mut secret = [7; 32];
        secret[0] = number as u8;
        let net = Net::start(NetOptions::loopback(secret)).await.unwrap();
        let limit = Duration::from_secs(10);
        let (link, inbox) = net
            .dial(&ticket.candidates(), limit)
            .await
            .expect("the host is there");
        let mut peer = Self {
            room: room(&ticket, secret, number),
            _net: net,
            link,
            inbox,
            began: Instant::now(),
            asked: 0,
            note: uuid::Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + number as u128)
                .to_string(),
        };
        peer.sit_down(&ticket, number).await;
        peer
    }

    /// Comes in, gets the board, and makes its note.
    async fn sit_down(&mut self, ticket: &Ticket, number: usize) {
        let seating = Seating {
            seat: SEAT,
            participant: person(number),
            name: format!("Peer {number}"),
            role: Role::Participant,
            wished: Role::Facilitator,
            is_guest: false,
            colour: None,
        };
        self.feed(Input::Joined(seating));
        self.feed(Input::Session(SessionCommand::Called(format!(
            "Peer {number}"
        ))));
        let host = Machine {
            peer: ticket.address().id,
            rank: Rank::Owner,
            address: Vec::new(),
        };
        let peer = host.peer;
        self.feed(Input::Session(SessionCommand::FindHost(vec![host])));
        let (link, is_dialled) = (LINK, true);
        self.feed(Input::Link(LinkEvent::Up {
            link,
            peer,
            is_dialled,
        }));
        while self.room.replica().is_awaiting() || self.state() != Standing::Connected {
            let Ok(Received::Frame(bytes) | Received::Lossy(bytes)) = self.inbox.recv().await
            else {
                panic!("peer {number} is not let in");
            };
            self.feed(Input::Link(LinkEvent::Frame { link, bytes }));
        }
        let mut edit = first_note(number);
        edit["addNote"]["id"] = json!(self.note);
        self.edit(edit);
    }

    fn state(&self) -> Standing {
        self.room.status(Vec::new()).state.state
    }

    fn edit(&mut self, edit: Value) {
        self.asked += 1;
        let line = json!({ "id": self.asked, "edit": edit }).to_string();
        let message = InMessage::parse(&line).unwrap();
        let seat = SEAT;
        self.feed(Input::Said { seat, message });
    }

    /// Tells the room something, and does what it wants; what is to be stored is stored at once.
    fn feed(&mut self, input: Input) {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            for effect in self.room.handle(self.began.elapsed(), input) {
                match effect {
                    Effect::Append(append) => inputs.push_back(Input::Stored(append.number)),
                    Effect::Link(LinkEffect::Send { bytes, .. }) => {
                        self.link.try_send(bytes).expect("the link takes it");
                    }
                    Effect::Link(LinkEffect::SendLossy { bytes, .. }) => {
                        self.link.send_lossy(bytes);
                    }
                    Effect::Link(LinkEffect::Out { code, message }) => panic!("{code}: {message}"),
                    Effect::Send {
                        message: OutMessage::Error { error, .. },
                        ..
                    } => {
                        panic!("{}: {}", error.code, error.message);
                    }
                    _ => {}
                }
            }
        }
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
                    clock.send(edit);
                    self.edit(json!({ "setText": { "note": self.note, "text": words } }));
                    own += 1;
                    next = turn.edit(own);
                }
                came = timeout_at(silence, self.inbox.recv()) => {
                    let Ok(Ok(Received::Frame(bytes) | Received::Lossy(bytes))) = came else {
                        break;
                    };
                    if Ear::concerns(&bytes) {
                        silence = turn.silence();
                        ear.hear(clock, &bytes);
                    } else {
                        self.feed(Input::Link(LinkEvent::Frame { link: LINK, bytes }));
                    }
                }
            }
        }
        if ear.heard() == 0 {
            println!(
                "peer {} heard nothing after {own} edits: {:?}",
                turn.me,
                self.room.status(Vec::new())
            );
        }
        ear
    }
}

fn person(number: usize) -> ParticipantId {
    ParticipantId::from_u128(0x0192_1111_0000_7000_8000_0000_0000_0000 + number as u128)
}

fn room(ticket: &Ticket, secret: [u8; 32], number: usize) -> Room {
    let client = 5_000 + number as u64;
    let unix = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_millis();
    let identity = Identity {
        keys: Keys::new(&secret),
        owner: None,
        invitation: Some(Keys::of_invitation(&ticket.secret())),
        participant: person(number),
        name: format!("Peer {number}"),
        clients: vec![client],
    };
    let config = RoomConfig {
        epoch: client,
        host: person(number),
        read_only: None,
        unix_ms: unix.try_into().unwrap(),
        identity: Some(identity),
    };
    Room::new(Replica::awaiting(client, ticket.board()), config)
}
