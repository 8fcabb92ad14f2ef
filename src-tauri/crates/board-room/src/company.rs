//! Who is here: told to all screens at most twice a second, whoever comes and goes how often, and without those who
//! left and wrote nothing. So a program that joins and leaves all the time costs the others next to nothing.

use crate::effect::{Effect, SeatId};
use crate::message::{KeptElsewhere, OutMessage};
use crate::room::{Room, send};
use board_model::ParticipantId;
use std::time::Duration;

/// The least time between two lists of people, but for what links need at once. Half a second is not noticed when
/// somebody joins.
pub const PEOPLE_EVERY: Duration = Duration::from_millis(500);

/// Guests who are away and whose last answers are remembered: as many as may be here. Of all others the document has
/// the number of the last edit, so that none is applied twice.
const MOST_AWAY: usize = 300;

/// When the people were told last, and whether there is news since.
#[derive(Debug, Default)]
pub(crate) struct PeopleTold {
    at: Option<Duration>,
    is_due: bool,
}

impl PeopleTold {
    /// When the news is due; `None` without news.
    pub(crate) fn due_at(&self) -> Option<Duration> {
        self.is_due
            .then(|| self.at.unwrap_or_default() + PEOPLE_EVERY)
    }

    fn is_too_soon(&self, now: Duration) -> bool {
        self.at.is_some_and(|at| now < at + PEOPLE_EVERY)
    }

    /// Everybody is told now.
    pub(crate) fn tell(&mut self, now: Duration) {
        self.at = Some(now);
        self.is_due = false;
    }
}

impl Room {
    /// Somebody came or went: everybody is told, now or with the next that is due. O(1) in between.
    pub(crate) fn seats_changed(&mut self) -> Vec<Effect> {
        if self.told.is_too_soon(self.now) {
            self.told.is_due = true;
            return Vec::new();
        }
        self.people_changed()
    }

    /// Tells the people where that is due.
    pub(crate) fn people_if_due(&mut self) -> Vec<Effect> {
        match self.told.due_at() {
            Some(due) if due <= self.now => self.people_changed(),
            _ => Vec::new(),
        }
    }

    /// Who has just sat down sees who is here at once.
    pub(crate) fn came(&mut self, seat: SeatId) -> Vec<Effect> {
        let mut effects = self.seats_changed();
        if self.told.is_due {
            let peers = self.peers();
            effects.extend(send(seat, OutMessage::Peers { peers }));
        }
        if self.is_own(seat)
            && let Some(kept) = self.untold.take()
        {
            effects.extend(send(seat, OutMessage::Kept { kept }));
        }
        effects
    }

    /// Who left and wrote nothing was never here, unless their machine is a member of the session.
    pub(crate) fn forget_who_left(&mut self, person: ParticipantId) {
        if !self.stays_known(person) {
            self.attendance.forget(person);
            self.by_guest.remove(&person);
        }
        if self.by_guest.len() > 2 * MOST_AWAY {
            let attendance = &self.attendance;
            let mut away: usize = 0;
            self.by_guest.retain(|guest, _| {
                attendance.is_here(*guest) || {
                    away += 1;
                    away <= MOST_AWAY
                }
            });
        }
    }

    /// Whether somebody stays in the list of people when they are gone: they wrote something, or are a member.
    pub(crate) fn stays_known(&self, person: ParticipantId) -> bool {
        self.board().person(person).is_some()
            || person == self.terms.host
            || self
                .session
                .as_ref()
                .is_some_and(|session| session.has_member(person))
    }

    pub(crate) fn peers_to_all(&self) -> Vec<Effect> {
        let peers = self.peers();
        self.to_all(OutMessage::Peers { peers })
    }

    /// The same message to every seat.
    pub(crate) fn to_all(&self, message: OutMessage) -> Vec<Effect> {
        send_all(
            self.attendance.all().map(|(seat, _)| seat).collect(),
            message,
        )
    }

    /// The board's file was taken away: this machine's own person hears where everything is, nobody else.
    pub(crate) fn kept(&mut self, kept: KeptElsewhere) -> Vec<Effect> {
        let seats = self.attendance.all().map(|(seat, _)| seat);
        let own: Vec<SeatId> = seats.filter(|seat| self.is_own(*seat)).collect();
        if own.is_empty() {
            self.untold = Some(kept);
            return Vec::new();
        }
        send_all(own, OutMessage::Kept { kept })
    }

    fn is_own(&self, seat: SeatId) -> bool {
        let taken = self.attendance.seat(seat);
        taken.is_some_and(|taken| !taken.is_guest && taken.participant == self.terms.host)
    }
}

/// The same message to several seats.
pub(crate) fn send_all(to: Vec<SeatId>, message: OutMessage) -> Vec<Effect> {
    if to.is_empty() {
        return Vec::new();
    }
    vec![Effect::SendAll { to, message }]
}
