//! A part of a board, for a picture of a sheet, a stage, a row or some notes.

use crate::ExportError;
use board_layout::{Layout, Scene};
use board_model::{Board, GridPart, Note, NoteId, Placed, RowId, SheetId, StageId, StepId};
use std::collections::BTreeSet;

/// What a picture shows. Empty fields ask for everything; several fields are all fulfilled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only this sheet.
    pub sheet: Option<SheetId>,
    /// Only the columns of this stage.
    pub stage: Option<StageId>,
    /// Only this row.
    pub row: Option<RowId>,
    /// Only these notes, with the stages and rows they are in.
    pub notes: BTreeSet<NoteId>,
}

/// The scene of a part of a board: laid out anew, so that header, legend and notes over several steps fit
/// what is left. Notes of one cell lie as they do on the wall. The parking lot is shown with the whole board
/// and when parked notes are asked for.
///
/// # Errors
/// [`ExportError::NoSuch`] when the selection names what the board does not show.
pub fn scene(board: &Board, selection: &Selection) -> Result<Scene, ExportError> {
    let mut layout = Layout::new();
    if *selection == Selection::default() {
        return Ok(layout.scene(board).clone());
    }
    Ok(layout.scene(&part(board, selection)?).clone())
}

/// The board without what a selection leaves out.
fn part(board: &Board, selection: &Selection) -> Result<Board, ExportError> {
    let kept = Kept::of(board, selection)?;
    let mut part = board.clone();
    let sheets = board
        .sheet_entries()
        .filter(|entry| !kept.sheets.contains(&entry.sheet.id))
        .cloned();
    let stages = board
        .stage_entries()
        .filter(|entry| !kept.stages.contains(&entry.stage.id))
        .cloned();
    let rows = board
        .row_entries()
        .filter(|entry| !kept.rows.contains(&entry.row.id))
        .cloned();
    let without: Vec<GridPart> = sheets
        .map(|mut entry| {
            entry.deleted = true;
            GridPart::Sheet(entry)
        })
        .chain(stages.map(|mut entry| {
            entry.deleted = true;
            GridPart::Stage(entry)
        }))
        .chain(rows.map(|mut entry| {
            entry.deleted = true;
            GridPart::Row(entry)
        }))
        .collect();
    part.put_grid(without);
    let hidden = board
        .all_notes()
        .filter(|note| !note.deleted && !kept.shows(board, note));
    for note in hidden {
        part.put_note(Note {
            deleted: true,
            ..note.clone()
        });
    }
    Ok(part)
}

/// What is left of a board.
struct Kept {
    sheets: BTreeSet<SheetId>,
    stages: BTreeSet<StageId>,
    steps: BTreeSet<StepId>,
    rows: BTreeSet<RowId>,
    notes: BTreeSet<NoteId>,
}

impl Kept {
    fn of(board: &Board, selection: &Selection) -> Result<Self, ExportError> {
        let cells = cells(board, selection)?;
        let mut kept = Self {
            sheets: BTreeSet::new(),
            stages: BTreeSet::new(),
            steps: BTreeSet::new(),
            rows: BTreeSet::new(),
            notes: selection.notes.clone(),
        };
        let any = selection.notes.is_empty();
        let asked =
            |sheet: &&board_model::Sheet| selection.sheet.is_none_or(|asked| asked == sheet.id);
        for sheet in board.sheets().iter().filter(asked) {
            let stages = sheet.stages.iter().filter(|stage| {
                selection.stage.is_none_or(|asked| asked == stage.id)
                    && (any || stage.steps.iter().any(|step| cells.0.contains(&step.id)))
            });
            let stages: Vec<_> = stages.collect();
            let rows = sheet.rows.iter().filter(|row| {
                selection.row.is_none_or(|asked| asked == row.id)
                    && (any || cells.1.contains(&row.id))
            });
            let rows: Vec<RowId> = rows.map(|row| row.id).collect();
            let misses_stage = selection.stage.is_some() || !any;
            let misses_row = selection.row.is_some() || !any;
            if (misses_stage && stages.is_empty()) || (misses_row && rows.is_empty()) {
                continue;
            }
            kept.sheets.insert(sheet.id);
            kept.stages.extend(stages.iter().map(|stage| stage.id));
            kept.steps.extend(
                stages
                    .iter()
                    .flat_map(|stage| &stage.steps)
                    .map(|step| step.id),
            );
            kept.rows.extend(rows);
        }
        let parked_only = !any && cells.0.is_empty();
        if kept.sheets.is_empty() && !parked_only {
            return Err(ExportError::NoSuch {
                what: first_unmet(board, selection),
            });
        }
        Ok(kept)
    }

    fn shows(&self, board: &Board, note: &Note) -> bool {
        let asked = self.notes.contains(&note.id);
        match board.placed(note) {
            Some(Placed::Cell(cell)) => {
                (self.notes.is_empty() || asked)
                    && self.steps.contains(&cell.step)
                    && self.rows.contains(&cell.row)
            }
            Some(Placed::Parked) => asked,
            None => false,
        }
    }
}

/// Steps and rows of the notes asked for.
fn cells(
    board: &Board,
    selection: &Selection,
) -> Result<(BTreeSet<StepId>, BTreeSet<RowId>), ExportError> {
    let (mut steps, mut rows) = (BTreeSet::new(), BTreeSet::new());
    for &id in &selection.notes {
        let place = board.note(id).and_then(|note| board.placed(note));
        match place.ok_or(ExportError::NoSuch { what: "note" })? {
            Placed::Cell(cell) => {
                steps.insert(cell.step);
                rows.insert(cell.row);
            }
            Placed::Parked => {}
        }
    }
    Ok((steps, rows))
}

/// What of a selection that shows nothing is to be named.
fn first_unmet(board: &Board, selection: &Selection) -> &'static str {
    let shown = |sheet: &&board_model::Sheet| selection.sheet.is_none_or(|asked| asked == sheet.id);
    let mut sheets = board.sheets().iter().filter(shown);
    if sheets.clone().next().is_none() {
        return "sheet";
    }
    let stage = |sheet: &board_model::Sheet| {
        selection
            .stage
            .is_none_or(|asked| sheet.stages.iter().any(|stage| stage.id == asked))
    };
    if !sheets.any(stage) {
        return "stage";
    }
    if selection.notes.is_empty() {
        "row"
    } else {
        "note"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use board_model::{
        BoardId, Placement, Row, RowEntry, RowType, Sheet, SheetEntry, Stage, StageEntry, Step,
        StepEntry, Zone, order,
    };

    fn key(number: u128) -> String {
        let first = order::between(None, None, 0);
        (0..number).fold(first, |key, at| order::between(Some(&key), None, at))
    }

    /// A stage with its only step, and a row, of the same number.
    fn column_and_lane(sheet: SheetId, number: u128, place: u128) -> [GridPart; 3] {
        let (id, order) = (StageId::from_u128(number), key(place));
        let title = format!("Stage {number}");
        let stage = Stage {
            id,
            title,
            goal: String::new(),
            owner: String::new(),
            steps: Vec::new(),
        };
        let step = Step {
            id: StepId::from_u128(number),
            title: String::new(),
            width: None,
        };
        let row = Row {
            id: RowId::from_u128(number),
            title: format!("Row {number}"),
            prompt: String::new(),
            row_type: RowType::Notes,
            zone: Zone::None,
            kind: None,
            height: None,
            locked: false,
        };
        [
            GridPart::Step(StepEntry {
                step,
                stage: id,
                order: key(1),
                deleted: false,
            }),
            GridPart::Stage(StageEntry {
                stage,
                sheet,
                order: order.clone(),
                deleted: false,
            }),
            GridPart::Row(RowEntry {
                row,
                sheet,
                order,
                deleted: false,
            }),
        ]
    }

    /// Two sheets of two stages and two rows with a note in each cell, and a parked note.
    fn board() -> Board {
        let mut board = Board::blank(BoardId::from_u128(1));
        for number in 1..=2 {
            let id = SheetId::from_u128(number);
            let (title, map_type) = (format!("Sheet {number}"), String::new());
            let sheet = Sheet {
                id,
                title,
                map_type,
                stages: Vec::new(),
                rows: Vec::new(),
            };
            board.put_grid([GridPart::Sheet(SheetEntry {
                sheet,
                order: key(number),
                deleted: false,
            })]);
            board.put_grid(
                (1..=2).flat_map(|place| column_and_lane(id, number * 10 + place, place)),
            );
            for (step, row) in [(1, 1), (1, 2), (2, 1), (2, 2)] {
                let note = Note::new(NoteId::from_u128(number * 100 + step * 10 + row));
                let (step, row) = (
                    StepId::from_u128(number * 10 + step),
                    RowId::from_u128(number * 10 + row),
                );
                let placement = Placement::Cell {
                    step,
                    row,
                    order: key(1),
                };
                board.put_note(Note { placement, ..note });
            }
        }
        let placement = Placement::Parked { order: key(1) };
        board.put_note(Note {
            placement,
            ..Note::new(NoteId::from_u128(999))
        });
        board
    }

    fn shown(selection: &Selection) -> Vec<u128> {
        let scene = scene(&board(), selection).unwrap();
        let notes = scene
            .cells
            .values()
            .flat_map(|cell| &cell.notes)
            .chain(&scene.parking.notes);
        let mut ids: Vec<u128> = notes.map(|note| note.id.uuid().as_u128()).collect();
        ids.sort_unstable();
        ids
    }

    #[test]
    fn a_selection_shows_what_it_names() {
        let all = Selection::default();
        let sheet = Selection {
            sheet: Some(SheetId::from_u128(2)),
            ..all.clone()
        };
        let stage = Selection {
            stage: Some(StageId::from_u128(11)),
            ..all.clone()
        };
        let row = Selection {
            row: Some(RowId::from_u128(22)),
            ..all.clone()
        };
        let cell = Selection {
            stage: Some(StageId::from_u128(11)),
            row: Some(RowId::from_u128(12)),
            ..all.clone()
        };
        let notes = |ids: &[u128]| Selection {
            notes: ids.iter().map(|&id| NoteId::from_u128(id)).collect(),
            ..Selection::default()
        };
        assert_eq!(shown(&all), [111, 112, 121, 122, 211, 212, 221, 222, 999]);
        assert_eq!(shown(&sheet), [211, 212, 221, 222]);
        assert_eq!(shown(&stage), [111, 112]);
        assert_eq!(shown(&row), [212, 222]);
        assert_eq!(shown(&cell), [112]);
        assert_eq!(shown(&notes(&[111, 222])), [111, 222]);
        assert_eq!(shown(&notes(&[112, 999])), [112, 999]);
        assert_eq!(shown(&notes(&[999])), [999]);
    }

    #[test]
    fn a_stage_makes_a_narrow_picture_of_its_sheet_alone() {
        let whole = scene(&board(), &Selection::default()).unwrap();
        let part = scene(
            &board(),
            &Selection {
                stage: Some(StageId::from_u128(12)),
                ..Selection::default()
            },
        )
        .unwrap();
        assert_eq!(part.sheets.len(), 1);
        assert_eq!(part.sheets[0].stages.len(), 1);
        assert!(part.sheets[0].rect.w < whole.sheets[0].rect.w && part.height < whole.height);
    }

    #[test]
    fn what_is_not_there_is_named() {
        let all = Selection::default();
        for (selection, what) in [
            (
                Selection {
                    sheet: Some(SheetId::from_u128(7)),
                    ..all.clone()
                },
                "sheet",
            ),
            (
                Selection {
                    stage: Some(StageId::from_u128(7)),
                    ..all.clone()
                },
                "stage",
            ),
            (
                Selection {
                    row: Some(RowId::from_u128(7)),
                    ..all.clone()
                },
                "row",
            ),
            (
                Selection {
                    notes: [NoteId::from_u128(7)].into(),
                    ..all.clone()
                },
                "note",
            ),
            (
                Selection {
                    sheet: Some(SheetId::from_u128(1)),
                    stage: Some(StageId::from_u128(21)),
                    ..all.clone()
                },
                "stage",
            ),
        ] {
            let error = scene(&board(), &selection).unwrap_err();
            assert_eq!(
                (error.code().name(), error.to_string()),
                ("E_NO_SUCH", format!("no such {what} on this board"))
            );
        }
    }
}
