//! The check before a workshop: can another device reach this machine?

use super::Shared;
use crate::error::AppError;
use board_web::Check;
use serde_json::{Value, json};
use std::net::Ipv4Addr;
use std::sync::PoisonError;
use tokio::net::TcpListener;

/// What a device that got here reads.
const REACHED: &str = "This device reaches the facilitator\u{2019}s machine. Phones and browsers can join in this network. You can close this page.";

impl Shared {
    /// Begins, asks after or ends the check.
    ///
    /// # Errors
    /// [`AppError::NoPort`] where this machine cannot listen; [`AppError::Web`].
    pub(super) async fn check(&self, on: bool) -> Result<Value, AppError> {
        if !on {
            drop(self.put_check(None));
            return Ok(json!({ "links": [], "reached": 0 }));
        }
        if let Some(stands) = self.checked() {
            return Ok(stands);
        }
        let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)).await;
        let listener = listener.map_err(|source| AppError::NoPort { source })?;
        drop(self.put_check(Some(Check::begin(listener, REACHED)?)));
        Ok(self.checked().unwrap_or_default())
    }

    fn put_check(&self, check: Option<Check>) -> Option<Check> {
        let mut slot = self.check.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut slot, check)
    }

    /// How the check stands, while there is one.
    fn checked(&self) -> Option<Value> {
        let slot = self.check.lock().unwrap_or_else(PoisonError::into_inner);
        let check = slot.as_ref()?;
        Some(json!({ "links": check.links(), "reached": check.reached() }))
    }
}
