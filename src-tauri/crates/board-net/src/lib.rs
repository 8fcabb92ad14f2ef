#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "a test fails by panicking"
    )
)]
//! Links to other machines: endpoints, tickets, discovery on the local network.
//!
//! [`Net`] is the endpoint of this machine. It needs no internet and no server: a [`Ticket`] has
//! the host's own addresses, machines that know one another find each other on the local network
//! (`blinded_discovery`), and [`MdnsBrowser`] finds who announces something there. Relays are used only when [`Relays`] says so.
//!
//! A [`Link`] carries frames, in order, and lossy messages; their bytes are not looked at here.
//! Sending never waits: a queue that is full says so ([`NotSent::Full`]), and whoever sends brings
//! the peer up to date anew instead of holding everybody up.
//!
//! What a stranger or a peer could try is answered in one place each:
//!
//! * many or slow handshakes: `acceptor`, with [`Limits`];
//! * other protocols and versions: `hello`;
//! * somebody who was removed: `bans`;
//! * long frames, lengths without frames: `frame`;
//! * sending more than is read, reading less than is sent: the windows in `transport`, `queue`;
//! * falling silent: `transport`;
//! * guessing a PIN: `pin`;
//! * texts with anything in them: [`Ticket`], `close`, `nearby`.
//!
//! Every connection is encrypted, and both ends prove their [`PeerId`].

mod acceptor;
mod bans;
mod blinded_discovery;
pub mod close;
mod dial;
mod error;
mod frame;
mod hello;
mod inbox;
mod limits;
mod link;
mod mdns_browser;
mod nearby;
mod net;
mod open_links;
mod options;
mod origin;
mod peer;
mod pin;
mod queue;
mod ticket;
mod ticket_wire;
mod transport;

pub use bytes::Bytes;
pub use close::Ended;
pub use error::{NetError, NotSent};
pub use inbox::{Inbox, Received};
pub use limits::{
    ADDRESSES, FRAME_BYTES, LOSSY_BYTES, Limits, NAME_BYTES, NEARBY, REASON_BYTES, RELAY_BYTES,
    SUCCESSORS, TEXT_BYTES, TICKET_BYTES,
};
pub use link::{Link, LinkId};
pub use mdns_browser::MdnsBrowser;
pub use nearby::Nearby;
pub use net::Net;
pub use options::{Listen, NetOptions, Relays};
pub use peer::{PeerAddress, PeerId};
pub use pin::Pin;
pub use pin::attempt_limit::{ATTEMPTS_IN_ALL, ATTEMPTS_PER_ADDRESS, ATTEMPTS_PER_PIN};
pub use pin::issuer::{PinEvent, Visitor};
pub use ticket::{TICKET_PREFIX, Ticket};
pub use ticket_wire::InvitedRole;
