//! A link to another peer, and what is known of who is at its other end.

use super::frame::{Address, Participant};
use board_model::{ParticipantId, PeerId};
use std::time::Duration;

/// A link to another peer. Never given twice in one room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkId(pub u64);

/// A link to another peer.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) peer: PeerId,
    pub(super) is_dialled: bool,
    /// The version of the register that the other side was told; `None` until this side has said hello.
    pub(super) told: Option<u64>,
    /// They are with another host, and told so: nothing is passed on to them until they sit down here.
    pub(super) is_elsewhere: bool,
    /// Something was not sent for lack of room.
    pub(super) is_behind: bool,
    pub(super) state: LinkState,
}

/// How far the handshake of a link has come.
#[derive(Debug)]
pub(super) enum LinkState {
    /// The other side has not said hello yet.
    AwaitingHello { since: Duration },
    /// They said hello and may take part.
    Admitted(Remote),
}

/// A peer that takes part.
#[derive(Debug)]
pub(super) struct Remote {
    pub(super) participant: ParticipantId,
    /// The client id they write under.
    pub(super) client: u64,
    pub(super) address: Address,
    /// Who sits at its screens.
    pub(super) seats: Vec<Participant>,
    /// Parts of a long update so far.
    pub(super) parts: Vec<u8>,
    /// The last update of it that did not fit yet.
    pub(super) pending: Option<Vec<u8>>,
    /// How often in a row it was asked again and brought what only others may.
    pub(super) unauthorized: u32,
    /// It did so since it was asked last.
    pub(super) is_unauthorized: bool,
}

impl Link {
    pub(super) fn new(peer: PeerId, is_dialled: bool, since: Duration) -> Self {
        Self {
            peer,
            is_dialled,
            told: None,
            is_elsewhere: false,
            is_behind: false,
            state: LinkState::AwaitingHello { since },
        }
    }

    /// Who is at the other end, once they are admitted.
    pub(super) fn remote(&self) -> Option<&Remote> {
        match &self.state {
            LinkState::Admitted(remote) => Some(remote),
            LinkState::AwaitingHello { .. } => None,
        }
    }

    pub(super) fn remote_mut(&mut self) -> Option<&mut Remote> {
        match &mut self.state {
            LinkState::Admitted(remote) => Some(remote),
            LinkState::AwaitingHello { .. } => None,
        }
    }

    pub(super) fn is_admitted(&self) -> bool {
        self.remote().is_some()
    }
}

impl Remote {
    pub(super) fn new(participant: ParticipantId, client: u64, address: Address) -> Self {
        Self {
            participant,
            client,
            address,
            seats: Vec::new(),
            parts: Vec::new(),
            pending: None,
            unauthorized: 0,
            is_unauthorized: false,
        }
    }
}
