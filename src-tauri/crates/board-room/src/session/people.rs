//! Who is here, and what they are doing: from every machine to the host, and from the host to all.

use super::frame::{Frame, HostClaim, Machine, Participant, Rank, Shown};
use super::link::Link;
use super::peers_and_state::MOST_PEOPLE;
use super::{ConnectionState, LinkEffect, LinkId, Session};
use crate::context::Context;
use crate::effect::Effect;
use crate::message::Presence;
use crate::seats::SeatId;
use board_model::{ParticipantId, limits};
use std::collections::BTreeSet;

impl Session {
    /// What the people at a member's screens are.
    pub(super) fn seats_of(&mut self, cx: &mut Context, id: LinkId, mut seats: Vec<Participant>) {
        let members = self.register.members();
        seats.truncate(MOST_PEOPLE);
        let Some(link) = self.links.get_mut(&id) else {
            return;
        };
        // A machine speaks for its own person, and nobody has more rights than the machine.
        let role = members.member(link.peer).map(|member| member.role);
        let was_elsewhere = std::mem::take(&mut link.is_elsewhere);
        let Some(remote) = link.remote_mut() else {
            return;
        };
        seats.retain_mut(|one| {
            one.name = shown_name(&one.name);
            one.role = role.map_or(one.role, |role| one.role.min(role));
            one.participant == remote.participant || !members.has_person(one.participant)
        });
        let is_news = was_elsewhere || remote.seats != seats;
        remote.seats = seats;
        if is_news && cx.told.may_tell(cx.now) {
            self.people_changed(cx);
        }
    }

    /// Tells everybody who is here: as the host to all, as a member to the host.
    pub(super) fn people_changed(&mut self, cx: &mut Context) {
        cx.told.tell(cx.now);
        if !self.is_hosting() {
            self.seats_to_host(cx);
            cx.send_peers(Some(self));
            return;
        }
        let mut people = cx.own_seats();
        for (_, _, remote) in self.with_us() {
            people.extend(remote.seats.iter().cloned());
        }
        let named: BTreeSet<ParticipantId> = people.iter().map(|one| one.participant).collect();
        let known = self.known_of_before(cx).into_iter();
        people.extend(known.filter(|one| !named.contains(&one.participant)));
        // Who is here comes first, then members.
        let members = self.register.members();
        people.sort_by_key(|one| (!one.here, !members.has_person(one.participant)));
        people.truncate(MOST_PEOPLE);
        self.people.clone_from(&people);
        let mut machines = vec![self.machine()];
        machines.extend(self.with_us().map(|(_, link, remote)| Machine {
            peer: link.peer,
            rank: self.rank_of(link.peer),
            address: remote.address.clone(),
        }));
        // The best next host first; among equals who came first.
        machines.sort_by_key(|machine| std::cmp::Reverse(machine.rank));
        machines.retain(|machine| machine.rank > Rank::Guest);
        let is_news = self.machines != machines;
        self.machines.clone_from(&machines);
        let frame = Frame::People {
            people,
            machines,
            claim: self.own_claim(),
        };
        for (id, ..) in self.with_us() {
            cx.send_frame(id, &frame);
        }
        if is_news {
            self.remember_machines(cx);
        }
        cx.send_peers(Some(self));
    }

    fn remember_machines(&self, cx: &mut Context) {
        let machines = self.machines.clone();
        cx.emit(Effect::Link(LinkEffect::Remember(machines)));
    }

    /// Who was in the session's list and stays in it as not here. O(people of the list).
    fn known_of_before(&self, cx: &Context) -> Vec<Participant> {
        let before = self.people.iter();
        let stays = before.filter(|one| cx.stays_known(Some(self), one.participant));
        let gone = stays.map(|one| Participant {
            here: false,
            ..one.clone()
        });
        gone.collect()
    }

    pub(super) fn seats_to_host(&self, cx: &mut Context) {
        if let ConnectionState::Connected { link, .. } = self.connection {
            let seats = cx.own_seats();
            cx.send_frame(link, &Frame::Seats(seats));
        }
    }

    pub(super) fn people_told(
        &mut self,
        cx: &mut Context,
        id: LinkId,
        mut people: Vec<Participant>,
        mut machines: Vec<Machine>,
        claim: HostClaim,
    ) {
        if !self.is_with(id) {
            self.follow(cx, id, claim);
        }
        if !self.is_with(id) {
            return;
        }
        self.hosted_by(claim);
        people.truncate(MOST_PEOPLE);
        machines.truncate(MOST_PEOPLE);
        let is_news = self.machines != machines;
        for machine in &machines {
            self.learn(machine.peer, &machine.address);
        }
        self.people = people;
        self.machines = machines;
        let is_other_term = self.term != claim.term;
        self.term = claim.term;
        if is_news {
            self.remember_machines(cx);
        }
        if is_other_term {
            cx.send_state(Some(self));
        }
        cx.send_peers(Some(self));
    }

    /// Somebody's presence, from another machine.
    pub(super) fn presence_of(&mut self, cx: &mut Context, id: LinkId, shown: &Shown) {
        let Some(remote) = self.links.get(&id).and_then(Link::remote) else {
            return;
        };
        let mut seats = remote.seats.iter();
        let is_theirs = seats.any(|one| one.participant == shown.participant);
        let is_own = cx.seats.is_here(shown.participant);
        let is_host = self.is_hosting();
        if is_own || !(self.is_with(id) || is_host && is_theirs) {
            return;
        }
        if is_host {
            for (link, ..) in self.admitted().filter(|(other, ..)| *other != id) {
                cx.send_lossy(link, shown);
            }
        }
        let presence = Presence {
            typing: shown.typing,
            sheet: shown.sheet,
            cursor: shown.cursor,
        };
        cx.send_presence(None, shown.participant, presence);
    }

    /// Somebody who is gone does nothing any more, for those who stay.
    pub(super) fn shows_nothing(&self, cx: &mut Context, gone: ParticipantId) {
        self.presence_to_links(cx, gone, &Presence::default());
        cx.send_presence(None, gone, Presence::default());
    }

    /// What a person of this machine does, for the other machines.
    pub(super) fn presence_to_links(
        &self,
        cx: &mut Context,
        participant: ParticipantId,
        presence: &Presence,
    ) {
        let shown = Shown {
            participant,
            typing: presence.typing,
            sheet: presence.sheet,
            cursor: presence.cursor,
        };
        match self.connection {
            ConnectionState::Hosting { .. } => {
                for (link, ..) in self.with_us() {
                    cx.send_lossy(link, &shown);
                }
            }
            ConnectionState::Connected { link, .. } => cx.send_lossy(link, &shown),
            ConnectionState::Alone | ConnectionState::Reconnecting { .. } => {}
        }
    }

    /// Does what new records say, in whatever way they came. O(1) while there are none.
    pub(super) fn heed_records(&mut self, cx: &mut Context) {
        let version = self.register.version();
        if std::mem::replace(&mut self.heeded, version) != version {
            self.reject_removed(cx);
            self.roles_changed(cx);
        }
    }

    /// Roles of this machine's own people follow the records.
    pub(super) fn roles_changed(&mut self, cx: &mut Context) {
        let Some(role) = self.own_role() else {
            return;
        };
        let person = cx.config.host;
        let seats: Vec<SeatId> = cx.seats.all().map(|(seat, _)| seat).collect();
        let mut is_news = false;
        for seat in seats {
            is_news |= cx.seats.give_role(seat, person, role);
        }
        if is_news {
            self.people_changed(cx);
        }
    }
}

impl Context {
    /// The people at this machine's screens, as others hear of them.
    fn own_seats(&self) -> Vec<Participant> {
        let peers = self.seats.peers().into_iter();
        peers
            .map(|peer| Participant {
                participant: peer.participant,
                name: peer.name,
                role: peer.role,
                here: peer.here,
            })
            .collect()
    }

    fn send_lossy(&mut self, link: LinkId, shown: &Shown) {
        let bytes = Frame::Presence(shown.clone()).written();
        self.emit(Effect::Link(LinkEffect::SendLossy { link, bytes }));
    }
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
