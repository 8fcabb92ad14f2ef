//! Hosting, and being with a host: which of two goes on, and who goes where.

use super::frame::{Frame, Standing};
use super::greet::{close, send};
use super::records::{Claim, Record};
use super::seek::LOOK_BEYOND;
use super::{LinkId, Place};
use crate::effect::Effect;
use crate::room::Room;
use std::time::Duration;

impl Room {
    /// Begins a session here: the owner's records come first, so that others can judge what follows. Nothing happens
    /// in a session, whoever hosts it or is looked for to host it.
    pub(crate) fn share(&mut self, now: Duration) -> Vec<Effect> {
        let board = self.board().id();
        self.refresh_register();
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        if session.place != Place::Alone || self.replica.is_awaiting() {
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
        records.extend(
            session
                .registrations(board, &self.replica)
                .into_iter()
                .map(Record::Client),
        );
        let mut effects = self.put_records(&records);
        effects.extend(self.begin_hosting(now));
        effects
    }

    /// Somebody hosts: this peer goes with them, unless it hosts itself or is with somebody better.
    pub(crate) fn meet_host(&mut self, now: Duration, id: LinkId, theirs: Standing) -> Vec<Effect> {
        let Some(peer) = self.link_at(id).map(|link| link.peer) else {
            return Vec::new();
        };
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        if !self.replica.is_awaiting() && !session.holds(peer, theirs) {
            return self.end_link(now, id, "a claim to hosting that does not hold");
        }
        if let Some(link) = session.links.get_mut(&id) {
            // Who hosts is with nobody else.
            link.is_elsewhere = false;
        }
        match session.place {
            Place::Hosting if session.standing() > theirs => {
                // They hear who is better from our hello, or if that was said long ago, from the list of people.
                if session.links.get(&id).is_some_and(|link| link.has_greeted) {
                    self.people_changed()
                } else {
                    Vec::new()
                }
            }
            Place::Hosting => {
                let mut effects = self.send_on(id);
                effects.extend(self.sit_down_at(now, id, theirs));
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
                effects.extend(self.sit_down_at(now, id, theirs));
                effects
            }
            Place::Alone | Place::Seeking { .. } => {
                // Who looks for the host here finds it by us.
                let mut effects = self.send_on(id);
                effects.extend(self.sit_down_at(now, id, theirs));
                effects
            }
        }
    }

    /// Somebody says hello who hosts. What a peer may claim, the records say; whose rank was lowered while they hosted
    /// elsewhere learns it from ours, which our hello tells, and comes.
    pub(super) fn meet_claimant(
        &mut self,
        now: Duration,
        id: LinkId,
        theirs: Standing,
    ) -> Vec<Effect> {
        if let Some(session) = &self.session
            && let Some(peer) = session.links.get(&id).map(|link| link.peer)
            && session.place == Place::Hosting
            && theirs.peer == peer
            && !session.holds(peer, theirs)
        {
            let rank = session.rank_of(peer);
            if session.standing() > (Standing { rank, ..theirs }) {
                return Vec::new();
            }
        }
        self.meet_host(now, id, theirs)
    }

    /// Everybody else who is linked hears where the host is.
    pub(super) fn send_on(&self, to: LinkId) -> Vec<Effect> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        let Some(machine) = session.machine_on(to) else {
            return Vec::new();
        };
        let term = session.term;
        let moved = Frame::Moved { machine, term };
        let others = session.greeted().filter(|(id, _)| *id != to);
        others.flat_map(|(id, _)| send(id, &moved)).collect()
    }

    /// From now on that link leads to the host.
    pub(super) fn sit_down_at(
        &mut self,
        now: Duration,
        id: LinkId,
        theirs: Standing,
    ) -> Vec<Effect> {
        if let Some(session) = &mut self.session {
            session.place = Place::Member { link: id };
            session.host = session.links.get(&id).and_then(|link| link.participant);
            session.hosted_by = Some(theirs);
            session.look_out = Some(now + LOOK_BEYOND);
            session.term = theirs.term;
            session.waiting = 0;
        }
        Vec::new()
    }

    /// Sits down at a host that was met before it hosted: both tell what they have.
    pub(crate) fn follow(&mut self, now: Duration, id: LinkId, theirs: Standing) -> Vec<Effect> {
        let mut effects = self.meet_host(now, id, theirs);
        if self.is_with(id) {
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
    pub(super) fn point_to_host(&self, id: LinkId) -> Vec<Effect> {
        if let Some(session) = &self.session
            && let Place::Member { link } = session.place
            && let Some(machine) = session.machine_on(link)
        {
            let term = session.term;
            return send(id, &Frame::Moved { machine, term });
        }
        Vec::new()
    }
}
