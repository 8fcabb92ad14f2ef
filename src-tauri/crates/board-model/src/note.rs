//! A sticky note and where it lies.

use crate::{GroupId, KindId, NoteId, ParticipantId, RowId, StepId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How badly a pain point hits (Atlassian's three degrees).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export_to = "board.ts")]
pub enum Impact {
    /// Annoying, nothing more.
    Trivial,
    /// The customer needs a work-around.
    WorkAround,
    /// The customer gives the journey up.
    Abandon,
}

impl Impact {
    /// The word in documents and CSV.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Trivial => "trivial",
            Self::WorkAround => "work-around",
            Self::Abandon => "abandon",
        }
    }
    /// The impact of this word.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Trivial, Self::WorkAround, Self::Abandon]
            .into_iter()
            .find(|impact| impact.name() == name)
    }
}

/// What a note rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export_to = "board.ts")]
pub enum Evidence {
    /// Somebody believes it: research needed.
    Assumption,
    /// Measured.
    Data,
    /// A customer said it.
    Quote,
}

impl Evidence {
    /// The word in documents and CSV.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Assumption => "assumption",
            Self::Data => "data",
            Self::Quote => "quote",
        }
    }
    /// The evidence of this word.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Assumption, Self::Data, Self::Quote]
            .into_iter()
            .find(|evidence| evidence.name() == name)
    }
}

/// Where a note was put: one value, so that two people's moves can never be mixed into a third place (A6).
/// `order` is a key of [`crate::order`]; ties break by note id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placement {
    /// In a cell of the grid.
    Cell {
        /// The column.
        step: StepId,
        /// The lane.
        row: RowId,
        /// Order key inside the cell.
        order: String,
    },
    /// In the parking lot.
    Parked {
        /// Order key inside the parking lot.
        order: String,
    },
}

impl Placement {
    /// The order key, whatever the place.
    pub fn order(&self) -> &str {
        match self {
            Self::Cell { order, .. } | Self::Parked { order } => order,
        }
    }
}

impl Default for Placement {
    /// A note whose placement cannot be read lies in the parking lot: visible, and lost to nobody.
    fn default() -> Self {
        Self::Parked {
            order: String::new(),
        }
    }
}

/// A sticky note, deleted or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// What it says; at most [`crate::limits::NOTE_TEXT_UTF16`].
    pub text: String,
    /// Where it was put. See [`crate::Board::placed`] for where it is shown.
    pub placement: Placement,
    /// What it is.
    pub kind: KindId,
    /// Who added it.
    pub by: Option<ParticipantId>,
    /// A name given by an import or for a person without a device; shown instead of the name of `by`.
    pub author: String,
    /// Tags, in the order given.
    pub tags: Vec<String>,
    /// How badly it hits, for pain points.
    pub impact: Option<Impact>,
    /// What it rests on.
    pub evidence: Option<Evidence>,
    /// Where the evidence comes from.
    pub source: String,
    /// Who looks after it.
    pub owner: String,
    /// A link, shown as text and opened only on request.
    pub link: String,
    /// Text behind the note.
    pub detail: String,
    /// Id of an image stored with the board (hex of its BLAKE3 hash).
    pub image: String,
    /// How many steps it spans, from its own to the right; at least 1.
    pub span: u32,
    /// Marked as the moment that matters.
    pub moment: bool,
    /// The cluster it belongs to.
    pub group: Option<GroupId>,
    /// Votes counted elsewhere and carried in by an import.
    pub carried_votes: u32,
    /// Nobody but a facilitator may change it.
    pub locked: bool,
    /// Taken off the wall; can be restored where it was.
    pub deleted: bool,
}

impl Note {
    /// An empty note in the parking lot.
    pub fn new(id: NoteId) -> Self {
        Self {
            id,
            text: String::new(),
            placement: Placement::default(),
            kind: KindId::default(),
            by: None,
            author: String::new(),
            tags: Vec::new(),
            impact: None,
            evidence: None,
            source: String::new(),
            owner: String::new(),
            link: String::new(),
            detail: String::new(),
            image: String::new(),
            span: 1,
            moment: false,
            group: None,
            carried_votes: 0,
            locked: false,
            deleted: false,
        }
    }
}
