//! Notes from plain text: one line, one note.

use super::cell::forbidden_control;
use super::error::{ImportError, ImportReason};
use super::items::items;
use super::structure::{ColumnName, Structure};
use super::{Import, without_mark};
use board_model::limits::{NOTE_TEXT_UTF16, NOTES, utf16_len};
use board_model::{AddNote, After, Board, NoteAttributes, NoteId, Placed};
use uuid::Uuid;

/// The lines of a text as edits for `board`, to be applied as one act.
///
/// A line becomes a note of the parking lot, without the bullet or number that lists begin with; a line of the form
/// `Stage | Row | text` becomes a note of that cell on the first sheet, whose parts are added when missing.
/// Empty lines are passed over, and breaks inside a paragraph stay in its note. `name` is how errors call the file.
///
/// # Errors
/// The first line that is wrong; nothing of the file is imported then.
pub fn text_import(
    name: &str,
    text: &str,
    board: &Board,
    mint: &mut dyn FnMut() -> Uuid,
) -> Result<Import, ImportError> {
    let mut structure = Structure::of(board, mint);
    let mut notes = 0;
    for item in items(without_mark(text)) {
        notes += 1;
        let present = board.all_notes().len() + notes;
        take(&mut structure, &item.text, present)
            .map_err(|reason| ImportError::at(name, item.line, reason))?;
    }
    Ok(Import {
        edits: structure.edits,
        notes,
        ..Import::default()
    })
}

fn take(structure: &mut Structure<'_>, line: &str, present: usize) -> Result<(), ImportReason> {
    if let Some(letter) = forbidden_control(line) {
        return Err(ImportReason::Control {
            code: u32::from(letter),
        });
    }
    if present > NOTES {
        return Err(ImportReason::Limit {
            what: "the board, in notes,",
            given: present,
            max: NOTES,
        });
    }
    let parts: Vec<&str> = line.splitn(3, '|').map(str::trim).collect();
    let (place, text) = match parts.as_slice() {
        [stage, row, text] if !stage.is_empty() && !row.is_empty() && !text.is_empty() => (
            Placed::Cell(structure.cell("", ColumnName { stage, step: "" }, row)?),
            *text,
        ),
        _ => (Placed::Parked, line),
    };
    let given = utf16_len(text);
    if given > NOTE_TEXT_UTF16 {
        return Err(ImportReason::Limit {
            what: "the text, in characters,",
            given,
            max: NOTE_TEXT_UTF16,
        });
    }
    let note = AddNote {
        id: Some(NoteId::from_uuid(structure.next_id())),
        sheet: None,
        step: None,
        row: None,
        parked: false,
        text: text.to_owned(),
        kind: None,
        after: After::Last,
        attributes: NoteAttributes::default(),
    };
    structure.add_note(note, place);
    Ok(())
}
