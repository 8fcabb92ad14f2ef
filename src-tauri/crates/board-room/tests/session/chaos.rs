//! Seeded runs of everything that can go wrong at once; afterwards everybody who is on has the same board with
//! every edit that was answered on any disk that came back.

use crate::world::World;

fn run(seed: u64) {
    let size = 2 + seed as usize % 10;
    let mut world = World::room_of(seed, size);
    let mut written: Vec<String> = Vec::new();
    for round in 0..25 {
        let peer = world.lots.below(world.peers.len());
        match world.lots.below(20) {
            0 => world.break_any(),
            1 if world.on().len() > 1 => world.kill(peer),
            2 if world.on().len() > 1 && world.peers[peer].room.is_some() => world.leave(peer),
            3 | 4 => {
                let other = world.lots.below(world.peers.len());
                if peer != other {
                    world.cut(peer, other);
                }
            }
            5 | 6 => world.heal(),
            7 | 8 => back(&mut world, peer),
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
        let pause = world.lots.below(2_000) as u64;
        world.run(pause);
    }
    world.heal();
    for peer in 0..world.peers.len() {
        back(&mut world, peer);
    }
    world.run(60_000);
    assert_eq!(world.hosts(), [0], "seed {seed}");
    let board = world.board(0);
    for peer in world.on() {
        assert_eq!(
            world.state(peer),
            if peer == 0 { "hosting" } else { "connected" },
            "seed {seed} peer {peer} {:?}",
            world.peers[peer].out
        );
        assert!(world.board(peer) == board, "seed {seed}, peer {peer}");
    }
    for text in written {
        assert!(board.contains(&text), "seed {seed}: «{text}» is lost");
    }
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
            board_room::Input::Link(board_room::session::LinkInput::Share),
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
