//! The check before a workshop: can another device reach this machine?

use super::Shared;
use crate::error::AppError;
use crate::guests::listen_anywhere;
use board_web::Check;
use serde_json::{Value, json};
use std::sync::{MutexGuard, PoisonError};

/// What a device that got here reads.
const REACHED: &str = "This device reaches the facilitator\u{2019}s machine. Phones and browsers can join in this network. You can close this page.";

impl Shared {
    /// Begins, asks after or ends the check.
    ///
    /// # Errors
    /// [`AppError::NoPort`] where this machine cannot listen; [`AppError::Web`].
    pub(super) async fn check(&self, on: bool) -> Result<Value, AppError> {
        if !on {
            *self.lock_check() = None;
            return Ok(json!({ "links": [], "reached": 0 }));
        }
        if let Some(stands) = self.checked() {
            return Ok(stands);
        }
        let check = Check::begin(listen_anywhere().await?, REACHED)?;
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
        Some(json!({ "links": check.links(), "reached": check.reached() }))
    }
}
