//! Sessions nearby, from both sides: the list and asking for a ticket, and the PIN of the open board.

use crate::act::{AtBoard, DeskAct};
use crate::answers::{Nothing, Ticketed};
use crate::nearby_search::NearbySearch;
use crate::notice::DeskNotice;
use crate::page_session::PageSession;
use crate::state::DeskState;
use board_app::open::board::OpenBoard;
use board_app::{AppError, PinState, SessionNearby};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;
use ts_rs::TS;

/// How long a system may take to refuse to stay awake.
const REFUSING: Duration = Duration::from_millis(500);

/// Asks to look for sessions nearby, or no more.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct LookAround {
    on: bool,
}

/// Whether this network lets any be found; absent when nobody looks any more.
#[derive(Debug, Serialize, TS)]
#[ts(export_to = "desk.ts", optional_fields)]
pub(crate) struct Found {
    #[serde(skip_serializing_if = "Option::is_none")]
    finds: Option<bool>,
}

/// Asks a session nearby for a ticket.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct Knock {
    /// Its id in the list.
    session: String,
    /// Its PIN.
    pin: String,
}

/// Asks whether this machine is kept awake.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct StaysAwake {}

/// Whether it is.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "desk.ts")]
pub(crate) struct KeptAwake {
    /// `null` while it hosts nothing.
    is_kept: Option<bool>,
}

/// Asks to give out a PIN for the open board's session, or no more; what is left out stays.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts", optional_fields)]
pub(crate) struct GivePin {
    /// Whether there is one; another one in the place of the one before.
    on: Option<bool>,
    /// Whether newcomers are asked about.
    asks: Option<bool>,
}

/// Says whether a newcomer comes in.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct Admit {
    newcomer: u64,
    admit: bool,
}

impl DeskAct for LookAround {
    type At = Arc<PageSession>;
    type Answer = Found;

    async fn carry_out(self, page: Arc<PageSession>) -> Result<Found, AppError> {
        page.look_around(self.on).await
    }
}

impl DeskAct for Knock {
    type At = Arc<PageSession>;
    type Answer = Ticketed;

    async fn carry_out(self, page: Arc<PageSession>) -> Result<Ticketed, AppError> {
        page.knock(&self.session, &self.pin).await
    }
}

impl DeskAct for StaysAwake {
    type At = Arc<DeskState>;
    type Answer = KeptAwake;

    async fn carry_out(self, desk: Arc<DeskState>) -> Result<KeptAwake, AppError> {
        tokio::time::sleep(REFUSING).await;
        let is_kept = desk.app.is_kept_awake().await;
        Ok(KeptAwake { is_kept })
    }
}

impl DeskAct for GivePin {
    type At = AtBoard;
    type Answer = PinState;

    async fn carry_out(self, at: AtBoard) -> Result<PinState, AppError> {
        let (desk, name) = (&at.page.desk, at.page.name());
        desk.pin(&at.board, &name, self.on, self.asks).await
    }
}

impl DeskAct for Admit {
    type At = AtBoard;
    type Answer = Nothing;

    async fn carry_out(self, at: AtBoard) -> Result<Nothing, AppError> {
        let app = &at.page.desk.app;
        app.decide(&at.board, self.newcomer, self.admit).await;
        Ok(Nothing {})
    }
}

impl PageSession {
    /// Begins to tell the page of sessions nearby, or stops.
    async fn look_around(self: &Arc<Self>, on: bool) -> Result<Found, AppError> {
        self.end_search();
        if !on {
            return Ok(Found { finds: None });
        }
        let around = Arc::new(self.desk.app.look_around(None).await?);
        let finds = Some(around.finds());
        let (page, looking) = (Arc::downgrade(self), Arc::clone(&around));
        let telling = self.desk.app.runtime().spawn(async move {
            let (mut found, mut told) = (looking.watch(), Vec::new());
            loop {
                let sessions = looking.sessions();
                if sessions != told {
                    let Some(page) = page.upgrade() else { return };
                    page.notify(&DeskNotice::Nearby(&sessions));
                    told = sessions;
                }
                if found.changed().await.is_err() {
                    return;
                }
            }
        });
        *self.nearby.lock() = Some(NearbySearch::new(around, telling.abort_handle()));
        Ok(Found { finds })
    }

    /// A ticket for a session of the list.
    async fn knock(&self, session: &str, pin: &str) -> Result<Ticketed, AppError> {
        let search = self.nearby.lock().as_ref().map(NearbySearch::follow);
        let (around, mut lasts) = search.ok_or(AppError::NotReached)?;
        let is_meant = |found: &SessionNearby| found.id == session;
        let at = around.sessions().into_iter().find(is_meant);
        let at = at.ok_or(AppError::NotReached)?;
        let name = self.name();
        tokio::select! {
            ticket = around.knock(&at, pin, &name) => Ok(Ticketed { ticket: ticket? }),
            // Whoever looks no more has given up, and does not wait at the host's door.
            _ = lasts.changed() => Err(AppError::NotReached),
        }
    }
}

impl DeskState {
    /// Gives out a PIN, or changes how it is given out; what is left out stays.
    async fn pin(
        &self,
        board: &OpenBoard,
        name: &str,
        on: Option<bool>,
        asks: Option<bool>,
    ) -> Result<PinState, AppError> {
        match (on, asks) {
            (Some(false), _) => self.app.end_pin(board).await,
            (Some(true), asks) => {
                let asks = asks.unwrap_or_else(|| board.pin().asks);
                self.app.give_pin(board, name, asks).await?;
            }
            (None, Some(asks)) => self.app.ask_about_newcomers(board, asks).await,
            (None, None) => {}
        }
        Ok(board.pin())
    }
}
