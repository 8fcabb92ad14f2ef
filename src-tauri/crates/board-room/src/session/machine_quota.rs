//! The quota of a machine: how much one may ever write on a board (rule NR9). A guest's share is checked by the guest's id,
//! where the edit is asked for; a machine brings updates, in which any name can stand, so its own count is by its client
//! ids.

use super::members::Members;
use crate::message::Role;
use board_model::{EditError, PeerId, limits};
use board_replica::{Root, UpdateSummary, WriteIndex};
use std::collections::{BTreeMap, BTreeSet};

/// What is counted, and how many of each an honest machine ever asks for.
const SHARES: [(Root, &str, usize); 3] = [
    (Root::Notes, "notes", limits::NOTES_OF_MACHINE),
    (Root::Comments, "comments", limits::OTHERS_OF_MACHINE),
    (Root::Groups, "groups", limits::OTHERS_OF_MACHINE),
];

/// What is let in: a quarter more, since a machine that lost its last words with its power may have written as many
/// again before others tell it of them.
const fn most(share: usize) -> usize {
    share + share / 4
}

/// Whether a machine has a share: none has whose person was a facilitator at any time. What they wrote then stands, and is
/// not told apart from what came later.
fn has_share(members: &Members, peer: PeerId) -> bool {
    let ever = members.ever(peer);
    ever.is_some_and(|member| member.role != Role::Facilitator)
}

fn made(members: &Members, ledger: &WriteIndex, peer: PeerId, root: Root) -> usize {
    let clients = members.clients_of(peer);
    clients
        .map(|client| ledger.entities_created(client, root))
        .sum()
}

/// Clients of an update whose machines would have written more than their share with it. Every peer that has the same
/// records and updates says the same. O(entities made + openings of the machines that made them), whatever number of
/// clients a machine registered: what a machine makes is summed up before it is compared.
pub(super) fn beyond_quota(
    members: &Members,
    ledger: &WriteIndex,
    reading: &UpdateSummary,
) -> BTreeSet<u64> {
    let makings = reading.creations();
    let mut fresh: BTreeMap<(PeerId, Root), usize> = BTreeMap::new();
    for ((client, root), count) in &makings {
        if let Some(peer) = members.peer_of(*client) {
            *fresh.entry((peer, *root)).or_default() += count;
        }
    }
    let is_beyond = |peer: PeerId, root: Root, count: usize| {
        let share = SHARES.iter().find(|(of, ..)| *of == root);
        share.is_some_and(|(_, _, share)| {
            has_share(members, peer) && made(members, ledger, peer, root) + count > most(*share)
        })
    };
    let beyond = fresh
        .iter()
        .filter(|((peer, root), count)| is_beyond(*peer, *root, **count));
    let beyond: BTreeSet<PeerId> = beyond.map(|((peer, _), _)| *peer).collect();
    let writers = makings.keys().map(|(client, _)| *client);
    writers
        .filter(|client| {
            members
                .peer_of(*client)
                .is_some_and(|peer| beyond.contains(&peer))
        })
        .collect()
}

/// Whether this machine may write so many more: its own person's, or its guests'. So an honest machine never meets
/// the bound of authorization. O(openings of this machine).
///
/// # Errors
/// `MachineShare`.
pub(crate) fn check_own(
    members: &Members,
    ledger: &WriteIndex,
    own: PeerId,
    fresh: &[(Root, usize)],
) -> Result<(), EditError> {
    if !has_share(members, own) {
        return Ok(());
    }
    for (root, what, max) in SHARES {
        let count = fresh.iter().find(|(of, _)| *of == root);
        let count = count.map_or(0, |(_, count)| *count);
        if count > 0 && made(members, ledger, own, root) + count > max {
            return Err(EditError::MachineShare { what, max });
        }
    }
    Ok(())
}
