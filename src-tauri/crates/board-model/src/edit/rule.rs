//! Who may ask for which act.

use crate::{NoteAttributes, NoteId, RowRef};

/// Who may ask for an act. A facilitator may ask for everything, a viewer for what everybody may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Everybody: it is about the asker alone, and writes nothing on the board for who may not write there.
    Everybody,
    /// Everybody who writes. Of several acts in one each is judged by itself, and so is what an undo writes.
    Participant,
    /// For a note: who wrote it, or every participant where the board says so, unless it or its row is locked. The act
    /// says which notes by [`OnNotes`].
    Note,
    /// For a comment: who wrote it.
    Comment,
    /// Facilitators alone. What it is goes on after "can".
    Facilitator(&'static str),
}

/// An act that changes notes, as far as [`Rule::Note`] asks.
pub trait OnNotes {
    /// The notes that it changes.
    fn notes(&self) -> &[NoteId];

    /// The row that it puts them into.
    fn row(&self) -> Option<&RowRef> {
        None
    }

    /// The attributes that it sets.
    fn attributes(&self) -> Option<&NoteAttributes> {
        None
    }
}
