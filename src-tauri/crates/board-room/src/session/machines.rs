//! What is known of the machines of a session: where they are, and who of them is here.

use super::authorization::WriterPresence;
use super::frame::{Address, Machine};
use super::{LinkId, Session};
use board_model::PeerId;

/// Most machines whose place is remembered.
const MOST_ADDRESSES: usize = 1_024;

impl Session {
    /// Whether that peer can bring what was written under one of its client ids. `own` is that of this opening.
    pub(super) fn presence(&self, peer: PeerId, client: u64, own: u64) -> WriterPresence {
        if peer == self.peer() {
            // What this machine wrote in an earlier opening it may have lost with its power, after others had it.
            return if client == own {
                WriterPresence::Writes
            } else {
                WriterPresence::Away
            };
        }
        let links = self.admitted().filter(|(_, link, _)| link.peer == peer);
        let writes = links.map(|(_, _, remote)| remote.client == client);
        match writes.reduce(|one, other| one || other) {
            None => WriterPresence::Away,
            Some(false) => WriterPresence::Wrote,
            Some(true) => WriterPresence::Writes,
        }
    }

    /// Whether that peer is linked and said hello, or is this one.
    pub(super) fn is_here(&self, peer: PeerId) -> bool {
        peer == self.peer() || self.admitted().any(|(_, link, _)| link.peer == peer)
    }

    pub(super) fn is_linked(&self, peer: PeerId) -> bool {
        self.links.values().any(|link| link.peer == peer)
    }

    /// Whether a link to that machine was dialled from here.
    pub(super) fn is_dialled(&self, peer: PeerId) -> bool {
        let mut links = self.links.values();
        links.any(|link| link.peer == peer && link.is_dialled)
    }

    pub(super) fn machine(&self) -> Machine {
        let peer = self.peer();
        Machine {
            peer,
            rank: self.rank_of(peer),
            address: self.address.clone(),
        }
    }

    /// Remembers where a machine is.
    pub(super) fn learn(&mut self, peer: PeerId, address: &Address) {
        if !address.is_empty()
            && (self.addresses.len() < MOST_ADDRESSES || self.addresses.contains_key(&peer))
        {
            self.addresses.insert(peer, address.clone());
        }
    }

    /// The machine with the address that is known for it.
    pub(super) fn found(&self, peer: PeerId) -> Machine {
        let address = self.addresses.get(&peer).cloned().unwrap_or_default();
        let rank = self.rank_of(peer);
        Machine {
            peer,
            rank,
            address,
        }
    }

    /// The machine at the other end of a link, with the address it said itself.
    pub(super) fn machine_on(&self, id: LinkId) -> Option<Machine> {
        let link = self.links.get(&id)?;
        let address = link.remote().map(|remote| remote.address.clone());
        Some(Machine {
            peer: link.peer,
            rank: self.rank_of(link.peer),
            address: address.unwrap_or_default(),
        })
    }
}
