//! The session's clock: what the timers of a workshop count by, on every machine the same, however wrong their own
//! clocks are.
//!
//! It is the clock of whichever machine shared the board first; every other one knows how far its own is off. Who meets a
//! machine whose clock has gone on for longer in this session goes by that one (`PROTOCOL.md`, WS3), so a session keeps its
//! time whoever hosts, and a facilitator's machine that was started anew in between takes it up again. A member asks its
//! host again from time to time and believes the quickest answers, as NTP does (RFC 5905, section 10: the sample of the
//! shortest round trip has the least error, which is half of that trip).

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// What a machine says of the session's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockReading {
    /// Milliseconds since 1970.
    pub time: u64,
    /// For how long this clock has gone on in the session, in milliseconds.
    pub age: u64,
}

/// Differences below this are not told: nobody sees them in a timer.
const SAME: u64 = 20;

/// The session's clock as this machine knows it.
#[derive(Clone, Debug)]
pub(crate) struct SessionClock {
    /// Milliseconds since 1970 by this machine's own clock when the room's time was zero.
    unix_ms: u64,
    /// What is to be added to this machine's own clock, in milliseconds.
    offset: i64,
    /// For how long it had gone on in a session by some moment, and that moment in the room's time; none while nobody else
    /// was ever met.
    carried: Option<(Duration, Duration)>,
    /// The round trip by which the host was last believed.
    best: Option<Duration>,
}

impl SessionClock {
    pub(crate) fn new(unix_ms: u64) -> Self {
        Self {
            unix_ms,
            offset: 0,
            carried: None,
            best: None,
        }
    }

    /// This machine's own clock, in milliseconds since 1970.
    pub(crate) fn own(&self, now: Duration) -> u64 {
        self.unix_ms.saturating_add(millis(now))
    }

    /// The session's clock, in milliseconds since 1970.
    pub(crate) fn at(&self, now: Duration) -> u64 {
        self.own(now).saturating_add_signed(self.offset)
    }

    /// What other machines are told.
    pub(crate) fn reading(&self, now: Duration) -> ClockReading {
        let age = self.carried.map_or(Duration::ZERO, |(age, since)| {
            age.saturating_add(now.saturating_sub(since))
        });
        ClockReading {
            time: self.at(now),
            age: millis(age),
        }
    }

    /// Another machine was met. Goes by its clock when that has gone on for longer: always that of one who hosts, and any
    /// while nobody goes by this one yet. Says whether this machine's clock changed visibly.
    pub(crate) fn meet(&mut self, now: Duration, theirs: ClockReading, is_host: bool) -> bool {
        let is_older = theirs.age > self.reading(now).age;
        let takes = is_older && (is_host || self.carried.is_none());
        if !takes {
            self.carried.get_or_insert((Duration::ZERO, now));
            return false;
        }
        self.carried = Some((Duration::from_millis(theirs.age), now));
        self.best = None;
        self.set(now, theirs.time)
    }

    /// The host answered what was asked at `asked` of the room's time. Says whether this machine's clock changed visibly.
    pub(crate) fn hear(&mut self, now: Duration, asked: Duration, told: u64) -> bool {
        let Some(trip) = now.checked_sub(asked) else {
            return false;
        };
        match self.best {
            // A slower answer says less. In time it counts again, for clocks drift.
            Some(best) if trip > best => {
                self.best = Some(best + best / 8 + Duration::from_millis(1));
                false
            }
            _ => {
                self.best = Some(trip);
                self.set(now, told.saturating_add(millis(trip / 2)))
            }
        }
    }

    /// Another host, another way to it.
    pub(crate) fn forget_trips(&mut self) {
        self.best = None;
    }

    fn set(&mut self, now: Duration, time: u64) -> bool {
        let before = self.at(now);
        let (time, own) = (i128::from(time), i128::from(self.own(now)));
        self.offset = i64::try_from(time - own).unwrap_or(0);
        self.at(now).abs_diff(before) >= SAME
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn the_clock_that_has_gone_on_for_longer_counts() {
        let mut first = SessionClock::new(1_000_000);
        let stranger = SessionClock::new(0);
        assert_eq!(first.reading(at(9)).age, 0, "alone it is nobody's clock");
        assert!(!first.meet(at(0), stranger.reading(at(99)), true));
        // Ten minutes fast, and begun later.
        let mut second = SessionClock::new(1_600_000);
        assert!(second.meet(at(5), first.reading(at(30)), true));
        assert_eq!(second.at(at(5)), first.at(at(30)));
        let age = second.reading(at(5)).age;
        assert_eq!(age, 30_000, "it goes on where the first one's is");
        assert!(!first.meet(at(31), second.reading(at(6)), true));
        assert_eq!(first.at(at(31)), 1_031_000);
    }

    #[test]
    fn a_member_moves_nobodys_clock_once_others_go_by_it() {
        let mut host = SessionClock::new(1_000_000);
        let early = ClockReading {
            time: 1,
            age: 9_000,
        };
        assert!(
            host.meet(at(1), early, false),
            "it was started anew, and they know the time"
        );
        let late = ClockReading {
            time: 5,
            age: u64::MAX,
        };
        assert!(!host.meet(at(2), late, false));
        assert_eq!(host.at(at(2)), 1_001);
    }

    #[test]
    fn the_quickest_answer_counts() {
        let mut clock = SessionClock::new(0);
        assert!(clock.hear(at(12), at(10), 500_000));
        assert_eq!(clock.at(at(12)), 501_000);
        // A slower one is passed over, a quicker one is not.
        assert!(!clock.hear(at(25), at(20), 0));
        assert_eq!(clock.at(at(25)), 514_000);
        assert!(clock.hear(at(30), at(30), 600_000));
        assert_eq!(clock.at(at(30)), 600_000);
        // An answer to what was never asked says nothing.
        assert!(!clock.hear(at(31), at(40), 7));
    }

    #[test]
    fn nonsense_harms_nothing() {
        let mut clock = SessionClock::new(u64::MAX);
        let odd = ClockReading {
            time: u64::MAX,
            age: u64::MAX,
        };
        clock.meet(Duration::MAX, odd, true);
        clock.hear(Duration::MAX, Duration::ZERO, u64::MAX);
        clock.reading(Duration::MAX);
    }
}
