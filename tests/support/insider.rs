//! A machine with a valid ticket whose program is not ours: what it sends is up to the test.

use board_model::{BoardId, Edit, ParticipantId, PeerId};
use board_net::{Inbox, Link, Net, NetOptions, Received, Ticket};
use board_replica::Replica;
use board_room::session::frame::{ClockReading, Frame, HostClaim, PEER_PROTOCOL, PeerHello, Rank};
use board_room::session::keys::Keys;
use board_room::session::records::{Claim, Registration};
use std::time::Duration;
use tokio::time::timeout;

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// The machine. It is gone with this.
pub struct Insider {
    /// Its endpoint, which the link lives on.
    _net: Net,
    link: Link,
    inbox: Inbox,
    keys: Keys,
    board: BoardId,
    /// Its person.
    pub person: ParticipantId,
    /// Its copy of the board, under a client id that the host knows.
    pub replica: Replica,
}

impl Insider {
    /// Dials the host of a ticket and says nothing.
    pub async fn dial(ticket: &str, number: u8) -> Self {
        let ticket: Ticket = ticket.parse().expect("a ticket");
        let secret = [number; 32];
        let net = Net::start(NetOptions::loopback(secret))
            .await
            .expect("an endpoint");
        let dialled = net.dial(&ticket.candidates(), PATIENCE).await;
        let (link, inbox) = dialled.expect("the host is there");
        let client = 1_000_000 + u64::from(number);
        Self {
            _net: net,
            link,
            inbox,
            keys: Keys::new(&secret),
            board: ticket.board(),
            person: ParticipantId::from_u128(0xBAD_0000 + u128::from(number)),
            replica: Replica::awaiting(client, ticket.board()),
        }
    }

    /// Joins like an honest machine, and has the board when this returns.
    pub async fn join(ticket: &str, number: u8) -> Self {
        let mut insider = Self::dial(ticket, number).await;
        let secret = ticket.parse::<Ticket>().expect("a ticket").secret();
        let hello = insider.greeting(Some(&Keys::of_invitation(&secret)));
        insider.send(&Frame::Hello(Box::new(hello)));
        while insider.replica.is_awaiting() {
            match insider.frame().await.expect("the host lets it in") {
                Frame::Update { bytes } => {
                    // What is passed on before the board itself has come is in the board.
                    let _ = insider.replica.merge(&bytes);
                }
                Frame::Refused { code, message } => panic!("{code}: {message}"),
                _ => {}
            }
        }
        insider
    }

    /// A hello, by an invitation or without one.
    pub fn greeting(&self, invitation: Option<&Keys>) -> PeerHello {
        let client = self.replica.client();
        let claim = |keys| Claim::new(self.board, self.peer(), self.person, keys);
        PeerHello {
            protocol: PEER_PROTOCOL,
            board: self.board,
            participant: self.person,
            name: "Mallory".to_owned(),
            claim: invitation.map(claim),
            client,
            registrations: vec![Registration::new(self.board, client, &self.keys)],
            vector: self.replica.state_vector(),
            hosting: None,
            term: 0,
            address: Vec::new(),
            records: Vec::new(),
            clock: ClockReading { time: 0, age: 0 },
        }
    }

    /// Its id.
    pub fn peer(&self) -> PeerId {
        self.keys.public()
    }

    /// A claim to hosting that beats every other.
    pub fn usurping(&self) -> HostClaim {
        HostClaim {
            rank: Rank::Owner,
            term: 1_000,
            peer: self.peer(),
        }
    }

    /// What an edit of its person would write, whatever their role.
    pub fn written(&mut self, edit: Edit) -> Vec<u8> {
        let applied = self.replica.apply(self.person, edit);
        applied.expect("an edit").update
    }

    /// Sends a frame.
    pub fn send(&self, frame: &Frame) {
        self.send_bytes(frame.written());
    }

    /// Sends bytes as a frame.
    pub fn send_bytes(&self, bytes: Vec<u8>) {
        // A link that has ended takes nothing; whether it has, the test asks later.
        let _ = self.link.try_send(bytes);
    }

    /// The next frame; `None` when the link has ended.
    async fn frame(&mut self) -> Option<Frame> {
        loop {
            let received = timeout(PATIENCE, self.inbox.recv()).await;
            match received.expect("the host says something or hangs up") {
                Ok(Received::Frame(bytes)) => return Frame::read(&bytes),
                Ok(Received::Lossy(_)) => {}
                Err(_) => return None,
            }
        }
    }

    /// Reads until the host hangs up; the code that it refused with, if it said one.
    pub async fn refused(mut self) -> Option<String> {
        let mut said = None;
        while let Some(frame) = self.frame().await {
            if let Frame::Refused { code, .. } = frame {
                said = Some(code);
            }
        }
        said
    }
}
