//! How links end, and who is kept out.

use std::time::{Duration, Instant};

use board_net::{Ended, Limits, Listen, NetError, NetOptions, NotSent, PeerAddress, PeerId, close};

use crate::machines::{DIAL, assert_works, linked, machine, must, options, started};

#[tokio::test]
async fn who_closes_says_why() {
    let (host, guest) = (machine(1).await, machine(2).await);
    let (mut dialled, mut accepted) = linked(&guest, &host).await;
    accepted
        .0
        .close(close::FIRST_FREE + 7, "the board was closed");
    let expected = Ended::ByPeer {
        code: close::FIRST_FREE + 7,
        reason: "the board was closed".to_owned(),
    };
    assert_eq!(must(dialled.1.recv()).await, Err(expected.clone()));
    assert_eq!(must(dialled.1.recv()).await, Err(expected.clone()));
    assert_eq!(must(dialled.0.ended()).await, expected);
    let expected = Ended::ByUs {
        code: close::FIRST_FREE + 7,
        reason: "the board was closed".to_owned(),
    };
    assert_eq!(must(accepted.1.recv()).await, Err(expected.clone()));
    assert_eq!(must(accepted.0.ended()).await, expected);
    assert_eq!(accepted.0.try_send(&b"x"[..]), Err(NotSent::Ended));
    must(accepted.0.emptied()).await;
}

#[tokio::test]
async fn dropping_the_inbox_ends_the_link() {
    let (host, guest) = (machine(1).await, machine(2).await);
    let (dialled, mut accepted) = linked(&guest, &host).await;
    drop(dialled.1);
    let ended = must(accepted.1.recv()).await.unwrap_err();
    assert!(matches!(ended, Ended::ByPeer { code, .. } if code == close::GONE));
    assert_eq!(dialled.0.try_send(&b"x"[..]), Err(NotSent::Ended));
}

#[tokio::test]
async fn closing_the_endpoint_tells_every_peer() {
    let (host, one, two) = (machine(1).await, machine(2).await, machine(3).await);
    let mut first = linked(&one, &host).await;
    let mut second = linked(&two, &host).await;
    must(host.close()).await;
    for dialled in [&mut first.0, &mut second.0] {
        let ended = must(dialled.1.recv()).await.unwrap_err();
        assert!(
            matches!(&ended, Ended::ByPeer { code, reason }
                if *code == close::LEAVING && reason == "the peer left"),
            "{ended}"
        );
    }
    let ended = must(first.1.1.recv()).await.unwrap_err();
    assert!(matches!(ended, Ended::ByUs { code, .. } if code == close::LEAVING));
    assert!(must(host.accept()).await.is_none());
    let error = host.dial(&[one.address()], DIAL).await.unwrap_err();
    assert_eq!(error, NetError::Closed);
    must(host.close()).await;
}

#[tokio::test]
async fn an_endpoint_that_is_dropped_ends_its_links() {
    let (host, guest) = (machine(1).await, machine(2).await);
    let (mut dialled, accepted) = linked(&guest, &host).await;
    drop((accepted, host));
    must(dialled.1.recv()).await.unwrap_err();
}

#[test]
fn a_machine_that_falls_silent_is_noticed() {
    // It has a runtime of its own that stands still as soon as the link is there: nothing leaves
    // it any more, not even a word that it goes.
    let (tell, told) = std::sync::mpsc::channel::<PeerAddress>();
    let (thaw, frozen) = std::sync::mpsc::channel::<()>();
    let quick = |key| NetOptions {
        limits: Limits::default(),
        ..options(key)
    };
    let silent = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let net = started(quick(1)).await;
            tell.send(net.address()).unwrap();
            let (link, mut inbox) = must(net.accept()).await.unwrap();
            link.try_send(&b"here"[..]).unwrap();
            must(inbox.recv()).await.unwrap();
            let _ = frozen.recv();
        });
    });
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let guest = started(quick(2)).await;
        let address = told.recv().unwrap();
        let (link, mut inbox) = guest.dial(&[address], DIAL).await.unwrap();
        assert_eq!(crate::machines::frame(&mut inbox).await, b"here");
        link.try_send(&b"thanks"[..]).unwrap();
        let since = Instant::now();
        let ended = must(inbox.recv()).await.unwrap_err();
        println!("noticed after {:?}", since.elapsed());
        assert_eq!(ended, Ended::Lost);
        assert_eq!(must(link.ended()).await, Ended::Lost);
    });
    thaw.send(()).unwrap();
    silent.join().unwrap();
}

#[tokio::test]
async fn a_silent_link_between_live_machines_stays() {
    let short = |key| NetOptions {
        limits: Limits {
            silence: Duration::from_secs(6),
            ..Limits::default()
        },
        ..options(key)
    };
    let (host, guest) = (started(short(1)).await, started(short(2)).await);
    let (mut dialled, mut accepted) = linked(&guest, &host).await;
    // Longer than the silence that would end it; that nothing happens cannot be awaited.
    let ended = tokio::time::timeout(Duration::from_secs(8), dialled.0.ended()).await;
    assert!(ended.is_err(), "{ended:?}");
    assert_works(&mut dialled, &mut accepted).await;
}

#[tokio::test]
async fn a_banned_peer_is_refused_until_it_is_let_in_again() {
    let (host, guest, other) = (machine(1).await, machine(2).await, machine(3).await);
    host.ban(guest.id());
    let error = guest.dial(&[host.address()], DIAL).await.unwrap_err();
    assert_eq!(
        error,
        NetError::Refused {
            peer: host.id(),
            code: close::BANNED,
            reason: "you were removed".to_owned(),
        }
    );
    assert_eq!(error.code(), "E_NOT_CONNECTED");
    // A ban holds in both directions.
    let error = host.dial(&[guest.address()], DIAL).await.unwrap_err();
    assert_eq!(error, NetError::Banned(guest.id()));
    let (mut dialled, mut accepted) = linked(&other, &host).await;
    assert_works(&mut dialled, &mut accepted).await;
    host.unban(guest.id());
    let (mut dialled, mut accepted) = linked(&guest, &host).await;
    assert_works(&mut dialled, &mut accepted).await;
}

/// A port of this machine where nobody listens.
fn nowhere() -> std::net::SocketAddr {
    std::net::UdpSocket::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
}

fn at(id: PeerId, direct: &[std::net::SocketAddr]) -> PeerAddress {
    PeerAddress {
        id,
        direct: direct.to_vec(),
        relay: None,
    }
}

#[tokio::test]
async fn the_first_candidate_that_answers_is_taken() {
    let (host, guest) = (machine(1).await, machine(2).await);
    let gone = machine(3).await.id();
    let candidates = [at(gone, &[nowhere()]), host.address()];
    let (dialled, accepted) =
        must(async { tokio::join!(guest.dial(&candidates, DIAL), host.accept()) }).await;
    let (mut dialled, mut accepted) = (dialled.unwrap(), accepted.unwrap());
    assert_eq!(dialled.0.peer(), host.id());
    assert_works(&mut dialled, &mut accepted).await;
}

/// Swallows packets until a second connection is tried; then nobody listens there any more.
async fn swallow_the_first_try(at: tokio::net::UdpSocket) {
    let mut ids = std::collections::BTreeSet::new();
    while ids.len() < 2 {
        let mut packet = [0; 2_048];
        let (length, _) = must(at.recv_from(&mut packet)).await.unwrap();
        // The id that a dialler chooses for its connection, of RFC 9000, section 17.2.
        let id = &packet[6..length][..packet[5].into()];
        ids.insert(id.to_vec());
    }
}

#[tokio::test]
async fn who_appears_late_is_reached_all_the_same() {
    let quick = NetOptions {
        limits: Limits {
            silence: Duration::from_millis(500),
            ..options(2).limits
        },
        ..options(2)
    };
    let id = machine(1).await.id();
    let silent = tokio::net::UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let late = silent.local_addr().unwrap();
    let guest = started(quick).await;
    let candidates = [at(id, &[late])];
    let appearing = async {
        swallow_the_first_try(silent).await;
        let host = started(NetOptions {
            listen: Listen::Addr(late),
            ..options(1)
        })
        .await;
        let accepted = host.accept().await.unwrap();
        (host, accepted)
    };
    let (dialled, (_host, accepted)) =
        must(async { tokio::join!(guest.dial(&candidates, DIAL), appearing) }).await;
    assert_eq!(dialled.unwrap().0.peer(), id);
    drop(accepted);
}

#[tokio::test]
async fn who_cannot_be_dialled_is_told_apart() {
    let (host, guest) = (machine(1).await, machine(2).await);
    let brief = Duration::from_millis(300);
    let silent = at(host.id(), &[nowhere()]);
    let relayed = PeerAddress {
        relay: Some("https://relay.example.invalid".to_owned()),
        ..at(host.id(), &[])
    };
    let no_key = (0..=u8::MAX)
        .map(|byte| at(PeerId::from_bytes([byte; 32]), &[nowhere()]))
        .find(|address| !is_key(address.id))
        .unwrap();
    for (candidates, expected, code) in [
        (vec![], NetError::NoCandidate, "E_BAD_INPUT"),
        (vec![guest.address()], NetError::Ourselves, "E_BAD_INPUT"),
        (
            vec![silent],
            NetError::Unreachable(host.id()),
            "E_NOT_CONNECTED",
        ),
        (
            vec![at(host.id(), &[])],
            NetError::NoAddress(host.id()),
            "E_NOT_CONNECTED",
        ),
        // Relays are off, so a relay is no address.
        (
            vec![relayed],
            NetError::NoAddress(host.id()),
            "E_NOT_CONNECTED",
        ),
        (
            vec![no_key.clone()],
            NetError::NoSuchKey(no_key.id),
            "E_BAD_INPUT",
        ),
    ] {
        let error = must(guest.dial(&candidates, brief)).await.unwrap_err();
        assert_eq!(error, expected);
        assert_eq!(error.code(), code);
    }
}

fn is_key(id: PeerId) -> bool {
    iroh::PublicKey::from_bytes(&id.bytes()).is_ok()
}

#[tokio::test]
async fn somebody_else_at_the_address_is_not_taken_for_the_peer() {
    let (host, guest, other) = (machine(1).await, machine(2).await, machine(3).await);
    let mistaken = at(other.id(), &host.address().direct);
    let error = must(guest.dial(&[mistaken], Duration::from_secs(3)))
        .await
        .unwrap_err();
    assert_eq!(error.code(), "E_NOT_CONNECTED");
}

#[tokio::test]
async fn a_port_that_is_taken_is_said() {
    let taken = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
    let at = taken.local_addr().unwrap();
    let error = board_net::Net::start(NetOptions {
        listen: Listen::Addr(at),
        ..options(1)
    })
    .await
    .unwrap_err();
    assert!(matches!(&error, NetError::NoSocket { at: said, .. } if *said == at));
    println!("{error}");
}
