//! Sheets, stages, steps and rows as a table names them.

use super::labels::{folded, labels, step_labels};
use board_model::{Board, Edit, RowId, RowType, Sheet, SheetId, SheetRef, StageId, StepId};

/// A sheet; labels are kept folded.
#[derive(Debug)]
pub(super) struct KnownSheet {
    pub(super) id: SheetId,
    pub(super) label: String,
    pub(super) stages: Vec<KnownStage>,
    pub(super) rows: Vec<KnownRow>,
}

/// A row and what it holds.
#[derive(Clone, Debug)]
pub(super) struct KnownRow {
    pub(super) id: RowId,
    pub(super) label: String,
    pub(super) holds: RowType,
}

/// A stage and its steps.
#[derive(Clone, Debug)]
pub(super) struct KnownStage {
    pub(super) id: StageId,
    pub(super) label: String,
    pub(super) steps: Vec<(StepId, String)>,
}

fn all_folded(labels: Vec<String>) -> impl Iterator<Item = String> {
    labels.into_iter().map(|label| folded(&label))
}

fn known_sheet(sheet: &Sheet, label: String) -> KnownSheet {
    let stage_names = all_folded(labels(
        sheet.stages.iter().map(|stage| stage.title.as_str()),
    ));
    let stages = sheet.stages.iter().zip(stage_names).map(|(stage, label)| {
        let names = all_folded(step_labels(
            stage.steps.iter().map(|step| step.title.as_str()),
        ));
        KnownStage {
            id: stage.id,
            label,
            steps: stage.steps.iter().map(|step| step.id).zip(names).collect(),
        }
    });
    let row_names = all_folded(labels(sheet.rows.iter().map(|row| row.title.as_str())));
    let rows = sheet
        .rows
        .iter()
        .zip(row_names)
        .map(|(row, label)| KnownRow {
            id: row.id,
            label,
            holds: row.row_type,
        });
    KnownSheet {
        id: sheet.id,
        label,
        stages: stages.collect(),
        rows: rows.collect(),
    }
}

fn named<'s>(sheets: &'s mut [KnownSheet], name: Option<&SheetRef>) -> Option<&'s mut KnownSheet> {
    let id = name.and_then(SheetRef::id);
    sheets.iter_mut().find(|sheet| Some(sheet.id) == id)
}

/// The sheets of a board.
pub(super) fn sheets_of(board: &Board) -> Vec<KnownSheet> {
    let sheets = board.sheets();
    let names = all_folded(labels(sheets.iter().map(|sheet| sheet.title.as_str())));
    sheets
        .iter()
        .zip(names)
        .map(|(sheet, label)| known_sheet(sheet, label))
        .collect()
}

/// The sheets of a blank board after these edits, which name sheets and stages by id.
pub(super) fn sheets_after(edits: &[Edit]) -> Vec<KnownSheet> {
    let mut sheets: Vec<KnownSheet> = Vec::new();
    for edit in edits {
        match edit {
            Edit::AddSheet(added) => {
                let known = |id| KnownSheet {
                    id,
                    label: folded(&added.title),
                    stages: Vec::new(),
                    rows: Vec::new(),
                };
                sheets.extend(added.id.map(known));
            }
            Edit::AddStage(added) => {
                let steps = added
                    .first_step
                    .map(|step| (step, folded(&added.step_title)))
                    .into_iter()
                    .collect();
                let stage = added.id.map(|id| KnownStage {
                    id,
                    label: folded(&added.title),
                    steps,
                });
                named(&mut sheets, added.sheet.as_ref())
                    .into_iter()
                    .for_each(|sheet| sheet.stages.extend(stage.clone()));
            }
            Edit::AddStep(added) => {
                let stages =
                    named(&mut sheets, added.sheet.as_ref()).map(|sheet| sheet.stages.iter_mut());
                let stage = stages
                    .into_iter()
                    .flatten()
                    .find(|stage| Some(stage.id) == added.stage.id());
                stage.into_iter().for_each(|stage| {
                    stage
                        .steps
                        .extend(added.id.map(|id| (id, folded(&added.title))))
                });
            }
            Edit::AddRow(added) => {
                let row = added.id.map(|id| KnownRow {
                    id,
                    label: folded(&added.title),
                    holds: added.row_type,
                });
                named(&mut sheets, added.sheet.as_ref())
                    .into_iter()
                    .for_each(|sheet| sheet.rows.extend(row.clone()));
            }
            _ => {}
        }
    }
    sheets
}
