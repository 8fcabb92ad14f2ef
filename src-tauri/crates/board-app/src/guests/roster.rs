//! The roll of guests: who is here with which screen, and who may not come any more.

use board_model::ParticipantId;
use board_web::ScreenEnd;
use parking_lot::{Mutex, MutexGuard};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tokio::sync::watch;

/// How many are remembered who entered: a crowd that comes anew every day of a year.
const MOST_MET: usize = 10_000;

/// Guests of one session.
#[derive(Debug)]
pub(crate) struct GuestRoster(Mutex<Names>);

#[derive(Debug, Default)]
struct Names {
    removed: BTreeSet<ParticipantId>,
    here: BTreeMap<ParticipantId, Here>,
    /// Who entered, and when: the last ones of all.
    met: BTreeMap<ParticipantId, u64>,
    entered: u64,
}

#[derive(Debug)]
struct Here {
    number: u64,
    end: watch::Sender<Option<ScreenEnd>>,
}

/// One guest's place on the roster, until it is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    guest: ParticipantId,
    number: u64,
    told: watch::Receiver<Option<ScreenEnd>>,
    roster: Arc<GuestRoster>,
}

impl Names {
    /// Remembers who entered. Once they are too many, the earlier half is forgotten: whoever wrote something is known by
    /// the board.
    fn meet(&mut self, guest: ParticipantId, number: u64) {
        self.met.insert(guest, number);
        if self.met.len() > MOST_MET {
            let mut numbers: Vec<u64> = self.met.values().copied().collect();
            let (_, middle, _) = numbers.select_nth_unstable(MOST_MET / 2);
            let middle = *middle;
            self.met.retain(|_, number| *number > middle);
        }
    }
}

impl GuestRoster {
    /// Nobody is here, and some may not come.
    pub(crate) fn new(removed: Vec<ParticipantId>) -> Self {
        Self(Mutex::new(Names {
            removed: removed.into_iter().collect(),
            ..Names::default()
        }))
    }

    /// Enters a guest. A screen that they had before ends: two pages with one secret would number their edits
    /// without knowing of each other. `None` for somebody who was removed.
    pub(crate) fn enter(roster: &Arc<Self>, guest: ParticipantId) -> Option<Place> {
        let mut names = roster.lock();
        if names.removed.contains(&guest) {
            return None;
        }
        names.entered += 1;
        let number = names.entered;
        names.meet(guest, number);
        let (end, told) = watch::channel(None);
        if let Some(before) = names.here.insert(guest, Here { number, end }) {
            before.end.send_replace(Some(ScreenEnd::Elsewhere));
        }
        Some(Place {
            guest,
            number,
            told,
            roster: Arc::clone(roster),
        })
    }

    /// Ends a guest's screen and lets them in no more.
    pub(crate) fn remove(&self, guest: ParticipantId) {
        let mut names = self.lock();
        names.removed.insert(guest);
        if let Some(here) = names.here.remove(&guest) {
            here.end.send_replace(Some(ScreenEnd::Removed));
        }
    }

    /// Whether somebody entered at any time.
    pub(crate) fn has_met(&self, guest: ParticipantId) -> bool {
        self.lock().met.contains_key(&guest)
    }

    /// Everybody who was removed.
    pub(crate) fn removed(&self) -> Vec<ParticipantId> {
        self.lock().removed.iter().copied().collect()
    }

    fn lock(&self) -> MutexGuard<'_, Names> {
        self.0.lock()
    }
}

impl Place {
    /// Ends when this place does. Cancel-safe.
    pub(crate) async fn ended(&mut self) {
        if self.told.wait_for(Option::is_some).await.is_err() {
            // Nobody is left who could end it, and nobody did.
            std::future::pending::<()>().await;
        }
    }

    /// Why it ended; `None` while it lasts.
    pub(crate) fn parting(&self) -> Option<ScreenEnd> {
        *self.told.borrow()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut names = self.roster.lock();
        let is_mine = names
            .here
            .get(&self.guest)
            .is_some_and(|here| here.number == self.number);
        if is_mine {
            names.here.remove(&self.guest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::GuestRoster;
    use board_model::ParticipantId;
    use board_web::ScreenEnd;
    use std::sync::Arc;
    use uuid::Uuid;

    fn guest(number: u128) -> ParticipantId {
        ParticipantId::from_uuid(Uuid::from_u128(number))
    }

    #[tokio::test]
    async fn the_later_screen_of_a_guest_ends_the_earlier_one() {
        let roster = Arc::new(GuestRoster::new(Vec::new()));
        let mut first = GuestRoster::enter(&roster, guest(1)).unwrap();
        let second = GuestRoster::enter(&roster, guest(1)).unwrap();
        first.ended().await;
        assert_eq!(first.parting(), Some(ScreenEnd::Elsewhere));
        drop(first);
        assert_eq!(second.parting(), None);
        roster.remove(guest(1));
        assert_eq!(
            second.parting(),
            Some(ScreenEnd::Removed),
            "dropping the first left the second"
        );
    }

    #[test]
    fn a_flood_of_newcomers_takes_bounded_room_and_the_last_ones_are_known() {
        let roster = Arc::new(GuestRoster::new(Vec::new()));
        let last = 3 * super::MOST_MET as u128;
        for number in 0..=last {
            drop(GuestRoster::enter(&roster, guest(number)).unwrap());
        }
        let names = roster.lock();
        assert!(names.met.len() <= super::MOST_MET && names.here.is_empty());
        drop(names);
        assert!(roster.has_met(guest(last)) && roster.has_met(guest(last - 1_000)));
    }

    #[test]
    fn who_is_removed_does_not_come_again() {
        let roster = Arc::new(GuestRoster::new(vec![guest(1)]));
        assert!(GuestRoster::enter(&roster, guest(1)).is_none());
        let place = GuestRoster::enter(&roster, guest(2)).unwrap();
        roster.remove(guest(2));
        drop(place);
        assert!(GuestRoster::enter(&roster, guest(2)).is_none());
        assert_eq!(roster.removed(), [guest(1), guest(2)]);
    }
}
