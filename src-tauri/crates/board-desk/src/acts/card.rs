//! The picture of a board on a card: its top left part, large enough to be read, cut between columns and rows.

use board_app::AppError;
use board_export::picture::{Format, Images, PictureOptions, Scale, Selection, render, scene};
use board_layout::palette::Theme;
use board_layout::{Block, Paint, Rect, Scene, Shape};
use board_model::{Board, CellId};
use std::collections::BTreeSet;

/// The least a card shows across, in board units: a smaller board has more paper around it.
const LEAST: i32 = 640;
/// What a card may show across of a wider board, in board units: from what does not look empty up to where text on a
/// card of 400 points can no longer be made out.
const ACROSS: std::ops::RangeInclusive<i32> = 1_000..=1_480;
/// What it shows if nothing speaks against it: about three columns of notes.
const LIKED: i32 = 1_160;
/// Height that the first of several sheets takes on a card, in board units: its head and about a row.
const SHARE: i32 = 320;
/// Between the sheets on a card, in board units.
const APART: i32 = 32;
/// Paper around what is shown, in board units.
const MARGIN: i32 = 32;
/// A card is 16 wide and 10 high.
const PROPORTION: (i32, i32) = (16, 10);
/// Of the height, what may stay empty below the last whole row: an eighth. Beyond, the next row is shown in part.
const EMPTY_AT_MOST: i32 = 8;

/// Draws a card as PNG. O(board) for the layout.
///
/// # Errors
/// None that is known; those of the painter.
pub(crate) fn card(
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
    let (left, top) = scene
        .sheets
        .first()
        .map_or((0, 0), |sheet| (sheet.rect.x, sheet.rect.y));
    for sheet in &mut scene.sheets {
        sheet.rect.x += MARGIN - left;
        sheet.rect.y += MARGIN - top;
    }
    scene.header = Block::default();
    scene.parking = board_layout::ParkingScene::default();
    share(scene);
    let ends = row_ends(scene);
    let across = columns_shown(scene, &ends);
    let (width, height) = card_size(across);
    (scene.width, scene.height) = (width, height);
    scene.sheets.retain(|sheet| sheet.rect.y < height);
    let bottom = whole_rows(&ends, height).unwrap_or(height);
    leave_out(scene, across);
    scene.legend = mat(MARGIN + across, bottom, width, height);
}

/// Of several sheets the first leaves room for the second: cards of boards that begin alike are told apart.
fn share(scene: &mut Scene) {
    let [first, others @ ..] = scene.sheets.as_mut_slice() else {
        return;
    };
    let Some(second) = others.first() else {
        return;
    };
    // The first row is shown whatever its height.
    let limit = first.rect.y + SHARE;
    let top = first.rect.y;
    let mut shown = 0;
    first.rows.retain(|row| {
        shown += 1;
        shown == 1 || top + row.y + row.h <= limit
    });
    let height = first.rows.last().map_or(first.band, |row| row.y + row.h);
    let up = second.rect.y - (top + height + APART);
    first.rect.h = height;
    for sheet in others {
        sheet.rect.y -= up;
    }
}

/// Width and height of a card that shows this much across.
fn card_size(across: i32) -> (i32, i32) {
    let width = (across + 2 * MARGIN).max(LEAST);
    (width, width * PROPORTION.1 / PROPORTION.0)
}

/// Lower edges of all rows.
fn row_ends(scene: &Scene) -> Vec<i32> {
    let sheets = scene.sheets.iter();
    sheets
        .flat_map(|sheet| sheet.rows.iter().map(|row| sheet.rect.y + row.y + row.h))
        .collect()
}

/// Down to where whole rows are shown, when little stays empty below them or there are no more rows.
fn whole_rows(ends: &[i32], height: i32) -> Option<i32> {
    let fitting = ends.iter().copied().filter(|end| *end <= height - MARGIN);
    let last = fitting.max()?;
    let is_all = ends.iter().all(|end| *end <= last);
    (is_all || last >= height - MARGIN - height / EMPTY_AT_MOST).then_some(last)
}

/// Width of what is shown of the sheet with the most columns, with the titles of its rows: up to the end of a column where rows end
/// well too, and as near to what is liked as can be.
fn columns_shown(scene: &Scene, ends: &[i32]) -> i32 {
    let sheets = scene.sheets.iter().take(2);
    let Some(sheet) = sheets.max_by_key(|sheet| sheet.steps.len()) else {
        return LEAST - 2 * MARGIN;
    };
    if sheet.rect.w <= LIKED {
        return sheet.rect.w;
    }
    let columns = sheet.steps.iter().map(|step| step.x + step.w);
    let possible = columns.filter(|end| ACROSS.contains(&(end + 2 * MARGIN)));
    let best = possible.min_by_key(|end| {
        let is_cut = whole_rows(ends, card_size(*end).1).is_none();
        (is_cut, (end + 2 * MARGIN - LIKED).abs())
    });
    // A single column wider than the card.
    best.unwrap_or(LIKED - 2 * MARGIN)
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
