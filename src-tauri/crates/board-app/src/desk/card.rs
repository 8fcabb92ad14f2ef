//! The picture of a board on a card: its top left part, large enough to be read, cut between columns and rows.

use crate::error::AppError;
use board_export::picture::{Format, Images, PictureOptions, Scale, Selection, render, scene};
use board_layout::palette::Theme;
use board_layout::{Block, Paint, Rect, Scene, Shape};
use board_model::{Board, CellId};
use std::collections::BTreeSet;

/// What a card shows across, in board units: from four columns of notes, where text on a card of 320 points is just
/// readable, down to what fills a card without looking empty.
const ACROSS: std::ops::RangeInclusive<i32> = 640..=1_120;
/// Paper around what is shown, in board units.
const MARGIN: i32 = 32;
/// A card is 16 wide and 10 high.
const PROPORTION: (i32, i32) = (16, 10);
/// A cut between rows that would leave more than this part of the height empty is not made; the row is cut then.
const EMPTY_AT_MOST: (i32, i32) = (2, 5);

/// Draws a card as PNG. O(board) for the layout.
///
/// # Errors
/// None that is known; those of the painter.
pub(super) fn card(
    board: &Board,
    images: Images,
    width: u32,
    look: Theme,
) -> Result<Vec<u8>, AppError> {
    let mut scene = scene(board, &Selection::default())?;
    cut(&mut scene);
    let options = PictureOptions {
        scale: Scale::Width(width),
        theme: look,
        images,
        ..PictureOptions::default()
    };
    let mut png = Vec::new();
    render(&scene, &options, Format::Png, &mut png)?;
    Ok(png)
}

/// Leaves of a scene what a card shows. The header goes: beside the card stands the title.
fn cut(scene: &mut Scene) {
    let across = columns_shown(scene);
    let width = (across + 2 * MARGIN).max(*ACROSS.start());
    let height = width * PROPORTION.1 / PROPORTION.0;
    let (left, top) = scene
        .sheets
        .first()
        .map_or((0, 0), |sheet| (sheet.rect.x, sheet.rect.y));
    for sheet in &mut scene.sheets {
        sheet.rect.x += MARGIN - left;
        sheet.rect.y += MARGIN - top;
    }
    (scene.width, scene.height) = (width, height);
    scene.header = Block::default();
    scene.parking = board_layout::ParkingScene::default();
    scene.sheets.retain(|sheet| sheet.rect.y < height);
    let bottom = rows_shown(scene);
    leave_out(scene, across);
    scene.legend = mat(MARGIN + across, bottom, width, height);
}

/// Width of the columns of the first sheet that are shown whole, with the titles of the rows.
fn columns_shown(scene: &Scene) -> i32 {
    let most = ACROSS.end() - 2 * MARGIN;
    let Some(sheet) = scene.sheets.first() else {
        return ACROSS.start() - 2 * MARGIN;
    };
    if sheet.rect.w <= most {
        return sheet.rect.w;
    }
    let ends = sheet.steps.iter().map(|step| step.x + step.w);
    ends.filter(|end| *end <= most).max().unwrap_or(most)
}

/// Down to where the scene is shown: the last row that fits, or the edge of the card.
fn rows_shown(scene: &Scene) -> i32 {
    let height = scene.height;
    let ends: Vec<i32> = scene
        .sheets
        .iter()
        .flat_map(|sheet| sheet.rows.iter().map(|row| sheet.rect.y + row.y + row.h))
        .collect();
    let last = ends.iter().copied().filter(|end| *end <= height - MARGIN);
    let Some(last) = last.max() else {
        return height;
    };
    let is_all = ends.iter().all(|end| *end <= last);
    let least = height - height * EMPTY_AT_MOST.0 / EMPTY_AT_MOST.1;
    if is_all || last < least { height } else { last }
}

/// Takes out what lies beyond the card, so that it costs nothing to draw.
fn leave_out(scene: &mut Scene, across: i32) {
    let height = scene.height;
    let mut shown = BTreeSet::new();
    for sheet in &mut scene.sheets {
        let top = sheet.rect.y;
        sheet.rows.retain(|row| top + row.y < height);
        sheet.steps.retain(|step| step.x < across);
        sheet.stages.retain(|stage| stage.block.rect.x < across);
        for step in &sheet.steps {
            shown.extend(sheet.rows.iter().map(|row| CellId {
                step: step.id,
                row: row.id,
            }));
        }
    }
    scene.cells.retain(|cell, _| shown.contains(cell));
}

/// Paper over what is right of and below the part that is shown. The legend is painted last, so the mat lies there.
fn mat(right: i32, bottom: i32, width: i32, height: i32) -> Block {
    let paper = |rect: Rect| Shape::Rect {
        rect,
        fill: Some(Paint::Ground),
        stroke: None,
        width: 0,
        radius: 0,
    };
    let beside = Rect {
        x: right,
        y: 0,
        w: width - right,
        h: height,
    };
    let below = Rect {
        x: 0,
        y: bottom,
        w: width,
        h: height - bottom,
    };
    Block {
        rect: Rect {
            x: 0,
            y: 0,
            w: width,
            h: height,
        },
        shapes: [beside, below]
            .into_iter()
            .filter(|rect| rect.w > 0 && rect.h > 0)
            .map(paper)
            .collect(),
        ..Block::default()
    }
}
