//! Updates that do not fit yet, and links that had no room for what they should have had.

use super::frame::Frame;
use super::gate::{Sender, Verdict, judge};
use super::greet::send;
use super::{LinkId, Place};
use crate::effect::Effect;
use crate::room::Room;
use board_replica::Replica;
use std::time::Duration;

/// How long somebody's update that does not fit is left before it is asked for again.
const ASK_AGAIN: Duration = Duration::from_secs(1);

impl Room {
    /// An update that does not fit yet waits for what others bring.
    pub(super) fn hold(&mut self, now: Duration, id: LinkId, update: &[u8]) -> Vec<Effect> {
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
    pub(super) fn take_held(&mut self, now: Duration) -> Vec<Effect> {
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
        let is_here = |peer| session.is_here(peer);
        let (own, now_writing) = (session.peer(), self.replica.client());
        let keep = |index: usize, client: u64| {
            let (_, sender, _) = held[index];
            // What this machine wrote in an earlier opening it may have lost: without it, the deletions that went
            // with it would come in alone.
            let is_lost = |writer| writer == own && client != now_writing;
            let writer = members.peer_of(client);
            writer.is_some_and(|writer| writer == sender || !is_here(writer) || is_lost(writer))
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

    /// Goes on with another replica of the same board, read anew from disk after this one broke. Screens reload, for
    /// the epoch is another; what came meanwhile is asked for again; nobody's undo is left.
    pub fn resume(&mut self, replica: Replica, epoch: u64) -> Vec<Effect> {
        // Its document may be in the midst of a write; dropping it would end that.
        std::mem::forget(std::mem::replace(&mut self.replica, replica));
        self.terms.epoch = epoch;
        let vector = self.replica.state_vector();
        let mut effects = self.show(Vec::new());
        if let Some(session) = &mut self.session {
            session.seen_control = None;
            for (id, link) in session.links.iter_mut().filter(|(_, link)| link.is_greeted) {
                (link.parts, link.held) = (Vec::new(), None);
                let vector = vector.clone();
                effects.extend(send(*id, &Frame::Vector { vector }));
            }
        }
        self.refresh_register();
        effects
    }

    /// A link had no room: what it misses it asks for when there is room again.
    pub(crate) fn link_full(&mut self, id: LinkId) -> Vec<Effect> {
        if let Some(link) = self.link_at_mut(id) {
            link.is_behind = true;
        }
        Vec::new()
    }

    pub(crate) fn link_has_room(&mut self, id: LinkId) -> Vec<Effect> {
        let Some(link) = self.link_at_mut(id).filter(|link| link.is_behind) else {
            return Vec::new();
        };
        link.is_behind = false;
        // Nobody knows what was left out. They hear that something was, and tell what they have.
        let mut effects = send(id, &Frame::Behind);
        effects.extend(self.people_changed());
        effects
    }
}
