//! Who is here, and what they are doing: from every machine to the host, and from the host to all.

use super::frame::{Frame, Machine, Rank, Shown, Somebody, Standing};
use super::greet::send;
use super::{LinkEffect, LinkId, Place};
use crate::company::send_all;
use crate::effect::{Effect, SeatId};
use crate::message::{OutMessage, Peer, Presence, PresenceOf};
use crate::room::Room;
use board_model::{ParticipantId, limits};
use std::collections::BTreeSet;
use std::time::Duration;

/// Most people that are told of.
const MOST_PEOPLE: usize = 1_024;

impl Room {
    /// What the people at a member's screens are.
    pub(super) fn seats_of(&mut self, id: LinkId, mut seats: Vec<Somebody>) -> Vec<Effect> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        let members = session.register.members();
        seats.truncate(MOST_PEOPLE);
        let Some(link) = session.links.get_mut(&id) else {
            return Vec::new();
        };
        // A machine speaks for its own person, and nobody has more rights than the machine.
        let role = members.member(link.peer).map(|member| member.role);
        seats.retain_mut(|one| {
            one.name = shown_name(&one.name);
            one.role = role.map_or(one.role, |role| one.role.min(role));
            Some(one.participant) == link.participant || !members.has_person(one.participant)
        });
        let is_news = link.is_elsewhere || link.seats != seats;
        link.seats = seats;
        link.is_elsewhere = false;
        if is_news {
            self.seats_changed()
        } else {
            Vec::new()
        }
    }

    /// The people at this machine's screens, as others hear of them.
    pub(super) fn own_seats(&self) -> Vec<Somebody> {
        let peers = self.attendance.peers().into_iter();
        peers
            .map(|peer| Somebody {
                participant: peer.participant,
                name: peer.name,
                role: peer.role,
                here: peer.here,
            })
            .collect()
    }

    /// Tells everybody who is here: as the host to all, as a member to the host.
    pub(crate) fn people_changed(&mut self) -> Vec<Effect> {
        self.told.tell(self.now);
        let own = self.own_seats();
        let known = self.known_of_before();
        let Some(session) = &mut self.session else {
            return self.peers_to_all();
        };
        if session.place != Place::Hosting {
            let mut effects = self.seats_to_host();
            effects.extend(self.peers_to_all());
            return effects;
        }
        let mut people = own;
        for (_, link) in session.with_us() {
            people.extend(link.seats.iter().cloned());
        }
        let named: BTreeSet<ParticipantId> = people.iter().map(|one| one.participant).collect();
        people.extend(
            known
                .into_iter()
                .filter(|one| !named.contains(&one.participant)),
        );
        // Who is here comes first, then members.
        let members = session.register.members();
        people.sort_by_key(|one| (!one.here, !members.has_person(one.participant)));
        people.truncate(MOST_PEOPLE);
        session.people.clone_from(&people);
        let mut machines = vec![session.machine()];
        let others = session.with_us();
        machines.extend(others.map(|(_, link)| Machine {
            peer: link.peer,
            rank: session.rank_of(link.peer),
            address: link.address.clone(),
        }));
        // The best next host first; among equals who came first.
        machines.sort_by_key(|machine| std::cmp::Reverse(machine.rank));
        machines.retain(|machine| machine.rank > Rank::Guest);
        let is_news = session.machines != machines;
        session.machines.clone_from(&machines);
        let standing = session.standing();
        let frame = Frame::People {
            people,
            machines: machines.clone(),
            standing,
        };
        let links: Vec<LinkId> = session.with_us().map(|(id, _)| id).collect();
        let mut effects: Vec<Effect> = links.into_iter().flat_map(|id| send(id, &frame)).collect();
        if is_news {
            effects.push(Effect::Link(LinkEffect::Remember(machines)));
        }
        effects.extend(self.peers_to_all());
        effects
    }

    /// Who was in the session's list and stays in it as not here. O(people of the list).
    fn known_of_before(&self) -> Vec<Somebody> {
        let before = self.session.iter().flat_map(|session| &session.people);
        let stays = before.filter(|one| self.stays_known(one.participant));
        let gone = stays.map(|one| Somebody {
            here: false,
            ..one.clone()
        });
        gone.collect()
    }

    pub(crate) fn seats_to_host(&mut self) -> Vec<Effect> {
        let seats = self.own_seats();
        match self.place() {
            Place::Member { link } => send(link, &Frame::Seats(seats)),
            _ => Vec::new(),
        }
    }

    pub(super) fn people_told(
        &mut self,
        now: Duration,
        id: LinkId,
        mut people: Vec<Somebody>,
        mut machines: Vec<Machine>,
        standing: Standing,
    ) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !self.is_with(id) {
            effects.extend(self.follow(now, id, standing));
        }
        if !self.is_with(id) {
            return effects;
        }
        let Some(session) = &mut self.session else {
            return effects;
        };
        let term = standing.term;
        session.hosted_by = Some(standing);
        people.truncate(MOST_PEOPLE);
        machines.truncate(MOST_PEOPLE);
        let is_news = session.machines != machines;
        for machine in &machines {
            session.learn(machine.peer, &machine.address);
        }
        session.people = people;
        session.machines = machines;
        let is_other_term = session.term != term;
        session.term = term;
        if is_news {
            let machines = session.machines.clone();
            effects.push(Effect::Link(LinkEffect::Remember(machines)));
        }
        if is_other_term {
            effects.extend(self.state_to_all());
        }
        effects.extend(self.peers_to_all());
        effects
    }

    /// Everybody, as they call themselves.
    pub(crate) fn all_peers(&self) -> Vec<Peer> {
        let mut peers = self.attendance.peers();
        let own: BTreeSet<ParticipantId> = peers.iter().map(|peer| peer.participant).collect();
        let others = self.session.iter().flat_map(|session| &session.people);
        let others = others.filter(|one| !own.contains(&one.participant));
        peers.extend(others.map(|one| Peer {
            participant: one.participant,
            name: one.name.clone(),
            role: one.role,
            here: one.here,
            guest: false,
            colour: None,
        }));
        peers.sort_by_key(|peer| !peer.here);
        peers.truncate(MOST_PEOPLE);
        peers.sort_by_key(|peer| peer.participant);
        peers
    }

    /// Somebody's presence, from another machine.
    pub(crate) fn presence_of(&mut self, id: LinkId, shown: &Shown) -> Vec<Effect> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        let Some(link) = session.links.get(&id).filter(|link| link.is_greeted) else {
            return Vec::new();
        };
        let is_theirs = link
            .seats
            .iter()
            .any(|one| one.participant == shown.participant);
        let is_own = self.attendance.is_here(shown.participant);
        let (is_host, from_host) = (
            session.place == Place::Hosting,
            session.place == Place::Member { link: id },
        );
        if is_own || !(from_host || is_host && is_theirs) {
            return Vec::new();
        }
        let mut effects = Vec::new();
        if is_host {
            let others = session
                .greeted()
                .map(|(other, _)| other)
                .filter(|other| *other != id);
            effects.extend(others.map(|link| lossy(link, shown)));
        }
        let presence = PresenceOf {
            participant: shown.participant,
            presence: Presence {
                typing: shown.typing,
                sheet: shown.sheet,
                cursor: shown.cursor,
            },
        };
        let seats = self.attendance.all().filter(|(_, seat)| seat.topics.any());
        let to = seats.map(|(to, _)| to).collect();
        effects.extend(send_all(to, OutMessage::Presence { presence }));
        effects
    }

    /// People who are gone do nothing any more, for those who stay.
    pub(crate) fn nobody_shows(&self, gone: &[ParticipantId]) -> Vec<Effect> {
        let seats: Vec<SeatId> = self
            .attendance
            .all()
            .filter(|(_, seat)| seat.topics.any())
            .map(|(seat, _)| seat)
            .collect();
        let mut effects = Vec::new();
        for participant in gone {
            effects.extend(self.presence_to_links(*participant, &Presence::default()));
            let presence = PresenceOf {
                participant: *participant,
                presence: Presence::default(),
            };
            effects.extend(send_all(seats.clone(), OutMessage::Presence { presence }));
        }
        effects
    }

    /// What a person of this machine does, for the other machines.
    pub(crate) fn presence_to_links(
        &self,
        participant: ParticipantId,
        presence: &Presence,
    ) -> Vec<Effect> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        let shown = Shown {
            participant,
            typing: presence.typing,
            sheet: presence.sheet,
            cursor: presence.cursor,
        };
        match session.place {
            Place::Hosting => session
                .with_us()
                .map(|(link, _)| lossy(link, &shown))
                .collect(),
            Place::Member { link } => vec![lossy(link, &shown)],
            Place::Alone | Place::Seeking { .. } => Vec::new(),
        }
    }

    /// Does what new records say, in whatever way they came. O(1) while there are none.
    pub(crate) fn heed_records(&mut self, now: Duration) -> Vec<Effect> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        let version = session.register.version();
        if std::mem::replace(&mut session.heeded, version) == version {
            return Vec::new();
        }
        let mut effects = self.turn_out_removed(now);
        effects.extend(self.roles_changed());
        effects
    }

    /// Roles of this machine's own people follow the records.
    pub(crate) fn roles_changed(&mut self) -> Vec<Effect> {
        let own = self.session.as_ref().and_then(super::Session::own_role);
        let Some(role) = own else {
            return Vec::new();
        };
        let person = self.terms.host;
        let seats: Vec<SeatId> = self.attendance.all().map(|(seat, _)| seat).collect();
        let mut is_news = false;
        for seat in seats {
            is_news |= self.attendance.give_role(seat, person, role);
        }
        if is_news {
            self.people_changed()
        } else {
            Vec::new()
        }
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

fn lossy(link: LinkId, shown: &Shown) -> Effect {
    let bytes = Frame::Presence(shown.clone()).written();
    Effect::Link(LinkEffect::SendLossy { link, bytes })
}
