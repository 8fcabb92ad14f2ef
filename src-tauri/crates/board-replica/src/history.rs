//! What each participant can undo and redo.
//!
//! What belongs together for a person is one undo step: a stay in a note, from the note's making if it was made for the
//! stay, and a title given to what was added just before. What a step that made something took back by marking it deleted
//! needs no record of its own: what is written there while the stay goes on comes and goes with it.

use crate::schema::{Root, key};
use crate::write::{Inverse, Write};
use board_model::ParticipantId;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

/// Steps kept per participant; the oldest goes first. Source: design, "kept per participant (100 acts)".
const STEPS_KEPT: usize = 100;
/// How many steps back a stay is looked for: its last letters may come after the next notes were begun.
const STAYS_BACK: usize = 8;

type Entity = (Root, Arc<str>);

/// One undo step: the inverses of what it wrote, last write first.
#[derive(Clone, Debug)]
pub(crate) struct UndoStep {
    /// What undoes it.
    pub inverses: Vec<Inverse>,
    /// What may still join it.
    goes_on: GoesOn,
}

/// What of a participant's next writes belongs to a step.
#[derive(Clone, Debug, PartialEq, Eq)]
enum GoesOn {
    /// None.
    Over,
    /// What they type in the note, as long as nobody else's typing came between.
    Stay(Stay),
    /// The first title of something the step made.
    Titles(BTreeSet<Entity>),
}

/// A stay in a note.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stay {
    note: Arc<str>,
    /// The text of a note that the step made, as its author left it; `None` for one that was there before.
    made: Option<String>,
    /// They left it. Letters may still be on their way; the next coming is another stay.
    is_left: bool,
}

impl GoesOn {
    /// What can join a step of these writes.
    fn after(writes: &[Write], inverses: &[Inverse], typing: Option<Arc<str>>) -> Self {
        if let Some(note) = typing {
            return Self::Stay(Stay {
                note,
                made: None,
                is_left: false,
            });
        }
        let made = writes.iter().filter_map(|write| match write {
            Write::Create { root, entity, text } => Some((*root, entity, text)),
            _ => None,
        });
        let made: Vec<_> = made.collect();
        let is_all = inverses.len() == made.len();
        match made.as_slice() {
            [(Root::Notes, note, Some(text))] if is_all && text.is_empty() => Self::Stay(Stay {
                note: Arc::clone(note),
                made: Some(String::new()),
                is_left: false,
            }),
            [] => Self::Over,
            made if is_all && made.iter().all(|(root, ..)| has_title(*root)) => {
                let entities = made
                    .iter()
                    .map(|(root, entity, _)| (*root, Arc::clone(entity)));
                Self::Titles(entities.collect())
            }
            _ => Self::Over,
        }
    }
}

/// Parts of the grid, which are added with a title that stands for the one to come.
fn has_title(root: Root) -> bool {
    matches!(root, Root::Sheets | Root::Stages | Root::Steps | Root::Rows)
}

/// Undo and redo of everybody.
#[derive(Debug, Default)]
pub(crate) struct History {
    of: HashMap<ParticipantId, UndoStacks>,
}

#[derive(Debug, Default)]
struct UndoStacks {
    done: VecDeque<UndoStep>,
    undone: Vec<UndoStep>,
}

impl History {
    /// Remembers a step, or lets it join the one that it belongs to. O(writes).
    pub(crate) fn remember(
        &mut self,
        by: ParticipantId,
        writes: &[Write],
        inverses: Vec<Inverse>,
        typing: Option<Arc<str>>,
    ) {
        if inverses.is_empty() {
            return;
        }
        let stacks = self.of.entry(by).or_default();
        stacks.undone.clear();
        if !stacks.join(&inverses) {
            let goes_on = GoesOn::after(writes, &inverses, typing);
            stacks.push_done(UndoStep { inverses, goes_on });
        }
    }

    /// Somebody goes into a note: what they typed in it before is another stay, if they had left it.
    pub(crate) fn enter(&mut self, by: ParticipantId, note: &str) {
        self.each_stay(by, note, |step, is_left| {
            if is_left {
                step.goes_on = GoesOn::Over;
            }
        });
    }

    /// They leave it. Their last letters may still be on their way.
    pub(crate) fn leave(&mut self, by: ParticipantId, note: &str) {
        self.each_stay(by, note, |step, _| {
            if let GoesOn::Stay(stay) = &mut step.goes_on {
                stay.is_left = true;
            }
        });
    }

    fn each_stay(
        &mut self,
        by: ParticipantId,
        note: &str,
        mut each: impl FnMut(&mut UndoStep, bool),
    ) {
        let Some(stacks) = self.of.get_mut(&by) else {
            return;
        };
        for step in stacks.done.iter_mut().rev().take(STAYS_BACK) {
            if let GoesOn::Stay(stay) = &step.goes_on
                && &*stay.note == note
            {
                let is_left = stay.is_left;
                each(step, is_left);
            }
        }
    }

    /// The last step, to be judged before it is taken back.
    pub(crate) fn last_done(&self, by: ParticipantId) -> Option<&UndoStep> {
        self.of.get(&by)?.done.back()
    }

    /// The last undone step, to be judged before it is done again.
    pub(crate) fn last_undone(&self, by: ParticipantId) -> Option<&UndoStep> {
        self.of.get(&by)?.undone.last()
    }

    /// Takes the last step to undo it.
    pub(crate) fn take_done(&mut self, by: ParticipantId) -> Option<UndoStep> {
        self.of.get_mut(&by)?.done.pop_back()
    }

    /// Takes the last undone step to redo it.
    pub(crate) fn take_undone(&mut self, by: ParticipantId) -> Option<UndoStep> {
        self.of.get_mut(&by)?.undone.pop()
    }

    /// Remembers how to redo what an undo took back.
    pub(crate) fn undone(&mut self, by: ParticipantId, inverses: Vec<Inverse>) {
        let goes_on = GoesOn::Over;
        let stacks = self.of.entry(by).or_default();
        stacks.undone.push(UndoStep { inverses, goes_on });
    }

    /// Remembers how to undo what a redo did again.
    pub(crate) fn redone(&mut self, by: ParticipantId, inverses: Vec<Inverse>) {
        let goes_on = GoesOn::Over;
        let stacks = self.of.entry(by).or_default();
        stacks.push_done(UndoStep { inverses, goes_on });
    }

    /// How many steps can be undone and redone.
    pub(crate) fn depths(&self, by: ParticipantId) -> (usize, usize) {
        self.of
            .get(&by)
            .map_or((0, 0), |stacks| (stacks.done.len(), stacks.undone.len()))
    }
}

impl UndoStacks {
    fn push_done(&mut self, step: UndoStep) {
        if self.done.len() == STEPS_KEPT {
            self.done.pop_front();
        }
        self.done.push_back(step);
    }

    /// Lets writes join the step that they belong to. Says whether there is one.
    fn join(&mut self, inverses: &[Inverse]) -> bool {
        self.join_title(inverses) || self.join_stay(inverses)
    }

    /// The first title of what was added just before.
    fn join_title(&mut self, inverses: &[Inverse]) -> bool {
        let Some(last) = self.done.back_mut() else {
            return false;
        };
        let GoesOn::Titles(made) = &last.goes_on else {
            return false;
        };
        let is_title = |inverse: &Inverse| match inverse {
            Inverse::Set { slot, .. } => slot.entity.as_ref().is_some_and(|entity| {
                matches!(&*slot.key, key::TITLE | "prompt")
                    && made.contains(&(slot.root, Arc::clone(entity)))
            }),
            Inverse::Text { .. } => false,
        };
        let is_theirs = inverses.iter().all(is_title);
        last.goes_on = GoesOn::Over;
        is_theirs
    }

    /// What is written in a note while they stay in it.
    fn join_stay(&mut self, inverses: &[Inverse]) -> bool {
        let recent = self.done.len().saturating_sub(STAYS_BACK);
        // Behind steps of another sort only the last letters of a note that was left come late.
        let mut are_stays = true;
        for at in (recent..self.done.len()).rev() {
            let Some(step) = self.done.get_mut(at) else {
                continue;
            };
            let GoesOn::Stay(stay) = &mut step.goes_on else {
                are_stays = false;
                continue;
            };
            if !inverses.iter().all(|inverse| is_in(inverse, &stay.note)) {
                continue;
            }
            if !are_stays && !stay.is_left {
                return false;
            }
            let Some(made) = &mut stay.made else {
                return continues(&mut step.inverses, inverses);
            };
            if is_given_up(made, inverses) {
                self.done.remove(at);
                return true;
            }
            return takes_in(made, stay.is_left, inverses);
        }
        false
    }
}

fn is_in(inverse: &Inverse, in_note: &str) -> bool {
    match inverse {
        Inverse::Text { note, .. } => &**note == in_note,
        Inverse::Set { slot, .. } => {
            slot.root == Root::Notes && slot.entity.as_deref() == Some(in_note)
        }
    }
}

/// A note that was made and left without a word: nothing of it is worth a step.
fn is_given_up(made: &str, inverses: &[Inverse]) -> bool {
    made.is_empty()
        && matches!(inverses, [Inverse::Set { slot, wrote, .. }]
            if &*slot.key == key::DELETED && matches!(wrote, yrs::Any::Bool(true)))
}

/// What is written in a note that was made for the stay comes and goes with the note, and so does the kind it is given
/// there. Moving and deleting it are steps of their own.
fn takes_in(made: &mut String, is_left: bool, inverses: &[Inverse]) -> bool {
    let stays = |inverse: &Inverse| match inverse {
        Inverse::Text { before, .. } => before == made,
        Inverse::Set { slot, .. } => &*slot.key == "kind" && !is_left,
    };
    if !inverses.iter().all(stays) {
        return false;
    }
    for inverse in inverses {
        if let Inverse::Text { wrote, .. } = inverse {
            made.clone_from(wrote);
        }
    }
    true
}

/// Typing that goes on where the step's typing ended.
fn continues(own: &mut [Inverse], inverses: &[Inverse]) -> bool {
    if let ([Inverse::Text { wrote: last, .. }], [Inverse::Text { wrote, before, .. }]) =
        (own, inverses)
        && last == before
    {
        last.clone_from(wrote);
        return true;
    }
    false
}
