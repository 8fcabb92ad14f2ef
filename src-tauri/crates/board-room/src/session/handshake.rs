//! The handshake: how two peers meet, who may come in, and which of two hosts goes on.

use super::frame::{Address, FRAME_BYTES, Frame, PEER_PROTOCOL, PeerHello};
use super::link::{Link, LinkState, Remote};
use super::records::{Claim, Record};
use super::{ConnectionState, LinkId, Session};
use crate::context::Context;
use board_model::{BoardId, ErrorCode, PeerId};

/// Most people and machines that are told of: the limit of a session.
const MOST_LINKS: usize = 256;

/// Most client ids that a peer registers at once; one opening of the board is one.
const MOST_REGISTRATIONS: usize = 4_096;

/// Longest address that is remembered, in bytes: every network of a machine, for machines and for guests.
const MOST_ADDRESS: usize = 2_048;

/// A rejection: why somebody is not let in.
struct Rejection {
    code: ErrorCode,
    message: &'static str,
}

const OTHER_VERSION: Rejection = Rejection {
    code: ErrorCode::NewerFormat,
    message: "the other Journeywall speaks another version of the session; update both to the same one",
};
const OTHER_BOARD: Rejection = Rejection {
    code: ErrorCode::Ticket,
    message: "this ticket is for another board; ask for a new one",
};
const NO_INVITATION: Rejection = Rejection {
    code: ErrorCode::Ticket,
    message: "this invitation is not known here; ask the facilitator for a new one",
};
const ENDED: Rejection = Rejection {
    code: ErrorCode::Ticket,
    message: "this invitation has ended; ask the facilitator for a new one",
};
const REMOVED: Rejection = Rejection {
    code: ErrorCode::Role,
    message: "you were removed from this session; what you wrote meanwhile is kept on this machine",
};
const IDENTITY_TAKEN: Rejection = Rejection {
    code: ErrorCode::Ticket,
    message: "somebody else takes part under this identity; ask the facilitator to remove the other machine first",
};
const FULL: Rejection = Rejection {
    code: ErrorCode::Limit,
    message: "this session is full; ask somebody to leave",
};

impl Session {
    pub(super) fn link_up(&mut self, cx: &mut Context, id: LinkId, peer: PeerId, is_dialled: bool) {
        if peer == self.peer() {
            return cx.close(id, "a link to itself");
        }
        if self.links.len() >= MOST_LINKS {
            cx.refuse(id, FULL.code, FULL.message.to_owned());
            return cx.close(id, FULL.code.name());
        }
        self.links.insert(id, Link::new(peer, is_dialled, cx.now));
        if is_dialled {
            self.say_hello(cx, id);
        }
    }

    /// Says hello.
    fn say_hello(&mut self, cx: &mut Context, id: LinkId) {
        let board = cx.board().id();
        let mut records = self.register.all();
        // Enough room for the rest; what is left out is told before the updates.
        let mut room = FRAME_BYTES / 2;
        let all = records.len();
        records.retain(|(key, bytes)| {
            let need = key.len() + bytes.len() + 8;
            let fits = need <= room;
            room = room.saturating_sub(need);
            fits
        });
        let is_whole = records.len() == all;
        if let Some(link) = self.links.get_mut(&id) {
            link.told = Some(if is_whole { self.register.version() } else { 0 });
        }
        let (me, participant) = (self.peer(), self.me.participant);
        let claim = self.me.invitation.as_ref().or(self.me.owner.as_ref());
        let hello = PeerHello {
            protocol: PEER_PROTOCOL,
            board,
            participant,
            name: self.me.name.clone(),
            // From a member too: of several machines that are dialled at once, not all know it yet.
            claim: claim.map(|keys| Claim::new(board, me, participant, keys)),
            client: cx.replica.client(),
            registrations: self.registrations(board, &cx.replica),
            vector: cx.replica.state_vector(),
            hosting: self.is_hosting().then(|| self.own_claim()),
            term: self.term,
            address: self.address.clone(),
            records,
            clock: cx.clock.reading(cx.now),
        };
        cx.send_frame(id, &Frame::Hello(Box::new(hello)));
    }

    /// Hello from the other side.
    pub(super) fn hear_hello(&mut self, cx: &mut Context, id: LinkId, hello: PeerHello) {
        let board = cx.board().id();
        let Some(link) = self.links.get(&id) else {
            return;
        };
        let (peer, is_dialled) = (link.peer, link.is_dialled);
        if link.is_admitted() {
            return self.end_link(cx, id, "hello was said twice");
        }
        if !is_dialled && !self.is_shared() {
            return self.end_link(cx, id, "this board is not shared");
        }
        if hello.protocol != PEER_PROTOCOL {
            return self.reject_version(cx, id);
        }
        if hello.board != board {
            return self.reject(cx, id, &OTHER_BOARD);
        }
        if is_dialled {
            // Whom we sought out tells what is true of the board; every record carries its own signature.
            self.register.hear(board, &hello.records);
            let is_new_here = cx.replica.is_awaiting();
            if !is_new_here && self.register.members().member(peer).is_none() {
                return self.end_link(cx, id, "who was dialled is no member");
            }
        }
        let mut records = Vec::new();
        if let Err(why) = self.admit(board, peer, &hello, self.unix(cx), &mut records) {
            return self.reject(cx, id, &why);
        }
        self.let_in(board, id, peer, &hello, &mut records);
        self.meet_clock(cx, peer, &hello);
        self.meet(cx, id, &hello, &records);
    }

    /// What two members who met do: one of them hosts.
    fn meet(&mut self, cx: &mut Context, id: LinkId, hello: &PeerHello, records: &[Record]) {
        match (self.connection, hello.hosting) {
            (_, Some(theirs)) => self.meet_claimant(cx, id, theirs),
            (ConnectionState::Hosting { .. }, None) => {}
            (ConnectionState::Connected { .. }, None) => self.point_to_host(cx, id),
            (ConnectionState::Reconnecting { .. }, None) if self.turn(cx) == Some(0) => {
                self.begin_hosting(cx);
            }
            // Whichever of us hosts first says so.
            (ConnectionState::Reconnecting { .. } | ConnectionState::Alone, None) => {}
        }
        let Some(link) = self.links.get(&id) else {
            return;
        };
        if link.told.is_none() {
            self.say_hello(cx, id);
        }
        let is_host = self.is_hosting();
        if is_host {
            self.put_records(cx, records);
        }
        self.catch_up(cx, id, &hello.vector);
        if is_host {
            self.people_changed(cx);
        } else {
            self.seats_to_host(cx);
        }
        cx.send_state(Some(self));
    }

    /// A machine of the session can be reached elsewhere now.
    pub(super) fn went_to(&mut self, cx: &mut Context, id: LinkId, address: &[u8]) {
        let Some(link) = self.links.get_mut(&id) else {
            return;
        };
        let peer = link.peer;
        let address = shortened(address);
        if let Some(remote) = link.remote_mut() {
            remote.address.clone_from(&address);
        }
        self.learn(peer, &address);
        if self.is_hosting() {
            self.people_changed(cx);
        }
    }

    /// The other side speaks another version of these frames.
    pub(super) fn reject_version(&mut self, cx: &mut Context, id: LinkId) {
        self.reject(cx, id, &OTHER_VERSION);
    }

    fn reject(&mut self, cx: &mut Context, id: LinkId, why: &Rejection) {
        cx.refuse(id, why.code, why.message.to_owned());
        self.end_link(cx, id, why.code.name());
    }

    /// Members who are no members any more.
    pub(super) fn reject_removed(&mut self, cx: &mut Context) {
        let members = self.register.members();
        let gone = self.admitted();
        let gone = gone.filter(|(_, link, _)| members.member(link.peer).is_none());
        let gone: Vec<_> = gone.map(|(id, ..)| id).collect();
        for id in gone {
            self.reject(cx, id, &REMOVED);
        }
    }

    /// Whether a peer may come in; the record of who is new is added.
    fn admit(
        &self,
        board: BoardId,
        peer: PeerId,
        hello: &PeerHello,
        unix: u64,
        records: &mut Vec<Record>,
    ) -> Result<(), Rejection> {
        let members = self.register.members();
        if members.is_removed(peer) {
            return Err(REMOVED);
        }
        if let Some(member) = members.member(peer) {
            return if member.participant == hello.participant {
                Ok(())
            } else {
                Err(IDENTITY_TAKEN)
            };
        }
        // Nothing is known here yet; whom we sought out is believed.
        if members.owner().is_none() {
            return Ok(());
        }
        let claim = hello.claim.as_ref().ok_or(NO_INVITATION)?;
        if claim.participant != hello.participant || !claim.holds(board, peer) {
            return Err(NO_INVITATION);
        }
        if members.has_ended(claim.invitation, unix) {
            return Err(ENDED);
        }
        members
            .invites(claim.invitation, unix)
            .ok_or(NO_INVITATION)?;
        if members.has_person(hello.participant) {
            return Err(IDENTITY_TAKEN);
        }
        records.push(Record::Member(peer, claim.clone()));
        Ok(())
    }

    /// Writes down what a peer that may come in says of itself; records of what is new are added.
    fn let_in(
        &mut self,
        board: BoardId,
        id: LinkId,
        peer: PeerId,
        hello: &PeerHello,
        records: &mut Vec<Record>,
    ) {
        self.register.hear(board, &hello.records);
        for registration in hello.registrations.iter().take(MOST_REGISTRATIONS) {
            let is_known = self
                .register
                .members()
                .peer_of(registration.client)
                .is_some();
            if registration.peer == peer && !is_known && registration.holds(board) {
                records.push(Record::Client(registration.clone()));
            }
        }
        let taken: Vec<_> = records.iter().map(Record::written).collect();
        self.register.hear(board, &taken);
        let address = shortened(&hello.address);
        self.learn(peer, &address);
        if let Some(link) = self.links.get_mut(&id) {
            let remote = Remote::new(hello.participant, hello.client, address);
            link.state = LinkState::Admitted(remote);
        }
        self.hear_term(hello.term);
    }
}

impl Context {
    /// Says why a link ends.
    pub(super) fn refuse(&mut self, link: LinkId, code: ErrorCode, message: String) {
        let code = code.name().to_owned();
        self.send_frame(link, &Frame::Refused { code, message });
    }
}

fn shortened(address: &[u8]) -> Address {
    address.iter().copied().take(MOST_ADDRESS).collect()
}

/// The code of another machine's refusal: one of those by which a machine can be refused.
pub(super) fn told_code(code: &str) -> ErrorCode {
    match ErrorCode::named(code) {
        Some(
            code
            @ (ErrorCode::Ticket | ErrorCode::Role | ErrorCode::Limit | ErrorCode::NewerFormat),
        ) => code,
        // That of a newer version, or nonsense.
        _ => ErrorCode::NotConnected,
    }
}
