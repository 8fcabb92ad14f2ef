//! What a write touches, as far as rights go.

use crate::schema::Root;
use std::sync::Arc;

/// A part of the document that somebody may or may not write to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// Entities of a root, whichever.
    Entities(Root),
    /// A register that lies in a root, by its key.
    Register(Root, Arc<str>),
    /// What newer versions keep under `ext`.
    Extension,
    /// Collected writes, of which only the length is left.
    Collected,
}

impl Target {
    /// What a key of a root is, by the root's name; `None` for an unknown one.
    pub(super) fn of(root: &str, key: &str) -> Option<Self> {
        match Root::named(root) {
            Some(root) if root.holds_entities() => Some(Self::Entities(root)),
            Some(root) => Some(Self::Register(root, key.into())),
            None => (root == "ext").then_some(Self::Extension),
        }
    }
}
