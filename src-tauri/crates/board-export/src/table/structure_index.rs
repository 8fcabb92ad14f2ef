//! The structure index of an import: sheets, stages, steps and rows by the labels that a table names them by.

use super::labels::{folded, labels, step_labels};
use board_model::{Board, Edit, RowId, RowType, Sheet, SheetId, SheetRef, StageId, StepId};

/// A sheet in the index; labels are kept folded.
#[derive(Debug)]
pub(super) struct IndexedSheet {
    pub(super) id: SheetId,
    pub(super) label: String,
    pub(super) stages: Vec<IndexedStage>,
    pub(super) rows: Vec<IndexedRow>,
}

/// A row in the index, and what it holds.
#[derive(Clone, Debug)]
pub(super) struct IndexedRow {
    pub(super) id: RowId,
    pub(super) label: String,
    pub(super) holds: RowType,
}

/// A stage in the index, and its steps.
#[derive(Clone, Debug)]
pub(super) struct IndexedStage {
    pub(super) id: StageId,
    pub(super) label: String,
    pub(super) steps: Vec<(StepId, String)>,
}

fn all_folded(labels: Vec<String>) -> impl Iterator<Item = String> {
    labels.into_iter().map(|label| folded(&label))
}

fn indexed_sheet(sheet: &Sheet, label: String) -> IndexedSheet {
    let stage_names = all_folded(labels(
        sheet.stages.iter().map(|stage| stage.title.as_str()),
    ));
    let stages = sheet.stages.iter().zip(stage_names).map(|(stage, label)| {
        let names = all_folded(step_labels(
            stage.steps.iter().map(|step| step.title.as_str()),
        ));
        IndexedStage {
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
        .map(|(row, label)| IndexedRow {
            id: row.id,
            label,
            holds: row.row_type,
        });
    IndexedSheet {
        id: sheet.id,
        label,
        stages: stages.collect(),
        rows: rows.collect(),
    }
}

fn named<'s>(
    sheets: &'s mut [IndexedSheet],
    name: Option<&SheetRef>,
) -> Option<&'s mut IndexedSheet> {
    let id = name.and_then(SheetRef::id);
    sheets.iter_mut().find(|sheet| Some(sheet.id) == id)
}

/// The sheets of a board.
pub(super) fn sheets_of(board: &Board) -> Vec<IndexedSheet> {
    let sheets = board.sheets();
    let names = all_folded(labels(sheets.iter().map(|sheet| sheet.title.as_str())));
    sheets
        .iter()
        .zip(names)
        .map(|(sheet, label)| indexed_sheet(sheet, label))
        .collect()
}

/// The sheets of a blank board after these edits, which name sheets and stages by id.
pub(super) fn sheets_after(edits: &[Edit]) -> Vec<IndexedSheet> {
    let mut sheets: Vec<IndexedSheet> = Vec::new();
    for edit in edits {
        match edit {
            Edit::AddSheet(added) => {
                let indexed = |id| IndexedSheet {
                    id,
                    label: folded(&added.title),
                    stages: Vec::new(),
                    rows: Vec::new(),
                };
                sheets.extend(added.id.map(indexed));
            }
            Edit::AddStage(added) => {
                let steps = added
                    .first_step
                    .map(|step| (step, folded(&added.step_title)))
                    .into_iter()
                    .collect();
                let stage = added.id.map(|id| IndexedStage {
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
                let row = added.id.map(|id| IndexedRow {
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
