//! What a screen must redraw.
//!
//! [`Change`] says which part of a board changed; [`BoardChange`] carries the new state of that part to
//! mirrors. Applying a patch's board changes in order to a mirror at the revision before gives the board.

use crate::view::{
    ActionView, CommentView, GroupView, NoteView, PersonaView, PhaseView, RoundView, SentimentView,
    SheetView, action_view, phase_views,
};
use crate::{
    Board, CellId, Header, Kind, Measure, NoteId, ParticipantId, Person, Rights, RowId, Run, StepId,
};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Which part of a board changed. The replica gives them sorted and without repeats.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// The header.
    Header,
    /// What participants may do.
    Rights,
    /// Sheets, stages, steps or rows: any of them, with what they hold.
    Grid,
    /// The kinds of the board's own.
    Kinds,
    /// Personas.
    Personas,
    /// What a note says or is; never its place.
    Note(NoteId),
    /// Which notes a cell has, or their order; also its groups.
    Cell(CellId),
    /// Which notes the parking lot has, or their order.
    Parked,
    /// Sentiments at a step.
    Sentiment(StepId),
    /// The measure of a cell.
    Measure(CellId),
    /// The comments of a note.
    Comments(NoteId),
    /// Actions.
    Actions,
    /// The agenda.
    Agenda,
    /// Which phase is on, and its timer.
    Run,
    /// Rounds and votes.
    Votes,
    /// Names of participants.
    People,
    /// Everything: load anew.
    All,
}

/// The new state of a part of a board, for mirrors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "board.ts")]
pub enum BoardChange {
    /// The header.
    Header(Header),
    /// What participants may do.
    Rights(Rights),
    /// All sheets with their grids, without notes.
    Grid(Vec<SheetView>),
    /// All kinds that may be picked.
    Kinds(Vec<Kind>),
    /// All personas.
    Personas(Vec<PersonaView>),
    /// A note with all it says.
    Note(Box<NoteView>),
    /// A note that is no longer on the wall.
    NoteGone(NoteId),
    /// The notes of a cell in order, and the groups among them.
    #[expect(missing_docs, reason = "as the variant says")]
    Cell {
        step: StepId,
        row: RowId,
        notes: Vec<NoteId>,
        groups: Vec<GroupView>,
    },
    /// The notes of the parking lot in order.
    Parked(Vec<NoteId>),
    /// What people feel at a step, for each persona.
    #[expect(missing_docs, reason = "as the variant says")]
    Sentiment {
        step: StepId,
        sentiments: Vec<SentimentView>,
    },
    /// The measure of a cell.
    #[expect(missing_docs, reason = "as the variant says")]
    Measure {
        step: StepId,
        row: RowId,
        measure: Option<Measure>,
    },
    /// The comments of a note.
    #[expect(missing_docs, reason = "as the variant says")]
    Comments {
        note: NoteId,
        comments: Vec<CommentView>,
    },
    /// All actions.
    Actions(Vec<ActionView>),
    /// All phases.
    Agenda(Vec<PhaseView>),
    /// The phase that is on and its timer; `null` while no workshop runs.
    Run(Option<Run>),
    /// All rounds.
    Rounds(Vec<RoundView>),
    /// Everybody the board remembers.
    #[ts(type = "Record<ParticipantId, Person>")]
    People(BTreeMap<ParticipantId, Person>),
    /// Load the board anew.
    Reload,
}

impl Board {
    /// The new state of each part that changed. O(what changed), but votes and people are written for every
    /// note they touch.
    pub fn board_changes(&self, changes: &[Change]) -> Vec<BoardChange> {
        changes
            .iter()
            .map(|change| self.board_change(change))
            .collect()
    }

    fn board_change(&self, change: &Change) -> BoardChange {
        match change {
            Change::Header => BoardChange::Header(self.header().clone()),
            Change::Rights => BoardChange::Rights(self.rights()),
            Change::Grid => BoardChange::Grid(self.sheet_views(false)),
            Change::Kinds => BoardChange::Kinds(self.kinds()),
            Change::Personas => BoardChange::Personas(self.persona_views()),
            Change::Note(id) => match self.note(*id).filter(|note| !note.deleted) {
                Some(note) => BoardChange::Note(Box::new(self.note_view(note))),
                None => BoardChange::NoteGone(*id),
            },
            Change::Cell(cell) => BoardChange::Cell {
                step: cell.step,
                row: cell.row,
                notes: self.notes_in(*cell).map(|note| note.id).collect(),
                groups: self.group_views(*cell),
            },
            Change::Parked => BoardChange::Parked(self.parked().map(|note| note.id).collect()),
            Change::Sentiment(step) => BoardChange::Sentiment {
                step: *step,
                sentiments: self.sentiment_views(Some(*step)),
            },
            Change::Measure(cell) => BoardChange::Measure {
                step: cell.step,
                row: cell.row,
                measure: self.measure(*cell).cloned(),
            },
            Change::Comments(note) => BoardChange::Comments {
                note: *note,
                comments: self.comment_views(*note),
            },
            Change::Actions => {
                BoardChange::Actions(self.actions().into_iter().map(action_view).collect())
            }
            Change::Agenda => BoardChange::Agenda(phase_views(self)),
            Change::Run => BoardChange::Run(self.run()),
            Change::Votes => BoardChange::Rounds(self.round_views()),
            Change::People => BoardChange::People(
                self.people()
                    .map(|(id, person)| (id, person.clone()))
                    .collect(),
            ),
            Change::All => BoardChange::Reload,
        }
    }
}
