//! The session: this peer among others, as a state machine without links of its own.
//!
//! A star at the host, a full replica at every peer, and a host that can change (design, "Peers"). The app opens
//! and closes links and passes frames; what is said in them, who is let in, what is taken over and who hosts is
//! decided here. A [`Room`](crate::Room) tells its session every event at one place (`Session::handle`); the session works on
//! the room's `Context`, and what it wants done goes into the outbox there. Rules have numbers in `PROTOCOL.md`, section 8.
//!
//! * [`keys`], [`records`], [`members`]: who may take part
//! * [`frame`]: what peers say
//! * [`authorization`]: what a foreign update may do
//! * `event`, `link`: what a session is told, and what it knows of a link
//! * `admin`: the commands of facilitators
//! * `handshake`, `host_election`: how two peers meet, and which of them hosts · `hosting`: sharing, and handing over
//! * `replication`, `pending_updates`, `people`: updates, people and presence along the star
//! * `peers_and_state`: what every seat is told of them · `machine_quota`: how much one machine may write
//! * `failover`: what happens when the host is gone
//! * `machines`: who of the machines is here, and where they are
//! * `guest_redirect`: where guests find the session
//! * `clock_sync`: by whose clock the session goes

mod admin;
pub mod authorization;
mod clock_sync;
pub(crate) mod event;
mod failover;
pub mod frame;
mod guest_redirect;
mod handshake;
mod host_election;
mod hosting;
pub mod keys;
pub(crate) mod link;
mod machine_quota;
mod machines;
pub mod members;
mod peers_and_state;
mod pending_updates;
mod people;
pub mod records;
mod replication;

pub(crate) use admin::no_ticket;
pub(crate) use event::Event;
pub use event::{Identity, Invitation, LinkEffect, LinkEvent, SessionCommand};
pub use guest_redirect::{GuestPolicy, GuestRedirect};
pub use link::LinkId;

use crate::context::Context;
use crate::message::{Role, Standing};
use board_model::{BoardId, EditError, ParticipantId, PeerId};
use board_replica::{Replica, Root, WriteIndex};
use frame::{Address, HostClaim, Machine, Participant};
use keys::Keys;
use link::{Link, Remote};
use members::Register;
use records::Registration;
use std::collections::BTreeMap;
use std::time::Duration;

/// How this peer is connected to the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ConnectionState {
    /// No session.
    Alone,
    /// Others come here.
    Hosting {
        /// When this host looks for a better one.
        look_out: Duration,
    },
    /// At the host.
    Connected {
        /// The link to the host.
        link: LinkId,
        /// By what it hosts.
        host: HostClaim,
        /// When this member looks for a better host.
        look_beyond: Duration,
    },
    /// The host is looked for.
    Reconnecting {
        /// Since when.
        since: Duration,
        /// When to dial again.
        next: Duration,
    },
}

/// The session of a room.
#[derive(Debug)]
pub(crate) struct Session {
    me: Identity,
    register: Register,
    address: Address,
    links: BTreeMap<LinkId, Link>,
    connection: ConnectionState,
    term: u64,
    /// Everybody, as the host tells; here kept by the host itself.
    people: Vec<Participant>,
    /// Machines that could host, the best first; may hold this one.
    machines: Vec<Machine>,
    /// Where machines were last, those too that are not here now.
    addresses: BTreeMap<PeerId, Address>,
    /// Edits of this machine that no other peer has yet.
    waiting: u64,
    /// The person of the last host, when they are known.
    host: Option<ParticipantId>,
    /// The count of changes of the document's records that the register has seen.
    seen_control: Option<u64>,
    /// The version of the register that was heeded.
    heeded: u64,
    /// When updates that did not fit are asked for again.
    retry_at: Option<Duration>,
    /// Counts how often such updates were put together.
    round: usize,
}

impl Session {
    pub(crate) fn new(me: Identity) -> Self {
        Self {
            me,
            register: Register::default(),
            address: Address::new(),
            links: BTreeMap::new(),
            connection: ConnectionState::Alone,
            term: 0,
            people: Vec::new(),
            machines: Vec::new(),
            addresses: BTreeMap::new(),
            waiting: 0,
            host: None,
            seen_control: None,
            heeded: 0,
            retry_at: None,
            round: 0,
        }
    }

    /// Takes one event; what is to be done goes into the outbox.
    pub(crate) fn handle(&mut self, cx: &mut Context, event: Event<'_>) {
        match event {
            Event::Link(event) => {
                self.link_event(cx, event);
                self.heed_records(cx);
            }
            Event::Command(command) => {
                self.command(cx, command);
                self.heed_records(cx);
            }
            Event::Tick => {
                self.tick(cx);
                self.heed_records(cx);
            }
            Event::Ticket { to, role } => self.invited(cx, Some(to), role),
            Event::Wrote(update) => self.pass_on(cx, update),
            Event::SeatsChanged => self.people_changed(cx),
            Event::Presence(participant, presence) => {
                self.presence_to_links(cx, participant, presence);
            }
            Event::Called(name) => self.me.name = name,
            Event::ReplicaReplaced => self.replica_replaced(cx),
            Event::Resynced => self.resync(cx),
        }
    }

    fn link_event(&mut self, cx: &mut Context, event: LinkEvent) {
        match event {
            LinkEvent::Up {
                link,
                peer,
                is_dialled,
            } => self.link_up(cx, link, peer, is_dialled),
            LinkEvent::Frame { link, bytes } => self.framed(cx, link, &bytes),
            LinkEvent::Down(link) => self.link_down(cx, link),
            LinkEvent::Full(link) => self.link_full(link),
            LinkEvent::Drained(link) => self.link_drained(cx, link),
            LinkEvent::NotReached(_) => {}
        }
    }

    fn command(&mut self, cx: &mut Context, command: SessionCommand) {
        match command {
            SessionCommand::At(address) => self.moved_to(cx, address),
            SessionCommand::Share => self.share(cx),
            SessionCommand::Leave => self.leave(cx),
            SessionCommand::FindHost(machines) => self.find_host(cx, machines),
            SessionCommand::Assign { participant, role } => self.assign(cx, participant, role),
            SessionCommand::Renew(role) => self.renew(cx, role),
            SessionCommand::Invite(role) => self.invited(cx, None, role),
            SessionCommand::Caretakers(may_host) => {
                self.sign(cx, records::AdminCommand::Caretakers { may_host });
            }
            SessionCommand::Guests(locks) => self.let_guests_in(cx, locks),
            SessionCommand::Owner(keys) => self.own_by(cx, keys),
            SessionCommand::Called(name) => self.called(cx, name),
        }
    }

    /// How this peer is connected, as its screens show it.
    pub(crate) fn shown(&self) -> Standing {
        match self.connection {
            ConnectionState::Alone => Standing::Alone,
            ConnectionState::Hosting { .. } => Standing::Hosting,
            ConnectionState::Connected { .. } => Standing::Connected,
            ConnectionState::Reconnecting { .. } => Standing::Reconnecting,
        }
    }

    /// Whose machine hosts, or did until now; `None` while that is not known.
    pub(crate) fn host(&self) -> Option<ParticipantId> {
        match self.connection {
            ConnectionState::Connected { .. } | ConnectionState::Reconnecting { .. } => self.host,
            ConnectionState::Alone | ConnectionState::Hosting { .. } => Some(self.me.participant),
        }
    }

    /// Counts the changes of host.
    pub(crate) fn term(&self) -> u64 {
        self.term
    }

    /// Everybody of the session, as the host tells.
    pub(crate) fn people(&self) -> &[Participant] {
        &self.people
    }

    /// Edits that no other peer has, while there is a session to have them.
    pub(crate) fn waiting(&self) -> u64 {
        if self.is_shared() { self.waiting } else { 0 }
    }

    /// Whether others are in a session with this peer, or would be if they could be reached.
    pub(crate) fn is_shared(&self) -> bool {
        self.connection != ConnectionState::Alone
    }

    /// Whether others come to this machine.
    pub(crate) fn is_hosting(&self) -> bool {
        matches!(self.connection, ConnectionState::Hosting { .. })
    }

    /// Whether that link leads to the host.
    fn is_with(&self, id: LinkId) -> bool {
        matches!(self.connection, ConnectionState::Connected { link, .. } if link == id)
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
    pub(crate) fn check_machine_quota(
        &self,
        ledger: &WriteIndex,
        makings: &[(Root, usize)],
    ) -> Result<(), EditError> {
        machine_quota::check_own(self.register.members(), ledger, self.peer(), makings)
    }

    fn peer(&self) -> PeerId {
        self.me.keys.public()
    }

    /// Seconds since 1970, by this machine's own clock.
    fn unix(&self, cx: &Context) -> u64 {
        cx.clock.own(cx.now) / 1_000
    }

    /// Those who are admitted, and the links to them.
    fn admitted(&self) -> impl Iterator<Item = (LinkId, &Link, &Remote)> {
        let links = self.links.iter();
        links.filter_map(|(id, link)| Some((*id, link, link.remote()?)))
    }

    /// Of them those who are with this host, or may be soon.
    fn with_us(&self) -> impl Iterator<Item = (LinkId, &Link, &Remote)> {
        self.admitted().filter(|(_, link, _)| !link.is_elsewhere)
    }

    fn remote_mut(&mut self, id: LinkId) -> Option<&mut Remote> {
        self.links.get_mut(&id)?.remote_mut()
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
