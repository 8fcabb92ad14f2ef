//! The rate limit of joins: how often one address may join, by a token bucket for each. Whoever joins and leaves all the time costs everybody who is
//! here, since all are told of it.

use parking_lot::Mutex;
use std::collections::HashMap;
use std::net::IpAddr;
use std::time::Instant;

use crate::limits::Limits;

/// Addresses that are remembered. When they are not enough, those with a full bucket are forgotten, then all: an address
/// that comes anew has a full bucket too.
const REMEMBERED: usize = 4_096;

/// Programs of this machine, which test and measure, may join so many times as often.
const SPARED: f64 = 10.0;

/// A token bucket for each address.
#[derive(Debug)]
pub(crate) struct JoinRateLimit {
    at_once: f64,
    per_second: f64,
    buckets: Mutex<HashMap<IpAddr, Bucket>>,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    level: f64,
    at: Instant,
}

impl JoinRateLimit {
    /// Nobody joined yet.
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            at_once: f64::from(limits.joins_at_once),
            per_second: f64::from(limits.joins_per_second),
            buckets: Mutex::default(),
        }
    }

    /// Whether an address may join now; it has joined then.
    pub(crate) fn take(&self, address: IpAddr, is_spared: bool, now: Instant) -> bool {
        let times = if is_spared { SPARED } else { 1.0 };
        let full = self.at_once * times;
        let mut buckets = self.buckets.lock();
        if buckets.len() >= REMEMBERED && !buckets.contains_key(&address) {
            let is_filling = |bucket: &Bucket| self.filled(*bucket, times, now) < full;
            buckets.retain(|_, bucket| is_filling(bucket));
            if buckets.len() >= REMEMBERED {
                buckets.clear();
            }
        }
        let fresh = Bucket {
            level: full,
            at: now,
        };
        let bucket = buckets.entry(address).or_insert(fresh);
        let level = self.filled(*bucket, times, now);
        let may_join = level >= 1.0;
        *bucket = Bucket {
            level: if may_join { level - 1.0 } else { level },
            at: now,
        };
        may_join
    }

    fn filled(&self, bucket: Bucket, times: f64, now: Instant) -> f64 {
        let passed = now.saturating_duration_since(bucket.at).as_secs_f64();
        (bucket.level + passed * self.per_second * times).min(self.at_once * times)
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;
    use std::time::{Duration, Instant};

    use super::{JoinRateLimit, REMEMBERED};
    use crate::limits::Limits;

    fn address(last: u32) -> IpAddr {
        IpAddr::V4(last.into())
    }

    #[test]
    fn one_address_joins_in_a_burst_and_then_at_the_rate() {
        let (limits, start) = (Limits::network(), Instant::now());
        let limit = JoinRateLimit::new(&limits);
        let joined = |seconds: u64, tries: u32| {
            let now = start + Duration::from_secs(seconds);
            (0..tries)
                .filter(|_| limit.take(address(1), false, now))
                .count()
        };
        assert_eq!(joined(0, 1_500), limits.joins_at_once as usize);
        assert_eq!(joined(10, 1_500), 10 * limits.joins_per_second as usize);
        assert_eq!(joined(3_600, 1_500), limits.joins_at_once as usize);
        let now = start + Duration::from_secs(3_600);
        assert!(
            limit.take(address(2), false, now),
            "others join all the same"
        );
    }

    #[test]
    fn many_addresses_take_bounded_room() {
        let (limit, now) = (JoinRateLimit::new(&Limits::network()), Instant::now());
        for last in 0..3 * REMEMBERED as u32 {
            assert!(limit.take(address(last), false, now));
        }
        assert!(limit.buckets.lock().len() <= REMEMBERED);
    }
}
