//! Acts on groups of notes.

use super::{OnNotes, acts};
use crate::prepare::{Prepare, adds};
use crate::{GroupId, NoteId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

acts! {
    /// Adds a group to a cell and puts notes into it.
    AddGroup {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<GroupId>,
        /// Its name.
        title: String,
        /// The notes that belong to it.
        #[serde(default)] #[ts(optional, as = "Option<Vec<NoteId>>")] notes: Vec<NoteId>,
    }
    /// Renames a group.
    RenameGroup {
        /// The group.
        group: GroupId,
        /// Its new name.
        title: String,
    }
    /// Takes a group away; its notes stay where they are.
    DeleteGroup {
        /// The group.
        group: GroupId,
    }
}

impl Prepare for AddGroup {
    adds!(Group: GroupId);
}

impl Prepare for RenameGroup {}
impl Prepare for DeleteGroup {}

impl OnNotes for AddGroup {
    fn notes(&self) -> &[NoteId] {
        &self.notes
    }
}
