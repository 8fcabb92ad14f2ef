//! Acts on the kinds of a board.

use super::acts;
use crate::prepare::Prepare;
use crate::{Colour, KindId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

acts! {
    /// Defines a kind of the board's own, or changes how one is shown.
    DefineKind {
        /// The name that notes carry.
        kind: KindId,
        /// What the legend says.
        title: String,
        /// Paper colour.
        colour: Colour,
        /// Lucide icon name of the mark.
        #[serde(default)] #[ts(optional, as = "Option<String>")] mark: String,
    }
    /// Takes a kind out of the choice; notes of this kind keep it.
    RemoveKind {
        /// The kind.
        kind: KindId,
    }
}

impl Prepare for DefineKind {}
impl Prepare for RemoveKind {}
