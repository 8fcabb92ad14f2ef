//! Blinded discovery: being found again on the local network (mDNS), by those alone who know this machine.
//!
//! A machine in a session moves: to another network, to another address. Who knows its id, from a ticket or from an
//! earlier session, is to find it there. So its addresses are announced under a key that is drawn anew at each start,
//! with a mark beside it: a digest of the machine's id and of that key. Whoever looks for an id makes the mark of each
//! record and compares. Nobody else can tell whose record it is, nor that those of two starts are of one machine.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::time::Duration;

use futures_util::{Stream, StreamExt, stream};
use iroh::address_lookup::{AddressLookup, EndpointData, EndpointInfo, Error, Item, UserData};
use iroh::{Endpoint, EndpointId, SecretKey, TransportAddr};
use iroh_mdns_address_lookup::{DiscoveryEvent, MdnsAddressLookup};
use tokio::sync::watch;
use tokio::time::sleep;
use tracing::warn;

use crate::nearby::{ASK_EVERY, DiscoveryEvents, direct_addresses};

/// What these records are called: apart from those that people look through for sessions.
const RECORD_NAME: &str = "journeywall-m";

/// What marks are derived for.
const MARK: &str = "journeywall 2026-11 mark of a machine beside the key of its record";

/// Letters of a mark; 128 bits.
const MARK_LETTERS: usize = 32;

/// How long somebody is looked for at each try.
const LOOKED_FOR: Duration = Duration::from_secs(10);

/// Records that are remembered; anybody can announce any number.
const RECORDS: usize = 1_024;

/// What is known of the records around, by their keys.
type Records = BTreeMap<EndpointId, EndpointData>;

/// Shows where this machine is to those who know it, and finds others whom it knows.
#[derive(Debug)]
pub(crate) struct BlindedDiscovery {
    mdns: MdnsAddressLookup,
    mark: UserData,
    seen: watch::Receiver<Records>,
}

impl BlindedDiscovery {
    /// Adds it to an endpoint; what it is to [watch](Self::watch) comes back. `None` where the network knows no multicast.
    pub(crate) async fn start(
        endpoint: &Endpoint,
    ) -> Option<(watch::Sender<Records>, DiscoveryEvents)> {
        let drawn = SecretKey::generate().public();
        let mark = mark_of(endpoint.id(), drawn).parse().ok()?;
        let mdns = MdnsAddressLookup::builder()
            .service_name(RECORD_NAME)
            .discovery_cadence(ASK_EVERY)
            .build(drawn)
            .inspect_err(|error| warn!(%error, "this machine cannot be found again"))
            .ok()?;
        let events: DiscoveryEvents = Box::pin(mdns.subscribe().await);
        let (known, seen) = watch::channel(Records::new());
        let discovery = Self { mdns, mark, seen };
        endpoint.address_lookup().ok()?.add(discovery);
        Some((known, events))
    }

    /// Keeps the records until the endpoint is gone.
    pub(crate) async fn watch(mut events: DiscoveryEvents, known: watch::Sender<Records>) {
        while let Some(event) = events.next().await {
            known.send_if_modified(|records| note(records, event));
        }
    }
}

impl AddressLookup for BlindedDiscovery {
    fn publish(&self, data: &EndpointData) {
        self.mdns.publish(&blinded(data, self.mark.clone()));
    }

    fn resolve(
        &self,
        sought: EndpointId,
    ) -> Option<Pin<Box<dyn Stream<Item = Result<Item, Error>> + Send>>> {
        let mut seen = self.seen.clone();
        // What is there already counts too.
        seen.mark_changed();
        let found = stream::unfold((seen, None), move |(mut seen, before)| async move {
            loop {
                seen.changed().await.ok()?;
                let now = whereabouts(&seen.borrow_and_update(), sought);
                if now.is_some() && now != before {
                    let info = EndpointInfo::from_parts(sought, now.clone()?);
                    return Some((Ok(Item::new(info, RECORD_NAME, None)), (seen, now)));
                }
            }
        });
        Some(Box::pin(found.take_until(Box::pin(sleep(LOOKED_FOR)))))
    }
}

/// What goes out: direct addresses, and nothing of what else the endpoint says of itself.
fn blinded(data: &EndpointData, mark: UserData) -> EndpointData {
    let mut out: EndpointData = direct_addresses(data.addrs()).into_iter().collect();
    out.set_user_data(Some(mark));
    out
}

/// The mark of a machine beside the key of a record.
fn mark_of(machine: EndpointId, key: EndpointId) -> String {
    let both = [machine.as_bytes().as_slice(), key.as_bytes()].concat();
    let digest = blake3::Hash::from(blake3::derive_key(MARK, &both));
    digest.to_hex().chars().take(MARK_LETTERS).collect()
}

/// Brings the records up to date; answers whether they changed.
fn note(records: &mut Records, event: DiscoveryEvent) -> bool {
    match event {
        DiscoveryEvent::Discovered { endpoint_info, .. } => {
            let key = endpoint_info.endpoint_id;
            let is_marked = endpoint_info.user_data().is_some();
            let has_room = records.len() < RECORDS || records.contains_key(&key);
            if !is_marked {
                return records.remove(&key).is_some();
            }
            has_room && records.insert(key, endpoint_info.data.clone()) != Some(endpoint_info.data)
        }
        DiscoveryEvent::Expired { endpoint_id } => records.remove(&endpoint_id).is_some(),
        _ => false,
    }
}

/// Where the records say that a machine is; of several of its own, as after it was started anew, everywhere. Its link
/// proves who is there. O(records).
fn whereabouts(records: &Records, sought: EndpointId) -> Option<EndpointData> {
    let is_sought = |(key, data): &(&EndpointId, &EndpointData)| {
        let mark = data.user_data().map(AsRef::<str>::as_ref);
        mark == Some(mark_of(sought, **key).as_str())
    };
    let found = records.iter().filter(is_sought);
    let addresses = found.flat_map(|(_, data)| data.ip_addrs().copied().map(TransportAddr::Ip));
    let addresses: Vec<_> = addresses.collect();
    (!addresses.is_empty()).then(|| addresses.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(n: u8) -> EndpointId {
        SecretKey::from_bytes(&[n; 32]).public()
    }

    fn own() -> EndpointData {
        let mut data = EndpointData::from_iter([
            TransportAddr::Ip("192.168.1.8:4000".parse().unwrap()),
            TransportAddr::Relay("https://relay.example.org".parse().unwrap()),
        ]);
        data.set_user_data(Some("Lena, Onboarding".parse().unwrap()));
        data
    }

    fn record(machine: EndpointId, under: EndpointId) -> DiscoveryEvent {
        let mark = mark_of(machine, under).parse().unwrap();
        let endpoint_info = EndpointInfo::from_parts(under, blinded(&own(), mark));
        DiscoveryEvent::Discovered {
            endpoint_info,
            last_updated: None,
        }
    }

    #[test]
    fn pn1_a_record_holds_addresses_and_a_mark_that_differs_at_each_start() {
        let mark = mark_of(key(1), key(7));
        assert_ne!(mark, mark_of(key(1), key(8)), "another start");
        assert_ne!(mark, mark_of(key(2), key(7)), "another machine");
        let out = blinded(&own(), mark.parse().unwrap());
        let addresses: Vec<_> = out.addrs().cloned().collect();
        assert_eq!(
            addresses,
            [TransportAddr::Ip("192.168.1.8:4000".parse().unwrap())]
        );
        assert_eq!(out.user_data().unwrap().as_ref(), mark);
        assert!(!key(1).to_string().contains(&mark));
    }

    #[test]
    fn nt8_who_knows_a_machine_finds_it_wherever_it_says_it_is_and_nobody_else() {
        let mut records = Records::new();
        assert!(note(&mut records, record(key(1), key(7))));
        assert!(!note(&mut records, record(key(1), key(7))), "no news");
        assert!(note(&mut records, record(key(2), key(9))));
        let found = whereabouts(&records, key(1)).unwrap();
        assert_eq!(found.ip_addrs().count(), 1);
        assert!(
            whereabouts(&records, key(7)).is_none(),
            "the drawn key is nobody"
        );
        let gone = DiscoveryEvent::Expired {
            endpoint_id: key(7),
        };
        assert!(note(&mut records, gone));
        assert!(whereabouts(&records, key(1)).is_none());
    }

    #[test]
    fn a_flood_of_records_is_bounded() {
        let mut records = Records::new();
        for n in 0..=RECORDS as u16 {
            let mut bytes = [0; 32];
            bytes[..2].copy_from_slice(&n.to_le_bytes());
            let under = SecretKey::from_bytes(&bytes).public();
            note(&mut records, record(key(1), under));
        }
        assert_eq!(records.len(), RECORDS);
    }
}
