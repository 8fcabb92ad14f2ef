//! The layout of one board: its scene, and what makes the next edit cheap.

use crate::cell::{self, Frame, LayoutContext};
use crate::grid;
use crate::lookups::{Kinds, Names, Tally, names, tally};
use crate::measures::{APART, LEAST_WIDTH, MARGIN};
use crate::scene::{LAYOUT_VERSION, Rect, Scene, SheetScene};
use crate::span_lanes::{SpanLanes, bars_of};
use crate::text::Texts;
use crate::{curve, header, legend, parking};
use board_model::{Board, CellId, KindId, Note, NoteId, Placed, Row, RowId, Sheet};
use std::collections::{BTreeMap, HashMap};

/// Lays a board out and keeps the scene. It belongs to one board: it reads no clock, draws no random number
/// and does no IO, so the same board gives the same scene everywhere (A2, A9).
pub struct Layout {
    pub(crate) texts: Texts,
    pub(crate) scene: Scene,
    pub(crate) kinds: Kinds,
    pub(crate) tally: Tally,
    /// Names of participants, whose initials stand on notes.
    pub(crate) names: Names,
    /// Where each live note was laid out, and as what kind.
    pub(crate) placed: HashMap<NoteId, (Placed, KindId)>,
    /// How many live notes are of a kind.
    pub(crate) used: BTreeMap<KindId, usize>,
    /// Bars of each row that has cells.
    pub(crate) span_lanes: HashMap<RowId, SpanLanes>,
    /// Notes of each cell that span several steps; cells without are left out.
    pub(crate) bars: HashMap<CellId, Vec<NoteId>>,
    /// What the notes of each cell take, in columns that nobody sized; cells without notes are left out.
    pub(crate) areas: HashMap<CellId, i32>,
}

impl Default for Layout {
    fn default() -> Self {
        Self::new()
    }
}

impl Layout {
    /// A layout that has seen no board yet. The bundled fonts are parsed once per process.
    pub fn new() -> Self {
        Self {
            texts: Texts::new(),
            scene: Scene::default(),
            kinds: Kinds::default(),
            tally: Tally::new(),
            names: Names::new(),
            placed: HashMap::new(),
            used: BTreeMap::new(),
            span_lanes: HashMap::new(),
            bars: HashMap::new(),
            areas: HashMap::new(),
        }
    }

    /// The scene as it was laid out last.
    pub fn current(&self) -> &Scene {
        &self.scene
    }

    /// Lays the whole board out from scratch. O(board), shaping only texts not seen before.
    pub fn scene(&mut self, board: &Board) -> &Scene {
        self.look_up(board);
        self.scene = Scene {
            version: LAYOUT_VERSION,
            ..Scene::default()
        };
        let alone = board.sheets().len() == 1;
        for sheet in board.sheets() {
            self.measure_areas(board, sheet);
            let widths = self.widths(sheet);
            let laid_out = grid::lay_out(&mut self.texts, sheet, alone, &widths);
            self.scene.sheets.push(laid_out);
            let index = self.scene.sheets.len() - 1;
            self.lay_out_curves(board, sheet, index);
            for row in &sheet.rows {
                self.lay_out_row(board, sheet, index, row);
            }
        }
        self.scene.width = self.content_width() + 2 * MARGIN;
        self.lay_out_header(board);
        self.lay_out_parking(board);
        self.lay_out_legend();
        self.stack();
        &self.scene
    }

    /// Takes up the scene that [`Self::scene`] gave for this very board before, in this program or in an earlier
    /// run of it: what follows is as if it had just been laid out. A scene of another layout or another grid
    /// is not taken; the board is then laid out from scratch. O(board), without shaping but for notes that span
    /// several steps.
    pub fn resume(&mut self, board: &Board, scene: Scene) {
        if !fits(board, &scene) {
            self.scene(board);
            return;
        }
        self.look_up(board);
        self.scene = scene;
        self.take_areas(board);
        for (index, sheet) in board.sheets().iter().enumerate() {
            for row in &sheet.rows {
                self.lay_out_lanes(board, index, row);
            }
        }
    }

    /// Counts and lists what laying out looks up.
    fn look_up(&mut self, board: &Board) {
        self.kinds = Kinds::of(board);
        self.tally = tally(board);
        self.names = names(board);
        self.list_notes(board);
        self.span_lanes.clear();
        self.areas.clear();
    }

    fn list_notes(&mut self, board: &Board) {
        self.placed.clear();
        self.used.clear();
        self.bars.clear();
        for note in board.all_notes() {
            self.list_note(board, note);
            if let (true, Some(Placed::Cell(cell))) = (note.span > 1, board.placed(note)) {
                self.bars.entry(cell).or_default();
            }
        }
        for (&cell, bars) in &mut self.bars {
            *bars = bars_of(board, cell);
        }
    }

    /// Keeps count of a note's kind and place; returns where it was.
    pub(crate) fn list_note(&mut self, board: &Board, note: &Note) -> Option<Placed> {
        let before = self.placed.remove(&note.id);
        if let Some((_, kind)) = &before {
            self.forget_kind(&kind.clone());
        }
        if let Some(place) = board.placed(note) {
            *self.used.entry(note.kind.clone()).or_insert(0) += 1;
            self.placed.insert(note.id, (place, note.kind.clone()));
        }
        before.map(|(place, _)| place)
    }

    fn forget_kind(&mut self, kind: &KindId) {
        if let Some(count) = self.used.get_mut(kind) {
            *count -= 1;
            if *count == 0 {
                self.used.remove(kind);
            }
        }
    }

    fn lay_out_row(&mut self, board: &Board, sheet: &Sheet, index: usize, row: &Row) {
        self.lay_out_lanes(board, index, row);
        for (column, step) in sheet.steps().enumerate() {
            let id = CellId {
                step: step.id,
                row: row.id,
            };
            if let Some(cell) = self.cell(board, index, row, column) {
                self.scene.cells.insert(id, cell);
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

    /// Works the bars of a row out anew; returns them as they were.
    pub(crate) fn lay_out_lanes(
        &mut self,
        board: &Board,
        index: usize,
        row: &Row,
    ) -> Option<SpanLanes> {
        let steps = &self.scene.sheets[index].steps;
        let bars = &self.bars;
        let lanes = SpanLanes::lay_out(&mut self.texts, board, row, steps, |cell| {
            bars.get(&cell).cloned().unwrap_or_default()
        });
        self.span_lanes.insert(row.id, lanes)
    }

    /// Lays one cell out.
    pub(crate) fn cell(
        &mut self,
        board: &Board,
        index: usize,
        row: &Row,
        column: usize,
    ) -> Option<crate::scene::CellScene> {
        let step = &self.scene.sheets[index].steps[column];
        let lanes = self.span_lanes.get(&row.id)?;
        let frame = Frame {
            id: CellId {
                step: step.id,
                row: row.id,
            },
            width: step.w,
            row_type: row.row_type,
            top: lanes.top(column),
            spanning: lanes.bars(column),
        };
        let mut cx = LayoutContext {
            board,
            texts: &mut self.texts,
            kinds: &self.kinds,
            tally: &self.tally,
        };
        cell::lay_out(&mut cx, &frame)
    }

    /// The height of a row: its tallest cell, its bars, its least height. O(columns).
    pub(crate) fn row_height(&self, index: usize, row: &Row) -> i32 {
        let steps = self.scene.sheets[index].steps.iter();
        let cells = steps.filter_map(|step| {
            self.scene.cells.get(&CellId {
                step: step.id,
                row: row.id,
            })
        });
        let tallest = cells.map(|cell| cell.height).max().unwrap_or(0);
        let bars = self.span_lanes.get(&row.id).map_or(0, SpanLanes::height);
        // The grid of 8 units is kept whatever a cell holds.
        let height = tallest.max(bars).max(grid::least_height(row));
        height + (-height).rem_euclid(8)
    }

    /// Lays the curves of a sheet out.
    pub(crate) fn lay_out_curves(&mut self, board: &Board, sheet: &Sheet, index: usize) {
        let scene = &mut self.scene.sheets[index];
        scene.curves = curve::lay_out(&mut self.texts, board, sheet, &scene.steps);
    }

    /// Width of everything between the margins.
    pub(crate) fn content_width(&self) -> i32 {
        self.scene
            .sheets
            .iter()
            .map(|sheet| sheet.rect.w)
            .max()
            .unwrap_or(0)
            .max(LEAST_WIDTH)
    }

    /// Lays the header out.
    pub(crate) fn lay_out_header(&mut self, board: &Board) {
        let width = self.scene.width - 2 * MARGIN;
        self.scene.header = header::lay_out(&mut self.texts, board, (MARGIN, MARGIN), width);
    }

    /// Lays the parking lot out; [`Self::stack`] gives it its place.
    pub(crate) fn lay_out_parking(&mut self, board: &Board) {
        let width = self.scene.width - 2 * MARGIN;
        let mut cx = LayoutContext {
            board,
            texts: &mut self.texts,
            kinds: &self.kinds,
            tally: &self.tally,
        };
        self.scene.parking = parking::lay_out(&mut cx, width);
    }

    /// Lays the legend out; [`Self::stack`] gives it its place.
    pub(crate) fn lay_out_legend(&mut self) {
        let width = self.scene.width - 2 * MARGIN;
        self.scene.legend = legend::lay_out(&mut self.texts, &self.kinds, self.used.keys(), width);
    }

    /// Puts header, sheets, parking lot and legend below each other. O(sheets + rows).
    pub(crate) fn stack(&mut self) {
        let scene = &mut self.scene;
        let mut end = MARGIN;
        let mut next = MARGIN;
        if scene.header.rect.h > 0 {
            end += scene.header.rect.h;
            next = end + 40;
        }
        for sheet in &mut scene.sheets {
            grid::stack_rows(sheet);
            (sheet.rect.x, sheet.rect.y) = (MARGIN, next);
            end = next + sheet.rect.h;
            next = end + APART;
        }
        for (rect, apart) in [
            (&mut scene.parking.block.rect, 40),
            (&mut scene.legend.rect, 0),
        ] {
            if rect.h > 0 {
                *rect = Rect {
                    x: MARGIN,
                    y: next.min(end + 40),
                    ..*rect
                };
                end = rect.y + rect.h;
                next = end + apart;
            } else {
                *rect = Rect::default();
            }
        }
        scene.height = end + MARGIN;
    }
}

/// Whether a scene is of this layout and of the grid of this board.
fn fits(board: &Board, scene: &Scene) -> bool {
    let sheets = board.sheets();
    let same = |(sheet, laid_out): (&Sheet, &SheetScene)| {
        let rows = laid_out.rows.iter().map(|row| row.id);
        let steps = laid_out.steps.iter().map(|step| step.id);
        sheet.id == laid_out.id
            && sheet.rows.iter().map(|row| row.id).eq(rows)
            && sheet.steps().map(|step| step.id).eq(steps)
    };
    scene.version == LAYOUT_VERSION
        && sheets.len() == scene.sheets.len()
        && sheets.iter().zip(&scene.sheets).all(same)
}
