//! Visits a scene from the lowest shape to the topmost, at absolute places. Every painter of pictures paints in
//! this order.

use board_layout::{Block, NoteScene, Paint, Rect, RowScene, Scene, Shape, SheetScene, StageScene};
use board_model::{CellId, GroupId, RowId, SheetId, StageId, StepId};

/// A part of the board that shapes belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part<'s> {
    /// Title and facts of the board.
    Header,
    /// A sheet.
    Sheet(SheetId),
    /// A row with all its cells.
    Row(RowId),
    /// A stage's part of the header band.
    Stage(StageId),
    /// A step's title.
    Step(StepId),
    /// The frame of a group.
    Group(GroupId),
    /// A note.
    Note(&'s NoteScene),
    /// The parking lot.
    Parking,
    /// The legend.
    Legend,
}

/// A painter, which visits the shapes of a scene.
pub(crate) trait Painter<'s> {
    /// The shapes up to the matching [`Painter::leave`] belong to this part.
    fn enter(&mut self, part: Part<'s>);
    /// The part entered last ends.
    fn leave(&mut self);
    /// A shape of the scene; its own places count from `at`.
    fn shape(&mut self, at: (i32, i32), shape: &'s Shape);
    /// A rectangle that the scene describes by numbers: a lane, a line of the grid.
    fn fill(&mut self, rect: Rect, paint: Paint);
}

/// Shows a scene to a painter.
pub(crate) fn walk<'s>(scene: &'s Scene, painter: &mut impl Painter<'s>) {
    block(painter, Part::Header, (0, 0), &scene.header);
    for of_scene in &scene.sheets {
        sheet(scene, of_scene, painter);
    }
    let parking = &scene.parking;
    if parking.block.rect.h > 0 {
        let at = (parking.block.rect.x, parking.block.rect.y);
        painter.enter(Part::Parking);
        shapes(painter, at, &parking.block.shapes);
        notes(painter, at, &parking.notes);
        painter.leave();
    }
    block(painter, Part::Legend, (0, 0), &scene.legend);
}

fn sheet<'s>(scene: &'s Scene, sheet: &'s SheetScene, painter: &mut impl Painter<'s>) {
    let at = (sheet.rect.x, sheet.rect.y);
    painter.enter(Part::Sheet(sheet.id));
    shapes(
        painter,
        (at.0 + sheet.title.rect.x, at.1 + sheet.title.rect.y),
        &sheet.title.shapes,
    );
    for row in &sheet.rows {
        painter.fill(
            Rect {
                x: at.0,
                y: at.1 + row.y,
                w: sheet.rect.w,
                h: row.h,
            },
            row.tint,
        );
        for step in &sheet.steps {
            painter.fill(
                Rect {
                    x: at.0 + step.x,
                    y: at.1 + row.y,
                    w: 1,
                    h: row.h,
                },
                Paint::Line,
            );
        }
    }
    for of_sheet in &sheet.rows {
        row(scene, sheet, of_sheet, painter);
    }
    for StageScene { id, block: title } in &sheet.stages {
        block(painter, Part::Stage(*id), at, title);
    }
    for step in &sheet.steps {
        block(painter, Part::Step(step.id), at, &step.block);
    }
    painter.leave();
}

fn row<'s>(
    scene: &'s Scene,
    sheet: &'s SheetScene,
    row: &'s RowScene,
    painter: &mut impl Painter<'s>,
) {
    let at = (sheet.rect.x, sheet.rect.y + row.y);
    painter.enter(Part::Row(row.id));
    shapes(painter, at, &row.above);
    shapes(
        painter,
        (at.0 + row.block.rect.x, at.1 + row.block.rect.y),
        &row.block.shapes,
    );
    for curves in sheet.curves.iter().filter(|curves| curves.row == row.id) {
        shapes(painter, at, &curves.shapes);
    }
    for step in &sheet.steps {
        let Some(cell) = scene.cells.get(&CellId {
            step: step.id,
            row: row.id,
        }) else {
            continue;
        };
        let at = (at.0 + step.x, at.1);
        shapes(painter, at, &cell.shapes);
        for group in &cell.groups {
            block(painter, Part::Group(group.id), at, &group.block);
        }
        notes(painter, at, &cell.notes);
    }
    painter.leave();
}

fn notes<'s>(painter: &mut impl Painter<'s>, at: (i32, i32), notes: &'s [NoteScene]) {
    for note in notes {
        block(painter, Part::Note(note), at, &note.block);
    }
}

fn block<'s>(painter: &mut impl Painter<'s>, part: Part<'s>, at: (i32, i32), block: &'s Block) {
    if block.shapes.is_empty() {
        return;
    }
    painter.enter(part);
    shapes(
        painter,
        (at.0 + block.rect.x, at.1 + block.rect.y),
        &block.shapes,
    );
    painter.leave();
}

fn shapes<'s>(painter: &mut impl Painter<'s>, at: (i32, i32), shapes: &'s [Shape]) {
    for shape in shapes {
        painter.shape(at, shape);
    }
}

/// Every block of a scene, in no order.
pub(crate) fn blocks(scene: &Scene) -> Vec<&Block> {
    let mut blocks = vec![&scene.header, &scene.legend, &scene.parking.block];
    blocks.extend(scene.parking.notes.iter().map(|note| &note.block));
    for sheet in &scene.sheets {
        blocks.push(&sheet.title);
        blocks.extend(sheet.stages.iter().map(|stage| &stage.block));
        blocks.extend(sheet.steps.iter().map(|step| &step.block));
        blocks.extend(sheet.rows.iter().map(|row| &row.block));
    }
    for cell in scene.cells.values() {
        blocks.extend(cell.groups.iter().map(|group| &group.block));
        blocks.extend(cell.notes.iter().map(|note| &note.block));
    }
    blocks
}
