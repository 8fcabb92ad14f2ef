//! What belongs to facilitators within a note, and why. Who may ask for which act stands in the table of edits
//! ([`board_model::Rule`]); `permission.rs` judges by it, and the front end has it generated
//! (`ui/src/gen/permissions.ts`), so that a screen offers nothing that will be refused.

use board_model::{Denial, NoteAttributes};

/// Why only facilitators may set one of these attributes of a note; `None` where there is none of them.
pub(crate) fn denied_attribute(attributes: &NoteAttributes) -> Option<Denial> {
    let NoteAttributes {
        author,
        carried_votes,
        locked,
        ..
    } = attributes;
    let names = [
        ("author", author.is_some()),
        ("carriedVotes", carried_votes.is_some()),
        ("locked", locked.is_some()),
    ];
    let given = names.into_iter().find(|(_, is_given)| *is_given);
    given.and_then(|(name, _)| denied_register(name))
}

/// Why only facilitators may write this register of a note; `None` for the others.
pub(crate) fn denied_register(name: &str) -> Option<Denial> {
    Some(Denial::Facilitators(match name {
        "author" => "write in somebody else’s name",
        "carriedVotes" => "set votes",
        "locked" => "lock notes",
        _ => return None,
    }))
}
