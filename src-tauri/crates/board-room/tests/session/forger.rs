//! A machine whose program asks nobody: it writes straight on a copy of the board and sends what it wrote.

use crate::world::World;
use board_model::ParticipantId;
use board_replica::Replica;
use board_room::session::frame::{Frame, PART_BYTES};
use serde_json::Value;

/// The program in the place of a peer's own.
pub(crate) struct Forger {
    peer: usize,
    /// Its copy of the board.
    pub replica: Replica,
    /// The state vector of what the others have.
    known: Vec<u8>,
}

impl Forger {
    /// At the machine of a peer, with the board as it is there now, writing under a client id.
    pub(crate) fn at(world: &World, peer: usize, client: u64) -> Self {
        let room = world.peers[peer].room.as_ref().unwrap();
        let replica = Replica::load(client, &[&room.replica().state()]).unwrap();
        let known = replica.state_vector();
        Self {
            peer,
            replica,
            known,
        }
    }

    /// Writes in somebody's name what the room's own checks would have refused.
    pub(crate) fn write(&mut self, by: ParticipantId, edit: Value) {
        let edit = serde_json::from_value(edit).unwrap();
        self.replica.apply(by, edit).unwrap();
    }

    /// Sends what it wrote since it sent last, in parts where it is much.
    pub(crate) fn send(&mut self, world: &mut World) {
        let bytes = self.replica.missing(&self.known).unwrap();
        self.known = self.replica.state_vector();
        if bytes.len() <= PART_BYTES {
            world.inject(self.peer, Frame::Update { bytes }.written());
            return;
        }
        let parts = bytes.len().div_ceil(PART_BYTES);
        for (number, part) in bytes.chunks(PART_BYTES).enumerate() {
            let (is_last, bytes) = (number + 1 == parts, part.to_vec());
            world.inject(self.peer, Frame::Part { is_last, bytes }.written());
        }
    }
}
