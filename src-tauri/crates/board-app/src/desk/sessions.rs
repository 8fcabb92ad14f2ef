//! Sessions from the desk: sharing the open board, joining somebody else's.

use super::Shared;
use super::message::Act;
use crate::error::AppError;
use crate::open_board::OpenBoard;
use crate::session::SessionOptions;
use board_model::{DeleteAllBy, ParticipantId};
use board_room::message::Role;
use serde_json::{Value, json};
use std::path::PathBuf;

impl Shared {
    /// What has to do with the session of the open board.
    pub(super) async fn session(
        &self,
        board: &OpenBoard,
        name: &str,
        act: Act,
    ) -> Result<Value, AppError> {
        match act {
            Act::Share { relay } => {
                let options = SessionOptions {
                    relay: relay.clone(),
                    ..SessionOptions::default()
                };
                self.app.share(board, name, &options).await?;
                let ticket = board.ticket(Role::Participant).await?;
                self.app.keep_relay(relay.as_deref()).await?;
                let is_met = self.app.is_relay_met().await;
                Ok(json!({ "ticket": ticket, "relayMet": is_met }))
            }
            Act::Ticket { role } => Ok(json!({ "ticket": board.ticket(role).await? })),
            Act::Renew { role } => {
                board.renew(role)?;
                Ok(json!({ "ticket": board.ticket(role).await? }))
            }
            Act::Assign {
                participant,
                role,
                erase,
            } => {
                self.assign(board, participant, role).await?;
                self.take_off(board, participant, erase && role.is_none())
                    .await
            }
            Act::Caretakers { may_host } => {
                may_host.map_or(Ok(()), |may_host| board.let_caretakers_host(may_host))?;
                Ok(json!({ "mayHost": board.may_caretakers_host().await? }))
            }
            Act::OwnerCode {} => Ok(json!({ "recovery": self.app.owner_code(board).await? })),
            Act::Recover { recovery } => {
                self.app.recover(board, &recovery).await?;
                Ok(json!({}))
            }
            Act::Guests { on } => self.guests(board, on).await,
            Act::RenewGuests { role } => self.renew_guests(board, role).await,
            Act::Pin { on, asks } => self.pin(board, name, on, asks).await,
            Act::Admit { newcomer, admit } => {
                self.app.decide(board, newcomer, admit).await;
                Ok(json!({}))
            }
            Act::Unshare {} => {
                self.app.end_pin(board).await;
                board.leave_guests();
                board.unshare()?;
                board.end_guests().await;
                Ok(json!({}))
            }
            _ => Err(AppError::Unclear {
                needed: "an act of the session",
            }),
        }
    }

    async fn assign(
        &self,
        board: &OpenBoard,
        participant: ParticipantId,
        role: Option<Role>,
    ) -> Result<(), AppError> {
        self.remove_guest(board, participant, role).await?;
        board.assign(participant, role)
    }

    /// Takes off the wall what somebody wrote who was removed. They are out before, so that nothing comes after it.
    async fn take_off(
        &self,
        board: &OpenBoard,
        participant: ParticipantId,
        is_wanted: bool,
    ) -> Result<Value, AppError> {
        if is_wanted {
            let edit = DeleteAllBy { participant };
            self.edit_open(board, edit.into()).await?;
        }
        Ok(json!({}))
    }

    /// What is known before sharing and joining: whether the person was asked for a name, and the relay of the last time.
    ///
    /// # Errors
    /// `E_DISK`.
    pub(super) async fn sharing(&self) -> Result<Value, AppError> {
        let (name, relay) = (self.app.said_name().await?, self.app.kept_relay().await?);
        Ok(json!({ "isNamed": name.is_some(), "relay": relay }))
    }

    /// Joins the session of a ticket: the board is among the open ones when this returns, for somebody to sit down at.
    pub(super) async fn join(
        &self,
        ticket: &str,
        name: &str,
        relay: Option<String>,
    ) -> Result<PathBuf, AppError> {
        let options = SessionOptions {
            relay,
            ..SessionOptions::default()
        };
        let (board, path) = self.app.join_at(ticket, name, None, &options).await?;
        self.app.keep_relay(options.relay.as_deref()).await?;
        let path = path.canonicalize().unwrap_or(path);
        let title = board
            .look(|replica| replica.board().header().title.clone())
            .await?;
        self.open.lock().await.take_over(&path, board, &title);
        Ok(path)
    }
}
