//! What happens when the host is gone: the same list of machines at every peer says who hosts next.

use super::frame::{Frame, Machine, Rank};
use super::greet::{close, send};
use super::{LinkEffect, LinkId, Place, Session};
use crate::effect::Effect;
use crate::message::OutMessage;
use crate::room::Room;
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

/// When a fresh host looks for the first time: somebody else may have begun to host at the same moment.
const FIRST_LOOK: Duration = Duration::from_secs(1);

/// Most machines that are dialled in one round.
const AT_ONCE: usize = 8;

impl Room {
    pub(crate) fn begin_hosting(&mut self, now: Duration) -> Vec<Effect> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        session.place = Place::Hosting;
        session.term = session.term.saturating_add(1);
        session.waiting = 0;
        session.host = Some(session.me.participant);
        session.look_out = Some(now + FIRST_LOOK);
        let mut effects = self.people_changed();
        effects.extend(self.state_to_all());
        effects
    }

    /// Looks for a host at these machines.
    pub(crate) fn seek(&mut self, now: Duration, machines: Vec<Machine>) -> Vec<Effect> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        for machine in machines {
            session.learn(machine.peer, &machine.address);
            session.machines.retain(|known| known.peer != machine.peer);
            session.machines.push(machine);
        }
        session
            .machines
            .sort_by_key(|machine| std::cmp::Reverse(machine.rank));
        match session.place {
            Place::Hosting => self.look_out(now),
            Place::Member { .. } => Vec::new(),
            Place::Alone | Place::Seeking { .. } => self.lose_host(now),
        }
    }

    fn lose_host(&mut self, now: Duration) -> Vec<Effect> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        session.place = Place::Seeking {
            since: now,
            next: now + AGAIN,
        };
        for one in &mut session.people {
            one.here = false;
        }
        let mut effects = self.dial_candidates();
        effects.extend(self.state_to_all());
        effects.extend(self.peers_to_all());
        effects
    }

    /// Dials the machines that could host, the best first; a link that is there already is left to say hello.
    fn dial_candidates(&self) -> Vec<Effect> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        let me = session.peer();
        let listed = session.machines.iter().map(|machine| machine.peer);
        // The list may be that of a half; the best of all could be found as well.
        let best = session.best_member();
        let is_listed = |peer| session.machines.iter().any(|machine| machine.peer == peer);
        let best = best.filter(|peer| session.rank_of(*peer) > Rank::Guest && !is_listed(*peer));
        best.into_iter()
            .chain(listed)
            .filter(|peer| *peer != me && !session.is_dialled(*peer))
            .take(AT_ONCE)
            .map(|peer| Effect::Link(LinkEffect::Dial(session.found(peer))))
            .collect()
    }

    /// What a host does from time to time: it looks for better ones that it knows of, tells those that are linked that
    /// it hosts, and ends links on which nobody said who they are.
    fn look_out(&mut self, now: Duration) -> Vec<Effect> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        session.look_out = Some(now + LOOK_OUT);
        let silent = session
            .links
            .iter()
            .filter(|(_, link)| !link.is_greeted && link.since + HELLO <= now);
        let silent: Vec<LinkId> = silent.map(|(id, _)| *id).collect();
        let mut effects: Vec<Effect> = silent
            .into_iter()
            .flat_map(|id| self.end_link(now, id, "no hello was said"))
            .collect();
        let Some(session) = &self.session else {
            return effects;
        };
        let known = session.register.members().all().map(|(peer, _)| peer);
        let better =
            known.filter(|peer| session.rank_of(*peer) > Rank::Guest && session.outranks_us(*peer));
        let (linked, others): (Vec<_>, Vec<_>) = better.partition(|peer| session.is_linked(*peer));
        let dials = others.into_iter().take(AT_ONCE);
        effects.extend(dials.map(|peer| Effect::Link(LinkEffect::Dial(session.found(peer)))));
        if !linked.is_empty() {
            effects.extend(self.people_changed());
        }
        effects
    }

    /// What a member does from time to time while its host is not the best that it knows of: it dials the best itself. A
    /// host that keeps to itself what it was told, or cannot reach who is better, keeps nobody.
    fn look_beyond(&mut self, now: Duration) -> Vec<Effect> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        session.look_out = Some(now + LOOK_BEYOND);
        let Some(host) = session.hosted_by else {
            return Vec::new();
        };
        let best = session.best_member().filter(|peer| {
            session.rank_of(*peer) > host.rank
                && *peer != session.peer()
                && !session.is_linked(*peer)
        });
        best.map(|peer| Effect::Link(LinkEffect::Dial(session.found(peer))))
            .into_iter()
            .collect()
    }

    /// This machine's turn among those that could host; `None` when it could not.
    pub(crate) fn turn(&self) -> Option<u32> {
        let session = self.session.as_ref()?;
        let me = session.peer();
        if session.rank_of(me) == Rank::Guest || self.replica.is_awaiting() {
            return None;
        }
        let before = session
            .machines
            .iter()
            .take_while(|machine| machine.peer != me);
        // The old host itself is not waited for twice.
        let host = session
            .host
            .and_then(|host| session.register.members().machine_of(host));
        let before = before.filter(|machine| Some(machine.peer) != host);
        u32::try_from(before.count()).ok()
    }

    /// When this machine hosts if nobody was found by then, in a search that began at `since`.
    fn turn_at(&self, since: Duration) -> Option<Duration> {
        Some(since + PATIENCE + STAGGER * self.turn()?)
    }

    /// When the session wants to be woken.
    pub(crate) fn session_tick_at(&self) -> Option<Duration> {
        let session = self.session.as_ref()?;
        let place = match session.place {
            Place::Alone => None,
            Place::Hosting | Place::Member { .. } => session.look_out,
            Place::Seeking { since, next } => {
                let own = self.turn_at(since);
                Some(own.map_or(next, |own| own.min(next)))
            }
        };
        place.into_iter().chain(session.ask_again).min()
    }

    pub(crate) fn session_tick(&mut self, now: Duration) -> Vec<Effect> {
        let mut effects = Vec::new();
        let asks = self.session.as_ref().and_then(|session| session.ask_again);
        if asks.is_some_and(|at| at <= now) {
            effects.extend(self.ask_held(now));
        }
        effects.extend(self.place_tick(now));
        effects
    }

    fn place_tick(&mut self, now: Duration) -> Vec<Effect> {
        let Some(session) = &self.session else {
            return Vec::new();
        };
        match session.place {
            Place::Hosting if session.look_out.is_some_and(|at| at <= now) => self.look_out(now),
            Place::Member { .. } if session.look_out.is_some_and(|at| at <= now) => {
                self.look_beyond(now)
            }
            Place::Seeking { since, next } => {
                if self.turn_at(since).is_some_and(|own| own <= now) {
                    return self.begin_hosting(now);
                }
                if next > now {
                    return Vec::new();
                }
                if let Some(session) = &mut self.session {
                    session.place = Place::Seeking {
                        since,
                        next: now + AGAIN,
                    };
                }
                self.dial_candidates()
            }
            _ => Vec::new(),
        }
    }

    /// The app says that a link has ended.
    pub(crate) fn link_down(&mut self, now: Duration, id: LinkId) -> Vec<Effect> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        let Some(link) = session.links.remove(&id) else {
            return Vec::new();
        };
        let was_host = session.place == Place::Member { link: id };
        if !(was_host || link.is_greeted && session.place == Place::Hosting) {
            return Vec::new();
        }
        let gone: Vec<_> = link.seats.iter().map(|one| one.participant).collect();
        let mut effects = self.nobody_shows(&gone);
        effects.extend(if was_host {
            self.lose_host(now)
        } else {
            self.people_changed()
        });
        effects
    }

    /// Ends a link from here.
    pub(crate) fn end_link(
        &mut self,
        now: Duration,
        id: LinkId,
        reason: &'static str,
    ) -> Vec<Effect> {
        let mut effects = close(id, reason);
        effects.extend(self.link_down(now, id));
        effects
    }

    /// The other side does not let us in, or wants no more of us.
    pub(crate) fn refused(&mut self, id: LinkId, code: ErrorCode, message: &str) -> Vec<Effect> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        let Some(link) = session.links.get(&id) else {
            return Vec::new();
        };
        let counts = session.place == (Place::Member { link: id })
            || link.is_dialled && matches!(session.place, Place::Seeking { .. } | Place::Alone);
        // Somebody whose hello was answered takes part. Then it is about what they sent.
        let is_apart = link.is_greeted && code == ErrorCode::Role && session.own_role().is_some();
        // Who hosted elsewhere keeps nobody from the rest.
        let is_deposed = session.place == Place::Hosting
            && code == ErrorCode::Role
            && session.outranks_us(link.peer);
        let host = session.machine_on(id);
        let mut effects = close(id, "the other side refused");
        session.links.remove(&id);
        if !counts && !is_deposed {
            return effects;
        }
        if is_deposed {
            effects.extend(self.leave_session());
        }
        let Some(session) = &mut self.session else {
            return effects;
        };
        session.place = Place::Alone;
        if is_apart {
            session.machines.extend(host);
        } else {
            effects.push(out(code, message));
        }
        effects.extend(self.state_to_all());
        effects.extend(self.peers_to_all());
        if is_apart {
            // Last, for what begins with it has a state of its own.
            effects.push(Effect::Link(LinkEffect::Apart));
        }
        effects
    }

    /// Somebody else hosts, or is to host.
    pub(crate) fn moved(
        &mut self,
        now: Duration,
        id: LinkId,
        machine: Machine,
        term: u64,
    ) -> Vec<Effect> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        let Some(link) = session.links.get(&id) else {
            return Vec::new();
        };
        let from_host = session.place == (Place::Member { link: id });
        let is_member = link.is_greeted || link.is_dialled;
        if !is_member
            || !(from_host || matches!(session.place, Place::Seeking { .. } | Place::Hosting))
        {
            return Vec::new();
        }
        session.learn(machine.peer, &machine.address);
        if session.place == Place::Hosting {
            return session.gone_elsewhere(id, machine.peer);
        }
        let mut effects = Vec::new();
        if from_host {
            session.links.remove(&id);
            effects.extend(close(id, "the host is elsewhere"));
        }
        session.hear_term(term);
        if machine.peer == session.peer() {
            if from_host && self.turn().is_some() {
                effects.extend(self.begin_hosting(now));
            }
            return effects;
        }
        session.machines.retain(|known| known.peer != machine.peer);
        session.machines.insert(0, machine.clone());
        if from_host {
            session.place = Place::Seeking {
                since: now + STAGGER,
                next: now + AGAIN,
            };
        }
        // On a link that is there already, whoever hosts says so.
        if !session.is_dialled(machine.peer) {
            effects.push(Effect::Link(LinkEffect::Dial(machine)));
        }
        effects.extend(self.state_to_all());
        effects
    }

    /// Leaves in order: the best of those who are here hosts next.
    pub(crate) fn leave_session(&mut self) -> Vec<Effect> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        let mut effects = Vec::new();
        if session.place == Place::Alone {
            return effects;
        }
        if session.place == Place::Hosting {
            effects.extend(session.hand_over());
        }
        let links: Vec<LinkId> = session.links.keys().copied().collect();
        effects.extend(links.into_iter().flat_map(|id| close(id, "leaving")));
        session.links.clear();
        session.place = Place::Alone;
        session.people.clear();
        effects.extend(self.state_to_all());
        effects.extend(self.peers_to_all());
        effects
    }

    pub(crate) fn state_to_all(&self) -> Vec<Effect> {
        self.to_all(OutMessage::State(self.state()))
    }
}

/// The session is over here; the words are somebody else's.
fn out(code: ErrorCode, message: &str) -> Effect {
    let message = message.chars().filter(|letter| !letter.is_control());
    let message: String = message.take(400).collect();
    Effect::Link(LinkEffect::Out { code, message })
}

impl Session {
    /// Whether a link to that machine was dialled from here.
    fn is_dialled(&self, peer: PeerId) -> bool {
        let mut links = self.links.values();
        links.any(|link| link.peer == peer && link.is_dialled)
    }

    /// Of all members the one of the highest rank. O(members).
    fn best_member(&self) -> Option<PeerId> {
        let known = self.register.members().all().map(|(peer, _)| peer);
        known.max_by_key(|peer| self.rank_of(*peer))
    }

    /// Tells everybody who hosts next: the best of those who are here.
    fn hand_over(&self) -> Vec<Effect> {
        let me = self.peer();
        let is_here = |machine: &&Machine| machine.peer != me && self.is_here(machine.peer);
        let Some(machine) = self.machines.iter().find(is_here).cloned() else {
            return Vec::new();
        };
        // The next host hears it first, so that it is there when the others come.
        let mut links: Vec<_> = self.greeted().collect();
        links.sort_by_key(|(_, link)| link.peer != machine.peer);
        let term = self.term.saturating_add(1);
        let moved = Frame::Moved { machine, term };
        links
            .into_iter()
            .flat_map(|(id, _)| send(id, &moved))
            .collect()
    }

    /// Somebody linked to this host is with another one, which may be better. No more than one dial comes of it, and no
    /// list of people: it would be answered by the same frame again.
    fn gone_elsewhere(&mut self, id: LinkId, host: PeerId) -> Vec<Effect> {
        if let Some(link) = self.links.get_mut(&id) {
            link.is_elsewhere = true;
            link.seats.clear();
        }
        if self.outranks_us(host) && !self.is_linked(host) {
            vec![Effect::Link(LinkEffect::Dial(self.found(host)))]
        } else {
            Vec::new()
        }
    }
}
