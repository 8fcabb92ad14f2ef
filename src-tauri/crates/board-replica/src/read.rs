//! From the document to the board: whole at loading, entity by entity after each transaction. Never fails on
//! content: what cannot be read is passed over or repaired (see `schema`).

use crate::document::{Document, Fields};
use crate::entity::{Entity, place_change, voted};
use crate::error::ReplicaError;
use crate::schema::{FORMAT_MAJOR, Root, fields, id_in, int, list, str_of, workshop};
use crate::splice;
use crate::write::Write;
use board_model::{
    Board, BoardId, CellId, Change, GridPart, Header, KindId, NoteId, ParticipantId, Rights,
};
use std::collections::BTreeSet;
use std::sync::Arc;
use yrs::Any;

type Key = (Root, Arc<str>);

/// Reads everything.
///
/// # Errors
/// `NoBoard`, `NewerFormat`.
pub(crate) fn whole_board(document: &Document) -> Result<Board, ReplicaError> {
    let mut board = Board::blank(identity(document)?);
    let all = Root::ALL
        .into_iter()
        .flat_map(|root| document.keys(root).into_iter().map(move |key| (root, key)));
    touched(document, &mut board, &all.collect());
    Ok(board)
}

/// Reads anew what a transaction touched; returns what a screen must redraw, sorted, without repeats.
pub(crate) fn touched(document: &Document, board: &mut Board, keys: &BTreeSet<Key>) -> Vec<Change> {
    let mut changes = BTreeSet::new();
    let mut parts = Vec::new();
    for (root, key) in keys {
        if *root == Root::Meta {
            changes.insert(match &**key {
                fields::EVERYONE_EDITS | fields::PAUSED => Change::Rights,
                workshop::RUN => Change::Run,
                _ => Change::Header,
            });
        } else if root.holds_entities() {
            if let Some((entity, found)) =
                Entity::blank(*root, key).zip(document.entity(*root, key))
            {
                filled(entity, found).put(board, &mut parts, &mut changes);
            }
        } else {
            put_flat(board, *root, key, &document.flat(*root, key), &mut changes);
        }
    }
    if changes.contains(&Change::Header) {
        let mut header = Header::default();
        for key in document.keys(Root::Meta) {
            fields::set_header(&mut header, &key, &document.flat(Root::Meta, &key));
        }
        board.put_header(header);
    }
    if changes.contains(&Change::Rights) {
        let mut rights = Rights::default();
        for key in [fields::EVERYONE_EDITS, fields::PAUSED] {
            fields::set_rights(&mut rights, key, &document.flat(Root::Meta, key));
        }
        board.put_rights(rights);
    }
    if changes.contains(&Change::Run) {
        let run = document.flat(Root::Meta, workshop::RUN);
        board.put_run(workshop::read_run(&run));
    }
    put_parts(board, parts, &mut changes);
    changes.into_iter().collect()
}

/// The entity with what the document says of it.
fn filled(mut entity: Entity, found: Fields) -> Entity {
    for (name, value) in &found.registers {
        entity.set(name, value);
    }
    if let Entity::Note(note) = &mut entity {
        note.text = found.text;
    }
    entity
}

fn put_parts(board: &mut Board, parts: Vec<GridPart>, changes: &mut BTreeSet<Change>) {
    if parts.is_empty() {
        return;
    }
    changes.insert(Change::Grid);
    for (note, before, now) in board.put_grid(parts) {
        changes.insert(Change::Note(note));
        changes.extend([before, now].map(place_change));
    }
    // Cells of a step or row that is gone vanish with the grid.
    changes
        .retain(|change| !matches!(change, Change::Cell(cell) if board.sheet_of(*cell).is_none()));
}

fn put_flat(
    board: &mut Board,
    root: Root,
    key: &str,
    value: &Any,
    changes: &mut BTreeSet<Change>,
) -> Option<()> {
    match root {
        Root::Kinds => {
            let id = KindId::named(key);
            match fields::read_kind(&id, value) {
                Some(kind) => board.put_kind(id, kind),
                None => board.forget_kind(&id),
            }
            changes.insert(Change::Kinds);
        }
        Root::Sentiments => {
            let (persona, by, step) = fields::read_sentiment_key(key)?;
            board.put_sentiment((persona, step), by, fields::read_sentiment(value));
            changes.insert(Change::Sentiment(step));
        }
        Root::Measures => {
            let cell: CellId = fields::read_measure_key(key)?;
            board.put_measure(cell, fields::read_measure(value));
            changes.insert(Change::Measure(cell));
        }
        Root::Ballots => {
            let (round, voter) = fields::read_ballot_key(key)?;
            changes.extend(voted(board, round));
            board.put_ballot(round, voter, fields::read_ballot(value));
            changes.extend(voted(board, round));
        }
        Root::People => {
            let id: ParticipantId = id_in(key)?;
            let person = fields::read_person(value)?;
            let renamed = board
                .person(id)
                .is_none_or(|before| before.name != person.name);
            board.put_person(id, person);
            changes.insert(Change::People);
            if renamed {
                let theirs = board
                    .all_notes()
                    .filter(|note| note.by == Some(id) && !note.deleted);
                changes.extend(theirs.map(|note| Change::Note(note.id)).collect::<Vec<_>>());
            }
        }
        _ => {}
    }
    Some(())
}

/// Does to a board what a write does to the document and the reading after it: for trying several edits on a
/// copy before any of them is written.
pub(crate) fn write_on(board: &mut Board, write: &Write) {
    let mut changes = BTreeSet::new();
    let mut parts = Vec::new();
    match write {
        Write::Create { root, entity, text } => {
            let found = Fields {
                registers: Vec::new(),
                text: text.clone().unwrap_or_default(),
            };
            if let Some(entity) = Entity::blank(*root, entity) {
                filled(entity, found).put(board, &mut parts, &mut changes);
            }
        }
        Write::Set { slot, value } => match &slot.entity {
            Some(id) => {
                if let Some(mut entity) = Entity::of(board, slot.root, id) {
                    entity.set(&slot.key, value);
                    entity.put(board, &mut parts, &mut changes);
                }
            }
            None if slot.root == Root::Meta => write_meta(board, &slot.key, value),
            None => drop(put_flat(board, slot.root, &slot.key, value, &mut changes)),
        },
        Write::Splice { note, splice } => {
            let found = note
                .parse::<NoteId>()
                .ok()
                .and_then(|id| board.note(id))
                .cloned();
            if let Some(mut note) = found {
                note.text = splice::spliced(&note.text, splice);
                board.put_note(note);
            }
        }
    }
    put_parts(board, parts, &mut changes);
}

fn write_meta(board: &mut Board, key: &str, value: &Any) {
    match key {
        fields::EVERYONE_EDITS | fields::PAUSED => {
            let mut rights = board.rights();
            fields::set_rights(&mut rights, key, value);
            board.put_rights(rights);
        }
        workshop::RUN => board.put_run(workshop::read_run(value)),
        _ => {
            let mut header = board.header().clone();
            fields::set_header(&mut header, key, value);
            board.put_header(header);
        }
    }
}

/// The format of a document, and its board.
pub(crate) fn identity(document: &Document) -> Result<BoardId, ReplicaError> {
    let format = document.flat(Root::Meta, "format");
    let major = list(&format)
        .first()
        .and_then(int)
        .ok_or(ReplicaError::NoBoard)?;
    if major > FORMAT_MAJOR {
        return Err(ReplicaError::NewerFormat {
            found: major,
            known: FORMAT_MAJOR,
        });
    }
    let board = document.flat(Root::Meta, "board");
    str_of(&board)
        .and_then(|id| id.parse().ok())
        .ok_or(ReplicaError::NoBoard)
}
