//! Acts on comments.

use super::acts;
use crate::prepare::{Prepare, adds};
use crate::{CommentId, NoteId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

acts! {
    /// Remarks on a note.
    AddComment {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<CommentId>,
        /// The note.
        note: NoteId,
        /// What it says.
        text: String,
    }
    /// Takes a remark away.
    DeleteComment {
        /// The comment.
        comment: CommentId,
    }
}

impl Prepare for AddComment {
    adds!(Comment: CommentId);
}

impl Prepare for DeleteComment {}
