//! Discovery on the local network (mDNS): who announces something there, and announcing oneself.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::{Stream, StreamExt};
use iroh::address_lookup::{AddrFilter, EndpointInfo, UserData};
use iroh::{Endpoint, EndpointAddr, TransportAddr};
use iroh_mdns_address_lookup::{DiscoveryEvent, MdnsAddressLookup};
use tokio::sync::watch;
use tracing::warn;

use crate::close::foreign_text;
use crate::error::NetError;
use crate::limits::{NEARBY, TEXT_BYTES};
use crate::peer::{PeerAddress, PeerId, id_of};

/// What our records are called on the network, so that we do not meet other programs.
const RECORD_NAME: &str = "journeywall";

/// How often it is asked who is there. Somebody who looks at the list waits about that long; it is
/// also how long a laptop that is carried away stays on it, times ten.
pub(crate) const ASK_EVERY: Duration = Duration::from_secs(1);

/// A peer of the local network that announces something. Only its link will prove who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearby {
    /// Who it says it is, and where.
    pub address: PeerAddress,
    /// What it announces: at most [`TEXT_BYTES`] bytes, without control characters.
    pub text: String,
}

/// What is seen on the network.
pub(crate) type DiscoveryEvents = Pin<Box<dyn Stream<Item = DiscoveryEvent> + Send>>;

/// Discovers others by mDNS, or announces something.
pub(crate) struct MdnsDiscovery {
    /// Nothing of ours goes out before something is announced.
    announces: Arc<AtomicBool>,
    mdns: MdnsAddressLookup,
}

impl MdnsDiscovery {
    /// `None` where the network knows no multicast; tickets work there all the same. It is called on a runtime.
    pub(crate) fn start(endpoint: &Endpoint) -> Option<Self> {
        let announces = Arc::new(AtomicBool::new(false));
        let mdns = MdnsAddressLookup::builder()
            .service_name(RECORD_NAME)
            .discovery_cadence(ASK_EVERY)
            .addr_filter(while_announcing(Arc::clone(&announces)))
            .build(endpoint.id());
        let mdns = mdns
            .inspect_err(|error| warn!(%error, "nobody can be found on the local network"))
            .ok()?;
        endpoint.address_lookup().ok()?.add(mdns.clone());
        Some(Self { announces, mdns })
    }

    /// Who is seen from now on. At once after the start: each peer is told of when it is first seen, to those who listen
    /// by then.
    pub(crate) async fn events(&self) -> DiscoveryEvents {
        Box::pin(self.mdns.subscribe().await)
    }

    pub(crate) fn announce(&self, endpoint: &Endpoint, text: Option<&str>) -> Result<(), NetError> {
        let text = text.map(announcement).transpose()?;
        // First the filter: the new text is what makes the record go out anew.
        self.announces.store(text.is_some(), Ordering::Release);
        endpoint.set_user_data_for_address_lookup(text);
        Ok(())
    }

    /// Keeps the list until nobody wants it any more.
    pub(crate) async fn watch(mut events: DiscoveryEvents, list: watch::Sender<Arc<[Nearby]>>) {
        let mut seen = BTreeMap::new();
        while let Some(event) = events.next().await {
            if note(&mut seen, event) {
                list.send_replace(seen.values().cloned().collect());
            }
        }
    }
}

fn announcement(text: &str) -> Result<UserData, NetError> {
    if text.len() > TEXT_BYTES {
        return Err(NetError::Text(text.len()));
    }
    text.parse().map_err(|_| NetError::Text(text.len()))
}

/// All our direct addresses while something is announced, else none: without an address and a text
/// there is no record. Relays are left to tickets.
fn while_announcing(announces: Arc<AtomicBool>) -> AddrFilter {
    AddrFilter::new(move |addresses| {
        if !announces.load(Ordering::Acquire) {
            return Cow::Owned(Vec::new());
        }
        Cow::Owned(direct_addresses(addresses.iter()))
    })
}

/// Those of the addresses that others on the network can use.
pub(crate) fn direct_addresses<'a>(
    addresses: impl Iterator<Item = &'a TransportAddr>,
) -> Vec<TransportAddr> {
    let direct = addresses.filter_map(|address| match address {
        TransportAddr::Ip(address) => Some(*address),
        _ => None,
    });
    let address = PeerAddress {
        id: PeerId::from_bytes([0; 32]),
        direct: direct.collect(),
        relay: None,
    };
    let usable = address.usable().direct.into_iter();
    usable.map(TransportAddr::Ip).collect()
}

/// Brings the list up to date; answers whether it changed.
fn note(seen: &mut BTreeMap<PeerId, Nearby>, event: DiscoveryEvent) -> bool {
    match event {
        DiscoveryEvent::Discovered { endpoint_info, .. } => {
            let id = id_of(endpoint_info.endpoint_id);
            let Some(nearby) = read(&endpoint_info) else {
                return seen.remove(&id).is_some();
            };
            // Anybody can announce any number of peers.
            if seen.len() >= NEARBY && !seen.contains_key(&id) {
                return false;
            }
            seen.insert(id, nearby.clone()) != Some(nearby)
        }
        DiscoveryEvent::Expired { endpoint_id } => seen.remove(&id_of(endpoint_id)).is_some(),
        _ => false,
    }
}

/// `None` for a peer that announces nothing.
fn read(found: &EndpointInfo) -> Option<Nearby> {
    let text = found.user_data()?;
    let address = EndpointAddr::from_parts(
        found.endpoint_id,
        found.ip_addrs().copied().map(TransportAddr::Ip),
    );
    Some(Nearby {
        address: PeerAddress::from_endpoint(&address),
        text: foreign_text(text.as_ref().as_bytes(), TEXT_BYTES),
    })
}

#[cfg(test)]
mod tests {
    use iroh::SecretKey;
    use iroh::address_lookup::EndpointData;

    use super::*;

    fn found(key: u8, text: Option<&str>) -> DiscoveryEvent {
        let id = SecretKey::from_bytes(&[key; 32]).public();
        let mut data = EndpointData::from_iter([
            TransportAddr::Ip("192.168.1.8:4000".parse().unwrap()),
            TransportAddr::Ip("[fe80::1]:4000".parse().unwrap()),
        ]);
        data.set_user_data(text.map(|text| text.parse().unwrap()));
        DiscoveryEvent::Discovered {
            endpoint_info: EndpointInfo::from_parts(id, data),
            last_updated: None,
        }
    }

    #[test]
    fn only_who_announces_is_listed_and_only_as_long() {
        let mut seen = BTreeMap::new();
        assert!(!note(&mut seen, found(1, None)));
        assert!(note(&mut seen, found(1, Some("Onboarding\u{7}"))));
        assert!(!note(&mut seen, found(1, Some("Onboarding"))));
        let listed = seen.values().next().unwrap();
        assert_eq!(listed.text, "Onboarding");
        assert_eq!(listed.address.direct, ["192.168.1.8:4000".parse().unwrap()]);
        assert!(note(&mut seen, found(1, None)));
        assert!(seen.is_empty());
    }

    #[test]
    fn the_list_is_bounded() {
        let mut seen = BTreeMap::new();
        for key in 0..=u8::MAX {
            note(&mut seen, found(key, Some("flood")));
        }
        assert_eq!(seen.len(), NEARBY);
    }

    #[test]
    fn a_long_text_is_refused() {
        assert!(announcement(&"a".repeat(TEXT_BYTES)).is_ok());
        let error = announcement(&"a".repeat(TEXT_BYTES + 1)).unwrap_err();
        assert_eq!(error.code(), "E_BAD_INPUT");
    }

    #[test]
    fn our_addresses_go_out_only_while_something_is_announced() {
        let announces = Arc::new(AtomicBool::new(false));
        let filter = while_announcing(Arc::clone(&announces));
        let all = vec![
            TransportAddr::Ip("192.168.1.8:4000".parse().unwrap()),
            TransportAddr::Relay("https://relay.example.org".parse().unwrap()),
        ];
        assert!(filter.apply(&all).is_empty());
        announces.store(true, Ordering::Release);
        assert_eq!(filter.apply(&all).as_slice(), &all[..1]);
    }
}
