//! Sessions from the desk: sharing the open board, joining somebody else's.

use crate::act::{AtBoard, DeskAct};
use crate::acts::open::Opened;
use crate::answers::{Nothing, Ticketed};
use crate::page_session::PageSession;
use crate::state::DeskState;
use board_app::{AppError, SessionOptions};
use board_model::{DeleteAllBy, ParticipantId};
use board_room::message::Role;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;
use ts_rs::TS;

/// Asks to let other machines take part in the open board.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts", optional_fields)]
pub(crate) struct Share {
    /// Through which relay machines of other networks are met: its address, or `public`. Without one, none of them.
    relay: Option<String>,
}

/// A ticket for participants.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "desk.ts")]
pub(crate) struct OpenToMachines {
    ticket: String,
    relay_met: Option<bool>,
}

/// Asks what is known before sharing and joining.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct Sharing {}

/// What is known before sharing and joining.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "desk.ts")]
pub(crate) struct KnownBefore {
    /// The person here was asked for a name.
    is_named: bool,
    /// The relay of the last session that was shared or joined.
    relay: Option<String>,
}

/// Asks for a ticket for the open board's session.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct MakeTicket {
    role: Role,
}

/// Asks for another ticket in the place of those for a role.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct RenewTickets {
    role: Role,
}

/// Gives a member another role, or removes them.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts", optional_fields)]
pub(crate) struct Assign {
    participant: ParticipantId,
    /// What they may do; `null` removes them.
    #[ts(type = "Role | null")]
    role: Option<Role>,
    /// Takes what they wrote off the wall, too; only with `null`.
    #[serde(default)]
    #[ts(as = "Option<bool>")]
    erase: bool,
}

/// Asks whether participants' machines may host while no facilitator is there, or says so.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "desk.ts", optional_fields)]
pub(crate) struct LetCaretakersHost {
    /// What is to hold; absent to hear what holds.
    may_host: Option<bool>,
}

/// Whether they may.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "desk.ts")]
pub(crate) struct Caretakers {
    may_host: bool,
}

/// Asks for the recovery code of the board's owner.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct ShowOwnerCode {}

/// The recovery code.
#[derive(Debug, Serialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct OwnerCode {
    recovery: String,
}

/// Asks to become the owner by their recovery code.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct Recover {
    recovery: String,
}

/// Asks to end this machine's part in the session.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct Unshare {}

/// Asks to take part in somebody's session.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts", optional_fields)]
pub(crate) struct Join {
    ticket: String,
    /// A relay, if the session uses one.
    relay: Option<String>,
}

impl DeskAct for Share {
    type At = AtBoard;
    type Answer = OpenToMachines;

    async fn carry_out(
        self,
        AtBoard { page, board, .. }: AtBoard,
    ) -> Result<OpenToMachines, AppError> {
        let (app, name) = (&page.desk.app, page.name());
        let options = SessionOptions {
            relay: self.relay,
            ..SessionOptions::default()
        };
        app.share(&board, &name, &options).await?;
        let ticket = board.ticket(Role::Participant).await?;
        app.keep_relay(options.relay.as_deref()).await?;
        let relay_met = app.is_relay_met().await;
        Ok(OpenToMachines { ticket, relay_met })
    }
}

impl DeskAct for Sharing {
    type At = Arc<DeskState>;
    type Answer = KnownBefore;

    async fn carry_out(self, desk: Arc<DeskState>) -> Result<KnownBefore, AppError> {
        Ok(KnownBefore {
            is_named: desk.app.said_name().await?.is_some(),
            relay: desk.app.kept_relay().await?,
        })
    }
}

impl DeskAct for MakeTicket {
    type At = AtBoard;
    type Answer = Ticketed;

    async fn carry_out(self, AtBoard { board, .. }: AtBoard) -> Result<Ticketed, AppError> {
        let ticket = board.ticket(self.role).await?;
        Ok(Ticketed { ticket })
    }
}

impl DeskAct for RenewTickets {
    type At = AtBoard;
    type Answer = Ticketed;

    async fn carry_out(self, AtBoard { board, .. }: AtBoard) -> Result<Ticketed, AppError> {
        board.renew(self.role)?;
        let ticket = board.ticket(self.role).await?;
        Ok(Ticketed { ticket })
    }
}

impl DeskAct for Assign {
    type At = AtBoard;
    type Answer = Nothing;

    async fn carry_out(self, AtBoard { page, board, .. }: AtBoard) -> Result<Nothing, AppError> {
        let Self {
            participant,
            role,
            erase,
        } = self;
        let desk = &page.desk;
        desk.remove_guest(&board, participant, role).await?;
        board.assign(participant, role)?;
        // They are out before what they wrote is taken off, so that nothing comes after it.
        if erase && role.is_none() {
            let edit = DeleteAllBy { participant };
            board.apply(&desk.name(), edit.into()).await?;
        }
        Ok(Nothing {})
    }
}

impl DeskAct for LetCaretakersHost {
    type At = AtBoard;
    type Answer = Caretakers;

    async fn carry_out(self, AtBoard { board, .. }: AtBoard) -> Result<Caretakers, AppError> {
        if let Some(may_host) = self.may_host {
            board.let_caretakers_host(may_host)?;
        }
        let may_host = board.may_caretakers_host().await?;
        Ok(Caretakers { may_host })
    }
}

impl DeskAct for ShowOwnerCode {
    type At = AtBoard;
    type Answer = OwnerCode;

    async fn carry_out(self, AtBoard { page, board, .. }: AtBoard) -> Result<OwnerCode, AppError> {
        let recovery = page.desk.app.owner_code(&board).await?;
        Ok(OwnerCode { recovery })
    }
}

impl DeskAct for Recover {
    type At = AtBoard;
    type Answer = Nothing;

    async fn carry_out(self, AtBoard { page, board, .. }: AtBoard) -> Result<Nothing, AppError> {
        page.desk.app.recover(&board, &self.recovery).await?;
        Ok(Nothing {})
    }
}

impl DeskAct for Unshare {
    type At = AtBoard;
    type Answer = Nothing;

    async fn carry_out(self, AtBoard { page, board, .. }: AtBoard) -> Result<Nothing, AppError> {
        page.desk.app.end_pin(&board).await;
        board.leave_guests();
        board.unshare()?;
        board.end_guests().await;
        Ok(Nothing {})
    }
}

impl DeskAct for Join {
    type At = Arc<PageSession>;
    type Answer = Opened;

    async fn carry_out(self, page: Arc<PageSession>) -> Result<Opened, AppError> {
        let desk = &page.desk;
        let path = desk.join(&self.ticket, &page.name(), self.relay).await?;
        page.move_to(&path).await.map(Opened::at)
    }

    fn follow(Opened { sitting, .. }: Opened, page: &Arc<PageSession>) {
        page.sit(sitting);
    }
}

impl DeskState {
    /// Joins the session of a ticket: the board is among the open ones when this returns, for somebody to sit down at.
    async fn join(
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
