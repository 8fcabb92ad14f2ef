//! What flows along the star: updates, people, presence. The host passes the bytes on as they came.

use super::frame::{Frame, Machine, PART_BYTES, Rank, Shown, Somebody, Standing, UPDATE_BYTES};
use super::gate::{Refused, Sender, Verdict, judge};
use super::greet::{close, send};
use super::{LinkEffect, LinkId, Place};
use crate::effect::{Append, Effect, SeatId};
use crate::message::{OutMessage, Peer, Presence, PresenceOf};
use crate::room::Room;
use board_model::{Change, ParticipantId, PeerId};
use board_replica::{Reading, ReplicaError};
use std::time::Duration;

/// How long somebody's update that does not fit is left before it is asked for again.
const ASK_AGAIN: Duration = Duration::from_secs(1);

/// Records in one frame; the largest have some hundred bytes, but that of a revocation names everybody.
const RECORDS_A_FRAME: usize = 64;

/// Most people that are told of.
const MOST_PEOPLE: usize = 1_024;

impl Room {
    /// A frame of a link.
    pub(crate) fn framed(&mut self, now: Duration, id: LinkId, bytes: &[u8]) -> Vec<Effect> {
        let Some(link) = self
            .session
            .as_ref()
            .and_then(|session| session.links.get(&id))
        else {
            return Vec::new();
        };
        let is_greeted = link.is_greeted;
        let Some(frame) = Frame::read(bytes) else {
            return self.end_link(now, id, "a frame cannot be read");
        };
        match frame {
            Frame::Hello(hello) => self.greeted(now, id, *hello),
            Frame::Refused { code, message } => self.refused(id, &code, &message),
            Frame::Moved { machine, term } => self.moved(now, id, machine, term),
            _ if !is_greeted => self.end_link(now, id, "no hello was said"),
            Frame::Part { is_last, bytes } => self.part(now, id, is_last, bytes),
            Frame::Update { bytes } => self.incoming(now, id, &bytes),
            Frame::Vector { vector } => self.catch_up(id, &vector),
            Frame::Records(records) => {
                let board = self.board().id();
                if let Some(session) = &mut self.session {
                    session.register.hear(board, &records);
                }
                Vec::new()
            }
            Frame::Behind => {
                let vector = self.replica.state_vector();
                send(id, &Frame::Vector { vector })
            }
            Frame::Seats(seats) => self.seats_of(id, seats),
            Frame::People {
                people,
                machines,
                standing,
            } => self.people_told(now, id, people, machines, standing),
            Frame::Presence(shown) => self.presence_of(id, &shown),
        }
    }

    /// Sends what the other side lacks.
    pub(crate) fn catch_up(&mut self, id: LinkId, vector: &[u8]) -> Vec<Effect> {
        if self.replica.is_awaiting() {
            return Vec::new();
        }
        let Some(update) = self.replica.missing(vector) else {
            return close(id, "a state vector cannot be read");
        };
        let mut effects = self.tell_records(id);
        effects.extend(self.sent(id, &update));
        effects
    }

    /// The control records, unless they were told as they are.
    fn tell_records(&mut self, id: LinkId) -> Vec<Effect> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        let version = session.register.version();
        let Some(link) = session
            .links
            .get_mut(&id)
            .filter(|link| link.told != version)
        else {
            return Vec::new();
        };
        link.told = version;
        let all = session.register.all();
        let frames = all.chunks(RECORDS_A_FRAME);
        frames
            .flat_map(|some| send(id, &Frame::Records(some.to_vec())))
            .collect()
    }

    /// An update as frames for one link; nothing while the link is behind, for it will ask.
    fn sent(&self, id: LinkId, update: &[u8]) -> Vec<Effect> {
        let link = self
            .session
            .as_ref()
            .and_then(|session| session.links.get(&id));
        if link.is_none_or(|link| link.is_behind) {
            return Vec::new();
        }
        if update.len() <= PART_BYTES {
            let bytes = update.to_vec();
            return send(id, &Frame::Update { bytes });
        }
        let last = update.len().div_ceil(PART_BYTES) - 1;
        let parts = update.chunks(PART_BYTES).enumerate();
        parts
            .flat_map(|(index, part)| {
                let (is_last, bytes) = (index == last, part.to_vec());
                send(id, &Frame::Part { is_last, bytes })
            })
            .collect()
    }

    /// Passes an update on: to all members, or to the host.
    pub(crate) fn relay(&mut self, except: Option<LinkId>, update: &[u8]) -> Vec<Effect> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        if update.is_empty() {
            return Vec::new();
        }
        let to: Vec<LinkId> = match session.place {
            Place::Hosting => session.with_us().map(|(id, _)| id).collect(),
            Place::Member { link } => vec![link],
            Place::Alone | Place::Seeking { .. } => {
                session.waiting += 1;
                Vec::new()
            }
        };
        let to = to.into_iter().filter(|id| Some(*id) != except);
        to.collect::<Vec<_>>()
            .into_iter()
            .flat_map(|id| self.sent(id, update))
            .collect()
    }

    fn part(&mut self, now: Duration, id: LinkId, is_last: bool, bytes: Vec<u8>) -> Vec<Effect> {
        let link = self
            .session
            .as_mut()
            .and_then(|session| session.links.get_mut(&id));
        let Some(link) = link else {
            return Vec::new();
        };
        if link.parts.len() + bytes.len() > UPDATE_BYTES || bytes.is_empty() {
            return self.end_link(now, id, "an update has too many parts");
        }
        link.parts.extend(bytes);
        if !is_last {
            return Vec::new();
        }
        let whole = std::mem::take(&mut link.parts);
        self.incoming(now, id, &whole)
    }

    /// An update from a link: read, judged, taken in, shown, stored, passed on.
    fn incoming(&mut self, now: Duration, id: LinkId, update: &[u8]) -> Vec<Effect> {
        let reading = match self.replica.read(update) {
            Ok(reading) => reading,
            // What was lost on the way, or went to another host, is asked for again.
            Err(ReplicaError::Ahead) => return self.hold(now, id, update),
            Err(_) => return self.end_link(now, id, "an update is unsound"),
        };
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        let Some(link) = session.links.get(&id) else {
            return Vec::new();
        };
        if reading.is_empty() {
            return Vec::new();
        }
        let from_host = session.place == Place::Member { link: id };
        let sender = if from_host {
            Sender::Host(link.peer)
        } else {
            Sender::Member(link.peer)
        };
        let is_first = self.replica.is_awaiting();
        if session.place != Place::Hosting && !from_host {
            // A member takes updates from the host alone; two who met by chance wait for one to host.
            return Vec::new();
        }
        let members = session.register.members();
        if !(is_first && from_host) {
            let is_here = |peer| {
                session.greeted().any(|(_, link)| link.peer == peer) || peer == session.peer()
            };
            match judge(members, sender, &is_here, &reading) {
                Ok(Verdict::Fine) => {}
                Ok(Verdict::Later) => return self.hold(now, id, update),
                Err(why) => return self.refuse_update(now, id, &why),
            }
        }
        self.take_in(now, id, Some(id), update, &reading)
    }

    /// Takes in an update that was judged: shown, stored, passed on to all but `except`.
    fn take_in(
        &mut self,
        now: Duration,
        from: LinkId,
        except: Option<LinkId>,
        update: &[u8],
        reading: &Reading,
    ) -> Vec<Effect> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        let members = session.register.members();
        let person = |peer: PeerId| members.member(peer).map(|member| member.participant);
        let mut writers = reading
            .writes
            .keys()
            .filter_map(|client| members.peer_of(*client));
        let sender = session.links.get(&from).map(|link| link.peer);
        let author = writers.find_map(person).or_else(|| person(sender?));
        let by = author.unwrap_or(self.terms.host);
        let merged = match self.replica.merge_read(update, reading) {
            Ok(merged) => merged,
            Err(_) => return self.end_link(now, from, "an update cannot be applied"),
        };
        if merged.was_known {
            return Vec::new();
        }
        let mut effects = self.took(update.to_vec(), merged.changes, by, None);
        if self
            .session
            .as_ref()
            .is_some_and(|session| session.place == Place::Hosting)
        {
            effects.extend(self.relay(except, update));
        }
        if self.refresh_register() {
            effects.extend(self.turn_out_removed(now));
            effects.extend(self.roles_changed());
        }
        effects.extend(self.put_right());
        effects
    }

    /// The host writes records anew that somebody spoiled.
    fn put_right(&mut self) -> Vec<Effect> {
        let Some(session) = self
            .session
            .as_mut()
            .filter(|session| session.place == Place::Hosting)
        else {
            return Vec::new();
        };
        let Some(standing) = session.register.to_put_right() else {
            return Vec::new();
        };
        let in_document: Vec<_> = self.replica.records();
        let is_other = |(key, bytes): &(String, Vec<u8>)| {
            in_document
                .iter()
                .any(|(known, now)| **known == *key && now != bytes)
        };
        let spoiled: Vec<_> = standing.into_iter().filter(is_other).collect();
        let applied = self.replica.put_records(&spoiled);
        let update = applied.update;
        let mut effects = self.took(update.clone(), applied.changes, self.terms.host, None);
        effects.extend(self.relay(None, &update));
        effects
    }

    /// What was written to the replica is shown and stored.
    pub(crate) fn took(
        &mut self,
        update: Vec<u8>,
        changes: Vec<Change>,
        by: ParticipantId,
        guest_seq: Option<u64>,
    ) -> Vec<Effect> {
        if update.is_empty() {
            return Vec::new();
        }
        let append = Effect::Append(Append {
            number: self.disk.next(),
            bytes: update,
            by,
            guest_seq,
        });
        let seats = self.attendance.all().filter(|(_, seat)| seat.topics.any());
        let to = seats.map(|(id, seat)| (id, seat.topics)).collect();
        let show = Effect::Show {
            changes,
            revision: self.replica.revision(),
            to,
        };
        vec![append, show]
    }

    /// An update that does not fit yet waits for what others bring.
    fn hold(&mut self, now: Duration, id: LinkId, update: &[u8]) -> Vec<Effect> {
        if let Some(session) = &mut self.session {
            if let Some(link) = session.links.get_mut(&id)
                // Of several the longest tells most; what is lost is asked for again.
                && link.held.as_ref().is_none_or(|held| held.len() <= update.len())
            {
                link.held = Some(update.to_vec());
            }
            session.ask_again.get_or_insert(now + ASK_AGAIN);
        }
        Vec::new()
    }

    /// Puts together what was held: of each member's update what that member wrote, and what those wrote who are
    /// away. Writes of several people that build on one another only fit together.
    fn take_held(&mut self, now: Duration) -> Vec<Effect> {
        let Some(session) = self
            .session
            .as_ref()
            .filter(|session| session.place == Place::Hosting)
        else {
            return Vec::new();
        };
        let held: Vec<_> = session
            .greeted()
            .filter_map(|(id, link)| Some((id, link.peer, link.held.as_deref()?)))
            .collect();
        let members = session.register.members();
        let is_here =
            |peer| session.greeted().any(|(_, link)| link.peer == peer) || peer == session.peer();
        let keep = |index: usize, client: u64| {
            let (_, sender, _) = held[index];
            let writer = members.peer_of(client);
            writer.is_some_and(|writer| writer == sender || !is_here(writer))
        };
        let updates: Vec<&[u8]> = held.iter().map(|(_, _, update)| *update).collect();
        let Some(&(first, _, _)) = held.first() else {
            return Vec::new();
        };
        for with_deletions in [true, false] {
            let whole = self
                .replica
                .ledger()
                .composed(&updates, &keep, with_deletions);
            let Ok(reading) = self.replica.read(&whole) else {
                continue;
            };
            // Each section was brought by who may bring it; whether its writer may write it is judged as ever.
            let is_fine = held.iter().all(|(_, sender, _)| {
                judge(members, Sender::Host(*sender), &is_here, &reading) == Ok(Verdict::Fine)
            });
            if is_fine && !reading.is_empty() {
                return self.take_in(now, first, None, &whole, &reading);
            }
        }
        Vec::new()
    }

    /// Tries what was held, and asks those whose updates did not fit for what is missing still.
    pub(crate) fn ask_held(&mut self, now: Duration) -> Vec<Effect> {
        let mut effects = self.take_held(now);
        let vector = self.replica.state_vector();
        let Some(session) = &mut self.session else {
            return effects;
        };
        session.ask_again = None;
        for (id, link) in session
            .links
            .iter_mut()
            .filter(|(_, link)| link.held.is_some())
        {
            link.held = None;
            let vector = vector.clone();
            effects.extend(send(*id, &Frame::Vector { vector }));
        }
        effects
    }

    fn refuse_update(&mut self, now: Duration, id: LinkId, why: &Refused) -> Vec<Effect> {
        let message = match why {
            Refused::Role(role, what) => format!(
                "a {} may not change «{what}»; what you wrote is kept on your machine",
                role.name()
            ),
            Refused::Removed => {
                "you were removed from this session; what you wrote is kept on your machine"
                    .to_owned()
            }
        };
        let code = "E_ROLE".to_owned();
        let mut effects = send(id, &Frame::Refused { code, message });
        effects.extend(self.end_link(now, id, "an update is not allowed"));
        effects
    }

    /// A link had no room: what it misses it asks for when there is room again.
    pub(crate) fn link_full(&mut self, id: LinkId) -> Vec<Effect> {
        if let Some(link) = self
            .session
            .as_mut()
            .and_then(|session| session.links.get_mut(&id))
        {
            link.is_behind = true;
        }
        Vec::new()
    }

    pub(crate) fn link_has_room(&mut self, id: LinkId) -> Vec<Effect> {
        let link = self
            .session
            .as_mut()
            .and_then(|session| session.links.get_mut(&id));
        let Some(link) = link.filter(|link| link.is_behind) else {
            return Vec::new();
        };
        link.is_behind = false;
        // Nobody knows what was left out. They hear that something was, and tell what they have.
        let mut effects = send(id, &Frame::Behind);
        effects.extend(self.people_changed());
        effects
    }

    /// What the people at a member's screens are.
    fn seats_of(&mut self, id: LinkId, mut seats: Vec<Somebody>) -> Vec<Effect> {
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
            one.name.truncate(one.name.floor_char_boundary(512));
            one.role = role.map_or(one.role, |role| one.role.min(role));
            Some(one.participant) == link.participant || !members.has_person(one.participant)
        });
        link.seats = seats;
        link.is_elsewhere = false;
        self.people_changed()
    }

    /// The people at this machine's screens, as others hear of them.
    fn own_seats(&self) -> Vec<Somebody> {
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
        let own = self.own_seats();
        let Some(session) = &mut self.session else {
            return self.peers_to_all();
        };
        if session.place != Place::Hosting {
            let mut effects = self.seats_to_host();
            effects.extend(self.peers_to_all());
            return effects;
        }
        let before = std::mem::take(&mut session.people);
        let mut people = own;
        for (_, link) in session.with_us() {
            people.extend(link.seats.iter().cloned());
        }
        // Who was here and is not any more stays in the list.
        let gone = before
            .into_iter()
            .map(|one| Somebody { here: false, ..one });
        for one in gone {
            if !people
                .iter()
                .any(|other| other.participant == one.participant)
            {
                people.push(one);
            }
        }
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

    pub(crate) fn seats_to_host(&mut self) -> Vec<Effect> {
        let seats = self.own_seats();
        match self.session.as_ref().map(|session| session.place) {
            Some(Place::Member { link }) => send(link, &Frame::Seats(seats)),
            _ => Vec::new(),
        }
    }

    fn people_told(
        &mut self,
        now: Duration,
        id: LinkId,
        mut people: Vec<Somebody>,
        mut machines: Vec<Machine>,
        standing: Standing,
    ) -> Vec<Effect> {
        let mut effects = Vec::new();
        let is_host = |room: &Self| {
            let place = room.session.as_ref().map(|session| session.place);
            place == Some(Place::Member { link: id })
        };
        if !is_host(self) {
            effects.extend(self.follow(now, id, standing));
        }
        if !is_host(self) {
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

    /// Everybody, for the screens of this machine.
    pub(crate) fn peers(&self) -> Vec<Peer> {
        let mut peers = self.attendance.peers();
        for one in self.session.iter().flat_map(|session| &session.people) {
            if !peers.iter().any(|peer| peer.participant == one.participant) {
                peers.push(Peer {
                    participant: one.participant,
                    name: one.name.clone(),
                    role: one.role,
                    here: one.here,
                });
            }
        }
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
        let is_own = self
            .attendance
            .peers()
            .iter()
            .any(|peer| peer.participant == shown.participant);
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
        effects.extend(seats.map(|(to, _)| Effect::Send {
            to,
            message: OutMessage::Presence {
                presence: presence.clone(),
            },
        }));
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
            effects.extend(seats.iter().map(|to| Effect::Send {
                to: *to,
                message: OutMessage::Presence {
                    presence: PresenceOf {
                        participant: *participant,
                        presence: Presence::default(),
                    },
                },
            }));
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

fn lossy(link: LinkId, shown: &Shown) -> Effect {
    let bytes = Frame::Presence(shown.clone()).written();
    Effect::Link(LinkEffect::SendLossy { link, bytes })
}
