//! Who is here: told to all screens at most twice a second, whoever comes and goes how often, and without those who
//! left and wrote nothing. So a program that joins and leaves all the time costs the others next to nothing.

use crate::message::{KeptElsewhere, OutMessage};
use crate::room::Room;
use crate::seats::SeatId;
use crate::session::Event;
use board_model::ParticipantId;

/// Guests who are away and whose last answers are remembered: as many as may be here. Of all others the document has
/// the number of the last edit, so that none is applied twice.
const MOST_AWAY: usize = 300;

impl Room {
    /// Somebody came or went: everybody is told, now or with the next that is due.
    pub(crate) fn seats_changed(&mut self) {
        if self.cx.told.may_tell(self.cx.now) {
            self.people_changed();
        }
    }

    /// Tells the people where that is due.
    pub(crate) fn people_if_due(&mut self) {
        if self.cx.told.due_at().is_some_and(|due| due <= self.cx.now) {
            self.people_changed();
        }
    }

    fn people_changed(&mut self) {
        if !self.tell_session(Event::SeatsChanged) {
            self.cx.told.tell(self.cx.now);
            self.cx.send_peers(None);
        }
    }

    /// Who has just sat down sees who is here at once.
    pub(crate) fn came(&mut self, seat: SeatId) {
        self.seats_changed();
        if self.cx.told.is_due() {
            let peers = self.cx.peers(self.session.as_ref());
            self.cx.send(seat, OutMessage::Peers { peers });
        }
        if self.is_own(seat)
            && let Some(kept) = self.untold.take()
        {
            self.cx.send(seat, OutMessage::Kept { kept });
        }
    }

    /// Who left and wrote nothing was never here, unless their machine is a member of the session.
    pub(crate) fn forget_who_left(&mut self, person: ParticipantId) {
        if !self.cx.stays_known(self.session.as_ref(), person) {
            self.cx.seats.forget(person);
            self.by_guest.remove(&person);
        }
        if self.by_guest.len() > 2 * MOST_AWAY {
            let seats = &self.cx.seats;
            let mut away: usize = 0;
            self.by_guest.retain(|guest, _| {
                seats.is_here(*guest) || {
                    away += 1;
                    away <= MOST_AWAY
                }
            });
        }
    }

    /// The board's file was taken away: this machine's own person hears where everything is, nobody else.
    pub(crate) fn kept(&mut self, kept: KeptElsewhere) {
        let seats = self.cx.seats.all().map(|(seat, _)| seat);
        let own: Vec<SeatId> = seats.filter(|seat| self.is_own(*seat)).collect();
        if own.is_empty() {
            self.untold = Some(kept);
        } else {
            self.cx.send_each(own, OutMessage::Kept { kept });
        }
    }

    fn is_own(&self, seat: SeatId) -> bool {
        let taken = self.cx.seats.seat(seat);
        taken.is_some_and(|taken| !taken.is_guest && taken.participant == self.cx.config.host)
    }
}
