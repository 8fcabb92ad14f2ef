//! Notes from a table.

use super::columns::{Column, Header};
use super::csv_line::Line;
use super::delimited::{Reader, Record};
use super::error::{ImportError, ImportReason};
use super::structure::{ColumnName, Structure};
use super::{Import, Rated, without_mark};
use board_model::limits::{NOTE_TEXT_UTF16, NOTES, TITLE_UTF16};
use board_model::{AddNote, After, Board, NoteId, Placed, RowId, RowType, SetMeasure, StepId};
use std::collections::{BTreeSet, HashSet};
use uuid::Uuid;

/// What separates cells, in the order in which it is tried.
pub(super) const BY_COMMAS: [char; 3] = [',', ';', '\t'];
const BY_TABS: [char; 3] = ['\t', ',', ';'];

/// The notes of a table in RFC 4180 as edits for `board`, to be applied as one act.
///
/// The first line names the columns: any of [`super::COLUMNS`] and [`super::FURTHER_COLUMNS`] with `text`, in any
/// order; others are passed over and listed in [`Import::ignored`]. Cells are separated by commas; where the first line
/// says so, by semicolons or tabs; a line `sep=;` before it decides, as spreadsheets write it. Empty cells may be missing
/// at the end of a line, or be too many. Sheet, stage, step, row, kind and persona are found by title, as people see it,
/// and added when missing, in the order of appearance. Without a sheet the first is meant; without stage and row the note
/// goes to the parking lot, as with `parked` = `yes`; without one of both the first is meant. A line with
/// nothing but a place adds the place, with `sentiment` rates it, with `measure` sets its metric. `name` is how errors
/// call the file. With `new_ids` the ids of the file are not used. O(lines × titles of a sheet).
///
/// # Errors
/// The first line that is wrong; nothing of the file is imported then.
pub fn csv_import(
    name: &str,
    table: &str,
    board: &Board,
    mint: &mut dyn FnMut() -> Uuid,
    new_ids: bool,
) -> Result<Import, ImportError> {
    read(name, table, Structure::of(board, mint), new_ids, BY_COMMAS)
}

/// As [`csv_import`], with cells separated by tabs.
///
/// # Errors
/// As [`csv_import`].
pub fn tsv_import(
    name: &str,
    table: &str,
    board: &Board,
    mint: &mut dyn FnMut() -> Uuid,
    new_ids: bool,
) -> Result<Import, ImportError> {
    read(name, table, Structure::of(board, mint), new_ids, BY_TABS)
}

/// As [`csv_import`], for a known structure.
pub(super) fn read(
    name: &str,
    table: &str,
    structure: Structure<'_>,
    new_ids: bool,
    separators: [char; 3],
) -> Result<Import, ImportError> {
    let fault = |(line, reason)| ImportError::at(name, line, reason);
    let (table, said) = without_separator_line(without_mark(table));
    let separator = said.or_else(|| {
        let mut tried = separators.into_iter();
        tried.find(|&separator| has_text_column(table, separator))
    });
    // The line that said so is a line too.
    let before = usize::from(said.is_some());
    let mut records = Reader::new(table, separator.unwrap_or(',')).after(before);
    let first = records
        .next()
        .transpose()
        .map_err(fault)?
        .unwrap_or(Record {
            line: 1 + before,
            cells: Vec::new(),
        });
    let header = Header::read(&first.cells).map_err(|reason| fault((first.line, reason)))?;
    let mut lines = Lines {
        structure,
        ids: HashSet::new(),
        notes: 0,
        new_ids,
        rated: Vec::new(),
        measures: 0,
        unread: BTreeSet::new(),
    };
    for record in records {
        let record = record.map_err(fault)?;
        lines
            .take(&Line {
                header: &header,
                cells: &record.cells,
            })
            .map_err(|reason| fault((record.line, reason)))?;
    }
    let nameless = lines
        .unread
        .iter()
        .map(|place| format!("column {} (no name)", place + 1));
    Ok(Import {
        edits: lines.structure.edits,
        rated: lines.rated,
        measures: lines.measures,
        notes: lines.notes,
        ignored: header.ignored.iter().cloned().chain(nameless).collect(),
        guessed: None,
    })
}

/// What parts the cells, as a first line `sep=;` says, and the table behind that line.
fn without_separator_line(table: &str) -> (&str, Option<char>) {
    let said = || {
        let (line, rest) = table.split_once(['\r', '\n'])?;
        let line = line.trim_matches('"');
        let mut letters = line
            .get(..4)
            .filter(|it| it.eq_ignore_ascii_case("sep="))
            .and(line.get(4..))?
            .chars();
        let separator = letters.next()?;
        // Some programs fill the line up with separators.
        letters
            .all(|letter| letter == separator)
            .then_some((separator, rest))
    };
    match said() {
        Some((separator, rest)) => (rest.strip_prefix('\n').unwrap_or(rest), Some(separator)),
        None => (table, None),
    }
}

/// Whether a text is a table with tabs: its first line has some, and names a column `text`.
pub(super) fn is_tabbed_table(text: &str) -> bool {
    let first = text.split(['\r', '\n']).next().unwrap_or_default();
    first.contains('\t') && has_text_column(first, '\t')
}

fn has_text_column(table: &str, separator: char) -> bool {
    let first = Reader::new(table, separator).next();
    first.is_some_and(|record| record.is_ok_and(|record| Header::read(&record.cells).is_ok()))
}

/// The stage and step that a line names.
fn column_of<'a>(line: &'a Line<'_>) -> ColumnName<'a> {
    ColumnName {
        stage: line.cell(Column::Stage),
        step: line.cell(Column::Step),
    }
}

/// The lines so far.
struct Lines<'m> {
    structure: Structure<'m>,
    ids: HashSet<NoteId>,
    notes: usize,
    new_ids: bool,
    rated: Vec<Rated>,
    measures: usize,
    /// Places of columns without a name that hold something.
    unread: BTreeSet<usize>,
}

impl Lines<'_> {
    fn take(&mut self, line: &Line<'_>) -> Result<(), ImportReason> {
        if line.is_empty() {
            return Ok(());
        }
        line.check_cells()?;
        let filled = |place: &&usize| {
            let cell = line.cells.get(**place);
            cell.is_some_and(|cell| !cell.trim().is_empty())
        };
        self.unread
            .extend(line.header.nameless.iter().filter(filled));
        self.rate(line)?;
        self.measure(line)?;
        if line.has_no_note() {
            return self.add_place(line);
        }
        let note = AddNote {
            id: Some(self.id(line)?),
            sheet: None,
            step: None,
            row: None,
            parked: line.yes(Column::Parked)?,
            text: line
                .kept(Column::Text, "the text, in characters,", NOTE_TEXT_UTF16)?
                .unwrap_or_default(),
            kind: None,
            after: After::Last,
            attributes: line.attributes()?,
        };
        let kind = line.cell(Column::Kind);
        let kind = if kind.trim().is_empty() {
            None
        } else {
            Some(self.structure.kind(kind)?)
        };
        let place = if note.parked {
            Placed::Parked
        } else {
            self.place(line)?
        };
        self.structure.add_note(AddNote { kind, ..note }, place);
        self.notes += 1;
        let given = self.structure.note_count() + self.notes;
        if given > NOTES {
            return Err(ImportReason::Limit {
                what: "the board, in notes,",
                given,
                max: NOTES,
            });
        }
        Ok(())
    }

    fn id(&mut self, line: &Line<'_>) -> Result<NoteId, ImportReason> {
        let id = line.choice(
            Column::Id,
            |word| word.parse::<NoteId>().ok(),
            "a UUID or nothing",
        )?;
        let Some(id) = id.filter(|_| !self.new_ids) else {
            return Ok(NoteId::from_uuid(self.structure.next_id()));
        };
        if self.structure.has_note(id) {
            return Err(ImportReason::KnownId { id: id.to_string() });
        }
        if !self.ids.insert(id) {
            return Err(ImportReason::IdTwice { id: id.to_string() });
        }
        Ok(id)
    }

    fn place(&mut self, line: &Line<'_>) -> Result<Placed, ImportReason> {
        let column = column_of(line);
        let row = line.cell(Column::Row);
        if [column.stage, column.step, row]
            .iter()
            .all(|name| name.trim().is_empty())
        {
            return Ok(Placed::Parked);
        }
        self.structure
            .cell(line.cell(Column::Sheet), column, row)
            .map(Placed::Cell)
    }

    /// The step of a line, and the row of this type at it: only a line without a note names that row.
    fn step_and_row(
        &mut self,
        line: &Line<'_>,
        holds: RowType,
    ) -> Result<(StepId, RowId), ImportReason> {
        let sheet = self.structure.sheet(line.cell(Column::Sheet))?;
        let step = self.structure.step(sheet, column_of(line))?;
        let named = if line.has_no_note() {
            line.cell(Column::Row)
        } else {
            ""
        };
        Ok((step, self.structure.row(sheet, named, holds)?))
    }

    /// Takes the ratings of a line for its step.
    fn rate(&mut self, line: &Line<'_>) -> Result<(), ImportReason> {
        let values = line.ratings()?;
        // A line that names a persona and no note is about ratings, also where there are none yet.
        let is_named = line.has_no_note() && !line.cell(Column::Persona).trim().is_empty();
        if values.is_empty() && !is_named {
            return Ok(());
        }
        let (step, _) = self.step_and_row(line, RowType::Sentiment)?;
        let persona = self.structure.persona(line.cell(Column::Persona))?;
        if !values.is_empty() {
            self.rated.push(Rated {
                persona,
                step,
                values,
            });
        }
        Ok(())
    }

    /// Sets the metric of a line.
    fn measure(&mut self, line: &Line<'_>) -> Result<(), ImportReason> {
        let text = |column, what| line.kept(column, what, TITLE_UTF16);
        let value = text(Column::Measure, "the metric, in characters,")?;
        let unit = text(Column::Unit, "the unit, in characters,")?;
        let target = text(Column::Target, "the target, in characters,")?;
        if value.is_none() && unit.is_none() && target.is_none() {
            return Ok(());
        }
        let (step, row) = self.step_and_row(line, RowType::Measures)?;
        let set = SetMeasure {
            step: step.into(),
            row: row.into(),
            sheet: None,
            value: Some(value.unwrap_or_default()),
            unit: Some(unit.unwrap_or_default()),
            target: Some(target.unwrap_or_default()),
        };
        self.structure.edits.push(set.into());
        self.measures += 1;
        Ok(())
    }

    /// Adds what the line names and the board lacks.
    fn add_place(&mut self, line: &Line<'_>) -> Result<(), ImportReason> {
        let sheet = self.structure.sheet(line.cell(Column::Sheet))?;
        let column = column_of(line);
        if !column.stage.trim().is_empty() || !column.step.trim().is_empty() {
            self.structure.step(sheet, column)?;
        }
        if !line.cell(Column::Row).trim().is_empty() {
            self.structure
                .row(sheet, line.cell(Column::Row), RowType::Notes)?;
        }
        Ok(())
    }
}
