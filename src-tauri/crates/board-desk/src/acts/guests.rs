//! People without the app at the open board: in browsers and on phones of the same network.

use crate::act::{AtBoard, DeskAct};
use crate::state::DeskState;
use board_app::AppError;
use board_app::open::board::OpenBoard;
use board_model::ParticipantId;
use board_room::message::Role;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use ts_rs::TS;

/// Asks for people without the app to come in, or no more; without a word, how it stands.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts", optional_fields)]
pub(crate) struct LetGuestsIn {
    on: Option<bool>,
}

/// Asks for another link in the place of the one for guests of a role.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct RenewGuests {
    role: Role,
}

/// Whether people without the app may come, and the links they open: one for each address, the likeliest first.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "desk.ts")]
pub(crate) struct GuestLinks {
    is_on: bool,
    participant: Vec<String>,
    viewer: Vec<String>,
}

impl DeskAct for LetGuestsIn {
    type At = AtBoard;
    type Answer = GuestLinks;

    async fn carry_out(self, at: AtBoard) -> Result<GuestLinks, AppError> {
        at.page.desk.guests(&at.board, self.on).await
    }
}

impl DeskAct for RenewGuests {
    type At = AtBoard;
    type Answer = GuestLinks;

    async fn carry_out(self, at: AtBoard) -> Result<GuestLinks, AppError> {
        at.page.desk.renew_guests(&at.board, self.role).await
    }
}

impl DeskState {
    /// Lets guests come in, or no more, and says how it stands.
    ///
    /// # Errors
    /// `E_NOT_CONNECTED` while the board is not shared from this machine; `E_ROLE` for who may let nobody in;
    /// `E_DISK`; [`AppError::NoPort`] where this machine cannot listen.
    async fn guests(&self, board: &OpenBoard, on: Option<bool>) -> Result<GuestLinks, AppError> {
        // Whoever may give out tickets lets people in.
        let may_let_in = board.ticket(Role::Participant).await.map(drop);
        let is_open = board.session_status().borrow().is_open();
        match on {
            Some(false) => {
                may_let_in?;
                board.close_to_guests().await?;
            }
            Some(true) => {
                may_let_in?;
                self.open_to_guests(board).await?;
            }
            // Another facilitator has let them in: links of this machine hold as well.
            None if is_open && may_let_in.is_ok() => self.open_to_guests(board).await?,
            None => {}
        }
        guest_links(board, &self.proven()).await
    }

    /// Puts another link in the place of those for a role.
    ///
    /// # Errors
    /// `E_NOT_CONNECTED` while no guests may come; [`AppError::GuestRole`]; `E_DISK`.
    async fn renew_guests(&self, board: &OpenBoard, role: Role) -> Result<GuestLinks, AppError> {
        {
            let server = board.guest_server();
            let served = server.guests().await;
            let guests = served.as_ref().ok_or(AppError::NotShared)?;
            let key = self.app.renew_guest_key(board.id(), role).await?;
            guests.renew(key);
            board.relock(key.lock())?;
        }
        guest_links(board, &self.proven()).await
    }

    /// Keeps that somebody who was a guest of this machine was removed, for good.
    ///
    /// # Errors
    /// `E_DISK`; then they are out, and may come again when the program starts anew.
    pub(crate) async fn remove_guest(
        &self,
        board: &OpenBoard,
        guest: ParticipantId,
        role: Option<Role>,
    ) -> Result<(), AppError> {
        let server = board.guest_server();
        let served = server.guests().await;
        let Some(guests) = served.as_ref() else {
            return Ok(());
        };
        if role.is_none() && guests.has_met(guest) {
            guests.remove(guest);
            let removed = guests.removed();
            self.app.keep_removed_guests(board.id(), &removed).await?;
        }
        Ok(())
    }

    async fn open_to_guests(&self, board: &OpenBoard) -> Result<(), AppError> {
        let server = board.guest_server();
        let mut served = server.guests().await;
        let guests = match served.take() {
            Some(guests) => guests,
            None => board_app::guests::server::serve(board, self.app.library()).await?,
        };
        let let_in = board.let_in(&guests);
        *served = Some(guests);
        let_in
    }
}

/// How it stands, for the page. What was asked for before is in it.
async fn guest_links(board: &OpenBoard, proven: &[IpAddr]) -> Result<GuestLinks, AppError> {
    // What was posted is done when the board answers, and then the records say it.
    board.look(|_| ()).await?;
    let status = board.session_status();
    let now = status.borrow().clone();
    let server = board.guest_server();
    let served = server.guests().await;
    if let Some(guests) = served.as_ref() {
        guests.follow(&now);
    }
    let guests = served.as_ref().filter(|_| now.is_open());
    let links = |role| guests.map_or_else(Vec::new, |guests| guests.links(role, proven));
    Ok(GuestLinks {
        is_on: guests.is_some(),
        participant: links(Role::Participant),
        viewer: links(Role::Viewer),
    })
}
