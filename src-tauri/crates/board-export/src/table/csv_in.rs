//! Notes from a table.

use super::cell::{forbidden_control, unprotected};
use super::columns::{Column, Header};
use super::delimited::{Reader, Record};
use super::error::{ImportError, ImportReason};
use super::structure::{ColumnName, Structure};
use super::{Import, without_mark};
use board_model::limits::{
    LINK_UTF16, LONG_TEXT_UTF16, NOTE_TEXT_UTF16, NOTES, TAGS, TITLE_UTF16, utf16_len,
};
use board_model::{AddNote, After, Board, Evidence, Impact, NoteAttributes, NoteId, Placed};
use std::collections::HashSet;
use uuid::Uuid;

/// How much of a wrong cell is shown, in characters.
const SHOWN_OF_A_CELL: usize = 60;

/// What separates cells, in the order in which it is tried.
pub(super) const BY_COMMAS: [char; 3] = [',', ';', '\t'];
const BY_TABS: [char; 3] = ['\t', ',', ';'];

/// The notes of a table in RFC 4180 as edits for `board`, to be applied as one act.
///
/// The first line names the columns: any of [`super::COLUMNS`] with `text`, in any order; others are passed
/// over and listed in [`Import::ignored`]. Cells are separated by commas; where the first line says so, by
/// semicolons or tabs. Sheet, stage, step, row and kind are found by title (trimmed, any case) and added when
/// missing, in the order of appearance. Without a sheet the first is meant; without stage and row the note
/// goes to the parking lot, as with `parked` = `yes`; without one of both the first is meant. A line with
/// nothing but a place adds the place. `name` is how errors call the file. With `new_ids` the ids of the file
/// are not used. O(lines × titles of a sheet).
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
    let table = without_mark(table);
    let fault = |(line, reason)| ImportError::at(name, line, reason);
    let separator = separators
        .into_iter()
        .find(|&separator| has_text_column(table, separator))
        .unwrap_or(',');
    let mut records = Reader::new(table, separator);
    let first = records
        .next()
        .transpose()
        .map_err(fault)?
        .unwrap_or(Record {
            line: 1,
            cells: Vec::new(),
        });
    let header = Header::read(&first.cells).map_err(|reason| fault((first.line, reason)))?;
    let mut lines = Lines {
        structure,
        ids: HashSet::new(),
        notes: 0,
        new_ids,
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
    Ok(Import {
        edits: lines.structure.edits,
        notes: lines.notes,
        ignored: header.ignored,
    })
}

fn has_text_column(table: &str, separator: char) -> bool {
    let first = Reader::new(table, separator).next();
    first.is_some_and(|record| record.is_ok_and(|record| Header::read(&record.cells).is_ok()))
}

/// A line and what its cells mean.
struct Line<'a> {
    header: &'a Header,
    cells: &'a [String],
}

impl Line<'_> {
    fn cell(&self, column: Column) -> &str {
        self.header
            .place(column)
            .and_then(|place| self.cells.get(place))
            .map_or("", |cell| unprotected(cell))
    }

    fn word(&self, column: Column) -> String {
        self.cell(column).trim().to_lowercase()
    }

    fn wrong(&self, column: Column, expected: &'static str) -> ImportReason {
        let given = self.cell(column).chars().take(SHOWN_OF_A_CELL).collect();
        ImportReason::Word {
            column: column.name(),
            given,
            expected,
        }
    }

    fn yes(&self, column: Column) -> Result<bool, ImportReason> {
        match self.word(column).as_str() {
            "" | "no" => Ok(false),
            "yes" => Ok(true),
            _ => Err(self.wrong(column, "«yes» or nothing")),
        }
    }

    /// One of some words, or nothing.
    fn choice<T>(
        &self,
        column: Column,
        named: impl Fn(&str) -> Option<T>,
        expected: &'static str,
    ) -> Result<Option<T>, ImportReason> {
        let word = self.word(column);
        if word.is_empty() {
            return Ok(None);
        }
        named(&word)
            .map(Some)
            .ok_or_else(|| self.wrong(column, expected))
    }

    /// A text that is kept as it is; `None` when empty.
    fn kept(
        &self,
        column: Column,
        what: &'static str,
        max: usize,
    ) -> Result<Option<String>, ImportReason> {
        let text = self.cell(column);
        let given = utf16_len(text);
        if given > max {
            return Err(ImportReason::Limit { what, given, max });
        }
        Ok((!text.is_empty()).then(|| text.to_owned()))
    }

    fn tags(&self) -> Result<Option<Vec<String>>, ImportReason> {
        let tags: Vec<String> = self
            .cell(Column::Tags)
            .split(';')
            .map(str::trim)
            .filter(|tag| !tag.is_empty())
            .map(str::to_owned)
            .collect();
        if tags.len() > TAGS {
            return Err(ImportReason::Limit {
                what: "the note, in tags,",
                given: tags.len(),
                max: TAGS,
            });
        }
        let longest = tags.iter().map(|tag| utf16_len(tag)).max().unwrap_or(0);
        if longest > TITLE_UTF16 {
            return Err(ImportReason::Limit {
                what: "a tag, in characters,",
                given: longest,
                max: TITLE_UTF16,
            });
        }
        Ok((!tags.is_empty()).then_some(tags))
    }

    fn votes(&self) -> Result<Option<u32>, ImportReason> {
        let number = |word: &str| word.parse::<u32>().ok();
        let votes = self.choice(Column::Votes, number, "a whole number from 0, or nothing")?;
        Ok(votes.filter(|&votes| votes > 0))
    }

    fn attributes(&self) -> Result<NoteAttributes, ImportReason> {
        Ok(NoteAttributes {
            tags: self.tags()?,
            impact: self
                .choice(
                    Column::Impact,
                    Impact::named,
                    "«trivial», «work-around», «abandon» or nothing",
                )?
                .map(Some),
            evidence: self
                .choice(
                    Column::Evidence,
                    Evidence::named,
                    "«assumption», «data», «quote» or nothing",
                )?
                .map(Some),
            source: self.kept(Column::Source, "the source, in characters,", TITLE_UTF16)?,
            owner: self.kept(Column::Owner, "the owner, in characters,", TITLE_UTF16)?,
            link: self.kept(Column::Link, "the link, in characters,", LINK_UTF16)?,
            detail: self.kept(
                Column::Detail,
                "the detail, in characters,",
                LONG_TEXT_UTF16,
            )?,
            moment: self.yes(Column::Moment)?.then_some(true),
            author: self.kept(Column::Author, "the author, in characters,", TITLE_UTF16)?,
            carried_votes: self.votes()?,
            ..NoteAttributes::default()
        })
    }

    fn check_cells(&self) -> Result<(), ImportReason> {
        let (given, expected) = (self.cells.len(), self.header.width);
        if given != expected {
            return Err(ImportReason::CellCount { given, expected });
        }
        let control = self.cells.iter().find_map(|cell| forbidden_control(cell));
        control.map_or(Ok(()), |letter| {
            Err(ImportReason::Control {
                code: u32::from(letter),
            })
        })
    }

    fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// Whether the line names a place and nothing else.
    fn is_place_only(&self) -> bool {
        let is_place = |column: &Column| {
            matches!(
                column,
                Column::Sheet | Column::Stage | Column::Step | Column::Row
            )
        };
        Column::ALL
            .iter()
            .filter(|column| !is_place(column))
            .all(|column| self.cell(*column).trim().is_empty())
    }
}

/// The lines so far.
struct Lines<'m> {
    structure: Structure<'m>,
    ids: HashSet<NoteId>,
    notes: usize,
    new_ids: bool,
}

impl Lines<'_> {
    fn take(&mut self, line: &Line<'_>) -> Result<(), ImportReason> {
        if line.is_empty() {
            return Ok(());
        }
        line.check_cells()?;
        if line.is_place_only() {
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
            return Ok(NoteId::from_uuid(self.structure.fresh()));
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
        let column = ColumnName {
            stage: line.cell(Column::Stage),
            step: line.cell(Column::Step),
        };
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

    /// Adds what the line names and the board lacks.
    fn add_place(&mut self, line: &Line<'_>) -> Result<(), ImportReason> {
        let sheet = self.structure.sheet(line.cell(Column::Sheet))?;
        let column = ColumnName {
            stage: line.cell(Column::Stage),
            step: line.cell(Column::Step),
        };
        if !column.stage.trim().is_empty() || !column.step.trim().is_empty() {
            self.structure.step(sheet, column)?;
        }
        if !line.cell(Column::Row).trim().is_empty() {
            self.structure.row(sheet, line.cell(Column::Row))?;
        }
        Ok(())
    }
}
