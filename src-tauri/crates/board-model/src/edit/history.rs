//! Acts on the acts before: undo and redo.

use super::acts;
use crate::prepare::Prepare;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

acts! {
    /// Takes back the asker's last act, as far as nobody changed it since.
    Undo {}
    /// Does again what the asker's last undo took back.
    Redo {}
}

impl Prepare for Undo {}
impl Prepare for Redo {}
