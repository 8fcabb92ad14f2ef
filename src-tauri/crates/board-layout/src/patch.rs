//! Following a board's changes: what must be laid out anew, and what a mirror must change.

use crate::cell_change::cell_change;
use crate::layout::Layout;
use crate::lookups::names;
use crate::measures::MARGIN;
use crate::scene::{CurveScene, RowPlace, Scene, SceneChange, SheetScene};
use crate::span_lanes::bars_of;
use board_model::{Board, CellId, Change, NoteId, ParticipantId, Placed, Row, SheetId};
use std::collections::{BTreeMap, BTreeSet};

/// What changes ask to be laid out anew.
#[derive(Default)]
struct Dirty {
    everything: bool,
    header: bool,
    parking: bool,
    legend: bool,
    cells: BTreeSet<CellId>,
    curves: BTreeSet<SheetId>,
    /// Sheets whose columns got other widths.
    grids: BTreeSet<usize>,
}

/// The places of a scene, to tell afterwards what moved.
struct Places {
    size: (i32, i32),
    header: crate::scene::Block,
    legend: crate::scene::Block,
    parking: crate::scene::Rect,
    sheets: Vec<(crate::scene::Rect, Vec<RowPlace>)>,
}

impl Layout {
    /// Follows what changed on the board since the last call, and returns what a mirror must change to show
    /// the same. For an edit of notes this costs O(notes of the touched cells + rows + columns), whatever
    /// the number of notes on the board; changes of the grid, of kinds or of personas cost O(board).
    pub fn update(&mut self, board: &Board, changes: &[Change]) -> Vec<SceneChange> {
        let mut dirty = Dirty {
            everything: self.scene.version == 0,
            ..Dirty::default()
        };
        for change in changes {
            self.mark(board, change, &mut dirty);
        }
        if dirty.everything {
            let before = self.scene.clone();
            self.scene(board);
            return difference(&before, &self.scene);
        }
        let before = self.places();
        let mut patch = Vec::new();
        dirty.grids = self.fit_columns(board, &mut dirty.cells);
        self.follow_width(&mut dirty);
        self.update_cells(board, &dirty.cells, &mut patch);
        for id in &dirty.curves {
            self.update_curves(board, *id, &mut patch);
        }
        if dirty.header {
            self.lay_out_header(board);
        }
        if dirty.parking {
            self.lay_out_parking(board);
        }
        if dirty.legend {
            self.lay_out_legend();
        }
        self.stack();
        self.moved(&before, &dirty, &mut patch);
        patch
    }

    fn mark(&mut self, board: &Board, change: &Change, dirty: &mut Dirty) {
        match change {
            Change::Header => dirty.header = true,
            Change::Grid | Change::Kinds | Change::Personas | Change::All => {
                dirty.everything = true
            }
            Change::Note(id) => self.mark_note(board, *id, dirty),
            Change::Cell(cell) => self.mark_place(board, Placed::Cell(*cell), dirty),
            Change::Parked => self.mark_place(board, Placed::Parked, dirty),
            Change::Sentiment(step) => dirty.curves.extend(board.sheet_of_step(*step)),
            Change::Measure(cell) => drop(dirty.cells.insert(*cell)),
            Change::Votes => self.mark_votes(board, dirty),
            Change::People => self.mark_people(board, dirty),
            Change::Comments(note) => self.mark_shown(*note, dirty),
            Change::Actions | Change::Agenda | Change::Rights | Change::Run => {}
        }
    }

    fn mark_note(&mut self, board: &Board, id: NoteId, dirty: &mut Dirty) {
        let kinds = self.used.len();
        let kind = self.placed.get(&id).map(|(_, kind)| kind.clone());
        let (before, now) = match board.note(id) {
            Some(note) => (self.list_note(board, note), board.placed(note)),
            None => (None, None),
        };
        for place in before.into_iter().chain(now) {
            match place {
                Placed::Cell(cell) => drop(dirty.cells.insert(cell)),
                Placed::Parked => dirty.parking = true,
            }
        }
        let kind_now = self.placed.get(&id).map(|(_, kind)| kind);
        // One kind may leave the legend while another enters it, so the count alone does not tell.
        dirty.legend |= kinds != self.used.len() || kind.as_ref() != kind_now;
    }

    /// A place whose list changed: the notes in it may have come from anywhere.
    fn mark_place(&mut self, board: &Board, place: Placed, dirty: &mut Dirty) {
        match place {
            Placed::Cell(cell) => drop(dirty.cells.insert(cell)),
            Placed::Parked => dirty.parking = true,
        }
        for note in board.notes_at(place) {
            let known = self.placed.get(&note.id);
            if known.is_none_or(|(was, kind)| *was != place || *kind != note.kind) {
                self.mark_note(board, note.id, dirty);
            }
        }
    }

    fn mark_votes(&mut self, board: &Board, dirty: &mut Dirty) {
        let before = std::mem::replace(&mut self.tally, crate::lookups::tally(board));
        let ids: BTreeSet<NoteId> = before.keys().chain(self.tally.keys()).copied().collect();
        for id in ids {
            if before.get(&id) != self.tally.get(&id) {
                self.mark_shown(id, dirty);
            }
        }
    }

    /// A note that shows something else of itself where it is.
    fn mark_shown(&self, id: NoteId, dirty: &mut Dirty) {
        match self.placed.get(&id) {
            Some((Placed::Cell(cell), _)) => drop(dirty.cells.insert(*cell)),
            Some((Placed::Parked, _)) => dirty.parking = true,
            None => {}
        }
    }

    /// Notes of people whose name changed. O(notes) to look at, but only their cells are laid out.
    fn mark_people(&mut self, board: &Board, dirty: &mut Dirty) {
        let before = std::mem::replace(&mut self.names, names(board));
        let renamed = |by: ParticipantId| before.get(&by) != self.names.get(&by);
        let everybody = before.keys().chain(self.names.keys());
        let renamed: BTreeSet<ParticipantId> =
            everybody.copied().filter(|&by| renamed(by)).collect();
        if renamed.is_empty() {
            return;
        }
        for note in board
            .all_notes()
            .filter(|note| note.by.is_some_and(|by| renamed.contains(&by)))
        {
            self.mark_shown(note.id, dirty);
        }
    }

    /// Everything around the sheets is as wide as they are.
    fn follow_width(&mut self, dirty: &mut Dirty) {
        let width = self.content_width() + 2 * MARGIN;
        if !dirty.grids.is_empty() && width != self.scene.width {
            self.scene.width = width;
            (dirty.header, dirty.parking, dirty.legend) = (true, true, true);
        }
    }

    fn places(&self) -> Places {
        let scene = &self.scene;
        let rows = |sheet: &SheetScene| {
            sheet
                .rows
                .iter()
                .map(|row| RowPlace {
                    id: row.id,
                    y: row.y,
                    h: row.h,
                })
                .collect()
        };
        Places {
            size: (scene.width, scene.height),
            header: scene.header.clone(),
            legend: scene.legend.clone(),
            parking: scene.parking.block.rect,
            sheets: scene
                .sheets
                .iter()
                .map(|sheet| (sheet.rect, rows(sheet)))
                .collect(),
        }
    }

    fn update_cells(
        &mut self,
        board: &Board,
        cells: &BTreeSet<CellId>,
        patch: &mut Vec<SceneChange>,
    ) {
        let mut rows: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
        for &cell in cells {
            let bars = bars_of(board, cell);
            if bars.is_empty() {
                self.bars.remove(&cell);
            } else {
                self.bars.insert(cell, bars);
            }
            if let Some((sheet, row, column)) = self.position(board, cell) {
                rows.entry((sheet, row)).or_default().insert(column);
            } else if self.scene.cells.remove(&cell).is_some() {
                patch.push(SceneChange::CellGone(cell));
            }
        }
        for ((index, row), mut columns) in rows {
            let Some(row) = board
                .sheets()
                .get(index)
                .and_then(|sheet| sheet.rows.get(row))
            else {
                continue;
            };
            let before = self.lay_out_lanes(board, index, row).unwrap_or_default();
            let count = self.scene.sheets[index].steps.len();
            if let Some(lanes) = self.span_lanes.get(&row.id) {
                columns.extend((0..count).filter(|&column| !lanes.same(&before, column)));
            }
            self.update_row(board, index, row, &columns, patch);
        }
    }

    fn update_row(
        &mut self,
        board: &Board,
        index: usize,
        row: &Row,
        columns: &BTreeSet<usize>,
        patch: &mut Vec<SceneChange>,
    ) {
        for &column in columns {
            let id = CellId {
                step: self.scene.sheets[index].steps[column].id,
                row: row.id,
            };
            match self.cell(board, index, row, column) {
                Some(cell) => {
                    if let Some(change) = cell_change(self.scene.cells.get(&id), &cell) {
                        patch.push(change);
                        self.scene.cells.insert(id, cell);
                    }
                }
                None => {
                    if self.scene.cells.remove(&id).is_some() {
                        patch.push(SceneChange::CellGone(id));
                    }
                }
            }
        }
        let height = self.row_height(index, row);
        if let Some(scene) = self.scene.sheets[index]
            .rows
            .iter_mut()
            .find(|scene| scene.id == row.id)
        {
            scene.h = height;
        }
    }

    /// Indices of a live cell's sheet, row and column.
    pub(crate) fn position(&self, board: &Board, cell: CellId) -> Option<(usize, usize, usize)> {
        let id = board.sheet_of(cell)?;
        let index = self.scene.sheets.iter().position(|sheet| sheet.id == id)?;
        let row = board
            .sheets()
            .get(index)?
            .rows
            .iter()
            .position(|row| row.id == cell.row)?;
        let column = self.scene.sheets[index]
            .steps
            .iter()
            .position(|step| step.id == cell.step)?;
        Some((index, row, column))
    }

    fn update_curves(&mut self, board: &Board, id: SheetId, patch: &mut Vec<SceneChange>) {
        let Some(index) = self.scene.sheets.iter().position(|sheet| sheet.id == id) else {
            return;
        };
        let Some(sheet) = board.sheet(id) else {
            return;
        };
        let before: Vec<CurveScene> = self.scene.sheets[index].curves.clone();
        self.lay_out_curves(board, sheet, index);
        let curves = &self.scene.sheets[index].curves;
        if before != *curves {
            patch.push(SceneChange::Curves {
                sheet: id,
                curves: curves.clone(),
            });
        }
    }

    /// Says what moved.
    fn moved(&self, before: &Places, dirty: &Dirty, patch: &mut Vec<SceneChange>) {
        let scene = &self.scene;
        if dirty.header && before.header != scene.header {
            patch.push(SceneChange::Header(scene.header.clone()));
        }
        if dirty.grids.is_empty() {
            self.moved_rows(before, patch);
        } else {
            patch.push(SceneChange::Sheets(scene.sheets.clone()));
        }
        if dirty.parking {
            patch.push(SceneChange::Parking(scene.parking.clone()));
        } else if before.parking != scene.parking.block.rect {
            patch.push(SceneChange::ParkingPlace(scene.parking.block.rect));
        }
        if before.legend != scene.legend {
            patch.push(SceneChange::Legend(scene.legend.clone()));
        }
        if before.size != (scene.width, scene.height) {
            patch.push(SceneChange::Size {
                width: scene.width,
                height: scene.height,
            });
        }
    }

    fn moved_rows(&self, before: &Places, patch: &mut Vec<SceneChange>) {
        for (sheet, (rect, rows)) in self.scene.sheets.iter().zip(&before.sheets) {
            let places = sheet.rows.iter().map(|row| RowPlace {
                id: row.id,
                y: row.y,
                h: row.h,
            });
            let moved: Vec<RowPlace> = places
                .zip(rows)
                .filter(|(now, was)| now != *was)
                .map(|(now, _)| now)
                .collect();
            if *rect != sheet.rect || !moved.is_empty() {
                patch.push(SceneChange::Rows {
                    sheet: sheet.id,
                    rect: sheet.rect,
                    rows: moved,
                });
            }
        }
    }
}

/// What turns one scene into another. O(board).
fn difference(before: &Scene, now: &Scene) -> Vec<SceneChange> {
    let mut patch = Vec::new();
    if before.header != now.header {
        patch.push(SceneChange::Header(now.header.clone()));
    }
    if before.sheets != now.sheets {
        patch.push(SceneChange::Sheets(now.sheets.clone()));
    }
    for (id, cell) in &now.cells {
        patch.extend(cell_change(before.cells.get(id), cell));
    }
    let gone = before.cells.keys().filter(|id| !now.cells.contains_key(id));
    patch.extend(gone.map(|id| SceneChange::CellGone(*id)));
    if before.parking != now.parking {
        patch.push(SceneChange::Parking(now.parking.clone()));
    }
    if before.legend != now.legend {
        patch.push(SceneChange::Legend(now.legend.clone()));
    }
    if (before.width, before.height) != (now.width, now.height) {
        patch.push(SceneChange::Size {
            width: now.width,
            height: now.height,
        });
    }
    patch
}
