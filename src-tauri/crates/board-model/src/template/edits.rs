//! From a template to the edits that make its board.

use super::agenda::{Ground, GroundSheet};
use super::{RowSet, SheetPlan, StageSet, Template, agenda, row_set, stage_set};
use crate::{
    AddPersona, AddRow, AddSheet, AddStage, AddStep, After, Edit, HeaderFields, PersonaId, PhaseId,
    RowId, SetHeader, SetStep, SheetId, SheetRef, StageId, StepId,
};
use uuid::Uuid;

impl Template {
    /// The edits that turn a blank board into this one, in the order in which they are to be applied; every
    /// id is minted, so they can go as one [`crate::Many`]. `title` is the board's, when given.
    pub fn edits(&self, mint: &mut dyn FnMut() -> Uuid, title: Option<&str>) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut fields = self.header.clone();
        fields.title = title.map(str::to_owned).or(fields.title);
        if fields != HeaderFields::default() {
            edits.push(SetHeader { fields }.into());
        }
        for fields in &self.personas {
            edits.push(
                AddPersona {
                    id: Some(PersonaId::from_uuid(mint())),
                    fields: fields.clone(),
                }
                .into(),
            );
        }
        let mut ground = Ground::default();
        for plan in &self.sheets {
            ground.sheets.push(add_sheet(&mut edits, mint, plan));
        }
        if let Some(agenda) = self.agenda.as_deref().and_then(agenda) {
            edits.extend(agenda.on(&ground).into_iter().map(|mut phase| {
                phase.id = Some(PhaseId::from_uuid(mint()));
                phase.into()
            }));
        }
        edits
    }
}

/// The edits that add a sheet of these stages × these rows to a board.
pub fn combine(
    stages: &StageSet,
    rows: &RowSet,
    title: &str,
    mint: &mut dyn FnMut() -> Uuid,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let id = SheetId::from_uuid(mint());
    edits.push(
        AddSheet {
            id: Some(id),
            title: title.to_owned(),
            map_type: "journey-map".into(),
            after: After::Last,
        }
        .into(),
    );
    add_stages(&mut edits, mint, &id.into(), stages);
    add_rows(&mut edits, mint, &id.into(), rows);
    edits
}

/// The edits that add one sheet of a template to a board that has others already.
pub fn sheet_edits(plan: &SheetPlan, mint: &mut dyn FnMut() -> Uuid) -> Vec<Edit> {
    let mut edits = Vec::new();
    add_sheet(&mut edits, mint, plan);
    edits
}

fn add_sheet(
    edits: &mut Vec<Edit>,
    mint: &mut dyn FnMut() -> Uuid,
    plan: &SheetPlan,
) -> GroundSheet {
    let id = SheetId::from_uuid(mint());
    edits.push(
        AddSheet {
            id: Some(id),
            title: plan.title.clone(),
            map_type: plan.map_type.clone(),
            after: After::Last,
        }
        .into(),
    );
    if let Some(stages) = plan.stages.as_deref().and_then(stage_set) {
        add_stages(edits, mint, &id.into(), stages);
    }
    let rows = plan
        .rows
        .as_deref()
        .and_then(row_set)
        .map(|rows| add_rows(edits, mint, &id.into(), rows));
    GroundSheet {
        id,
        map_type: plan.map_type.clone(),
        rows: rows.unwrap_or_default(),
    }
}

fn add_stages(
    edits: &mut Vec<Edit>,
    mint: &mut dyn FnMut() -> Uuid,
    sheet: &SheetRef,
    set: &StageSet,
) {
    for plan in &set.stages {
        let stage = StageId::from_uuid(mint());
        let mut titles = plan.steps.iter().cloned();
        let first = StepId::from_uuid(mint());
        edits.push(
            AddStage {
                id: Some(stage),
                first_step: Some(first),
                sheet: Some(sheet.clone()),
                title: plan.title.clone(),
                step_title: titles.next().unwrap_or_default(),
                after: After::Last,
            }
            .into(),
        );
        let mut steps = vec![first];
        for title in titles {
            let step = StepId::from_uuid(mint());
            steps.push(step);
            edits.push(
                AddStep {
                    id: Some(step),
                    stage: stage.into(),
                    sheet: Some(sheet.clone()),
                    title,
                    after: After::Last,
                }
                .into(),
            );
        }
        if let Some(width) = plan.width {
            let widen = |step: StepId| {
                SetStep {
                    step: step.into(),
                    sheet: Some(sheet.clone()),
                    width: Some(Some(width)),
                }
                .into()
            };
            edits.extend(steps.into_iter().map(widen));
        }
    }
}

fn add_rows(
    edits: &mut Vec<Edit>,
    mint: &mut dyn FnMut() -> Uuid,
    sheet: &SheetRef,
    set: &RowSet,
) -> Vec<(RowId, String, String)> {
    edits.extend(set.kinds.iter().cloned().map(Edit::from));
    let mut added = Vec::new();
    for plan in &set.rows {
        let id = RowId::from_uuid(mint());
        added.push((id, plan.title.clone(), plan.prompt.clone()));
        edits.push(
            AddRow {
                id: Some(id),
                sheet: Some(sheet.clone()),
                title: plan.title.clone(),
                row_type: plan.row_type,
                zone: plan.zone,
                prompt: plan.prompt.clone(),
                kind: plan.kind.clone(),
                after: After::Last,
            }
            .into(),
        );
    }
    added
}
