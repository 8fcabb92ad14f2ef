//! What peers say to one another, and how it is written: postcard, one frame a message of the link.
//! `PROTOCOL.md`, section 8, has the rules.

use crate::message::Role;
use crate::session::records::{Claim, Registration};
pub use crate::session_clock::ClockReading;
use board_model::{BoardId, NoteId, ParticipantId, PeerId, SheetId};
use serde::{Deserialize, Serialize};

/// The version of these frames; peers of different versions do not work together and say so.
pub const PEER_PROTOCOL: u16 = 2;

/// Longest frame that is read or sent, in bytes. Links carry at most 1 MiB.
pub const FRAME_BYTES: usize = 1 << 20;

/// Part of a long update in one frame, in bytes: a few of them fill no queue.
pub const PART_BYTES: usize = 128 << 10;

/// Longest update that is put together of parts: the largest board there may be.
pub const UPDATE_BYTES: usize = 64 << 20;

/// Where a peer can be reached; opaque here, written by the app.
pub type Address = Vec<u8>;

/// How good a claim to hosting is. The greater one hosts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HostClaim {
    /// Higher rank wins whatever the term.
    pub rank: Rank,
    /// Counts the changes of host.
    pub term: u64,
    /// Who would host.
    pub peer: PeerId,
}

/// What a peer is to the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Rank {
    /// Never hosts.
    Guest,
    /// Any other participant: relays, and admits who holds a valid invitation.
    Caretaker,
    /// A facilitator who does not own the board.
    CoFacilitator,
    /// The owner.
    Owner,
}

/// A person of the session, as the host tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Their id.
    pub participant: ParticipantId,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Whether a screen of theirs is open.
    pub here: bool,
}

/// A machine of the session, as the host tells: who could host next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Machine {
    /// Its public key.
    pub peer: PeerId,
    /// Whether and how it could host.
    pub rank: Rank,
    /// Where it is.
    pub address: Address,
}

/// Hello, the first frame of either side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeerHello {
    /// [`PEER_PROTOCOL`].
    pub protocol: u16,
    /// The board.
    pub board: BoardId,
    /// The person at this machine.
    pub participant: ParticipantId,
    /// Their name.
    pub name: String,
    /// By what this machine is a member; `None` when its record is known.
    pub claim: Option<Claim>,
    /// The client id of this opening.
    pub client: u64,
    /// Client ids that this machine wrote under.
    pub registrations: Vec<Registration>,
    /// How far each client's writes are known here, as a v1 state vector.
    pub vector: Vec<u8>,
    /// The claim to hosting, for whoever hosts.
    pub hosting: Option<HostClaim>,
    /// The highest term this peer has seen.
    pub term: u64,
    /// Where this machine is.
    pub address: Address,
    /// Control records, so that what follows can be authorized.
    pub records: Vec<(String, Vec<u8>)>,
    /// The session's clock as this machine knows it.
    pub clock: ClockReading,
}

/// One frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Frame {
    /// Who this is, and what they know.
    Hello(Box<PeerHello>),
    /// This peer cannot come in: code and sentence.
    Refused {
        /// The code of the contracts.
        code: String,
        /// What to do.
        message: String,
    },
    /// Part of an update that is too long for one frame.
    Part {
        /// The last one.
        is_last: bool,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// An update.
    Update {
        /// v1 encoding.
        bytes: Vec<u8>,
    },
    /// Asks for what is missing here.
    Vector {
        /// v1 encoding.
        vector: Vec<u8>,
    },
    /// Control records, so that what follows can be authorized.
    Records(Vec<(String, Vec<u8>)>),
    /// Something was left out for lack of room: the receiver is to say what it has.
    Behind,
    /// Who is at the sender's screens; to the host.
    Seats(Vec<Participant>),
    /// Everybody, and the machines that could host; from the host.
    People {
        /// The people.
        people: Vec<Participant>,
        /// The machines, the best next host first.
        machines: Vec<Machine>,
        /// The host's claim.
        claim: HostClaim,
    },
    /// What a person is doing.
    Presence(Shown),
    /// Somebody else hosts: go there.
    Moved {
        /// The new host.
        machine: Machine,
        /// Its term, or the one it is to take.
        term: u64,
    },
    /// The sender's machine is elsewhere now; to the host.
    At(Address),
    /// What does the session's clock say? To the host, with the asker's own time, which comes back.
    AskClock {
        /// Milliseconds of the asker's room.
        asked: u64,
    },
    /// What the session's clock says; from the host, and the answer to [`Frame::AskClock`].
    Clock {
        /// The time that came with the question.
        asked: u64,
        /// Milliseconds since 1970.
        time: u64,
    },
    /// The session's clock is another one now: members ask anew; from the host.
    ClockChanged,
}

/// What others see of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The person.
    pub participant: ParticipantId,
    /// The note they are typing in.
    pub typing: Option<NoteId>,
    /// The sheet they look at.
    pub sheet: Option<SheetId>,
    /// Their pointer in board units of the scene.
    pub cursor: Option<(i32, i32)>,
}

impl Frame {
    /// The frame as bytes.
    pub fn written(&self) -> Vec<u8> {
        // Our own types can always be written.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// The version of the hello that these bytes begin, whether or not the rest of it can be read: other versions have
    /// other hellos.
    pub fn hello_version(bytes: &[u8]) -> Option<u16> {
        let ((frame, protocol), _) = postcard::take_from_bytes::<(u32, u16)>(bytes).ok()?;
        // The hello is the first of the frames in every version.
        (frame == 0).then_some(protocol)
    }

    /// The frame of these bytes; `None` for anything else. Allocates no more than the bytes stand for.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (frame, rest) = postcard::take_from_bytes(bytes).ok()?;
        (rest.is_empty() && bytes.len() <= FRAME_BYTES).then_some(frame)
    }
}

#[cfg(test)]
mod tests {
    use super::Frame;

    #[test]
    fn the_version_of_a_hello_is_read_whatever_follows_it() {
        let hello = |protocol: u16| {
            let mut bytes = postcard::to_allocvec(&(0_u32, protocol)).unwrap();
            bytes.extend([0xff; 9]);
            bytes
        };
        assert_eq!(Frame::read(&hello(1)), None);
        assert_eq!(Frame::hello_version(&hello(1)), Some(1));
        assert_eq!(Frame::hello_version(&hello(700)), Some(700));
        assert_eq!(Frame::hello_version(&Frame::Behind.written()), None);
        assert_eq!(Frame::hello_version(&[]), None);
    }

    #[test]
    fn frames_are_read_as_they_are_written_and_nothing_else_is_one() {
        let frame = Frame::Part {
            is_last: true,
            bytes: vec![1, 2, 3],
        };
        let bytes = frame.written();
        assert_eq!(Frame::read(&bytes), Some(frame));
        assert_eq!(Frame::read(&bytes[..bytes.len() - 1]), None);
        assert_eq!(Frame::read(&[bytes, vec![0]].concat()), None);
        assert_eq!(Frame::read(&[]), None);
        // A length that is not there: refused, and nothing is allocated for it.
        assert_eq!(Frame::read(&[3, 0xff, 0xff, 0xff, 0xff, 0x0f]), None);
    }
}
