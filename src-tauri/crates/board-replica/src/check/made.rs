//! Which writes made the entities of the document. An entity is only ever marked deleted: its map stays, and nothing
//! else comes into its place. yrs takes a map away at one occasion alone, when two made the same entity without
//! knowing of each other, as happens when a guest's edit is sent again to a successor: it keeps that of the higher
//! client id (the order of concurrent writes to one key, `Item.integrate` in Yjs).
//!
//! An update that takes away more would leave boards that look whole until they are opened again.

use super::ledger::Found;
use super::{Ledger, damaged};
use crate::error::ReplicaError;
use crate::schema::Root;
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// A key of a root, as a digest: 16 bytes an entity instead of its name. Who finds two of their own with the same one
/// wins nothing.
type Place = u64;

/// The place of an entity.
pub(super) fn place_of(root: &str, key: &str) -> Place {
    let mut hasher = DefaultHasher::new();
    (root, key).hash(&mut hasher);
    hasher.finish()
}

/// A write that made an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Making {
    pub(super) client: u64,
    pub(super) clock: u32,
    pub(super) place: Place,
    /// Which kind of entity it is; `None` for kinds of newer versions.
    pub(super) root: Option<Root>,
    /// Of one that gave way to another's only the place is left.
    pub(super) is_gone: bool,
}

/// What is known of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Made {
    /// By client, in the order of their clocks.
    by_client: BTreeMap<u64, Vec<(u32, Place)>>,
    /// Whose an entity is: of several who made it, the one whose map stays.
    owners: HashMap<Place, u64>,
    /// How many of a kind each client made.
    counts: BTreeMap<(u64, Root), usize>,
}

impl Made {
    /// The makings of an update that are news, when it takes away and hides nothing.
    /// O((makings + deletions) · log entities).
    ///
    /// # Errors
    /// `Damaged`; `Ahead` for what is right only with an entity that is not known yet.
    pub(super) fn news(
        &self,
        found: &Found<'_>,
        ledger: &Ledger,
    ) -> Result<Vec<Making>, ReplicaError> {
        let mut fresh = Self::default();
        let is_news = |making: &&Making| making.clock >= ledger.known(making.client);
        let news: Vec<Making> = found.made.iter().filter(is_news).copied().collect();
        for making in news.iter().filter(|making| !making.is_gone) {
            let is_own = |made: &Self| made.owners.get(&making.place) == Some(&making.client);
            if is_own(self) || is_own(&fresh) {
                return damaged("an update makes one thing twice");
            }
            fresh.enter(making);
        }
        let is_entity = |(client, clock): (u64, u32)| {
            self.has(client, clock, clock + 1) || fresh.has(client, clock, clock + 1)
        };
        if found.neighbours.iter().copied().any(is_entity) {
            return damaged(
                "an update puts something in the place of what is only marked as deleted",
            );
        }
        let owner = |place: &Place| {
            let owners = [self.owners.get(place), fresh.owners.get(place)];
            owners.into_iter().flatten().max().copied()
        };
        let gave_way = |client: u64, place: &Place| owner(place).is_some_and(|it| it > client);
        let mut gone = news.iter().filter(|making| making.is_gone);
        let are_right = gone.all(|making| gave_way(making.client, &making.place));
        let is_right = |&(client, start, end): &(u64, u32, u32)| {
            let known = self.within(client, start, end);
            let mut both = known.iter().chain(fresh.within(client, start, end));
            both.all(|(_, place)| gave_way(client, place))
        };
        if !are_right || !found.deleted.iter().all(is_right) {
            return Err(ReplicaError::Ahead);
        }
        Ok(news)
    }

    /// Which known entities would give way to what an update makes. O(makings).
    pub(super) fn retaken(&self, found: &Found<'_>, ledger: &Ledger) -> Vec<(u64, Root, Arc<str>)> {
        let takes = |making: &Making| {
            let is_news = !making.is_gone && making.clock >= ledger.known(making.client);
            let owner = self.owners.get(&making.place);
            is_news && owner.is_some_and(|owner| *owner < making.client)
        };
        let named = found.made.iter().zip(&found.named);
        let taken = named.filter(|(making, _)| takes(making));
        let entity = |(making, (root, key)): (&Making, &(&str, &str))| {
            Some((making.client, Root::named(root)?, Arc::from(*key)))
        };
        taken.filter_map(entity).collect()
    }

    /// Writes down what an update made.
    pub(super) fn enter(&mut self, making: &Making) {
        if making.is_gone {
            return;
        }
        let own = self.by_client.entry(making.client).or_default();
        own.push((making.clock, making.place));
        let owner = self.owners.entry(making.place).or_default();
        *owner = making.client.max(*owner);
        if let Some(root) = making.root {
            *self.counts.entry((making.client, root)).or_default() += 1;
        }
    }

    /// How many entities of a kind a client made. O(log clients).
    pub(super) fn count(&self, client: u64, root: Root) -> usize {
        self.counts.get(&(client, root)).copied().unwrap_or(0)
    }

    fn has(&self, client: u64, start: u32, end: u32) -> bool {
        !self.within(client, start, end).is_empty()
    }

    /// What a client made in a range of its clocks.
    fn within(&self, client: u64, start: u32, end: u32) -> &[(u32, Place)] {
        let Some(own) = self.by_client.get(&client) else {
            return &[];
        };
        let from = own.partition_point(|(clock, _)| *clock < start);
        let to = own.partition_point(|(clock, _)| *clock < end);
        own.get(from..to).unwrap_or_default()
    }
}
