//! Control records: who may take part, and as what. They lie in the root `control` of the document, each under a key
//! that says what it is about, and travel and merge with it. Whoever reads them checks their signatures; what does not
//! hold counts as absent.

use super::keys::{Keys, Signature, is_signed};
use crate::message::Role;
use board_model::{BoardId, ParticipantId, PeerId};
use serde::{Deserialize, Serialize};

/// What a facilitator commands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AdminCommand {
    /// Whoever holds the secret half of this key may come in with this role.
    Invite {
        /// The public half.
        invitation: PeerId,
        /// What they may do.
        role: Role,
        /// From then on it lets nobody in; seconds since 1970, `None` for never.
        expires: Option<u64>,
    },
    /// The invitation lets nobody in any more, but those who came in by it before.
    Revoke {
        /// Its public half.
        invitation: PeerId,
        /// Who stays.
        kept: Vec<PeerId>,
    },
    /// A member gets another role. Who was removed comes back only by a command that names the removal.
    Assign {
        /// The member's machine.
        peer: PeerId,
        /// What they may do.
        role: Role,
        /// Signer and number of the removal that this takes back.
        after: Option<(PeerId, u64)>,
    },
    /// A member is out.
    Remove {
        /// The member's machine.
        peer: PeerId,
    },
    /// Whether participants' machines may host when no facilitator is there.
    Caretakers {
        /// Whether they may.
        may_host: bool,
    },
    /// By what guests come in at whoever hosts; none lets no guests in.
    Guests {
        /// All that hold from now on. What held before lets in only who came in by it.
        locks: Vec<GuestLock>,
    },
    /// A guest is out, whoever hosts.
    TurnAway {
        /// Their id, for a guest has no machine.
        guest: ParticipantId,
    },
}

/// What a guest's token opens: nobody can make the token of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestLock {
    /// Hash of the token, as the app makes it.
    pub hash: [u8; 32],
    /// What it lets somebody do: participant or viewer.
    pub role: Role,
}

/// A command, with its signature and when it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedCommand {
    /// Higher than that of every command its signer knew.
    pub lamport: u64,
    /// What was commanded.
    pub command: AdminCommand,
    /// Signs board, number, `lamport` and `command`.
    pub signature: Signature,
}

/// How somebody became a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The person at that machine.
    pub participant: ParticipantId,
    /// Public half of the invitation, or the owner's key.
    pub invitation: PeerId,
    /// Signs board, peer and person with the secret half.
    pub signature: Signature,
}

/// A yrs client id, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// The id; used in one opening of the board and never again.
    pub client: u64,
    /// The machine.
    pub peer: PeerId,
    /// Signs board and id.
    pub signature: Signature,
}

/// A control record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// The owner's key; written when the board is first shared, by whoever made it.
    Owner(PeerId),
    /// A member.
    Member(PeerId, Claim),
    /// A client id.
    Client(Registration),
    /// A command: signer, number counting from 1, and the command itself.
    Command(PeerId, u64, SignedCommand),
}

/// The key of the owner's record.
pub const OWNER: &str = "owner";
/// Keys of commands begin so.
pub const COMMAND: &str = "act/";
/// Keys of members begin so.
pub const MEMBER: &str = "member/";
/// Keys of client ids begin so.
pub const CLIENT: &str = "client/";

impl Claim {
    /// The claim of a peer, by the secret half of an invitation or of the owner's key.
    pub fn new(board: BoardId, peer: PeerId, participant: ParticipantId, keys: &Keys) -> Self {
        Self {
            participant,
            invitation: keys.public(),
            signature: keys.sign("member", &(board, peer, participant)),
        }
    }

    /// Whether the claim was made with the invitation it names.
    pub fn holds(&self, board: BoardId, peer: PeerId) -> bool {
        let content = (board, peer, self.participant);
        is_signed(&self.invitation, "member", &content, &self.signature)
    }
}

impl Registration {
    /// A client id of this machine.
    pub fn new(board: BoardId, client: u64, keys: &Keys) -> Self {
        Self {
            client,
            peer: keys.public(),
            signature: keys.sign("client", &(board, client)),
        }
    }

    /// Whether that machine registered it.
    pub fn holds(&self, board: BoardId) -> bool {
        is_signed(&self.peer, "client", &(board, self.client), &self.signature)
    }
}

impl SignedCommand {
    /// Signs a command, under its number.
    pub fn new(
        board: BoardId,
        number: u64,
        lamport: u64,
        command: AdminCommand,
        keys: &Keys,
    ) -> Self {
        let signature = keys.sign("act", &(board, number, lamport, &command));
        Self {
            lamport,
            command,
            signature,
        }
    }

    fn holds(&self, board: BoardId, signer: &PeerId, number: u64) -> bool {
        let content = (board, number, self.lamport, &self.command);
        is_signed(signer, "act", &content, &self.signature)
    }
}

impl Record {
    /// Its key and its bytes.
    pub fn written(&self) -> (String, Vec<u8>) {
        // Our own types can always be written.
        let bytes = |content: Result<Vec<u8>, postcard::Error>| content.unwrap_or_default();
        match self {
            Self::Owner(key) => (OWNER.to_owned(), key.0.to_vec()),
            Self::Member(peer, claim) => (
                format!("{MEMBER}{peer}/{}", claim.invitation),
                bytes(postcard::to_allocvec(claim)),
            ),
            Self::Client(registration) => (
                format!("{CLIENT}{}", registration.client),
                bytes(postcard::to_allocvec(registration)),
            ),
            Self::Command(signer, number, signed) => (
                format!("{COMMAND}{signer}/{number}"),
                bytes(postcard::to_allocvec(signed)),
            ),
        }
    }

    /// The record of a key and bytes; `None` when it cannot be read or its signature does not hold.
    pub fn read(board: BoardId, key: &str, bytes: &[u8]) -> Option<Self> {
        let record = if key == OWNER {
            Self::Owner(PeerId(bytes.try_into().ok()?))
        } else if let Some(names) = key.strip_prefix(MEMBER) {
            let (peer, _) = names.split_once('/')?;
            let (peer, claim): (PeerId, Claim) = (peer.parse().ok()?, whole(bytes)?);
            claim.holds(board, peer).then_some(())?;
            Self::Member(peer, claim)
        } else if key.starts_with(CLIENT) {
            let registration: Registration = whole(bytes)?;
            registration.holds(board).then_some(())?;
            Self::Client(registration)
        } else {
            let (signer, number) = key.strip_prefix(COMMAND)?.split_once('/')?;
            let (signer, number): (PeerId, u64) = (signer.parse().ok()?, number.parse().ok()?);
            let signed: SignedCommand = whole(bytes)?;
            signed.holds(board, &signer, number).then_some(())?;
            Self::Command(signer, number, signed)
        };
        // One record has one key.
        (record.written().0 == key).then_some(record)
    }
}

/// A value that takes all the bytes.
fn whole<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Option<T> {
    let (value, rest) = postcard::take_from_bytes(bytes).ok()?;
    rest.is_empty().then_some(value)
}
