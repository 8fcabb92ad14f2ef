//! The board as JSON: the contract's form, in reading order, equal byte for byte on peers that have seen the
//! same updates (A9).

use crate::view::{
    ActionView, CommentView, GroupView, NoteView, PersonaView, PhaseView, RoundView, RowView,
    SentimentView, SheetView, StageView, StepView, action_view, phase_views,
};
use crate::{
    Board, BoardId, CellId, Header, Kind, Measure, ParticipantId, Person, Rights, RowId, Run,
    Sheet, StepId, Zone,
};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The measure of a cell as it is written in messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "board.ts")]
pub(crate) struct MeasureView {
    step: StepId,
    row: RowId,
    #[serde(flatten)]
    measure: Measure,
}

/// A whole board as it is written in messages.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "board.ts", rename = "Board")]
pub(crate) struct BoardView<'a> {
    id: BoardId,
    title: &'a str,
    header: &'a Header,
    #[serde(skip_serializing_if = "Rights::is_default")]
    #[ts(optional, as = "Option<Rights>")]
    rights: Rights,
    sheets: Vec<SheetView>,
    parked: Vec<NoteView>,
    kinds: Vec<Kind>,
    groups: Vec<GroupView>,
    personas: Vec<PersonaView>,
    sentiments: Vec<SentimentView>,
    measures: Vec<MeasureView>,
    comments: Vec<CommentView>,
    actions: Vec<ActionView>,
    agenda: Vec<PhaseView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    run: Option<Run>,
    rounds: Vec<RoundView>,
    #[ts(type = "Record<ParticipantId, Person>")]
    people: BTreeMap<ParticipantId, &'a Person>,
}

impl Serialize for Board {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let comments = self
            .notes_in_reading_order()
            .flat_map(|note| self.comment_views(note.id))
            .collect();
        BoardView {
            id: self.id(),
            title: &self.header().title,
            header: self.header(),
            rights: self.rights(),
            sheets: self.sheet_views(true),
            parked: self.parked().map(|note| self.note_view(note)).collect(),
            kinds: self.kinds(),
            groups: self
                .groups()
                .filter(|group| !group.deleted)
                .map(|group| GroupView {
                    id: group.id,
                    title: group.title.clone(),
                })
                .collect(),
            personas: self.persona_views(),
            sentiments: self.sentiment_views(None),
            measures: self
                .measures
                .iter()
                .map(|(cell, measure)| MeasureView {
                    step: cell.step,
                    row: cell.row,
                    measure: measure.clone(),
                })
                .collect(),
            comments,
            actions: self.actions().into_iter().map(action_view).collect(),
            agenda: phase_views(self),
            run: self.run(),
            rounds: self.round_views(),
            people: self.people().collect(),
        }
        .serialize(serializer)
    }
}

impl Board {
    pub(crate) fn sheet_views(&self, with_notes: bool) -> Vec<SheetView> {
        self.sheets()
            .iter()
            .map(|sheet| self.sheet_view(sheet, with_notes))
            .collect()
    }

    fn sheet_view(&self, sheet: &Sheet, with_notes: bool) -> SheetView {
        let stages = sheet.stages.iter().map(|stage| StageView {
            id: stage.id,
            title: stage.title.clone(),
            goal: stage.goal.clone(),
            owner: stage.owner.clone(),
            steps: stage
                .steps
                .iter()
                .map(|step| StepView {
                    id: step.id,
                    title: step.title.clone(),
                    width: step.width,
                })
                .collect(),
        });
        let rows = sheet.rows.iter().map(|row| RowView {
            id: row.id,
            title: row.title.clone(),
            row_type: row.row_type,
            zone: (row.zone != Zone::None).then_some(row.zone),
            prompt: row.prompt.clone(),
            kind: row.kind.clone(),
            height: row.height,
            locked: row.locked,
        });
        let cells = sheet.steps().flat_map(|step| {
            sheet.rows.iter().map(|row| CellId {
                step: step.id,
                row: row.id,
            })
        });
        let notes = cells
            .filter(|_| with_notes)
            .flat_map(|cell| self.notes_in(cell))
            .map(|note| self.note_view(note));
        SheetView {
            id: sheet.id,
            title: sheet.title.clone(),
            map_type: sheet.map_type.clone(),
            stages: stages.collect(),
            rows: rows.collect(),
            notes: notes.collect(),
        }
    }
}
