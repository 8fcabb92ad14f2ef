//! Hosting, and being with a host: which of two goes on, and who goes where.

use super::frame::{Frame, Machine, Standing};
use super::greet::{close, send};
use super::records::{Claim, Record};
use super::{LinkId, Place};
use crate::effect::Effect;
use crate::room::Room;
use std::time::Duration;

impl Room {
    /// Whether others come to this machine.
    pub fn is_hosting(&self) -> bool {
        let session = self.session.as_ref();
        session.is_some_and(|session| session.place == Place::Hosting)
    }

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
        if let Some(link) = session.links.get_mut(&id) {
            // Who hosts is with nobody else.
            link.is_elsewhere = false;
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
    pub(super) fn send_on(&mut self, to: LinkId) -> Vec<Effect> {
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
    pub(super) fn sit_down_at(&mut self, id: LinkId, theirs: Standing) -> Vec<Effect> {
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
            // First that we are here: from then on the host passes everything on, and what came before is asked for.
            effects.extend(self.seats_to_host());
            effects.extend(send(id, &Frame::Behind));
            effects.extend(send(id, &Frame::Vector { vector }));
            effects.extend(self.state_to_all());
        }
        effects
    }

    /// Somebody came who should go to the host. The link stays: should the host be gone without our knowing it yet, who
    /// hosts next says so on it.
    pub(super) fn point_to_host(&mut self, id: LinkId) -> Vec<Effect> {
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
}
