//! The attempt limit for tokens: whoever guesses is not listened to for a while.

use parking_lot::Mutex;
use std::collections::HashMap;
use std::net::IpAddr;
use std::time::{Duration, Instant};

use crate::limits::Limits;

/// Addresses that are remembered: more than a network of this size has. When they are not enough, all is forgotten;
/// a token of 128 bits is not found by those who get a few more limit.
const REMEMBERED: usize = 4_096;

/// Which address attempted how often.
#[derive(Debug)]
pub(crate) struct AttemptLimit {
    most: u32,
    within: Duration,
    seen: Mutex<HashMap<IpAddr, Seen>>,
}

#[derive(Debug, Clone, Copy)]
struct Seen {
    wrong: u32,
    /// Of the first wrong attempt, or of the one that was too many.
    since: Instant,
}

impl AttemptLimit {
    /// Nobody attempted anything yet.
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            most: limits.wrong_tokens,
            within: limits.wrong_tokens_within,
            seen: Mutex::default(),
        }
    }

    /// Whether this address is not listened to now, whatever it shows.
    pub(crate) fn is_barred(&self, address: IpAddr, now: Instant) -> bool {
        let seen = self.seen.lock().get(&address).copied();
        seen.is_some_and(|seen| seen.wrong >= self.most && !self.is_over(seen, now))
    }

    /// Counts a wrong token.
    pub(crate) fn count(&self, address: IpAddr, now: Instant) {
        let mut all = self.seen.lock();
        if all.len() >= REMEMBERED && !all.contains_key(&address) {
            all.retain(|_, seen| !self.is_over(*seen, now));
            if all.len() >= REMEMBERED {
                all.clear();
            }
        }
        let fresh = Seen {
            wrong: 0,
            since: now,
        };
        let seen = all.entry(address).or_insert(fresh);
        if self.is_over(*seen, now) {
            *seen = fresh;
        }
        seen.wrong = seen.wrong.saturating_add(1);
        if seen.wrong >= self.most {
            seen.since = now;
        }
    }

    fn is_over(&self, seen: Seen, now: Instant) -> bool {
        now.saturating_duration_since(seen.since) >= self.within
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;
    use std::time::{Duration, Instant};

    use super::{AttemptLimit, REMEMBERED};
    use crate::limits::Limits;

    fn address(last: u32) -> IpAddr {
        IpAddr::V4(last.into())
    }

    #[test]
    fn five_wrong_attempts_in_a_minute_bar_for_a_minute() {
        let limit = AttemptLimit::new(&Limits::network());
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        for second in 0..5 {
            assert!(!limit.is_barred(address(1), at(second)));
            limit.count(address(1), at(second));
        }
        assert!(limit.is_barred(address(1), at(5)));
        assert!(!limit.is_barred(address(2), at(5)), "others are not");
        assert!(limit.is_barred(address(1), at(63)));
        assert!(!limit.is_barred(address(1), at(64)));
    }

    #[test]
    fn slow_mistakes_are_forgotten() {
        let limit = AttemptLimit::new(&Limits::network());
        let start = Instant::now();
        for number in 0..20 {
            let now = start + Duration::from_secs(number * 20);
            limit.count(address(1), now);
            assert!(!limit.is_barred(address(1), now), "attempt {number}");
        }
    }

    #[test]
    fn many_addresses_take_bounded_room() {
        let limit = AttemptLimit::new(&Limits::network());
        let now = Instant::now();
        for last in 0..3 * REMEMBERED as u32 {
            limit.count(address(last), now);
        }
        assert!(limit.seen.lock().len() <= REMEMBERED);
    }
}
