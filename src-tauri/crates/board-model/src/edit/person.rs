//! The act on what the board remembers of a person.

use super::acts;
use crate::prepare::Prepare;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

acts! {
    /// Remembers the asker's name and cursor colour on the board.
    SetPerson {
        /// The name they give.
        name: String,
        /// Index into the palette of cursor colours.
        #[serde(default)] #[ts(optional, as = "Option<u8>")] colour: u8,
    }
}

impl Prepare for SetPerson {}
