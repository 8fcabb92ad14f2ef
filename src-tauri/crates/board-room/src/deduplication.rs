//! Deduplication of numbered edits: a repeated number is answered again, and not applied again.

use crate::message::{Done, Refusal};
use std::collections::VecDeque;

/// How many outcomes are remembered per seat. A screen resends what was unanswered when its connection broke;
/// 256 is beyond what anybody writes in the seconds that takes.
const REMEMBERED: usize = 256;

/// What became of a numbered edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Applied; the answer waits for this append.
    Applied { done: Done, append: u64 },
    /// Refused; nothing was applied.
    Refused(Refusal),
}

/// The numbers of one seat, or of one guest through all their seats.
#[derive(Debug, Default)]
pub(crate) struct Deduplication {
    highest_applied: u64,
    /// The append that the highest number is known by, where that came with the document.
    known_by: u64,
    outcomes: VecDeque<(u64, Outcome)>,
}

impl Deduplication {
    /// Numbers up to `highest` were applied, here or elsewhere, and are on disk with this append.
    pub(crate) fn raise(&mut self, highest: u64, append: u64) {
        if highest > self.highest_applied {
            self.highest_applied = highest;
            self.known_by = append;
        }
    }

    /// What became of this number; `None` when it is to be applied now.
    pub(crate) fn outcome(&self, seq: u64, revision: u64) -> Option<Outcome> {
        let remembered = self
            .outcomes
            .iter()
            .rev()
            .find(|(number, _)| *number == seq);
        if let Some((_, outcome)) = remembered {
            return Some(outcome.clone());
        }
        // Applied before what is remembered, or at another host: its id is known to whoever asked.
        let done = Done {
            revision,
            id: None,
            epoch: None,
        };
        let append = self.known_by;
        (seq <= self.highest_applied).then_some(Outcome::Applied { done, append })
    }

    pub(crate) fn remember(&mut self, seq: u64, outcome: Outcome) {
        if matches!(outcome, Outcome::Applied { .. }) {
            self.highest_applied = self.highest_applied.max(seq);
        }
        self.outcomes.push_back((seq, outcome));
        if self.outcomes.len() > REMEMBERED {
            self.outcomes.pop_front();
        }
    }
}
