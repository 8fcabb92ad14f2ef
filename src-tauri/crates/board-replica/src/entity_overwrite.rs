//! Overwriting: clients that put another entity in the place of one by creating it again (rule GA5), told apart from a
//! guest's edit that was retried.

use crate::check::{Target, UpdateSummary};
use crate::schema::{Root, id_in};
use board_model::{Board, ParticipantId};
use std::collections::BTreeSet;

/// Clients of an update that create again what is there. An honest program does so at one occasion alone: a guest's edit
/// that a host carried out and did not pass on any more is retried at the next one, which writes the guest's number
/// along, so that the retry is idempotent (rule GN1). O(what is created again).
pub(crate) fn overwriters(
    board: &Board,
    has_guest_mark: impl Fn(ParticipantId) -> bool,
    summary: &UpdateSummary,
) -> BTreeSet<u64> {
    let is_resent = |client: u64, root: Root, entity: &str| {
        let author = match root {
            Root::Notes => id_in(entity).and_then(|id| board.note(id)?.by),
            Root::Comments => id_in(entity).and_then(|id| board.comment_entry(id)?.by),
            Root::Groups => id_in(entity).and_then(|id| board.group_entry(id)?.by),
            // Guests make nothing else.
            _ => None,
        };
        author.is_some_and(|author| {
            let mark = Target::Register(Root::Guests, author.to_string().into());
            let targets = summary.writes.get(&client);
            has_guest_mark(author) && targets.is_some_and(|all| all.contains(&mark))
        })
    };
    let replaced = summary.replaced.iter();
    let overwritten = replaced.filter(|(client, root, key)| !is_resent(*client, *root, key));
    overwritten.map(|(client, ..)| *client).collect()
}
