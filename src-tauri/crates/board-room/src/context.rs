//! What a room and its session work on together: the replica, the seats, the disk, the clock and the outbox.
//!
//! A [`Room`](crate::Room) holds one, and hands it to its [`Session`] with every event. So the session is a machine
//! of its own, which sees all that it needs of the room and nothing of what the room keeps for itself.

use crate::company::{MOST_PEOPLE, PeopleTold};
use crate::effect::{Append, Effect, RoomConfig, SeatId};
use crate::message::{DiskNews, OutMessage, Peer, Presence, PresenceOf, Standing, State};
use crate::pending_acks::PendingAcks;
use crate::seats::Seats;
use crate::session::frame::{Frame, Machine};
use crate::session::{LinkEffect, LinkId, Session};
use board_model::{Board, Change, ParticipantId};
use board_replica::Replica;
use std::collections::BTreeSet;
use std::time::Duration;

/// What a room and its session work on together.
pub(crate) struct Context {
    pub(crate) replica: Replica,
    pub(crate) config: RoomConfig,
    pub(crate) seats: Seats,
    pub(crate) acks: PendingAcks,
    pub(crate) told: PeopleTold,
    /// The time of the present input.
    pub(crate) now: Duration,
    /// What is to be done, in this order.
    outbox: Vec<Effect>,
}

impl Context {
    pub(crate) fn new(replica: Replica, config: RoomConfig) -> Self {
        Self {
            replica,
            config,
            seats: Seats::default(),
            acks: PendingAcks::default(),
            told: PeopleTold::default(),
            now: Duration::ZERO,
            outbox: Vec::new(),
        }
    }

    pub(crate) fn board(&self) -> &Board {
        self.replica.board()
    }

    /// Puts something into the outbox.
    pub(crate) fn emit(&mut self, effect: Effect) {
        self.outbox.push(effect);
    }

    /// Empties the outbox.
    pub(crate) fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.outbox)
    }

    pub(crate) fn send(&mut self, to: SeatId, message: OutMessage) {
        self.emit(Effect::Send { to, message });
    }

    /// The same message to several seats.
    pub(crate) fn send_each(&mut self, to: Vec<SeatId>, message: OutMessage) {
        if !to.is_empty() {
            self.emit(Effect::SendAll { to, message });
        }
    }

    /// The same message to every seat.
    pub(crate) fn send_all(&mut self, message: OutMessage) {
        let to = self.seats.all().map(|(seat, _)| seat).collect();
        self.send_each(to, message);
    }

    /// What somebody does, to the seats of others that look at the board; `from` is their own seat if it is here.
    pub(crate) fn send_presence(
        &mut self,
        from: Option<SeatId>,
        participant: ParticipantId,
        presence: Presence,
    ) {
        let others = self
            .seats
            .all()
            .filter(|(seat, other)| Some(*seat) != from && other.topics.any());
        let to = others.map(|(seat, _)| seat).collect();
        let presence = PresenceOf {
            participant,
            presence,
        };
        self.send_each(to, OutMessage::Presence { presence });
    }

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

    pub(crate) fn send_frame(&mut self, link: LinkId, frame: &Frame) {
        let bytes = frame.written();
        self.emit(Effect::Link(LinkEffect::Send { link, bytes }));
    }

    pub(crate) fn close(&mut self, link: LinkId, reason: &'static str) {
        self.emit(Effect::Link(LinkEffect::Close { link, reason }));
    }

    pub(crate) fn dial(&mut self, machine: Machine) {
        self.emit(Effect::Link(LinkEffect::Dial(machine)));
    }

    /// What was written to the replica is stored and shown.
    pub(crate) fn store(&mut self, update: Vec<u8>, changes: Vec<Change>, by: ParticipantId) {
        if update.is_empty() {
            return;
        }
        let append = Append {
            number: self.acks.next(),
            bytes: update,
            by,
        };
        self.emit(Effect::Append(append));
        self.show(changes);
    }

    /// Shows changes to every screen that wants to see any.
    pub(crate) fn show(&mut self, changes: Vec<Change>) {
        let seats = self.seats.all().filter(|(_, seat)| seat.topics.any());
        let to = seats.map(|(id, seat)| (id, seat.topics)).collect();
        let revision = self.replica.revision();
        self.emit(Effect::Show {
            changes,
            revision,
            to,
        });
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
