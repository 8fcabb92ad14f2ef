//! Host election, the rule by which every machine alone comes to the same host: rank, then term, then id. Of two hosts that
//! meet the better one goes on, the other goes to it with all who are with it; whose turn it is when the host is gone
//! follows from the same ranks.

use super::failover::LOOK_BEYOND;
use super::frame::{Frame, HostClaim, Rank};
use super::link::Link;
use super::{ConnectionState, LinkId, Session};
use crate::context::Context;
use crate::message::Role;
use board_model::PeerId;

impl Session {
    /// Where a machine stands in the order of those that could host, by the records.
    pub(super) fn rank_of(&self, peer: PeerId) -> Rank {
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

    /// Of all members the one of the highest rank. O(members).
    pub(super) fn best_member(&self) -> Option<PeerId> {
        let known = self.register.members().all().map(|(peer, _)| peer);
        known.max_by_key(|peer| self.rank_of(*peer))
    }

    /// Whether that peer would host rather than this one, were both hosting: terms are not compared.
    pub(super) fn outranks_us(&self, peer: PeerId) -> bool {
        let own = self.peer();
        (self.rank_of(peer), peer) > (self.rank_of(own), own)
    }

    /// Whether that peer may claim this: for itself, and no higher rank than it has.
    pub(super) fn may_claim(&self, peer: PeerId, claim: HostClaim) -> bool {
        claim.peer == peer && claim.rank <= self.rank_of(peer)
    }

    /// By what this machine hosts, or would.
    pub(super) fn own_claim(&self) -> HostClaim {
        let peer = self.peer();
        HostClaim {
            rank: self.rank_of(peer),
            term: self.term,
            peer,
        }
    }

    /// Takes over how often the host has changed, as far as that can be: nobody has seen a thousand changes more.
    pub(super) fn hear_term(&mut self, term: u64) {
        let most = self.term.saturating_add(1_000);
        self.term = self.term.max(term.min(most));
    }

    /// This machine's turn among those that could host; `None` when it could not.
    pub(super) fn turn(&self, cx: &Context) -> Option<u32> {
        let me = self.peer();
        if self.rank_of(me) == Rank::Guest || cx.replica.is_awaiting() {
            return None;
        }
        let before = self.machines.iter();
        let before = before.take_while(|machine| machine.peer != me);
        // The old host itself is not waited for twice.
        let host = self
            .host
            .and_then(|host| self.register.members().machine_of(host));
        let before = before.filter(|machine| Some(machine.peer) != host);
        u32::try_from(before.count()).ok()
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
