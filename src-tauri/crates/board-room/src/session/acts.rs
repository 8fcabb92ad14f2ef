//! What facilitators ordain, and the records of it.

use super::frame::{Address, Frame};
use super::greet::send;
use super::keys::Keys;
use super::records::{Act, Claim, GuestLock, Ordained, Record};
use super::{Invitation, LinkInput, Place, Session};
use crate::effect::{Effect, SeatId};
use crate::message::{OutMessage, Refusal, Role};
use crate::room::Room;
use board_model::{Denial, EditError, ErrorCode, ParticipantId};
use std::time::Duration;

impl Room {
    pub(crate) fn link(&mut self, now: Duration, input: LinkInput) -> Vec<Effect> {
        match input {
            LinkInput::At(address) => self.moved_to(address),
            LinkInput::Share => self.share(now),
            LinkInput::Leave => self.leave_session(),
            LinkInput::Seek(machines) => self.seek(now, machines),
            LinkInput::Up {
                link,
                peer,
                is_dialled,
            } => self.link_up(now, link, peer, is_dialled),
            LinkInput::Frame { link, bytes } => self.framed(now, link, &bytes),
            LinkInput::Down(link) => self.link_down(now, link),
            LinkInput::Full(link) => self.link_full(link),
            LinkInput::Room(link) => self.link_has_room(link),
            LinkInput::NotReached(_) => Vec::new(),
            LinkInput::Assign { participant, role } => self.assign(now, participant, role),
            LinkInput::Renew(role) => self.renew(now, role),
            LinkInput::Invite(role) => self.invited(now, None, role),
            LinkInput::Caretakers(may_host) => self.ordain(Act::Caretakers { may_host }),
            LinkInput::Guests(locks) => self.let_guests_in(locks),
            LinkInput::Owner(keys) => self.own_by(keys),
            LinkInput::Called(name) => self.called(name),
        }
    }

    /// This machine's person has another name, at the screens they have open too.
    fn called(&mut self, name: String) -> Vec<Effect> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        let person = session.me.participant;
        session.call(name.clone());
        if !self.attendance.rename(person, &name) {
            return Vec::new();
        }
        let mut effects = self.sign(person);
        effects.extend(self.people_changed());
        effects
    }

    /// A ticket, for those who may invite for that role: facilitators for every one, others for none higher than
    /// their own.
    pub(crate) fn ticket(&mut self, now: Duration, to: SeatId, id: u64, role: Role) -> Vec<Effect> {
        let asker = self.attendance.seat(to).map(|seat| seat.role);
        let is_shared = self.session.as_ref().is_some_and(Session::is_shared);
        let error = if !is_shared {
            let message = "this board is not shared, so there is no ticket; start sharing first";
            Refusal::new(ErrorCode::NotConnected, message)
        } else if asker != Some(Role::Facilitator) {
            let why = Denial::Facilitators("invite people");
            EditError::Role { why }.into()
        } else {
            return self.invited(now, Some((to, id)), role);
        };
        let id = Some(id);
        let message = OutMessage::Error { id, error };
        vec![Effect::Send { to, message }]
    }

    /// Writes records, and tells everybody who may not have them.
    pub(crate) fn put_records(&mut self, records: &[Record]) -> Vec<Effect> {
        if records.is_empty() {
            return Vec::new();
        }
        let written: Vec<_> = records.iter().map(Record::written).collect();
        let applied = self.replica.put_records(&written);
        let by = self.terms.host;
        let mut effects = self.took(applied.update.clone(), applied.changes, by);
        self.refresh_register();
        effects.extend(self.relay(None, &applied.update));
        effects
    }

    /// An act of this machine's person, as the next of theirs. Of others than facilitators it would count nowhere, and
    /// cost them their link.
    pub(crate) fn ordain(&mut self, act: Act) -> Vec<Effect> {
        let board = self.board().id();
        let Some(session) = &self.session else {
            return Vec::new();
        };
        if session.own_role() != Some(Role::Facilitator) {
            return Vec::new();
        }
        let me = session.peer();
        let (number, lamport) = session.register.members().next(me);
        let ordained = Ordained::new(board, number, lamport, act, &session.me.keys);
        self.put_records(&[Record::Act(me, number, ordained)])
    }

    /// This machine becomes the owner's: it claims membership by the owner's key, beside the claim it may have.
    fn own_by(&mut self, keys: Keys) -> Vec<Effect> {
        let board = self.board().id();
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        if session.register.members().owner() != Some(keys.public()) {
            return Vec::new();
        }
        let me = session.peer();
        let claim = Claim::new(board, me, session.me.participant, &keys);
        session.me.owner = Some(keys);
        let mut effects = self.put_records(&[Record::Member(me, claim)]);
        effects.extend(self.roles_changed());
        effects
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
            let message = "only a facilitator who shares this board has tickets for it";
            let ticket = Err(Refusal::new(ErrorCode::NotConnected, message));
            return vec![Effect::Ticket { to, ticket }];
        }
        let (mut effects, secret) = self.invite(now, role);
        let ticket = Ok(Invitation { role, secret });
        effects.push(Effect::Ticket { to, ticket });
        effects
    }

    /// Seconds since 1970.
    pub(super) fn unix(&self, now: Duration) -> u64 {
        let start = self.session.as_ref().map_or(0, |session| session.me.unix);
        start + now.as_secs()
    }

    /// This machine can be reached elsewhere now.
    pub(crate) fn moved_to(&mut self, address: Address) -> Vec<Effect> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        session.address.clone_from(&address);
        match session.place {
            Place::Hosting => self.people_changed(),
            Place::Member { link } => send(link, &Frame::At(address)),
            Place::Alone | Place::Seeking { .. } => Vec::new(),
        }
    }

    /// Brings the register up to date with the document.
    pub(crate) fn refresh_register(&mut self) {
        let board = self.board().id();
        let control = Some(self.replica.control());
        let Some(session) = &mut self.session else {
            return;
        };
        if session.seen_control != control {
            session.seen_control = control;
            session.register.take(board, self.replica.records());
        }
    }

    /// A facilitator gives somebody another role, or removes them.
    pub(crate) fn assign(
        &mut self,
        now: Duration,
        whom: ParticipantId,
        role: Option<Role>,
    ) -> Vec<Effect> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        let members = session.register.members();
        let Some(peer) = members.machine_of(whom) else {
            return self.turn_away_guest(whom, role);
        };
        let after = members.removal_of(peer);
        let mut effects = self.ordain(match role {
            Some(role) => Act::Assign { peer, role, after },
            None => Act::Remove { peer },
        });
        effects.extend(self.turn_out_removed(now));
        effects.extend(self.people_changed());
        effects
    }

    /// Guests have no machine: they go by their id, and their role by their link.
    fn turn_away_guest(&mut self, guest: ParticipantId, role: Option<Role>) -> Vec<Effect> {
        let is_here = self.peers().iter().any(|peer| peer.participant == guest);
        if role.is_some() || !is_here {
            return Vec::new();
        }
        self.ordain(Act::TurnAway { guest })
    }

    /// By what guests come in from now on.
    fn let_guests_in(&mut self, locks: Vec<GuestLock>) -> Vec<Effect> {
        let session = self.session.as_ref();
        let is_so = session.is_some_and(|it| it.register.members().guests().locks == locks);
        if is_so {
            return Vec::new();
        }
        self.ordain(Act::Guests { locks })
    }

    /// Makes the invitation for a role void; who came in by it stays.
    pub(crate) fn renew(&mut self, now: Duration, role: Role) -> Vec<Effect> {
        let (board, unix) = (self.board().id(), self.unix(now));
        let Some(session) = &self.session else {
            return Vec::new();
        };
        let invitation = session.invitation(board, role, unix).1.public();
        let members = session.register.members();
        if members.invites(invitation, unix).is_none() {
            return Vec::new();
        }
        let kept = members.all().map(|(peer, _)| peer).collect();
        self.ordain(Act::Revoke { invitation, kept })
    }
}
