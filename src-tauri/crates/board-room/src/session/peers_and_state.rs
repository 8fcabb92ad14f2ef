//! What every seat is told of a session: who takes part, and how it stands.

use super::Session;
use crate::context::Context;
use crate::message::{DiskNews, OutMessage, Peer, Standing, State};
use board_model::ParticipantId;
use std::collections::BTreeSet;

/// Most people that are told of.
pub(crate) const MOST_PEOPLE: usize = 1_024;

impl Context {
    /// Everybody's list of people, to every seat.
    pub(crate) fn send_peers(&mut self, session: Option<&Session>) {
        let peers = self.peers(session);
        self.send_all(OutMessage::Peers { peers });
    }

    /// How it stands with session and disk, to every seat.
    pub(crate) fn send_state(&mut self, session: Option<&Session>) {
        let state = self.state(session);
        self.send_all(OutMessage::State(state));
    }

    /// How it stands with session and disk.
    pub(crate) fn state(&self, session: Option<&Session>) -> State {
        State {
            state: session.map_or(Standing::Alone, Session::shown),
            host: session.and_then(Session::host).unwrap_or(self.config.host),
            term: session.map_or(0, Session::term),
            waiting: session.map_or(0, Session::waiting),
            disk: self.acks.trouble().cloned().map(DiskNews::from),
        }
    }

    /// Everybody, as they call themselves.
    pub(crate) fn all_peers(&self, session: Option<&Session>) -> Vec<Peer> {
        let mut peers = self.seats.peers();
        let own: BTreeSet<ParticipantId> = peers.iter().map(|peer| peer.participant).collect();
        let others = session.into_iter().flat_map(Session::people);
        let others = others.filter(|one| !own.contains(&one.participant));
        peers.extend(others.map(|one| Peer {
            participant: one.participant,
            name: one.name.clone(),
            role: one.role,
            here: one.here,
            guest: false,
            colour: None,
        }));
        peers.sort_by_key(|peer| !peer.here);
        peers.truncate(MOST_PEOPLE);
        peers.sort_by_key(|peer| peer.participant);
        peers
    }

    /// Whether somebody stays in the list of people when they are gone: they wrote something, or are a member.
    pub(crate) fn stays_known(&self, session: Option<&Session>, person: ParticipantId) -> bool {
        self.board().person(person).is_some()
            || person == self.config.host
            || session.is_some_and(|session| session.has_member(person))
    }
}
