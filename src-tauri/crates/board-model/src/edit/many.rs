//! Several acts as one.

use super::{AddedId, Edit, acts};
use crate::prepare::Prepare;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

acts! {
    /// Several edits as one act: all of them or none, one transaction, one undo step.
    Many {
        /// The edits, applied in this order.
        edits: Vec<Edit>,
    }
}

impl Prepare for Many {
    fn mint(&mut self, mint: &mut dyn FnMut() -> Uuid) {
        self.edits.iter_mut().for_each(|edit| edit.mint(mint));
    }

    fn added(&self) -> Option<AddedId> {
        self.edits.iter().find_map(Edit::added)
    }
}
