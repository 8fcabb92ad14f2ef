//! Coming in by a PIN, and guessing one.

use std::time::Duration;

use board_net::{
    ATTEMPTS_PER_ADDRESS, MdnsBrowser, Net, NetError, NetOptions, PeerAddress, Pin, PinEvent,
    TICKET_BYTES, Visitor,
};
use iroh::endpoint::Connection;

use crate::machines::{DIAL, closed_with, endpoint_of, machine, must, stranger};

const SESSION: u32 = 7;

fn pin(text: &str) -> Pin {
    text.parse().unwrap()
}

async fn host() -> Net {
    let host = machine(1).await;
    host.offer_pin(SESSION, Some(pin("471 209")));
    host
}

async fn looking(key: u8) -> MdnsBrowser {
    MdnsBrowser::start(NetOptions::loopback([key; 32]))
        .await
        .unwrap()
}

async fn asked(from: &MdnsBrowser, host: &Net, text: &str) -> Result<String, NetError> {
    let (address, pin) = (host.address(), pin(text));
    must(from.ask(&address, SESSION, &pin, "Lena\u{7}", DIAL)).await
}

async fn visitor(host: &Net) -> Visitor {
    match must(host.pin_events()).await {
        Some(PinEvent::Visitor(visitor)) => visitor,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn pn3_who_has_the_pin_gets_the_ticket() {
    let (host, guest) = (host().await, looking(2).await);
    let ticket = "j".repeat(TICKET_BYTES);
    let admitting = async {
        let visitor = visitor(&host).await;
        assert_eq!((visitor.session(), visitor.name()), (SESSION, "Lena"));
        assert!(visitor.admit(&ticket).await);
    };
    let (asked, ()) = tokio::join!(asked(&guest, &host, "471209"), admitting);
    assert_eq!(asked.unwrap(), ticket);
}

#[tokio::test]
async fn pn3_another_pin_gets_nothing_and_is_told_so() {
    let (host, guest) = (host().await, looking(2).await);
    let error = asked(&guest, &host, "471208").await.unwrap_err();
    assert_eq!(error, NetError::WrongPin);
    assert_eq!(error.code(), "E_TICKET");
    // Nobody heard of it: the next visitor is the one who has it.
    let (asked, ()) = tokio::join!(asked(&guest, &host, "471209"), async {
        visitor(&host).await.turn_away();
    });
    assert_eq!(asked.unwrap_err(), NetError::TurnedAway);
}

#[tokio::test]
async fn pn4_the_sixth_wrong_pin_of_a_minute_is_not_listened_to() {
    let host = host().await;
    for key in 0..ATTEMPTS_PER_ADDRESS {
        // Another id each time: it is the address that counts.
        let guest = looking(10 + u8::try_from(key).unwrap()).await;
        let error = asked(&guest, &host, "000000").await.unwrap_err();
        assert_eq!(error, NetError::WrongPin);
    }
    let guest = looking(30).await;
    let error = asked(&guest, &host, "471209").await.unwrap_err();
    assert_eq!(error, NetError::TooManyAttempts);
    assert_eq!(error.code(), "E_LIMIT");
    // A new PIN begins anew.
    host.offer_pin(SESSION, Some(pin("000111")));
    let (asked, ()) = tokio::join!(asked(&guest, &host, "000111"), async {
        assert!(visitor(&host).await.admit("journey").await);
    });
    assert_eq!(asked.unwrap(), "journey");
}

#[tokio::test]
async fn pn1_without_a_pin_a_machine_does_not_even_speak_of_them() {
    let (host, guest) = (machine(1).await, looking(2).await);
    let error = asked(&guest, &host, "471209").await.unwrap_err();
    assert_eq!(error, NetError::PinOff);
    host.offer_pin(SESSION + 1, Some(pin("471209")));
    let error = asked(&guest, &host, "471209").await.unwrap_err();
    assert_eq!(error, NetError::PinOff, "another session's");
    host.offer_pin(SESSION + 1, None);
    let stranger = stranger(3).await;
    assert!(knock_on(&stranger, &host).await.is_err());
}

#[tokio::test]
async fn pn5_who_is_not_decided_about_hears_so_and_who_gives_up_is_gone() {
    let (host, guest) = (host().await, looking(2).await);
    let (asked_once, ()) = tokio::join!(asked(&guest, &host, "471209"), async {
        drop(visitor(&host).await);
    });
    assert_eq!(asked_once.unwrap_err(), NetError::Undecided);

    let address = host.address();
    let impatient = async {
        let limit = Duration::from_secs(2);
        let pin = pin("471209");
        guest.ask(&address, SESSION, &pin, "Lena", limit).await
    };
    let waiting = async {
        let visitor = visitor(&host).await;
        must(visitor.gone()).await;
        assert!(!visitor.admit("journey").await);
    };
    let (given_up, ()) = tokio::join!(impatient, waiting);
    assert!(given_up.is_err());
}

/// Both sides mix their ids into the exchange, so a machine in between cannot pass it on.
#[tokio::test]
async fn pn3_a_machine_in_between_gets_nothing() {
    let (host, guest) = (host().await, looking(2).await);
    let between = stranger(3).await;
    between.set_alpns(vec![PIN_ALPN.to_vec()]);
    let address = PeerAddress {
        id: board_net::PeerId::from_bytes(*between.id().as_bytes()),
        direct: between.addr().ip_addrs().copied().collect(),
        relay: None,
    };
    let passing = async {
        let incoming = must(between.accept()).await.unwrap();
        let from_guest = must(incoming.accept().unwrap()).await.unwrap();
        let to_host = knock_on(&between, &host).await.unwrap();
        pass_on(&from_guest, &to_host).await;
        let (code, _) = closed_with(&to_host).await;
        assert_eq!(code, 1, "to the host it is a wrong PIN");
        from_guest.close(1_u32.into(), b"");
    };
    let pin = pin("471209");
    let asking = guest.ask(&address, SESSION, &pin, "Lena", DIAL);
    let (asked, ()) = tokio::join!(must(asking), passing);
    assert_eq!(asked.unwrap_err(), NetError::WrongPin);
}

#[tokio::test]
async fn pn3_a_false_host_learns_neither_name_nor_pin() {
    let guest = looking(2).await;
    let false_host = machine(3).await;
    false_host.offer_pin(SESSION, Some(pin("111111")));
    let error = asked(&guest, &false_host, "471209").await.unwrap_err();
    assert_eq!(error, NetError::WrongPin);
}

#[tokio::test]
async fn pn3_nonsense_ends_its_own_connection_and_counts_as_a_try() {
    let host = host().await;
    for (said, expected) in [
        (
            &b"GET / HTTP/1.1 and more than enough bytes to be read"[..],
            3,
        ),
        (&[0, 0, 0, 7, 0xff, 0xff][..], 6),
        (&[[0, 0, 0, 7].as_slice(), &[0; 33]].concat(), 6),
    ] {
        let stranger = stranger(5).await;
        let connection = knock_on(&stranger, &host).await.unwrap();
        let (mut send, _receive) = connection.open_bi().await.unwrap();
        send.write_all(said).await.unwrap();
        send.finish().unwrap();
        let (code, _) = closed_with(&connection).await;
        assert_eq!(code, expected, "{said:?}");
    }
    let guest = looking(2).await;
    let (asked, ()) = tokio::join!(asked(&guest, &host, "471209"), async {
        assert!(visitor(&host).await.admit("journey").await);
    });
    assert_eq!(asked.unwrap(), "journey");
}

/// What connections about PINs are called.
const PIN_ALPN: &[u8] = b"journeywall/pin/1";

async fn knock_on(stranger: &iroh::Endpoint, host: &Net) -> Result<Connection, String> {
    let connecting = stranger.connect(endpoint_of(host), PIN_ALPN);
    must(connecting).await.map_err(|error| error.to_string())
}

/// Everything that one side says about a PIN is said to the other, until the exchange is over.
async fn pass_on(from_guest: &Connection, to_host: &Connection) {
    let (mut to_guest, mut of_guest) = must(from_guest.accept_bi()).await.unwrap();
    let (mut send, mut receive) = to_host.open_bi().await.unwrap();
    for length in [4 + 33, 32] {
        let mut said = vec![0; length];
        must(of_guest.read_exact(&mut said)).await.unwrap();
        send.write_all(&said).await.unwrap();
        if length > 32 {
            let mut answer = [0; 33];
            must(receive.read_exact(&mut answer)).await.unwrap();
            to_guest.write_all(&answer).await.unwrap();
        }
    }
}
