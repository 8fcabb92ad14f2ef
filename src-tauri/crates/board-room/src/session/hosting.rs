//! Hosting: a session begins at this machine, or goes on here, and is handed over to the next host when its person leaves.

use super::frame::{Frame, Machine};
use super::records::{Claim, Record};
use super::{ConnectionState, Session};
use crate::context::Context;
use std::time::Duration;

/// When a fresh host looks for the first time: somebody else may have begun to host at the same moment.
const FIRST_LOOK: Duration = Duration::from_secs(1);

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

    /// From now on others come here.
    pub(super) fn begin_hosting(&mut self, cx: &mut Context) {
        self.connection = ConnectionState::Hosting {
            look_out: cx.now + FIRST_LOOK,
        };
        self.term = self.term.saturating_add(1);
        self.waiting = 0;
        self.host = Some(self.me.participant);
        self.people_changed(cx);
        cx.send_state(Some(self));
    }

    /// Leaves in order: the best of those who are here hosts next.
    pub(super) fn leave(&mut self, cx: &mut Context) {
        if !self.is_shared() {
            return;
        }
        if self.is_hosting() {
            self.hand_over(cx);
        }
        for id in std::mem::take(&mut self.links).into_keys() {
            cx.close(id, "leaving");
        }
        self.connection = ConnectionState::Alone;
        self.people.clear();
        cx.send_state(Some(self));
        cx.send_peers(Some(self));
    }

    /// Tells everybody who hosts next: the best of those who are here.
    fn hand_over(&self, cx: &mut Context) {
        let me = self.peer();
        let is_here = |machine: &&Machine| machine.peer != me && self.is_here(machine.peer);
        let Some(machine) = self.machines.iter().find(is_here).cloned() else {
            return;
        };
        // The next host hears it first, so that it is there when the others come.
        let mut links: Vec<_> = self.admitted().collect();
        links.sort_by_key(|(_, link, _)| link.peer != machine.peer);
        let term = self.term.saturating_add(1);
        let moved = Frame::Moved { machine, term };
        for (id, ..) in links {
            cx.send_frame(id, &moved);
        }
    }
}
