//! The session's clock along the star: who goes by whose, and what members ask their host ([`crate::session_clock`]).

use super::frame::{Frame, PeerHello};
use super::{ConnectionState, LinkId, Session};
use crate::context::Context;
use board_model::PeerId;
use std::time::Duration;

impl Session {
    /// Somebody said hello, and what their clock says. Who only says that they host is no host.
    pub(super) fn meet_clock(&self, cx: &mut Context, peer: PeerId, hello: &PeerHello) {
        let is_new_here = cx.replica.is_awaiting();
        let may_host = |claim| is_new_here || self.may_claim(peer, claim);
        let is_host = hello.hosting.is_some_and(may_host);
        if cx.clock.meet(cx.now, hello.clock, is_host) {
            self.clock_changed(cx);
        }
    }

    /// Asks the host what the session's clock says.
    pub(super) fn ask_clock(&self, cx: &mut Context) {
        if let ConnectionState::Connected { link, .. } = self.connection {
            let asked = u64::try_from(cx.now.as_millis()).unwrap_or(u64::MAX);
            cx.send_frame(link, &Frame::AskClock { asked });
        }
    }

    /// A member asks.
    pub(super) fn tell_clock(&self, cx: &mut Context, id: LinkId, asked: u64) {
        let time = cx.session_time();
        cx.send_frame(id, &Frame::Clock { asked, time });
    }

    /// The host answers.
    pub(super) fn hear_clock(&self, cx: &mut Context, id: LinkId, asked: u64, time: u64) {
        let asked = Duration::from_millis(asked);
        if self.is_with(id) && cx.clock.hear(cx.now, asked, time) {
            self.clock_changed(cx);
        }
    }

    /// The host goes by another clock.
    pub(super) fn ask_clock_anew(&self, cx: &mut Context, id: LinkId) {
        if self.is_with(id) {
            cx.clock.forget_trips();
            self.ask_clock(cx);
        }
    }

    /// Screens hear it at once; members, who go by this machine while it hosts, ask anew.
    fn clock_changed(&self, cx: &mut Context) {
        cx.send_clock();
        if self.is_hosting() {
            let links: Vec<LinkId> = self.with_us().map(|(id, ..)| id).collect();
            for id in links {
                cx.send_frame(id, &Frame::ClockChanged);
            }
        }
    }
}
