//! Tickets as texts.

use std::net::SocketAddr;

use board_model::BoardId;
use board_net::{
    InvitedRole, NetError, PeerAddress, PeerId, SUCCESSORS, TICKET_BYTES, TICKET_PREFIX, Ticket,
};
use proptest::prelude::*;

fn id(key: u8) -> PeerId {
    let key = iroh::SecretKey::from_bytes(&[key; 32]).public();
    PeerId::from_bytes(*key.as_bytes())
}

fn address(key: u8, direct: &[&str], relay: Option<&str>) -> PeerAddress {
    PeerAddress {
        id: id(key),
        direct: direct.iter().map(|text| text.parse().unwrap()).collect(),
        relay: relay.map(str::to_owned),
    }
}

fn ticket(address: &PeerAddress, successors: &[PeerAddress], expires: Option<u64>) -> Ticket {
    Ticket::new(
        BoardId::from_u128(0x0190_1234_5678_7abc_8def_0123_4567_89ab),
        address,
        successors,
        InvitedRole::Participant,
        *b"sixteen secrets!",
        expires,
    )
    .unwrap()
}

#[test]
fn a_ticket_comes_back_as_it_was_and_fits_a_qr_code() {
    let host = address(1, &["192.168.178.23:51820"], None);
    let small = ticket(&host, &[], Some(1_900_000_000));
    let text = small.to_string();
    println!("one address: {} characters: {text}", text.len());
    assert!(text.len() < 200);
    assert!(text.starts_with(TICKET_PREFIX));
    assert!(
        text.bytes()
            .all(|byte| byte.is_ascii_lowercase() || (b'2'..=b'7').contains(&byte))
    );
    assert_eq!(text.parse::<Ticket>().unwrap(), small);

    let successors = [
        address(2, &["192.168.178.24:51820"], None),
        address(3, &["192.168.178.25:51820"], None),
        address(4, &["192.168.178.26:51820"], None),
    ];
    let usual = ticket(&host, &successors, Some(1_900_000_000));
    let text = usual.to_string();
    println!("with three successors: {} characters", text.len());
    assert!(text.len() < 500);
    assert_eq!(text.parse::<Ticket>().unwrap(), usual);
    let ids: Vec<_> = usual.candidates().iter().map(|one| one.id).collect();
    assert_eq!(ids, [id(1), id(2), id(3), id(4)]);
    assert_eq!(usual.secret(), *b"sixteen secrets!");
    assert_eq!(usual.role(), InvitedRole::Participant);
    assert_eq!(usual.expires(), Some(1_900_000_000));
}

#[test]
fn the_largest_ticket_is_bounded_and_comes_back() {
    let direct: Vec<String> = (0..60)
        .map(|at| format!("[2001:db8::{at:x}]:65535"))
        .collect();
    let direct: Vec<&str> = direct.iter().map(String::as_str).collect();
    let relay = format!("https://{}.example.org/", "r".repeat(63));
    let peers: Vec<_> = (1..10)
        .map(|key| address(key, &direct, Some(&relay)))
        .collect();
    let large = ticket(&peers[0], &peers[1..], Some(u64::MAX));
    let text = large.to_string();
    println!("the largest: {} characters", text.len());
    assert!(text.len() <= TICKET_BYTES);
    assert_eq!(text.parse::<Ticket>().unwrap(), large);
    assert_eq!(large.successors().len(), SUCCESSORS);
    let addresses: usize = large.candidates().iter().map(|one| one.direct.len()).sum();
    assert_eq!(addresses, 16);
}

#[test]
fn addresses_that_nobody_else_can_use_are_not_in_it() {
    let host = address(
        1,
        &[
            "0.0.0.0:4000",
            "169.254.1.1:4000",
            "[fe80::1]:4000",
            "10.0.0.5:4000",
        ],
        None,
    );
    let made = ticket(&host, &[], None);
    assert_eq!(
        made.address().direct,
        ["10.0.0.5:4000".parse::<SocketAddr>().unwrap()]
    );
}

#[test]
fn capitals_and_line_breaks_do_not_matter() {
    let made = ticket(&address(1, &["10.0.0.5:4000"], None), &[], None);
    let text = made.to_string();
    assert_eq!(text.to_uppercase().parse::<Ticket>().unwrap(), made);
    let (left, right) = text.split_at(60);
    let mailed = format!("  {left}\r\n {right}\n");
    assert_eq!(mailed.parse::<Ticket>().unwrap(), made);
}

#[test]
fn what_is_wrong_with_a_text_is_said() {
    let text = ticket(&address(1, &["10.0.0.5:4000"], None), &[], None).to_string();
    let read = |text: &str| text.parse::<Ticket>().unwrap_err();
    assert!(matches!(read(""), NetError::Ticket(_)));
    assert!(matches!(read("journey"), NetError::Ticket(_)));
    assert!(matches!(read("https://example.org"), NetError::Ticket(_)));
    assert!(matches!(read(&text[..text.len() - 8]), NetError::Ticket(_)));
    assert!(matches!(
        read(&format!("{text}aaaaaaaa")),
        NetError::Ticket(_)
    ));
    assert!(matches!(read(&text.replace('a', "0")), NetError::Ticket(_)));
    assert!(matches!(read(&"j".repeat(100_000)), NetError::Ticket(_)));
    // The first byte is the version.
    assert_eq!(read("journeyae"), NetError::TicketNewer);
    for error in [read(""), read("journeyae")] {
        assert_eq!(error.code(), "E_TICKET");
        println!("{error}");
    }
}

#[test]
fn a_ticket_expires_in_its_second() {
    let made = ticket(&address(1, &[], None), &[], Some(1_000));
    assert_eq!(made.check(999), Ok(()));
    assert_eq!(made.check(1_000), Err(NetError::TicketExpired));
    assert_eq!(NetError::TicketExpired.code(), "E_TICKET");
    let lasting = ticket(&address(1, &[], None), &[], None);
    assert_eq!(lasting.check(u64::MAX), Ok(()));
}

#[test]
fn logs_do_not_show_the_secret() {
    let made = ticket(&address(1, &[], None), &[], None);
    let shown = format!("{made:?}");
    assert!(!shown.contains("secret") && !shown.contains("115, 105"));
}

fn any_address() -> impl Strategy<Value = PeerAddress> {
    (
        any::<u8>(),
        prop::collection::vec(any::<SocketAddr>(), 0..30),
        prop::option::of("https://[a-z]{1,20}\\.org/"),
    )
        .prop_map(|(key, direct, relay)| PeerAddress {
            id: id(key),
            direct,
            relay,
        })
}

proptest! {
    #[test]
    fn every_ticket_comes_back_as_it_was(
        board in any::<u128>(),
        host in any_address(),
        successors in prop::collection::vec(any_address(), 0..5),
        role in prop::sample::select(vec![
            InvitedRole::Facilitator,
            InvitedRole::Participant,
            InvitedRole::Viewer,
        ]),
        secret in any::<[u8; 16]>(),
        expires in any::<Option<u64>>(),
    ) {
        let board = BoardId::from_u128(board);
        let made = Ticket::new(board, &host, &successors, role, secret, expires).unwrap();
        let text = made.to_string();
        prop_assert!(text.len() <= TICKET_BYTES);
        prop_assert_eq!(text.parse::<Ticket>().unwrap(), made);
    }

    #[test]
    fn any_text_is_a_ticket_or_an_error(text in ".{0,300}") {
        let _ = text.parse::<Ticket>();
        let _ = format!("journey{text}").parse::<Ticket>();
    }

    #[test]
    fn any_letters_are_a_ticket_or_an_error(letters in "journeyaa[a-z2-7]{0,1500}") {
        if let Ok(ticket) = letters.parse::<Ticket>() {
            let again = ticket.to_string().parse::<Ticket>().unwrap();
            prop_assert_eq!(again, ticket);
        }
    }

    #[test]
    fn a_damaged_ticket_is_read_without_harm(
        at in any::<prop::sample::Index>(),
        letter in prop::sample::select(b"abcdefghijklmnopqrstuvwxyz234567".to_vec()),
    ) {
        let host = address(1, &["10.0.0.5:4000"], Some("https://relay.example.org/"));
        let made = ticket(&host, std::slice::from_ref(&host), Some(5));
        let mut text = made.to_string().into_bytes();
        let at = at.index(text.len());
        text[at] = letter;
        if let Ok(read) = String::from_utf8(text).unwrap().parse::<Ticket>() {
            prop_assert!(read.candidates().len() <= 1 + SUCCESSORS);
        }
    }
}
