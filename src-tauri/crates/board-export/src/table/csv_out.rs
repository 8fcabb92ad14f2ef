//! A board's notes as a table.

use super::cell::{protected, without_controls};
use super::columns::Column;
use super::delimited::write_record;
use super::labels::{kind_labels, labels, step_labels};
use board_model::{Board, CellId, KindId, Note, Placed, RowId, Sheet, SheetId, StageId, StepId};
use std::collections::HashMap;

/// What of a board becomes a table, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CsvOptions {
    /// Only this sheet.
    pub sheet: Option<SheetId>,
    /// Only this stage.
    pub stage: Option<StageId>,
    /// Only this row.
    pub row: Option<RowId>,
    /// Begin with a byte order mark, by which older spreadsheets tell UTF-8.
    pub byte_order_mark: bool,
}

impl CsvOptions {
    /// Whether the whole board is wanted; the parking lot belongs to no sheet, stage or row.
    const fn is_whole(&self) -> bool {
        self.sheet.is_none() && self.stage.is_none() && self.row.is_none()
    }
}

/// What a table calls the places and kinds of a board.
struct Names {
    sheets: HashMap<SheetId, String>,
    steps: HashMap<StepId, (String, String)>,
    rows: HashMap<RowId, String>,
    kinds: HashMap<KindId, String>,
}

impl Names {
    fn of(board: &Board) -> Self {
        let mut names = Self {
            sheets: HashMap::new(),
            steps: HashMap::new(),
            rows: HashMap::new(),
            kinds: HashMap::new(),
        };
        let sheets = board.sheets();
        for (sheet, label) in sheets
            .iter()
            .zip(labels(sheets.iter().map(|sheet| sheet.title.as_str())))
        {
            names.sheets.insert(sheet.id, label);
            names.add_grid(sheet);
        }
        names.kinds = kind_labels(&board.kinds()).into_iter().collect();
        names
    }

    fn add_grid(&mut self, sheet: &Sheet) {
        let stage_labels = labels(sheet.stages.iter().map(|stage| stage.title.as_str()));
        for (stage, stage_label) in sheet.stages.iter().zip(stage_labels) {
            let of_steps = step_labels(stage.steps.iter().map(|step| step.title.as_str()));
            let named = stage.steps.iter().zip(of_steps);
            self.steps
                .extend(named.map(|(step, label)| (step.id, (stage_label.clone(), label))));
        }
        let row_labels = labels(sheet.rows.iter().map(|row| row.title.as_str()));
        self.rows
            .extend(sheet.rows.iter().map(|row| row.id).zip(row_labels));
    }
}

/// The table of a board's notes in reading order, as RFC 4180 with all [`super::COLUMNS`].
///
/// Read back into a fresh board of the same structure and written again it is the same, byte for byte.
/// Control characters are written as the wall shows them. O(notes × closed ballots).
pub fn csv_export(board: &Board, options: &CsvOptions) -> String {
    let names = Names::of(board);
    let mut table = String::new();
    if options.byte_order_mark {
        table.push('\u{feff}');
    }
    write_record(&mut table, ',', super::COLUMNS);
    for sheet in board
        .sheets()
        .iter()
        .filter(|sheet| options.sheet.is_none_or(|only| only == sheet.id))
    {
        for stage in sheet
            .stages
            .iter()
            .filter(|stage| options.stage.is_none_or(|only| only == stage.id))
        {
            for step in &stage.steps {
                for row in sheet
                    .rows
                    .iter()
                    .filter(|row| options.row.is_none_or(|only| only == row.id))
                {
                    let notes = board.notes_in(CellId {
                        step: step.id,
                        row: row.id,
                    });
                    notes.for_each(|note| write_note(&mut table, board, &names, note));
                }
            }
        }
    }
    if options.is_whole() {
        board
            .parked()
            .for_each(|note| write_note(&mut table, board, &names, note));
    }
    table
}

fn write_note(table: &mut String, board: &Board, names: &Names, note: &Note) {
    let cells =
        Column::ALL.map(|column| protected(&without_controls(&value(board, names, note, column))));
    write_record(table, ',', cells.iter().map(String::as_str));
}

const fn yes(marked: bool) -> &'static str {
    if marked { "yes" } else { "" }
}

fn value(board: &Board, names: &Names, note: &Note, column: Column) -> String {
    let cell = match board.placed(note) {
        Some(Placed::Cell(cell)) => Some(cell),
        _ => None,
    };
    let step = || {
        cell.and_then(|cell| names.steps.get(&cell.step))
            .cloned()
            .unwrap_or_default()
    };
    match column {
        Column::Sheet => cell
            .and_then(|cell| names.sheets.get(&board.sheet_of(cell)?))
            .cloned()
            .unwrap_or_default(),
        Column::Stage => step().0,
        Column::Step => step().1,
        Column::Row => cell
            .and_then(|cell| names.rows.get(&cell.row))
            .cloned()
            .unwrap_or_default(),
        Column::Kind => names
            .kinds
            .get(&note.kind)
            .unwrap_or(&note.kind.0)
            .trim()
            .to_owned(),
        Column::Text => note.text.clone(),
        Column::Author => board.author_of(note).to_owned(),
        Column::Tags => {
            let tags = note
                .tags
                .iter()
                .flat_map(|tag| tag.split(';'))
                .map(str::trim)
                .filter(|tag| !tag.is_empty());
            tags.collect::<Vec<_>>().join(";")
        }
        Column::Impact => note.impact.map_or("", |impact| impact.name()).to_owned(),
        Column::Evidence => note
            .evidence
            .map_or("", |evidence| evidence.name())
            .to_owned(),
        Column::Source => note.source.clone(),
        Column::Owner => note.owner.clone(),
        Column::Votes => board.votes(note).to_string(),
        Column::Moment => yes(note.moment).to_owned(),
        Column::Link => note.link.clone(),
        Column::Detail => note.detail.clone(),
        Column::Parked => yes(cell.is_none()).to_owned(),
        Column::Id => note.id.to_string(),
    }
}
