//! The check before a workshop: can another device reach this machine?

use crate::act::DeskAct;
use crate::state::DeskState;
use board_app::AppError;
use board_app::guests::server::listen_anywhere;
use board_web::{Check, CheckWords};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use std::sync::Arc;
use ts_rs::TS;

/// What a device that got here reads.
const WORDS: CheckWords = CheckWords {
    reached: "This device can reach the facilitator\u{2019}s computer. Phones and browsers can join on this network.",
    trying: "Checking whether people with the app can join too\u{2026}",
    heard: "People with the app can join too. You can close this page.",
    unheard: "Nothing got through over UDP: people with the app may be unable to join here. Ask the facilitator to allow Journeywall in the firewall, or use a hotspot.",
};

/// Asks for other devices to try whether they reach this machine, or no more.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct CheckReach {
    on: bool,
}

/// A check before the workshop, while it lasts.
#[derive(Debug, Default, Serialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct RoomCheck {
    /// Where other devices open its page.
    links: Vec<String>,
    /// Other devices that got here by their browser.
    reached: usize,
    /// Those of them whose datagrams came too, as machines of a session send them.
    heard: usize,
}

impl DeskAct for CheckReach {
    type At = Arc<DeskState>;
    type Answer = RoomCheck;

    async fn carry_out(self, desk: Arc<DeskState>) -> Result<RoomCheck, AppError> {
        desk.check(self.on).await
    }
}

impl DeskState {
    /// Begins, asks after or ends the check.
    ///
    /// # Errors
    /// [`AppError::NoPort`] where this machine cannot listen; [`AppError::Web`].
    async fn check(&self, on: bool) -> Result<RoomCheck, AppError> {
        if !on {
            // What was learnt outlives the check.
            self.proven();
            *self.check.lock() = None;
            return Ok(RoomCheck::default());
        }
        if let Some(stands) = self.checked() {
            return Ok(stands);
        }
        let check = Check::begin(listen_anywhere()?, WORDS)?;
        *self.check.lock() = Some(check);
        Ok(self.checked().unwrap_or_default())
    }

    /// The addresses of this machine that other devices reached in this check and in earlier ones, the latest last. A
    /// link for guests names them first.
    pub(crate) fn proven(&self) -> Vec<IpAddr> {
        let now = self.check.lock().as_ref().map(Check::proven);
        let mut proven = self.proven.lock();
        let now = now.unwrap_or_default();
        proven.retain(|address| !now.contains(address));
        proven.extend(now);
        proven.clone()
    }

    /// How the check stands, while there is one.
    fn checked(&self) -> Option<RoomCheck> {
        let slot = self.check.lock();
        let check = slot.as_ref()?;
        Some(RoomCheck {
            links: check.links(),
            reached: check.reached(),
            heard: check.heard(),
        })
    }
}
