//! The write index: what is known of the document without asking yrs. How far each client's writes go (the state
//! vector), what each of them touches, and which are deleted (the delete set).
//!
//! yrs can neither say what an update will touch nor roll one back, so this is kept beside it: for each client runs
//! of clocks that touch the same target. A run costs 24 bytes, and one client's notes are one run, so a board of
//! 5,000 notes with a hundred openings stays below a megabyte.

use super::entity_index::{EntityCreation, EntityIndex};
use super::target::Target;
use super::{damaged, parse, walk};
use crate::error::ReplicaError;
use crate::schema::Root;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The parent of a struct of an update: what it lies in.
#[derive(Clone, Copy, Debug)]
pub(super) enum Parent<'a> {
    /// In a root, under a key.
    Root(&'a str, &'a str),
    /// The same as that write's: it is the item's neighbour, or the container that it lies in.
    Inherited((u64, u32)),
    /// None: a garbage-collected struct.
    Nowhere,
}

/// The header of a struct of an update: whose it is, its clocks and its parent, without its content.
#[derive(Clone, Copy, Debug)]
pub(super) struct ItemHeader<'a> {
    pub(super) client: u64,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) parent: Parent<'a>,
}

/// Everything in an update, as the walk found it.
#[derive(Debug, Default)]
pub(super) struct ParsedUpdate<'a> {
    pub(super) items: Vec<ItemHeader<'a>>,
    /// Causal dependencies: writes that are not known before it and are built upon.
    pub(super) referred: Vec<(u64, u32)>,
    pub(super) deleted: Vec<(u64, u32, u32)>,
    /// Entities that it creates.
    pub(super) creations: Vec<EntityCreation>,
    /// The root and key of each of them.
    pub(super) named: Vec<(&'a str, &'a str)>,
    /// Writes that something is put beside.
    pub(super) neighbours: Vec<(u64, u32)>,
    /// Where each client's section ends.
    pub(super) ends: BTreeMap<u64, u32>,
    /// Each client's section, as bytes.
    pub(super) sections: Vec<(u64, &'a [u8])>,
}

impl ParsedUpdate<'_> {
    pub(super) fn end(&self, client: u64) -> u32 {
        self.ends.get(&client).copied().unwrap_or(0)
    }
}

/// The summary of an update that was walked: what it would do that is not done yet, so that it can be authorized before
/// it is applied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UpdateSummary {
    /// What each client writes to, clients without news left out.
    pub writes: BTreeMap<u64, BTreeSet<Target>>,
    /// What registers and texts it deletes from, beyond what is deleted already. Nobody's name is on a deletion.
    pub deletes: BTreeSet<Target>,
    /// ItemHeader writes: client, first clock, clock after the last, target as an index of `targets`.
    runs: Vec<(u64, u32, u32, u32)>,
    targets: Vec<Target>,
    deleted: Vec<(u64, u32, u32)>,
    creations: Vec<EntityCreation>,
    /// Entities that are known and would be replaced by another creation of them: by which client, root and key.
    pub(crate) replaced: Vec<(u64, Root, Arc<str>)>,
    /// Clients that create again what is there, as no honest program does (rule GA5).
    pub(crate) overwriters: BTreeSet<u64>,
}

impl UpdateSummary {
    /// Clients whose writes put another thing in the place of one that is there, and are no guest's edit that was sent
    /// again to another host (rule GA5).
    pub fn overwriters(&self) -> &BTreeSet<u64> {
        &self.overwriters
    }

    /// How many entities of each kind a client creates that are not known. O(entities created).
    pub fn creations(&self) -> BTreeMap<(u64, Root), usize> {
        let mut counts = BTreeMap::new();
        for creation in self.creations.iter().filter(|creation| !creation.is_gone) {
            if let Some(root) = creation.root {
                *counts.entry((creation.client, root)).or_default() += 1;
            }
        }
        counts
    }

    /// Whether it brings nothing that is not known: applying updates is idempotent.
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty() && self.deletes.is_empty()
    }

    /// Whether it writes or deletes what the document is, as which board and in which format.
    pub(crate) fn alters_what_it_is(&self) -> bool {
        let written = self.writes.values().flatten();
        written.chain(&self.deletes).any(|target| match target {
            Target::Register(Root::Meta, key) => matches!(&**key, "format" | "board"),
            _ => false,
        })
    }
}

/// A v1 update of these sections and deletions.
fn written<'s>(
    sections: impl ExactSizeIterator<Item = &'s [u8]>,
    deleted: &BTreeMap<u64, Vec<(u32, u32)>>,
) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_varint(sections.len() as u64, &mut bytes);
    for section in sections {
        bytes.extend_from_slice(section);
    }
    write_varint(deleted.len() as u64, &mut bytes);
    for (client, ranges) in deleted {
        write_varint(*client, &mut bytes);
        write_varint(ranges.len() as u64, &mut bytes);
        for (start, end) in ranges {
            write_varint(u64::from(*start), &mut bytes);
            write_varint(u64::from(end - start), &mut bytes);
        }
    }
    bytes
}

/// Which deletions are taken from an update of which the sections of these clients are left out, by whose write is
/// deleted. Asked once for each update, which may hold a million deletions.
pub type Deletions<'a> = &'a dyn Fn(&[u64]) -> Box<dyn Fn(u64) -> bool + 'a>;

/// One update merged from the sections of several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergedUpdate {
    /// The update, v1 encoding.
    pub update: Vec<u8>,
    /// Which of the updates have the very section of a client that was taken, to the byte.
    pub witnesses: BTreeMap<u64, Vec<usize>>,
}

/// From this clock on, writes touch the target, a position in `WriteIndex::targets`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    start: u32,
    target: u32,
}

/// One client's writes, run-length encoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct ClientWrites {
    end: u32,
    runs: Vec<Run>,
    /// Ranges of deleted writes, sorted, apart.
    deleted: Vec<(u32, u32)>,
}

/// The write index of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WriteIndex {
    clients: BTreeMap<u64, ClientWrites>,
    targets: Vec<Target>,
    by_target: HashMap<Target, u32>,
    entities: EntityIndex,
}

impl WriteIndex {
    /// The clock after the last known write of a client: its entry of the state vector.
    pub fn next_clock(&self, client: u64) -> u32 {
        self.clients.get(&client).map_or(0, |own| own.end)
    }

    /// How many entities of a kind a client ever created, deleted ones too. O(log clients).
    pub fn entities_created(&self, client: u64, root: Root) -> usize {
        self.entities.count(client, root)
    }

    /// Every client that wrote.
    pub fn clients(&self) -> impl Iterator<Item = u64> {
        self.clients.keys().copied()
    }

    /// Walks an update and says what it would do. O(bytes · log clients).
    ///
    /// # Errors
    /// `Damaged` with what was found; `Ahead` for what builds on what is not known.
    pub fn summarize(&self, update: &[u8]) -> Result<UpdateSummary, ReplicaError> {
        let found = walk(update, self)?;
        let mut names = Names::default();
        let targets = self.targets_of(&found, &mut names)?;
        let mut summary = UpdateSummary {
            creations: self.entities.new_creations(&found, self)?,
            replaced: self.entities.replaced(&found, self),
            ..UpdateSummary::default()
        };
        for (item, target) in found.items.iter().zip(&targets) {
            let start = item.start.max(self.next_clock(item.client));
            if start >= item.end {
                continue;
            }
            summary.runs.push((item.client, start, item.end, *target));
        }
        for (client, _, _, target) in &summary.runs {
            let writes = summary.writes.entry(*client).or_default();
            writes.insert(names.get(*target).clone());
        }
        for &(client, start, end) in &found.deleted {
            for (start, end) in self.not_deleted(client, start, end) {
                summary.deleted.push((client, start, end));
                let deletes = &mut summary.deletes;
                self.targets_within(client, start, end, &mut |target| {
                    deletes.insert(target.clone());
                });
                for (_, _, _, target) in new_within(&summary.runs, client, start, end) {
                    deletes.insert(names.get(*target).clone());
                }
            }
        }
        summary.targets = names.all;
        Ok(summary)
    }

    /// Merges several updates into one of the sections that are to be kept, the longest where a client has more than one, with
    /// deletions of writes that are known then. Of an update of which a section is left out those deletions are taken
    /// that `deletions` lets through: the others could belong to what is left out. Updates that cannot be read count for
    /// nothing. What comes out is to be
    /// [summarized](Self::summarize) like any other.
    pub fn merge_sections(
        &self,
        updates: &[&[u8]],
        keep: &dyn Fn(usize, u64) -> bool,
        deletions: Deletions<'_>,
    ) -> MergedUpdate {
        let found = updates.iter().map(|update| parse(update, self).ok());
        let found: Vec<Option<ParsedUpdate>> = found.collect();
        let found = || {
            let each = found.iter().enumerate();
            each.filter_map(|(index, found)| Some((index, found.as_ref()?)))
        };
        let mut kept: BTreeMap<u64, (u32, &[u8])> = BTreeMap::new();
        let mut witnesses: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for (index, found) in found() {
            for &(client, section) in &found.sections {
                if !keep(index, client) {
                    continue;
                }
                let end = found.end(client);
                let longest = kept.get(&client);
                if longest.is_none_or(|(longest, _)| *longest < end) {
                    kept.insert(client, (end, section));
                    witnesses.insert(client, vec![index]);
                } else if longest.is_some_and(|(_, longest)| *longest == section) {
                    witnesses.entry(client).or_default().push(index);
                }
            }
        }
        let ends = |client: &u64| {
            let taken = kept.get(client).map_or(0, |(end, _)| *end);
            taken.max(self.next_clock(*client))
        };
        let mut deleted: BTreeMap<u64, Vec<(u32, u32)>> = BTreeMap::new();
        for (_, found) in found() {
            let news = found
                .ends
                .iter()
                .filter(|(client, end)| **end > ends(client));
            let left_out: Vec<u64> = news.map(|(client, _)| *client).collect();
            let is_taken = deletions(&left_out);
            for &(client, start, end) in &found.deleted {
                if end <= ends(&client) && is_taken(client) {
                    insert_range(deleted.entry(client).or_default(), (start, end));
                }
            }
        }
        let sections = kept.values().map(|(_, section)| *section);
        MergedUpdate {
            update: written(sections, &deleted),
            witnesses,
        }
    }

    /// Adds an update that was summarized on this index as it is.
    pub fn insert(&mut self, summary: &UpdateSummary) {
        for &(client, start, end, target) in &summary.runs {
            let target = self.number(&summary.targets[target as usize]);
            let own = self.clients.entry(client).or_default();
            if own.runs.last().is_none_or(|run| run.target != target) {
                own.runs.push(Run { start, target });
            }
            own.end = own.end.max(end);
        }
        for creation in &summary.creations {
            self.entities.insert(creation);
        }
        for &(client, start, end) in &summary.deleted {
            let own = self.clients.entry(client).or_default();
            insert_range(&mut own.deleted, (start, end));
        }
    }

    /// Walks an update and adds it.
    ///
    /// # Errors
    /// `Damaged`; then nothing is added.
    pub fn index(&mut self, update: &[u8]) -> Result<(), ReplicaError> {
        let summary = self.summarize(update)?;
        self.insert(&summary);
        Ok(())
    }

    fn number(&mut self, target: &Target) -> u32 {
        if let Some(number) = self.by_target.get(target) {
            return *number;
        }
        let number = self.targets.len() as u32;
        self.targets.push(target.clone());
        self.by_target.insert(target.clone(), number);
        number
    }

    fn target_at(&self, client: u64, clock: u32) -> Option<&Target> {
        let own = self.clients.get(&client).filter(|own| clock < own.end)?;
        let after = own.runs.partition_point(|run| run.start <= clock);
        let run = own.runs.get(after.checked_sub(1)?)?;
        self.targets.get(run.target as usize)
    }

    /// The targets of a client's known writes in a range.
    fn targets_within(&self, client: u64, start: u32, end: u32, each: &mut dyn FnMut(&Target)) {
        let Some(own) = self.clients.get(&client) else {
            return;
        };
        if start >= own.end {
            return;
        }
        let first = own.runs.partition_point(|run| run.start <= start);
        for run in &own.runs[first.saturating_sub(1)..] {
            if run.start >= end {
                break;
            }
            if let Some(target) = self.targets.get(run.target as usize) {
                each(target);
            }
        }
    }

    /// The parts of a range that are not deleted yet.
    fn not_deleted(&self, client: u64, start: u32, end: u32) -> Vec<(u32, u32)> {
        let none = Vec::new();
        let deleted = self.clients.get(&client).map_or(&none, |own| &own.deleted);
        let mut parts = Vec::new();
        let mut from = start;
        let first = deleted.partition_point(|range| range.1 <= start);
        for range in &deleted[first..] {
            if range.0 >= end {
                break;
            }
            if range.0 > from {
                parts.push((from, range.0));
            }
            from = from.max(range.1);
        }
        if from < end {
            parts.push((from, end));
        }
        parts
    }

    /// The target of each item. An item that names no parent lies where its neighbour lies, which may stand anywhere
    /// in the update; each way is followed once.
    fn targets_of(
        &self,
        found: &ParsedUpdate<'_>,
        names: &mut Names,
    ) -> Result<Vec<u32>, ReplicaError> {
        let mut by_client: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for (index, item) in found.items.iter().enumerate() {
            by_client.entry(item.client).or_default().push(index);
        }
        let index_of = |(client, clock): (u64, u32)| -> Option<usize> {
            let items = by_client.get(&client)?;
            let after = items.partition_point(|&index| found.items[index].start <= clock);
            let index = *items.get(after.checked_sub(1)?)?;
            (clock < found.items[index].end).then_some(index)
        };
        let mut targets: Vec<Option<u32>> = vec![None; found.items.len()];
        let mut way = Vec::new();
        for index in 0..found.items.len() {
            let mut at = index;
            let target = loop {
                if let Some(target) = targets[at] {
                    break target;
                }
                if way.len() > found.items.len() {
                    return damaged("writes of an update lie in each other");
                }
                way.push(at);
                match found.items[at].parent {
                    Parent::Nowhere => break names.number(Target::Collected),
                    Parent::Root(root, key) => match Target::of(root, key) {
                        Some(target) => break names.number(target),
                        None => return damaged("an update writes to an unknown root"),
                    },
                    Parent::Inherited(other) => match self.target_at(other.0, other.1) {
                        Some(target) => break names.number(target.clone()),
                        None => match index_of(other) {
                            Some(next) => at = next,
                            None => return Err(ReplicaError::Ahead),
                        },
                    },
                }
            };
            for passed in way.drain(..) {
                targets[passed] = Some(target);
            }
        }
        Ok(targets.into_iter().flatten().collect())
    }
}

/// Targets by number, while an update is read.
#[derive(Default)]
struct Names {
    all: Vec<Target>,
    numbers: HashMap<Target, u32>,
}

impl Names {
    fn number(&mut self, target: Target) -> u32 {
        if let Some(number) = self.numbers.get(&target) {
            return *number;
        }
        let number = self.all.len() as u32;
        self.numbers.insert(target.clone(), number);
        self.all.push(target);
        number
    }

    fn get(&self, number: u32) -> &Target {
        &self.all[number as usize]
    }
}

fn write_varint(mut value: u64, into: &mut Vec<u8>) {
    while value > 0x7f {
        into.push(value as u8 | 0x80);
        value >>= 7;
    }
    into.push(value as u8);
}

type NewRun = (u64, u32, u32, u32);

/// The new writes of a client that lie in a range. They stand together, by clock.
fn new_within(runs: &[NewRun], client: u64, start: u32, end: u32) -> &[NewRun] {
    // A client has one section in an update, so its runs are neighbours; sections come in no order.
    let Some(first) = runs.iter().position(|run| run.0 == client) else {
        return &[];
    };
    let section = &runs[first..];
    let section = &section[..section.partition_point(|run| run.0 == client)];
    let from = section.partition_point(|run| run.2 <= start);
    let to = section.partition_point(|run| run.1 < end);
    section.get(from..to).unwrap_or_default()
}

/// Puts a range among sorted ranges that do not touch.
fn insert_range(ranges: &mut Vec<(u32, u32)>, (start, end): (u32, u32)) {
    let first = ranges.partition_point(|range| range.1 < start);
    let after = first + ranges[first..].partition_point(|range| range.0 <= end);
    let joined = ranges[first..after]
        .iter()
        .fold((start, end), |(from, to), range| {
            (from.min(range.0), to.max(range.1))
        });
    ranges.splice(first..after, [joined]);
}

#[cfg(test)]
mod tests {
    use super::insert_range;

    #[test]
    fn ranges_are_kept_sorted_and_apart() {
        let mut ranges = Vec::new();
        for range in [(5, 7), (1, 2), (9, 12), (2, 5), (20, 21), (7, 9)] {
            insert_range(&mut ranges, range);
        }
        assert_eq!(ranges, [(1, 12), (20, 21)]);
    }
}
