//! Guests: people without the app, who join an open board from browsers of other machines.
//!
//! A guest's browser keeps a secret for the board; who they are follows from it, so they are the same person after a
//! reload, a lost connection and a restart of this program, and their numbered edits are applied exactly once.

use crate::browsers::pages;
use crate::error::AppError;
use crate::guest_keys::{Fit, GuestKey, Keys};
use crate::open_board::{OpenBoard, Screen, Seat};
use crate::roll::{Place, Roll};
use crate::saver::Command;
use board_model::{BoardId, ParticipantId};
use board_room::message::Role;
use board_web::{
    Audience, Connect, GuestSecret, Introduction, Limits, Parting, Refusal, RunningWeb, WebOptions,
};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;
use uuid::Builder;

/// What a guest is called who gives no name.
const NAMELESS: &str = "Guest";
/// Digits of the board's id in a link: a browser tells by them apart what it keeps for which board.
const BOARD_DIGITS: usize = 12;
/// Keeps ids of guests apart from every other use of their secret.
const CONTEXT: &str = "journeywall 2026-11 participant id of a guest";

/// Who may join, and how.
#[derive(Clone, Debug)]
pub struct GuestTerms {
    /// What lets them in, and for what: at most one for a role, and none for facilitators.
    pub keys: Vec<GuestKey>,
    /// Origins of earlier hosts of this board, as in `http://192.0.2.1:8080`, whose pages may connect.
    pub origins: Vec<String>,
    /// Guests who were removed before.
    pub removed: Vec<ParticipantId>,
    /// How much of everything.
    pub limits: Limits,
}

impl GuestTerms {
    /// Terms with the limits that are meant for networks, and nobody removed.
    pub fn new(keys: Vec<GuestKey>) -> Self {
        Self {
            keys,
            origins: Vec::new(),
            removed: Vec::new(),
            limits: Limits::network(),
        }
    }
}

/// Guests of an open board. Dropping it ends their session too, without waiting.
#[derive(Debug)]
pub struct Guests {
    web: RunningWeb,
    /// What every link says of the board.
    board: String,
    keys: Arc<Keys>,
    roll: Arc<Roll>,
}

impl Guests {
    /// The link to give to people who come with a role, one for each address of this machine, the likeliest first.
    /// None for a role that no key is for.
    pub fn links(&self, role: Role) -> Vec<String> {
        let token = self.keys.token(role);
        let links = token.map(|token| self.web.links(&token));
        let links = links.unwrap_or_default().into_iter();
        links
            .map(|link| format!("{link}&b={}", self.board))
            .collect()
    }

    /// From now on another key lets people in with its role. Who came in by the one before stays, and may come again.
    pub fn renew(&self, key: GuestKey) {
        self.keys.replace(key);
    }

    /// Whether somebody came in as a guest since guests are served.
    pub fn has_met(&self, guest: ParticipantId) -> bool {
        self.roll.has_met(guest)
    }

    /// Where they are listened for.
    pub fn address(&self) -> SocketAddr {
        self.web.address()
    }

    /// Ends every screen of a guest, and refuses the secret of their browser from now on. What they wrote stays.
    /// Somebody who was never here is only refused.
    pub fn remove(&self, guest: ParticipantId) {
        self.roll.remove(guest);
    }

    /// Everybody who was removed, for the terms of the next time.
    pub fn removed(&self) -> Vec<ParticipantId> {
        self.roll.removed()
    }

    /// Tells every page that the session has ended, and ends when all have heard it or are gone.
    pub async fn stop(self) {
        self.web.stop().await;
    }
}

impl OpenBoard {
    /// Lets people without the app join, on a listener of any address. They need a token, which is in the links.
    ///
    /// # Errors
    /// [`AppError::GuestRole`] for a facilitator's role; [`AppError::Web`] when the listener is closed.
    pub fn serve_guests(
        &self,
        listener: TcpListener,
        terms: GuestTerms,
    ) -> Result<Guests, AppError> {
        if terms.keys.iter().any(|key| key.role == Role::Facilitator) {
            return Err(AppError::GuestRole);
        }
        let roll = Arc::new(Roll::new(terms.removed));
        let options = WebOptions {
            bundle: pages(),
            limits: terms.limits,
            audience: Audience::Network {
                origins: terms.origins,
            },
        };
        let keys = Arc::new(Keys::new(&terms.keys));
        let door = Door {
            board: self.clone(),
            keys: Arc::clone(&keys),
            roll: Arc::clone(&roll),
        };
        let web = board_web::serve(listener, options, door)?;
        let digits = self.id().uuid().simple().to_string();
        let board = digits[digits.len() - BOARD_DIGITS..].to_owned();
        Ok(Guests {
            web,
            board,
            keys,
            roll,
        })
    }

    /// A screen for a guest with a secret: the person they were before, whose numbers go on.
    async fn connect_guest(&self, seat: &Seat, guest: ParticipantId) -> Result<Screen, AppError> {
        let mark = self
            .pass(|reply| Command::GuestMark { guest, reply })
            .await??;
        self.seat(seat, guest, Some(mark.unwrap_or(0)))
    }
}

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

/// Where guests come in.
struct Door {
    board: OpenBoard,
    keys: Arc<Keys>,
    roll: Arc<Roll>,
}

impl Door {
    /// What a token lets a guest do. One that was replaced is a fault of nobody who shows it.
    fn role_by(&self, fit: Fit, guest: Option<ParticipantId>) -> Result<Role, Refusal> {
        match fit {
            Fit::Valid(role) => Ok(role),
            Fit::Former(role) if guest.is_some_and(|guest| self.roll.has_met(guest)) => Ok(role),
            Fit::Former(_) => Err(Refusal::Because {
                code: "E_TICKET",
                message: "a new link took the place of this one; ask for it".to_owned(),
            }),
        }
    }

    async fn seat(&self, seat: &Seat, guest: Option<ParticipantId>) -> Result<Screen, AppError> {
        match guest {
            Some(guest) => self.board.connect_guest(seat, guest).await,
            // Whoever shows no secret is somebody new each time.
            None => self.board.connect(seat.clone()),
        }
    }
}

impl Connect for Door {
    type Screen = GuestScreen;

    async fn connect(&self, person: Introduction) -> Result<GuestScreen, Refusal> {
        let Introduction {
            token,
            name,
            colour,
            secret,
        } = person;
        let fit = self.keys.find(&token).ok_or(Refusal::Stranger)?;
        let name = if name.is_empty() { NAMELESS } else { &name };
        let guest = secret.map(|secret| participant_of(self.board.id(), secret));
        let role = self.role_by(fit, guest)?;
        let place = match guest {
            Some(guest) => Some(Roll::enter(&self.roll, guest).ok_or(Refusal::Removed)?),
            None => None,
        };
        let seat = Seat {
            colour,
            ..Seat::new(name, role)
        };
        let screen = self.seat(&seat, guest).await;
        let screen = screen.map_err(|error| Refusal::Because {
            code: error.code(),
            message: error.to_string(),
        })?;
        Ok(GuestScreen { screen, place })
    }
}

/// A guest's screen, until the board, the facilitator or another tab ends it.
struct GuestScreen {
    screen: Screen,
    place: Option<Place>,
}

impl board_web::Screen for GuestScreen {
    async fn send(&self, message: &str) {
        self.screen.send(message).await;
    }

    async fn recv(&mut self) -> Option<String> {
        let Some(place) = &mut self.place else {
            return self.screen.recv().await;
        };
        tokio::select! {
            biased;
            () = place.ended() => None,
            message = self.screen.recv() => message,
        }
    }

    fn parting(&self) -> Parting {
        let told = self.place.as_ref().and_then(Place::parting);
        told.unwrap_or(Parting::Closed)
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
