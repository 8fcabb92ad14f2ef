//! Why a peer cannot be reached, or a ticket cannot be used.

use board_model::ErrorCode;
use std::net::SocketAddr;

use thiserror::Error;

use crate::limits::{RELAY_BYTES, TEXT_BYTES};
use board_model::PeerId;

/// Each variant is one fact.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NetError {
    /// The text is no ticket; the reason says where it fails.
    #[error("this invitation cannot be read ({0}); copy all of it again")]
    Ticket(&'static str),
    /// The ticket is of a later version of this program.
    #[error("this invitation was made by a newer version of Journeywall; update to use it")]
    TicketNewer,
    /// The ticket was valid until a moment that is over.
    #[error("this invitation has expired; ask for a new one")]
    TicketExpired,
    /// The bytes are no key that a peer could have.
    #[error("{} is not the id of a peer; copy it again", .0.short())]
    NoSuchKey(PeerId),
    /// A relay must be an `http` or `https` address.
    #[error(
        "{0:?} is not the address of a relay; write https://… with at most {RELAY_BYTES} bytes"
    )]
    Relay(String),
    /// The text to announce is too long.
    #[error("the text has {0} bytes; at most {TEXT_BYTES} can be shown to others nearby")]
    Text(usize),
    /// A machine does not dial itself.
    #[error("this is the address of this machine; dial another")]
    Ourselves,
    /// This peer was banned here.
    #[error("{} was removed here; admit it again first", .0.short())]
    Banned(PeerId),
    /// No socket could be opened.
    #[error("no socket can be opened at {at}: {why}; choose another port or check the network")]
    NoSocket {
        /// Where it was to listen.
        at: SocketAddr,
        /// What the system says.
        why: String,
    },
    /// The endpoint could not be started.
    #[error("the network cannot be used: {0}; check the network and try again")]
    NoStart(String),
    /// Nothing to dial: no direct address, no relay that may be used, nothing found nearby.
    #[error("no address of {} is known; ask for a new invitation", .0.short())]
    NoAddress(PeerId),
    /// Nobody to dial.
    #[error("nobody to dial; give at least one address")]
    NoCandidate,
    /// Nobody answered in time.
    #[error(
        "{} does not answer; check that both computers are on the same network and that it lets them talk",
        .0.short()
    )]
    Unreachable(PeerId),
    /// The peer has as many links as it takes.
    #[error("{} takes no more links just now; try again in a moment", .0.short())]
    Full(PeerId),
    /// The peer answered and closed the link.
    #[error("{} refused the link (code {code}): {reason}", .peer.short())]
    Refused {
        /// Who refused.
        peer: PeerId,
        /// The code it gave: one of [`crate::close`], or one of its caller's.
        code: u32,
        /// Its reason, in its words.
        reason: String,
    },
    /// The peer answered, but not as this program does.
    #[error("{} uses another version of the protocol; update Journeywall on both machines", .0.short())]
    OtherProtocol(PeerId),
    /// The text is no PIN.
    #[error("a join code has six digits; ask for it again")]
    NoPin,
    /// The host gives out another PIN.
    #[error("this join code is wrong; ask for it again")]
    WrongPin,
    /// Too many wrong PINs came from here, or from all together.
    #[error("too many join codes were tried; wait a minute, then try again")]
    TooManyAttempts,
    /// The host gives out no PIN, or not any more.
    #[error("this join code is no longer in use; ask the facilitator for a new one")]
    PinOff,
    /// The facilitator lets this person not in.
    #[error("the facilitator did not admit you; ask them")]
    TurnedAway,
    /// The PIN was right, and nobody decided whether to let them in.
    #[error("nobody admitted you; tell the facilitator that you are waiting, and try again")]
    Undecided,
    /// The endpoint was closed here.
    #[error("the network was closed here; start it again")]
    Closed,
}

impl NetError {
    /// The code of the contract.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Ticket(_)
            | Self::TicketNewer
            | Self::TicketExpired
            | Self::WrongPin
            | Self::PinOff => ErrorCode::Ticket,
            Self::TooManyAttempts => ErrorCode::Limit,
            Self::TurnedAway => ErrorCode::Role,
            Self::NoSuchKey(_)
            | Self::Relay(_)
            | Self::Text(_)
            | Self::Ourselves
            | Self::NoPin
            | Self::NoCandidate => ErrorCode::BadInput,
            Self::Banned(_)
            | Self::NoSocket { .. }
            | Self::NoStart(_)
            | Self::NoAddress(_)
            | Self::Unreachable(_)
            | Self::Full(_)
            | Self::Refused { .. }
            | Self::OtherProtocol(_)
            | Self::Undecided
            | Self::Closed => ErrorCode::NotConnected,
        }
    }
}

/// Why a frame was not taken for sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotSent {
    /// Too many bytes wait for this peer already.
    #[error("the peer is too far behind; bring it up to date once its queue is empty")]
    Full,
    /// The frame is longer than [`crate::FRAME_BYTES`].
    #[error("the frame is too long; cut it into parts")]
    TooLong,
    /// The link is over.
    #[error("the link is over; dial again")]
    Ended,
}
