//! What a session is told, and what it wants done with links.

use super::frame::{Address, Machine};
use super::keys::Keys;
use super::link::LinkId;
use super::records::GuestLock;
use crate::message::{Presence, Role};
use crate::seats::SeatId;
use board_model::{ErrorCode, ParticipantId, PeerId};

/// What a peer is when it takes part in sessions.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The installation's keys.
    pub keys: Keys,
    /// The keys of the board's owner, at the owner's machine.
    pub owner: Option<Keys>,
    /// The keys of the invitation that this peer came by; it is needed until the board says that it is a member.
    pub invitation: Option<Keys>,
    /// The person at this machine.
    pub participant: ParticipantId,
    /// Their name.
    pub name: String,
    /// Every client id that this machine ever wrote under on this board, that of this opening among them.
    pub clients: Vec<u64>,
}

/// Something became of a link, or came over it.
#[derive(Clone, Debug)]
pub enum LinkEvent {
    /// A link is there, dialled from here or not.
    Up {
        /// Its id, which no other link of this room has had.
        link: LinkId,
        /// To whom; proved by the link.
        peer: PeerId,
        /// Whether it was dialled from here.
        is_dialled: bool,
    },
    /// A frame came.
    Frame {
        /// On which link.
        link: LinkId,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// A link has ended.
    Down(LinkId),
    /// A frame found no room in a link's queue.
    Full(LinkId),
    /// The queue of a link that was full is empty.
    Drained(LinkId),
    /// Somebody could not be reached.
    NotReached(PeerId),
}

/// What the app asks of the session, for its person or for itself.
#[derive(Clone, Debug)]
pub enum SessionCommand {
    /// This machine can be reached at this address from now on.
    At(Address),
    /// Begin a session: this peer hosts.
    Share,
    /// Leave in order: somebody else hosts if somebody can.
    Leave,
    /// Look for a host at these machines: a ticket's, or those of an earlier session.
    FindHost(Vec<Machine>),
    /// A facilitator gives a member another role, or removes them (`None`).
    Assign {
        /// The member's person.
        participant: ParticipantId,
        /// What they may do from now on.
        role: Option<Role>,
    },
    /// A facilitator makes the invitation for a role void, and a fresh one takes its place.
    Renew(Role),
    /// The app wants a ticket for a role; answered by [`crate::Effect::Ticket`].
    Invite(Role),
    /// A facilitator says whether participants' machines may host when no facilitator is there.
    Caretakers(bool),
    /// A facilitator says by what guests come in; by none, nobody does.
    Guests(Vec<GuestLock>),
    /// This machine has the keys of the board's owner from now on.
    Owner(Keys),
    /// This machine's person is called so from now on.
    Called(String),
}

/// What a room tells its session.
pub(crate) enum Event<'a> {
    /// Something about a link.
    Link(LinkEvent),
    /// The app asks for something.
    Command(SessionCommand),
    /// Time went on.
    Tick,
    /// A facilitator at this seat wants a ticket; the number is that of their request.
    Ticket { to: (SeatId, u64), role: Role },
    /// This machine wrote an update, which is shown and stored.
    Wrote(&'a [u8]),
    /// Somebody came to this machine's screens, left them, or is called otherwise.
    SeatsChanged,
    /// Somebody at this machine's screens does something else.
    Presence(ParticipantId, &'a Presence),
    /// This machine's person gave another name on the board.
    Called(String),
    /// Another replica of the same document took the place of one that broke.
    ReplicaReplaced,
    /// An empty replica took the place of one whose writes do not come in any more.
    Resynced,
}

/// What a ticket carries besides addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// What whoever shows it may do.
    pub role: Role,
    /// By which they prove that they were invited.
    pub secret: [u8; 16],
}

/// What the app is to do with links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkEffect {
    /// Send a frame; say [`LinkEvent::Full`] when there is no room for it.
    Send {
        /// On which link.
        link: LinkId,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// Send a frame that may be lost.
    SendLossy {
        /// On which link.
        link: LinkId,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// Close a link after what was sent on it.
    Close {
        /// The link, which is forgotten here.
        link: LinkId,
        /// Why, for logs.
        reason: &'static str,
    },
    /// Open a link to a machine, unless there is one.
    Dial(Machine),
    /// These machines could host next time; to be kept.
    Remember(Vec<Machine>),
    /// What this machine wrote does not come in any more: to be kept as a board of its own. Then the room goes on with
    /// [`crate::Room::resync`].
    Fork,
    /// The session is over for this peer: why, in the contract's words.
    Out {
        /// The code.
        code: ErrorCode,
        /// A sentence.
        message: String,
    },
}
