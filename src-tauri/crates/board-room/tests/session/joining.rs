//! Coming in, working together, going.

use crate::world::World;
use board_room::Input;
use board_room::session::SessionCommand;
use serde_json::json;

#[test]
fn nt1_who_shows_an_invitation_gets_the_board_and_edits_flow_both_ways() {
    let mut world = World::room_of(1, 2);
    assert_eq!(world.state(0), "hosting");
    assert_eq!(world.state(1), "connected");
    world.note(0, "from the owner");
    world.note(1, "from the first");
    world.note(2, "from the second");
    world.run(1_000);
    world.assert_same();
    for text in ["from the owner", "from the first", "from the second"] {
        assert!(world.board(1).contains(text), "{text}");
    }
    assert!(world.peers.iter().all(|peer| peer.refused.is_empty()));
}

#[test]
fn nt2_everybody_hears_who_is_here_and_who_went() {
    let mut world = World::room_of(2, 2);
    let people = |world: &World, peer: usize| -> Vec<(String, bool)> {
        let heard = &world.peers[peer].heard;
        let last = heard
            .iter()
            .rev()
            .find(|one| one.get("peers").is_some())
            .unwrap();
        let list = last["peers"].as_array().unwrap().iter();
        list.map(|one| {
            (
                one["name"].as_str().unwrap().to_owned(),
                one["here"].as_bool().unwrap(),
            )
        })
        .collect()
    };
    let all = |third| {
        vec![
            ("P0".to_owned(), true),
            ("P1".to_owned(), true),
            ("P2".to_owned(), third),
        ]
    };
    assert_eq!(people(&world, 0), all(true));
    assert_eq!(people(&world, 1), all(true));
    world.leave(2);
    world.run(1_000);
    assert_eq!(people(&world, 0), all(false));
    assert_eq!(people(&world, 1), all(false));
}

#[test]
fn nt3_presence_reaches_the_others_and_is_on_no_disk() {
    let mut world = World::room_of(3, 2);
    let note = world.note(1, "typed in");
    world.run(500);
    world.max_delay = 1;
    for _ in 0..20 {
        // Lossy: said again and again, as a pointer does.
        let message = json!({"presence": {"typing": note, "cursor": [10, 20]}});
        let message = board_room::message::InMessage::parse(&message.to_string()).unwrap();
        let seat = crate::world::SEAT;
        world.put(1, board_room::Input::Said { seat, message });
        world.run(10);
    }
    for peer in [0, 2] {
        let heard = world.peers[peer].heard.iter();
        let seen = heard.filter(|one| one["presence"]["typing"] == json!(note));
        assert!(seen.count() > 0, "peer {peer} sees who types");
    }
}

#[test]
fn nt4_an_invitation_that_is_none_or_void_lets_nobody_in() {
    let mut world = World::new(4);
    let stranger = world.add(None, Some([9; 16]));
    let nobody = world.add(None, None);
    for peer in [stranger, nobody] {
        world.join(peer, &[0]);
        world.run(3_000);
        assert_eq!(world.state(peer), "alone");
        assert_eq!(world.peers[peer].out.last().unwrap().0, "E_TICKET");
        assert!(
            !world.board(peer).contains("Map"),
            "nothing of the board is told"
        );
    }
    let secret = world.invitation(0, "participant");
    let early = world.add(None, Some(secret));
    world.join(early, &[0]);
    world.run(1_000);
    world.put(
        0,
        board_room::Input::Session(board_room::session::SessionCommand::Renew(
            board_room::Role::Participant,
        )),
    );
    let late = world.add(None, Some(secret));
    world.join(late, &[0]);
    world.run(3_000);
    assert_eq!(world.state(early), "connected", "who came in before stays");
    assert_eq!(world.peers[late].out.last().unwrap().0, "E_TICKET");
    let fresh = world.invitation(0, "participant");
    assert_ne!(fresh, secret);
    let later = world.add(None, Some(fresh));
    world.join(later, &[0]);
    world.run(1_000);
    assert_eq!(world.state(later), "connected");
}

#[test]
fn nt5_offline_work_comes_in_on_both_sides() {
    let mut world = World::room_of(5, 2);
    world.cut(0, 2);
    world.run(6_000);
    world.cut(1, 2);
    world.run(3_000);
    world.note(2, "written alone");
    world.note(0, "written with others");
    world.run(500);
    assert!(!world.board(0).contains("written alone"));
    world.heal();
    world.run(20_000);
    world.assert_same();
    assert!(world.board(0).contains("written alone"));
    assert_eq!(world.hosts(), [0]);
}

#[test]
fn nt6_a_peer_that_starts_again_brings_what_it_wrote_in_every_opening() {
    let mut world = World::room_of(6, 1);
    world.kill(1);
    for opening in 0..3 {
        world.start(1);
        world.note(1, &format!("opening {opening}"));
        world.kill(1);
    }
    world.join(1, &[0]);
    world.run(3_000);
    world.assert_same();
    for opening in 0..3 {
        assert!(world.board(0).contains(&format!("opening {opening}")));
    }
}

#[test]
fn nt7_a_link_that_had_no_room_gets_what_it_missed() {
    let mut world = World::room_of(7, 2);
    let link = world.link_to(0, 1);
    world.put(
        0,
        board_room::Input::Link(board_room::session::LinkEvent::Full(link)),
    );
    world.note(0, "left out");
    world.run(1_000);
    assert!(!world.board(1).contains("left out"));
    assert!(world.board(2).contains("left out"));
    world.put(
        0,
        board_room::Input::Link(board_room::session::LinkEvent::Drained(link)),
    );
    world.run(1_000);
    world.assert_same();
}

#[test]
fn nt8_a_machine_that_went_to_another_network_is_found_there() {
    let mut world = World::room_of(9, 2);
    let there = vec![7, 7, 7];
    world.put(1, Input::Session(SessionCommand::At(there.clone())));
    world.run(1_000);
    let first = world.id(1);
    for peer in [0, 2] {
        let mut known = world.remembered(peer).iter();
        let found = known.find(|machine| machine.peer == first).unwrap();
        assert_eq!(found.address, there, "at {peer}");
    }
}
