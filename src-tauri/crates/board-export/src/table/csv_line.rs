//! One line of a table, and what its cells mean.

use super::cell::{forbidden_control, unprotected, with_line_breaks};
use super::columns::{Column, Header};
use super::error::ImportReason;
use board_model::limits::{LINK_UTF16, LONG_TEXT_UTF16, TAGS, TITLE_UTF16, utf16_len};
use board_model::{Evidence, Impact, NoteAttributes, SENTIMENT_RANGE};

/// How much of a wrong cell is shown, in characters.
const SHOWN_OF_A_CELL: usize = 60;

/// The most ratings of one step that a line may bring: more people than any workshop has.
const RATINGS: usize = 1_000;

/// A line and what its cells mean.
pub(super) struct Line<'a> {
    pub(super) header: &'a Header,
    pub(super) cells: &'a [String],
}

impl Line<'_> {
    pub(super) fn cell(&self, column: Column) -> &str {
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

    pub(super) fn yes(&self, column: Column) -> Result<bool, ImportReason> {
        match self.word(column).as_str() {
            "" | "no" => Ok(false),
            "yes" => Ok(true),
            _ => Err(self.wrong(column, "«yes» or nothing")),
        }
    }

    /// One of some words, or nothing.
    pub(super) fn choice<T>(
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
    pub(super) fn kept(
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
        Ok((!text.is_empty()).then(|| with_line_breaks(text)))
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

    pub(super) fn attributes(&self) -> Result<NoteAttributes, ImportReason> {
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

    /// Ratings from -2 to 2; none for an empty cell. A minus may be the typographic one.
    pub(super) fn ratings(&self) -> Result<Vec<i8>, ImportReason> {
        let wrong = || {
            self.wrong(
                Column::Sentiment,
                "whole numbers from -2 to 2, split by «;»",
            )
        };
        let cell = self.cell(Column::Sentiment).replace('\u{2212}', "-");
        let words = cell
            .split(';')
            .map(str::trim)
            .filter(|word| !word.is_empty());
        let rating = |word: &str| {
            let rating = word.parse::<i8>().ok();
            let rating = rating.filter(|rating| SENTIMENT_RANGE.contains(rating));
            rating.ok_or_else(wrong)
        };
        let ratings = words.map(rating).collect::<Result<Vec<i8>, _>>()?;
        let (given, max) = (ratings.len(), RATINGS);
        if given > max {
            let what = "the step, in ratings,";
            return Err(ImportReason::Limit { what, given, max });
        }
        Ok(ratings)
    }

    /// Whether the line can be read: it reaches its text, nothing stands beyond the last column, and no cell holds what
    /// no text does. Spreadsheets leave empty cells at the end of a line away, or write some more.
    pub(super) fn check_cells(&self) -> Result<(), ImportReason> {
        let (given, expected) = (self.cells.len(), self.header.width);
        let mut beyond = self.cells.iter().skip(expected);
        if beyond.any(|cell| !cell.trim().is_empty()) {
            return Err(ImportReason::CellsBeyond { given, expected });
        }
        if given < expected && self.header.place(Column::Text) >= Some(given) {
            return Err(ImportReason::CellsMissing { given, expected });
        }
        let control = self.cells.iter().find_map(|cell| forbidden_control(cell));
        control.map_or(Ok(()), |letter| {
            Err(ImportReason::Control {
                code: u32::from(letter),
            })
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// Whether the line says nothing of a note.
    pub(super) fn has_no_note(&self) -> bool {
        Column::ALL
            .iter()
            .filter(|column| !column.is_place() && !column.is_further())
            .all(|column| self.cell(*column).trim().is_empty())
    }
}
