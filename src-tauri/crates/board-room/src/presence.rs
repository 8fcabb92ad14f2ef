//! What people do at the moment: where they type, what they look at, where they point. Never stored (A10).

use crate::company::send_all;
use crate::effect::{Effect, SeatId};
use crate::message::{OutMessage, Presence, PresenceChange, PresenceOf};
use crate::room::Room;
use board_model::ParticipantId;
use std::time::Duration;

/// How long somebody is shown as typing after their last sign of it. Advisory: no text is refused for it.
/// Five seconds is what people wait for a colleague who paused in a word (design: the typing lease).
pub const LEASE: Duration = Duration::from_secs(5);

impl Room {
    pub(crate) fn presence(
        &mut self,
        now: Duration,
        seat: SeatId,
        change: &PresenceChange,
    ) -> Vec<Effect> {
        let Some(taken) = self.attendance.seat_mut(seat) else {
            return Vec::new();
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
                self.replica.leave_note(by, note);
            }
            if let Some(note) = presence.typing {
                self.replica.enter_note(by, note);
            }
        }
        self.presence_to_others(seat, by, presence)
    }

    pub(crate) fn tick(&mut self, now: Duration) -> Vec<Effect> {
        let mut lapsed = Vec::new();
        for (id, seat) in self.attendance.all_mut() {
            if seat.typed_at.is_some_and(|at| at + LEASE <= now) {
                seat.typed_at = None;
                let shown = Presence {
                    typing: None,
                    ..seat.presence.clone()
                };
                lapsed.push((id, seat.participant, shown));
            }
        }
        let told = lapsed
            .into_iter()
            .map(|(id, by, shown)| self.presence_to_others(id, by, shown));
        told.collect::<Vec<_>>().concat()
    }

    pub(crate) fn presence_to_others(
        &self,
        from: SeatId,
        participant: ParticipantId,
        presence: Presence,
    ) -> Vec<Effect> {
        let others = self
            .attendance
            .all()
            .filter(|(seat, other)| *seat != from && other.topics.any());
        let to = others.map(|(seat, _)| seat).collect();
        let shown = PresenceOf {
            participant,
            presence: presence.clone(),
        };
        let mut effects = send_all(to, OutMessage::Presence { presence: shown });
        effects.extend(self.presence_to_links(participant, &presence));
        effects
    }
}

pub(crate) fn presence_message(
    to: SeatId,
    participant: ParticipantId,
    presence: Presence,
) -> Effect {
    let presence = PresenceOf {
        participant,
        presence,
    };
    Effect::Send {
        to,
        message: OutMessage::Presence { presence },
    }
}
