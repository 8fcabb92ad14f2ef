//! Where machines of a session are, in the bytes that rooms pass around.

use board_net::PeerAddress;
use board_room::session::frame::Address;
use std::net::SocketAddr;

/// An address as rooms pass it around.
pub(crate) fn written(address: &PeerAddress) -> Address {
    postcard::to_allocvec(&address.usable()).unwrap_or_default()
}

/// The same, with where guests find this machine.
pub(crate) fn written_with(address: &PeerAddress, doors: &[SocketAddr]) -> Address {
    let mut bytes = written(address);
    bytes.extend(postcard::to_allocvec(doors).unwrap_or_default());
    bytes
}

/// Most addresses of one machine that guests are told of.
const MOST_DOORS: usize = 4;

/// Where guests find the machine of these bytes, which came from anybody.
pub(crate) fn doors_of(bytes: &[u8]) -> Vec<SocketAddr> {
    let rest = postcard::take_from_bytes::<PeerAddress>(bytes).map(|(_, rest)| rest);
    let doors = rest.ok().and_then(|rest| postcard::from_bytes(rest).ok());
    let mut doors: Vec<SocketAddr> = doors.unwrap_or_default();
    doors.truncate(MOST_DOORS);
    doors
}

/// The address in these bytes, which came from anybody.
pub(crate) fn read(peer: board_model::PeerId, bytes: &[u8]) -> PeerAddress {
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
