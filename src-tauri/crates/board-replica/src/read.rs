//! From the document to the board: whole at loading, entity by entity after each transaction. Never fails on
//! content: what cannot be read is passed over or repaired (see `schema`).

use crate::document::{Document, Fields};
use crate::error::ReplicaError;
use crate::replica::identity;
use crate::schema::{Root, fields, grid, note, others};
use crate::write::Write;
use board_model::{
    Board, CellId, Change, GridPart, GroupId, Header, KindId, Note, NoteId, ParticipantId, Placed,
    RoundId,
};
use std::collections::BTreeSet;
use std::sync::Arc;
use yrs::Any;

type Key = (Root, Arc<str>);

/// Reads everything.
///
/// # Errors
/// `NoBoard`, `NewerFormat`.
pub fn whole_board(document: &Document) -> Result<Board, ReplicaError> {
    let mut board = Board::blank(identity(document)?);
    let all = Root::ALL
        .into_iter()
        .flat_map(|root| document.keys(root).into_iter().map(move |key| (root, key)));
    touched(document, &mut board, &all.collect());
    Ok(board)
}

/// Reads anew what a transaction touched; returns what a screen must redraw, sorted, without repeats.
pub fn touched(document: &Document, board: &mut Board, keys: &BTreeSet<Key>) -> Vec<Change> {
    let mut changes = BTreeSet::new();
    let mut parts = Vec::new();
    for (root, key) in keys {
        if *root == Root::Meta {
            changes.insert(Change::Header);
        } else if root.holds_entities() {
            if let Some(found) = document.entity(*root, key) {
                put_entity(board, *root, key, &found, &mut parts, &mut changes);
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
    put_parts(board, parts, &mut changes);
    changes.into_iter().collect()
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

fn place_change(place: Placed) -> Change {
    match place {
        Placed::Cell(cell) => Change::Cell(cell),
        Placed::Parked => Change::Parked,
    }
}

macro_rules! filled {
    ($new:path, $set:path, $id:expr, $fields:expr) => {{
        let mut entity = $new($id);
        for (name, value) in &$fields.registers {
            $set(&mut entity, name, value);
        }
        entity
    }};
}

fn put_entity(
    board: &mut Board,
    root: Root,
    key: &str,
    found: &Fields,
    parts: &mut Vec<GridPart>,
    changes: &mut BTreeSet<Change>,
) -> Option<()> {
    match root {
        Root::Sheets => parts.push(GridPart::Sheet(filled!(
            grid::sheet,
            grid::set_sheet,
            key.parse().ok()?,
            found
        ))),
        Root::Stages => parts.push(GridPart::Stage(filled!(
            grid::stage,
            grid::set_stage,
            key.parse().ok()?,
            found
        ))),
        Root::Steps => parts.push(GridPart::Step(filled!(
            grid::step,
            grid::set_step,
            key.parse().ok()?,
            found
        ))),
        Root::Rows => parts.push(GridPart::Row(filled!(
            grid::row,
            grid::set_row,
            key.parse().ok()?,
            found
        ))),
        Root::Notes => {
            let mut note = filled!(Note::new, note::set, key.parse().ok()?, found);
            note.text.clone_from(&found.text);
            put_note(board, note, changes);
        }
        Root::Groups => {
            let group = filled!(others::group, others::set_group, key.parse().ok()?, found);
            let id = group.id;
            board.put_group(group);
            changes.extend(cells_of_group(board, id));
        }
        Root::Personas => {
            board.put_persona(filled!(
                others::persona,
                others::set_persona,
                key.parse().ok()?,
                found
            ));
            changes.insert(Change::Personas);
        }
        Root::Comments => {
            let comment = filled!(
                others::comment,
                others::set_comment,
                key.parse().ok()?,
                found
            );
            changes.extend(comment.note.map(Change::Comments));
            board.put_comment(comment);
        }
        Root::Actions => {
            board.put_action(filled!(
                others::action,
                others::set_action,
                key.parse().ok()?,
                found
            ));
            changes.insert(Change::Actions);
        }
        Root::Phases => {
            board.put_phase(filled!(
                others::phase,
                others::set_phase,
                key.parse().ok()?,
                found
            ));
            changes.insert(Change::Agenda);
        }
        Root::Rounds => {
            let round = filled!(others::round, others::set_round, key.parse().ok()?, found);
            let id = round.id;
            board.put_round(round);
            changes.extend(voted(board, id));
        }
        _ => {}
    }
    Some(())
}

/// Puts a note and says what changed of it.
pub fn put_note(board: &mut Board, note: Note, changes: &mut BTreeSet<Change>) {
    let before = board.note(note.id).cloned();
    let (was, is) = (
        before.as_ref().map(|note| note.placement.clone()),
        note.placement.clone(),
    );
    let regrouped = before
        .as_ref()
        .is_some_and(|before| before.group != note.group);
    let id = note.id;
    let (from, to) = board.put_note(note);
    if from.is_some() || to.is_some() {
        changes.insert(Change::Note(id));
    }
    if from != to || was != Some(is) || regrouped {
        changes.extend([from, to].into_iter().flatten().map(place_change));
    }
}

fn cells_of_group(board: &Board, group: GroupId) -> Vec<Change> {
    let notes = board.all_notes().filter(|note| note.group == Some(group));
    notes
        .filter_map(|note| board.placed(note))
        .map(place_change)
        .collect()
}

fn voted(board: &Board, round: RoundId) -> Vec<Change> {
    let notes = board
        .ballots(round)
        .into_iter()
        .flat_map(|(_, ballot)| ballot.into_keys());
    let live = notes.filter(|note| board.note(*note).is_some_and(|note| !note.deleted));
    live.map(Change::Note).chain([Change::Votes]).collect()
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
            let id: ParticipantId = key.parse().ok()?;
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
pub fn write_on(board: &mut Board, write: &Write) {
    let mut changes = BTreeSet::new();
    let mut parts = Vec::new();
    match write {
        Write::Create { root, entity, text } => {
            let found = Fields {
                registers: Vec::new(),
                text: text.clone().unwrap_or_default(),
            };
            put_entity(board, *root, entity, &found, &mut parts, &mut changes);
        }
        Write::Set { slot, value } => match &slot.entity {
            Some(entity) => drop(set_on(
                board, slot.root, entity, &slot.key, value, &mut parts,
            )),
            None if slot.root == Root::Meta => {
                let mut header = board.header().clone();
                fields::set_header(&mut header, &slot.key, value);
                board.put_header(header);
            }
            None => drop(put_flat(board, slot.root, &slot.key, value, &mut changes)),
        },
        Write::Splice {
            note,
            at,
            remove,
            insert,
        } => {
            let found = note
                .parse::<NoteId>()
                .ok()
                .and_then(|id| board.note(id))
                .cloned();
            if let Some(mut note) = found {
                let splice = crate::splice::Splice {
                    at: *at,
                    remove: *remove,
                    insert: insert.clone(),
                };
                note.text = crate::splice::spliced(&note.text, &splice);
                board.put_note(note);
            }
        }
    }
    put_parts(board, parts, &mut changes);
}

fn set_on(
    board: &mut Board,
    root: Root,
    entity: &str,
    key: &str,
    value: &Any,
    parts: &mut Vec<GridPart>,
) -> Option<()> {
    macro_rules! set {
        ($found:expr, $set:path, $put:expr) => {{
            let mut entity = $found?.clone();
            $set(&mut entity, key, value);
            let _ = $put(entity);
        }};
    }
    match root {
        Root::Sheets => set!(
            board.sheet_entry(entity.parse().ok()?),
            grid::set_sheet,
            |entry| parts.push(GridPart::Sheet(entry))
        ),
        Root::Stages => set!(
            board.stage_entry(entity.parse().ok()?),
            grid::set_stage,
            |entry| parts.push(GridPart::Stage(entry))
        ),
        Root::Steps => set!(
            board.step_entry(entity.parse().ok()?),
            grid::set_step,
            |entry| parts.push(GridPart::Step(entry))
        ),
        Root::Rows => set!(
            board.row_entry(entity.parse().ok()?),
            grid::set_row,
            |entry| parts.push(GridPart::Row(entry))
        ),
        Root::Notes => set!(board.note(entity.parse().ok()?), note::set, |note| board
            .put_note(note)),
        Root::Groups => set!(
            board.group_entry(entity.parse().ok()?),
            others::set_group,
            |group| board.put_group(group)
        ),
        Root::Personas => set!(
            board.persona_entry(entity.parse().ok()?),
            others::set_persona,
            |persona| board.put_persona(persona)
        ),
        Root::Comments => set!(
            board.comment_entry(entity.parse().ok()?),
            others::set_comment,
            |comment| board.put_comment(comment)
        ),
        Root::Actions => set!(
            board.action_entry(entity.parse().ok()?),
            others::set_action,
            |action| board.put_action(action)
        ),
        Root::Phases => set!(
            board.phase_entry(entity.parse().ok()?),
            others::set_phase,
            |phase| board.put_phase(phase)
        ),
        Root::Rounds => set!(
            board.round_entry(entity.parse().ok()?),
            others::set_round,
            |round| board.put_round(round)
        ),
        _ => {}
    }
    Some(())
}
