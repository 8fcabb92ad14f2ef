//! What an edit writes: the only ways in which the document changes.

use crate::schema::{Root, fields, id_in, list, str_of};
use crate::splice::Splice;
use board_model::{CommentId, GroupId, NoteId, ParticipantId, RowId, StepId};
use std::sync::Arc;
use yrs::Any;

/// The address of a register.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Slot {
    /// The root map.
    pub root: Root,
    /// The entity in it; `None` for registers that lie in the root itself.
    pub entity: Option<Arc<str>>,
    /// The register's key.
    pub key: Arc<str>,
}

impl Slot {
    /// A register of an entity.
    pub(crate) fn of(root: Root, entity: impl ToString, key: &str) -> Self {
        Self {
            root,
            entity: Some(entity.to_string().into()),
            key: key.into(),
        }
    }

    /// A register that lies in the root itself.
    pub(crate) fn flat(root: Root, key: impl Into<Arc<str>>) -> Self {
        Self {
            root,
            entity: None,
            key: key.into(),
        }
    }
}

/// One write. An edit becomes some of them, carried out in one transaction.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Write {
    /// Creates an entity; its nested text, if it has one, is created with it and never later.
    Create {
        /// The root map.
        root: Root,
        /// The id.
        entity: Arc<str>,
        /// The text of a note.
        text: Option<String>,
    },
    /// Sets a register.
    Set {
        /// Its address.
        slot: Slot,
        /// The new value.
        value: Any,
    },
    /// Takes out and puts in text of a note.
    Splice {
        /// The note.
        note: Arc<str>,
        /// What goes and comes.
        splice: Splice,
    },
}

/// The inverse of a write: what undo writes, if the place still holds what the act left there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Inverse {
    /// A register that was set.
    Set {
        /// Its address.
        slot: Slot,
        /// What the act left in it.
        wrote: Any,
        /// What was in it before.
        before: Any,
    },
    /// A note's text that was changed.
    Text {
        /// The note.
        note: Arc<str>,
        /// What the act left.
        wrote: String,
        /// What was there before.
        before: String,
    },
}

/// Whether two register values mean the same: absent, null, undefined and `false` are all "not set".
pub(crate) fn same(one: &Any, other: &Any) -> bool {
    unset(one) && unset(other) || one == other
}

fn unset(value: &Any) -> bool {
    matches!(value, Any::Null | Any::Undefined | Any::Bool(false))
}

/// What a write would change, as far as rights and locks go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touch {
    /// A note.
    Note {
        /// Its id.
        note: NoteId,
        /// The register; `None` for its text.
        key: Option<Arc<str>>,
        /// The row it would come into.
        into: Option<RowId>,
    },
    /// A group.
    Group(GroupId),
    /// A comment.
    Comment(CommentId),
    /// Somebody's sentiment at a step.
    Sentiment(ParticipantId, StepId),
    /// Anything else.
    Other(Root),
}

impl Touch {
    /// What this write would change.
    pub(crate) fn of(write: &Write) -> Self {
        let (root, entity, key, value) = match write {
            Write::Create { root, entity, .. } => (*root, Some(entity), None, None),
            Write::Set { slot, value } => (
                slot.root,
                slot.entity.as_ref(),
                Some(&slot.key),
                Some(value),
            ),
            Write::Splice { note, .. } => (Root::Notes, Some(note), None, None),
        };
        let known = match (root, entity, key) {
            (Root::Notes, Some(note), key) => id_in(note).map(|note| Self::Note {
                note,
                key: key.cloned(),
                into: value.and_then(row_of),
            }),
            (Root::Groups, Some(group), _) => id_in(group).map(Self::Group),
            (Root::Comments, Some(comment), _) => id_in(comment).map(Self::Comment),
            (Root::Sentiments, None, Some(key)) => {
                fields::read_sentiment_key(key).map(|(_, by, step)| Self::Sentiment(by, step))
            }
            _ => None,
        };
        known.unwrap_or(Self::Other(root))
    }
}

/// The row of a placement.
fn row_of(value: &Any) -> Option<RowId> {
    list(value).get(2).and_then(str_of).and_then(id_in)
}
