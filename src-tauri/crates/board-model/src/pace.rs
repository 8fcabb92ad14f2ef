//! How fast somebody is read, a guest's screen or another machine: a bucket of messages and one of bytes.
//!
//! Whoever is faster is read more slowly, and TCP or QUIC makes them wait. So a flood costs only the one who
//! makes it, and nothing that a person wrote is thrown away.

use std::time::Duration;

/// How much is read of one sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// Messages a second, for long.
    pub messages_per_second: u32,
    /// Messages at once, after a pause.
    pub messages_at_once: u32,
    /// Bytes a second, for long.
    pub bytes_per_second: u32,
    /// Bytes at once, after a pause.
    pub bytes_at_once: u32,
}

/// The two buckets of a sender, filled by time that is passed in. O(1) in time and memory.
#[derive(Debug)]
pub struct Pace {
    messages: Bucket,
    bytes: Bucket,
    /// Since the sender came.
    at: Duration,
}

#[derive(Debug)]
struct Bucket {
    level: f64,
    full: f64,
    per_second: f64,
}

impl Bucket {
    fn new(per_second: u32, full: u32) -> Self {
        Self {
            level: f64::from(full),
            full: f64::from(full),
            per_second: f64::from(per_second),
        }
    }

    fn fill(&mut self, passed: Duration) {
        self.level = (self.level + passed.as_secs_f64() * self.per_second).min(self.full);
    }

    /// How long until a debt is paid.
    fn wait(&self) -> Duration {
        Duration::from_secs_f64((-self.level / self.per_second).max(0.0))
    }
}

impl Pace {
    /// Full buckets, at time zero.
    pub fn new(rates: Rates) -> Self {
        Self {
            messages: Bucket::new(rates.messages_per_second, rates.messages_at_once),
            bytes: Bucket::new(rates.bytes_per_second, rates.bytes_at_once),
            at: Duration::ZERO,
        }
    }

    /// Counts a message that was read at `now` (since the sender came), and says how long to wait before the next
    /// is read.
    pub fn take(&mut self, now: Duration, bytes: usize) -> Duration {
        let passed = now.saturating_sub(self.at);
        self.at = now;
        self.messages.fill(passed);
        self.bytes.fill(passed);
        self.messages.level -= 1.0;
        self.bytes.level -= f64::from(u32::try_from(bytes).unwrap_or(u32::MAX));
        self.messages.wait().max(self.bytes.wait())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Pace, Rates};

    fn pace() -> Pace {
        Pace::new(Rates {
            messages_per_second: 10,
            messages_at_once: 3,
            bytes_per_second: 1_000,
            bytes_at_once: 4_000,
        })
    }

    #[test]
    fn a_burst_is_read_at_once_and_what_follows_at_the_rate() {
        let mut pace = pace();
        for _ in 0..3 {
            assert_eq!(pace.take(Duration::ZERO, 1), Duration::ZERO);
        }
        assert_eq!(pace.take(Duration::ZERO, 1), Duration::from_millis(100));
        assert_eq!(
            pace.take(Duration::from_millis(100), 1),
            Duration::from_millis(100)
        );
    }

    #[test]
    fn a_large_message_is_read_and_then_waited_for() {
        let mut pace = pace();
        assert_eq!(pace.take(Duration::ZERO, 9_000), Duration::from_secs(5));
        assert_eq!(pace.take(Duration::from_secs(5), 0), Duration::ZERO);
    }

    #[test]
    fn a_pause_fills_the_buckets_but_not_beyond_full() {
        let mut pace = pace();
        for _ in 0..3 {
            pace.take(Duration::ZERO, 1);
        }
        let later = Duration::from_secs(3_600);
        for _ in 0..3 {
            assert_eq!(pace.take(later, 1), Duration::ZERO);
        }
        assert!(pace.take(later, 1) > Duration::ZERO);
    }

    #[test]
    fn a_clock_that_goes_back_gives_nothing() {
        let mut pace = pace();
        pace.take(Duration::from_secs(9), 4_000);
        assert!(pace.take(Duration::from_secs(1), 1_000) >= Duration::from_secs(1));
    }
}
