//! A board's notes as text and tables, and notes out of them.
//!
//! Nothing here reads or writes files: bytes and names are passed in. Import gives edits, to be applied as
//! one act, or an [`ImportError`] that names file, line and reason, and then nothing.
//!
//! The table (`.csv`, `.tsv`) has the columns [`COLUMNS`]; what import makes of them is told at
//! [`csv_import`], what of plain text (`.txt`) at [`text_import`]. Four rules hold for all of them:
//! - Text is written in UTF-8, and read in UTF-8, UTF-16 or, where it is neither, Windows-1252 ([`decode`]). It is kept as
//!   it is, but that vertical tabs and the like become line breaks. Other control characters than tab and line breaks are
//!   refused by import, and written by export as the wall shows them (`␛`).
//! - Names are compared as people see them ([`board_model::name_key`]), and kept as they were written first.
//! - A cell that a spreadsheet would run (it begins with `=`, `+`, `-`, `@`, tab or CR) is written with an
//!   apostrophe before it, which import takes away.
//! - Text beyond a limit of [`board_model::limits`] is refused with the limit, never cut.

mod cell;
mod columns;
mod csv_in;
mod csv_line;
mod csv_out;
mod decode;
mod delimited;
mod error;
mod example;
mod items;
mod labels;
mod outline;
mod structure;
mod structure_index;
mod text_in;

pub use columns::{COLUMNS, FURTHER_COLUMNS};
pub use csv_in::{csv_import, tsv_import};
pub use csv_out::{CsvOptions, Separator, csv_export};
pub use decode::{Decoded, decode};
pub use error::{ImportError, ImportReason};
pub use example::example;
pub use outline::outline;
pub use text_in::text_import;

use board_model::{Board, Edit, Many, PersonaId, SetSentiment, StepId};
use csv_in::is_tabbed_table;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The most bytes of a file that are read: a full board of [`board_model::limits::NOTES`] notes with their
/// longest texts would have more, but no table of a workshop comes near it.
pub const FILE_BYTES: usize = 50_000_000;

/// Ratings of one step for one persona. Each is by somebody else, and nobody knows by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rated {
    /// The persona whose sentiment it is.
    pub persona: PersonaId,
    /// Where on the journey.
    pub step: StepId,
    /// From -2 to 2.
    pub values: Vec<i8>,
}

/// What a file gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The edits in order, every id minted; they belong together.
    pub edits: Vec<Edit>,
    /// Ratings, which come after the edits.
    pub rated: Vec<Rated>,
    /// How many notes they add.
    pub notes: usize,
    /// How many metrics they set.
    pub measures: usize,
    /// Columns of the file that mean nothing here and were passed over.
    pub ignored: Vec<String>,
    /// The encoding, where the file does not say it and it was guessed.
    pub guessed: Option<&'static str>,
}

impl Import {
    /// The whole import but for ratings as one act: one transaction, one undo step.
    pub fn into_edit(self) -> Edit {
        Many { edits: self.edits }.into()
    }

    /// How many ratings there are.
    pub fn ratings(&self) -> usize {
        self.rated.iter().map(|rated| rated.values.len()).sum()
    }

    /// The ratings as acts, each by somebody of their own: as many as the step has ratings that has most.
    pub fn raters(&self) -> Vec<Edit> {
        let mut given: BTreeMap<(PersonaId, StepId), Vec<i8>> = BTreeMap::new();
        for Rated {
            persona,
            step,
            values,
        } in &self.rated
        {
            given.entry((*persona, *step)).or_default().extend(values);
        }
        let most = given.values().map(Vec::len).max().unwrap_or(0);
        let rater = |at: usize| {
            let own = given.iter().filter_map(|(&(persona, step), values)| {
                let rating = SetSentiment {
                    persona,
                    step: step.into(),
                    sheet: None,
                    value: Some(*values.get(at)?),
                };
                Some(rating.into())
            });
            Many {
                edits: own.collect(),
            }
            .into()
        };
        (0..most).map(rater).collect()
    }
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
    let Decoded { text, guessed } = decode(name, bytes)?;
    let imported = match extension.as_str() {
        "csv" => csv_import(name, &text, board, mint, new_ids),
        "tsv" | "tab" => tsv_import(name, &text, board, mint, new_ids),
        // What Excel calls «Unicode text» is a table.
        "txt" if is_tabbed_table(&text) => tsv_import(name, &text, board, mint, new_ids),
        "txt" => text_import(name, &text, board, mint),
        _ => Err(ImportError::of(
            name,
            ImportReason::UnknownFormat { extension },
        )),
    };
    imported.map(|import| Import { guessed, ..import })
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
