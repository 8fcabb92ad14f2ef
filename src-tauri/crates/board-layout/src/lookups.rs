//! Lookup tables of the layout, made once instead of for every note: kinds by name, votes by note, names of people.

use crate::scene::Paint;
use board_model::{Board, Colour, Kind, KindId, NoteId, ParticipantId};
use std::collections::{BTreeMap, HashMap};

/// Kinds of a board by name, and their order in the legend.
#[derive(Default)]
pub(crate) struct Kinds {
    by_id: HashMap<KindId, (usize, Kind)>,
}

impl Kinds {
    /// The kinds that a board has now.
    pub(crate) fn of(board: &Board) -> Self {
        let numbered = board.kinds().into_iter().enumerate();
        Self {
            by_id: numbered
                .map(|(place, kind)| (kind.id.clone(), (place, kind)))
                .collect(),
        }
    }

    /// The kind of this name; a name that the board does not know is a grey kind of that name.
    pub(crate) fn get(&self, id: &KindId) -> Kind {
        self.by_id
            .get(id)
            .map_or_else(|| unknown(id), |(_, kind)| kind.clone())
    }

    /// Where a kind stands in the legend.
    pub(crate) fn place(&self, id: &KindId) -> usize {
        self.by_id.get(id).map_or(usize::MAX, |(place, _)| *place)
    }
}

fn unknown(id: &KindId) -> Kind {
    Kind {
        id: id.clone(),
        title: id.0.clone(),
        colour: Colour::Grey,
        mark: "sticky-note".into(),
        digit: None,
    }
}

/// The paper of a colour.
pub(crate) const fn paper(colour: Colour) -> Paint {
    match colour {
        Colour::Yellow => Paint::NoteYellow,
        Colour::Orange => Paint::NoteOrange,
        Colour::Pink => Paint::NotePink,
        Colour::Violet => Paint::NoteViolet,
        Colour::Blue => Paint::NoteBlue,
        Colour::Green => Paint::NoteGreen,
        Colour::Grey => Paint::NoteGrey,
    }
}

/// Votes of all closed rounds, counted once instead of per note.
pub(crate) type Tally = BTreeMap<NoteId, u32>;

/// Counts the votes of a board's closed rounds. Votes carried in by imports are with the notes.
pub(crate) fn tally(board: &Board) -> Tally {
    let mut tally = Tally::new();
    for round in board.rounds().into_iter().filter(|round| round.closed) {
        for (_, ballot) in board.ballots(round.id) {
            for (note, votes) in ballot {
                let counted = tally.entry(note).or_insert(0);
                *counted = counted.saturating_add(votes);
            }
        }
    }
    tally
}

/// Names of participants.
pub(crate) type Names = HashMap<ParticipantId, String>;

/// The names that a board remembers.
pub(crate) fn names(board: &Board) -> Names {
    board
        .people()
        .map(|(id, person)| (id, person.name.clone()))
        .collect()
}
