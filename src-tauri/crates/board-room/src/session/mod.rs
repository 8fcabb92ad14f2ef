//! The session: this peer among others, as a state machine without links of its own.
//!
//! A star at the host, a full replica at every peer, and a host that can change (design, "Peers"). The app opens
//! and closes links and passes frames; what is said in them, who is let in, what is taken over and who hosts is
//! decided here. Rules have numbers in `PROTOCOL.md`, section 7.
//!
//! * [`keys`], [`records`], [`members`]: who may take part
//! * [`frame`]: what peers say
//! * [`gate`]: what a foreign update may do
//! * `acts`: what facilitators ordain
//! * `greet`, `hosts`: how two peers meet, and which of them hosts
//! * `flow`, `held`, `people`: updates, people and presence along the star
//! * `seek`: what happens when the host is gone
//! * `welcome`: where guests find the session

mod acts;
mod flow;
pub mod frame;
pub mod gate;
mod greet;
mod held;
mod hosts;
pub mod keys;
pub mod members;
mod people;
pub mod records;
mod seek;
mod welcome;
mod writers;

pub use welcome::{Welcome, Whereabouts};

use crate::message::{Role, Standing as Shown};
use crate::room::Room;
use board_model::{BoardId, EditError, ErrorCode, ParticipantId, PeerId};
use board_replica::{Replica, Root, WriteIndex};
use frame::{Address, Machine, Rank, Somebody, Standing};
use gate::Presence;
use keys::Keys;
use members::Register;
use records::{GuestLock, Registration};
use std::collections::BTreeMap;
use std::time::Duration;

/// Most machines whose place is remembered.
const MOST_ADDRESSES: usize = 1_024;

/// A link to another peer. Never given twice in one room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkId(pub u64);

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
    /// Seconds since 1970 when the room's clock was zero.
    pub unix: u64,
}

/// What happens to links, and what the app is asked for by its person.
#[derive(Clone, Debug)]
pub enum LinkInput {
    /// Where this machine can be reached now.
    At(Address),
    /// Begin a session: this peer hosts.
    Share,
    /// Leave in order: somebody else hosts if somebody can.
    Leave,
    /// Look for a host at these machines: a ticket's, or those of an earlier session.
    Seek(Vec<Machine>),
    /// A link is there, dialled from here or not.
    Up {
        /// Which.
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
    Room(LinkId),
    /// Somebody could not be reached.
    NotReached(PeerId),
    /// A facilitator gives a member another role, or removes them (`None`).
    Assign {
        /// Whom.
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
    /// How this machine's person is called.
    Called(String),
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
    /// Send a frame; say [`LinkInput::Full`] when there is no room for it.
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
        /// Which.
        link: LinkId,
        /// Why, for logs.
        reason: &'static str,
    },
    /// Open a link to a machine, unless there is one.
    Dial(Machine),
    /// These machines could host next time; to be kept.
    Remember(Vec<Machine>),
    /// What this machine wrote does not come in any more: to be kept as a board of its own. Then the room goes on with
    /// [`Room::begin_afresh`].
    Apart,
    /// The session is over for this peer: why, in the contract's words.
    Out {
        /// The code.
        code: ErrorCode,
        /// A sentence.
        message: String,
    },
}

/// Where this peer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// No session.
    Alone,
    /// Others come here.
    Hosting,
    /// At the host.
    Member { link: LinkId },
    /// The host is looked for.
    Seeking {
        /// Since when.
        since: Duration,
        /// When to dial again.
        next: Duration,
    },
}

/// The other end of a link.
#[derive(Debug)]
struct Link {
    peer: PeerId,
    is_dialled: bool,
    since: Duration,
    /// They said hello and may take part.
    is_greeted: bool,
    /// We said hello.
    has_greeted: bool,
    participant: Option<ParticipantId>,
    /// The client id they write under.
    client: Option<u64>,
    address: Address,
    /// Who sits at its screens.
    seats: Vec<Somebody>,
    /// Parts of a long update so far.
    parts: Vec<u8>,
    /// The version of the register that was told.
    told: u64,
    /// They are with another host, and told so: nothing is passed on to them until they sit down here.
    is_elsewhere: bool,
    /// Something was not sent for lack of room.
    is_behind: bool,
    /// The last update of it that did not fit yet.
    held: Option<Vec<u8>>,
    /// How often in a row it was asked again and brought what only others may.
    barred: u32,
    /// It did so since it was asked last.
    is_barred: bool,
}

/// The session of a room.
#[derive(Debug)]
pub(crate) struct Session {
    me: Identity,
    register: Register,
    address: Address,
    links: BTreeMap<LinkId, Link>,
    place: Place,
    term: u64,
    /// Everybody, as the host tells; here kept by the host itself.
    people: Vec<Somebody>,
    /// Machines that could host, the best first; may hold this one.
    machines: Vec<Machine>,
    /// Where machines were last, those too that are not here now.
    addresses: BTreeMap<PeerId, Address>,
    /// Edits of this machine that no other peer has yet.
    waiting: u64,
    /// The host's person, when it is known.
    host: Option<ParticipantId>,
    /// The claim of the host that this peer is with.
    hosted_by: Option<Standing>,
    /// The count of changes of the document's records that the register has seen.
    seen_control: Option<u64>,
    /// The version of the register that was heeded.
    heeded: u64,
    /// When updates that did not fit are asked for again.
    ask_again: Option<Duration>,
    /// Counts how often such updates were put together.
    round: usize,
    /// When a host looks for a better one.
    look_out: Option<Duration>,
}

impl Room {
    /// Whether others come to this machine.
    pub fn is_hosting(&self) -> bool {
        self.place() == Place::Hosting
    }

    /// Whether that link leads to the host.
    fn is_with(&self, id: LinkId) -> bool {
        self.place() == Place::Member { link: id }
    }

    fn place(&self) -> Place {
        self.session
            .as_ref()
            .map_or(Place::Alone, |session| session.place)
    }

    fn link_at(&self, id: LinkId) -> Option<&Link> {
        self.session.as_ref()?.links.get(&id)
    }

    fn link_at_mut(&mut self, id: LinkId) -> Option<&mut Link> {
        self.session.as_mut()?.links.get_mut(&id)
    }
}

impl Session {
    pub(crate) fn new(me: Identity) -> Self {
        Self {
            me,
            register: Register::default(),
            address: Address::new(),
            links: BTreeMap::new(),
            place: Place::Alone,
            term: 0,
            people: Vec::new(),
            machines: Vec::new(),
            addresses: BTreeMap::new(),
            waiting: 0,
            host: None,
            hosted_by: None,
            seen_control: None,
            heeded: 0,
            ask_again: None,
            round: 0,
            look_out: None,
        }
    }

    fn peer(&self) -> PeerId {
        self.me.keys.public()
    }

    pub(crate) fn call(&mut self, name: String) {
        self.me.name = name;
    }

    /// How this peer's person stands in the session, for their screens.
    pub(crate) fn shown(&self) -> (Shown, Option<ParticipantId>, u64) {
        let shown = match self.place {
            Place::Alone => Shown::Alone,
            Place::Hosting => Shown::Hosting,
            Place::Member { .. } => Shown::Connected,
            Place::Seeking { .. } => Shown::Reconnecting,
        };
        let host = match self.place {
            Place::Member { .. } | Place::Seeking { .. } => self.host,
            Place::Alone | Place::Hosting => Some(self.me.participant),
        };
        (shown, host, self.term)
    }

    /// Edits that no other peer has.
    pub(crate) fn waiting(&self) -> u64 {
        self.waiting
    }

    /// Whether that peer can bring what was written under one of its client ids. `own` is that of this opening.
    fn presence(&self, peer: PeerId, client: u64, own: u64) -> Presence {
        if peer == self.peer() {
            // What this machine wrote in an earlier opening it may have lost with its power, after others had it.
            return if client == own {
                Presence::Writes
            } else {
                Presence::Away
            };
        }
        let links = self.greeted().filter(|(_, link)| link.peer == peer);
        let writes = links.map(|(_, link)| link.client == Some(client));
        match writes.reduce(|one, other| one || other) {
            None => Presence::Away,
            Some(false) => Presence::Wrote,
            Some(true) => Presence::Writes,
        }
    }

    /// Whether that peer is linked and said hello, or is this one.
    fn is_here(&self, peer: PeerId) -> bool {
        peer == self.peer() || self.greeted().any(|(_, link)| link.peer == peer)
    }

    fn is_linked(&self, peer: PeerId) -> bool {
        self.links.values().any(|link| link.peer == peer)
    }

    /// Whether that peer would host rather than this one, were both hosting: terms are not compared.
    fn outranks_us(&self, peer: PeerId) -> bool {
        let own = self.peer();
        (self.rank_of(peer), peer) > (self.rank_of(own), own)
    }

    /// Takes over how often the host has changed, as far as that can be: nobody has seen a thousand changes more.
    fn hear_term(&mut self, term: u64) {
        let most = self.term.saturating_add(1_000);
        self.term = self.term.max(term.min(most));
    }

    /// Whether others are in a session with this peer, or would be if they could be reached.
    pub(crate) fn is_shared(&self) -> bool {
        self.place != Place::Alone
    }

    /// The role of this machine's person by the records; `None` while they say nothing.
    pub(crate) fn own_role(&self) -> Option<Role> {
        let member = self.register.members().member(self.peer());
        member.map(|member| member.role)
    }

    /// Whether somebody is the person of a member's machine.
    pub(crate) fn has_member(&self, person: ParticipantId) -> bool {
        self.register.members().has_person(person)
    }

    /// Whether this machine may make so much more on the board.
    ///
    /// # Errors
    /// `MachineShare`.
    pub(crate) fn check_share(
        &self,
        ledger: &WriteIndex,
        makings: &[(Root, usize)],
    ) -> Result<(), EditError> {
        writers::check_own(self.register.members(), ledger, self.peer(), makings)
    }

    fn rank_of(&self, peer: PeerId) -> Rank {
        let members = self.register.members();
        let Some(member) = members.member(peer) else {
            return Rank::Guest;
        };
        // The owner's machine is the one that became a member by the owner's key.
        match member.role {
            Role::Facilitator if members.is_owner(peer) => Rank::Owner,
            Role::Facilitator => Rank::CoFacilitator,
            Role::Participant if members.may_caretakers_host() => Rank::Caretaker,
            Role::Participant | Role::Viewer => Rank::Guest,
        }
    }

    /// Whether that peer may claim this: for itself, and no higher rank than it has.
    fn holds(&self, peer: PeerId, claim: Standing) -> bool {
        claim.peer == peer && claim.rank <= self.rank_of(peer)
    }

    fn standing(&self) -> Standing {
        let peer = self.peer();
        Standing {
            rank: self.rank_of(peer),
            term: self.term,
            peer,
        }
    }

    fn machine(&self) -> Machine {
        let peer = self.peer();
        Machine {
            peer,
            rank: self.rank_of(peer),
            address: self.address.clone(),
        }
    }

    /// Remembers where a machine is.
    fn learn(&mut self, peer: PeerId, address: &Address) {
        if !address.is_empty()
            && (self.addresses.len() < MOST_ADDRESSES || self.addresses.contains_key(&peer))
        {
            self.addresses.insert(peer, address.clone());
        }
    }

    /// The machine with the address that is known for it.
    fn found(&self, peer: PeerId) -> Machine {
        let address = self.addresses.get(&peer).cloned().unwrap_or_default();
        let rank = self.rank_of(peer);
        Machine {
            peer,
            rank,
            address,
        }
    }

    /// The machine at the other end of a link, with the address it said itself.
    fn machine_on(&self, id: LinkId) -> Option<Machine> {
        let link = self.links.get(&id)?;
        Some(Machine {
            peer: link.peer,
            rank: self.rank_of(link.peer),
            address: link.address.clone(),
        })
    }

    /// The links of those who are with this host, or may be soon.
    fn with_us(&self) -> impl Iterator<Item = (LinkId, &Link)> {
        self.greeted().filter(|(_, link)| !link.is_elsewhere)
    }

    fn greeted(&self) -> impl Iterator<Item = (LinkId, &Link)> {
        let greeted = self.links.iter().filter(|(_, link)| link.is_greeted);
        greeted.map(|(id, link)| (*id, link))
    }

    /// Registrations that are not written down yet. Openings in which nothing was written leave none: records stay on the
    /// board for good.
    fn registrations(&self, board: BoardId, replica: &Replica) -> Vec<Registration> {
        let members = self.register.members();
        let writes = |client: u64| {
            client == replica.client() || replica.write_index().next_clock(client) > 0
        };
        let is_due = |client: &&u64| members.peer_of(**client).is_none() && writes(**client);
        let fresh = self.me.clients.iter().filter(is_due);
        fresh
            .map(|client| Registration::new(board, *client, &self.me.keys))
            .collect()
    }

    /// The invitation for a role that is open, or would be once a record says so: secrets follow from this machine's
    /// key, so that none is drawn and none is stored.
    fn invitation(&self, board: BoardId, role: Role, unix: u64) -> ([u8; 16], Keys) {
        let mut number = 0_u64;
        loop {
            let content = (board, role, number);
            let secret = self.me.keys.secret_for("invitation", &content);
            let keys = Keys::of_invitation(&secret);
            if !self.register.members().has_ended(keys.public(), unix) {
                return (secret, keys);
            }
            number += 1;
        }
    }
}
