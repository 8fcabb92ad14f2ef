//! Rewrites a board into a document of its own, a clean copy: what stands on it, without the history of how it came
//! there.

use crate::check::WriteIndex;
use crate::document::{Document, Fields};
use crate::error::ReplicaError;
use crate::replica::Replica;
use crate::schema::{Root, fields, id_in, key, workshop};
use crate::write::{Slot, Write};
use board_model::{Board, BoardId, GroupId, NoteId, ParticipantId, PersonaId, StepId};
use std::collections::BTreeSet;
use std::sync::Arc;
use yrs::Any;

/// The scope of a copy: what of a board is rewritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyScope {
    /// Everything that can be read, deleted things too: they can be restored in the copy as well.
    All,
    /// Only what is shown: no deleted things, nothing that belonged to them, and nobody's name who left nothing.
    Shown,
}

impl Replica {
    /// Rewrites the same board under another id, as one transaction of `client`: nobody's history and undo, no earlier
    /// texts. Entities keep their ids, and registers of newer versions their values. O(document).
    ///
    /// # Errors
    /// None that is known; those of summary the fresh document.
    pub fn rewrite(
        &self,
        client: u64,
        board: BoardId,
        scope: CopyScope,
    ) -> Result<Self, ReplicaError> {
        let shown = match scope {
            CopyScope::All => None,
            CopyScope::Shown => Some(Shown::of(self.board())),
        };
        let from = self.document();
        let document = Document::new(client);
        let mut writes = Vec::new();
        for root in Root::ALL {
            // Who took part in the board's sessions is no part of the copy.
            if matches!(root, Root::Control | Root::Guests) {
                continue;
            }
            for key in from.keys(root) {
                let is_kept = shown
                    .as_ref()
                    .is_none_or(|shown| shown.holds(self.board(), root, &key));
                // It has an id of its own, and no workshop runs on it.
                let is_its_own = root == Root::Meta && matches!(&*key, "board" | workshop::RUN);
                if is_kept && !is_its_own {
                    rewrite_entry(from, root, &key, &mut writes);
                }
            }
        }
        writes.push(Write::Set {
            slot: Slot::flat(Root::Meta, "board"),
            value: Any::from(board.to_string()),
        });
        document.write(&writes);
        let mut write_index = WriteIndex::default();
        write_index.index(&document.state())?;
        Self::of(document, write_index)
    }
}

fn rewrite_entry(from: &Document, root: Root, entity: &Arc<str>, writes: &mut Vec<Write>) {
    if !root.holds_entities() {
        writes.push(Write::Set {
            slot: Slot::flat(root, Arc::clone(entity)),
            value: from.flat(root, entity),
        });
        return;
    }
    let Some(Fields { registers, text }) = from.entity(root, entity) else {
        return;
    };
    writes.push(Write::Create {
        root,
        entity: Arc::clone(entity),
        text: (root == Root::Notes).then_some(text),
    });
    let set = |(name, value): (Arc<str>, Any)| {
        // A register in the place of a text is no text, and would put it out.
        (&*name != key::TEXT || root != Root::Notes).then(|| Write::Set {
            slot: Slot {
                root,
                entity: Some(Arc::clone(entity)),
                key: name,
            },
            value,
        })
    };
    writes.extend(registers.into_iter().filter_map(set));
}

/// What is shown of a board, beyond what the board itself can answer.
struct Shown {
    /// Groups with a note.
    groups: BTreeSet<GroupId>,
    personas: BTreeSet<PersonaId>,
    /// Whoever something shown is from.
    people: BTreeSet<ParticipantId>,
}

impl Shown {
    fn of(board: &Board) -> Self {
        let notes = || board.all_notes().filter(|note| !note.deleted);
        let personas: BTreeSet<_> = board.personas().iter().map(|it| it.id).collect();
        let mut people: BTreeSet<_> = notes().filter_map(|note| note.by).collect();
        for note in notes() {
            people.extend(board.comments(note.id).filter_map(|comment| comment.by));
        }
        for sheet in board.sheets() {
            for (step, persona) in sheet
                .steps()
                .flat_map(|step| personas.iter().map(move |persona| (step.id, *persona)))
            {
                let set = board.sentiments(persona, step);
                people.extend(set.into_iter().flat_map(|set| set.keys().copied()));
            }
        }
        for round in board.rounds() {
            people.extend(board.ballots(round.id).into_iter().map(|(voter, _)| voter));
        }
        Self {
            groups: notes().filter_map(|note| note.group).collect(),
            personas,
            people,
        }
    }

    /// Whether what lies under a key is shown, and from somebody or about something that is.
    fn holds(&self, board: &Board, root: Root, key: &str) -> bool {
        self.is_held(board, root, key).unwrap_or(false)
    }

    fn is_held(&self, board: &Board, root: Root, key: &str) -> Option<bool> {
        let sheets = || board.sheets().iter();
        let is_live_step = |id: StepId| board.sheet_of_step(id).is_some();
        let is_live_note = |id: NoteId| board.note(id).is_some_and(|note| !note.deleted);
        Some(match root {
            Root::Meta | Root::Kinds => true,
            Root::Sheets => board.sheet(id_in(key)?).is_some(),
            Root::Stages => {
                let id = id_in(key)?;
                sheets().any(|sheet| sheet.stages.iter().any(|stage| stage.id == id))
            }
            Root::Steps => is_live_step(id_in(key)?),
            Root::Rows => board.sheet_of_row(id_in(key)?).is_some(),
            Root::Notes => is_live_note(id_in(key)?),
            Root::Groups => {
                let id = id_in(key)?;
                board.group(id).is_some() && self.groups.contains(&id)
            }
            Root::Personas => self.personas.contains(&id_in(key)?),
            Root::Comments => {
                let comment = board.comment_entry(id_in(key)?)?;
                !comment.deleted && comment.note.is_some_and(is_live_note)
            }
            Root::Actions => !board.action_entry(id_in(key)?)?.deleted,
            Root::Phases => !board.phase_entry(id_in(key)?)?.deleted,
            Root::Rounds => !board.round_entry(id_in(key)?)?.deleted,
            Root::Sentiments => {
                let (persona, _, step) = fields::read_sentiment_key(key)?;
                self.personas.contains(&persona) && is_live_step(step)
            }
            Root::Measures => board.sheet_of(fields::read_measure_key(key)?).is_some(),
            Root::Ballots => {
                let (round, _) = fields::read_ballot_key(key)?;
                !board.round_entry(round)?.deleted
            }
            Root::People => self.people.contains(&id_in(key)?),
            Root::Guests | Root::Control => false,
        })
    }
}
