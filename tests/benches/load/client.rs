//! Whoever sends edits and hears those of the others.

use crate::Load;
use crate::clock::{Clock, Ear};
use crate::guests::Guest;
use crate::peers::Peer;
use crate::servers::{Contender, Server};
use crate::yjs::Yjs;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

/// How long it must be quiet, after the last edit, before nothing more is expected.
const QUIET: Duration = Duration::from_secs(3);

/// Which of them, and when to do what.
#[derive(Clone, Copy)]
pub(crate) struct Turn {
    pub me: usize,
    pub load: Load,
    pub start: Instant,
    pub end: Instant,
}

impl Turn {
    /// This client's edit of a number: its number among all, and when it is due. None after the end.
    pub(crate) fn edit(&self, own: usize) -> Option<(usize, Instant)> {
        let edit = self.me + own * self.load.clients;
        let due = self.start + Duration::from_secs(1) * edit as u32 / self.load.rate as u32;
        (due < self.end).then_some((edit, due))
    }

    /// Until when a client listens that heard nothing since.
    pub(crate) fn silence(&self) -> Instant {
        self.end.max(Instant::now()) + QUIET
    }

    /// What hears the others.
    pub(crate) fn ear(&self) -> Ear {
        Ear::new(self.me, self.load.clients)
    }

    /// How many edits of others there are, of so many in all.
    pub(crate) fn of_others(&self, edits: usize) -> usize {
        edits - edits.saturating_sub(self.me).div_ceil(self.load.clients)
    }
}

pub(crate) enum Client {
    Yjs(Box<Yjs>),
    Guest(Box<Guest>),
    Peer(Box<Peer>),
}

/// How clients read their sockets. The library's own 128 KiB are filled with zeros at every look, which would be most of
/// what the load's cores do.
pub(crate) fn sockets() -> WebSocketConfig {
    WebSocketConfig::default().read_buffer_size(4 << 10)
}

impl Client {
    /// Connects, and makes the note that this client writes in.
    pub(crate) async fn enter(server: &Server, load: Load, number: usize) -> Self {
        match server.contender {
            Contender::OurMachines => Self::Peer(Box::new(Peer::enter(server, number).await)),
            Contender::OurGuests => Self::Guest(Box::new(Guest::enter(server, load, number).await)),
            Contender::YWebsocket | Contender::Hocuspocus => {
                Self::Yjs(Box::new(Yjs::enter(server, number).await))
            }
        }
    }

    /// Sends its edits when they are due and hears those of the others until all came or it is quiet. Its last edit may be
    /// on its way still: keep it until all others are done.
    pub(crate) async fn work(&mut self, turn: Turn, clock: Arc<Clock>) -> Ear {
        match self {
            Self::Yjs(client) => client.work(turn, &clock).await,
            Self::Guest(client) => client.work(turn, &clock).await,
            Self::Peer(client) => client.work(turn, &clock).await,
        }
    }
}
