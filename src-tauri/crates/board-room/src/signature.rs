//! Whose notes these are: a name on the board, written down where it is first needed.

use crate::attendance::{CURSOR_COLOURS, Seat};
use board_model::{Board, Edit, Many, SetPerson};

/// The edit, and in the same act the asker's name where the edit puts it on the board and the board does not
/// know it yet: notes show who wrote them long after the session.
pub(crate) fn introduced(edit: Edit, seat: &Seat, board: &Board) -> Edit {
    let known = board.person(seat.participant);
    let is_known = known.is_some_and(|person| {
        person.name == seat.name && seat.colour.is_none_or(|chosen| chosen == person.colour)
    });
    if is_known || !signs(&edit) {
        return edit;
    }
    let next = || (board.people().len() % usize::from(CURSOR_COLOURS)) as u8;
    let remembered = || known.map_or_else(next, |person| person.colour);
    let person = SetPerson {
        name: seat.name.clone(),
        colour: seat.colour.unwrap_or_else(remembered),
    };
    let edits = match edit {
        Edit::Many(many) => many.edits,
        single => vec![single],
    };
    let edits = std::iter::once(person.into()).chain(edits).collect();
    Many { edits }.into()
}

/// Whether an edit writes down who asked for it.
fn signs(edit: &Edit) -> bool {
    match edit {
        Edit::AddNote(_) | Edit::AddComment(_) | Edit::SetSentiment(_) => true,
        Edit::Many(many) => many.edits.iter().any(signs),
        _ => false,
    }
}
