//! Why a file was not imported.

use board_model::ErrorCode;
use std::fmt;
use thiserror::Error;

/// Why nothing of a file was imported. As a sentence: the file, the line, the reason and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub struct ImportError {
    /// Name of the file as the user knows it.
    pub file: String,
    /// The line it is about, counted from 1, where it is about one. For a cell with line breaks the first.
    pub line: Option<usize>,
    /// What is wrong.
    pub reason: ImportReason,
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}, line {line}: {}", self.file, self.reason),
            None => write!(f, "{}: {}", self.file, self.reason),
        }
    }
}

impl ImportError {
    pub(super) fn at(file: &str, line: usize, reason: ImportReason) -> Self {
        Self {
            file: file.to_owned(),
            line: Some(line),
            reason,
        }
    }

    pub(super) fn of(file: &str, reason: ImportReason) -> Self {
        Self {
            file: file.to_owned(),
            line: None,
            reason,
        }
    }

    /// The stable code of the contract.
    pub const fn code(&self) -> ErrorCode {
        match self.reason {
            ImportReason::TooLarge { .. } => ErrorCode::TooLarge,
            ImportReason::Limit { .. } => ErrorCode::Limit,
            ImportReason::KnownId { .. } | ImportReason::IdTwice { .. } => ErrorCode::DuplicateId,
            ImportReason::NotText { .. }
            | ImportReason::UnknownFormat { .. }
            | ImportReason::NoTextColumn
            | ImportReason::ColumnTwice { .. }
            | ImportReason::OpenQuote
            | ImportReason::AfterQuote { .. }
            | ImportReason::CellsBeyond { .. }
            | ImportReason::CellsMissing { .. }
            | ImportReason::RowHoldsOther { .. }
            | ImportReason::Word { .. }
            | ImportReason::Control { .. } => ErrorCode::BadInput,
        }
    }
}

/// What is wrong with a file or a line of it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImportReason {
    /// More bytes than [`super::FILE_BYTES`].
    #[error("it has {given} bytes, at most {max} can be imported; divide it")]
    TooLarge {
        /// Its size in bytes.
        given: usize,
        /// The most that is read.
        max: usize,
    },
    /// In no encoding that is read; the line is that of the first wrong byte.
    #[error(
        "byte {offset} is in no encoding that is read{hint}; save the file as «CSV UTF-8» or as text in UTF-8"
    )]
    NotText {
        /// Where the first wrong byte is, counted from 0.
        offset: usize,
        /// What it looks like instead, if that can be told.
        hint: &'static str,
    },
    /// An ending that is not a table or text.
    #[error("«.{extension}» is not a table or text; use .csv, .tsv or .txt")]
    UnknownFormat {
        /// What follows the last dot.
        extension: String,
    },
    /// The first line does not name a `text` column.
    #[error("no column is called «text»; the first line must name the columns, parted by commas, semicolons or tabs, as in: {}", super::COLUMNS.join(","))]
    NoTextColumn,
    /// The first line names a column twice.
    #[error("two columns are called «{column}»; keep one")]
    ColumnTwice {
        /// The column.
        column: &'static str,
    },
    /// A quoted cell that never ends; the line is where it begins.
    #[error(
        "a cell begins with a quotation mark here and never ends; close it, and write a mark inside it twice"
    )]
    OpenQuote,
    /// Text after the closing mark of a quoted cell.
    #[error(
        "«{found}» follows the closing quotation mark of a cell; write a mark inside a quoted cell twice"
    )]
    AfterQuote {
        /// What follows.
        found: char,
    },
    /// A line with text beyond the columns that the first names.
    #[error(
        "{given} cells, but the first line names {expected} columns; put cells that hold separators into quotation marks, or name the further columns"
    )]
    CellsBeyond {
        /// How many there are.
        given: usize,
        /// How many there should be.
        expected: usize,
    },
    /// A line that ends before its text.
    #[error(
        "{given} of {expected} cells, and «text» is missing; put cells that hold line breaks into quotation marks, or write all separators"
    )]
    CellsMissing {
        /// How many there are.
        given: usize,
        /// How many there should be.
        expected: usize,
    },
    /// A cell that must be one of some words, a number or an id.
    #[error("{column} cannot be «{given}»: {expected}")]
    Word {
        /// The column.
        column: &'static str,
        /// What the cell says, shortened.
        given: String,
        /// What would do.
        expected: &'static str,
    },
    /// Ratings or metrics for a row that holds something else.
    #[error("the row «{row}» does not hold {what}; name a row that does, a new one, or none")]
    RowHoldsOther {
        /// The row.
        row: String,
        /// What the line brings.
        what: &'static str,
    },
    /// A control character other than tab and line break.
    #[error("the control character U+{code:04X} stands in a cell; take it out")]
    Control {
        /// Its number.
        code: u32,
    },
    /// Over a limit of [`board_model::limits`].
    #[error("{what} has {given}, but at most {max} are possible; shorten or divide it")]
    Limit {
        /// What is too long or too many, and its unit.
        what: &'static str,
        /// How much was given.
        given: usize,
        /// How much is possible.
        max: usize,
    },
    /// A note of this id is on the board, or was.
    #[error(
        "a note with the id {id} is on the board already; import with new ids to get a second copy"
    )]
    KnownId {
        /// The id.
        id: String,
    },
    /// Two lines with one id.
    #[error("the id {id} is in an earlier line too; leave one empty, or import with new ids")]
    IdTwice {
        /// The id.
        id: String,
    },
}
