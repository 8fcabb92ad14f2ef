//! The quota of a participant: how much they may do at once and leave on a board, so that nobody fills it for the others,
//! and none of their acts keeps the others waiting. Facilitators have none.

use crate::message::Role;
use board_model::{Board, Edit, EditError, ParticipantId, Written, limits};
use board_replica::Root;

/// What an edit adds, and how much it does.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    notes: usize,
    restored: usize,
    comments: usize,
    groups: usize,
    parts: usize,
}

impl Weight {
    fn of(edit: &Edit) -> Self {
        let one = Self {
            parts: 1,
            ..Self::default()
        };
        match edit {
            Edit::Many(many) => many
                .edits
                .iter()
                .map(Self::of)
                .fold(Self::default(), Self::plus),
            Edit::AddNote(_) => Self { notes: 1, ..one },
            Edit::RestoreNote(_) => Self { restored: 1, ..one },
            Edit::AddComment(_) => Self { comments: 1, ..one },
            Edit::AddGroup(add) => Self {
                groups: 1,
                parts: 1 + add.notes.len(),
                ..one
            },
            Edit::MoveNotes(act) => Self {
                parts: act.notes.len(),
                ..one
            },
            _ => one,
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            notes: self.notes + other.notes,
            restored: self.restored + other.restored,
            comments: self.comments + other.comments,
            groups: self.groups + other.groups,
            parts: self.parts + other.parts,
        }
    }
}

/// Part of a limit that participants may use.
const fn shared(limit: usize) -> usize {
    limit * limits::OF_PARTICIPANTS_PERCENT / 100
}

/// Whether a participant may add so much to this board, and do so much at once. O(parts of the edit).
///
/// # Errors
/// `AtOnce`, `Share`, `Full`; all of them `E_LIMIT`.
pub(crate) fn check(
    role: Role,
    by: ParticipantId,
    edit: &Edit,
    board: &Board,
) -> Result<(), EditError> {
    if role == Role::Facilitator {
        return Ok(());
    }
    let weight = Weight::of(edit);
    if weight.parts > limits::EDITS_OF_PARTICIPANT {
        return Err(EditError::AtOnce {
            given: weight.parts,
            max: limits::EDITS_OF_PARTICIPANT,
        });
    }
    if weight.notes + weight.restored > 0 {
        let own = with(board.written_by(by), weight);
        if own.shown > limits::NOTES_OF_ONE || own.ever > limits::NOTES_OF_ONE_EVER {
            let max = limits::NOTES_OF_ONE;
            return Err(EditError::Share { max });
        }
        let all = with(board.written(), weight);
        if all.shown > shared(limits::NOTES) || all.ever > shared(limits::NOTES_EVER) {
            let (whose, max) = ("participants", shared(limits::NOTES));
            return Err(EditError::Full { whose, max });
        }
    }
    let others = weight.comments + weight.groups;
    if others > 0 {
        let given = board.comment_count().max(board.groups().len()) + others;
        let max = shared(limits::OTHERS);
        if given > max {
            let what = "this board";
            return Err(EditError::Limit { what, given, max });
        }
    }
    Ok(())
}

/// What an edit makes, of each kind of which a machine has a share. O(parts of the edit).
pub(crate) fn makings(edit: &Edit) -> [(Root, usize); 3] {
    let weight = Weight::of(edit);
    [
        (Root::Notes, weight.notes),
        (Root::Comments, weight.comments),
        (Root::Groups, weight.groups),
    ]
}

fn with(written: Written, weight: Weight) -> Written {
    Written {
        shown: written.shown + weight.notes + weight.restored,
        ever: written.ever + weight.notes,
    }
}
