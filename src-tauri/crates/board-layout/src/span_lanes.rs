//! Notes that span several steps: bars in lanes at the top of their row.

use crate::note::{GAP, bar_height};
use crate::row_type::room;
use crate::scene::{Rect, StepScene};
use crate::text::Texts;
use board_model::{Board, CellId, Note, NoteId, Row};
use std::collections::BTreeMap;

/// The bars of a row, and what they leave free.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SpanLanes {
    /// Places of bars, relative to the cell they belong to, for each column that has some.
    places: BTreeMap<usize, BTreeMap<NoteId, Rect>>,
    /// Where notes begin in each column.
    tops: Vec<i32>,
}

static NO_BARS: BTreeMap<NoteId, Rect> = BTreeMap::new();

impl SpanLanes {
    /// Lays out the lanes of a row. O(columns + bars of the row), given the bars of each cell.
    pub(crate) fn lay_out(
        texts: &mut Texts,
        board: &Board,
        row: &Row,
        steps: &[StepScene],
        bars: impl Fn(CellId) -> Vec<NoteId>,
    ) -> Self {
        let first = room(row.row_type) + GAP;
        let mut lanes = Self {
            places: BTreeMap::new(),
            tops: vec![first; steps.len()],
        };
        for (column, step) in steps.iter().enumerate() {
            let ids = bars(CellId {
                step: step.id,
                row: row.id,
            });
            for note in ids.iter().filter_map(|&id| board.note(id)) {
                lanes.add(texts, note, column, steps);
            }
        }
        lanes
    }

    /// Puts a bar below everything that already lies in its columns.
    fn add(&mut self, texts: &mut Texts, note: &Note, column: usize, steps: &[StepScene]) {
        let last = last_column(note, column, steps.len());
        let Some((from, to)) = steps.get(column).zip(steps.get(last)) else {
            return;
        };
        let top = self.tops[column..=last]
            .iter()
            .copied()
            .max()
            .unwrap_or(GAP);
        let width = to.x + to.w - from.x - 2 * GAP;
        let rect = Rect {
            x: GAP,
            y: top,
            w: width,
            h: bar_height(texts, note, width),
        };
        self.tops[column..=last].fill(rect.y + rect.h + GAP);
        self.places.entry(column).or_default().insert(note.id, rect);
    }

    /// Where notes begin in a column.
    pub(crate) fn top(&self, column: usize) -> i32 {
        self.tops.get(column).copied().unwrap_or(GAP)
    }

    /// The bars that belong to a column.
    pub(crate) fn bars(&self, column: usize) -> &BTreeMap<NoteId, Rect> {
        self.places.get(&column).unwrap_or(&NO_BARS)
    }

    /// How tall the row must be for its bars.
    pub(crate) fn height(&self) -> i32 {
        self.tops.iter().copied().max().unwrap_or(0)
    }

    /// Whether a column looks the same in both rows.
    pub(crate) fn same(&self, other: &Self, column: usize) -> bool {
        self.top(column) == other.top(column) && self.bars(column) == other.bars(column)
    }
}

fn last_column(note: &Note, column: usize, columns: usize) -> usize {
    let span = usize::try_from(note.span.max(1)).unwrap_or(usize::MAX);
    column
        .saturating_add(span - 1)
        .min(columns.saturating_sub(1))
}

/// The notes of a cell that span more than its own step.
pub(crate) fn bars_of(board: &Board, cell: CellId) -> Vec<NoteId> {
    board
        .notes_in(cell)
        .filter(|note| note.span > 1)
        .map(|note| note.id)
        .collect()
}
