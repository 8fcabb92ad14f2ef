//! How two peers meet: hello, who may come in, and which of two hosts goes on.

use super::frame::{FRAME_BYTES, Frame, Greeting, Machine, PEER_PROTOCOL, Standing};
use super::records::{Act, Claim, Ordained, Record};
use super::{Invitation, Link, LinkEffect, LinkId, Place, Session};
use crate::effect::{Effect, SeatId};
use crate::message::{Refusal, Role};
use crate::room::Room;
use board_model::{PeerId, limits};
use std::time::Duration;

/// Most people and machines that are told of: the limit of a session.
const MOST_LINKS: usize = 256;

/// Most client ids that a peer registers at once; one opening of the board is one.
const MOST_REGISTRATIONS: usize = 4_096;

/// Why somebody is not let in.
struct Turned {
    code: &'static str,
    message: &'static str,
}

const OTHER_VERSION: Turned = Turned {
    code: "E_NEWER_FORMAT",
    message: "the other Journeywall speaks another version of the session; update both to the same one",
};
const OTHER_BOARD: Turned = Turned {
    code: "E_TICKET",
    message: "this ticket is for another board; ask for a new one",
};
const NO_INVITATION: Turned = Turned {
    code: "E_TICKET",
    message: "this invitation is not known here; ask the facilitator for a new one",
};
const ENDED: Turned = Turned {
    code: "E_TICKET",
    message: "this invitation has ended; ask the facilitator for a new one",
};
const REMOVED: Turned = Turned {
    code: "E_ROLE",
    message: "you were removed from this session; what you wrote meanwhile is kept on this machine",
};
const NAMESAKE: Turned = Turned {
    code: "E_TICKET",
    message: "somebody else takes part under this identity; ask the facilitator to remove the other machine first",
};
const FULL: Turned = Turned {
    code: "E_LIMIT",
    message: "this session is full; ask somebody to leave",
};

impl Room {
    /// Begins to host: the owner's records come first, so that others can judge what follows.
    pub(crate) fn share(&mut self, now: Duration) -> Vec<Effect> {
        let board = self.board().id();
        self.refresh_register();
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        if session.place == Place::Hosting || self.replica.is_awaiting() {
            return Vec::new();
        }
        let (me, members) = (session.peer(), session.register.members());
        let mut records = Vec::new();
        if let (None, Some(owner)) = (members.owner(), &session.me.owner) {
            records.push(Record::Owner(owner.public()));
        }
        if members.member(me).is_none()
            && let Some(keys) = session.me.owner.as_ref().or(session.me.invitation.as_ref())
        {
            let claim = Claim::new(board, me, session.me.participant, keys);
            records.push(Record::Member(me, claim));
        }
        records.extend(session.registrations(board).into_iter().map(Record::Client));
        let mut effects = self.put_records(&records);
        effects.extend(self.begin_hosting(now));
        effects
    }

    /// Writes records, and tells everybody who may not have them.
    pub(crate) fn put_records(&mut self, records: &[Record]) -> Vec<Effect> {
        if records.is_empty() {
            return Vec::new();
        }
        let written: Vec<_> = records.iter().map(Record::written).collect();
        let applied = self.replica.put_records(&written);
        let by = self.terms.host;
        let mut effects = self.took(applied.update.clone(), applied.changes, by, None);
        self.refresh_register();
        effects.extend(self.relay(None, &applied.update));
        effects
    }

    /// An act of this machine's person, as the next of theirs.
    pub(crate) fn ordain(&mut self, act: Act) -> Vec<Effect> {
        let board = self.board().id();
        let Some(session) = &self.session else {
            return Vec::new();
        };
        let me = session.peer();
        let (number, lamport) = session.register.members().next(me);
        let ordained = Ordained::new(board, number, lamport, act, &session.me.keys);
        self.put_records(&[Record::Act(me, number, ordained)])
    }

    /// The secret of the invitation for a role; its record is written when it is first asked for.
    pub(crate) fn invite(&mut self, now: Duration, role: Role) -> (Vec<Effect>, [u8; 16]) {
        let board = self.board().id();
        let unix = self.unix(now);
        let Some(session) = &self.session else {
            return (Vec::new(), [0; 16]);
        };
        let (secret, keys) = session.invitation(board, role, unix);
        let invitation = keys.public();
        let effects = if session
            .register
            .members()
            .invites(invitation, unix)
            .is_some()
        {
            Vec::new()
        } else {
            self.ordain(Act::Invite {
                invitation,
                role,
                expires: None,
            })
        };
        (effects, secret)
    }

    /// An invitation as a ticket carries it.
    pub(crate) fn invited(
        &mut self,
        now: Duration,
        to: Option<(SeatId, u64)>,
        role: Role,
    ) -> Vec<Effect> {
        let own = self.session.as_ref().and_then(super::Session::own_role);
        let is_shared = self.session.as_ref().is_some_and(super::Session::is_shared);
        if !is_shared || own != Some(Role::Facilitator) {
            let ticket = Err(Refusal {
                code: "E_NOT_CONNECTED",
                message: "only a facilitator who shares this board has tickets for it".to_owned(),
            });
            return vec![Effect::Ticket { to, ticket }];
        }
        let (mut effects, secret) = self.invite(now, role);
        let ticket = Ok(Invitation { role, secret });
        effects.push(Effect::Ticket { to, ticket });
        effects
    }

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
            return turned(link, &FULL);
        }
        let fresh = Link {
            peer,
            is_dialled,
            since: now,
            is_greeted: false,
            has_greeted: is_dialled,
            name: String::new(),
            participant: None,
            address: Vec::new(),
            seats: Vec::new(),
            parts: Vec::new(),
            told: 0,
            is_elsewhere: false,
            is_behind: false,
            held: None,
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
        let vector = self.replica.state_vector();
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
        let is_member = session.register.members().member(me).is_some();
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
            claim: claim
                .filter(|_| !is_member)
                .map(|keys| Claim::new(board, me, session.me.participant, keys)),
            registrations: session.registrations(board),
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
        session.register.hear(board, &hello.records);
        for registration in hello.registrations.iter().take(MOST_REGISTRATIONS) {
            let is_known = session
                .register
                .members()
                .peer_of(registration.client)
                .is_some();
            if registration.peer == peer && !is_known && registration.holds(board) {
                records.push(Record::Client(registration.clone()));
            }
        }
        let taken: Vec<_> = records.iter().map(Record::written).collect();
        session.register.hear(board, &taken);
        if let Some(link) = session.links.get_mut(&id) {
            link.is_greeted = true;
            link.name = shown_name(&hello.name);
            link.participant = Some(hello.participant);
            link.address = hello
                .address
                .iter()
                .copied()
                .take(limits::TITLE_UTF16 * 8)
                .collect();
        }
        let address = session.links.get(&id).map(|link| link.address.clone());
        session.learn(peer, &address.unwrap_or_default());
        session.term = session.term.max(hello.term);
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
            (_, Some(theirs)) => effects.extend(self.meet_host(now, id, theirs)),
            (Place::Hosting, None) => {}
            (Place::Member { .. }, None) => effects.extend(self.point_to_host(id)),
            (Place::Seeking { .. }, None) if self.turn() == Some(0) => {
                effects.extend(self.begin_hosting(now));
            }
            // Whichever of us hosts first says so.
            (Place::Seeking { .. } | Place::Alone, None) => {}
        }
        if self
            .session
            .as_ref()
            .is_none_or(|session| !session.links.contains_key(&id))
        {
            return effects;
        }
        let has_greeted = self
            .session
            .as_ref()
            .and_then(|session| session.links.get(&id))
            .is_some_and(|link| link.has_greeted);
        if !has_greeted {
            effects.extend(self.greet(id));
        }
        let is_host = self
            .session
            .as_ref()
            .is_some_and(|session| session.place == Place::Hosting);
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

    /// Somebody hosts: this peer goes with them, unless it hosts itself or is with somebody better.
    pub(crate) fn meet_host(&mut self, now: Duration, id: LinkId, theirs: Standing) -> Vec<Effect> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        // What a peer may claim, the records say, and it claims for nobody else.
        let Some(peer) = session.links.get(&id).map(|link| link.peer) else {
            return Vec::new();
        };
        if !self.replica.is_awaiting()
            && (theirs.peer != peer || theirs.rank > session.rank_of(peer))
        {
            return self.end_link(now, id, "a claim to hosting that does not hold");
        }
        match session.place {
            Place::Hosting if session.standing() > theirs => {
                // They hear who is better from our hello, or if that was said long ago, from the list of people.
                let has_greeted = session.links.get(&id).is_some_and(|link| link.has_greeted);
                if has_greeted {
                    self.people_changed()
                } else {
                    Vec::new()
                }
            }
            Place::Hosting => {
                let mut effects = self.send_on(id);
                effects.extend(self.sit_down_at(id, theirs));
                effects
            }
            Place::Member { link } if link == id => {
                session.hosted_by = Some(theirs);
                Vec::new()
            }
            Place::Member { link } => {
                if session.hosted_by.is_some_and(|host| host >= theirs) {
                    return self.point_to_host(id);
                }
                session.links.remove(&link);
                let mut effects = close(link, "there is a better host");
                effects.extend(self.sit_down_at(id, theirs));
                effects
            }
            Place::Alone | Place::Seeking { .. } => self.sit_down_at(id, theirs),
        }
    }

    /// This host's members go to another one, which is better.
    fn send_on(&mut self, to: LinkId) -> Vec<Effect> {
        let mut effects = Vec::new();
        let Some(session) = &mut self.session else {
            return effects;
        };
        let term = session.term;
        if let Some(host) = session.links.get(&to) {
            let machine = Machine {
                peer: host.peer,
                rank: session.rank_of(host.peer),
                address: host.address.clone(),
            };
            let others: Vec<_> = session
                .greeted()
                .map(|(id, _)| id)
                .filter(|id| *id != to)
                .collect();
            for other in others {
                let machine = machine.clone();
                effects.extend(send(other, &Frame::Moved { machine, term }));
            }
        }
        effects
    }

    /// From now on that link leads to the host.
    fn sit_down_at(&mut self, id: LinkId, theirs: Standing) -> Vec<Effect> {
        if let Some(session) = &mut self.session {
            session.place = Place::Member { link: id };
            session.host = session.links.get(&id).and_then(|link| link.participant);
            session.hosted_by = Some(theirs);
            session.term = theirs.term;
            session.waiting = 0;
        }
        Vec::new()
    }

    /// Sits down at a host that was met before it hosted: both tell what they have.
    pub(crate) fn follow(&mut self, now: Duration, id: LinkId, theirs: Standing) -> Vec<Effect> {
        let mut effects = self.meet_host(now, id, theirs);
        let is_member = self
            .session
            .as_ref()
            .is_some_and(|session| session.place == Place::Member { link: id });
        if is_member {
            let vector = self.replica.state_vector();
            effects.extend(send(id, &Frame::Behind));
            effects.extend(send(id, &Frame::Vector { vector }));
            effects.extend(self.seats_to_host());
            effects.extend(self.state_to_all());
        }
        effects
    }

    /// Somebody came who should go to the host. The link stays: should the host be gone without our knowing it yet, who
    /// hosts next says so on it.
    fn point_to_host(&mut self, id: LinkId) -> Vec<Effect> {
        if let Some(session) = &self.session
            && let Place::Member { link } = session.place
            && let Some(host) = session.links.get(&link)
        {
            let machine = Machine {
                peer: host.peer,
                rank: session.rank_of(host.peer),
                address: host.address.clone(),
            };
            let term = session.term;
            return send(id, &Frame::Moved { machine, term });
        }
        Vec::new()
    }

    fn turn_away(&mut self, now: Duration, id: LinkId, why: &Turned) -> Vec<Effect> {
        let mut effects = send(
            id,
            &Frame::Refused {
                code: why.code.to_owned(),
                message: why.message.to_owned(),
            },
        );
        effects.extend(self.end_link(now, id, why.code));
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

/// Whether a peer may come in; the record of who is new is added.
fn admitted(
    session: &Session,
    board: board_model::BoardId,
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

/// A name as it is shown: no control characters, not longer than names are.
fn shown_name(name: &str) -> String {
    let clean = name.trim().chars().filter(|letter| !letter.is_control());
    let clean: String = clean.take(limits::TITLE_UTF16 / 2).collect();
    if clean.is_empty() {
        "Participant".to_owned()
    } else {
        clean
    }
}

pub(super) fn send(link: LinkId, frame: &Frame) -> Vec<Effect> {
    let bytes = frame.written();
    vec![Effect::Link(LinkEffect::Send { link, bytes })]
}

pub(super) fn close(link: LinkId, reason: &'static str) -> Vec<Effect> {
    vec![Effect::Link(LinkEffect::Close { link, reason })]
}

fn turned(link: LinkId, why: &Turned) -> Vec<Effect> {
    let refused = Frame::Refused {
        code: why.code.to_owned(),
        message: why.message.to_owned(),
    };
    let mut effects = send(link, &refused);
    effects.extend(close(link, why.code));
    effects
}
