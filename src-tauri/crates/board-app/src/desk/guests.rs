//! People without the app at the open board: in browsers and on phones of the same network.

use super::Shared;
use crate::error::AppError;
use crate::guests::{GuestTerms, Guests};
use crate::open_board::OpenBoard;
use board_model::{BoardId, ParticipantId};
use board_room::message::Role;
use serde_json::{Value, json};
use std::net::Ipv4Addr;
use std::path::Path;
use tokio::net::TcpListener;

impl Shared {
    /// Lets guests come in, or no more, and says how it stands.
    ///
    /// # Errors
    /// `E_NOT_CONNECTED` while the board is not shared from this machine; `E_ROLE` for who may let nobody in;
    /// `E_DISK`; [`AppError::NoPort`] where this machine cannot listen.
    pub(super) async fn guests(
        &self,
        path: &Path,
        board: &OpenBoard,
        on: Option<bool>,
    ) -> Result<Value, AppError> {
        if on == Some(true) {
            // Whoever may give out tickets lets people in.
            board.ticket(Role::Participant).await?;
        }
        let mut open = self.open.lock().await;
        let guests = open.guests(path).ok_or(AppError::NoBoardOpen)?;
        match on {
            Some(true) if guests.is_none() => *guests = Some(self.serve_guests(board).await?),
            Some(false) => {
                if let Some(guests) = guests.take() {
                    guests.stop().await;
                }
            }
            _ => {}
        }
        Ok(told(guests.as_ref()))
    }

    /// Puts another link in the place of the one for a role.
    ///
    /// # Errors
    /// `E_NOT_CONNECTED` while no guests may come; [`AppError::GuestRole`]; `E_DISK`.
    pub(super) async fn renew_guests(
        &self,
        path: &Path,
        board: &OpenBoard,
        role: Role,
    ) -> Result<Value, AppError> {
        let mut open = self.open.lock().await;
        let guests = open.guests(path).and_then(|guests| guests.as_ref());
        let guests = guests.ok_or(AppError::NotShared)?;
        guests.renew(self.app.renew_guest_key(board.id(), role).await?);
        Ok(told(Some(guests)))
    }

    /// Removes somebody who is a guest of this machine, for good. Says whether they are one; others are left to the
    /// session, and so is another role, which guests get by another link.
    ///
    /// # Errors
    /// `E_DISK`; then they are out, and may come again when the program starts anew.
    pub(super) async fn remove_guest(
        &self,
        path: &Path,
        board: &OpenBoard,
        guest: ParticipantId,
        role: Option<Role>,
    ) -> Result<bool, AppError> {
        let mut open = self.open.lock().await;
        let guests = open.guests(path).and_then(|guests| guests.as_ref());
        let Some(guests) = guests.filter(|guests| role.is_none() && guests.has_met(guest)) else {
            return Ok(false);
        };
        guests.remove(guest);
        let removed = guests.removed();
        self.app.keep_removed_guests(board.id(), &removed).await?;
        Ok(true)
    }

    /// Nobody comes any more, and the pages of those who are here say that the session has ended.
    pub(super) async fn end_guests(&self, path: &Path) {
        let guests = self
            .open
            .lock()
            .await
            .guests(path)
            .and_then(|guests| guests.take());
        if let Some(guests) = guests {
            guests.stop().await;
        }
    }

    async fn serve_guests(&self, board: &OpenBoard) -> Result<Guests, AppError> {
        let id = board.id();
        let mut terms = GuestTerms::new(self.app.guest_keys(id).await?);
        terms.removed = self.app.removed_guests(id).await?;
        let listener = self.listen(id).await?;
        board.serve_guests(listener, terms)
    }

    /// Listens where it did the last time, if nobody else does now, so that links that were given out stay valid.
    async fn listen(&self, board: BoardId) -> Result<TcpListener, AppError> {
        let key = format!("guests port/{board}");
        let kept = self.app.library().setting(&key).await?;
        let kept = kept.and_then(|text| text.parse::<u16>().ok());
        if let Some(port) = kept
            && let Ok(listener) = TcpListener::bind((Ipv4Addr::UNSPECIFIED, port)).await
        {
            return Ok(listener);
        }
        let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)).await;
        let listener = listener.map_err(|source| AppError::NoPort { source })?;
        let address = listener.local_addr();
        let address = address.map_err(|source| AppError::NoPort { source })?;
        let port = address.port().to_string();
        self.app.library().put_setting(&key, Some(&port)).await?;
        Ok(listener)
    }
}

/// How it stands, for the page.
fn told(guests: Option<&Guests>) -> Value {
    let links = |role| guests.map_or_else(Vec::new, |guests| guests.links(role));
    json!({
        "isOn": guests.is_some(),
        "participant": links(Role::Participant),
        "viewer": links(Role::Viewer),
    })
}
