//! Sharing a board, and joining by a ticket.

use crate::clock;
use crate::error::AppError;
use crate::installation::App;
use crate::installation::endpoint::{Endpoint, RouteInput, SessionOptions};
use crate::installation::identity::{installation_key, invitation_setting, text_of};
use crate::open::address::written;
use crate::open::board::OpenBoard;
use crate::open::input::SessionInput;
use crate::open::links::machines_setting;
use crate::open::saver::command::SaverCommand;
use board_model::ParticipantId;
use board_net::Ticket;
use board_room::message::{Refusal, Role};
use board_room::session::SessionCommand;
use board_room::session::frame::{Machine, Rank};
use board_room::session::keys::Keys;
use board_store::BoardFile;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::time::timeout;

/// How long a board may take to come to a machine that joins.
const ARRIVAL: Duration = Duration::from_secs(20);

/// How long a relay may take until sharing goes on without it.
const RELAY: Duration = Duration::from_secs(5);

impl App {
    /// Begins a session on an open board: this machine hosts, and tickets let others in. With a relay it waits a moment
    /// for it; one that does not answer keeps nobody of this network out.
    ///
    /// # Errors
    /// `E_NOT_CONNECTED` where this machine cannot listen, or another board is in a session with another choice of
    /// relay; `E_BAD_INPUT` for a relay that is none; `E_ROLE` for a board that was shared by keys which are not here.
    pub async fn share(
        &self,
        board: &OpenBoard,
        name: &str,
        options: &SessionOptions,
    ) -> Result<(), AppError> {
        if !self.has_keys_of(board).await? {
            return Err(AppError::OtherKeys);
        }
        let endpoint = self.endpoint(options).await?;
        if endpoint.relay().is_some() {
            endpoint.net().meet_relay(RELAY).await;
        }
        // Where the last session was: its host may be there still.
        let machines = self.machines(board).await?;
        board.link_to(endpoint, name)?;
        board.attend_to_guests(self.library_shared());
        board.post(SessionCommand::Share)?;
        board.post(SessionCommand::FindHost(machines))
    }

    /// Whether this machine can be somebody on a board: nobody owns it yet, or this library has the owner's key or an
    /// invitation, or its own key is a member's.
    async fn has_keys_of(&self, board: &OpenBoard) -> Result<bool, AppError> {
        let members = board.members().await?;
        if members.owner().is_none() || self.library().has_owner_key(board.id()).await? {
            return Ok(true);
        }
        let own = Keys::new(&installation_key(self.library()).await?).public();
        let invitation = invitation_setting(board.id());
        let is_invited = self.library().setting(&invitation).await?.is_some();
        Ok(is_invited || members.ever(own).is_some())
    }

    async fn machines(&self, board: &OpenBoard) -> Result<Vec<Machine>, AppError> {
        let kept = self
            .library()
            .setting(&machines_setting(board.id()))
            .await?;
        Ok(kept
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default())
    }

    /// Joins the session of a ticket. The board is kept in `file`, or in the library: where it is already, or in a new
    /// file, which is called like the board. It is there when this returns.
    ///
    /// # Errors
    /// `E_TICKET` for a ticket that is none, has expired or lets nobody in; `E_NOT_CONNECTED` when nobody of the
    /// session can be reached; `E_ROLE` for who was removed; those of opening a board.
    pub async fn join(
        &self,
        ticket: &str,
        name: &str,
        file: Option<&Path>,
        options: &SessionOptions,
    ) -> Result<OpenBoard, AppError> {
        let joined = self.join_at(ticket, name, file, options).await?;
        Ok(joined.0)
    }

    /// As [`App::join`], with where the board is kept.
    pub async fn join_at(
        &self,
        ticket: &str,
        name: &str,
        file: Option<&Path>,
        options: &SessionOptions,
    ) -> Result<(OpenBoard, PathBuf), AppError> {
        let ticket: Ticket = ticket.parse()?;
        ticket.check(clock::since_1970().as_secs())?;
        let board = ticket.board();
        let secret = text_of(ticket.secret());
        self.library()
            .put_setting(&invitation_setting(board), Some(&secret))
            .await?;
        let path = match file {
            Some(file) => file.to_owned(),
            None => self.place_of(board).await?,
        };
        let is_new = !path.exists();
        if is_new {
            BoardFile::create(&path, board, &[]).await?.close().await?;
        }
        let arrived = self.arrive(&path, &ticket, name, options).await;
        if arrived.is_err() && is_new {
            // Nothing was in it.
            drop(std::fs::remove_file(&path));
        }
        let board = arrived?;
        let title = board.look(|replica| replica.board().header().title.clone());
        let title = title.await?;
        let path = match file {
            None if is_new => named_for(&board, &title).await.unwrap_or(path),
            _ => path,
        };
        self.remember(&path, board.id(), &title).await?;
        Ok((board, path))
    }

    async fn arrive(
        &self,
        path: &Path,
        ticket: &Ticket,
        name: &str,
        options: &SessionOptions,
    ) -> Result<OpenBoard, AppError> {
        let endpoint = self.endpoint(options).await?;
        let board = self.open_board(path).await?;
        if board.id() != ticket.board() {
            drop(board.close().await);
            return Err(AppError::OtherBoard {
                path: path.to_owned(),
            });
        }
        let mut machines: Vec<Machine> = ticket
            .candidates()
            .iter()
            .map(|address| Machine {
                peer: address.id,
                rank: Rank::Owner,
                address: written(address),
            })
            .collect();
        machines.extend(self.machines(&board).await?);
        board.link_to(endpoint, name)?;
        board.attend_to_guests(self.library_shared());
        let (reply, replied) = oneshot::channel();
        board.post(SessionInput::Arrived(reply))?;
        board.post(SessionCommand::FindHost(machines))?;
        let outcome = match timeout(ARRIVAL, replied).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => return Err(AppError::Stopped),
            Err(_) => {
                drop(board.close().await);
                return Err(AppError::NotReached);
            }
        };
        match outcome {
            Ok(()) => Ok(board),
            Err(Refusal { code, message, .. }) => {
                drop(board.close().await);
                Err(AppError::TurnedAway { code, message })
            }
        }
    }

    /// Where the board is kept in the library, or would be.
    async fn place_of(&self, board: board_model::BoardId) -> Result<PathBuf, AppError> {
        let known = self.recents(u32::MAX >> 1).await?;
        let known = known
            .into_iter()
            .find(|recent| recent.board == board && recent.path.exists());
        Ok(known.map_or_else(|| self.path_for("Joined session"), |recent| recent.path))
    }
}

/// Names the file of a board that has just come after its title: nobody knew that before. Where it is then; `None` when
/// it could not be named, which is no reason not to join.
async fn named_for(board: &OpenBoard, title: &str) -> Option<PathBuf> {
    let title = title.to_owned();
    let named = board
        .pass(|done| SaverCommand::Rename { title, done })
        .await;
    named
        .and_then(|renamed| renamed)
        .inspect_err(|error| tracing::warn!(%error, "naming the file of a board that came"))
        .ok()
}

impl OpenBoard {
    fn link_to(&self, endpoint: Arc<Endpoint>, name: &str) -> Result<(), AppError> {
        self.guest_server().call(name);
        let name = name.to_owned();
        self.post(SessionInput::Connect { endpoint, name })
    }

    /// A ticket that lets somebody in with a role.
    ///
    /// # Errors
    /// `E_NOT_CONNECTED` while the board is not shared.
    pub async fn ticket(&self, role: Role) -> Result<String, AppError> {
        let (reply, replied) = oneshot::channel();
        self.post(SessionInput::Route(RouteInput::Invite { role, reply }))?;
        let answer = replied.await.map_err(|_| AppError::Stopped)?;
        answer.map_err(|refusal| AppError::Refused {
            code: refusal.code,
            message: refusal.message,
        })
    }

    /// Ends this machine's part in the session; another machine hosts if one can.
    ///
    /// # Errors
    /// [`AppError::Stopped`] when the board is closed.
    pub fn unshare(&self) -> Result<(), AppError> {
        self.post(SessionCommand::Leave)
    }

    /// Gives a member another role, or removes them. Their screens hear it.
    ///
    /// # Errors
    /// [`AppError::Stopped`] when the board is closed.
    pub fn assign(&self, participant: ParticipantId, role: Option<Role>) -> Result<(), AppError> {
        self.post(SessionCommand::Assign { participant, role })
    }

    /// This machine's person has another name: at their screens, for the session, and on the board if it knows them.
    ///
    /// # Errors
    /// [`AppError::Stopped`] when the board is closed.
    pub fn call(&self, name: String) -> Result<(), AppError> {
        self.post(SessionCommand::Called(name))
    }

    /// Makes the present tickets for a role void; who came in by them stays.
    ///
    /// # Errors
    /// [`AppError::Stopped`] when the board is closed.
    pub fn renew(&self, role: Role) -> Result<(), AppError> {
        self.post(SessionCommand::Renew(role))
    }
}
