//! How two peers meet: hello, who may come in, and which of two hosts goes on.

use super::frame::{Address, FRAME_BYTES, Frame, Greeting, PEER_PROTOCOL};
use super::records::{Claim, Record};
use super::{Link, LinkEffect, LinkId, Place, Session};
use crate::effect::Effect;
use crate::room::Room;
use board_model::{BoardId, ErrorCode, PeerId};
use std::time::Duration;

/// Most people and machines that are told of: the limit of a session.
const MOST_LINKS: usize = 256;

/// Most client ids that a peer registers at once; one opening of the board is one.
const MOST_REGISTRATIONS: usize = 4_096;

/// Longest address that is remembered, in bytes: every network of a machine, for machines and for guests.
const MOST_ADDRESS: usize = 2_048;

/// Why somebody is not let in.
struct Turned {
    code: ErrorCode,
    message: &'static str,
}

const OTHER_VERSION: Turned = Turned {
    code: ErrorCode::NewerFormat,
    message: "the other Journeywall speaks another version of the session; update both to the same one",
};
const OTHER_BOARD: Turned = Turned {
    code: ErrorCode::Ticket,
    message: "this ticket is for another board; ask for a new one",
};
const NO_INVITATION: Turned = Turned {
    code: ErrorCode::Ticket,
    message: "this invitation is not known here; ask the facilitator for a new one",
};
const ENDED: Turned = Turned {
    code: ErrorCode::Ticket,
    message: "this invitation has ended; ask the facilitator for a new one",
};
const REMOVED: Turned = Turned {
    code: ErrorCode::Role,
    message: "you were removed from this session; what you wrote meanwhile is kept on this machine",
};
const NAMESAKE: Turned = Turned {
    code: ErrorCode::Ticket,
    message: "somebody else takes part under this identity; ask the facilitator to remove the other machine first",
};
const FULL: Turned = Turned {
    code: ErrorCode::Limit,
    message: "this session is full; ask somebody to leave",
};

impl Room {
    pub(crate) fn link_up(
        &mut self,
        now: Duration,
        link: LinkId,
        peer: PeerId,
        is_dialled: bool,
    ) -> Vec<Effect> {
        let Some(session) = &mut self.session else {
            return close(link, "there is no session here");
        };
        if peer == session.peer() {
            return close(link, "a link to itself");
        }
        if session.links.len() >= MOST_LINKS {
            let mut effects = refusal(link, FULL.code, FULL.message.to_owned());
            effects.extend(close(link, FULL.code.name()));
            return effects;
        }
        let fresh = Link {
            peer,
            is_dialled,
            since: now,
            is_greeted: false,
            has_greeted: is_dialled,
            participant: None,
            client: None,
            address: Vec::new(),
            seats: Vec::new(),
            parts: Vec::new(),
            told: 0,
            is_elsewhere: false,
            is_behind: false,
            held: None,
            barred: 0,
            is_barred: false,
        };
        session.links.insert(link, fresh);
        if is_dialled {
            return self.greet(link);
        }
        Vec::new()
    }

    /// Says hello.
    fn greet(&mut self, link: LinkId) -> Vec<Effect> {
        let board = self.board().id();
        let (client, vector) = (self.replica.client(), self.replica.state_vector());
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        let me = session.peer();
        let version = session.register.version();
        if let Some(link) = session.links.get_mut(&link) {
            link.has_greeted = true;
            link.told = version;
        }
        let claim = session.me.invitation.as_ref().or(session.me.owner.as_ref());
        let mut records = session.register.all();
        // Enough room for the rest; what is left out is told before the updates.
        let mut room = FRAME_BYTES / 2;
        let all = records.len();
        records.retain(|(key, bytes)| {
            let need = key.len() + bytes.len() + 8;
            let fits = need <= room;
            room = room.saturating_sub(need);
            fits
        });
        if records.len() < all
            && let Some(link) = session.links.get_mut(&link)
        {
            link.told = 0;
        }
        let hello = Greeting {
            protocol: PEER_PROTOCOL,
            board,
            participant: session.me.participant,
            name: session.me.name.clone(),
            // From a member too: of several machines that are dialled at once, not all know it yet.
            claim: claim.map(|keys| Claim::new(board, me, session.me.participant, keys)),
            client,
            registrations: session.registrations(board, &self.replica),
            vector,
            hosting: (session.place == Place::Hosting).then(|| session.standing()),
            term: session.term,
            address: session.address.clone(),
            records,
        };
        send(link, &Frame::Hello(Box::new(hello)))
    }

    /// Hello from the other side.
    pub(crate) fn greeted(&mut self, now: Duration, id: LinkId, hello: Greeting) -> Vec<Effect> {
        let board = self.board().id();
        let unix = self.unix(now);
        let Some(session) = &mut self.session else {
            return close(id, "there is no session here");
        };
        let Some(link) = session.links.get(&id) else {
            return Vec::new();
        };
        let (peer, is_dialled) = (link.peer, link.is_dialled);
        if link.is_greeted {
            return self.end_link(now, id, "hello was said twice");
        }
        if !is_dialled && session.place == Place::Alone {
            return self.end_link(now, id, "this board is not shared");
        }
        if hello.protocol != PEER_PROTOCOL {
            return self.turn_away(now, id, &OTHER_VERSION);
        }
        if hello.board != board {
            return self.turn_away(now, id, &OTHER_BOARD);
        }
        let is_new_here = self.replica.is_awaiting();
        if is_dialled {
            // Whom we sought out tells what is true of the board; every record carries its own seal.
            session.register.hear(board, &hello.records);
            if !is_new_here && session.register.members().member(peer).is_none() {
                return self.end_link(now, id, "who was dialled is no member");
            }
        }
        let mut records = Vec::new();
        if let Err(why) = admitted(session, board, peer, &hello, unix, &mut records) {
            return self.turn_away(now, id, &why);
        }
        session.let_in(board, id, peer, &hello, &mut records);
        self.meet(now, id, &hello, records)
    }

    /// What two members who met do: one of them hosts.
    fn meet(
        &mut self,
        now: Duration,
        id: LinkId,
        hello: &Greeting,
        records: Vec<Record>,
    ) -> Vec<Effect> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        let mut effects = Vec::new();
        match (session.place, hello.hosting) {
            (_, Some(theirs)) => effects.extend(self.meet_claimant(now, id, theirs)),
            (Place::Hosting, None) => {}
            (Place::Member { .. }, None) => effects.extend(self.point_to_host(id)),
            (Place::Seeking { .. }, None) if self.turn() == Some(0) => {
                effects.extend(self.begin_hosting(now));
            }
            // Whichever of us hosts first says so.
            (Place::Seeking { .. } | Place::Alone, None) => {}
        }
        let Some(has_greeted) = self.link_at(id).map(|link| link.has_greeted) else {
            return effects;
        };
        if !has_greeted {
            effects.extend(self.greet(id));
        }
        let is_host = self.is_hosting();
        if is_host {
            effects.extend(self.put_records(&records));
        }
        effects.extend(self.catch_up(id, &hello.vector));
        if is_host {
            effects.extend(self.people_changed());
        } else {
            effects.extend(self.seats_to_host());
        }
        effects.extend(self.state_to_all());
        effects
    }

    /// A machine of the session can be reached elsewhere now.
    pub(super) fn went_to(&mut self, id: LinkId, address: &[u8]) -> Vec<Effect> {
        let Some(peer) = self.link_at(id).map(|link| link.peer) else {
            return Vec::new();
        };
        if let Some(session) = &mut self.session {
            session.locate(id, peer, address);
        }
        if self.is_hosting() {
            self.people_changed()
        } else {
            Vec::new()
        }
    }

    fn turn_away(&mut self, now: Duration, id: LinkId, why: &Turned) -> Vec<Effect> {
        let mut effects = refusal(id, why.code, why.message.to_owned());
        effects.extend(self.end_link(now, id, why.code.name()));
        effects
    }

    /// A member who is no member any more.
    pub(crate) fn turn_out_removed(&mut self, now: Duration) -> Vec<Effect> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        let members = session.register.members();
        let gone = session
            .greeted()
            .filter(|(_, link)| members.member(link.peer).is_none());
        let gone: Vec<_> = gone.map(|(id, _)| id).collect();
        gone.into_iter()
            .flat_map(|id| self.turn_away(now, id, &REMOVED))
            .collect()
    }
}

impl Session {
    /// Writes down what a peer that may come in says of itself; records of what is new are added.
    fn let_in(
        &mut self,
        board: BoardId,
        id: LinkId,
        peer: PeerId,
        hello: &Greeting,
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
        if let Some(link) = self.links.get_mut(&id) {
            link.is_greeted = true;
            link.participant = Some(hello.participant);
            link.client = Some(hello.client);
        }
        self.locate(id, peer, &hello.address);
        self.hear_term(hello.term);
    }

    /// Where the machine at the other end of a link is.
    fn locate(&mut self, id: LinkId, peer: PeerId, address: &[u8]) {
        let address: Address = address.iter().copied().take(MOST_ADDRESS).collect();
        self.learn(peer, &address);
        if let Some(link) = self.links.get_mut(&id) {
            link.address = address;
        }
    }
}

/// Whether a peer may come in; the record of who is new is added.
fn admitted(
    session: &Session,
    board: BoardId,
    peer: PeerId,
    hello: &Greeting,
    unix: u64,
    records: &mut Vec<Record>,
) -> Result<(), Turned> {
    let members = session.register.members();
    if members.is_removed(peer) {
        return Err(REMOVED);
    }
    if let Some(member) = members.member(peer) {
        return if member.participant == hello.participant {
            Ok(())
        } else {
            Err(NAMESAKE)
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
        return Err(NAMESAKE);
    }
    records.push(Record::Member(peer, claim.clone()));
    Ok(())
}

pub(super) fn send(link: LinkId, frame: &Frame) -> Vec<Effect> {
    let bytes = frame.written();
    vec![Effect::Link(LinkEffect::Send { link, bytes })]
}

pub(super) fn close(link: LinkId, reason: &'static str) -> Vec<Effect> {
    vec![Effect::Link(LinkEffect::Close { link, reason })]
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

/// Says why a link ends.
pub(super) fn refusal(link: LinkId, code: ErrorCode, message: String) -> Vec<Effect> {
    let code = code.name().to_owned();
    send(link, &Frame::Refused { code, message })
}
