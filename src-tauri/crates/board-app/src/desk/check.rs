//! The check before a workshop: can another device reach this machine?

use super::Shared;
use crate::error::AppError;
use crate::guests::listen_anywhere;
use board_web::{Check, CheckWords};
use serde_json::{Value, json};
use std::sync::{MutexGuard, PoisonError};

/// What a device that got here reads.
const WORDS: CheckWords = CheckWords {
    reached: "This device reaches the facilitator\u{2019}s machine. Phones and browsers can join in this network.",
    trying: "Trying whether machines with the app can join too \u{2026}",
    heard: "Machines with the app can join too. You can close this page.",
    unheard: "Datagrams (UDP) of this device did not arrive: machines with the app may be unable to join here. Ask the facilitator to allow Journeywall in the firewall, or use a hotspot.",
};

impl Shared {
    /// Begins, asks after or ends the check.
    ///
    /// # Errors
    /// [`AppError::NoPort`] where this machine cannot listen; [`AppError::Web`].
    pub(super) async fn check(&self, on: bool) -> Result<Value, AppError> {
        if !on {
            *self.lock_check() = None;
            return Ok(json!({ "links": [], "reached": 0, "heard": 0 }));
        }
        if let Some(stands) = self.checked() {
            return Ok(stands);
        }
        let check = Check::begin(listen_anywhere().await?, WORDS)?;
        *self.lock_check() = Some(check);
        Ok(self.checked().unwrap_or_default())
    }

    fn lock_check(&self) -> MutexGuard<'_, Option<Check>> {
        self.check.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How the check stands, while there is one.
    fn checked(&self) -> Option<Value> {
        let slot = self.lock_check();
        let check = slot.as_ref()?;
        let (links, reached, heard) = (check.links(), check.reached(), check.heard());
        Some(json!({ "links": links, "reached": reached, "heard": heard }))
    }
}
