//! This installation among others: the endpoint, and what an open board does with links.
//!
//! * [`exchange`]: one endpoint for all open boards; who dials in is led to the board they name
//! * [`switchboard`]: the links of one open board, performed for its room
//! * [`mail`]: what reaches the board's thread of it
//! * [`apart`]: what cannot come in any more is kept as a board of its own
//! * [`mending`]: a frame that breaks the document
//! * [`owner`]: whose a board is
//! * [`joining`]: sharing a board, and joining by a ticket
//! * [`situation`]: what the guests' side hears of it
//! * [`nearby`]: sessions of the local network · [`pins`]: letting in by a PIN

mod apart;
mod exchange;
mod identity;
mod joining;
mod mail;
mod mending;
mod nearby;
mod owner;
mod pins;
mod situation;
mod switchboard;

pub(crate) use apart::Afresh;
pub(crate) use exchange::Exchange;
pub use exchange::SessionOptions;
pub(crate) use identity::{identity, own};
pub(crate) use mending::Quarantine;
pub use nearby::{Around, SessionNearby};
pub use pins::{Newcomer, PinState};
pub(crate) use situation::Situation;
pub(crate) use switchboard::Switchboard;

use crate::error::AppError;
use board_model::BoardId;
use board_net::{InvitedRole, PeerAddress, Ticket};
use board_room::message::Role;
use board_room::session::frame::Address;
use std::net::SocketAddr;
use std::sync::Arc;

/// An address as rooms pass it around.
pub(crate) fn written(address: &PeerAddress) -> Address {
    postcard::to_allocvec(&address.usable()).unwrap_or_default()
}

/// The same, with where guests find this machine.
fn written_with(address: &PeerAddress, doors: &[SocketAddr]) -> Address {
    let mut bytes = written(address);
    bytes.extend(postcard::to_allocvec(doors).unwrap_or_default());
    bytes
}

/// Most addresses of one machine that guests are told of.
const MOST_DOORS: usize = 4;

/// Where guests find the machine of these bytes, which came from anybody.
fn doors_of(bytes: &[u8]) -> Vec<SocketAddr> {
    let rest = postcard::take_from_bytes::<PeerAddress>(bytes).map(|(_, rest)| rest);
    let doors = rest.ok().and_then(|rest| postcard::from_bytes(rest).ok());
    let mut doors: Vec<SocketAddr> = doors.unwrap_or_default();
    doors.truncate(MOST_DOORS);
    doors
}

/// The address in these bytes, which came from anybody.
fn read(peer: board_model::PeerId, bytes: &[u8]) -> PeerAddress {
    let nowhere = PeerAddress {
        id: peer,
        direct: Vec::new(),
        relay: None,
    };
    let known = postcard::from_bytes::<PeerAddress>(bytes).ok();
    known
        .filter(|address| address.id == peer)
        .unwrap_or(nowhere)
}

/// A ticket for a board that this machine shares, with the addresses of now. It names who could host next, so that it
/// leads into the session when this machine is gone.
///
/// # Errors
/// `E_NOT_CONNECTED` without an endpoint.
pub(crate) fn ticket(
    exchange: Option<&Arc<Exchange>>,
    board: BoardId,
    successors: &[PeerAddress],
    role: Role,
    secret: [u8; 16],
) -> Result<String, AppError> {
    let exchange = exchange.ok_or(AppError::NotShared)?;
    let role = match role {
        Role::Facilitator => InvitedRole::Facilitator,
        Role::Participant => InvitedRole::Participant,
        Role::Viewer => InvitedRole::Viewer,
    };
    let address = exchange.net().address();
    let made = Ticket::new(board, &address, successors, role, secret, None);
    // The others' ids came from others: a wrong one must keep nobody from inviting.
    let made = made.or_else(|_| Ticket::new(board, &address, &[], role, secret, None));
    Ok(made?.to_string())
}
