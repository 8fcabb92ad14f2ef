//! What a mirror must change to show a cell as it is now: the whole cell, or only its notes that changed.

use crate::scene::{CellNotes, CellScene, NotePlace, NoteScene, SceneChange};
use board_model::NoteId;
use std::collections::HashMap;

/// What turns a cell as it was into the cell as it is; nothing when both are the same. O(notes of the cell).
pub(crate) fn cell_change(before: Option<&CellScene>, now: &CellScene) -> Option<SceneChange> {
    let whole = || Some(SceneChange::Cell(now.clone()));
    let Some(before) = before else {
        return whole();
    };
    if before.shapes != now.shapes || before.missing != now.missing {
        return whole();
    }
    let known: HashMap<NoteId, &NoteScene> =
        before.notes.iter().map(|note| (note.id, note)).collect();
    let is_known = |note: &&NoteScene| {
        known
            .get(&note.id)
            .is_some_and(|was| shows_the_same(was, note))
    };
    let notes: Vec<NoteScene> = now
        .notes
        .iter()
        .filter(|note| !is_known(note))
        .cloned()
        .collect();
    if notes.len() == now.notes.len() {
        return (before != now).then(whole).flatten();
    }
    let stay = before.notes.len() == now.notes.len()
        && before.notes.iter().zip(&now.notes).all(|(was, note)| {
            let (was_at, at) = (was.block.rect, note.block.rect);
            was.id == note.id && (was_at.x, was_at.y) == (at.x, at.y)
        });
    let groups = (before.groups != now.groups).then(|| now.groups.clone());
    if stay && notes.is_empty() && groups.is_none() && before.height == now.height {
        return None;
    }
    Some(SceneChange::Notes(CellNotes {
        step: now.step,
        row: now.row,
        height: now.height,
        groups,
        places: (!stay).then(|| now.notes.iter().map(place).collect()),
        notes,
    }))
}

fn place(note: &NoteScene) -> NotePlace {
    NotePlace {
        id: note.id,
        x: note.block.rect.x,
        y: note.block.rect.y,
    }
}

/// Whether two notes are the same wherever they lie.
fn shows_the_same(was: &NoteScene, now: &NoteScene) -> bool {
    let size = |note: &NoteScene| (note.block.rect.w, note.block.rect.h);
    size(was) == size(now)
        && (was.text, was.size, was.paper) == (now.text, now.size, now.paper)
        && was.block.shapes == now.block.shapes
        && was.block.clipped == now.block.clipped
        && was.block.missing == now.block.missing
}

impl CellScene {
    /// Takes a change of some notes, as a mirror does.
    pub(crate) fn take(&mut self, change: CellNotes) {
        self.height = change.height;
        if let Some(groups) = change.groups {
            self.groups = groups;
        }
        let mut changed: HashMap<NoteId, NoteScene> = change
            .notes
            .into_iter()
            .map(|note| (note.id, note))
            .collect();
        let Some(places) = change.places else {
            for note in &mut self.notes {
                if let Some(now) = changed.remove(&note.id) {
                    *note = now;
                }
            }
            return;
        };
        let mut known: HashMap<NoteId, NoteScene> = std::mem::take(&mut self.notes)
            .into_iter()
            .map(|note| (note.id, note))
            .collect();
        let placed = places.into_iter().filter_map(|place| {
            let mut note = changed
                .remove(&place.id)
                .or_else(|| known.remove(&place.id))?;
            (note.block.rect.x, note.block.rect.y) = (place.x, place.y);
            Some(note)
        });
        self.notes = placed.collect();
    }
}
