//! What strangers and peers try. Each must at worst lose its own connection.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use board_model::RateLimit;
use board_net::{Ended, Limits, Net, NetError, NetOptions, Received, close};

use crate::machines::{
    ALPN, DIAL, HELLO, assert_works, closed_with, endpoint_of, intrude, linked, machine, must,
    options, started, stranger,
};

async fn assert_others_go_on(host: &Net) {
    let guest = machine(99).await;
    let (mut dialled, mut accepted) = linked(&guest, host).await;
    assert_works(&mut dialled, &mut accepted).await;
}

fn limited(limits: Limits) -> NetOptions {
    NetOptions {
        limits,
        ..options(1)
    }
}

#[tokio::test]
async fn another_protocol_gets_no_connection() {
    let host = machine(1).await;
    let stranger = stranger(2).await;
    let connected = must(stranger.connect(endpoint_of(&host), b"another/1")).await;
    assert!(connected.is_err());
    assert_others_go_on(&host).await;
}

#[tokio::test]
async fn a_host_of_another_protocol_is_told_from_a_silent_one() {
    let guest = machine(1).await;
    let other = stranger(2).await;
    other.set_alpns(vec![b"another/1".to_vec()]);
    let accepting = other.clone();
    let listening = tokio::spawn(async move {
        while let Some(incoming) = accepting.accept().await {
            let _ = incoming.await;
        }
    });
    let address = board_net::PeerAddress {
        id: board_net::PeerId::from_bytes(*other.id().as_bytes()),
        direct: other.addr().ip_addrs().copied().collect(),
        relay: None,
    };
    let error = must(guest.dial(std::slice::from_ref(&address), DIAL))
        .await
        .unwrap_err();
    assert_eq!(error, NetError::OtherProtocol(address.id));
    listening.abort();
}

#[tokio::test]
async fn other_first_bytes_end_the_connection() {
    let host = machine(1).await;
    for (first, code) in [
        (&b"GET / HTTP/1.1"[..], close::NOT_OURS),
        (b"\xff\xff\xff\xff\xff\xff\xff\xff", close::NOT_OURS),
        (b"JWAL\x00\x02", close::OTHER_VERSION),
    ] {
        let stranger = stranger(2).await;
        let connection = intrude(&stranger, &host).await;
        let (mut send, _receive) = connection.open_bi().await.unwrap();
        send.write_all(first).await.unwrap();
        let (said, words) = closed_with(&connection).await;
        assert_eq!(said, u64::from(code), "{words}");
    }
    // Fewer bytes than a link begins with.
    let stranger = stranger(2).await;
    let connection = intrude(&stranger, &host).await;
    let (mut send, _receive) = connection.open_bi().await.unwrap();
    send.write_all(b"JW").await.unwrap();
    send.finish().unwrap();
    let (said, _) = closed_with(&connection).await;
    assert_eq!(said, u64::from(close::BROKEN));
    assert_others_go_on(&host).await;
}

#[tokio::test]
async fn who_opens_no_stream_is_dropped_and_holds_nobody_up() {
    let host = started(limited(Limits {
        handshake: Duration::from_secs(3),
        ..options(1).limits
    }))
    .await;
    let stranger = stranger(2).await;
    let connection = intrude(&stranger, &host).await;
    assert_others_go_on(&host).await;
    let (said, _) = closed_with(&connection).await;
    assert_eq!(said, u64::from(close::TOO_SLOW));
}

#[tokio::test]
async fn one_address_has_few_handshakes_at_once() {
    let host = started(limited(Limits {
        handshakes_per_address: 2,
        ..options(1).limits
    }))
    .await;
    let (one, two, guest) = (stranger(2).await, stranger(3).await, machine(4).await);
    let (first, second) = (intrude(&one, &host).await, intrude(&two, &host).await);
    let error = must(guest.dial(&[host.address()], DIAL)).await.unwrap_err();
    assert_eq!(error, NetError::Full(host.id()));
    // They give up, and there is room again; the host hears of it in its own time.
    first.close(0_u8.into(), b"");
    second.close(0_u8.into(), b"");
    let candidates = [host.address()];
    let dialling = async {
        loop {
            match guest.dial(&candidates, DIAL).await {
                Ok(dialled) => return dialled,
                Err(NetError::Full(_)) => tokio::task::yield_now().await,
                Err(other) => panic!("{other}"),
            }
        }
    };
    let (mut dialled, accepted) = must(async { tokio::join!(dialling, host.accept()) }).await;
    assert_works(&mut dialled, &mut accepted.unwrap()).await;
}

#[tokio::test]
async fn there_are_only_so_many_links() {
    let host = started(limited(Limits {
        links: 1,
        ..options(1).limits
    }))
    .await;
    let (one, two) = (machine(2).await, machine(3).await);
    let (dialled, accepted) = linked(&one, &host).await;
    let error = must(two.dial(&[host.address()], DIAL)).await.unwrap_err();
    assert_eq!(error, NetError::Full(host.id()));
    drop(accepted.1);
    let (mut again, mut there) = linked(&two, &host).await;
    assert_works(&mut again, &mut there).await;
    drop(dialled);
}

#[tokio::test]
async fn in_a_crowd_strangers_first_show_their_address() {
    let host = started(limited(Limits {
        handshakes_unproven: 0,
        ..options(1).limits
    }))
    .await;
    assert_others_go_on(&host).await;
}

#[tokio::test]
async fn noise_on_the_port_harms_nobody() {
    let host = machine(1).await;
    let guest = machine(2).await;
    let (mut dialled, mut accepted) = linked(&guest, &host).await;
    let socket = tokio::net::UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let mut noise = 0x2545_f491_4f6c_dd1d_u64;
    for length in 0..1_000_usize {
        let packet: Vec<u8> = (0..length)
            .map(|_| {
                noise ^= noise << 13;
                noise ^= noise >> 7;
                noise ^= noise << 17;
                noise as u8
            })
            .collect();
        let _ = socket.send_to(&packet, host.address().direct[0]).await;
    }
    assert_works(&mut dialled, &mut accepted).await;
    assert_others_go_on(&host).await;
}

/// A stranger that got itself a link.
async fn intruder(
    host: &Net,
) -> (
    iroh::Endpoint,
    iroh::endpoint::Connection,
    iroh::endpoint::SendStream,
    iroh::endpoint::RecvStream,
    (board_net::Link, board_net::Inbox),
) {
    let stranger = stranger(2).await;
    let connection = must(stranger.connect(endpoint_of(host), ALPN))
        .await
        .unwrap();
    let (mut send, mut receive) = connection.open_bi().await.unwrap();
    send.write_all(HELLO).await.unwrap();
    let mut answer = [0; 6];
    must(receive.read_exact(&mut answer)).await.unwrap();
    assert_eq!(answer, HELLO);
    let accepted = must(host.accept()).await.unwrap();
    (stranger, connection, send, receive, accepted)
}

#[tokio::test]
async fn a_frame_that_is_too_long_ends_its_link() {
    let host = machine(1).await;
    let (_stranger, connection, mut send, _receive, mut accepted) = intruder(&host).await;
    let length = u32::try_from(board_net::FRAME_BYTES + 1).unwrap();
    send.write_all(&length.to_be_bytes()).await.unwrap();
    let ended = must(accepted.1.recv()).await.unwrap_err();
    assert!(matches!(ended, Ended::ByUs { code, .. } if code == close::FRAME_TOO_LONG));
    let (said, _) = closed_with(&connection).await;
    assert_eq!(said, u64::from(close::FRAME_TOO_LONG));
    assert_others_go_on(&host).await;
}

#[tokio::test]
async fn a_stream_that_is_broken_off_ends_its_link() {
    let host = machine(1).await;
    for how in 0..3 {
        let (_stranger, connection, mut send, mut receive, mut accepted) = intruder(&host).await;
        // Half a frame, and then nothing more, in three ways.
        send.write_all(&[0, 0, 0, 9, 1, 2]).await.unwrap();
        match how {
            0 => send.finish().unwrap(),
            1 => send.reset(5_u8.into()).unwrap(),
            _ => {
                receive.stop(5_u8.into()).unwrap();
                accepted.0.try_send(&b"for nobody"[..]).unwrap();
            }
        }
        let ended = must(accepted.1.recv()).await.unwrap_err();
        assert!(
            matches!(ended, Ended::ByUs { code, .. } if code == close::BROKEN),
            "{how}: {ended}"
        );
        let (said, _) = closed_with(&connection).await;
        assert_eq!(said, u64::from(close::BROKEN));
    }
    assert_others_go_on(&host).await;
}

#[tokio::test]
async fn a_peer_opens_one_stream_and_no_other() {
    let host = machine(1).await;
    let (_stranger, connection, mut send, _receive, mut accepted) = intruder(&host).await;
    // Nothing of them is ever taken, so these wait for ever; the link does not.
    let more = tokio::time::timeout(Duration::from_millis(200), connection.open_bi()).await;
    assert!(more.is_err());
    let more = tokio::time::timeout(Duration::from_millis(200), connection.open_uni()).await;
    assert!(more.is_err());
    send.write_all(&[0, 0, 0, 1, 7]).await.unwrap();
    assert_eq!(must(accepted.1.recv()).await, Ok(Received::Frame(vec![7])));
}

#[tokio::test]
async fn what_is_not_read_waits_at_the_sender() {
    // Half a megabyte on the way, and what was taken from the stream at once.
    const WINDOW: usize = 512 << 10;
    const AHEAD: usize = WINDOW + (64 << 10);
    const ALL: usize = 16 << 20;
    let host = machine(1).await;
    let (_stranger, _connection, mut send, _receive, mut accepted) = intruder(&host).await;
    let written = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&written);
    let writing = tokio::spawn(async move {
        let frame = [&[0_u8, 0, 4, 0][..], &[5; 1_024]].concat();
        while counter.load(Ordering::Relaxed) < ALL {
            send.write_all(&frame).await.unwrap();
            counter.fetch_add(frame.len(), Ordering::Relaxed);
        }
    });
    must(async {
        while written.load(Ordering::Relaxed) < WINDOW - 2_048 {
            tokio::task::yield_now().await;
        }
    })
    .await;
    let mut read = 0;
    while read < ALL {
        assert!(written.load(Ordering::Relaxed) <= read + AHEAD);
        if let Received::Frame(frame) = must(accepted.1.recv()).await.unwrap() {
            read += frame.len() + 4;
        }
    }
    must(writing).await.unwrap();
}

#[tokio::test]
async fn what_arrived_before_the_end_is_still_read() {
    let host = machine(1).await;
    let (_stranger, connection, mut send, _receive, mut accepted) = intruder(&host).await;
    let frame = [&[0_u8, 0, 4, 0][..], &[5; 1_024]].concat();
    for _ in 0..200 {
        send.write_all(&frame).await.unwrap();
    }
    // Confirmed by the other machine, where nobody has read it.
    send.finish().unwrap();
    assert_eq!(must(send.stopped()).await, Ok(None));
    connection.close(200_u8.into(), b"done");
    let mut read = 0;
    let ended = loop {
        match must(accepted.1.recv()).await {
            Ok(Received::Frame(frame)) => {
                assert_eq!(frame, [5; 1_024]);
                read += 1;
            }
            Ok(other) => panic!("not sent: {other:?}"),
            Err(ended) => break ended,
        }
    };
    assert_eq!(read, 200);
    assert!(matches!(ended, Ended::ByPeer { code: 200, .. }), "{ended}");
}

#[tokio::test]
async fn the_words_of_others_are_cleaned() {
    let host = machine(1).await;
    let (_stranger, connection, _send, _receive, mut accepted) = intruder(&host).await;
    let words = [b"\x1b[31mred\n\xff".as_slice(), &[b'x'; 900]].concat();
    connection.close(iroh::endpoint::VarInt::MAX, &words);
    let Err(Ended::ByPeer { code, reason }) = must(accepted.1.recv()).await else {
        panic!("it was closed by the peer");
    };
    assert_eq!(code, u32::MAX);
    assert!(reason.starts_with("[31mred\u{fffd}x"));
    assert!(reason.len() <= board_net::REASON_BYTES);
}

#[tokio::test]
async fn a_flood_costs_whoever_makes_it_and_loses_nothing() {
    let rate_limit = RateLimit {
        messages_per_second: 20,
        messages_at_once: 5,
        ..Limits::default().rate_limit
    };
    let host = started(limited(Limits {
        rate_limit,
        ..Limits::default()
    }))
    .await;
    let (flooder, ann) = (machine(2).await, machine(3).await);
    let (dialled, mut accepted) = linked(&flooder, &host).await;
    for number in 0..2_000_u32 {
        dialled.0.try_send(number.to_be_bytes().to_vec()).unwrap();
    }
    let read = Arc::new(AtomicUsize::new(0));
    let counting = Arc::clone(&read);
    let reading = tokio::spawn(async move {
        while let Ok(Received::Frame(bytes)) = accepted.1.recv().await {
            let number = counting.fetch_add(1, Ordering::SeqCst);
            assert_eq!(bytes, u32::try_from(number).unwrap().to_be_bytes());
        }
    });
    let (mut anns, mut hosts) = linked(&ann, &host).await;
    assert_works(&mut anns, &mut hosts).await;
    assert!(read.load(Ordering::SeqCst) < 2_000);
    reading.abort();
}
