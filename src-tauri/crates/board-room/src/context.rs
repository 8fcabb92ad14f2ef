//! What a room and its session work on together: the replica, the seats, the disk, the clock and the outbox.
//!
//! A [`Room`](crate::Room) holds one, and hands it to its [`Session`] with every event. So the session is a machine
//! of its own, which sees all that it needs of the room and nothing of what the room keeps for itself.

use crate::effect::{Append, Effect, RoomConfig};
use crate::message::{OutMessage, Presence, PresenceOf};
use crate::pending_acks::PendingAcks;
use crate::people_throttle::PeopleThrottle;
use crate::seats::{SeatId, Seats};
use crate::session::event::LinkEffect;
use crate::session::frame::{Frame, Machine};
use crate::session::link::LinkId;
use crate::session_clock::SessionClock;
use board_model::{Board, Change, ParticipantId};
use board_replica::Replica;
use std::time::Duration;

/// What a room and its session work on together.
pub(crate) struct Context {
    pub(crate) replica: Replica,
    pub(crate) config: RoomConfig,
    pub(crate) seats: Seats,
    pub(crate) acks: PendingAcks,
    pub(crate) told: PeopleThrottle,
    pub(crate) clock: SessionClock,
    /// The time of the present input.
    pub(crate) now: Duration,
    /// What is to be done, in this order.
    outbox: Vec<Effect>,
}

impl Context {
    pub(crate) fn new(replica: Replica, config: RoomConfig) -> Self {
        Self {
            replica,
            clock: SessionClock::new(config.unix_ms),
            config,
            seats: Seats::default(),
            acks: PendingAcks::default(),
            told: PeopleThrottle::default(),
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

    /// The session's clock, in milliseconds since 1970.
    pub(crate) fn session_time(&self) -> u64 {
        self.clock.at(self.now)
    }

    /// Tells every screen what the session's clock says.
    pub(crate) fn send_clock(&mut self) {
        let clock = self.session_time();
        let screens = self.seats.all().filter(|(_, seat)| seat.topics.any());
        let screens = screens.map(|(id, _)| id).collect();
        self.send_each(screens, OutMessage::Clock { clock });
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
}
