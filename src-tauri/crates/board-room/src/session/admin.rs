//! Administration: the commands of facilitators, which their machines sign and write down as records.

use super::frame::{Address, Frame};
use super::keys::Keys;
use super::records::{AdminCommand, Claim, GuestLock, Record, SignedCommand};
use super::{ConnectionState, Invitation, Session};
use crate::context::Context;
use crate::effect::Effect;
use crate::message::{Refusal, Role};
use crate::seats::SeatId;
use board_model::{ErrorCode, ParticipantId};

/// The answer where no ticket can be had.
pub(crate) fn no_ticket(to: Option<(SeatId, u64)>) -> Effect {
    let message = "only a facilitator who shares this board has tickets for it";
    let ticket = Err(Refusal::new(ErrorCode::NotConnected, message));
    Effect::Ticket { to, ticket }
}

impl Session {
    /// This machine's person has another name, at the screens they have open too.
    pub(super) fn called(&mut self, cx: &mut Context, name: String) {
        let person = self.me.participant;
        self.me.name.clone_from(&name);
        if !cx.seats.rename(person, &name) {
            return;
        }
        if let Some(applied) = cx.update_author(Some(self), person) {
            cx.store(applied.update.clone(), applied.changes, person);
            self.pass_on(cx, &applied.update);
        }
        self.people_changed(cx);
    }

    /// Writes records, and tells everybody who may not have them.
    pub(super) fn put_records(&mut self, cx: &mut Context, records: &[Record]) {
        if records.is_empty() {
            return;
        }
        let written: Vec<_> = records.iter().map(Record::written).collect();
        let applied = cx.replica.put_records(&written);
        cx.store(applied.update.clone(), applied.changes, cx.config.host);
        self.refresh_register(cx);
        self.relay(cx, None, &applied.update);
    }

    /// Signs a command of this machine's person, as the next of theirs, and writes it down. Of others than
    /// facilitators it would count nowhere, and cost them their link.
    pub(super) fn sign(&mut self, cx: &mut Context, command: AdminCommand) {
        if self.own_role() != Some(Role::Facilitator) {
            return;
        }
        let me = self.peer();
        let (number, lamport) = self.register.members().next(me);
        let signed = SignedCommand::new(cx.board().id(), number, lamport, command, &self.me.keys);
        self.put_records(cx, &[Record::Command(me, number, signed)]);
    }

    /// This machine becomes the owner's: it claims membership by the owner's key, beside the claim it may have.
    pub(super) fn own_by(&mut self, cx: &mut Context, keys: Keys) {
        if self.register.members().owner() != Some(keys.public()) {
            return;
        }
        let me = self.peer();
        let claim = Claim::new(cx.board().id(), me, self.me.participant, &keys);
        self.me.owner = Some(keys);
        self.put_records(cx, &[Record::Member(me, claim)]);
        self.roles_changed(cx);
    }

    /// The secret of the invitation for a role; its record is written when it is first asked for.
    fn invite(&mut self, cx: &mut Context, role: Role) -> [u8; 16] {
        let unix = self.unix(cx);
        let (secret, keys) = self.invitation(cx.board().id(), role, unix);
        let invitation = keys.public();
        let is_open = self.register.members().invites(invitation, unix).is_some();
        if !is_open {
            let expires = None;
            let command = AdminCommand::Invite {
                invitation,
                role,
                expires,
            };
            self.sign(cx, command);
        }
        secret
    }

    /// An invitation as a ticket carries it.
    pub(super) fn invited(&mut self, cx: &mut Context, to: Option<(SeatId, u64)>, role: Role) {
        if !self.is_shared() || self.own_role() != Some(Role::Facilitator) {
            cx.emit(no_ticket(to));
            return;
        }
        let secret = self.invite(cx, role);
        let ticket = Ok(Invitation { role, secret });
        cx.emit(Effect::Ticket { to, ticket });
    }

    /// This machine can be reached elsewhere now.
    pub(super) fn moved_to(&mut self, cx: &mut Context, address: Address) {
        self.address.clone_from(&address);
        match self.connection {
            ConnectionState::Hosting { .. } => self.people_changed(cx),
            ConnectionState::Connected { link, .. } => cx.send_frame(link, &Frame::At(address)),
            ConnectionState::Alone | ConnectionState::Reconnecting { .. } => {}
        }
    }

    /// Brings the register up to date with the document.
    pub(crate) fn refresh_register(&mut self, cx: &Context) {
        let control = Some(cx.replica.control());
        if self.seen_control != control {
            self.seen_control = control;
            self.register.take(cx.board().id(), cx.replica.records());
        }
    }

    /// A facilitator gives somebody another role, or removes them.
    pub(super) fn assign(&mut self, cx: &mut Context, whom: ParticipantId, role: Option<Role>) {
        let members = self.register.members();
        let Some(peer) = members.machine_of(whom) else {
            return self.ban_guest(cx, whom, role);
        };
        let after = members.removal_of(peer);
        let command = match role {
            Some(role) => AdminCommand::Assign { peer, role, after },
            None => AdminCommand::Remove { peer },
        };
        self.sign(cx, command);
        self.reject_removed(cx);
        self.people_changed(cx);
    }

    /// Guests have no machine: they go by their id, and their role by their link.
    fn ban_guest(&mut self, cx: &mut Context, guest: ParticipantId, role: Option<Role>) {
        let peers = cx.peers(Some(self));
        let is_here = peers.iter().any(|peer| peer.participant == guest);
        if role.is_none() && is_here {
            self.sign(cx, AdminCommand::TurnAway { guest });
        }
    }

    /// By what guests come in from now on.
    pub(super) fn let_guests_in(&mut self, cx: &mut Context, locks: Vec<GuestLock>) {
        if self.register.members().guests().locks != locks {
            self.sign(cx, AdminCommand::Guests { locks });
        }
    }

    /// Makes the invitation for a role void; who came in by it stays.
    pub(super) fn renew(&mut self, cx: &mut Context, role: Role) {
        let unix = self.unix(cx);
        let invitation = self.invitation(cx.board().id(), role, unix).1.public();
        let members = self.register.members();
        if members.invites(invitation, unix).is_none() {
            return;
        }
        let kept = members.all().map(|(peer, _)| peer).collect();
        self.sign(cx, AdminCommand::Revoke { invitation, kept });
    }
}
