//! The election of a host: which of two that host goes on, and who goes where.

use super::failover::LOOK_BEYOND;
use super::frame::{Frame, HostClaim};
use super::link::Link;
use super::records::{Claim, Record};
use super::{ConnectionState, LinkId, Session};
use crate::context::Context;

impl Session {
    /// Begins a session here: the owner's records come first, so that others can authorize what follows. Nothing happens
    /// in a session, whoever hosts it or is looked for to host it.
    pub(super) fn share(&mut self, cx: &mut Context) {
        let board = cx.board().id();
        self.refresh_register(cx);
        if self.is_shared() || cx.replica.is_awaiting() {
            return;
        }
        let (me, members) = (self.peer(), self.register.members());
        let mut records = Vec::new();
        if let (None, Some(owner)) = (members.owner(), &self.me.owner) {
            records.push(Record::Owner(owner.public()));
        }
        if members.member(me).is_none()
            && let Some(keys) = self.me.owner.as_ref().or(self.me.invitation.as_ref())
        {
            let claim = Claim::new(board, me, self.me.participant, keys);
            records.push(Record::Member(me, claim));
        }
        let registrations = self.registrations(board, &cx.replica);
        records.extend(registrations.into_iter().map(Record::Client));
        self.put_records(cx, &records);
        self.begin_hosting(cx);
    }

    /// Somebody hosts: this peer goes with them, unless it hosts itself or is with somebody better.
    pub(super) fn meet_host(&mut self, cx: &mut Context, id: LinkId, theirs: HostClaim) {
        let Some(peer) = self.links.get(&id).map(|link| link.peer) else {
            return;
        };
        if !cx.replica.is_awaiting() && !self.may_claim(peer, theirs) {
            return self.end_link(cx, id, "a claim to hosting that does not hold");
        }
        let mut has_greeted = false;
        if let Some(link) = self.links.get_mut(&id) {
            // Who hosts is with nobody else.
            link.is_elsewhere = false;
            has_greeted = link.told.is_some();
        }
        match self.connection {
            ConnectionState::Hosting { .. } if self.own_claim() > theirs => {
                // They hear who is better from our hello, or if that was said long ago, from the list of people.
                if has_greeted {
                    self.people_changed(cx);
                }
            }
            ConnectionState::Hosting { .. } => {
                self.send_on(cx, id);
                self.connect_to(cx, id, theirs);
            }
            ConnectionState::Connected { link, .. } if link == id => self.hosted_by(theirs),
            ConnectionState::Connected { link, host, .. } => {
                if host >= theirs {
                    return self.point_to_host(cx, id);
                }
                self.links.remove(&link);
                cx.close(link, "there is a better host");
                self.connect_to(cx, id, theirs);
            }
            ConnectionState::Alone | ConnectionState::Reconnecting { .. } => {
                // Who looks for the host here finds it by us.
                self.send_on(cx, id);
                self.connect_to(cx, id, theirs);
            }
        }
    }

    /// Somebody says hello who hosts. What a peer may claim, the records say; whose rank was lowered while they hosted
    /// elsewhere learns it from ours, which our hello tells, and comes.
    pub(super) fn meet_claimant(&mut self, cx: &mut Context, id: LinkId, theirs: HostClaim) {
        if let Some(peer) = self.links.get(&id).map(|link| link.peer)
            && self.is_hosting()
            && theirs.peer == peer
            && !self.may_claim(peer, theirs)
        {
            let rank = self.rank_of(peer);
            if self.own_claim() > (HostClaim { rank, ..theirs }) {
                return;
            }
        }
        self.meet_host(cx, id, theirs);
    }

    /// Everybody else who is linked hears where the host is.
    fn send_on(&self, cx: &mut Context, to: LinkId) {
        let Some(machine) = self.machine_on(to) else {
            return;
        };
        let term = self.term;
        let moved = Frame::Moved { machine, term };
        for (id, ..) in self.admitted().filter(|(id, ..)| *id != to) {
            cx.send_frame(id, &moved);
        }
    }

    /// From now on that link leads to the host.
    fn connect_to(&mut self, cx: &mut Context, link: LinkId, host: HostClaim) {
        self.connection = ConnectionState::Connected {
            link,
            host,
            look_beyond: cx.now + LOOK_BEYOND,
        };
        let remote = self.links.get(&link).and_then(Link::remote);
        self.host = remote.map(|remote| remote.participant);
        self.term = host.term;
        self.waiting = 0;
        cx.clock.forget_trips();
        self.ask_clock(cx);
    }

    /// The host that this peer is with claims this.
    pub(super) fn hosted_by(&mut self, claim: HostClaim) {
        if let ConnectionState::Connected { host, .. } = &mut self.connection {
            *host = claim;
        }
    }

    /// Sits down at a host that was met before it hosted: both tell what they have.
    pub(super) fn follow(&mut self, cx: &mut Context, id: LinkId, theirs: HostClaim) {
        self.meet_host(cx, id, theirs);
        if self.is_with(id) {
            // First that we are here: from then on the host passes everything on, and what came before is asked for.
            self.seats_to_host(cx);
            cx.send_frame(id, &Frame::Behind);
            cx.send_vector(id);
            cx.send_state(Some(self));
        }
    }

    /// Somebody came who should go to the host. The link stays: should the host be gone without our knowing it yet, who
    /// hosts next says so on it.
    pub(super) fn point_to_host(&self, cx: &mut Context, id: LinkId) {
        if let ConnectionState::Connected { link, .. } = self.connection
            && let Some(machine) = self.machine_on(link)
        {
            let term = self.term;
            cx.send_frame(id, &Frame::Moved { machine, term });
        }
    }
}
