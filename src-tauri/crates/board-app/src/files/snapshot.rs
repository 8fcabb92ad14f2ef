//! When the log is folded into a snapshot, and that a snapshot is tried before it is stored.

use board_model::Board;
use board_replica::Replica;

/// Updates in the log before it is folded: loading 500 takes a few milliseconds.
const UPDATES: u64 = 500;
/// Bytes in the log before it is folded.
const BYTES: u64 = 1 << 20;

/// How much of the log no snapshot holds yet.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Backlog {
    updates: u64,
    bytes: u64,
    /// A snapshot is being tried or stored.
    is_folding: bool,
}

impl Backlog {
    pub(crate) fn of(updates: &[Vec<u8>]) -> Self {
        Self {
            updates: updates.len() as u64,
            bytes: updates.iter().map(|update| update.len() as u64).sum(),
            is_folding: false,
        }
    }

    pub(crate) fn add(&mut self, bytes: usize) {
        self.updates += 1;
        self.bytes += bytes as u64;
    }

    pub(crate) fn is_empty(self) -> bool {
        self.updates == 0
    }

    /// Whether folding is due. If so it is begun, and what is added from now on is a new backlog.
    pub(crate) fn begin(&mut self) -> bool {
        let is_due = !self.is_folding && (self.updates > UPDATES || self.bytes > BYTES);
        if is_due {
            *self = Self {
                is_folding: true,
                ..Self::default()
            };
        }
        is_due
    }

    /// Folding is over. If nothing was stored the log is as long as before, and folding is due again soon.
    pub(crate) fn ended(&mut self, is_stored: bool) {
        self.is_folding = false;
        if !is_stored {
            self.updates += UPDATES;
        }
    }
}

/// Whether a state loads to exactly this board. A client id of 0 never writes.
pub(crate) fn holds(state: &[u8], board: &Board) -> bool {
    let loaded = std::panic::catch_unwind(|| {
        Replica::load(0, &[state]).map(|replica| replica.board() == board)
    });
    matches!(loaded, Ok(Ok(true)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use board_model::{BoardId, Edit, ParticipantId};

    #[test]
    fn folding_is_due_once_by_number_or_by_size() {
        let mut backlog = Backlog::of(&vec![vec![0; 10]; 500]);
        assert!(!backlog.begin());
        backlog.add(10);
        assert!(backlog.begin());
        backlog.add(2 << 20);
        assert!(!backlog.begin(), "one is under way");
        backlog.ended(true);
        assert!(backlog.begin(), "one update above a megabyte");
    }

    #[test]
    fn a_state_that_is_not_the_board_is_told() {
        let (id, by) = (BoardId::from_u128(1), ParticipantId::from_u128(2));
        let mut replica = Replica::blank(7, id);
        assert!(holds(&replica.state(), replica.board()));
        let before = replica.state();
        let edit: Edit = serde_json::from_str(r#"{"setHeader":{"title":"Gym"}}"#).unwrap();
        replica.apply(by, edit).unwrap();
        assert!(!holds(&before, replica.board()));
        assert!(!holds(b"no update", replica.board()));
    }
}
