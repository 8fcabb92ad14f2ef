//! Seats: who is here, and what each lets others see.

use crate::message::{Peer, Presence, Role, Topics};
use board_model::ParticipantId;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// A seat in a room: one screen, script or guest. Never given twice in one room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeatId(pub u64);

/// Cursor colours that are given out in turn; those of notes and one more (facts of colour-blind eyes allow no
/// larger set that is told apart).
pub(crate) const CURSOR_COLOURS: u8 = 8;

/// Somebody who takes a seat. One person may have several: a window and a browser beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seating {
    /// The seat, never used before in this room.
    pub seat: SeatId,
    /// The person.
    pub participant: ParticipantId,
    /// Their name; at most [`board_model::limits::TITLE_UTF16`], not blank.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The most they want to do: records may give more, and later less.
    pub wished: Role,
    /// A guest's edits are numbered across connections and hosts; those of other screens from this opening.
    pub is_guest: bool,
    /// The number of the colour they chose; without one they keep what the board remembers, or get the next.
    pub colour: Option<u8>,
}

/// A taken seat.
#[derive(Debug)]
pub(crate) struct Seat {
    pub(crate) participant: ParticipantId,
    pub(crate) name: String,
    pub(crate) role: Role,
    /// The most that was wished for.
    pub(crate) wished: Role,
    pub(crate) is_guest: bool,
    /// Below [`CURSOR_COLOURS`].
    pub(crate) colour: Option<u8>,
    pub(crate) topics: Topics,
    pub(crate) presence: Presence,
    /// When the seat last typed, while `presence.typing` is shown to others.
    pub(crate) typed_at: Option<Duration>,
}

/// All seats, and everybody who had one since the board was opened.
#[derive(Debug, Default)]
pub(crate) struct Seats {
    seats: BTreeMap<SeatId, Seat>,
    known: BTreeMap<ParticipantId, Known>,
}

/// Somebody who has or had a seat.
#[derive(Debug)]
struct Known {
    name: String,
    role: Role,
    is_guest: bool,
    colour: Option<u8>,
}

impl Seats {
    pub(crate) fn take(&mut self, seating: &Seating) {
        let Seating {
            seat,
            participant,
            name,
            role,
            wished,
            is_guest,
            colour,
        } = seating.clone();
        let colour = colour.map(|number| number % CURSOR_COLOURS);
        let known = Known {
            name: name.clone(),
            role,
            is_guest,
            colour,
        };
        self.known.insert(participant, known);
        let taken = Seat {
            participant,
            name,
            role,
            wished,
            is_guest,
            colour,
            topics: Topics::default(),
            presence: Presence::default(),
            typed_at: None,
        };
        self.seats.insert(seat, taken);
    }

    pub(crate) fn leave(&mut self, seat: SeatId) -> Option<Seat> {
        self.seats.remove(&seat)
    }

    /// Whether somebody has a seat.
    pub(crate) fn is_here(&self, person: ParticipantId) -> bool {
        self.seats.values().any(|seat| seat.participant == person)
    }

    /// Forgets somebody who has no seat any more.
    pub(crate) fn forget(&mut self, person: ParticipantId) {
        if !self.is_here(person) {
            self.known.remove(&person);
        }
    }

    pub(crate) fn seat(&self, seat: SeatId) -> Option<&Seat> {
        self.seats.get(&seat)
    }

    pub(crate) fn seat_mut(&mut self, seat: SeatId) -> Option<&mut Seat> {
        self.seats.get_mut(&seat)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (SeatId, &Seat)> {
        self.seats.iter().map(|(id, seat)| (*id, seat))
    }

    pub(crate) fn all_mut(&mut self) -> impl Iterator<Item = (SeatId, &mut Seat)> {
        self.seats.iter_mut().map(|(id, seat)| (*id, seat))
    }

    /// Gives the seats of a person another role. Says whether it was another one.
    pub(crate) fn give_role(&mut self, seat: SeatId, person: ParticipantId, role: Role) -> bool {
        let Some(taken) = self.seats.get_mut(&seat) else {
            return false;
        };
        // Who came for less keeps to it.
        let role = role.min(taken.wished);
        if taken.participant != person || taken.role == role {
            return false;
        }
        taken.role = role;
        if let Some(known) = self.known.get_mut(&person) {
            known.role = role;
        }
        true
    }

    /// Gives somebody another name. Says whether it was another one for anybody who is known here.
    pub(crate) fn rename(&mut self, person: ParticipantId, name: &str) -> bool {
        let theirs = self.seats.values_mut();
        for seat in theirs.filter(|seat| seat.participant == person) {
            name.clone_into(&mut seat.name);
        }
        let Some(known) = self
            .known
            .get_mut(&person)
            .filter(|known| known.name != name)
        else {
            return false;
        };
        name.clone_into(&mut known.name);
        true
    }

    /// Gives somebody another colour, at all their seats.
    pub(crate) fn recolour(&mut self, person: ParticipantId, colour: Option<u8>) {
        let colour = colour.map(|number| number % CURSOR_COLOURS);
        let theirs = self.seats.values_mut();
        for seat in theirs.filter(|seat| seat.participant == person) {
            seat.colour = colour;
        }
        if let Some(known) = self.known.get_mut(&person) {
            known.colour = colour;
        }
    }

    /// Everybody, those who are here first known first by id.
    pub(crate) fn peers(&self) -> Vec<Peer> {
        let here: BTreeSet<ParticipantId> =
            self.seats.values().map(|seat| seat.participant).collect();
        let peer = |(participant, known): (&ParticipantId, &Known)| Peer {
            participant: *participant,
            name: known.name.clone(),
            role: known.role,
            here: here.contains(participant),
            guest: known.is_guest,
            colour: known.colour,
        };
        self.known.iter().map(peer).collect()
    }
}
