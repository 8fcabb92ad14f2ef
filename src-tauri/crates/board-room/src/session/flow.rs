//! What flows along the star: updates, people, presence. The host passes the bytes on as they came.

use super::frame::{Frame, PART_BYTES, UPDATE_BYTES};
use super::gate::{Presence, Refused, Sender, Verdict, judge};
use super::greet::{close, refusal, send, told_code};
use super::held::MOST_BARRED;
use super::writers::beyond_share;
use super::{LinkId, Place};
use crate::effect::{Append, Effect};
use crate::room::Room;
use board_model::{Change, ErrorCode, ParticipantId, PeerId};
use board_replica::{ReplicaError, UpdateSummary};
use std::time::Duration;

/// Records in one frame; the largest have some hundred bytes, but that of a revocation names everybody.
const RECORDS_A_FRAME: usize = 64;

impl Room {
    /// A frame of a link.
    pub(crate) fn framed(&mut self, now: Duration, id: LinkId, bytes: &[u8]) -> Vec<Effect> {
        let Some(is_greeted) = self.link_at(id).map(|link| link.is_greeted) else {
            return Vec::new();
        };
        let Some(frame) = Frame::read(bytes) else {
            return self.end_link(now, id, "a frame cannot be read");
        };
        match frame {
            Frame::Hello(hello) => self.greeted(now, id, *hello),
            Frame::Refused { code, message } => self.refused(id, told_code(&code), &message),
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
            Frame::At(address) => self.went_to(id, &address),
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
        if self.link_at(id).is_none_or(|link| link.is_behind) {
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
        let Some(link) = self.link_at_mut(id) else {
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
        let reading = match self.replica.summarize(update) {
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
            let own = self.replica.client();
            let is_patient = link.barred < MOST_BARRED;
            let presence = |peer, client| match session.presence(peer, client, own) {
                Presence::Wrote if !is_patient => Presence::Lost,
                presence => presence,
            };
            let beyond = beyond_share(members, self.replica.write_index(), &reading);
            match judge(members, sender, &presence, &reading, &beyond) {
                Ok(Verdict::Fine) => session.is_past(id, &reading),
                Ok(Verdict::Later) => return self.hold(now, id, update),
                Ok(Verdict::Barred) => return self.hold_barred(now, id, update),
                Err(why) => return self.refuse_update(now, id, &why),
            }
        }
        self.take_in(now, id, Some(id), update, &reading)
    }

    /// Takes in an update that was judged: shown, stored, passed on to all but `except`.
    pub(super) fn take_in(
        &mut self,
        now: Duration,
        from: LinkId,
        except: Option<LinkId>,
        update: &[u8],
        reading: &UpdateSummary,
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
        let merged = match self.replica.merge_summarized(update, reading) {
            Ok(merged) => merged,
            Err(_) => return self.end_link(now, from, "an update cannot be applied"),
        };
        if merged.was_known {
            return Vec::new();
        }
        let mut effects = self.took(update.to_vec(), merged.changes, by);
        if self.is_hosting() {
            effects.extend(self.relay(except, update));
        }
        self.refresh_register();
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
        let mut effects = self.took(update.clone(), applied.changes, self.terms.host);
        effects.extend(self.relay(None, &update));
        effects
    }

    /// What was written to the replica is shown and stored.
    pub(crate) fn took(
        &mut self,
        update: Vec<u8>,
        changes: Vec<Change>,
        by: ParticipantId,
    ) -> Vec<Effect> {
        if update.is_empty() {
            return Vec::new();
        }
        let append = Effect::Append(Append {
            number: self.disk.next(),
            bytes: update,
            by,
        });
        let mut effects = vec![append];
        effects.extend(self.show(changes));
        effects
    }

    /// Shows changes to every screen that wants to see any.
    pub(super) fn show(&self, changes: Vec<Change>) -> Vec<Effect> {
        let seats = self.attendance.all().filter(|(_, seat)| seat.topics.any());
        let to = seats.map(|(id, seat)| (id, seat.topics)).collect();
        let revision = self.replica.revision();
        vec![Effect::Show {
            changes,
            revision,
            to,
        }]
    }

    pub(super) fn refuse_update(
        &mut self,
        now: Duration,
        id: LinkId,
        why: &Refused,
    ) -> Vec<Effect> {
        let message = match why {
            Refused::Role(role, what) => format!(
                "a {} may not change «{what}»; what you wrote is kept on your machine",
                role.name()
            ),
            Refused::Share => {
                "this computer has written more on this board than a participant’s can; \
                 what you wrote is kept on your computer, and the facilitator can make you one"
                    .to_owned()
            }
            Refused::Removed => {
                "you were removed from this session; what you wrote is kept on your machine"
                    .to_owned()
            }
        };
        let mut effects = refusal(id, ErrorCode::Role, message);
        effects.extend(self.end_link(now, id, "an update is not allowed"));
        effects
    }
}
