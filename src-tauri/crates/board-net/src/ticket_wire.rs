//! The bytes of a ticket. Separate from [`crate::Ticket`], so that tickets that lie in somebody's
//! mail are read by every later version.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

use crate::error::NetError;
use crate::peer::{PeerAddress, PeerId};

/// What an invitation lets its holder be. Tickets have it by its number, so the order stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum InvitedRole {
    /// Leads the workshop together with who invited.
    Facilitator,
    /// Works on the board.
    Participant,
    /// Looks on.
    Viewer,
}

/// Its first byte is the version, counted from 0. Never change a variant; add one.
#[derive(Serialize, Deserialize)]
pub(crate) enum TicketWire {
    V1(WireV1),
}

#[derive(Serialize, Deserialize)]
pub(crate) struct WireV1 {
    pub board: [u8; 16],
    pub role: InvitedRole,
    pub secret: [u8; 16],
    pub expires: Option<u64>,
    pub host: WireAddress,
    pub successors: Vec<WireAddress>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct WireAddress {
    id: [u8; 32],
    direct: Vec<SocketAddr>,
    relay: Option<String>,
}

impl TicketWire {
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, NetError> {
        match bytes.first() {
            None => return Err(NetError::Ticket("it is empty")),
            Some(0) => {}
            Some(_) => return Err(NetError::TicketNewer),
        }
        match postcard::take_from_bytes(bytes) {
            Ok((wire, [])) => Ok(wire),
            Ok(_) => Err(NetError::Ticket("it is too long")),
            Err(postcard::Error::DeserializeUnexpectedEnd) => {
                Err(NetError::Ticket("its end is missing"))
            }
            Err(_) => Err(NetError::Ticket("it is damaged")),
        }
    }
}

impl From<&PeerAddress> for WireAddress {
    fn from(address: &PeerAddress) -> Self {
        Self {
            id: address.id.bytes(),
            direct: address.direct.clone(),
            relay: address.relay.clone(),
        }
    }
}

impl From<WireAddress> for PeerAddress {
    fn from(wire: WireAddress) -> Self {
        Self {
            id: PeerId::from_bytes(wire.id),
            direct: wire.direct,
            relay: wire.relay,
        }
    }
}
