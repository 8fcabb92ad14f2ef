//! Acts on actions, the follow-ups of a workshop.

use super::acts;
use crate::prepare::{Prepare, adds};
use crate::{ActionId, NoteId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

acts! {
    /// Adds a follow-up.
    AddAction {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<ActionId>,
        /// What is to be done.
        text: String,
        /// Who does it.
        #[serde(default)] #[ts(optional, as = "Option<String>")] owner: String,
        /// Until when.
        #[serde(default)] #[ts(optional, as = "Option<String>")] due: String,
        /// The note it grew from.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] note: Option<NoteId>,
    }
    /// Sets fields of a follow-up.
    SetAction {
        /// The action.
        action: ActionId,
        /// What is to be done.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] text: Option<String>,
        /// Who does it.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] owner: Option<String>,
        /// Until when.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] due: Option<String>,
        /// Done.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] done: Option<bool>,
    }
    /// Takes a follow-up away.
    DeleteAction {
        /// The action.
        action: ActionId,
    }
}

impl Prepare for AddAction {
    adds!(Action: ActionId);
}

impl Prepare for SetAction {}
impl Prepare for DeleteAction {}
