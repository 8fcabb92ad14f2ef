//! How much one machine may write on everybody's board.

use crate::forger::Forger;
use crate::world::{World, uuid};
use board_model::{ParticipantId, limits};
use serde_json::{Value, json};

/// More than an honest machine asks for, and no more than others let in.
const SLACK: u128 = limits::NOTES_OF_MACHINE as u128 + 500;

/// Who brings notes in the name of people who never were here, as if they were guests.
struct Crowd {
    forger: Forger,
    made: u128,
}

impl Crowd {
    /// Under the client id of the first participant's machine.
    fn of(world: &World) -> Self {
        let forger = Forger::at(world, 1, 1_001);
        Self { forger, made: 0 }
    }

    fn bring(&mut self, world: &mut World, count: u128) {
        let note = |n: u128| json!({"addNote": {"id": uuid(0xF000_0000 + n), "step": uuid(903), "row": uuid(904), "text": "x"}});
        let notes: Vec<Value> = (self.made..self.made + count).map(note).collect();
        self.made += count;
        let by = ParticipantId::from_u128(0x6E57_0000 + self.made);
        self.forger.write(by, json!({"many": {"edits": notes}}));
        self.forger.send(world);
        world.run(3_000);
    }
}

fn notes(world: &World, peer: usize) -> usize {
    let room = world.peers[peer].room.as_ref().unwrap();
    room.board().written().ever
}

#[test]
fn nr9_no_machine_fills_a_board_whatever_names_it_writes_in() {
    let mut world = World::room_of(30, 2);
    let mut crowd = Crowd::of(&world);
    crowd.bring(&mut world, SLACK);
    assert_eq!(notes(&world, 0), SLACK as usize);
    // A quarter more than its share is the end of it.
    crowd.bring(&mut world, 2_000);
    assert_eq!(notes(&world, 0), SLACK as usize, "nothing of it came in");
    assert_eq!(world.peers[1].apart.len(), 1, "and its program was told so");
    // Everybody else goes on.
    world.note(0, "the owner");
    world.note(2, "another participant");
    world.run(1_000);
    assert_eq!(notes(&world, 0), SLACK as usize + 2);
    assert_eq!(notes(&world, 2), SLACK as usize + 2);
}

#[test]
fn nr9_an_honest_machine_asks_for_less_than_others_let_in() {
    let mut world = World::room_of(31, 2);
    Crowd::of(&world).bring(&mut world, SLACK);
    // The machine starts anew, and learns what it is said to have written.
    world.kill(1);
    world.join(1, &[0]);
    world.run(5_000);
    assert_eq!(notes(&world, 1), SLACK as usize);
    world.peers[1].refused.clear();
    world.note(1, "one more");
    assert_eq!(world.peers[1].refused.pop().unwrap().0, "E_LIMIT");
    assert_eq!(world.state(1), "connected", "nobody turned it out");
    // Who is made a facilitator has no share.
    world.assign(1, Some(board_room::Role::Facilitator));
    world.run(1_000);
    world.note(1, "as a facilitator");
    world.run(1_000);
    assert!(world.board(2).contains("as a facilitator"));
}
