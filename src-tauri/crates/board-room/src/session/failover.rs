//! Failover, which is what happens when the host is gone: the same list of machines at every peer says who hosts next.

use super::frame::{HostClaim, Machine, Rank};
use super::link::{Link, LinkState};
use super::{ConnectionState, LinkEffect, LinkId, Session};
use crate::context::Context;
use crate::effect::Effect;
use board_model::{ErrorCode, PeerId};
use std::time::Duration;

/// How long the best successor looks for the old host before it hosts: a link that ended may be the link's fault.
/// Links say that they ended after about four seconds of silence, and all of it together stays within five.
const PATIENCE: Duration = Duration::from_millis(500);

/// How much longer each further successor waits for those before it.
const STAGGER: Duration = Duration::from_millis(1_500);

/// Between two rounds of dialling.
const AGAIN: Duration = Duration::from_secs(2);

/// How often a host looks for one that is better: two halves of a room that was split.
const LOOK_OUT: Duration = Duration::from_secs(5);

/// How often a member looks for a better host than its own.
pub(super) const LOOK_BEYOND: Duration = Duration::from_secs(15);

/// How long somebody may take to say who they are.
const HELLO: Duration = Duration::from_secs(5);

/// Most machines that are dialled in one round.
const AT_ONCE: usize = 8;

impl Session {
    /// Looks for a host at these machines.
    pub(super) fn find_host(&mut self, cx: &mut Context, machines: Vec<Machine>) {
        for machine in machines {
            self.learn(machine.peer, &machine.address);
            self.machines.retain(|known| known.peer != machine.peer);
            self.machines.push(machine);
        }
        self.machines
            .sort_by_key(|machine| std::cmp::Reverse(machine.rank));
        match self.connection {
            ConnectionState::Hosting { .. } => self.look_out(cx),
            ConnectionState::Connected { .. } => {}
            ConnectionState::Alone | ConnectionState::Reconnecting { .. } => self.lose_host(cx),
        }
    }

    fn lose_host(&mut self, cx: &mut Context) {
        self.connection = ConnectionState::Reconnecting {
            since: cx.now,
            next: cx.now + AGAIN,
        };
        for one in &mut self.people {
            one.here = false;
        }
        self.dial_candidates(cx);
        cx.send_state(Some(self));
        cx.send_peers(Some(self));
    }

    /// Dials the machines that could host, the best first; a link that is there already is left to say hello.
    fn dial_candidates(&self, cx: &mut Context) {
        let me = self.peer();
        let listed = self.machines.iter().map(|machine| machine.peer);
        // The list may be that of a half; the best of all could be found as well.
        let best = self.best_member();
        let is_listed = |peer| self.machines.iter().any(|machine| machine.peer == peer);
        let best = best.filter(|peer| self.rank_of(*peer) > Rank::Guest && !is_listed(*peer));
        let candidates = best.into_iter().chain(listed);
        let candidates = candidates.filter(|peer| *peer != me && !self.is_dialled(*peer));
        for peer in candidates.take(AT_ONCE) {
            cx.dial(self.found(peer));
        }
    }

    /// What a host does from time to time: it looks for better ones that it knows of, tells those that are linked that
    /// it hosts, and ends links on which nobody said who they are.
    fn look_out(&mut self, cx: &mut Context) {
        self.connection = ConnectionState::Hosting {
            look_out: cx.now + LOOK_OUT,
        };
        let is_silent = |link: &Link| match link.state {
            LinkState::AwaitingHello { since } => since + HELLO <= cx.now,
            LinkState::Admitted(_) => false,
        };
        let silent = self.links.iter().filter(|(_, link)| is_silent(link));
        let silent: Vec<LinkId> = silent.map(|(id, _)| *id).collect();
        for id in silent {
            self.end_link(cx, id, "no hello was said");
        }
        let known = self.register.members().all().map(|(peer, _)| peer);
        let better =
            known.filter(|peer| self.rank_of(*peer) > Rank::Guest && self.outranks_us(*peer));
        let (linked, others): (Vec<_>, Vec<_>) = better.partition(|peer| self.is_linked(*peer));
        for peer in others.into_iter().take(AT_ONCE) {
            cx.dial(self.found(peer));
        }
        if !linked.is_empty() {
            self.people_changed(cx);
        }
    }

    /// What a member does from time to time while its host is not the best that it knows of: it dials the best itself. A
    /// host that keeps to itself what it was told, or cannot reach who is better, keeps nobody.
    fn look_beyond(&mut self, cx: &mut Context, link: LinkId, host: HostClaim) {
        self.connection = ConnectionState::Connected {
            link,
            host,
            look_beyond: cx.now + LOOK_BEYOND,
        };
        self.ask_clock(cx);
        let best = self.best_member().filter(|peer| {
            self.rank_of(*peer) > host.rank && *peer != self.peer() && !self.is_linked(*peer)
        });
        if let Some(peer) = best {
            cx.dial(self.found(peer));
        }
    }

    /// When this machine hosts if nobody was found by then, in a search that began at `since`.
    fn turn_at(&self, cx: &Context, since: Duration) -> Option<Duration> {
        Some(since + PATIENCE + STAGGER * self.turn(cx)?)
    }

    /// When the session wants to be woken.
    pub(crate) fn tick_at(&self, cx: &Context) -> Option<Duration> {
        let due = match self.connection {
            ConnectionState::Alone => None,
            ConnectionState::Hosting { look_out } => Some(look_out),
            ConnectionState::Connected { look_beyond, .. } => Some(look_beyond),
            ConnectionState::Reconnecting { since, next } => {
                let own = self.turn_at(cx, since);
                Some(own.map_or(next, |own| own.min(next)))
            }
        };
        due.into_iter().chain(self.retry_at).min()
    }

    pub(super) fn tick(&mut self, cx: &mut Context) {
        let now = cx.now;
        if self.retry_at.is_some_and(|at| at <= now) {
            self.retry_pending(cx);
        }
        match self.connection {
            ConnectionState::Hosting { look_out } if look_out <= now => self.look_out(cx),
            ConnectionState::Connected {
                link,
                host,
                look_beyond,
            } if look_beyond <= now => self.look_beyond(cx, link, host),
            ConnectionState::Reconnecting { since, next } => {
                if self.turn_at(cx, since).is_some_and(|own| own <= now) {
                    self.begin_hosting(cx);
                } else if next <= now {
                    let next = now + AGAIN;
                    self.connection = ConnectionState::Reconnecting { since, next };
                    self.dial_candidates(cx);
                }
            }
            _ => {}
        }
    }

    /// A link has ended.
    pub(super) fn link_down(&mut self, cx: &mut Context, id: LinkId) {
        let Some(link) = self.links.remove(&id) else {
            return;
        };
        let was_host = self.is_with(id);
        if !(was_host || link.is_admitted() && self.is_hosting()) {
            return;
        }
        for one in link.remote().into_iter().flat_map(|remote| &remote.seats) {
            self.shows_nothing(cx, one.participant);
        }
        if was_host {
            self.lose_host(cx);
        } else {
            self.people_changed(cx);
        }
    }

    /// Ends a link from here.
    pub(super) fn end_link(&mut self, cx: &mut Context, id: LinkId, reason: &'static str) {
        cx.close(id, reason);
        self.link_down(cx, id);
    }

    /// The other side does not let us in, or wants no more of us.
    pub(super) fn refused(&mut self, cx: &mut Context, id: LinkId, code: ErrorCode, message: &str) {
        let Some(link) = self.links.get(&id) else {
            return;
        };
        let counts = match self.connection {
            ConnectionState::Connected { link, .. } => link == id,
            ConnectionState::Reconnecting { .. } | ConnectionState::Alone => link.is_dialled,
            ConnectionState::Hosting { .. } => false,
        };
        // Somebody whose hello was answered takes part. Then it is about what they sent.
        let is_fork = link.is_admitted() && code == ErrorCode::Role && self.own_role().is_some();
        // Who hosted elsewhere keeps nobody from the rest.
        let is_deposed =
            self.is_hosting() && code == ErrorCode::Role && self.outranks_us(link.peer);
        let host = self.machine_on(id);
        cx.close(id, "the other side refused");
        self.links.remove(&id);
        if !counts && !is_deposed {
            return;
        }
        if is_deposed {
            self.leave(cx);
        }
        self.connection = ConnectionState::Alone;
        if is_fork {
            self.machines.extend(host);
        } else {
            cx.emit(out(code, message));
        }
        cx.send_state(Some(self));
        cx.send_peers(Some(self));
        if is_fork {
            // Last, for what begins with it has a state of its own.
            cx.emit(Effect::Link(LinkEffect::Fork));
        }
    }

    /// Somebody else hosts, or is to host.
    pub(super) fn moved(&mut self, cx: &mut Context, id: LinkId, machine: Machine, term: u64) {
        let Some(link) = self.links.get(&id) else {
            return;
        };
        let from_host = match self.connection {
            ConnectionState::Connected { link, .. } if link == id => true,
            ConnectionState::Reconnecting { .. } | ConnectionState::Hosting { .. } => false,
            ConnectionState::Connected { .. } | ConnectionState::Alone => return,
        };
        if !link.is_admitted() && !link.is_dialled {
            return;
        }
        self.learn(machine.peer, &machine.address);
        if self.is_hosting() {
            return self.gone_elsewhere(cx, id, machine.peer);
        }
        if from_host {
            self.links.remove(&id);
            cx.close(id, "the host is elsewhere");
        }
        self.hear_term(term);
        if machine.peer == self.peer() {
            if from_host && self.turn(cx).is_some() {
                self.begin_hosting(cx);
            }
            return;
        }
        self.machines.retain(|known| known.peer != machine.peer);
        self.machines.insert(0, machine.clone());
        if from_host {
            self.connection = ConnectionState::Reconnecting {
                since: cx.now + STAGGER,
                next: cx.now + AGAIN,
            };
        }
        // On a link that is there already, whoever hosts says so.
        if !self.is_dialled(machine.peer) {
            cx.dial(machine);
        }
        cx.send_state(Some(self));
    }

    /// Somebody linked to this host is with another one, which may be better. No more than one dial comes of it, and no
    /// list of people: it would be answered by the same frame again.
    fn gone_elsewhere(&mut self, cx: &mut Context, id: LinkId, host: PeerId) {
        if let Some(link) = self.links.get_mut(&id) {
            link.is_elsewhere = true;
            if let Some(remote) = link.remote_mut() {
                remote.seats.clear();
            }
        }
        if self.outranks_us(host) && !self.is_linked(host) {
            cx.dial(self.found(host));
        }
    }
}

/// The session is over here; the words are somebody else's.
fn out(code: ErrorCode, message: &str) -> Effect {
    let message = message.chars().filter(|letter| !letter.is_control());
    let message: String = message.take(400).collect();
    Effect::Link(LinkEffect::Out { code, message })
}
