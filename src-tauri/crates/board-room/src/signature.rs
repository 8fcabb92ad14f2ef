//! Whose notes these are: a name on the board, written down where it is first needed.

use crate::attendance::Seat;
use board_model::{Board, Edit, Many, SetPerson};

/// Cursor colours that are given out in turn; those of notes and one more (facts of colour-blind eyes allow no
/// larger set that is told apart).
const CURSOR_COLOURS: usize = 8;

/// The edit, and in the same act the asker's name where the edit puts it on the board and the board does not
/// know it yet: notes show who wrote them long after the session.
pub(crate) fn introduced(edit: Edit, seat: &Seat, board: &Board) -> Edit {
    let known = board.person(seat.participant);
    let is_known = known.is_some_and(|person| person.name == seat.name);
    if is_known || !signs(&edit) {
        return edit;
    }
    let person = SetPerson {
        name: seat.name.clone(),
        colour: known.map_or((board.people().len() % CURSOR_COLOURS) as u8, |person| {
            person.colour
        }),
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
