//! Updates that do not fit yet, and links that had no room for what they should have had.

use super::frame::Frame;
use super::gate::{Presence, Refused, unbelievable};
use super::greet::{close, send};
use super::writers::beyond_share;
use super::{LinkId, Place, Session};
use crate::effect::Effect;
use crate::message::Role;
use crate::room::Room;
use board_model::PeerId;
use board_replica::{Replica, UpdateSummary};
use std::collections::BTreeSet;
use std::time::Duration;

/// How long somebody's update that does not fit is left before it is asked for again.
const ASK_AGAIN: Duration = Duration::from_secs(1);

/// How often putting together begins anew without what is not believed.
const ROUNDS: usize = 8;

/// How often somebody is asked again for what only others may bring.
pub(super) const MOST_BARRED: u32 = 5;

impl Room {
    /// An update waits with which somebody brings what only others may bring, and they do not. When nobody does, its
    /// bringer keeps it apart.
    pub(super) fn hold_barred(&mut self, now: Duration, id: LinkId, update: &[u8]) -> Vec<Effect> {
        if let Some(session) = &self.session
            && let Some(link) = session.links.get(&id)
            && link.barred >= MOST_BARRED
            && let Some(member) = session.register.members().member(link.peer)
        {
            let why = Refused::Role(member.role, "what others wrote");
            return self.refuse_update(now, id, &why);
        }
        if let Some(link) = self.link_at_mut(id) {
            link.is_barred = true;
        }
        self.hold(now, id, update)
    }

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

    /// Puts together what was held: of each member's update what that member wrote, and what those wrote who cannot
    /// bring it. Writes of several people that build on one another only fit together. Where all of it does not fit,
    /// the next time another member's is left out: nobody keeps the rest from coming together. O(bytes held).
    pub(super) fn take_held(&mut self, now: Duration) -> Vec<Effect> {
        let Some(session) = self
            .session
            .as_mut()
            .filter(|session| session.place == Place::Hosting)
        else {
            return Vec::new();
        };
        session.round += 1;
        let round = session.round;
        let Some(session) = &self.session else {
            return Vec::new();
        };
        let mut held: Vec<_> = session
            .greeted()
            .filter_map(|(id, link)| Some((id, link.peer, link.held.as_deref()?)))
            .collect();
        if held.len() > 1 {
            let left_out = round % (held.len() + 1);
            if left_out < held.len() {
                held.remove(left_out);
            }
        }
        let Some(&(first, _, _)) = held.first() else {
            return Vec::new();
        };
        let Some((update, reading)) = self.put_together(&held) else {
            return Vec::new();
        };
        self.take_in(now, first, None, &update, &reading)
    }

    fn put_together(&self, held: &[(LinkId, PeerId, &[u8])]) -> Option<(Vec<u8>, UpdateSummary)> {
        let session = self.session.as_ref()?;
        let members = session.register.members();
        let (own, now_writing) = (session.peer(), self.replica.client());
        // What this machine wrote in an earlier opening it may have lost: without it, the deletions that went with it
        // would come in alone.
        let is_lost = |client: u64| client != now_writing && members.peer_of(client) == Some(own);
        let is_patient = |index: usize| {
            let (id, _, _) = held[index];
            self.link_at(id)
                .is_some_and(|link| link.barred < MOST_BARRED)
        };
        let updates: Vec<&[u8]> = held.iter().map(|(_, _, update)| *update).collect();
        let senders: Vec<PeerId> = held.iter().map(|(_, sender, _)| *sender).collect();
        let mut doubted = BTreeSet::new();
        let mut with_deletions = true;
        // Each time something is left out, so this ends; a few rounds are enough for anything honest.
        for _ in 0..ROUNDS {
            let keep = |index: usize, client: u64| {
                members.peer_of(client).is_some_and(|writer| {
                    let comes_itself = match session.presence(writer, client, now_writing) {
                        Presence::Away | Presence::Lost => false,
                        Presence::Wrote => is_patient(index),
                        Presence::Writes => true,
                    };
                    let is_lower = members.member(writer) != members.ever(writer);
                    writer == senders[index] || !comes_itself || is_lower || is_lost(client)
                }) && !doubted.contains(&client)
            };
            let ledger = self.replica.write_index();
            let deletions = |left_out: &[u64]| -> Box<dyn Fn(u64) -> bool + '_> {
                match with_deletions {
                    true => self.deletions_beside(left_out),
                    false => Box::new(|_| false),
                }
            };
            let composed = ledger.merge_sections(&updates, &keep, &deletions);
            let Ok(reading) = self.replica.summarize(&composed.update) else {
                if !with_deletions {
                    return None;
                }
                with_deletions = false;
                continue;
            };
            let witnesses = composed.witnesses.iter().map(|(client, indexes)| {
                let peers = indexes.iter().map(|index| senders[*index]).collect();
                (*client, peers)
            });
            let witnesses = witnesses.collect();
            let beyond = beyond_share(members, ledger, &reading);
            let (fresh, deletions) =
                unbelievable(members, &senders, &witnesses, &reading, &beyond, &is_lost);
            if fresh.is_empty() && deletions {
                return (!reading.is_empty()).then_some((composed.update, reading));
            }
            with_deletions &= deletions;
            doubted.extend(fresh);
        }
        None
    }

    /// Which deletions are taken from an update of which these clients' sections are left out, by whose write is deleted:
    /// where they may change their own notes only, nobody but its writer has deleted another's, and without the deletion
    /// what was written would stand beside what it replaced. O(clients left out), and O(log clients) a deletion.
    fn deletions_beside(&self, left_out: &[u64]) -> Box<dyn Fn(u64) -> bool + '_> {
        if left_out.is_empty() {
            return Box::new(|_| true);
        }
        let Some(session) = &self.session else {
            return Box::new(|_| false);
        };
        let members = session.register.members();
        let participants: Option<BTreeSet<PeerId>> = left_out
            .iter()
            .map(|client| {
                let peer = members.peer_of(*client)?;
                let member = members.ever(peer)?;
                (member.role < Role::Facilitator).then_some(peer)
            })
            .collect();
        match participants {
            Some(participants) if !self.board().rights().everyone_edits => {
                Box::new(move |client| {
                    let owner = members.peer_of(client);
                    owner.is_some_and(|owner| !participants.contains(&owner))
                })
            }
            _ => Box::new(|_| false),
        }
    }

    /// Tries what was held, and asks those whose updates did not fit for what is missing still.
    pub(crate) fn ask_held(&mut self, now: Duration) -> Vec<Effect> {
        let mut effects = self.take_held(now);
        let vector = self.replica.state_vector();
        let Some(session) = &mut self.session else {
            return effects;
        };
        session.ask_again = None;
        for (id, link) in &mut session.links {
            let was_barred = std::mem::take(&mut link.is_barred);
            link.barred = if was_barred { link.barred + 1 } else { 0 };
            if link.held.take().is_none() {
                continue;
            }
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

    /// Goes on with an empty replica of the same board, under a client id that was never used: the host tells all of it.
    /// Screens show what they have until then, and reload.
    pub fn begin_afresh(&mut self, now: Duration, replica: Replica, epoch: u64) -> Vec<Effect> {
        let client = replica.client();
        self.replica = replica;
        self.terms.epoch = epoch;
        let mut effects = Vec::new();
        if let Some(session) = &mut self.session {
            session.me.clients.push(client);
            session.seen_control = None;
            session.waiting = 0;
            // Everybody is to hear the new client id, and says anew who hosts.
            let links = std::mem::take(&mut session.links);
            effects.extend(links.into_keys().flat_map(|id| close(id, "begins afresh")));
        }
        effects.extend(self.seek(now, Vec::new()));
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

impl Session {
    /// An update of that link was taken in: if it brought what others wrote, nothing is barred any more.
    pub(super) fn is_past(&mut self, id: LinkId, reading: &UpdateSummary) {
        let members = self.register.members();
        if let Some(link) = self.links.get_mut(&id) {
            let mut writers = reading.writes.keys().map(|client| members.peer_of(*client));
            if writers.any(|writer| writer != Some(link.peer)) {
                link.barred = 0;
            }
        }
    }
}
