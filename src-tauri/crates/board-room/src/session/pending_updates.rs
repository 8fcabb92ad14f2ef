//! Updates that do not fit yet, and links that had no room for what they should have had.

use super::authorization::{Refused, WriterPresence, unbelievable};
use super::frame::Frame;
use super::link::Link;
use super::machine_quota::beyond_quota;
use super::{LinkId, Session};
use crate::context::Context;
use crate::message::Role;
use board_model::PeerId;
use board_replica::UpdateSummary;
use std::collections::BTreeSet;
use std::time::Duration;

/// How long somebody's update that does not fit is left before it is asked for again.
const RETRY: Duration = Duration::from_secs(1);

/// How often putting together begins anew without what is not believed.
const ROUNDS: usize = 8;

/// How often somebody is asked again for what only others may bring.
pub(super) const MOST_UNAUTHORIZED: u32 = 5;

/// An update that did not fit yet: the link that it came over, who sent it, and its bytes.
type Pending<'a> = (LinkId, PeerId, &'a [u8]);

impl Session {
    /// An update waits with which somebody brings what only others may bring, and they do not. When nobody does, its
    /// bringer keeps it apart.
    pub(super) fn keep_unauthorized(&mut self, cx: &mut Context, id: LinkId, update: &[u8]) {
        if let Some(link) = self.links.get(&id)
            && let Some(remote) = link.remote()
            && remote.unauthorized >= MOST_UNAUTHORIZED
            && let Some(member) = self.register.members().member(link.peer)
        {
            let why = Refused::Role(member.role, "what others wrote");
            return self.refuse_update(cx, id, &why);
        }
        if let Some(remote) = self.remote_mut(id) {
            remote.is_unauthorized = true;
        }
        self.keep_pending(cx, id, update);
    }

    /// An update that does not fit yet waits for what others bring.
    pub(super) fn keep_pending(&mut self, cx: &Context, id: LinkId, update: &[u8]) {
        if let Some(remote) = self.remote_mut(id)
            // Of several the longest tells most; what is lost is asked for again.
            && remote.pending.as_ref().is_none_or(|pending| pending.len() <= update.len())
        {
            remote.pending = Some(update.to_vec());
        }
        self.retry_at.get_or_insert(cx.now + RETRY);
    }

    /// Puts together what was pending: of each member's update what that member wrote, and what those wrote who cannot
    /// bring it. Writes of several people that build on one another only fit together. Where all of it does not fit,
    /// the next time another member's is left out: nobody keeps the rest from coming together. O(bytes pending).
    fn apply_pending(&mut self, cx: &mut Context) {
        if !self.is_hosting() {
            return;
        }
        self.round += 1;
        let mut pending: Vec<_> = self
            .admitted()
            .filter_map(|(id, link, remote)| Some((id, link.peer, remote.pending.as_deref()?)))
            .collect();
        if pending.len() > 1 {
            let left_out = self.round % (pending.len() + 1);
            if left_out < pending.len() {
                pending.remove(left_out);
            }
        }
        let Some(&(first, _, _)) = pending.first() else {
            return;
        };
        if let Some((update, reading)) = self.merge_pending(cx, &pending) {
            self.apply_update(cx, first, None, &update, &reading);
        }
    }

    /// Whether this link brought few enough updates that were not authorized.
    fn has_patience_with(&self, link: LinkId) -> bool {
        let remote = self.links.get(&link).and_then(Link::remote);
        remote.is_some_and(|remote| remote.unauthorized < MOST_UNAUTHORIZED)
    }

    fn merge_pending(
        &self,
        cx: &Context,
        pending: &[Pending<'_>],
    ) -> Option<(Vec<u8>, UpdateSummary)> {
        let members = self.register.members();
        let (own, now_writing) = (self.peer(), cx.replica.client());
        // What this machine wrote in an earlier opening it may have lost: without it, the deletions that went with it
        // would come in alone.
        let is_lost = |client: u64| client != now_writing && members.peer_of(client) == Some(own);
        let updates: Vec<&[u8]> = pending.iter().map(|(_, _, update)| *update).collect();
        let senders: Vec<PeerId> = pending.iter().map(|(_, sender, _)| *sender).collect();
        let mut doubted = BTreeSet::new();
        let mut with_deletions = true;
        // Each time something is left out, so this ends; a few rounds are enough for anything honest.
        for _ in 0..ROUNDS {
            let keep = |index: usize, client: u64| {
                members.peer_of(client).is_some_and(|writer| {
                    let comes_itself = match self.presence(writer, client, now_writing) {
                        WriterPresence::Away | WriterPresence::Lost => false,
                        WriterPresence::Wrote => self.has_patience_with(pending[index].0),
                        WriterPresence::Writes => true,
                    };
                    let is_lower = members.member(writer) != members.ever(writer);
                    writer == senders[index] || !comes_itself || is_lower || is_lost(client)
                }) && !doubted.contains(&client)
            };
            let index = cx.replica.write_index();
            let deletions = |left_out: &[u64]| -> Box<dyn Fn(u64) -> bool + '_> {
                match with_deletions {
                    true => self.deletions_beside(cx, left_out),
                    false => Box::new(|_| false),
                }
            };
            let merged = index.merge_sections(&updates, &keep, &deletions);
            let Ok(reading) = cx.replica.summarize(&merged.update) else {
                if !with_deletions {
                    return None;
                }
                with_deletions = false;
                continue;
            };
            let witnesses = merged.witnesses.iter().map(|(client, indexes)| {
                let peers = indexes.iter().map(|index| senders[*index]).collect();
                (*client, peers)
            });
            let witnesses = witnesses.collect();
            let beyond = beyond_quota(members, index, &reading);
            let (fresh, deletions) =
                unbelievable(members, &senders, &witnesses, &reading, &beyond, &is_lost);
            if fresh.is_empty() && deletions {
                return (!reading.is_empty()).then_some((merged.update, reading));
            }
            with_deletions &= deletions;
            doubted.extend(fresh);
        }
        None
    }

    /// Which deletions are taken from an update of which these clients' sections are left out, by whose write is deleted:
    /// where they may change their own notes only, nobody but its writer has deleted another's, and without the deletion
    /// what was written would stand beside what it replaced. O(clients left out), and O(log clients) a deletion.
    fn deletions_beside(&self, cx: &Context, left_out: &[u64]) -> Box<dyn Fn(u64) -> bool + '_> {
        if left_out.is_empty() {
            return Box::new(|_| true);
        }
        let members = self.register.members();
        let participants: Option<BTreeSet<PeerId>> = left_out
            .iter()
            .map(|client| {
                let peer = members.peer_of(*client)?;
                let member = members.ever(peer)?;
                (member.role < Role::Facilitator).then_some(peer)
            })
            .collect();
        match participants {
            Some(participants) if !cx.board().everyone_edits() => Box::new(move |client| {
                let owner = members.peer_of(client);
                owner.is_some_and(|owner| !participants.contains(&owner))
            }),
            _ => Box::new(|_| false),
        }
    }

    /// Tries what was pending, and asks those whose updates did not fit for what is missing still.
    pub(super) fn retry_pending(&mut self, cx: &mut Context) {
        self.apply_pending(cx);
        self.retry_at = None;
        for (id, link) in &mut self.links {
            let Some(remote) = link.remote_mut() else {
                continue;
            };
            let was_unauthorized = std::mem::take(&mut remote.is_unauthorized);
            remote.unauthorized = if was_unauthorized {
                remote.unauthorized + 1
            } else {
                0
            };
            if remote.pending.take().is_some() {
                cx.send_vector(*id);
            }
        }
    }

    /// What came meanwhile is asked for again.
    pub(super) fn replica_replaced(&mut self, cx: &mut Context) {
        self.seen_control = None;
        for (id, link) in &mut self.links {
            if let Some(remote) = link.remote_mut() {
                (remote.parts, remote.pending) = (Vec::new(), None);
                cx.send_vector(*id);
            }
        }
        self.refresh_register(cx);
    }

    /// The host tells all of the board anew.
    pub(super) fn resync(&mut self, cx: &mut Context) {
        self.me.clients.push(cx.replica.client());
        self.seen_control = None;
        self.waiting = 0;
        // Everybody is to hear the new client id, and says anew who hosts.
        for id in std::mem::take(&mut self.links).into_keys() {
            cx.close(id, "begins afresh");
        }
        self.find_host(cx, Vec::new());
    }

    /// A link had no room: what it misses it asks for when there is room again.
    pub(super) fn link_full(&mut self, id: LinkId) {
        if let Some(link) = self.links.get_mut(&id) {
            link.is_behind = true;
        }
    }

    pub(super) fn link_drained(&mut self, cx: &mut Context, id: LinkId) {
        let link = self.links.get_mut(&id);
        let Some(link) = link.filter(|link| link.is_behind) else {
            return;
        };
        link.is_behind = false;
        // Nobody knows what was left out. They hear that something was, and tell what they have.
        cx.send_frame(id, &Frame::Behind);
        self.people_changed(cx);
    }

    /// An update of that link was applied: if it brought what others wrote, the count of those that were not
    /// authorized begins anew.
    pub(super) fn clear_unauthorized(&mut self, id: LinkId, reading: &UpdateSummary) {
        let members = self.register.members();
        let Some(link) = self.links.get_mut(&id) else {
            return;
        };
        let mut writers = reading.writes.keys().map(|client| members.peer_of(*client));
        if writers.any(|writer| writer != Some(link.peer))
            && let Some(remote) = link.remote_mut()
        {
            remote.unauthorized = 0;
        }
    }
}
