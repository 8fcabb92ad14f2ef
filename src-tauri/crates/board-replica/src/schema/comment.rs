//! Registers of comments.

use super::{id, key, text, truth};
use board_model::{Comment, CommentId};
use yrs::Any;

/// A comment as it is when nothing is said of it.
pub(crate) fn comment(id: CommentId) -> Comment {
    Comment {
        id,
        note: None,
        text: String::new(),
        by: None,
        deleted: false,
    }
}

/// Sets one field of a comment from its register.
pub(crate) fn set_comment(comment: &mut Comment, name: &str, value: &Any) {
    match name {
        "note" => comment.note = id(value),
        "words" => comment.text = text(value),
        "by" => comment.by = id(value),
        key::DELETED => comment.deleted = truth(value),
        _ => {}
    }
}
