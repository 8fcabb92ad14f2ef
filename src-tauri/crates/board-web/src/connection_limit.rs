//! The connection limit: how many may be there at once, in all and from one address.

use parking_lot::Mutex;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;

/// A limited number of connections. Clones share it.
#[derive(Debug, Clone)]
pub(crate) struct ConnectionLimit {
    all: usize,
    per_address: usize,
    taken: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// The permit for one connection, taken until this is dropped.
#[derive(Debug)]
pub(crate) struct ConnectionPermit {
    address: IpAddr,
    taken: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

impl ConnectionLimit {
    /// Permits for `all`, of which one address gets `per_address`.
    pub(crate) fn new(all: usize, per_address: usize) -> Self {
        Self {
            all,
            per_address,
            taken: Arc::default(),
        }
    }

    /// Takes a permit, if there is one. Whoever is spared needs only one of all.
    pub(crate) fn take(&self, address: IpAddr, is_spared: bool) -> Option<ConnectionPermit> {
        let mut taken = self.taken.lock();
        let mine = taken.get(&address).copied().unwrap_or(0);
        let is_full = taken.values().sum::<usize>() >= self.all;
        if is_full || (mine >= self.per_address && !is_spared) {
            return None;
        }
        taken.insert(address, mine + 1);
        Some(ConnectionPermit {
            address,
            taken: Arc::clone(&self.taken),
        })
    }
}

impl Drop for ConnectionPermit {
    fn drop(&mut self) {
        let mut taken = self.taken.lock();
        match taken.get_mut(&self.address) {
            Some(count) if *count > 1 => *count -= 1,
            // The last of an address: addresses of yesterday are not kept.
            _ => drop(taken.remove(&self.address)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use super::ConnectionLimit;

    fn address(last: u8) -> IpAddr {
        IpAddr::V4(Ipv4Addr::new(192, 0, 2, last))
    }

    #[test]
    fn one_address_gets_its_share_and_no_more() {
        let limit = ConnectionLimit::new(5, 2);
        let first = limit.take(address(1), false);
        let second = limit.take(address(1), false);
        assert!(first.is_some() && second.is_some());
        assert!(
            limit.take(address(1), false).is_none(),
            "its share is taken"
        );
        assert!(
            limit.take(address(2), false).is_some(),
            "others still get in"
        );
        drop(first);
        assert!(
            limit.take(address(1), false).is_some(),
            "a place was given back"
        );
    }

    #[test]
    fn all_together_get_no_more_than_there_are() {
        let limit = ConnectionLimit::new(2, 2);
        let first = limit.take(address(1), false);
        let second = limit.take(address(2), false);
        assert!(limit.take(address(3), false).is_none());
        drop((first, second));
        assert!(limit.take(address(3), false).is_some());
        assert!(limit.taken.lock().is_empty(), "no address stays behind");
    }

    #[test]
    fn whoever_is_spared_is_held_to_the_whole_only() {
        let limit = ConnectionLimit::new(3, 1);
        let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let held: Vec<_> = (0..3).map(|_| limit.take(here, true)).collect();
        assert!(held.iter().all(Option::is_some));
        assert!(limit.take(here, true).is_none());
    }
}
