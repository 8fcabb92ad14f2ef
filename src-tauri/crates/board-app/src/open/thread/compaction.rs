//! Folding the log of an open board into a snapshot, which is tried before it is stored.

use super::BoardThread;
use crate::big_stack;
use crate::files::snapshot::holds;
use crate::open::input::{Copied, ThreadInput};
use crate::open::saver::command::SaverCommand;

impl BoardThread {
    /// Begins a snapshot where the log has grown long. It is tried on a thread of its own: that takes as long as
    /// loading the board.
    pub(crate) fn fold_if_due(&mut self) {
        if !self.parts.is_writable || !self.parts.backlog.begin() {
            return;
        }
        let (Copied { board, state }, upto) = (self.copy(), self.parts.room.appended());
        let own = self.parts.own.clone();
        let started = big_stack::start("journeywall-snapshot", move || {
            let state = holds(&state, &board).then_some(state);
            // A board that was closed meanwhile has made its own snapshot.
            drop(own.send(ThreadInput::Tried { state, upto }));
        });
        if let Err(error) = started {
            tracing::warn!(%error, "no snapshot was made");
            self.parts.backlog.ended(false);
        }
    }

    pub(crate) fn tried(&mut self, state: Option<Vec<u8>>, upto: u64) {
        if self.resync.is_before(upto) {
            return;
        }
        if let Some(state) = state {
            drop(self.parts.saver.send(SaverCommand::Compact { state, upto }));
        } else {
            tracing::error!("a snapshot did not hold the board and was thrown away");
            self.parts.backlog.ended(false);
        }
    }
}
