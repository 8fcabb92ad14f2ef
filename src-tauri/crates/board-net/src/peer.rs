//! Who a peer is, and where it can be reached.

use std::net::{IpAddr, SocketAddr};

use iroh::{EndpointAddr, PublicKey, RelayUrl, TransportAddr};
use serde::{Deserialize, Serialize};

use crate::error::NetError;
use crate::limits::{ADDRESSES, RELAY_BYTES};

pub use board_model::PeerId;

/// The key of an id, if its bytes are one.
pub(crate) fn key_of(peer: PeerId) -> Result<PublicKey, NetError> {
    PublicKey::from_bytes(&peer.0).map_err(|_| NetError::NoSuchKey(peer))
}

/// Whose key it is.
pub(crate) fn id_of(key: PublicKey) -> PeerId {
    PeerId(*key.as_bytes())
}

/// A peer and the ways to it. It may come from anybody, so whoever uses it asks for
/// [`PeerAddress::usable`]; this crate always does.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PeerAddress {
    /// Who.
    pub id: PeerId,
    /// Where its machine listens, in the order in which they are worth trying.
    pub direct: Vec<SocketAddr>,
    /// The address of a relay where it can be met. Used only while relays are on.
    pub relay: Option<String>,
}

impl PeerAddress {
    /// The same without what nobody else can use: unspecified, multicast and link-local addresses,
    /// port 0, repetitions, more than [`ADDRESSES`] of them, what is not the address of a relay.
    /// Addresses of a local network come first, this machine's own last.
    pub fn usable(&self) -> Self {
        // Scopes are names of cards of the machine that wrote them, and mean nothing elsewhere.
        let plain = |at: &SocketAddr| SocketAddr::new(at.ip().to_canonical(), at.port());
        let direct = self.direct.iter().map(plain);
        let mut direct: Vec<_> = direct.filter(is_usable).collect();
        direct.sort_by_key(|address| (distance(address.ip()), *address));
        direct.dedup();
        direct.truncate(ADDRESSES);
        let relay = self.relay.clone().filter(|relay| relay_url(relay).is_ok());
        Self {
            id: self.id,
            direct,
            relay,
        }
    }

    /// The same with at most this many direct addresses: the first ones.
    pub(crate) fn with_at_most(mut self, direct: usize) -> Self {
        self.direct.truncate(direct);
        self
    }

    pub(crate) fn from_endpoint(address: &EndpointAddr) -> Self {
        Self {
            id: id_of(address.id),
            direct: address.ip_addrs().copied().collect(),
            relay: address.relay_urls().next().map(ToString::to_string),
        }
        .usable()
    }

    /// What iroh dials; the relay only if it may be used.
    pub(crate) fn to_endpoint(&self, with_relay: bool) -> Result<EndpointAddr, NetError> {
        let usable = self.usable();
        let relay = usable.relay.filter(|_| with_relay);
        let relay = relay.map(|relay| relay_url(&relay)).transpose()?;
        let direct = usable.direct.into_iter().map(TransportAddr::Ip);
        Ok(EndpointAddr::from_parts(
            key_of(self.id)?,
            direct.chain(relay.map(TransportAddr::Relay)),
        ))
    }
}

/// The address of a relay, read.
pub(crate) fn relay_url(text: &str) -> Result<RelayUrl, NetError> {
    let bad = || NetError::Relay(text.chars().take(RELAY_BYTES).collect());
    if text.len() > RELAY_BYTES {
        return Err(bad());
    }
    let url: RelayUrl = text.parse().map_err(|_| bad())?;
    match url.scheme() {
        "http" | "https" if url.has_host() => Ok(url),
        _ => Err(bad()),
    }
}

fn is_usable(address: &SocketAddr) -> bool {
    let reachable = match address.ip() {
        IpAddr::V4(ip) => {
            !ip.is_unspecified() && !ip.is_multicast() && !ip.is_link_local() && !ip.is_broadcast()
        }
        // A link-local address of IPv6 says nothing without the name of the sender's own card.
        IpAddr::V6(ip) => !ip.is_unspecified() && !ip.is_multicast() && !ip.is_unicast_link_local(),
    };
    reachable && address.port() != 0
}

/// How near an address is to people in one room; smaller is tried first.
fn distance(ip: IpAddr) -> u8 {
    match ip {
        ip if ip.is_loopback() => 4,
        IpAddr::V4(ip) if ip.is_private() => 0,
        IpAddr::V6(ip) if ip.is_unique_local() => 1,
        IpAddr::V4(_) => 2,
        IpAddr::V6(_) => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(direct: &[&str], relay: Option<&str>) -> PeerAddress {
        PeerAddress {
            id: PeerId::from_bytes([7; 32]),
            direct: direct.iter().map(|text| text.parse().unwrap()).collect(),
            relay: relay.map(str::to_owned),
        }
    }

    #[test]
    fn what_nobody_else_can_use_is_dropped_and_the_nearest_come_first() {
        let mixed = address(
            &[
                "127.0.0.1:4",
                "0.0.0.0:4",
                "8.8.8.8:4",
                "192.168.1.2:0",
                "192.168.1.2:4",
                "169.254.3.3:4",
                "224.0.0.251:4",
                "[fe80::1]:4",
                "[::]:4",
                "[2001:db8::1]:4",
                "[fd00::1]:4",
                "10.0.0.1:4",
                "[::ffff:10.0.0.1]:4",
                "[::ffff:169.254.3.3]:4",
            ],
            None,
        );
        let expected = address(
            &[
                "10.0.0.1:4",
                "192.168.1.2:4",
                "[fd00::1]:4",
                "8.8.8.8:4",
                "[2001:db8::1]:4",
                "127.0.0.1:4",
            ],
            None,
        );
        assert_eq!(mixed.usable(), expected);
    }

    #[test]
    fn a_relay_is_an_http_address_of_reasonable_length() {
        for good in ["https://relay.example.org./", "http://10.0.0.1:3340/"] {
            assert_eq!(
                address(&[], Some(good)).usable().relay.as_deref(),
                Some(good)
            );
        }
        let long = format!("https://{}.org", "a".repeat(200));
        for bad in ["", "relay", "file:///etc/passwd", "ftp://x.org", &long] {
            assert_eq!(address(&[], Some(bad)).usable().relay, None, "{bad}");
            assert_eq!(relay_url(bad).unwrap_err().code(), "E_BAD_INPUT");
        }
    }
}
