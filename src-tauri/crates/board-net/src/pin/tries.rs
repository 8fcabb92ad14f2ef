//! How often a PIN may be guessed.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

use crate::door::Origin;

/// The span in which tries are counted.
const MINUTE: Duration = Duration::from_secs(60);

/// Wrong tries a minute from one address.
pub const TRIES_OF_ONE: usize = 5;

/// Wrong tries a minute from all addresses together: a stranger has as many addresses as they like.
pub const TRIES_OF_ALL: usize = 20;

/// Wrong tries after which a PIN is over: whoever guesses finds it in one of 10,000 workshops.
pub const TRIES_OF_PIN: usize = 100;

/// The tries at one PIN.
#[derive(Default)]
pub(crate) struct Tries {
    /// Those of the last minute, oldest first; at most [`TRIES_OF_ALL`].
    lately: VecDeque<(Instant, Origin)>,
    wrong: usize,
}

/// A try that is counted until it turns out to have been right.
pub(crate) struct Try(Instant, Origin);

impl Tries {
    /// One more try from there; `None` when there were too many.
    pub(crate) fn begin(&mut self, now: Instant, from: &Origin) -> Option<Try> {
        while let Some((at, _)) = self.lately.front()
            && now.saturating_duration_since(*at) >= MINUTE
        {
            self.lately.pop_front();
        }
        let of_one = self.lately.iter().filter(|(_, by)| by == from).count();
        if self.is_over() || self.lately.len() >= TRIES_OF_ALL || of_one >= TRIES_OF_ONE {
            return None;
        }
        self.wrong += 1;
        self.lately.push_back((now, from.clone()));
        Some(Try(now, from.clone()))
    }

    /// It was the right PIN.
    pub(crate) fn was_right(&mut self, Try(at, from): &Try) {
        let place = self
            .lately
            .iter()
            .position(|(when, by)| when == at && by == from);
        if let Some(place) = place {
            self.lately.remove(place);
        }
        self.wrong = self.wrong.saturating_sub(1);
    }

    /// Whether the PIN was guessed at too often to be used any more.
    pub(crate) fn is_over(&self) -> bool {
        self.wrong >= TRIES_OF_PIN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(last: u8) -> Origin {
        Origin::Address([10, 0, 0, last].into())
    }

    #[test]
    fn pn4_one_address_has_five_tries_a_minute_and_all_have_twenty() {
        let (mut tries, start) = (Tries::default(), Instant::now());
        for _ in 0..TRIES_OF_ONE {
            assert!(tries.begin(start, &from(1)).is_some());
        }
        assert!(tries.begin(start, &from(1)).is_none());
        for other in 2..5 {
            for _ in 0..TRIES_OF_ONE {
                assert!(tries.begin(start, &from(other)).is_some());
            }
        }
        assert!(tries.begin(start, &from(9)).is_none(), "all together");
        assert!(tries.begin(start + MINUTE, &from(1)).is_some());
    }

    #[test]
    fn who_has_the_pin_spends_no_try() {
        let (mut tries, now) = (Tries::default(), Instant::now());
        for _ in 0..2 * TRIES_OF_PIN {
            let right = tries.begin(now, &from(1)).unwrap();
            tries.was_right(&right);
        }
        assert!(!tries.is_over());
    }

    #[test]
    fn pn4_a_pin_is_over_after_a_hundred_wrong_tries() {
        let (mut tries, mut now) = (Tries::default(), Instant::now());
        for wrong in 0..TRIES_OF_PIN {
            assert!(tries.begin(now, &from(1)).is_some(), "{wrong}");
            now += MINUTE;
        }
        assert!(tries.is_over());
        assert!(tries.begin(now, &from(2)).is_none());
    }
}
