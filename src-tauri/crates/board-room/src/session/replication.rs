//! Replication along the star: updates, people, presence. The host passes the bytes on as they came.

use super::authorization::{Decision, Refused, Sender, WriterPresence, authorize};
use super::frame::{Frame, PART_BYTES, PEER_PROTOCOL, UPDATE_BYTES};
use super::handshake::told_code;
use super::link::Link;
use super::machine_quota::beyond_quota;
use super::pending_updates::MOST_UNAUTHORIZED;
use super::{ConnectionState, LinkId, Session};
use crate::context::Context;
use board_model::{ErrorCode, PeerId};
use board_replica::{ReplicaError, UpdateSummary};

/// Records in one frame; the largest have some hundred bytes, but that of a revocation names everybody.
const RECORDS_A_FRAME: usize = 64;

impl Session {
    /// A frame of a link.
    pub(super) fn framed(&mut self, cx: &mut Context, id: LinkId, bytes: &[u8]) {
        let Some(is_admitted) = self.links.get(&id).map(Link::is_admitted) else {
            return;
        };
        let Some(frame) = Frame::read(bytes) else {
            if !is_admitted && Frame::hello_version(bytes).is_some_and(|it| it != PEER_PROTOCOL) {
                return self.reject_version(cx, id);
            }
            return self.end_link(cx, id, "a frame cannot be read");
        };
        match frame {
            Frame::Hello(hello) => self.hear_hello(cx, id, *hello),
            Frame::Refused { code, message } => self.refused(cx, id, told_code(&code), &message),
            Frame::Moved { machine, term } => self.moved(cx, id, machine, term),
            _ if !is_admitted => self.end_link(cx, id, "no hello was said"),
            Frame::Part { is_last, bytes } => self.part(cx, id, is_last, bytes),
            Frame::Update { bytes } => self.incoming(cx, id, &bytes),
            Frame::Vector { vector } => self.catch_up(cx, id, &vector),
            Frame::Records(records) => {
                self.register.hear(cx.board().id(), &records);
            }
            Frame::Behind => cx.send_vector(id),
            Frame::Seats(seats) => self.seats_of(cx, id, seats),
            Frame::People {
                people,
                machines,
                claim,
            } => self.people_told(cx, id, people, machines, claim),
            Frame::Presence(shown) => self.presence_of(cx, id, &shown),
            Frame::At(address) => self.went_to(cx, id, &address),
            Frame::AskClock { asked } => self.tell_clock(cx, id, asked),
            Frame::Clock { asked, time } => self.hear_clock(cx, id, asked, time),
            Frame::ClockChanged => self.ask_clock_anew(cx, id),
        }
    }

    /// Sends what the other side lacks.
    pub(super) fn catch_up(&mut self, cx: &mut Context, id: LinkId, vector: &[u8]) {
        if cx.replica.is_awaiting() {
            return;
        }
        let Some(update) = cx.replica.missing(vector) else {
            return cx.close(id, "a state vector cannot be read");
        };
        self.tell_records(cx, id);
        self.send_update(cx, id, &update);
    }

    /// The control records, unless they were told as they are.
    fn tell_records(&mut self, cx: &mut Context, id: LinkId) {
        let version = Some(self.register.version());
        let link = self.links.get_mut(&id);
        let Some(link) = link.filter(|link| link.told != version) else {
            return;
        };
        link.told = version;
        for some in self.register.all().chunks(RECORDS_A_FRAME) {
            cx.send_frame(id, &Frame::Records(some.to_vec()));
        }
    }

    /// An update as frames for one link; nothing while the link is behind, for it will ask.
    fn send_update(&self, cx: &mut Context, id: LinkId, update: &[u8]) {
        if self.links.get(&id).is_none_or(|link| link.is_behind) {
            return;
        }
        if update.len() <= PART_BYTES {
            let bytes = update.to_vec();
            return cx.send_frame(id, &Frame::Update { bytes });
        }
        let last = update.len().div_ceil(PART_BYTES) - 1;
        for (index, part) in update.chunks(PART_BYTES).enumerate() {
            let (is_last, bytes) = (index == last, part.to_vec());
            cx.send_frame(id, &Frame::Part { is_last, bytes });
        }
    }

    /// Passes on what this machine wrote. Its screens hear when it is the first edit, or one more, that nobody else has.
    pub(super) fn pass_on(&mut self, cx: &mut Context, update: &[u8]) {
        let waited = self.waiting();
        self.relay(cx, None, update);
        if self.waiting() != waited {
            cx.send_state(Some(self));
        }
    }

    /// Passes an update on: to all members, or to the host.
    pub(super) fn relay(&mut self, cx: &mut Context, except: Option<LinkId>, update: &[u8]) {
        if update.is_empty() {
            return;
        }
        match self.connection {
            ConnectionState::Hosting { .. } => {
                for (id, ..) in self.with_us().filter(|(id, ..)| Some(*id) != except) {
                    self.send_update(cx, id, update);
                }
            }
            ConnectionState::Connected { link, .. } if Some(link) != except => {
                self.send_update(cx, link, update);
            }
            ConnectionState::Connected { .. } => {}
            ConnectionState::Alone | ConnectionState::Reconnecting { .. } => self.waiting += 1,
        }
    }

    fn part(&mut self, cx: &mut Context, id: LinkId, is_last: bool, bytes: Vec<u8>) {
        let Some(remote) = self.remote_mut(id) else {
            return;
        };
        if remote.parts.len() + bytes.len() > UPDATE_BYTES || bytes.is_empty() {
            return self.end_link(cx, id, "an update has too many parts");
        }
        remote.parts.extend(bytes);
        if is_last {
            let whole = std::mem::take(&mut remote.parts);
            self.incoming(cx, id, &whole);
        }
    }

    /// An update from a link: read, authorized, applied, shown, stored, passed on.
    fn incoming(&mut self, cx: &mut Context, id: LinkId, update: &[u8]) {
        let reading = match cx.replica.summarize(update) {
            Ok(reading) => reading,
            // What was lost on the way, or went to another host, is asked for again.
            Err(ReplicaError::Ahead) => return self.keep_pending(cx, id, update),
            Err(_) => return self.end_link(cx, id, "an update is unsound"),
        };
        let Some(link) = self.links.get(&id) else {
            return;
        };
        let Some(remote) = link.remote().filter(|_| !reading.is_empty()) else {
            return;
        };
        let from_host = self.is_with(id);
        let sender = if from_host {
            Sender::Host(link.peer)
        } else {
            Sender::Member(link.peer)
        };
        let is_first = cx.replica.is_awaiting();
        if !self.is_hosting() && !from_host {
            // A member takes updates from the host alone; two who met by chance wait for one to host.
            return;
        }
        let members = self.register.members();
        if !(is_first && from_host) {
            let own = cx.replica.client();
            let is_patient = remote.unauthorized < MOST_UNAUTHORIZED;
            let presence = |peer, client| match self.presence(peer, client, own) {
                WriterPresence::Wrote if !is_patient => WriterPresence::Lost,
                presence => presence,
            };
            let beyond = beyond_quota(members, cx.replica.write_index(), &reading);
            match authorize(members, sender, &presence, &reading, &beyond) {
                Ok(Decision::Authorized) => self.clear_unauthorized(id, &reading),
                Ok(Decision::Retry) => return self.keep_pending(cx, id, update),
                Ok(Decision::NotAuthorized) => return self.keep_unauthorized(cx, id, update),
                Err(why) => return self.refuse_update(cx, id, &why),
            }
        }
        self.apply_update(cx, id, Some(id), update, &reading);
    }

    /// Applies an update that was authorized: shown, stored, passed on to all but `except`.
    pub(super) fn apply_update(
        &mut self,
        cx: &mut Context,
        from: LinkId,
        except: Option<LinkId>,
        update: &[u8],
        reading: &UpdateSummary,
    ) {
        let members = self.register.members();
        let person = |peer: PeerId| members.member(peer).map(|member| member.participant);
        let mut writers = reading
            .writes
            .keys()
            .filter_map(|client| members.peer_of(*client));
        let sender = self.links.get(&from).map(|link| link.peer);
        let author = writers.find_map(person).or_else(|| person(sender?));
        let by = author.unwrap_or(cx.config.host);
        let merged = match cx.replica.merge_summarized(update, reading) {
            Ok(merged) => merged,
            Err(_) => return self.end_link(cx, from, "an update cannot be applied"),
        };
        if merged.was_known {
            return;
        }
        cx.store(update.to_vec(), merged.changes, by);
        if self.is_hosting() {
            self.relay(cx, except, update);
        }
        self.refresh_register(cx);
        self.restore_records(cx);
    }

    /// The host writes records anew that somebody spoiled.
    fn restore_records(&mut self, cx: &mut Context) {
        if !self.is_hosting() {
            return;
        }
        let Some(standing) = self.register.to_put_right() else {
            return;
        };
        let in_document: Vec<_> = cx.replica.records();
        let is_other = |(key, bytes): &(String, Vec<u8>)| {
            in_document
                .iter()
                .any(|(known, now)| **known == *key && now != bytes)
        };
        let spoiled: Vec<_> = standing.into_iter().filter(is_other).collect();
        let applied = cx.replica.put_records(&spoiled);
        cx.store(applied.update.clone(), applied.changes, cx.config.host);
        self.relay(cx, None, &applied.update);
    }

    pub(super) fn refuse_update(&mut self, cx: &mut Context, id: LinkId, why: &Refused) {
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
        cx.refuse(id, ErrorCode::Role, message);
        self.end_link(cx, id, "an update is not allowed");
    }
}

impl Context {
    /// Asks for what is missing here.
    pub(super) fn send_vector(&mut self, link: LinkId) {
        let vector = self.replica.state_vector();
        self.send_frame(link, &Frame::Vector { vector });
    }
}
