//! The throttle of a seat, a token bucket of what it has cost lately. Whoever asks for much is heard more slowly: thirty
//! bytes may ask for megabytes, and whoever writes waits for all that was asked before.

use board_model::{RateLimit, TokenBucket};
use parking_lot::Mutex;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How much a seat may cause to be written. A page that loads the largest board twice is not kept waiting.
const RATE_LIMIT: RateLimit = RateLimit {
    messages_per_second: u32::MAX,
    messages_at_once: u32::MAX,
    bytes_per_second: 1 << 20,
    bytes_at_once: 16 << 20,
};

/// The longest that a message waits for what was caused before it: its page must go on hearing others.
const LONGEST: Duration = Duration::from_secs(3);

/// What a seat has cost. Clones are the same throttle.
#[derive(Clone, Debug)]
pub(crate) struct SeatThrottle {
    cost: Arc<Mutex<Cost>>,
    turn: Arc<Semaphore>,
}

#[derive(Debug)]
struct Cost {
    bucket: TokenBucket,
    since: Instant,
    until: Instant,
}

impl SeatThrottle {
    /// Of a seat that has cost nothing yet.
    pub(crate) fn new() -> Self {
        let now = Instant::now();
        let cost = Cost {
            bucket: TokenBucket::new(RATE_LIMIT),
            since: now,
            until: now,
        };
        Self {
            cost: Arc::new(Mutex::new(cost)),
            turn: Arc::new(Semaphore::new(1)),
        }
    }

    /// Counts what a message of the seat caused, in bytes.
    pub(crate) fn charge(&self, bytes: usize) {
        let mut cost = self.cost.lock();
        let now = Instant::now();
        let passed = now.saturating_duration_since(cost.since);
        let wait = cost.bucket.take(passed, bytes).min(LONGEST);
        cost.until = now + wait;
    }

    /// How long the next message waits.
    pub(crate) fn wait(&self) -> Duration {
        self.cost
            .lock()
            .until
            .saturating_duration_since(Instant::now())
    }

    /// The seat's turn for something that may cost much: one at a time, from being asked to being done. `None` never
    /// comes: nobody ends the turns.
    pub(crate) async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.turn).acquire_owned().await.ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_asks_for_much_waits_and_whoever_asks_for_little_does_not() {
        let (much, little) = (SeatThrottle::new(), SeatThrottle::new());
        for _ in 0..20 {
            much.charge(5 << 20);
            little.charge(5 << 10);
        }
        assert!(much.wait() > LONGEST / 2 && much.wait() <= LONGEST);
        assert_eq!(little.wait(), Duration::ZERO);
    }

    #[tokio::test]
    async fn a_seat_has_one_turn_at_a_time() {
        let throttle = SeatThrottle::new();
        let turn = throttle.turn().await;
        assert_eq!(throttle.turn.available_permits(), 0);
        drop(turn);
        assert!(throttle.turn().await.is_some());
    }
}
