//! Sessions nearby, from both sides: the list and asking for a ticket, and the PIN of the open board.

use super::seat::Place;
use super::{Shared, locked};
use crate::error::AppError;
use crate::open_board::OpenBoard;
use crate::session::{Around, SessionNearby};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::AbortHandle;

/// How long a system may take to refuse to stay awake.
const REFUSING: Duration = Duration::from_millis(500);

/// A page that looks for sessions.
pub(super) struct Looking {
    around: Arc<Around>,
    telling: AbortHandle,
    /// Gone when it looks no more.
    lasts: watch::Sender<()>,
}

impl Drop for Looking {
    fn drop(&mut self) {
        self.telling.abort();
    }
}

impl Place {
    /// Begins to tell the page of sessions nearby, or stops.
    pub(super) async fn look_around(self: &Arc<Self>, on: bool) -> Result<Value, AppError> {
        self.look_no_more();
        if !on {
            return Ok(json!({}));
        }
        let around = Arc::new(self.shared.app.look_around(None).await?);
        let answer = json!({ "finds": around.finds() });
        let (place, looking) = (Arc::downgrade(self), Arc::clone(&around));
        let telling = self.shared.app.runtime().spawn(async move {
            let (mut found, mut told) = (looking.watch(), Vec::new());
            loop {
                let sessions = looking.sessions();
                if sessions != told {
                    let Some(place) = place.upgrade() else { return };
                    place.tell(json!({ "nearby": sessions }).to_string());
                    told = sessions;
                }
                if found.changed().await.is_err() {
                    return;
                }
            }
        });
        let telling = telling.abort_handle();
        *locked(&self.around) = Some(Looking {
            around,
            telling,
            lasts: watch::Sender::default(),
        });
        Ok(answer)
    }

    pub(super) fn look_no_more(&self) {
        drop(locked(&self.around).take());
    }

    /// A ticket for a session of the list.
    pub(super) async fn knock(&self, session: &str, pin: &str) -> Result<Value, AppError> {
        let looking = locked(&self.around)
            .as_ref()
            .map(|looking| (Arc::clone(&looking.around), looking.lasts.subscribe()));
        let (around, mut lasts) = looking.ok_or(AppError::NotReached)?;
        let is_meant = |found: &SessionNearby| found.id == session;
        let at = around.sessions().into_iter().find(is_meant);
        let at = at.ok_or(AppError::NotReached)?;
        let name = self.name();
        tokio::select! {
            ticket = around.knock(&at, pin, &name) => Ok(json!({ "ticket": ticket? })),
            // Whoever looks no more has given up, and does not wait at the host's door.
            _ = lasts.changed() => Err(AppError::NotReached),
        }
    }

    /// Whether the machine is kept awake, once the system had time to refuse.
    pub(super) async fn awake(&self) -> Result<Value, AppError> {
        tokio::time::sleep(REFUSING).await;
        Ok(json!({ "isKept": self.shared.app.is_kept_awake().await }))
    }

    /// Tells the page how it stands with the PIN of its board.
    pub(super) fn tell_pin(&self, board: &OpenBoard) {
        self.tell(json!({ "pin": board.pin() }).to_string());
    }
}

impl Shared {
    /// Gives out a PIN, or changes how it is given out; what is left out stays.
    pub(super) async fn pin(
        &self,
        board: &OpenBoard,
        name: &str,
        on: Option<bool>,
        asks: Option<bool>,
    ) -> Result<Value, AppError> {
        match (on, asks) {
            (Some(false), _) => self.app.end_pin(board).await,
            (Some(true), asks) => {
                let asks = asks.unwrap_or_else(|| board.pin().asks);
                self.app.give_pin(board, name, asks).await?;
            }
            (None, Some(asks)) => self.app.ask_about_newcomers(board, asks).await,
            (None, None) => {}
        }
        Ok(json!(board.pin()))
    }
}
