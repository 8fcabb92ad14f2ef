//! What roles may do holds for foreign updates, whatever the sender's program.

use crate::world::{BOARD, World};
use board_replica::Replica;
use board_room::session::SessionCommand;
use board_room::{Input, Role};
use serde_json::json;

fn assign(world: &mut World, peer: usize, role: Option<Role>) {
    world.assign(peer, role);
    world.run(2_000);
}

#[test]
fn nr1_who_is_removed_is_out_and_stays_out() {
    let mut world = World::room_of(21, 2);
    assign(&mut world, 1, None);
    assert_eq!(world.state(1), "alone");
    assert_eq!(world.peers[1].out.last().unwrap().0, "E_ROLE");
    let owner = world.machine(0);
    world.put(1, Input::Session(SessionCommand::FindHost(vec![owner])));
    world.run(5_000);
    assert_eq!(world.state(1), "alone");
    world.note(0, "without them");
    world.run(1_000);
    assert!(!world.board(1).contains("without them"));
    assert!(world.board(2).contains("without them"));
}

#[test]
fn nr2_a_participant_becomes_facilitator_and_a_viewer() {
    let mut world = World::room_of(22, 2);
    world.edit(1, json!({"addStage": {"title": "refused"}}));
    assert_eq!(world.peers[1].refused.pop().unwrap().0, "E_ROLE");
    assign(&mut world, 1, Some(Role::Facilitator));
    world.edit(1, json!({"addStage": {"id": crate::world::uuid(77), "firstStep": crate::world::uuid(78), "title": "allowed"}}));
    world.run(1_000);
    assert!(world.board(2).contains("allowed"));
    assign(&mut world, 1, Some(Role::Viewer));
    world.note(1, "too late");
    assert_eq!(world.peers[1].refused.pop().unwrap().0, "E_ROLE");
    world.run(1_000);
    world.assert_same();
}

/// A machine that says hello in order, and then sends what its program would never send.
fn sends_under_its_own_id(act: &dyn Fn(&mut Replica)) {
    let mut world = World::room_of(23, 2);
    let before = world.board(0);
    // Written by the room's replica straight, past the room's own check.
    let room = world.peers[1].room.as_ref().unwrap();
    let known = room.replica().state();
    let mut forged = Replica::load(1_001, &[&known]).unwrap();
    let vector = forged.state_vector();
    act(&mut forged);
    let update = forged.missing(&vector).unwrap();
    let frame = board_room::session::frame::Frame::Update { bytes: update };
    world.inject(1, frame.written());
    world.run(3_000);
    assert_eq!(world.board(0), before, "nothing of it is on the board");
    assert_eq!(world.board(2), before);
    // Whoever runs such a program is told once, and gets the board as it is.
    assert_eq!(world.peers[1].apart.len(), 1);
    world.assert_same();
}

#[test]
fn nr3_a_participants_machine_cannot_touch_the_grid() {
    let by = World::new(1).peers[0].participant;
    sends_under_its_own_id(&|forged| {
        let edit = json!({"addStage": {"id": crate::world::uuid(77), "firstStep": crate::world::uuid(78), "title": "forged"}});
        forged
            .apply(by, serde_json::from_value(edit).unwrap())
            .unwrap();
    });
    sends_under_its_own_id(&|forged| {
        let edit = json!({"setHeader": {"title": "forged"}});
        forged
            .apply(by, serde_json::from_value(edit).unwrap())
            .unwrap();
    });
}

#[test]
fn nr8_nobody_empties_a_note_by_making_it_again() {
    let mut world = World::room_of(24, 2);
    let earlier = world.peers[1].room.as_ref().unwrap().replica().state();
    let by = world.peers[1].participant;
    let note = world.note(0, "words of the owner");
    world.run(1_000);
    let before = world.board(0);
    // A program that pretends not to know the note.
    let mut forged = Replica::load(1_001, &[&earlier]).unwrap();
    let vector = forged.state_vector();
    let edit = json!({"addNote": {"id": note, "parked": true, "text": ""}});
    let edit = serde_json::from_value(edit).unwrap();
    forged.apply_numbered(by, edit, Some(1)).unwrap();
    let bytes = forged.missing(&vector).unwrap();
    world.inject(
        1,
        board_room::session::frame::Frame::Update { bytes }.written(),
    );
    world.run(3_000);
    assert_eq!(world.board(0), before);
    assert_eq!(world.board(2), before);
    // Its program was refused, and the person goes on with the board as it is.
    assert_eq!(world.peers[1].apart.len(), 1);
    world.assert_same();
}

/// The owner's machine loses its power before its last words are on its disk. Others have them, and more of their own;
/// they bring each other's writes, which the owner puts together.
fn nr3_lost_words_come_back(seed: u64) {
    let mut world = World::room_of(seed, 3);
    let note = world.note(0, "before");
    world.run(1_000);
    world.edit(0, json!({"setText": {"note": note, "text": "behind"}}));
    for peer in 1..=3 {
        world.note(peer, "meanwhile");
    }
    world.run(1_000);
    world.kill(0);
    world.lose(0, 4);
    world.run(8_000);
    for peer in 1..=3 {
        world.note(peer, "later");
    }
    world.start(0);
    world.put(0, Input::Session(SessionCommand::Share));
    let all = [1, 2, 3].map(|peer| world.machine(peer)).to_vec();
    world.put(0, Input::Session(SessionCommand::FindHost(all)));
    let end = world.now + std::time::Duration::from_secs(20);
    while world.now < end && world.step() {
        let board = world.board(0);
        let is_whole = board.contains("before") || board.contains("behind");
        assert!(is_whole, "seed {seed}: half of an edit came in");
    }
    assert!(world.board(0).contains("behind"), "seed {seed}");
    world.run(5_000);
    world.assert_same();
}

#[test]
fn nr3_what_an_earlier_opening_wrote_comes_back_whole() {
    for seed in 0..60 {
        nr3_lost_words_come_back(seed);
    }
}

#[test]
fn nr4_nobody_writes_under_anothers_client_id() {
    let mut world = World::room_of(24, 2);
    let before = world.board(0);
    let known = world.peers[1].room.as_ref().unwrap().replica().state();
    // 1002 is the second participant's; 5000 is nobody's.
    for client in [1_002, 5_000] {
        let mut forged = Replica::load(client, &[&known]).unwrap();
        let vector = forged.state_vector();
        let edit = json!({"addNote": {"id": crate::world::uuid(99), "step": "A", "row": "R", "text": "forged"}});
        let mut edit: board_model::Edit = serde_json::from_value(edit).unwrap();
        edit.resolve(forged.board()).unwrap();
        forged.apply(world.peers[2].participant, edit).unwrap();
        let update = forged.missing(&vector).unwrap();
        world.inject(
            1,
            board_room::session::frame::Frame::Update { bytes: update }.written(),
        );
        world.run(3_000);
        assert_eq!(world.board(0), before, "client {client}");
        world.join(1, &[0]);
        world.run(3_000);
    }
    assert_eq!(world.board(0), before);
    assert_eq!(BOARD, world.peers[0].room.as_ref().unwrap().board().id());
}

#[test]
fn nr5_garbage_ends_its_own_link_and_nothing_else() {
    let mut world = World::room_of(25, 3);
    let mut rng = crate::world::Rng::of(25);
    for round in 0..200 {
        let length = rng.below(300);
        let bytes: Vec<u8> = (0..length).map(|_| rng.below(256) as u8).collect();
        world.inject(1, bytes);
        world.run(200);
        if world.state(1) != "connected" {
            world.join(1, &[0]);
            world.run(5_000);
        }
        assert_eq!(world.state(2), "connected", "round {round}");
    }
    world.note(2, "goes on");
    world.run(1_000);
    assert!(world.board(3).contains("goes on"));
    world.assert_same();
}

/// Somebody writes while another machine is away, and then may not any more.
fn nr7_earlier_writes_reach_who_was_away(seed: u64, role: Option<Role>) {
    let mut world = World::room_of(seed, 3);
    world.kill(1);
    world.note(2, "while they might");
    world.run(1_000);
    assign(&mut world, 2, role);
    world.join(1, &[0]);
    world.run(5_000);
    assert!(world.board(1).contains("while they might"));
    world.note(0, "later");
    world.run(1_000);
    assert!(world.board(1).contains("later"));
    assert_eq!(world.board(1), world.board(0));
}

#[test]
fn nr7_what_was_written_before_a_role_was_taken_away_reaches_everybody() {
    nr7_earlier_writes_reach_who_was_away(26, None);
    nr7_earlier_writes_reach_who_was_away(27, Some(Role::Viewer));
}

#[test]
fn nr3_nobody_brings_what_they_could_not_write_in_the_name_of_who_is_away() {
    let mut world = World::room_of(28, 3);
    assign(&mut world, 2, Some(Role::Facilitator));
    world.kill(2);
    world.run(6_000);
    let before = world.board(0);
    let known = world.peers[1].room.as_ref().unwrap().replica().state();
    let mut forged = Replica::load(1_002, &[&known]).unwrap();
    let vector = forged.state_vector();
    let edit = json!({"setHeader": {"title": "forged"}});
    forged
        .apply(
            world.peers[2].participant,
            serde_json::from_value(edit).unwrap(),
        )
        .unwrap();
    let bytes = forged.missing(&vector).unwrap();
    let frame = board_room::session::frame::Frame::Update { bytes };
    world.inject(1, frame.written());
    world.run(10_000);
    assert_eq!(world.board(0), before);
}

#[test]
fn nr2_who_became_a_viewer_while_they_were_away_is_one_when_they_are_back() {
    let mut world = World::room_of(29, 2);
    world.cut(0, 1);
    world.cut(1, 2);
    world.run(10_000);
    assign(&mut world, 1, Some(Role::Viewer));
    world.heal();
    world.run(20_000);
    assert_eq!(world.state(1), "connected");
    world.peers[1].refused.clear();
    world.note(1, "a viewer writes nothing");
    assert_eq!(world.peers[1].refused.pop().unwrap().0, "E_ROLE");
    world.assert_same();
    assert!(world.peers[1].apart.is_empty());
}
