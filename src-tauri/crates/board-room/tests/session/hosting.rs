//! Hosts that leave, die, and come back; and a room that can have no session.

use crate::world::World;
use board_model::{BoardId, ParticipantId, PeerId};
use board_replica::Replica;
use board_room::session::{LinkEffect, LinkEvent, LinkId, SessionCommand};
use board_room::{Effect, Input, Role, Room, RoomConfig};
use std::time::Duration;

#[test]
fn nh1_a_host_that_leaves_hands_over_and_the_rest_goes_on() {
    let mut world = World::room_of(11, 3);
    world.leave(0);
    world.run(3_000);
    let hosts = world.hosts();
    assert_eq!(hosts.len(), 1, "one of the others hosts: {hosts:?}");
    world.note(1, "after the owner left");
    world.run(1_000);
    world.assert_same();
    assert!(world.board(3).contains("after the owner left"));
}

#[test]
fn nh2_a_host_that_dies_is_followed_and_newcomers_join_from_the_successor() {
    let mut world = World::new(12);
    let secret = world.invitation(0, "participant");
    for _ in 0..3 {
        let peer = world.add(None, Some(secret));
        world.join(peer, &[0]);
        world.run(500);
    }
    world.note(2, "before");
    world.run(500);
    world.kill(0);
    world.run(9_000);
    let hosts = world.hosts();
    assert_eq!(hosts.len(), 1, "{hosts:?}");
    let newcomer = world.add(None, Some(secret));
    world.join(newcomer, &hosts);
    world.run(3_000);
    assert_eq!(world.state(newcomer), "connected");
    world.note(newcomer, "from the newcomer");
    world.run(1_000);
    world.assert_same();
    assert!(world.board(1).contains("from the newcomer"));
}

#[test]
fn nh3_the_owner_takes_hosting_back() {
    let mut world = World::room_of(13, 2);
    world.kill(0);
    world.run(9_000);
    world.note(1, "while the owner was away");
    world.run(500);
    world.start(0);
    world.put(0, Input::Session(SessionCommand::Share));
    world.note(0, "before they met");
    world.run(15_000);
    assert_eq!(world.hosts(), [0]);
    world.assert_same();
    assert!(world.board(0).contains("while the owner was away"));
    assert!(world.board(2).contains("before they met"));
}

#[test]
fn nh4_two_halves_of_a_split_room_go_on_and_meet_again_with_everything() {
    let mut world = World::room_of(14, 5);
    for one in [0, 1, 2] {
        for other in [3, 4, 5] {
            world.cut(one, other);
        }
    }
    world.run(12_000);
    assert_eq!(world.hosts().len(), 2, "each half has a host");
    for peer in 0..6 {
        world.note(peer, &format!("half of {peer}"));
    }
    world.run(1_000);
    world.heal();
    world.run(30_000);
    assert_eq!(world.hosts(), [0]);
    world.assert_same();
    for peer in 0..6 {
        assert!(world.board(0).contains(&format!("half of {peer}")));
    }
    assert!(
        world.peers.iter().all(|peer| peer.out.is_empty()),
        "nobody was turned away"
    );
}

#[test]
fn nh5_where_it_is_forbidden_no_participants_machine_hosts() {
    let mut world = World::room_of(15, 2);
    world.put(0, Input::Session(SessionCommand::Caretakers(false)));
    world.run(1_000);
    world.kill(0);
    world.run(60_000);
    assert!(world.hosts().is_empty(), "{:?}", world.hosts());
    world.note(1, "written while nobody hosts");
    world.start(0);
    world.put(0, Input::Session(SessionCommand::Share));
    world.run(15_000);
    assert_eq!(world.hosts(), [0]);
    world.assert_same();
    assert!(world.board(2).contains("written while nobody hosts"));
    // A participant cannot allow it again.
    world.put(1, Input::Session(SessionCommand::Caretakers(true)));
    world.kill(0);
    world.run(60_000);
    assert!(world.hosts().is_empty());
}

#[test]
fn a_host_that_slept_through_lunch_hosts_again_and_nothing_is_lost() {
    let mut world = World::room_of(16, 3);
    world.note(0, "before lunch");
    world.run(500);
    for other in [1, 2, 3] {
        world.cut(0, other);
    }
    world.run(5_000);
    world.note(2, "during lunch");
    world.run(45 * 60 * 1_000);
    world.heal();
    world.note(0, "after lunch");
    world.run(30_000);
    assert_eq!(world.hosts(), [0]);
    world.assert_same();
    for text in ["before lunch", "during lunch", "after lunch"] {
        assert!(world.board(3).contains(text), "{text}");
    }
}

#[test]
fn a_room_without_an_identity_closes_links_and_has_no_tickets() {
    let config = RoomConfig {
        epoch: 9,
        host: ParticipantId::from_u128(1),
        read_only: None,
        unix_ms: 0,
        identity: None,
    };
    let mut room = Room::new(Replica::blank(9, BoardId::from_u128(77)), config);
    let mut put = |input| room.handle(Duration::ZERO, input);
    let up = LinkEvent::Up {
        link: LinkId(1),
        peer: PeerId([7; 32]),
        is_dialled: false,
    };
    let closed = put(Input::Link(up));
    assert!(
        matches!(
            &closed[..],
            [Effect::Link(LinkEffect::Close {
                link: LinkId(1),
                ..
            })]
        ),
        "{closed:?}"
    );
    let answered = put(Input::Session(SessionCommand::Invite(Role::Viewer)));
    assert!(
        matches!(
            &answered[..],
            [Effect::Ticket {
                to: None,
                ticket: Err(_)
            }]
        ),
        "{answered:?}"
    );
    assert!(put(Input::Session(SessionCommand::Share)).is_empty());
    assert!(put(Input::Link(LinkEvent::Down(LinkId(1)))).is_empty());
}
