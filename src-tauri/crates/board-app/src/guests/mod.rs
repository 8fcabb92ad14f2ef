//! Guests: people without the app, who join an open board from browsers of other machines.
//!
//! A guest's browser keeps a secret for the board; who they are follows from it, so they are the same person after a
//! reload, a lost connection and a restart of this program, and their numbered edits are applied exactly once.
//!
//! They come to whoever hosts. Machines that could host next listen in advance, and show whoever comes too early
//! where the session is.
//!
//! * [`keys`]: what lets them in · [`roll`]: who is here · [`screen`]: one of them
//! * [`house`]: who serves them at an open board

mod house;
mod keys;
mod roll;
mod screen;

pub(crate) use house::{House, listen_anywhere, serve};
pub use keys::GuestKey;

use crate::browsers::pages;
use crate::error::AppError;
use crate::open_board::OpenBoard;
use crate::session::Situation;
use board_model::ParticipantId;
use board_room::message::Role;
use board_room::session::records::GuestLock;
use board_web::{Audience, Farewell, Limits, RunningWeb, WebOptions};
use keys::Keys;
use roll::Roll;
use screen::Door;
use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Digits of the board's id in a link: a browser tells by them apart what it keeps for which board.
const BOARD_DIGITS: usize = 12;
/// Most other machines whose pages may come.
const MOST_OTHERS: usize = 256;

/// Who may join, and how.
#[derive(Clone, Debug)]
pub struct GuestTerms {
    /// What lets them in, and for what: at most one for a role, and none for facilitators.
    pub keys: Vec<GuestKey>,
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
    /// Where guests find the other machines of the session, now or before.
    others: watch::Sender<BTreeSet<SocketAddr>>,
    situation: watch::Receiver<Situation>,
}

impl Guests {
    /// The link to give to people who join with a role, one for each address of this machine: those first that other
    /// devices have reached, then the likeliest. None for a role that no key is for, and while there is no network.
    pub fn links(&self, role: Role, proven: &[IpAddr]) -> Vec<String> {
        let token = self.keys.token(role);
        let links = token.map(|token| self.web.links(&token, proven));
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

    /// Tells every page that the session has ended or goes on elsewhere, and ends when all have heard it or are gone.
    pub async fn stop(self) {
        let goes_on = self.situation.borrow().goes_on_elsewhere();
        let farewell = if goes_on {
            Farewell::Moved
        } else {
            Farewell::Ended
        };
        self.web.stop(farewell).await;
    }

    /// Where guests of other machines find this one.
    fn doors(&self) -> Vec<SocketAddr> {
        self.web.addresses()
    }

    /// What this machine's own links open.
    fn locks(&self) -> Vec<GuestLock> {
        self.keys.locks()
    }

    /// Whether the session's records say who comes in.
    fn is_recorded(&self) -> bool {
        self.keys.is_recorded()
    }

    /// Takes over what the session's records say.
    pub(crate) fn follow(&self, now: &Situation) {
        self.keys.record(&now.guest_policy.guests);
        for guest in &now.guest_policy.guests.away {
            self.roll.remove(*guest);
        }
        self.others.send_if_modified(|others| {
            let before = others.len();
            let room = MOST_OTHERS.saturating_sub(before);
            others.extend(now.doors.iter().take(room));
            others.len() != before
        });
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
        let (others, known) = watch::channel(BTreeSet::new());
        let options = WebOptions {
            bundle: pages(),
            limits: terms.limits,
            audience: Audience::Network { others: known },
        };
        let keys = Arc::new(Keys::new(&terms.keys));
        let situation = self.situation();
        let door = Door {
            board: self.weak(),
            id: self.id(),
            keys: Arc::clone(&keys),
            roll: Arc::clone(&roll),
            situation: situation.clone(),
        };
        let web = board_web::serve(listener, options, door)?;
        let digits = self.id().uuid().simple().to_string();
        let board = digits[digits.len() - BOARD_DIGITS..].to_owned();
        Ok(Guests {
            web,
            board,
            keys,
            roll,
            others,
            situation,
        })
    }
}
