//! What each participant can undo and redo.

use crate::write::Back;
use board_model::ParticipantId;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// Acts kept per participant; the oldest goes first. Source: design, "kept per participant (100 acts)".
const ACTS_KEPT: usize = 100;

/// One act: what it wrote, last write first.
#[derive(Clone, Debug)]
pub struct Act {
    /// How to take it back.
    pub backs: Vec<Back>,
    /// The note it typed into, while the typing goes on.
    typing: Option<Arc<str>>,
}

/// Undo and redo of everybody.
#[derive(Debug, Default)]
pub struct History {
    of: HashMap<ParticipantId, Acts>,
}

#[derive(Debug, Default)]
struct Acts {
    done: VecDeque<Act>,
    undone: Vec<Act>,
}

impl History {
    /// Remembers an act. Typing into the note of the last act joins it, as long as nobody else's typing came
    /// between: from entering a note to leaving it is one step.
    pub fn remember(&mut self, by: ParticipantId, backs: Vec<Back>, typing: Option<Arc<str>>) {
        if backs.is_empty() {
            return;
        }
        let acts = self.of.entry(by).or_default();
        acts.undone.clear();
        if let (
            Some(_),
            Some(last),
            [
                Back::Text {
                    note,
                    wrote,
                    before,
                },
            ],
        ) = (&typing, acts.done.back_mut(), backs.as_slice())
            && last.typing.as_ref() == Some(note)
            && let [
                Back::Text {
                    wrote: last_wrote, ..
                },
            ] = last.backs.as_mut_slice()
            && last_wrote == before
        {
            last_wrote.clone_from(wrote);
            return;
        }
        acts.push_done(Act { backs, typing });
    }

    /// Ends a typing burst: what is typed next is a new step.
    pub fn seal(&mut self, by: ParticipantId) {
        if let Some(last) = self.of.get_mut(&by).and_then(|acts| acts.done.back_mut()) {
            last.typing = None;
        }
    }

    /// Takes the last act to undo it.
    pub fn take_done(&mut self, by: ParticipantId) -> Option<Act> {
        self.of.get_mut(&by)?.done.pop_back()
    }

    /// Takes the last undone act to redo it.
    pub fn take_undone(&mut self, by: ParticipantId) -> Option<Act> {
        self.of.get_mut(&by)?.undone.pop()
    }

    /// Remembers how to redo what an undo took back.
    pub fn undone(&mut self, by: ParticipantId, backs: Vec<Back>) {
        self.of.entry(by).or_default().undone.push(Act {
            backs,
            typing: None,
        });
    }

    /// Remembers how to undo what a redo did again.
    pub fn redone(&mut self, by: ParticipantId, backs: Vec<Back>) {
        self.of.entry(by).or_default().push_done(Act {
            backs,
            typing: None,
        });
    }

    /// How many acts can be undone and redone.
    pub fn depths(&self, by: ParticipantId) -> (usize, usize) {
        self.of
            .get(&by)
            .map_or((0, 0), |acts| (acts.done.len(), acts.undone.len()))
    }
}

impl Acts {
    fn push_done(&mut self, act: Act) {
        if self.done.len() == ACTS_KEPT {
            self.done.pop_front();
        }
        self.done.push_back(act);
    }
}
