//! The session's clock: machines whose own clocks are years apart, or were set meanwhile, have one time.

use crate::world::{World, uuid};
use board_room::Input;
use board_room::session::SessionCommand;
use serde_json::json;

/// Frames of these worlds are on their way for at most 50 ms, so a clock is off by at most half of a round trip.
const OFF: u64 = 60;

const PHASE: u128 = 0x9A5E;

impl World {
    /// What a peer says of the session's clock, in milliseconds.
    pub(crate) fn clock(&mut self, peer: usize) -> u64 {
        // A room tells the time of its last input.
        self.put(peer, Input::Tick);
        let room = self.peers[peer].room.as_ref().unwrap();
        room.agenda().clock
    }

    /// How much of the phase's time is left for a peer, in milliseconds.
    fn left(&mut self, peer: usize) -> i64 {
        let clock = self.clock(peer);
        let room = self.peers[peer].room.as_ref().unwrap();
        let run = room.board().run().expect("a phase is on");
        run.left(clock).expect("it has a timer")
    }

    pub(crate) fn assert_one_clock(&mut self, of: &[usize]) {
        let first = self.clock(of[0]);
        for peer in of {
            let off = self.clock(*peer).abs_diff(first);
            assert!(off <= OFF, "peer {peer} is off by {off} ms");
        }
    }

    /// The owner begins a phase of ten minutes.
    fn begin_phase(&mut self) {
        let id = uuid(PHASE);
        self.edit(
            0,
            json!({"addPhase": {"id": id, "title": "Fill", "minutes": 10}}),
        );
        self.edit(0, json!({"runPhase": {"phase": id, "at": 7}}));
        assert!(
            self.peers[0].refused.is_empty(),
            "{:?}",
            self.peers[0].refused
        );
    }
}

#[test]
fn ws3_machines_with_clocks_years_apart_see_the_same_second() {
    let mut world = World::room_of(31, 4);
    world.begin_phase();
    world.run(20_000);
    world.assert_one_clock(&[0, 1, 2, 3, 4]);
    for peer in 0..5 {
        let left = world.left(peer);
        assert!((579_000..=581_000).contains(&left), "peer {peer}: {left}");
    }
}

#[test]
fn ws2_the_time_of_a_phase_is_when_it_was_asked_for_whatever_the_asker_writes() {
    let mut world = World::room_of(32, 1);
    world.begin_phase();
    let run = world.peers[0].room.as_ref().unwrap().board().run().unwrap();
    let off = run.began.abs_diff(world.clock(0));
    assert!(off <= 1, "{run:?} is off by {off}");
}

#[test]
fn ws3_who_comes_late_or_comes_back_sees_the_same_second() {
    let mut world = World::room_of(33, 2);
    let secret = world.invitation(0, "participant");
    world.begin_phase();
    world.run(60_000);
    let late = world.add(None, Some(secret));
    world.join(late, &[0]);
    world.kill(2);
    world.run(10_000);
    world.join(2, &[0]);
    world.run(3_000);
    world.assert_one_clock(&[0, 1, 2, late]);
    let left = world.left(late);
    assert!((526_000..=528_000).contains(&left), "{left}");
}

#[test]
fn ws3_the_timer_goes_on_when_the_host_dies_and_when_it_is_back_with_another_clock() {
    let mut world = World::room_of(34, 2);
    world.begin_phase();
    world.run(30_000);
    let before = world.clock(1);
    world.kill(0);
    world.run(30_000);
    assert_eq!(world.hosts().len(), 1);
    world.assert_one_clock(&[1, 2]);
    let gone = world.clock(1) - before;
    assert!(gone.abs_diff(30_000) <= OFF, "{gone}");
    // Somebody set the owner's clock by ten minutes meanwhile.
    world.shift = 600;
    world.start(0);
    world.put(0, Input::Session(SessionCommand::Share));
    world.run(20_000);
    assert_eq!(world.hosts(), [0]);
    world.assert_one_clock(&[1, 2, 0]);
    let gone = world.clock(0) - before;
    assert!(gone.abs_diff(50_000) <= OFF, "{gone}");
}

#[test]
fn ws3_an_owner_whose_machine_was_off_for_a_moment_takes_the_time_from_the_others() {
    let mut world = World::room_of(35, 2);
    world.put(0, Input::Session(SessionCommand::Caretakers(false)));
    world.begin_phase();
    world.run(30_000);
    let before = world.clock(1);
    // Nobody else hosts meanwhile: the owner meets members only.
    world.kill(0);
    world.shift = 600;
    world.start(0);
    world.put(0, Input::Session(SessionCommand::Share));
    world.run(30_000);
    world.assert_one_clock(&[1, 2, 0]);
    let gone = world.clock(0) - before;
    assert!(gone.abs_diff(30_000) <= OFF, "{gone}");
}

#[test]
fn ws1_two_facilitators_who_go_on_at_once_are_in_one_phase() {
    let mut world = World::room_of(36, 3);
    world.assign(1, Some(board_room::Role::Facilitator));
    world.run(1_000);
    let phases = [uuid(PHASE + 1), uuid(PHASE + 2)];
    for id in &phases {
        world.edit(
            0,
            json!({"addPhase": {"id": id, "title": "One of two", "minutes": 5}}),
        );
    }
    world.run(1_000);
    for (peer, id) in [(0, &phases[0]), (1, &phases[1])] {
        world.edit(peer, json!({ "runPhase": {"phase": id} }));
    }
    world.run(2_000);
    world.assert_same();
    assert!(
        world.peers[0]
            .room
            .as_ref()
            .unwrap()
            .board()
            .running_phase()
            .is_some()
    );
}
