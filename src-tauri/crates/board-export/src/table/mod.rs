//! A board's notes as text and tables, and notes out of them.
//!
//! Nothing here reads or writes files: bytes and names are passed in. Import gives edits, to be applied as
//! one act, or an [`ImportError`] that names file, line and reason, and then nothing.
//!
//! The table (`.csv`, `.tsv`) has the columns [`COLUMNS`]; what import makes of them is told at
//! [`csv_import`], what of plain text (`.txt`) at [`text_import`]. Three rules hold for all of them:
//! - Text is UTF-8, with or without byte order mark, and kept as it is. Control characters other than tab and
//!   line breaks are refused by import, and written by export as the wall shows them (`␛`).
//! - A cell that a spreadsheet would run (it begins with `=`, `+`, `-`, `@`, tab or CR) is written with an
//!   apostrophe before it, which import takes away.
//! - Text beyond a limit of [`board_model::limits`] is refused with the limit, never cut.

mod cell;
mod columns;
mod csv_in;
mod csv_out;
mod delimited;
mod error;
mod example;
mod known;
mod labels;
mod lines;
mod outline;
mod structure;

pub use columns::COLUMNS;
pub use csv_in::{csv_import, tsv_import};
pub use csv_out::{CsvOptions, csv_export};
pub use error::{ImportError, ImportReason};
pub use example::example;
pub use lines::text_import;
pub use outline::outline;

use board_model::{Board, Edit, Many};
use uuid::Uuid;

/// The most bytes of a file that are read: a full board of [`board_model::limits::NOTES`] notes with their
/// longest texts would have more, but no table of a workshop comes near it.
pub const FILE_BYTES: usize = 50_000_000;

/// What a file gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The edits in order, every id minted; they belong together.
    pub edits: Vec<Edit>,
    /// How many notes they add.
    pub notes: usize,
    /// Columns of the file that mean nothing here and were passed over.
    pub ignored: Vec<String>,
}

impl Import {
    /// The whole import as one act: one transaction, one undo step.
    pub fn into_edit(self) -> Edit {
        Many { edits: self.edits }.into()
    }
}

/// The text of a file that is UTF-8 and not too large, without its byte order mark. `name` is how errors call it.
///
/// # Errors
/// Too large; or not UTF-8, with offset and line of the first wrong byte.
pub fn decode<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, ImportError> {
    if bytes.len() > FILE_BYTES {
        return Err(ImportError::of(
            name,
            ImportReason::TooLarge {
                given: bytes.len(),
                max: FILE_BYTES,
            },
        ));
    }
    std::str::from_utf8(bytes)
        .map(without_mark)
        .map_err(|error| {
            let offset = error.valid_up_to();
            let line = 1 + bytes
                .iter()
                .take(offset)
                .filter(|&&byte| byte == b'\n')
                .count();
            let hint = match bytes {
                [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => " (the file is UTF-16)",
                _ => "",
            };
            ImportError::at(name, line, ImportReason::NotUtf8 { offset, hint })
        })
}

/// Imports a `.csv`, `.tsv` or `.txt` file; its ending decides. See [`csv_import`] and [`text_import`].
///
/// # Errors
/// Any [`ImportReason`].
pub fn import_file(
    name: &str,
    bytes: &[u8],
    board: &Board,
    mint: &mut dyn FnMut() -> Uuid,
    new_ids: bool,
) -> Result<Import, ImportError> {
    let extension = name
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_lowercase())
        .unwrap_or_default();
    match extension.as_str() {
        "csv" => csv_import(name, decode(name, bytes)?, board, mint, new_ids),
        "tsv" | "tab" => tsv_import(name, decode(name, bytes)?, board, mint, new_ids),
        "txt" => text_import(name, decode(name, bytes)?, board, mint),
        _ => Err(ImportError::of(
            name,
            ImportReason::UnknownFormat { extension },
        )),
    }
}

/// The board as JSON for people: the contract's form, indented, with a line end.
///
/// # Errors
/// None that is known; those of the encoder.
pub fn json_export(board: &Board) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(board)?;
    text.push('\n');
    Ok(text)
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

#[cfg(test)]
mod tests;
