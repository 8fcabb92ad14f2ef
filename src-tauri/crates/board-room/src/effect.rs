//! What a room is told, and what it wants done.

use crate::message::{InMessage, KeptElsewhere, OutMessage, Refusal, Subject, Topics};
use crate::pending_acks::DiskTrouble;
use crate::seats::{SeatId, Seating};
use crate::session::event::{Identity, Invitation, LinkEffect, LinkEvent, SessionCommand};
use board_model::{Change, ParticipantId};

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Input {
    /// Somebody takes a seat. Answered by `hello`, then the state and the people.
    Joined(Seating),
    /// A seat is gone.
    Left(SeatId),
    /// A message from a seat. Ids that an edit lacks are minted already.
    Said {
        /// Which seat.
        seat: SeatId,
        /// What it says.
        message: InMessage,
    },
    /// A message from a seat that could not be read.
    Garbled {
        /// Which seat.
        seat: SeatId,
        /// What is wrong with it.
        refusal: Refusal,
    },
    /// Every append up to this number is on disk.
    Stored(u64),
    /// Appends up to this number could not be stored; they are tried again.
    StoreFailed {
        /// The last one tried.
        number: u64,
        /// Why.
        trouble: DiskTrouble,
    },
    /// The board's file was taken away, and the board goes on in another one.
    Kept(KeptElsewhere),
    /// Time went on; due at [`crate::Room::next_tick`].
    Tick,
    /// Something became of a link to another machine, or came over it.
    Link(LinkEvent),
    /// The app asks something of the session; nothing happens in a room without an identity.
    Session(SessionCommand),
}

/// An update to be stored, in the order of numbers and without gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Append {
    /// Counts from 1 since the board was opened.
    pub number: u64,
    /// The update, v1 encoding.
    pub bytes: Vec<u8>,
    /// Who wrote it.
    pub by: ParticipantId,
}

/// Something to do.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Send a message to a seat.
    Send {
        /// Which seat.
        to: SeatId,
        /// The message.
        message: OutMessage,
    },
    /// Send the same message to several seats: it is written once.
    SendAll {
        /// Which seats; never none.
        to: Vec<SeatId>,
        /// The message.
        message: OutMessage,
    },
    /// Store an update, and say [`Input::Stored`] or [`Input::StoreFailed`].
    Append(Append),
    /// Lay out what changed and send patches.
    Show {
        /// What changed.
        changes: Vec<Change>,
        /// The revision it brings; one more than the one before.
        revision: u64,
        /// Who gets a patch of which topics.
        to: Vec<(SeatId, Topics)>,
    },
    /// Answer a `get` with the thing itself, as it is now.
    Tell {
        /// Which seat.
        to: SeatId,
        /// The request's id.
        id: u64,
        /// What to tell; never `Ticket`.
        subject: Subject,
    },
    /// Do something with a link.
    Link(LinkEffect),
    /// Answer a `get` with a ticket, or the app itself.
    Ticket {
        /// Which seat, and the request's id; `None` for [`SessionCommand::Invite`].
        to: Option<(SeatId, u64)>,
        /// What the ticket carries, or why there is none.
        ticket: Result<Invitation, Refusal>,
    },
}

/// What is fixed while a board is open.
#[derive(Clone, Debug)]
pub struct RoomConfig {
    /// Marks the patches of this opening. Below 2⁵³ and never used before on this board: the opening's yrs client id.
    pub epoch: u64,
    /// The person this installation belongs to.
    pub host: ParticipantId,
    /// Set when the board may only be read: the code and the sentence that edits get.
    pub read_only: Option<Refusal>,
    /// Milliseconds since 1970, by this machine's clock, when the room's time was zero.
    pub unix_ms: u64,
    /// What this peer is in sessions; `None` where there are none.
    pub identity: Option<Identity>,
}
