//! One guest: let in by a token and a secret, and shown where the session goes.

use super::keys::{Fit, Keys};
use super::roster::{GuestRoster, Place};
use crate::error::AppError;
use crate::open::board::{OpenBoard, Screen, Seat, WeakBoard};
use crate::open::session_status::SessionStatus;
use board_model::{BoardId, ErrorCode, ParticipantId};
use board_room::message::Role;
use board_room::session::GuestRedirect;
use board_web::{
    Connect, GuestNotice, GuestSecret, Introduction, Invited, Refusal, ScreenEnd, Token,
};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::sync::watch;
use uuid::Builder;

/// What a guest is called who gives no name.
const NAMELESS: &str = "Guest";
/// Keeps ids of guests apart from every other use of their secret.
const CONTEXT: &str = "journeywall 2026-11 participant id of a guest";

/// Who the owner of a secret is on a board. Nobody learns the secret from it, and it says nothing about who they are
/// on other boards.
fn participant_of(board: BoardId, secret: GuestSecret) -> ParticipantId {
    let mut hasher = blake3::Hasher::new_derive_key(CONTEXT);
    hasher.update(board.uuid().as_bytes());
    hasher.update(&secret.0);
    let mut bytes = [0; 16];
    hasher.finalize_xof().fill(&mut bytes);
    ParticipantId::from_uuid(Builder::from_custom_bytes(bytes).into_uuid())
}

/// Where the session can be found when it is not here, for pages.
fn doors_line(doors: &[SocketAddr]) -> String {
    GuestNotice::Doors(doors.iter().map(ToString::to_string).collect()).line()
}

/// What a token that was replaced is answered with.
fn replaced() -> Refusal {
    Refusal::Because {
        code: ErrorCode::Ticket,
        message: "a new link took the place of this one; ask for it".to_owned(),
    }
}

/// Where guests come in.
pub(super) struct Door {
    pub(super) board: WeakBoard,
    pub(super) id: BoardId,
    pub(super) keys: Arc<Keys>,
    pub(super) roster: Arc<GuestRoster>,
    pub(super) status: watch::Receiver<SessionStatus>,
}

impl Door {
    /// What a token lets a guest do. One that was replaced is a fault of nobody who shows it.
    async fn role_by(
        &self,
        fit: Fit,
        board: &OpenBoard,
        guest: Option<ParticipantId>,
    ) -> Result<Role, Refusal> {
        match fit {
            Fit::Valid(role) => Ok(role),
            Fit::Former(role) if self.has_met(board, guest).await => Ok(role),
            Fit::Former(_) => Err(replaced()),
        }
    }

    /// Whether somebody came in before: here, or at an earlier host where they wrote something.
    async fn has_met(&self, board: &OpenBoard, guest: Option<ParticipantId>) -> bool {
        let Some(guest) = guest else {
            return false;
        };
        let has_written = board.look(move |replica| replica.guest_mark(guest) > 0);
        self.roster.has_met(guest) || has_written.await.unwrap_or(false)
    }

    fn seat(
        board: &OpenBoard,
        seat: &Seat,
        guest: Option<ParticipantId>,
    ) -> Result<Screen, AppError> {
        match guest {
            Some(guest) => board.seat(seat, guest, true),
            // Whoever shows no secret is somebody new each time.
            None => board.connect(seat.clone()),
        }
    }

    /// The session is not here.
    fn is_elsewhere(&self) -> Option<Refusal> {
        let now = self.status.borrow();
        let is_elsewhere = now.guest_policy.redirect == GuestRedirect::Elsewhere;
        is_elsewhere.then(|| Refusal::Moved {
            hint: (!now.doors.is_empty()).then(|| doors_line(&now.doors)),
        })
    }
}

impl Connect for Door {
    type Screen = GuestScreen;

    async fn look(&self, token: Token) -> Result<Invited, Refusal> {
        match self.keys.find(&token).ok_or(Refusal::Stranger)? {
            Fit::Valid(_) => {}
            Fit::Former(_) => return Err(replaced()),
        }
        if let Some(elsewhere) = self.is_elsewhere() {
            return Err(elsewhere);
        }
        let board = self.board.upgrade().ok_or(AppError::Stopped)?;
        let title = board.look(|replica| replica.board().header().title.clone());
        Ok(Invited {
            board: title.await?,
            host: board.guest_server().host(),
        })
    }

    async fn connect(&self, person: Introduction) -> Result<GuestScreen, Refusal> {
        let Introduction {
            token,
            name,
            colour,
            secret,
        } = person;
        let fit = self.keys.find(&token).ok_or(Refusal::Stranger)?;
        if let Some(elsewhere) = self.is_elsewhere() {
            return Err(elsewhere);
        }
        let board = self.board.upgrade().ok_or(AppError::Stopped)?;
        let name = if name.is_empty() { NAMELESS } else { &name };
        let guest = secret.map(|secret| participant_of(self.id, secret));
        let role = self.role_by(fit, &board, guest).await?;
        let place = match guest {
            Some(guest) => Some(GuestRoster::enter(&self.roster, guest).ok_or(Refusal::Removed)?),
            None => None,
        };
        let seat = Seat {
            colour,
            ..Seat::new(name, role)
        };
        let screen = Self::seat(&board, &seat, guest)?;
        Ok(GuestScreen {
            screen,
            place,
            status: self.status.clone(),
            told: Vec::new(),
            is_greeted: false,
        })
    }
}

/// A guest's screen, until the board, the facilitator, another tab or another host ends it.
pub(super) struct GuestScreen {
    screen: Screen,
    place: Option<Place>,
    status: watch::Receiver<SessionStatus>,
    /// The doors that the page knows.
    told: Vec<SocketAddr>,
    is_greeted: bool,
}

impl GuestScreen {
    /// What the page does not know yet of where it could go.
    fn news(&mut self) -> Option<String> {
        let doors = &self.status.borrow_and_update().doors;
        if *doors == self.told || !self.is_greeted {
            return None;
        }
        self.told.clone_from(doors);
        Some(doors_line(&self.told))
    }

    fn is_elsewhere(&self) -> bool {
        self.status.borrow().guest_policy.redirect == GuestRedirect::Elsewhere
    }
}

/// Ends when a guest's place does; never for who has none.
async fn ended(place: &mut Option<Place>) {
    match place {
        Some(place) => place.ended().await,
        None => std::future::pending().await,
    }
}

/// Ends when the status is another one; never once the board is closed.
async fn changed(status: &mut watch::Receiver<SessionStatus>) {
    if status.changed().await.is_err() {
        std::future::pending::<()>().await;
    }
}

impl board_web::Screen for GuestScreen {
    async fn send(&self, message: &str) {
        self.screen.send(message).await;
    }

    async fn recv(&mut self) -> Option<String> {
        loop {
            if let Some(news) = self.news() {
                return Some(news);
            }
            if self.is_elsewhere() {
                return None;
            }
            tokio::select! {
                biased;
                () = ended(&mut self.place) => return None,
                () = changed(&mut self.status) => {}
                message = self.screen.recv() => {
                    self.is_greeted = true;
                    return message;
                }
            }
        }
    }

    fn end_reason(&self) -> ScreenEnd {
        let told = self.place.as_ref().and_then(Place::parting);
        if let Some(told) = told {
            return told;
        }
        // A board that was closed has told who hosts next before that.
        let goes_on = self.status.borrow().goes_on_elsewhere();
        if self.is_elsewhere() || goes_on {
            ScreenEnd::Moved
        } else {
            ScreenEnd::Closed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::participant_of;
    use board_model::BoardId;
    use board_web::GuestSecret;
    use uuid::{Uuid, Variant};

    #[test]
    fn gu2_a_guest_is_the_same_person_on_a_board_and_another_one_elsewhere() {
        let board = |number| BoardId::from_uuid(Uuid::from_u128(number));
        let secret = |byte| GuestSecret([byte; 16]);
        let ann = participant_of(board(1), secret(1));
        assert_eq!(ann, participant_of(board(1), secret(1)));
        assert_ne!(ann, participant_of(board(1), secret(2)));
        assert_ne!(ann, participant_of(board(2), secret(1)));
        assert_eq!(ann.uuid().get_version_num(), 8);
        assert_eq!(ann.uuid().get_variant(), Variant::RFC4122);
    }
}
