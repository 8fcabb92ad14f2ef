//! Rate limits by token buckets: how fast somebody is read, a guest's screen or another machine, in messages and in
//! bytes.
//!
//! Whoever is faster is read more slowly, and the backpressure of TCP or QUIC makes them wait. So a flood costs only the one who
//! makes it, and nothing that a person wrote is thrown away.

use std::time::Duration;

/// The rate limit of one sender: how much of what they send is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// Messages a second, for long.
    pub messages_per_second: u32,
    /// Messages at once, after a pause.
    pub messages_at_once: u32,
    /// Bytes a second, for long.
    pub bytes_per_second: u32,
    /// Bytes at once, after a pause.
    pub bytes_at_once: u32,
}

/// The token bucket of a sender, one level for messages and one for bytes, refilled by time that is passed in. O(1) in
/// time and memory.
#[derive(Debug)]
pub struct TokenBucket {
    messages: Level,
    bytes: Level,
    /// Since the sender came.
    at: Duration,
}

#[derive(Debug)]
struct Level {
    tokens: f64,
    full: f64,
    per_second: f64,
}

impl Level {
    fn new(per_second: u32, full: u32) -> Self {
        Self {
            tokens: f64::from(full),
            full: f64::from(full),
            per_second: f64::from(per_second),
        }
    }

    fn fill(&mut self, passed: Duration) {
        self.tokens = (self.tokens + passed.as_secs_f64() * self.per_second).min(self.full);
    }

    /// How long until a debt is paid.
    fn wait(&self) -> Duration {
        Duration::from_secs_f64((-self.tokens / self.per_second).max(0.0))
    }
}

impl TokenBucket {
    /// A full bucket, at time zero.
    pub fn new(limit: RateLimit) -> Self {
        Self {
            messages: Level::new(limit.messages_per_second, limit.messages_at_once),
            bytes: Level::new(limit.bytes_per_second, limit.bytes_at_once),
            at: Duration::ZERO,
        }
    }

    /// Takes the tokens of a message that was read at `now` (since the sender came), and says how long to wait before
    /// the next is read.
    pub fn take(&mut self, now: Duration, bytes: usize) -> Duration {
        let passed = now.saturating_sub(self.at);
        self.at = now;
        self.messages.fill(passed);
        self.bytes.fill(passed);
        self.messages.tokens -= 1.0;
        self.bytes.tokens -= f64::from(u32::try_from(bytes).unwrap_or(u32::MAX));
        self.messages.wait().max(self.bytes.wait())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{RateLimit, TokenBucket};

    fn bucket() -> TokenBucket {
        TokenBucket::new(RateLimit {
            messages_per_second: 10,
            messages_at_once: 3,
            bytes_per_second: 1_000,
            bytes_at_once: 4_000,
        })
    }

    #[test]
    fn a_burst_is_read_at_once_and_what_follows_at_the_rate() {
        let mut bucket = bucket();
        for _ in 0..3 {
            assert_eq!(bucket.take(Duration::ZERO, 1), Duration::ZERO);
        }
        assert_eq!(bucket.take(Duration::ZERO, 1), Duration::from_millis(100));
        assert_eq!(
            bucket.take(Duration::from_millis(100), 1),
            Duration::from_millis(100)
        );
    }

    #[test]
    fn a_large_message_is_read_and_then_waited_for() {
        let mut bucket = bucket();
        assert_eq!(bucket.take(Duration::ZERO, 9_000), Duration::from_secs(5));
        assert_eq!(bucket.take(Duration::from_secs(5), 0), Duration::ZERO);
    }

    #[test]
    fn a_pause_fills_the_buckets_but_not_beyond_full() {
        let mut bucket = bucket();
        for _ in 0..3 {
            bucket.take(Duration::ZERO, 1);
        }
        let later = Duration::from_secs(3_600);
        for _ in 0..3 {
            assert_eq!(bucket.take(later, 1), Duration::ZERO);
        }
        assert!(bucket.take(later, 1) > Duration::ZERO);
    }

    #[test]
    fn a_clock_that_goes_back_gives_nothing() {
        let mut bucket = bucket();
        bucket.take(Duration::from_secs(9), 4_000);
        assert!(bucket.take(Duration::from_secs(1), 1_000) >= Duration::from_secs(1));
    }
}
