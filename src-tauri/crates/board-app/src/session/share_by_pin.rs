//! Letting people in by a PIN.

use crate::error::AppError;
use crate::installation::App;
use crate::installation::endpoint::pin_registry::{Offer, PinState};
use crate::open::board::OpenBoard;
use board_room::message::Role;
use std::sync::Arc;
use tokio::sync::watch;

impl App {
    /// Gives out a fresh PIN for a shared board, by which others of the local network join as participants; the session
    /// is announced to them. The PIN before is void. With `asks`, the facilitator lets in each of them.
    ///
    /// # Errors
    /// `E_NOT_CONNECTED` while the board is not shared; `E_ROLE` where this machine may invite nobody.
    pub async fn give_pin(
        &self,
        board: &OpenBoard,
        host: &str,
        asks: bool,
    ) -> Result<PinState, AppError> {
        // Whoever comes by the PIN gets one like this.
        board.ticket(Role::Participant).await?;
        let endpoint = self.present_endpoint().await.ok_or(AppError::NotShared)?;
        let title = board
            .look(|replica| replica.board().header().title.clone())
            .await?;
        let state = board.pin_state();
        let offer = Offer {
            host: host.to_owned(),
            title,
            asks,
            state,
        };
        endpoint.give_pin(board.id(), offer)?;
        Ok(board.pin())
    }

    /// Whether the facilitator is asked about newcomers from now on. The PIN stays.
    pub async fn ask_about_newcomers(&self, board: &OpenBoard, asks: bool) {
        if let Some(endpoint) = self.present_endpoint().await {
            endpoint.ask_about_newcomers(board.id(), asks);
        }
    }

    /// Nobody comes in by the board's PIN any more, and its session is not announced. Who is in stays in.
    pub async fn end_pin(&self, board: &OpenBoard) {
        if let Some(endpoint) = self.present_endpoint().await {
            endpoint.end_pin(board.id());
        }
    }

    /// Lets somebody in who waits, or turns them away. Whoever has gone meanwhile is no error.
    pub async fn decide(&self, board: &OpenBoard, newcomer: u64, is_let_in: bool) {
        if let Some(endpoint) = self.present_endpoint().await {
            endpoint.decide(board.id(), newcomer, is_let_in);
        }
    }
}

impl OpenBoard {
    fn pin_state(&self) -> Arc<watch::Sender<PinState>> {
        self.service()
    }

    /// How it stands with the board's PIN now.
    pub fn pin(&self) -> PinState {
        self.pin_state().borrow().clone()
    }

    /// Follows [`OpenBoard::pin`].
    pub fn watch_pin(&self) -> watch::Receiver<PinState> {
        self.pin_state().subscribe()
    }
}
