//! Guests: people without the app, who join an open board from browsers of other machines.
//!
//! A guest's browser keeps a secret for the board; who they are follows from it, so they are the same person after a
//! reload, a lost connection and a restart of this program, and their numbered edits are applied exactly once.
//!
//! They come to whoever hosts. Machines that could host next listen in advance, and show whoever comes too early
//! where the session is.
//!
//! * `keys`: what lets them in · `roster`: who is here · `door`: one of them
//! * `server`: who serves them at an open board

mod door;
mod keys;
mod roster;
pub mod server;

pub use keys::GuestKey;

use crate::error::AppError;
use crate::open::board::OpenBoard;
use crate::open::session_status::SessionStatus;
use crate::pages::pages;
use board_model::ParticipantId;
use board_room::message::Role;
use board_room::session::records::GuestLock;
use board_web::{Audience, Limits, RunningWeb, ShutdownReason, WebOptions};
use door::Door;
use keys::Keys;
use roster::GuestRoster;
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
    roster: Arc<GuestRoster>,
    /// Where guests find the other machines of the session, now or before.
    others: watch::Sender<BTreeSet<SocketAddr>>,
    status: watch::Receiver<SessionStatus>,
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
        self.roster.has_met(guest)
    }

    /// Where they are listened for.
    pub fn address(&self) -> SocketAddr {
        self.web.address()
    }

    /// Ends every screen of a guest, and refuses the secret of their browser from now on. What they wrote stays.
    /// Somebody who was never here is only refused.
    pub fn remove(&self, guest: ParticipantId) {
        self.roster.remove(guest);
    }

    /// Everybody who was removed, for the terms of the next time.
    pub fn removed(&self) -> Vec<ParticipantId> {
        self.roster.removed()
    }

    /// Tells every page that the session has ended or goes on elsewhere, and ends when all have heard it or are gone.
    pub async fn stop(self) {
        let goes_on = self.status.borrow().goes_on_elsewhere();
        let farewell = if goes_on {
            ShutdownReason::Moved
        } else {
            ShutdownReason::Ended
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
    pub fn follow(&self, now: &SessionStatus) {
        self.keys.record(&now.guest_policy.guests);
        for guest in &now.guest_policy.guests.away {
            self.roster.remove(*guest);
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
        let roster = Arc::new(GuestRoster::new(terms.removed));
        let (others, known) = watch::channel(BTreeSet::new());
        let options = WebOptions {
            bundle: pages(),
            limits: terms.limits,
            audience: Audience::Network { others: known },
        };
        let keys = Arc::new(Keys::new(&terms.keys));
        let status = self.session_status();
        let door = Door {
            board: self.weak(),
            id: self.id(),
            keys: Arc::clone(&keys),
            roster: Arc::clone(&roster),
            status: status.clone(),
        };
        let web = board_web::serve(listener, options, door)?;
        let digits = self.id().uuid().simple().to_string();
        let board = digits[digits.len() - BOARD_DIGITS..].to_owned();
        Ok(Guests {
            web,
            board,
            keys,
            roster,
            others,
            status,
        })
    }
}
