//! PINs of shared boards: given out, and answered for.
//!
//! A PIN lives in the memory of this endpoint and ends with the board's part in the session.

use crate::error::AppError;
use crate::installation::announcement::announcement;
use crate::installation::endpoint::{Endpoint, RouteInput};
use board_model::BoardId;
use board_net::{Pin, PinEvent, Visitor};
use board_room::message::Role;
use parking_lot::{Mutex, MutexGuard};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{oneshot, watch};
use ts_rs::TS;

/// How long somebody waits for the facilitator's word.
const DECIDING: Duration = Duration::from_secs(120);

/// Who may wait for it at once; more would bury those who belong there.
const WAITING: usize = 8;

/// How it stands with the PIN of a board. Without one nobody comes in by a PIN, and the session is not announced.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "desk.ts")]
pub struct PinState {
    /// Six digits, in two halves.
    pub pin: Option<String>,
    /// Whether the facilitator is asked about each newcomer.
    pub asks: bool,
    /// Who waits to be let in.
    pub waiting: Vec<Newcomer>,
    /// The last PIN was guessed at too often, and ended by itself.
    pub is_over: bool,
    /// The number under which the session is announced.
    #[serde(skip)]
    #[ts(skip)]
    pub session: u32,
}

/// Somebody who has the PIN and waits to be let in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "desk.ts")]
pub struct Newcomer {
    /// Tells them apart.
    pub id: u64,
    /// What they say they are called.
    pub name: String,
}

/// What a PIN is given out for.
pub(crate) struct Offer {
    /// Whose machine it is, and what the board is called: what others see in their lists.
    pub(crate) host: String,
    pub(crate) title: String,
    pub(crate) asks: bool,
    pub(crate) state: Arc<watch::Sender<PinState>>,
}

struct Given {
    session: u32,
    offer: Offer,
    pin: String,
    waiting: Vec<(Newcomer, oneshot::Sender<bool>)>,
    is_over: bool,
}

impl Given {
    fn publish(&self) {
        self.offer.state.send_replace(PinState {
            pin: (!self.is_over).then(|| self.pin.clone()),
            asks: self.offer.asks,
            waiting: self.waiting.iter().map(|(one, _)| one.clone()).collect(),
            is_over: self.is_over,
            session: self.session,
        });
    }
}

/// The PINs of this endpoint's boards.
#[derive(Default)]
pub(crate) struct PinRegistry(Mutex<Books>);

#[derive(Default)]
struct Books {
    given: HashMap<BoardId, Given>,
    last: u64,
}

impl PinRegistry {
    fn books(&self) -> MutexGuard<'_, Books> {
        self.0.lock()
    }
}

fn draw<const N: usize>() -> Result<[u8; N], AppError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| AppError::NoRandomness)?;
    Ok(bytes)
}

impl Endpoint {
    /// Gives out a fresh PIN for a board.
    pub(crate) fn give_pin(&self, board: BoardId, offer: Offer) -> Result<(), AppError> {
        let pin = Pin::of_random(u64::from_be_bytes(draw()?));
        let fresh = u32::from_be_bytes(draw()?);
        {
            let mut books = self.pins.books();
            let before = books.given.remove(&board);
            // The list of somebody who looks just now stays right.
            let session = before.as_ref().map_or(fresh, |given| given.session);
            let waiting = before.map(|given| given.waiting).unwrap_or_default();
            self.net().offer_pin(session, Some(pin.clone()));
            let given = Given {
                session,
                offer,
                pin: pin.to_string(),
                waiting,
                is_over: false,
            };
            given.publish();
            books.given.insert(board, given);
        }
        self.announce();
        Ok(())
    }

    /// Whether newcomers are asked about from now on; the PIN stays.
    pub(crate) fn ask_about_newcomers(&self, board: BoardId, asks: bool) {
        if let Some(given) = self.pins.books().given.get_mut(&board) {
            given.offer.asks = asks;
            given.publish();
        }
    }

    /// Nobody comes in by the PIN of this board any more.
    pub(crate) fn end_pin(&self, board: BoardId) {
        let given = self.pins.books().given.remove(&board);
        if let Some(given) = given {
            self.net().offer_pin(given.session, None);
            given.offer.state.send_replace(PinState::default());
            self.announce();
        }
    }

    fn announce(&self) {
        let text = {
            let books = self.pins.books();
            let open = books.given.values().filter(|given| !given.is_over);
            let sessions: Vec<_> = open
                .map(|given| (given.session, &*given.offer.title))
                .collect();
            let host = books.given.values().find(|given| !given.is_over);
            host.and_then(|given| announcement(&given.offer.host, &sessions))
        };
        if let Err(error) = self.net().announce(text.as_deref()) {
            tracing::warn!(%error, "sessions are not announced");
        }
    }

    /// What happens at the PINs, until the endpoint is closed.
    pub(crate) fn hear_pin(self: &Arc<Self>, news: PinEvent) {
        match news {
            PinEvent::Visitor(visitor) => self.receive(visitor),
            PinEvent::Over(session) => {
                let mut books = self.pins.books();
                let mut given = books.given.values_mut();
                if let Some(given) = given.find(|given| given.session == session) {
                    given.is_over = true;
                    given.publish();
                    self.net().offer_pin(session, None);
                }
                drop(books);
                self.announce();
            }
        }
    }

    fn receive(self: &Arc<Self>, visitor: Visitor) {
        let mut books = self.pins.books();
        let id = books.last + 1;
        let mut given = books.given.iter_mut();
        let Some((board, given)) = given.find(|(_, given)| given.session == visitor.session())
        else {
            return visitor.leave_undecided();
        };
        let (board, endpoint) = (*board, Arc::downgrade(self));
        let decided = if given.offer.asks {
            if given.waiting.len() >= WAITING {
                return visitor.leave_undecided();
            }
            let (decide, decided) = oneshot::channel();
            let name = shown_name(visitor.name());
            given.waiting.push((Newcomer { id, name }, decide));
            given.publish();
            Some(decided)
        } else {
            None
        };
        books.last = id;
        drop(books);
        tokio::spawn(async move {
            let word = match decided {
                Some(decided) => wait(&visitor, decided).await,
                None => Some(true),
            };
            let Some(endpoint) = endpoint.upgrade() else {
                return visitor.leave_undecided();
            };
            endpoint.forget(board, id);
            match word {
                Some(true) => endpoint.admit(board, visitor).await,
                Some(false) => visitor.turn_away(),
                None => visitor.leave_undecided(),
            }
        });
    }

    async fn admit(&self, board: BoardId, visitor: Visitor) {
        let (reply, replied) = oneshot::channel();
        let role = Role::Participant;
        let is_asked = self.give(board, RouteInput::Invite { role, reply });
        match replied.await {
            Ok(Ok(ticket)) if is_asked => drop(visitor.admit(&ticket).await),
            _ => visitor.leave_undecided(),
        }
    }

    /// They do not wait any more.
    fn forget(&self, board: BoardId, id: u64) {
        if let Some(given) = self.pins.books().given.get_mut(&board) {
            let before = given.waiting.len();
            given.waiting.retain(|(one, _)| one.id != id);
            if given.waiting.len() != before {
                given.publish();
            }
        }
    }

    pub(crate) fn decide(&self, board: BoardId, id: u64, is_let_in: bool) {
        let mut books = self.pins.books();
        let Some(given) = books.given.get_mut(&board) else {
            return;
        };
        let place = given.waiting.iter().position(|(one, _)| one.id == id);
        if let Some(place) = place {
            let (_, decide) = given.waiting.remove(place);
            given.publish();
            // They may have gone away meanwhile.
            let _gone = decide.send(is_let_in);
        }
    }
}

/// The facilitator's word; none when they go away or nobody says anything for long.
async fn wait(visitor: &Visitor, decided: oneshot::Receiver<bool>) -> Option<bool> {
    tokio::select! {
        word = decided => word.ok(),
        () = visitor.gone() => None,
        () = tokio::time::sleep(DECIDING) => None,
    }
}

fn shown_name(name: &str) -> String {
    let name = name.trim();
    if name.is_empty() { "Somebody" } else { name }.to_owned()
}
