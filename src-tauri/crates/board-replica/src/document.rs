//! The yrs document: opened, written in transactions, observed, read back.

use crate::error::ReplicaError;
use crate::schema::{Root, key};
use crate::splice::{self, Splice};
use crate::write::{Inverse, Slot, Write, same};
use parking_lot::Mutex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use yrs::types::{Event, PathSegment};
use yrs::updates::decoder::Decode;
use yrs::{
    Any, ClientID, DeepObservable, Doc, GetString, Map, MapPrelim, MapRef, OffsetKind, Options,
    Out, ReadTxn, StateVector, Text, TextPrelim, TextRef, Transact, TransactionMut, Update,
};

/// What a transaction touched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Touched {
    /// Entities, and registers that lie in a root.
    pub keys: BTreeSet<(Root, Arc<str>)>,
    /// The update bytes of the transaction; empty when nothing changed.
    pub update: Vec<u8>,
}

/// An entity as it lies in the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fields {
    /// Its registers.
    pub registers: Vec<(Arc<str>, Any)>,
    /// Its nested text.
    pub text: String,
}

/// The document. Its observers live as long as it does.
pub(crate) struct Document {
    doc: Doc,
    roots: BTreeMap<Root, MapRef>,
    touched: Arc<Mutex<Touched>>,
}

impl Document {
    /// The id that it writes under.
    pub(crate) fn client(&self) -> u64 {
        self.doc.client_id().get()
    }

    /// An empty document that writes under this client id (at most 53 bits).
    pub(crate) fn new(client: u64) -> Self {
        let client = ClientID::new(client & ((1 << 53) - 1));
        let doc = Doc::with_options(Options {
            offset_kind: OffsetKind::Utf16,
            ..Options::with_client_id(client)
        });
        let roots: BTreeMap<_, _> = Root::ALL
            .into_iter()
            .map(|root| (root, doc.get_or_insert_map(root.name())))
            .collect();
        Self {
            doc,
            roots,
            touched: Arc::default(),
        }
    }

    /// Starts to observe; before that, loading costs nothing for it.
    pub(crate) fn observe(&self) {
        for (&root, map) in &self.roots {
            let touched = Arc::clone(&self.touched);
            map.observe_deep("touched", move |txn, events| {
                let mut touched = touched.lock();
                for event in events.iter() {
                    note_event(&mut touched.keys, root, txn, event);
                }
            });
        }
        let touched = Arc::clone(&self.touched);
        // It fails only where another transaction is open, and here nobody else has the document.
        let _ = self.doc.observe_update_v1("update", move |_, event| {
            touched.lock().update.clone_from(&event.update);
        });
    }

    fn take_touched(&self) -> Touched {
        std::mem::take(&mut *self.touched.lock())
    }

    fn root(&self, root: Root) -> Option<&MapRef> {
        self.roots.get(&root)
    }

    /// Carries out writes in one transaction; returns what it touched and its inverses, last write first.
    /// A register that has the value already is not written.
    pub(crate) fn write(&self, writes: &[Write]) -> (Touched, Vec<Inverse>) {
        let mut inverses: Vec<Inverse> = Vec::new();
        // The inverse of a creation is its tombstone and nothing else, so that the entity is whole when it comes
        // back, with what others wrote in it.
        let mut created: BTreeSet<(Root, Arc<str>)> = BTreeSet::new();
        {
            let mut txn = self.doc.transact_mut();
            for write in writes {
                let inverse = self.write_one(&mut txn, write);
                let inside = match write {
                    Write::Set { slot, .. } => {
                        slot.entity.clone().map(|entity| (slot.root, entity))
                    }
                    Write::Splice { note, .. } => Some((Root::Notes, Arc::clone(note))),
                    Write::Create { root, entity, .. } => {
                        created.insert((*root, Arc::clone(entity)));
                        None
                    }
                };
                if let Some(inverse) =
                    inverse.filter(|_| !inside.is_some_and(|inside| created.contains(&inside)))
                {
                    push_inverse(&mut inverses, inverse);
                }
            }
        }
        inverses.reverse();
        (self.take_touched(), inverses)
    }

    fn write_one(&self, txn: &mut TransactionMut<'_>, write: &Write) -> Option<Inverse> {
        match write {
            Write::Create { root, entity, text } => {
                let map = self
                    .root(*root)?
                    .insert(txn, Arc::clone(entity), MapPrelim::default());
                if let Some(text) = text {
                    map.insert(txn, key::TEXT, TextPrelim::new(text.as_str()));
                }
                let slot = Slot::of(*root, entity, key::DELETED);
                Some(Inverse::Set {
                    slot,
                    wrote: Any::Null,
                    before: Any::Bool(true),
                })
            }
            Write::Set { slot, value } => {
                let map = self.map_of(txn, slot)?;
                let before = register(&map, txn, &slot.key);
                if same(&before, value) {
                    return None;
                }
                let wrote = with_unknown_tail(slot, value, &before);
                map.insert(txn, Arc::clone(&slot.key), wrote.clone());
                Some(Inverse::Set {
                    slot: slot.clone(),
                    wrote,
                    before,
                })
            }
            Write::Splice { note, splice } => self.splice(txn, note, splice),
        }
    }

    fn splice(
        &self,
        txn: &mut TransactionMut<'_>,
        note: &Arc<str>,
        splice: &Splice,
    ) -> Option<Inverse> {
        let text = self.text_of(txn, note)?;
        let before = text.get_string(txn);
        let splice = splice::snapped(&before, splice.clone());
        if splice.remove > 0 {
            text.remove_range(txn, splice.at, splice.remove);
        }
        if !splice.insert.is_empty() {
            text.insert(txn, splice.at, &splice.insert);
        }
        let wrote = text.get_string(txn);
        Some(Inverse::Text {
            note: Arc::clone(note),
            wrote,
            before,
        })
    }

    fn map_of<T: ReadTxn>(&self, txn: &T, slot: &Slot) -> Option<MapRef> {
        let root = self.root(slot.root)?;
        match &slot.entity {
            None => Some(root.clone()),
            Some(entity) => entity_of(root, txn, entity),
        }
    }

    fn text_of<T: ReadTxn>(&self, txn: &T, note: &str) -> Option<TextRef> {
        match entity_of(self.root(Root::Notes)?, txn, note)?.get(txn, key::TEXT)? {
            Out::YText(text) => Some(text),
            _ => None,
        }
    }

    /// Turns inverses into the writes that carry them out, in order: those whose register or text still holds what the
    /// act wrote. Also returns how many are skipped because it does not.
    pub(crate) fn invert(&self, inverses: &[Inverse]) -> (Vec<Write>, usize) {
        let txn = self.doc.transact();
        let mut skipped = 0;
        let mut writes = Vec::new();
        for inverse in inverses {
            let write = match inverse {
                Inverse::Set {
                    slot,
                    wrote,
                    before,
                } => {
                    let now = self
                        .map_of(&txn, slot)
                        .map_or(Any::Null, |map| register(&map, &txn, &slot.key));
                    same(&now, wrote).then(|| Write::Set {
                        slot: slot.clone(),
                        value: before.clone(),
                    })
                }
                Inverse::Text {
                    note,
                    wrote,
                    before,
                } => self
                    .text_of(&txn, note)
                    .filter(|text| text.get_string(&txn) == *wrote)
                    .and_then(|_| splice::difference(wrote, before))
                    .map(|splice| Write::Splice {
                        note: Arc::clone(note),
                        splice,
                    }),
            };
            match write {
                Some(write) => writes.push(write),
                None => skipped += 1,
            }
        }
        (writes, skipped)
    }

    /// Applies update bytes that the checker has passed.
    ///
    /// # Errors
    /// `Damaged` when they cannot be decoded or applied, or leave something waiting for bytes that are not there.
    pub(crate) fn apply(&self, update: &[u8]) -> Result<Touched, ReplicaError> {
        let decoded = Update::decode_v1(update).map_err(|_| ReplicaError::Damaged {
            fact: "an update cannot be decoded",
        })?;
        let mut txn = self.doc.transact_mut();
        let applied = txn.apply_update(decoded);
        let waiting = txn.has_missing_updates();
        drop(txn);
        let touched = self.take_touched();
        applied.map_err(|_| ReplicaError::Damaged {
            fact: "an update cannot be applied",
        })?;
        if waiting {
            return Err(ReplicaError::Ahead);
        }
        Ok(touched)
    }

    /// The whole document as one v1 update. O(document).
    pub(crate) fn state(&self) -> Vec<u8> {
        self.doc
            .transact()
            .encode_state_as_update_v1(&StateVector::default())
    }

    /// What a peer with this state vector lacks, as one v1 update; `None` for bytes that are no state vector.
    pub(crate) fn missing(&self, state_vector: &[u8]) -> Option<Vec<u8>> {
        let vector = StateVector::decode_v1(state_vector).ok()?;
        Some(self.doc.transact().encode_state_as_update_v1(&vector))
    }

    /// How far each client's writes are known, as a v1 state vector.
    pub(crate) fn state_vector(&self) -> Vec<u8> {
        use yrs::updates::encoder::Encode;
        self.doc.transact().state_vector().encode_v1()
    }

    /// Every key of a root.
    pub(crate) fn keys(&self, root: Root) -> Vec<Arc<str>> {
        let txn = self.doc.transact();
        self.root(root)
            .map(|map| map.keys(&txn).map(Arc::from).collect())
            .unwrap_or_default()
    }

    /// An entity; `None` when the key holds something else.
    pub(crate) fn entity(&self, root: Root, id: &str) -> Option<Fields> {
        let txn = self.doc.transact();
        let map = entity_of(self.root(root)?, &txn, id)?;
        let mut fields = Fields::default();
        for (name, value) in map.iter(&txn) {
            match value {
                Out::Any(value) => fields.registers.push((name.into(), value)),
                Out::YText(text) if name == key::TEXT => fields.text = text.get_string(&txn),
                _ => {}
            }
        }
        Some(fields)
    }

    /// A register that lies in a root; null when there is none.
    pub(crate) fn flat(&self, root: Root, name: &str) -> Any {
        let txn = self.doc.transact();
        self.root(root)
            .map_or(Any::Null, |map| register(map, &txn, name))
    }
}

fn entity_of<T: ReadTxn>(root: &MapRef, txn: &T, id: &str) -> Option<MapRef> {
    match root.get(txn, id)? {
        Out::YMap(map) => Some(map),
        _ => None,
    }
}

fn register<T: ReadTxn>(map: &MapRef, txn: &T, name: &str) -> Any {
    match map.get(txn, name) {
        Some(Out::Any(value)) => value,
        _ => Any::Null,
    }
}

/// Registers of a fixed number of parts that newer versions may lengthen (rule RG2).
fn has_fixed_parts(slot: &Slot) -> bool {
    match slot.root {
        Root::Notes | Root::Steps => &*slot.key == key::PLACE,
        Root::Kinds | Root::Measures | Root::People => slot.entity.is_none(),
        _ => false,
    }
}

fn with_unknown_tail(slot: &Slot, value: &Any, before: &Any) -> Any {
    if let (true, Any::Array(new), Any::Array(old)) = (has_fixed_parts(slot), value, before)
        && old.len() > new.len()
    {
        return Any::Array(new.iter().chain(&old[new.len()..]).cloned().collect());
    }
    value.clone()
}

/// Keeps one entry per register and text: the first `before` with the last `wrote`.
fn push_inverse(inverses: &mut Vec<Inverse>, new: Inverse) {
    let earlier = inverses
        .iter_mut()
        .rev()
        .take(MERGED_INVERSES)
        .find(|inverse| match (inverse, &new) {
            (Inverse::Set { slot, .. }, Inverse::Set { slot: other, .. }) => slot == other,
            (Inverse::Text { note, .. }, Inverse::Text { note: other, .. }) => note == other,
            _ => false,
        });
    match (earlier, new) {
        (Some(Inverse::Set { wrote, .. }), Inverse::Set { wrote: last, .. }) => *wrote = last,
        (Some(Inverse::Text { wrote, .. }), Inverse::Text { wrote: last, .. }) => *wrote = last,
        (_, new) => inverses.push(new),
    }
}

/// How far back a write looks for an earlier one to the same register, so that large acts stay linear. An act
/// that writes a register twice further apart is still undone exactly, entry by entry, unless interrupted.
const MERGED_INVERSES: usize = 64;

fn note_event(
    keys: &mut BTreeSet<(Root, Arc<str>)>,
    root: Root,
    txn: &TransactionMut<'_>,
    event: &Event,
) {
    let path = match event {
        Event::Map(event) => event.path(),
        Event::Text(event) => event.path(),
        _ => return,
    };
    match (path.front(), event) {
        (Some(PathSegment::Key(entity)), _) => drop(keys.insert((root, Arc::clone(entity)))),
        (None, Event::Map(event)) => {
            keys.extend(event.keys(txn).keys().map(|name| (root, Arc::clone(name))))
        }
        _ => {}
    }
}
