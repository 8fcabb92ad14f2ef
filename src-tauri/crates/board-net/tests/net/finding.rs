//! Where a machine can be reached, and being found.

use std::net::IpAddr;
use std::time::Duration;

use board_net::{Listen, MdnsBrowser, NetError, NetOptions, Relays};

use crate::machines::{assert_works, linked, must, options, started};

#[tokio::test]
async fn with_relays_off_an_address_has_no_relay() {
    for listen in [
        Listen::Any,
        Listen::Loopback,
        Listen::Addr("127.0.0.1:0".parse().unwrap()),
    ] {
        let net = started(NetOptions {
            listen,
            ..options(1)
        })
        .await;
        let address = net.address();
        println!("{listen:?}: {address:?}");
        assert_eq!(address.relay, None);
        assert_eq!(address.id, net.id());
        assert_eq!(*net.watch_address().borrow(), address);
        assert!(address.direct.iter().all(|at| at.port() != 0));
        let all_loopback = address.direct.iter().all(|at| at.ip().is_loopback());
        assert!(listen == Listen::Any || (all_loopback && address.direct.len() == 1));
        assert!(
            address
                .direct
                .iter()
                .all(|at| matches!(at.ip(), IpAddr::V4(ip) if !ip.is_unspecified()))
        );
        must(net.close()).await;
    }
}

#[tokio::test]
async fn a_relay_that_is_no_address_is_refused() {
    let error = board_net::Net::start(NetOptions {
        relays: Relays::Custom("our relay".to_owned()),
        ..options(1)
    })
    .await
    .unwrap_err();
    assert_eq!(error, NetError::Relay("our relay".to_owned()));
    assert_eq!(error.code(), "E_BAD_INPUT");
}

#[tokio::test]
async fn a_relay_that_does_not_answer_holds_nothing_up() {
    let relayed = |key| NetOptions {
        relays: Relays::Custom("http://127.0.0.1:9/".to_owned()),
        ..options(key)
    };
    let (host, guest) = (started(relayed(1)).await, started(relayed(2)).await);
    let (mut dialled, mut accepted) = linked(&guest, &host).await;
    assert_works(&mut dialled, &mut accepted).await;
    must(host.close()).await;
    must(guest.close()).await;
}

#[tokio::test]
async fn a_relay_that_does_not_answer_is_not_met() {
    let net = started(NetOptions {
        relays: Relays::Custom("http://127.0.0.1:9/".to_owned()),
        ..options(3)
    })
    .await;
    assert!(!must(net.meet_relay(Duration::from_millis(200))).await);
    must(net.close()).await;
}

#[test]
fn what_tasks_share_can_be_shared() {
    fn shared<T: Send + Sync>() {}
    shared::<board_net::Net>();
    shared::<board_net::Link>();
    shared::<board_net::Inbox>();
}

#[tokio::test]
async fn without_discovery_nothing_is_nearby() {
    let net = started(options(1)).await;
    assert!(!net.discovers());
    net.announce(Some("Onboarding")).unwrap();
    let look = MdnsBrowser::start(options(2)).await.unwrap();
    assert!(!look.discovers() && look.nearby().borrow().is_empty());
}

#[tokio::test]
async fn discovery_starts_and_stops_whatever_the_network_allows() {
    let net = started(NetOptions {
        discovery: true,
        ..options(1)
    })
    .await;
    println!("discovery is there: {}", net.discovers());
    net.announce(Some("Onboarding")).unwrap();
    net.announce(None).unwrap();
    if net.discovers() {
        let error = net.announce(Some(&"a".repeat(201))).unwrap_err();
        assert_eq!(error, NetError::Text(201));
    }
    must(net.close()).await;
}

/// Two machines that look around meet others of the same network too, so it is best run in a network
/// of its own, which needs no other card (Linux, as root):
///
/// ```text
/// unshare -n sh -c 'ip link set lo up multicast on && ip route add 224.0.0.0/4 dev lo &&
///   cargo nextest run --workspace --run-ignored all -E "test(who_announces_is_found)"'
/// ```
#[tokio::test]
#[ignore = "needs a network that carries multicast; how to run it is said above it"]
async fn who_announces_is_found_by_name_and_can_be_dialled_by_id_alone() {
    let around = |key| NetOptions {
        discovery: true,
        listen: Listen::Any,
        ..options(key)
    };
    let (host, guest) = (started(around(1)).await, started(around(2)).await);
    let look = MdnsBrowser::start(around(3)).await.unwrap();
    let mut nearby = look.nearby();
    host.announce(Some("Onboarding")).unwrap();
    let found = must(nearby.wait_for(|list| !list.is_empty()))
        .await
        .unwrap()[0]
        .clone();
    assert_eq!(found.address.id, host.id());
    assert_eq!(found.text, "Onboarding");

    let by_id = board_net::PeerAddress {
        direct: Vec::new(),
        ..found.address
    };
    let candidates = [by_id];
    let (dialled, accepted) = must(async {
        tokio::join!(
            guest.dial(&candidates, crate::machines::DIAL),
            host.accept()
        )
    })
    .await;
    assert_works(&mut dialled.unwrap(), &mut accepted.unwrap()).await;

    // Who stops announcing disappears.
    host.announce(None).unwrap();
    must(nearby.wait_for(|list| list.is_empty())).await.unwrap();
}
