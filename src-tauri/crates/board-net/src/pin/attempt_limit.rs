//! The attempt limit of a PIN: how often it may be guessed.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

use crate::origin::Origin;

/// The span in which attempts are counted.
const MINUTE: Duration = Duration::from_secs(60);

/// Wrong attempts a minute from one address.
pub const ATTEMPTS_PER_ADDRESS: usize = 5;

/// Wrong attempts a minute from all addresses together: a stranger has as many addresses as they like.
pub const ATTEMPTS_IN_ALL: usize = 20;

/// Wrong attempts after which a PIN is over: whoever guesses finds it in one of 10,000 workshops.
pub const ATTEMPTS_PER_PIN: usize = 100;

/// The attempts at one PIN.
#[derive(Default)]
pub(crate) struct AttemptLimit {
    /// Those of the last minute, oldest first; at most [`ATTEMPTS_IN_ALL`].
    lately: VecDeque<(Instant, Origin)>,
    wrong: usize,
}

/// An attempt that is counted until it turns out to have been right.
pub(crate) struct Attempt(Instant, Origin);

impl AttemptLimit {
    /// One more attempt from there; `None` when there were too many.
    pub(crate) fn begin(&mut self, now: Instant, from: &Origin) -> Option<Attempt> {
        while let Some((at, _)) = self.lately.front()
            && now.saturating_duration_since(*at) >= MINUTE
        {
            self.lately.pop_front();
        }
        let of_one = self.lately.iter().filter(|(_, by)| by == from).count();
        if self.is_over() || self.lately.len() >= ATTEMPTS_IN_ALL || of_one >= ATTEMPTS_PER_ADDRESS
        {
            return None;
        }
        self.wrong += 1;
        self.lately.push_back((now, from.clone()));
        Some(Attempt(now, from.clone()))
    }

    /// It was the right PIN.
    pub(crate) fn was_right(&mut self, Attempt(at, from): &Attempt) {
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
        self.wrong >= ATTEMPTS_PER_PIN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(last: u8) -> Origin {
        Origin::Address([10, 0, 0, last].into())
    }

    #[test]
    fn pn4_one_address_has_five_attempts_a_minute_and_all_have_twenty() {
        let (mut limit, start) = (AttemptLimit::default(), Instant::now());
        for _ in 0..ATTEMPTS_PER_ADDRESS {
            assert!(limit.begin(start, &from(1)).is_some());
        }
        assert!(limit.begin(start, &from(1)).is_none());
        for other in 2..5 {
            for _ in 0..ATTEMPTS_PER_ADDRESS {
                assert!(limit.begin(start, &from(other)).is_some());
            }
        }
        assert!(limit.begin(start, &from(9)).is_none(), "all together");
        assert!(limit.begin(start + MINUTE, &from(1)).is_some());
    }

    #[test]
    fn who_has_the_pin_spends_no_attempt() {
        let (mut limit, now) = (AttemptLimit::default(), Instant::now());
        for _ in 0..2 * ATTEMPTS_PER_PIN {
            let right = limit.begin(now, &from(1)).unwrap();
            limit.was_right(&right);
        }
        assert!(!limit.is_over());
    }

    #[test]
    fn pn4_a_pin_is_over_after_a_hundred_wrong_attempts() {
        let (mut limit, mut now) = (AttemptLimit::default(), Instant::now());
        for wrong in 0..ATTEMPTS_PER_PIN {
            assert!(limit.begin(now, &from(1)).is_some(), "{wrong}");
            now += MINUTE;
        }
        assert!(limit.is_over());
        assert!(limit.begin(now, &from(2)).is_none());
    }
}
