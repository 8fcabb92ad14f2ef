//! The walk over foreign bytes before yrs sees them.
//!
//! yrs trusts its input: some short updates overflow its stack, hang it or make it ask for gigabytes. So
//! every update is first walked byte by byte without recursion and without allocating for what it claims:
//! all counts fit the bytes that are left, values nest at most [`ANY_DEPTH`] deep, only maps in known roots,
//! texts in those maps, strings and plain values occur, and nothing refers to writes that are not known, so
//! no update is applied before its causal dependencies and nothing can be left pending in yrs. The format is Yjs' update format v1 (`UpdateDecoderV1`, `readSyncStep2` in
//! Yjs; `updates/decoder.rs` in yrs).

mod entity_index;
mod target;
mod write_index;

pub use target::Target;
pub use write_index::{Deletions, MergedUpdate, UpdateSummary, WriteIndex};

use crate::error::ReplicaError;
use crate::schema::{Root, id_in, is_known_root};
use board_model::NoteId;
use entity_index::{EntityCreation, place_of};
use write_index::{ItemHeader, Parent, ParsedUpdate};

/// Deepest nesting of a plain value. Registers nest two deep; newer versions have room.
const ANY_DEPTH: usize = 8;
/// Client ids have at most 53 bits, so that JavaScript can hold them.
const MAX_CLIENT: u64 = (1 << 53) - 1;

/// Walks an update. O(bytes).
///
/// # Errors
/// `Damaged` with what was found.
fn walk<'a>(update: &'a [u8], index: &WriteIndex) -> Result<ParsedUpdate<'a>, ReplicaError> {
    let found = parse(update, index)?;
    let is_missing =
        |&(client, clock): &(u64, u32)| clock >= index.next_clock(client).max(found.end(client));
    let deletes_ahead =
        |&(client, _, end): &(u64, u32, u32)| end > index.next_clock(client).max(found.end(client));
    if found.referred.iter().any(is_missing) {
        return Err(ReplicaError::Ahead);
    }
    if found.deleted.iter().any(deletes_ahead) {
        return damaged("an update deletes what is not known");
    }
    Ok(found)
}

/// The walk itself, without asking whether the update's causal dependencies, what it builds upon, are there.
fn parse<'a>(update: &'a [u8], index: &WriteIndex) -> Result<ParsedUpdate<'a>, ReplicaError> {
    let mut walk = Walk {
        bytes: update,
        at: 0,
        index,
        found: ParsedUpdate::default(),
    };
    walk.update()?;
    Ok(walk.found)
}

/// The parent as an item's bytes spell it out; items with a neighbour leave it away.
enum ExplicitParent<'a> {
    Root(&'a str),
    Item((u64, u32)),
}

fn damaged<T>(fact: &'static str) -> Result<T, ReplicaError> {
    Err(ReplicaError::Damaged { fact })
}

struct Walk<'a, 'l> {
    bytes: &'a [u8],
    at: usize,
    /// What is known before this update.
    index: &'l WriteIndex,
    /// What the update holds; every entry costs bytes of it, so there are never more than those.
    found: ParsedUpdate<'a>,
}

impl<'a> Walk<'a, '_> {
    fn update(&mut self) -> Result<(), ReplicaError> {
        let clients = self.count(3)?;
        for _ in 0..clients {
            self.client_section()?;
        }
        self.delete_set()?;
        if self.at != self.bytes.len() {
            return damaged("an update has bytes after its end");
        }
        Ok(())
    }

    fn client_section(&mut self) -> Result<(), ReplicaError> {
        let from = self.at;
        let structs = self.count(2)?;
        let client = self.client()?;
        let mut clock = self.clock()?;
        if clock > self.index.next_clock(client) {
            return Err(ReplicaError::Ahead);
        }
        if self.found.ends.contains_key(&client) {
            return damaged("an update has two parts of one client");
        }
        for _ in 0..structs {
            let (length, parent) = self.item((client, clock))?;
            let start = clock;
            clock = match clock.checked_add(length) {
                Some(next) if length > 0 => next,
                _ => return damaged("a write has an impossible length"),
            };
            self.found.items.push(ItemHeader {
                client,
                start,
                end: clock,
                parent,
            });
        }
        self.found.ends.insert(client, clock);
        let bytes: &'a [u8] = self.bytes;
        let section = bytes.get(from..self.at).unwrap_or_default();
        self.found.sections.push((client, section));
        Ok(())
    }

    /// The struct of a client's clock: its length in clock ticks, and where it lies.
    fn item(&mut self, (client, clock): (u64, u32)) -> Result<(u32, Parent<'a>), ReplicaError> {
        let head = self.byte()?;
        let content = head & 0b1_1111;
        if content == 0 {
            return Ok((self.clock()?, Parent::Nowhere));
        }
        let (origin, right, keyed) = (head & 0x80 != 0, head & 0x40 != 0, head & 0x20 != 0);
        let mut beside = None;
        for _ in 0..usize::from(origin) + usize::from(right) {
            let other = self.reference()?;
            self.found.neighbours.push(other);
            beside = beside.or(Some(other));
        }
        let mut in_root = None;
        let at = match beside {
            Some(other) => Parent::Inherited(other),
            None => {
                let parent = self.parent()?;
                in_root = Some(matches!(parent, ExplicitParent::Root(_)));
                let key = if keyed { self.string()? } else { "" };
                match parent {
                    ExplicitParent::Root(root) => Parent::Root(root, key),
                    ExplicitParent::Item(item) => Parent::Inherited(item),
                }
            }
        };
        if let Parent::Root(name, key) = at
            && Root::named(name).is_some_and(Root::holds_entities)
            && id_in::<NoteId>(key).is_some()
        {
            if !matches!(content, 1 | 7) {
                return damaged("something else lies where only maps may");
            }
            self.found.creations.push(EntityCreation {
                client,
                clock,
                place: place_of(name, key),
                root: Root::named(name),
                is_gone: content == 1,
            });
            self.found.named.push((name, key));
        }
        let length = match content {
            1 => self.clock(),
            4 => self.text_content(in_root),
            7 => self.type_content(in_root, keyed),
            8 => {
                let values = self.count(1)?;
                for _ in 0..values {
                    self.any()?;
                }
                u32::try_from(values).or_else(|_| damaged("too many values in one write"))
            }
            _ => damaged("an update holds a kind of content that boards never have"),
        };
        Ok((length?, at))
    }

    fn parent(&mut self) -> Result<ExplicitParent<'a>, ReplicaError> {
        match self.varint()? {
            1 => {
                let name = self.string()?;
                if is_known_root(name) {
                    Ok(ExplicitParent::Root(name))
                } else {
                    damaged("an update writes to an unknown root")
                }
            }
            0 => self.reference().map(ExplicitParent::Item),
            _ => damaged("an update has an unreadable parent"),
        }
    }

    fn text_content(&mut self, in_root: Option<bool>) -> Result<u32, ReplicaError> {
        if in_root == Some(true) {
            return damaged("a root holds text");
        }
        let text = self.string()?;
        u32::try_from(text.encode_utf16().count()).or_else(|_| damaged("a text is too long"))
    }

    /// A map only straight in a root, a text only in such a map, both created once and never in the place of
    /// something else: so types nest two deep, whatever the update.
    fn type_content(&mut self, in_root: Option<bool>, keyed: bool) -> Result<u32, ReplicaError> {
        match (self.byte()?, in_root) {
            (1, Some(true)) | (2, Some(false)) if keyed => Ok(1),
            _ => damaged("an update nests types as boards never do"),
        }
    }

    /// One plain value, walked with a stack of counts instead of recursion.
    fn any(&mut self) -> Result<(), ReplicaError> {
        let mut open = [0usize; ANY_DEPTH];
        let mut keyed = [false; ANY_DEPTH];
        let mut depth = 0;
        loop {
            if depth > 0 && keyed[depth - 1] {
                self.string()?;
            }
            match self.byte()? {
                127 | 126 | 121 | 120 => {}
                125 => drop(self.signed()?),
                124 => self.skip(4)?,
                123 | 122 => self.skip(8)?,
                119 => drop(self.string()?),
                116 => {
                    let length = self.count(1)?;
                    self.skip(length)?;
                }
                tag @ (117 | 118) => {
                    let parts = self.count(1)?;
                    if parts > 0 {
                        if depth == ANY_DEPTH {
                            return damaged("a value is nested too deep");
                        }
                        (open[depth], keyed[depth]) = (parts, tag == 118);
                        depth += 1;
                        continue;
                    }
                }
                _ => return damaged("a value is of an unknown type"),
            }
            loop {
                let Some(top) = depth.checked_sub(1) else {
                    return Ok(());
                };
                open[top] -= 1;
                if open[top] > 0 {
                    break;
                }
                depth = top;
            }
        }
    }

    fn delete_set(&mut self) -> Result<(), ReplicaError> {
        let clients = self.count(2)?;
        for _ in 0..clients {
            let client = self.client()?;
            let ranges = self.count(2)?;
            for _ in 0..ranges {
                let (start, length) = (self.clock()?, self.clock()?);
                match start.checked_add(length) {
                    Some(end) => self.found.deleted.push((client, start, end)),
                    None => return damaged("an update deletes what cannot be"),
                }
            }
        }
        Ok(())
    }

    fn reference(&mut self) -> Result<(u64, u32), ReplicaError> {
        let (client, clock) = (self.client()?, self.clock()?);
        if clock >= self.index.next_clock(client) {
            self.found.referred.push((client, clock));
        }
        Ok((client, clock))
    }

    fn client(&mut self) -> Result<u64, ReplicaError> {
        let client = self.varint()?;
        if client > MAX_CLIENT {
            damaged("a client id is too large")
        } else {
            Ok(client)
        }
    }

    fn clock(&mut self) -> Result<u32, ReplicaError> {
        u32::try_from(self.varint()?).or_else(|_| damaged("a clock is too large"))
    }

    /// A count of things that take at least `least` bytes each.
    fn count(&mut self, least: usize) -> Result<usize, ReplicaError> {
        let count = usize::try_from(self.varint()?).or_else(|_| damaged("a count is too large"))?;
        if count > (self.bytes.len() - self.at) / least {
            return damaged("a count is larger than what follows");
        }
        Ok(count)
    }

    fn string(&mut self) -> Result<&'a str, ReplicaError> {
        let length = self.count(1)?;
        let from = self.at;
        self.skip(length)?;
        let bytes: &'a [u8] = self.bytes;
        std::str::from_utf8(&bytes[from..self.at]).or_else(|_| damaged("a text is not UTF-8"))
    }

    fn skip(&mut self, length: usize) -> Result<(), ReplicaError> {
        if length > self.bytes.len() - self.at {
            return damaged("an update ends too early");
        }
        self.at += length;
        Ok(())
    }

    fn byte(&mut self) -> Result<u8, ReplicaError> {
        let byte = self.bytes.get(self.at).copied();
        self.at += 1;
        byte.map_or_else(|| damaged("an update ends too early"), Ok)
    }

    fn varint(&mut self) -> Result<u64, ReplicaError> {
        let mut value = 0u64;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        damaged("a number is too long")
    }

    /// A signed number: six bits in the first byte, then seven a byte.
    fn signed(&mut self) -> Result<(), ReplicaError> {
        for _ in 0..10 {
            if self.byte()? & 0x80 == 0 {
                return Ok(());
            }
        }
        damaged("a number is too long")
    }
}
