//! The entity index: which writes created the entities of the document. An entity is only ever marked deleted, by a
//! tombstone register: its map stays, and nothing else comes into its place. yrs takes a map away at one occasion alone, when two made the same entity without
//! knowing of each other, as happens when a guest's edit is sent again to a successor: it keeps that of the higher
//! client id (the order of concurrent writes to one key, `Item.integrate` in Yjs).
//!
//! An update that takes away more would leave boards that look whole until they are opened again.

use super::write_index::ParsedUpdate;
use super::{WriteIndex, damaged};
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

/// A write that created an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EntityCreation {
    pub(super) client: u64,
    pub(super) clock: u32,
    pub(super) place: Place,
    /// Which kind of entity it is; `None` for kinds of newer versions.
    pub(super) root: Option<Root>,
    /// Of one that gave way to another's creation only the place is left.
    pub(super) is_gone: bool,
}

/// Every entity of a document by who created it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct EntityIndex {
    /// What each client created, in the order of its clocks.
    by_client: BTreeMap<u64, Vec<(u32, Place)>>,
    /// Who owns an entity: of several who created it, the one whose map stays.
    owners: HashMap<Place, u64>,
    /// How many of a kind each client created.
    counts: BTreeMap<(u64, Root), usize>,
}

impl EntityIndex {
    /// The creations of an update that are new here, when it takes away and hides nothing.
    /// O((creations + deletions) · log entities).
    ///
    /// # Errors
    /// `Damaged`; `Ahead` for what is right only with an entity that is not known yet.
    pub(super) fn new_creations(
        &self,
        found: &ParsedUpdate<'_>,
        index: &WriteIndex,
    ) -> Result<Vec<EntityCreation>, ReplicaError> {
        let mut added = Self::default();
        let is_news =
            |creation: &&EntityCreation| creation.clock >= index.next_clock(creation.client);
        let news: Vec<EntityCreation> = found.creations.iter().filter(is_news).copied().collect();
        for creation in news.iter().filter(|creation| !creation.is_gone) {
            let is_own = |index: &Self| index.owners.get(&creation.place) == Some(&creation.client);
            if is_own(self) || is_own(&added) {
                return damaged("an update makes one thing twice");
            }
            added.insert(creation);
        }
        let is_entity = |(client, clock): (u64, u32)| {
            self.has(client, clock, clock + 1) || added.has(client, clock, clock + 1)
        };
        if found.neighbours.iter().copied().any(is_entity) {
            return damaged(
                "an update puts something in the place of what is only marked as deleted",
            );
        }
        let owner = |place: &Place| {
            let owners = [self.owners.get(place), added.owners.get(place)];
            owners.into_iter().flatten().max().copied()
        };
        let gave_way = |client: u64, place: &Place| owner(place).is_some_and(|it| it > client);
        let mut gone = news.iter().filter(|creation| creation.is_gone);
        let are_right = gone.all(|creation| gave_way(creation.client, &creation.place));
        let is_right = |&(client, start, end): &(u64, u32, u32)| {
            let known = self.within(client, start, end);
            let mut both = known.iter().chain(added.within(client, start, end));
            both.all(|(_, place)| gave_way(client, place))
        };
        if !are_right || !found.deleted.iter().all(is_right) {
            return Err(ReplicaError::Ahead);
        }
        Ok(news)
    }

    /// Which known entities would be replaced by what an update creates: by which client, root and key. O(creations).
    pub(super) fn replaced(
        &self,
        found: &ParsedUpdate<'_>,
        index: &WriteIndex,
    ) -> Vec<(u64, Root, Arc<str>)> {
        let replaces = |creation: &EntityCreation| {
            let is_news = !creation.is_gone && creation.clock >= index.next_clock(creation.client);
            let owner = self.owners.get(&creation.place);
            is_news && owner.is_some_and(|owner| *owner < creation.client)
        };
        let named = found.creations.iter().zip(&found.named);
        let replacing = named.filter(|(creation, _)| replaces(creation));
        let entity = |(creation, (root, key)): (&EntityCreation, &(&str, &str))| {
            Some((creation.client, Root::named(root)?, Arc::from(*key)))
        };
        replacing.filter_map(entity).collect()
    }

    /// Adds what an update created.
    pub(super) fn insert(&mut self, creation: &EntityCreation) {
        if creation.is_gone {
            return;
        }
        let own = self.by_client.entry(creation.client).or_default();
        own.push((creation.clock, creation.place));
        let owner = self.owners.entry(creation.place).or_default();
        *owner = creation.client.max(*owner);
        if let Some(root) = creation.root {
            *self.counts.entry((creation.client, root)).or_default() += 1;
        }
    }

    /// How many entities of a kind a client created. O(log clients).
    pub(super) fn count(&self, client: u64, root: Root) -> usize {
        self.counts.get(&(client, root)).copied().unwrap_or(0)
    }

    fn has(&self, client: u64, start: u32, end: u32) -> bool {
        !self.within(client, start, end).is_empty()
    }

    /// What a client created in a range of its clocks.
    fn within(&self, client: u64, start: u32, end: u32) -> &[(u32, Place)] {
        let Some(own) = self.by_client.get(&client) else {
            return &[];
        };
        let from = own.partition_point(|(clock, _)| *clock < start);
        let to = own.partition_point(|(clock, _)| *clock < end);
        own.get(from..to).unwrap_or_default()
    }
}
