//! The entities of a board as the document holds them: deleted ones too, each with its order key.

use crate::{
    ActionId, CellId, CommentId, GroupId, NoteId, ParticipantId, PersonaId, RoundId, SheetId,
    StageId, StepId, grid,
};
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What the cells of a row hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export_to = "board.ts")]
pub enum RowType {
    /// Sticky notes.
    #[default]
    Notes,
    /// A curve per persona through the steps, and notes below it.
    Sentiment,
    /// A value with unit and target per step, and notes below it.
    Measures,
}

impl RowType {
    /// The word in documents.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Notes => "notes",
            Self::Sentiment => "sentiment",
            Self::Measures => "measures",
        }
    }
    /// The row type of this word.
    pub fn named(name: &str) -> Option<Self> {
        let word: StrDeserializer<'_, ValueError> = name.into_deserializer();
        Self::deserialize(word).ok()
    }
}

/// The band of rows that a row belongs to; between bands run the lines of a service blueprint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export_to = "board.ts")]
pub enum Zone {
    /// No band.
    #[default]
    None,
    /// What the customer does.
    Customer,
    /// What the customer sees of the organisation.
    Frontstage,
    /// What the customer does not see.
    Backstage,
    /// What both rest on.
    Support,
}

impl Zone {
    /// The word in documents.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Customer => "customer",
            Self::Frontstage => "frontstage",
            Self::Backstage => "backstage",
            Self::Support => "support",
        }
    }
    /// The zone of this word.
    pub fn named(name: &str) -> Option<Self> {
        [
            Self::None,
            Self::Customer,
            Self::Frontstage,
            Self::Backstage,
            Self::Support,
        ]
        .into_iter()
        .find(|zone| zone.name() == name)
    }
}

/// What stands above the grid. Empty text means not given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "board.ts")]
pub struct Header {
    /// Title of the board.
    pub title: String,
    /// The scope statement in one or two sentences: what and why.
    pub scope: String,
    /// Where the journey starts.
    pub starts: String,
    /// Where it ends.
    pub ends: String,
    /// Map type, such as `Current state`.
    pub map_type: String,
    /// The scenario.
    pub scenario: String,
    /// The persona's goal.
    pub goal: String,
    /// Who keeps the map true.
    pub owner: String,
    /// Date of the workshop, as written by people.
    pub date: String,
    /// When to look at it again.
    pub review_date: String,
}

/// What participants may do on a board beyond what is their own. Nothing of it, unless a facilitator said so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "board.ts")]
pub struct Rights {
    /// They change everybody's notes, not only their own.
    pub everyone_edits: bool,
    /// They change nothing: a facilitator paused everything.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub paused: bool,
}

impl Rights {
    pub(crate) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A sheet in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetEntry {
    /// The sheet, its stages and rows left empty.
    pub sheet: grid::Sheet,
    /// Order key among sheets.
    pub order: String,
    /// Taken away; can be restored.
    pub deleted: bool,
}

/// A stage in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageEntry {
    /// The stage, its steps left empty.
    pub stage: grid::Stage,
    /// The sheet it belongs to.
    pub sheet: SheetId,
    /// Order key inside the sheet.
    pub order: String,
    /// Taken away; can be restored.
    pub deleted: bool,
}

/// A step in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepEntry {
    /// The step.
    pub step: grid::Step,
    /// The stage it belongs to.
    pub stage: StageId,
    /// Order key inside the stage.
    pub order: String,
    /// Taken away; can be restored.
    pub deleted: bool,
}

/// A row in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowEntry {
    /// The row.
    pub row: grid::Row,
    /// The sheet it belongs to.
    pub sheet: SheetId,
    /// Order key inside the sheet.
    pub order: String,
    /// Taken away; can be restored.
    pub deleted: bool,
}

/// A named cluster of notes inside a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its name.
    pub title: String,
    /// The cell it was made in.
    pub cell: Option<CellId>,
    /// Who made it; unknown for groups of earlier versions.
    pub by: Option<ParticipantId>,
    /// Taken away; its notes stay.
    pub deleted: bool,
}

/// Whose journey this is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Persona {
    /// Its id.
    pub id: PersonaId,
    /// Name.
    pub name: String,
    /// Role or occupation.
    pub role: String,
    /// A sentence in the persona's own voice.
    pub motto: String,
    /// Id of an image stored with the board.
    pub portrait: String,
    /// Goals, one a line.
    pub goals: String,
    /// Needs, one a line.
    pub needs: String,
    /// Pain points, one a line.
    pub pain_points: String,
    /// Free label and value pairs, in order.
    pub fields: Vec<(String, String)>,
    /// Order key among personas.
    pub order: String,
    /// Taken away; can be restored.
    pub deleted: bool,
}

/// A remark on a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// The note it is about.
    pub note: Option<NoteId>,
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub by: Option<ParticipantId>,
    /// Taken away; can be restored.
    pub deleted: bool,
}

/// A follow-up with an owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// Its id.
    pub id: ActionId,
    /// What is to be done.
    pub text: String,
    /// Who does it.
    pub owner: String,
    /// Until when, as written by people.
    pub due: String,
    /// Done.
    pub done: bool,
    /// The note it grew from.
    pub note: Option<NoteId>,
    /// Order key among actions.
    pub order: String,
    /// Taken away; can be restored.
    pub deleted: bool,
}

/// One vote of the workshop. Ballots of an open round are in no document (A17); they come with its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Its id.
    pub id: RoundId,
    /// Its name.
    pub title: String,
    /// Votes each person has.
    pub allowance: u32,
    /// Whether it has ended.
    pub closed: bool,
    /// Order key among rounds.
    pub order: String,
    /// Taken away; can be restored.
    pub deleted: bool,
}

/// One person's whole ballot: votes per note.
pub type Ballot = BTreeMap<NoteId, u32>;

/// A ballot cut to `allowance`: notes in the order of their ids keep their votes until none is left.
/// One register per round and voter holds a ballot, so no merge can add two ballots of one person up (A18).
pub fn cut_to_allowance(ballot: &Ballot, allowance: u32) -> Ballot {
    let mut left = allowance;
    let mut cut = Ballot::new();
    for (&note, &votes) in ballot {
        let given = votes.min(left);
        if given > 0 {
            cut.insert(note, given);
            left -= given;
        }
    }
    cut
}

/// A value of a measures row at one step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "board.ts")]
pub struct Measure {
    /// The value, as people write it: `42`, `3.5`, `−12`.
    pub value: String,
    /// Its unit: `%`, `NPS`, `min`.
    pub unit: String,
    /// What it should be.
    pub target: String,
}

/// Smallest and largest sentiment.
pub const SENTIMENT_RANGE: std::ops::RangeInclusive<i8> = -2..=2;

/// A participant as the board remembers them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "board.ts")]
pub struct Person {
    /// The name they gave.
    pub name: String,
    /// The colour of their cursor: an index into the palette of cursor colours.
    pub colour: u8,
}

/// What participants said of one persona at one step.
pub type Sentiments = BTreeMap<ParticipantId, i8>;

/// Median of sentiments in halves (so that an even count stays exact): `2 * median`. `None` when empty.
pub fn median_halves(sentiments: &Sentiments) -> Option<i8> {
    let mut values: Vec<i8> = sentiments.values().copied().collect();
    values.sort_unstable();
    let (low, high) = (
        values.get(values.len().checked_sub(1)? / 2)?,
        values.get(values.len() / 2)?,
    );
    Some(low + high)
}

/// Steps hold one sentiment set per persona.
pub type SentimentKey = (PersonaId, StepId);

#[cfg(test)]
mod tests {
    use super::RowType;

    #[test]
    fn row_types_are_found_by_the_word_that_documents_have() {
        for row_type in [RowType::Notes, RowType::Sentiment, RowType::Measures] {
            assert_eq!(RowType::named(row_type.name()), Some(row_type));
        }
        assert_eq!(RowType::named("of a later version"), None);
    }
}
