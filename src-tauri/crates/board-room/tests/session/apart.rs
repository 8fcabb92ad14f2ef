//! Roles that are taken away while somebody works elsewhere: what cannot come in is kept apart, and nobody stays behind.

use crate::world::{World, uuid};
use board_room::Role;
use serde_json::json;

fn stage(world: &mut World, peer: usize, n: u128, title: &str) {
    let stage = json!({"id": uuid(n), "firstStep": uuid(n + 1), "title": title});
    world.edit(peer, json!({ "addStage": stage }));
}

/// These are cut off from all the others.
fn split(world: &mut World, half: &[usize]) {
    for one in 0..world.peers.len() {
        for &other in half {
            if !half.contains(&one) {
                world.cut(one, other);
            }
        }
    }
}

#[test]
fn nr7_who_became_a_viewer_meanwhile_keeps_what_they_wrote_apart_and_takes_part_afresh() {
    let mut world = World::room_of(31, 2);
    split(&mut world, &[1]);
    world.run(10_000);
    world.note(1, "written alone");
    world.assign(1, Some(Role::Viewer));
    world.note(0, "written by the others");
    world.run(1_000);
    world.heal();
    world.run(20_000);
    assert_eq!(world.state(1), "connected");
    world.assert_same();
    assert!(!world.board(0).contains("written alone"));
    let apart = std::mem::take(&mut world.peers[1].apart);
    assert_eq!(apart.len(), 1);
    assert!(apart[0].contains("written alone"));
    world.note(0, "later");
    world.run(1_000);
    world.assert_same();
    // What it may write again it writes like everybody.
    world.assign(1, Some(Role::Participant));
    world.run(1_000);
    world.note(1, "back again");
    world.run(1_000);
    assert!(world.board(2).contains("back again"));
    world.assert_same();
    assert!(
        world.peers[1].apart.is_empty(),
        "and nothing is kept apart any more"
    );
}

#[test]
fn nr7_an_edit_that_crosses_the_word_of_the_facilitator_is_kept_apart_too() {
    let mut world = World::room_of(32, 2);
    world.assign(1, Some(Role::Viewer));
    world.note(1, "on its way");
    world.run(5_000);
    assert_eq!(world.state(1), "connected");
    world.assert_same();
    assert!(world.peers[1].apart[0].contains("on its way"));
    // Until it takes part again it is said to be alone, which it stays where nothing can be kept.
    let told = world.peers[1].heard.iter();
    assert!(told.into_iter().any(|message| message["state"] == "alone"));
}

#[test]
fn nr7_a_cofacilitators_grid_is_kept_apart_once_they_are_participants() {
    let mut world = World::room_of(33, 2);
    world.assign(1, Some(Role::Facilitator));
    world.run(1_000);
    split(&mut world, &[1]);
    world.run(10_000);
    stage(&mut world, 1, 70, "their stage");
    world.assign(1, Some(Role::Participant));
    world.run(1_000);
    world.heal();
    world.run(20_000);
    world.assert_same();
    assert!(world.peers[1].apart[0].contains("their stage"));
    world.note(1, "as a participant");
    world.run(1_000);
    assert!(world.board(0).contains("as a participant"));
}

/// A half with a co-facilitator who adds a stage, and whose machine dies before the halves meet.
fn half_of_a_dead_cofacilitator(seed: u64, others: usize) -> World {
    let mut world = World::room_of(seed, 1 + others);
    world.assign(1, Some(Role::Facilitator));
    world.run(1_000);
    let half: Vec<usize> = (1..=1 + others).collect();
    split(&mut world, &half);
    world.run(15_000);
    assert_ne!(world.state(1), "reconnecting");
    stage(&mut world, 1, 70, "of that half");
    world.run(1_000);
    world.edit(
        2,
        json!({"addNote": {"id": uuid(75), "step": uuid(71), "row": "R", "text": "in that stage"}}),
    );
    world.run(1_000);
    assert_eq!(world.peers[2].refused, []);
    world.kill(1);
    world
}

#[test]
fn nr3_two_who_have_the_same_bring_the_grid_of_a_cofacilitator_who_is_gone() {
    for seed in 0..10 {
        let mut world = half_of_a_dead_cofacilitator(340 + seed, 2);
        world.run(10_000);
        world.heal();
        world.run(30_000);
        world.assert_same();
        assert!(world.board(0).contains("of that half"), "seed {seed}");
        assert!(world.board(0).contains("in that stage"), "seed {seed}");
    }
}

#[test]
fn nr7_what_nobody_may_bring_any_more_keeps_nobody_behind() {
    let mut world = half_of_a_dead_cofacilitator(35, 1);
    world.assign(1, None);
    world.run(10_000);
    world.heal();
    world.run(40_000);
    assert_eq!(world.state(2), "connected");
    world.assert_same();
    assert!(!world.board(0).contains("of that half"));
    assert!(world.peers[2].apart[0].contains("in that stage"));
}

/// Two of a half bring what somebody wrote there who was removed in the other.
#[test]
fn nr7_what_was_written_in_a_half_comes_with_it() {
    let mut world = World::room_of(36, 3);
    split(&mut world, &[1, 2, 3]);
    world.run(15_000);
    world.note(3, "before they were removed");
    world.run(1_000);
    world.assign(3, None);
    world.heal();
    world.run(30_000);
    for peer in 0..3 {
        assert!(world.board(peer).contains("before they were removed"));
    }
    assert_eq!(world.board(1), world.board(0));
    assert_eq!(world.board(2), world.board(0));
    assert_eq!(world.state(3), "alone");
}
