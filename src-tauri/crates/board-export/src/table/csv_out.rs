//! A board's notes as a table.

use super::cell::{protected, without_controls};
use super::columns::{COLUMNS, Column};
use super::delimited::write_record;
use super::labels::{kind_labels, labels, step_labels};
use board_model::{
    Board, CellId, KindId, Measure, Note, Placed, Row, RowId, RowType, Sheet, SheetId, StageId,
    StepId,
};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

/// What of a board becomes a table, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CsvOptions {
    /// Only this sheet.
    pub sheet: Option<SheetId>,
    /// Only this stage.
    pub stage: Option<StageId>,
    /// Only this row.
    pub row: Option<RowId>,
    /// Begin with a byte order mark, without which Excel takes the file for the system's old encoding.
    pub byte_order_mark: bool,
    /// What parts the cells.
    pub separator: Separator,
}

/// What parts the cells of a line. Import takes each of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Separator {
    /// `,`, as RFC 4180 and the contract have it.
    #[default]
    Comma,
    /// `;`, by which spreadsheets part cells where numbers have a decimal comma.
    Semicolon,
    /// A tab.
    Tab,
}

impl Separator {
    /// The character.
    pub const fn sign(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
        }
    }
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
    /// The row of each sheet that shows ratings: they belong to a step, so one row tells them.
    curves: HashSet<RowId>,
}

impl Names {
    fn of(board: &Board) -> Self {
        let mut names = Self {
            sheets: HashMap::new(),
            steps: HashMap::new(),
            rows: HashMap::new(),
            kinds: HashMap::new(),
            curves: HashSet::new(),
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
        let mut rows = sheet.rows.iter();
        let curve = rows.find(|row| row.row_type == RowType::Sentiment);
        self.curves.extend(curve.map(|row| row.id));
        let row_labels = labels(sheet.rows.iter().map(|row| row.title.as_str()));
        self.rows
            .extend(sheet.rows.iter().map(|row| row.id).zip(row_labels));
    }
}

/// The table of a board's notes in reading order, as RFC 4180 with all [`super::COLUMNS`]. Where the chosen part of the
/// board has ratings or metrics, [`super::FURTHER_COLUMNS`] follow, and each step has a line for each of them.
///
/// Read back into a fresh board of the same structure and written again it is the same, byte for byte.
/// Control characters are written as the wall shows them. O(notes × closed ballots + cells).
pub fn csv_export(board: &Board, options: &CsvOptions) -> String {
    let all: &'static [Column] = &Column::ALL;
    let mut table = Table {
        board,
        names: Names::of(board),
        separator: options.separator.sign(),
        columns: all.get(..COLUMNS.len()).unwrap_or_default(),
        text: String::new(),
    };
    if chosen_cells(board, options).any(|(cell, row)| has_layer(board, cell, row)) {
        table.columns = all;
    }
    if options.byte_order_mark {
        table.text.push('\u{feff}');
    }
    let names = table.cells(|column| column.name().to_owned());
    table.write(&names);
    for (cell, row) in chosen_cells(board, options) {
        board.notes_in(cell).for_each(|note| table.note(note));
        table.ratings(cell, row);
        table.measure(cell, row);
    }
    if options.is_whole() {
        board.parked().for_each(|note| table.note(note));
    }
    table.text
}

/// The cells of the chosen part in reading order, each with its row.
fn chosen_cells<'b>(
    board: &'b Board,
    options: &'b CsvOptions,
) -> impl Iterator<Item = (CellId, &'b Row)> {
    let sheets = board.sheets().iter();
    let sheets = sheets.filter(|sheet| options.sheet.is_none_or(|only| only == sheet.id));
    sheets.flat_map(|sheet| {
        let stages = sheet.stages.iter();
        let stages = stages.filter(|stage| options.stage.is_none_or(|only| only == stage.id));
        stages.flat_map(|stage| &stage.steps).flat_map(|step| {
            let rows = sheet.rows.iter();
            let rows = rows.filter(|row| options.row.is_none_or(|only| only == row.id));
            rows.map(|row| (cell_of(step.id, row.id), row))
        })
    })
}

const fn cell_of(step: StepId, row: RowId) -> CellId {
    CellId { step, row }
}

/// Whether a cell has a metric, or its step ratings.
fn has_layer(board: &Board, cell: CellId, row: &Row) -> bool {
    match row.row_type {
        RowType::Notes => false,
        RowType::Measures => board
            .measure(cell)
            .is_some_and(|it| *it != Measure::default()),
        RowType::Sentiment => {
            let mut personas = board.personas().into_iter();
            personas.any(|it| {
                board
                    .sentiments(it.id, cell.step)
                    .is_some_and(|set| !set.is_empty())
            })
        }
    }
}

/// A table while it is written.
struct Table<'b> {
    board: &'b Board,
    names: Names,
    separator: char,
    columns: &'static [Column],
    text: String,
}

impl Table<'_> {
    /// A line of the columns that the table has.
    fn cells(&self, value: impl Fn(Column) -> String) -> Vec<String> {
        let cells = self.columns.iter();
        cells
            .map(|&column| protected(&without_controls(&value(column))))
            .collect()
    }

    fn write(&mut self, cells: &[String]) {
        write_record(
            &mut self.text,
            self.separator,
            cells.iter().map(String::as_str),
        );
    }

    fn note(&mut self, note: &Note) {
        let cells = self.cells(|column| value(self.board, &self.names, note, column));
        self.write(&cells);
    }

    /// What a line of a cell without a note says of its place.
    fn place(&self, cell: CellId, column: Column) -> String {
        let step = self.names.steps.get(&cell.step);
        let named = match column {
            Column::Sheet => self
                .board
                .sheet_of(cell)
                .and_then(|sheet| self.names.sheets.get(&sheet)),
            Column::Stage => step.map(|(stage, _)| stage),
            Column::Step => step.map(|(_, step)| step),
            Column::Row => self.names.rows.get(&cell.row),
            _ => None,
        };
        named.cloned().unwrap_or_default()
    }

    /// The ratings of a step, one line for each persona.
    fn ratings(&mut self, cell: CellId, row: &Row) {
        if !self.names.curves.contains(&row.id) {
            return;
        }
        let board = self.board;
        let personas = board.personas();
        let named = labels(personas.iter().map(|persona| persona.name.as_str()));
        for (persona, name) in personas.into_iter().zip(named) {
            let Some(set) = board
                .sentiments(persona.id, cell.step)
                .filter(|set| !set.is_empty())
            else {
                continue;
            };
            let mut ratings: Vec<i8> = set.values().copied().collect();
            ratings.sort_unstable();
            // A hyphen at the beginning would be a formula to spreadsheets, which a minus sign is not.
            let written = ratings
                .iter()
                .map(|it| it.to_string().replace('-', "\u{2212}"));
            let written = written.collect::<Vec<_>>().join(";");
            let line = |column| match column {
                Column::Persona => name.clone(),
                Column::Sentiment => written.clone(),
                column => self.place(cell, column),
            };
            let cells = self.cells(line);
            self.write(&cells);
        }
    }

    fn measure(&mut self, cell: CellId, row: &Row) {
        if row.row_type != RowType::Measures || !has_layer(self.board, cell, row) {
            return;
        }
        let measure = self.board.measure(cell).cloned().unwrap_or_default();
        let line = |column| match column {
            Column::Measure => measure.value.clone(),
            Column::Unit => measure.unit.clone(),
            Column::Target => measure.target.clone(),
            column => self.place(cell, column),
        };
        let cells = self.cells(line);
        self.write(&cells);
    }
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
        Column::Persona | Column::Sentiment | Column::Measure | Column::Unit | Column::Target => {
            String::new()
        }
    }
}
