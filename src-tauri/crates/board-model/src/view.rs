//! Entities as they are written in messages. Each field is documented at the entity of the same name.
#![expect(
    missing_docs,
    reason = "the fields are those of the entities, documented there"
)]

use crate::{
    Action, Board, CellId, CommentId, Evidence, GroupId, Impact, KindId, Note, NoteId,
    ParticipantId, PersonaId, Phase, PhaseId, Placed, Placement, Round, RoundId, RowId, RowType,
    SheetId, StageId, StepId, Zone,
};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// A stage as it is written in messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "board.ts")]
pub struct StageView {
    pub id: StageId,
    pub title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub goal: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub owner: String,
    pub steps: Vec<StepView>,
}

/// A step as it is written in messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "board.ts")]
pub struct StepView {
    pub id: StepId,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub width: Option<u32>,
}

/// A row as it is written in messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "board.ts")]
pub struct RowView {
    pub id: RowId,
    pub title: String,
    #[serde(rename = "type")]
    pub row_type: RowType,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub zone: Option<Zone>,
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub prompt: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub kind: Option<KindId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub height: Option<u32>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub locked: bool,
}

/// A sheet as it is written in messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "board.ts")]
pub struct SheetView {
    pub id: SheetId,
    pub title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub map_type: String,
    pub stages: Vec<StageView>,
    pub rows: Vec<RowView>,
    /// Its notes in reading order.
    pub notes: Vec<NoteView>,
}

/// A live note as it is written in messages; absent attributes are not set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "board.ts")]
pub struct NoteView {
    pub id: NoteId,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub step: Option<StepId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub row: Option<RowId>,
    pub text: String,
    pub kind: KindId,
    /// The name shown as author.
    pub author: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub by: Option<ParticipantId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub impact: Option<Impact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub evidence: Option<Evidence>,
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub source: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub owner: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub link: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub detail: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub image: String,
    #[serde(skip_serializing_if = "is_one")]
    #[ts(optional, as = "Option<u32>")]
    pub span: u32,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub moment: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub group: Option<GroupId>,
    /// Votes of closed rounds and of imports.
    #[serde(skip_serializing_if = "is_zero")]
    #[ts(optional, as = "Option<u32>")]
    pub votes: u32,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub locked: bool,
}

fn is_one(span: &u32) -> bool {
    *span == 1
}

fn is_zero(votes: &u32) -> bool {
    *votes == 0
}

/// A group as it is written in messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "board.ts")]
pub struct GroupView {
    pub id: GroupId,
    pub title: String,
}

/// A persona as it is written in messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "board.ts")]
pub struct PersonaView {
    pub id: PersonaId,
    pub name: String,
    pub role: String,
    pub motto: String,
    pub portrait: String,
    pub goals: String,
    pub needs: String,
    pub pain_points: String,
    pub fields: Vec<(String, String)>,
}

/// What participants said of a persona at a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "board.ts")]
pub struct SentimentView {
    pub persona: PersonaId,
    pub step: StepId,
    #[ts(type = "Record<ParticipantId, number>")]
    pub values: BTreeMap<ParticipantId, i8>,
}

/// A comment as it is written in messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "board.ts")]
pub struct CommentView {
    pub id: CommentId,
    pub note: NoteId,
    pub text: String,
    pub by: Option<ParticipantId>,
}

/// An action as it is written in messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "board.ts")]
pub struct ActionView {
    pub id: crate::ActionId,
    pub text: String,
    pub owner: String,
    pub due: String,
    pub done: bool,
    pub note: Option<NoteId>,
}

/// A phase as it is written in messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "board.ts")]
pub struct PhaseView {
    pub id: PhaseId,
    pub title: String,
    pub minutes: u32,
    #[serde(skip_serializing_if = "is_zero")]
    #[ts(optional, as = "Option<u32>")]
    pub up_to: u32,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub optional: bool,
    pub prompt: String,
    pub sheet: Option<SheetId>,
    pub rows: Vec<RowId>,
    pub way: crate::Way,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub everyone_edits: bool,
}

/// A round as it is written in messages; votes show on the notes once it is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "board.ts")]
pub struct RoundView {
    pub id: RoundId,
    pub title: String,
    pub allowance: u32,
    pub closed: bool,
    /// How many people voted.
    pub voters: usize,
}

impl Board {
    /// A live or deleted note as it is written in messages.
    pub fn note_view(&self, note: &Note) -> NoteView {
        let cell = match self.placed(note) {
            Some(Placed::Cell(cell)) => Some(cell),
            _ => None,
        };
        self.note_view_at(note, cell)
    }

    /// The notes that were taken off the wall, in the order of their ids: each where it would come back to,
    /// which is the parking lot when its step or row is gone.
    pub fn deleted_views(&self) -> Vec<NoteView> {
        let mut notes: Vec<&Note> = self.all_notes().filter(|note| note.deleted).collect();
        notes.sort_unstable_by_key(|note| note.id);
        let home = |note: &Note| match note.placement {
            Placement::Cell { step, row, .. } => {
                let cell = CellId { step, row };
                self.sheet_of(cell).map(|_| cell)
            }
            Placement::Parked { .. } => None,
        };
        let views = notes.into_iter();
        views
            .map(|note| self.note_view_at(note, home(note)))
            .collect()
    }

    fn note_view_at(&self, note: &Note, cell: Option<CellId>) -> NoteView {
        NoteView {
            id: note.id,
            step: cell.map(|cell| cell.step),
            row: cell.map(|cell| cell.row),
            text: note.text.clone(),
            kind: note.kind.clone(),
            author: self.author_of(note).to_owned(),
            by: note.by,
            tags: note.tags.clone(),
            impact: note.impact,
            evidence: note.evidence,
            source: note.source.clone(),
            owner: note.owner.clone(),
            link: note.link.clone(),
            detail: note.detail.clone(),
            image: note.image.clone(),
            span: note.span,
            moment: note.moment,
            group: note.group.filter(|group| self.group(*group).is_some()),
            votes: self.votes(note),
            locked: note.locked,
        }
    }

    pub(crate) fn group_views(&self, cell: CellId) -> Vec<GroupView> {
        let mut ids: Vec<GroupId> = self.notes_in(cell).filter_map(|note| note.group).collect();
        ids.sort_unstable();
        ids.dedup();
        let live = ids.into_iter().filter_map(|id| self.group(id));
        live.map(|group| GroupView {
            id: group.id,
            title: group.title.clone(),
        })
        .collect()
    }

    pub(crate) fn comment_views(&self, note: NoteId) -> Vec<CommentView> {
        let live = self.comments(note);
        live.map(|comment| CommentView {
            id: comment.id,
            note,
            text: comment.text.clone(),
            by: comment.by,
        })
        .collect()
    }

    pub(crate) fn sentiment_views(&self, only: Option<StepId>) -> Vec<SentimentView> {
        let wanted = self
            .sentiments
            .iter()
            .filter(|((_, step), set)| !set.is_empty() && only.is_none_or(|only| only == *step));
        wanted
            .map(|(&(persona, step), values)| SentimentView {
                persona,
                step,
                values: values.clone(),
            })
            .collect()
    }

    pub(crate) fn round_views(&self) -> Vec<RoundView> {
        let view = |round: &Round| RoundView {
            id: round.id,
            title: round.title.clone(),
            allowance: round.allowance,
            closed: round.closed,
            voters: self.ballots(round.id).len(),
        };
        self.rounds().into_iter().map(view).collect()
    }

    pub(crate) fn persona_views(&self) -> Vec<PersonaView> {
        let view = |persona: &crate::Persona| PersonaView {
            id: persona.id,
            name: persona.name.clone(),
            role: persona.role.clone(),
            motto: persona.motto.clone(),
            portrait: persona.portrait.clone(),
            goals: persona.goals.clone(),
            needs: persona.needs.clone(),
            pain_points: persona.pain_points.clone(),
            fields: persona.fields.clone(),
        };
        self.personas().into_iter().map(view).collect()
    }
}

pub(crate) fn action_view(action: &Action) -> ActionView {
    ActionView {
        id: action.id,
        text: action.text.clone(),
        owner: action.owner.clone(),
        due: action.due.clone(),
        done: action.done,
        note: action.note,
    }
}

/// The agenda of a board as it is written in messages.
pub fn phase_views(board: &Board) -> Vec<PhaseView> {
    board.phases().into_iter().map(phase_view).collect()
}

pub(crate) fn phase_view(phase: &Phase) -> PhaseView {
    PhaseView {
        id: phase.id,
        title: phase.title.clone(),
        minutes: phase.minutes,
        up_to: phase.up_to,
        optional: phase.optional,
        prompt: phase.prompt.clone(),
        sheet: phase.sheet,
        rows: phase.rows.clone(),
        way: phase.way,
        everyone_edits: phase.everyone_edits,
    }
}
