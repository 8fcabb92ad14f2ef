//! What people do at the moment: where they type, what they look at, where they point. Never stored (A10).

use crate::message::{OutMessage, Presence, PresenceChange, PresenceOf};
use crate::room::Room;
use crate::seats::SeatId;
use crate::session::Event;
use board_model::ParticipantId;
use std::time::Duration;

/// How long somebody is shown as typing after their last sign of it. Advisory: no text is refused for it.
/// Five seconds is what people wait for a colleague who paused in a word (design: the typing lease).
pub const LEASE: Duration = Duration::from_secs(5);

impl Room {
    pub(crate) fn presence(&mut self, seat: SeatId, change: &PresenceChange) {
        let now = self.cx.now;
        let Some(taken) = self.cx.seats.seat_mut(seat) else {
            return;
        };
        let before = taken.presence.typing;
        taken.presence.take(change);
        taken.typed_at = match (change.typing, taken.presence.typing) {
            (Some(Some(_)), _) => Some(now),
            (_, Some(_)) => taken.typed_at,
            (_, None) => None,
        };
        let (by, presence) = (taken.participant, taken.presence.clone());
        if before != presence.typing {
            if let Some(note) = before {
                self.cx.replica.leave_note(by, note);
            }
            if let Some(note) = presence.typing {
                self.cx.replica.enter_note(by, note);
            }
        }
        self.presence_to_others(seat, by, presence);
    }

    /// Who gave no sign of typing for a while is shown as typing no more.
    pub(crate) fn typing_lapses(&mut self) {
        let mut lapsed = Vec::new();
        for (id, seat) in self.cx.seats.all_mut() {
            if seat.typed_at.is_some_and(|at| at + LEASE <= self.cx.now) {
                seat.typed_at = None;
                let shown = Presence {
                    typing: None,
                    ..seat.presence.clone()
                };
                lapsed.push((id, seat.participant, shown));
            }
        }
        for (id, by, shown) in lapsed {
            self.presence_to_others(id, by, shown);
        }
    }

    pub(crate) fn presence_to_others(
        &mut self,
        from: SeatId,
        participant: ParticipantId,
        presence: Presence,
    ) {
        self.cx
            .send_presence(Some(from), participant, presence.clone());
        self.tell_session(Event::Presence(participant, &presence));
    }

    /// What everybody else does, for who has just begun to look at the board.
    pub(crate) fn presences_to(&mut self, to: SeatId) {
        let others = self.cx.seats.all().filter(|(other, _)| *other != to);
        let seen = others.filter(|(_, other)| other.presence != Presence::default());
        let shown: Vec<_> = seen
            .map(|(_, other)| PresenceOf {
                participant: other.participant,
                presence: other.presence.clone(),
            })
            .collect();
        for presence in shown {
            self.cx.send(to, OutMessage::Presence { presence });
        }
    }
}
