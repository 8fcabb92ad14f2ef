//! Seeded runs of everything that can go wrong at once; afterwards everybody who is on has the same board with
//! every edit that was answered on any disk that came back.

use crate::world::{World, uuid};
use board_room::Role;
use serde_json::json;
use std::collections::BTreeSet;

fn run(seed: u64) {
    let size = 2 + seed as usize % 10;
    let mut world = World::room_of(seed, size);
    let mut written: Vec<String> = Vec::new();
    for round in 0..25 {
        let peer = world.rng.below(world.peers.len());
        let lot = world.rng.below(20);
        match lot {
            _ if mishap(&mut world, lot, peer) => {}
            9..=11 if world.peers[0].room.is_some() => run_workshop(&mut world, lot),
            _ if world.peers[peer].room.is_some() => {
                let text = format!("seed {seed} round {round}");
                world.note(peer, &text);
                if world.peers[peer].refused.is_empty() {
                    written.push(text);
                }
                world.peers[peer].refused.clear();
            }
            _ => {}
        }
        let pause = world.rng.below(2_000) as u64;
        world.run(pause);
    }
    all_back(&mut world);
    world.run(60_000);
    assert_eq!(world.hosts(), [0], "seed {seed}");
    let board = world.board(0);
    for peer in world.on() {
        assert_in(&world, seed, peer);
    }
    for text in written {
        assert!(board.contains(&text), "seed {seed}: «{text}» is lost");
    }
    let all = world.on();
    world.assert_one_clock(&all);
}

/// The facilitator runs the workshop: another phase, another minute, a pause. Their clock is set meanwhile.
fn run_workshop(world: &mut World, lot: usize) {
    let phase = uuid(0xFA5E + world.rng.below(3) as u128);
    let add = json!({"addPhase": {"id": phase, "title": "Fill", "minutes": 5}});
    let run = json!({ "runPhase": {"phase": phase} });
    let timer = json!({"setTimer": {"addMinutes": 1, "paused": lot == 10}});
    for edit in [add, run, timer] {
        world.edit(0, edit);
    }
    // A phase that is there already is not added again.
    world.peers[0].refused.clear();
    world.shift = [0, 600][world.rng.below(2)];
}

/// As [`run`], and the owner changes roles meanwhile. What was answered is on the board, or kept apart by its writer.
fn run_with_roles(seed: u64) {
    let size = 2 + seed as usize % 6;
    let mut world = World::room_of(seed, size);
    let mut written: Vec<(usize, String)> = Vec::new();
    let mut removed = BTreeSet::new();
    for round in 0..30 {
        let peer = world.rng.below(world.peers.len());
        let is_on = world.peers[peer].room.is_some();
        let lot = world.rng.below(24);
        match lot {
            _ if mishap(&mut world, lot, peer) => {}
            9..=12 if peer > 0 && world.peers[0].room.is_some() => {
                let roles = [Role::Viewer, Role::Participant, Role::Facilitator];
                let lot = world.rng.below(20);
                let role = (lot > 0).then_some(roles[lot % 3]);
                if role.is_none() {
                    removed.insert(peer);
                }
                world.assign(peer, role);
            }
            _ if is_on => {
                let text = format!("seed {seed} round {round}");
                if lot < 18 {
                    world.note(peer, &text);
                } else {
                    world.edit(
                        peer,
                        serde_json::json!({"addStage": {
                            "id": crate::world::uuid(0xBBBB_0000 + round), "title": text,
                            "firstStep": crate::world::uuid(0xCCCC_0000 + round),
                        }}),
                    );
                }
                if world.peers[peer].refused.is_empty() {
                    written.push((peer, text));
                }
                world.peers[peer].refused.clear();
            }
            _ => {}
        }
        let pause = world.rng.below(2_000) as u64;
        world.run(pause);
    }
    all_back(&mut world);
    world.run(90_000);
    assert!(world.hosts().contains(&0), "seed {seed}");
    let board = world.board(0);
    // Who was removed is out, and has its own board, or hosts it for itself.
    for peer in world
        .on()
        .into_iter()
        .filter(|peer| !removed.contains(peer))
    {
        assert_in(&world, seed, peer);
    }
    for (peer, text) in written {
        let own = world.board(peer);
        let mut kept = world.peers[peer].apart.iter().chain([&board, &own]);
        assert!(
            kept.any(|board| board.contains(&text)),
            "seed {seed}: «{text}» is lost"
        );
    }
}

/// What goes wrong for this lot, if anything does.
fn mishap(world: &mut World, lot: usize, peer: usize) -> bool {
    match lot {
        0 => world.break_any(),
        1 if world.on().len() > 1 => world.kill(peer),
        2 if world.on().len() > 1 && world.peers[peer].room.is_some() => world.leave(peer),
        3 | 4 => {
            let other = world.rng.below(world.peers.len());
            if peer != other {
                world.cut(peer, other);
            }
        }
        5 | 6 => world.heal(),
        7 | 8 => back(world, peer),
        _ => return false,
    }
    true
}

/// All reach all again, and who was off comes back.
fn all_back(world: &mut World) {
    world.heal();
    for peer in 0..world.peers.len() {
        back(world, peer);
    }
}

/// That peer is in the owner's session, with the owner's board.
fn assert_in(world: &World, seed: u64, peer: usize) {
    assert_eq!(
        world.state(peer),
        if peer == 0 { "hosting" } else { "connected" },
        "seed {seed} peer {peer} {:?}",
        world.peers[peer].out
    );
    assert!(
        world.board(peer) == world.board(0),
        "seed {seed}, peer {peer}"
    );
}

/// A peer that was off comes back to where it was last, and to the owner.
fn back(world: &mut World, peer: usize) {
    if world.peers[peer].room.is_some() && world.state(peer) != "alone" {
        return;
    }
    if peer == 0 {
        if world.peers[0].room.is_none() {
            world.start(0);
        }
        world.put(
            0,
            board_room::Input::Session(board_room::session::SessionCommand::Share),
        );
    } else {
        world.join(peer, &[0]);
    }
}

fn runs(from: u64, to: u64) {
    for seed in from..to {
        run(seed);
    }
}

#[test]
fn nc1_seeded_runs_converge_0() {
    runs(0, 500);
}

#[test]
fn nc1_seeded_runs_converge_1() {
    runs(500, 1_000);
}

#[test]
fn nc1_seeded_runs_converge_2() {
    runs(1_000, 1_500);
}

#[test]
fn nc1_seeded_runs_converge_3() {
    runs(1_500, 2_000);
}

#[test]
fn nr7_seeded_runs_with_changing_roles_converge() {
    for seed in 0..500 {
        run_with_roles(seed);
    }
}
