//! The automatic width of columns that nobody sized: their fullest cell decides.
//!
//! A column begins two notes wide and grows by the width of a note when a cell of it would get taller than it is
//! wide by more than two lines of notes. So a cell stays about square whatever it holds, each further widening
//! takes more notes than the one before, and a single note never does more to the wall than that. It is a
//! function of the notes alone, so that everybody's wall is the same.

use crate::grid;
use crate::layout::Layout;
use crate::measures::{COLUMN, LEAST, width_of};
use crate::note::{self, Extent, GAP, SMALL, UNIT};
use crate::scene::CellScene;
use crate::text::Texts;
use board_model::{Board, CellId, Sheet, Step, limits};
use std::collections::BTreeSet;

/// Notes side by side at most: 1,600 units, the widest that people can make a column too.
const MOST: i32 = 11;
/// How many lines of notes a cell may have more than notes in a line.
const TALLER: i32 = 2;

/// Notes side by side for a cell whose notes take this area: the fewest that keep it about square.
fn abreast(area: i32) -> i32 {
    let holds = |&count: &i32| area <= count * (count + TALLER) * (SMALL + GAP);
    (LEAST..MOST).find(holds).unwrap_or(MOST)
}

/// The area that a note takes of its cell: sub-columns times height, the gap below included.
const fn taken(extent: Extent) -> i32 {
    extent.columns * (extent.height + GAP)
}

/// The area that the notes of a cell take, without those that span several steps.
fn area(texts: &mut Texts, board: &Board, cell: CellId) -> i32 {
    let own = board.notes_in(cell).filter(|note| note.span <= 1);
    let each = own.map(|note| taken(note::extent(texts, note, LEAST, UNIT)));
    each.fold(0, i32::saturating_add)
}

/// The same, from where the notes lie in a column that nobody sized.
fn area_laid_out(board: &Board, cell: &CellScene) -> i32 {
    let own = |id| board.note(id).is_some_and(|note| note.span <= 1);
    let notes = cell.notes.iter().filter(|note| own(note.id));
    let each = notes.map(|note| {
        taken(Extent {
            columns: (note.block.rect.w + GAP) / (UNIT + GAP),
            height: note.block.rect.h,
        })
    });
    each.fold(0, i32::saturating_add)
}

impl Layout {
    /// Widths of the columns of a sheet, from the areas that were measured.
    pub(crate) fn widths(&self, sheet: &Sheet) -> Vec<i32> {
        sheet.steps().map(|step| self.width(sheet, step)).collect()
    }

    fn width(&self, sheet: &Sheet, step: &Step) -> i32 {
        if let Some(width) = step.width {
            let width = width.clamp(limits::STEP_WIDTH_MIN, limits::STEP_WIDTH_MAX);
            return i32::try_from(width).unwrap_or(COLUMN);
        }
        let cells = sheet.rows.iter().map(|row| CellId {
            step: step.id,
            row: row.id,
        });
        let areas = cells.filter_map(|cell| self.areas.get(&cell));
        width_of(abreast(areas.copied().max().unwrap_or(0)))
    }

    /// Measures all cells of a sheet whose columns nobody sized. Shapes their texts.
    pub(crate) fn measure_areas(&mut self, board: &Board, sheet: &Sheet) {
        for step in sheet.steps().filter(|step| step.width.is_none()) {
            for row in &sheet.rows {
                let cell = CellId {
                    step: step.id,
                    row: row.id,
                };
                self.measure_area(board, cell);
            }
        }
    }

    fn measure_area(&mut self, board: &Board, cell: CellId) {
        match area(&mut self.texts, board, cell) {
            0 => drop(self.areas.remove(&cell)),
            area => drop(self.areas.insert(cell, area)),
        }
    }

    /// Measures the areas in the scene as it is.
    pub(crate) fn take_areas(&mut self, board: &Board) {
        let sheets = board.sheets().iter();
        let unsized_steps = sheets
            .flat_map(Sheet::steps)
            .filter(|step| step.width.is_none());
        let unsized_steps: BTreeSet<_> = unsized_steps.map(|step| step.id).collect();
        let cells = self.scene.cells.iter();
        let cells = cells.filter(|(id, _)| unsized_steps.contains(&id.step));
        self.areas = cells
            .map(|(&id, cell)| (id, area_laid_out(board, cell)))
            .filter(|(_, area)| *area > 0)
            .collect();
    }

    /// Gives columns the widths that changed cells ask for. Every cell of a column that becomes wider or narrower
    /// is added to `cells`, to be laid out; the sheets that such columns are on come back. O(rows) a cell, and
    /// O(columns + rows) for a sheet that is laid out anew.
    pub(crate) fn fit_columns(
        &mut self,
        board: &Board,
        cells: &mut BTreeSet<CellId>,
    ) -> BTreeSet<usize> {
        let mut anew = BTreeSet::new();
        for &cell in cells.iter() {
            let Some((index, _, column)) = self.position(board, cell) else {
                continue;
            };
            let Some(sheet) = board.sheets().get(index) else {
                continue;
            };
            let Some(step) = sheet.steps().nth(column) else {
                continue;
            };
            if step.width.is_some() {
                continue;
            }
            self.measure_area(board, cell);
            if self.width(sheet, step) != self.scene.sheets[index].steps[column].w {
                anew.insert(index);
            }
        }
        for &index in &anew {
            if let Some(sheet) = board.sheets().get(index) {
                self.widen(board, sheet, index, cells);
            }
        }
        anew
    }

    fn widen(&mut self, board: &Board, sheet: &Sheet, index: usize, cells: &mut BTreeSet<CellId>) {
        let widths = self.widths(sheet);
        let alone = board.sheets().len() == 1;
        let mut laid_out = grid::lay_out(&mut self.texts, sheet, alone, &widths);
        let before = &mut self.scene.sheets[index];
        for (row, was) in laid_out.rows.iter_mut().zip(&before.rows) {
            row.h = was.h;
        }
        let resized = laid_out.steps.iter().zip(&before.steps);
        for (step, _) in resized.filter(|(step, was)| step.w != was.w) {
            cells.extend(sheet.rows.iter().map(|row| CellId {
                step: step.id,
                row: row.id,
            }));
        }
        *before = laid_out;
        self.lay_out_curves(board, sheet, index);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_grows_by_one_note_at_a_time_and_ever_more_slowly() {
        let small = taken(Extent {
            columns: 1,
            height: SMALL,
        });
        let widths: Vec<i32> = (0..400).map(|notes| abreast(notes * small)).collect();
        assert!(
            widths
                .windows(2)
                .all(|pair| (0..=1).contains(&(pair[1] - pair[0])))
        );
        let grown = (1..400).filter(|&notes| widths[notes] > widths[notes - 1]);
        let steps: Vec<usize> = grown.collect();
        assert_eq!(steps, [9, 16, 25, 36, 49, 64, 81, 100, 121]);
        assert_eq!(
            u32::try_from(width_of(MOST)).unwrap(),
            limits::STEP_WIDTH_MAX
        );
    }
}
