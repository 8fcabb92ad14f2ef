//! A sheet without its cells: columns, header band, rows with their titles, zones.

use crate::block_builder::{BlockBuilder, plain, strong};
use crate::empty;
use crate::measures::{COLUMN, GUTTER, MARGIN};
use crate::note::GAP;
use crate::row_type::{scale_width, title_height};
use crate::scene::{Block, Paint, Rect, RowScene, Shape, SheetScene, StageScene, StepScene};
use crate::text::Texts;
use board_model::{Row, Sheet, Stage, Step, Zone, limits};

const STAGE: i32 = 56;
const STAGE_NOTE: i32 = 24;
const STEP: i32 = 36;
const ZONE: i32 = 32;
const SHEET_TITLE: i32 = 48;

/// Lays a sheet out but for its cells, its columns `widths` wide; `alone` when the board has no other sheet. Rows
/// get their places from [`stack_rows`].
pub(crate) fn lay_out(texts: &mut Texts, sheet: &Sheet, alone: bool, widths: &[i32]) -> SheetScene {
    let width = GUTTER + widths.iter().sum::<i32>().max(COLUMN);
    let title = if alone {
        Block::default()
    } else {
        sheet_title(texts, &sheet.title, width)
    };
    if sheet.stages.is_empty() && sheet.rows.is_empty() {
        return empty_sheet(texts, sheet, title);
    }
    let noted = sheet
        .stages
        .iter()
        .any(|stage| !stage_line(stage).is_empty());
    let stage_height = STAGE + if noted { STAGE_NOTE } else { 0 };
    let named = sheet.steps().any(|step| !step.title.is_empty());
    let top = title.rect.h;
    let step_height = if named { STEP } else { 0 };
    let (stages, steps) = columns(texts, sheet, top, (stage_height, step_height), widths);
    let band = top + stage_height + if named { STEP } else { 8 };
    let rows = rows(texts, sheet, width);
    let rect = Rect {
        x: MARGIN,
        y: 0,
        w: width,
        h: band,
    };
    SheetScene {
        id: sheet.id,
        rect,
        title,
        band,
        gutter: GUTTER,
        stages,
        steps,
        rows,
        curves: Vec::new(),
    }
}

/// Stages and steps from left to right, with the heights of their parts of the header band.
fn columns(
    texts: &mut Texts,
    sheet: &Sheet,
    top: i32,
    (stage_height, step_height): (i32, i32),
    widths: &[i32],
) -> (Vec<StageScene>, Vec<StepScene>) {
    let (mut stages, mut steps) = (Vec::new(), Vec::new());
    let mut x = GUTTER;
    let mut widths = widths.iter().copied();
    for stage in &sheet.stages {
        let from = x;
        for step in &stage.steps {
            let w = widths.next().unwrap_or(COLUMN);
            let rect = Rect {
                x,
                y: top + stage_height,
                w,
                h: step_height,
            };
            steps.push(StepScene {
                id: step.id,
                x,
                w,
                block: step_title(texts, step, rect),
            });
            x += w;
        }
        let rect = Rect {
            x: from,
            y: top,
            w: x - from,
            h: stage_height,
        };
        stages.push(StageScene {
            id: stage.id,
            block: stage_title(texts, stage, rect),
        });
    }
    (stages, steps)
}

/// A sheet without stages and rows: its title says so, and nothing of it stays pinned.
fn empty_sheet(texts: &mut Texts, sheet: &Sheet, title: Block) -> SheetScene {
    let band = title.rect.h;
    let title = empty::lay_out(texts, title);
    SheetScene {
        id: sheet.id,
        rect: Rect {
            x: MARGIN,
            y: 0,
            ..title.rect
        },
        title,
        band,
        gutter: GUTTER,
        stages: Vec::new(),
        steps: Vec::new(),
        rows: Vec::new(),
        curves: Vec::new(),
    }
}

fn sheet_title(texts: &mut Texts, title: &str, width: i32) -> Block {
    let mut builder = BlockBuilder::new(
        texts,
        Rect {
            x: 0,
            y: 0,
            w: width,
            h: SHEET_TITLE,
        },
    );
    builder.text(title, strong(width, 28, &[20, 16, 14]), (0, 4), Paint::Ink);
    builder.build()
}

/// What a stage says below its title: its goal, or its owner.
fn stage_line(stage: &Stage) -> &str {
    if stage.goal.is_empty() {
        &stage.owner
    } else {
        &stage.goal
    }
}

fn stage_title(texts: &mut Texts, stage: &Stage, rect: Rect) -> Block {
    let mut builder = BlockBuilder::new(texts, rect);
    let ground = Rect {
        x: 2,
        y: 0,
        w: rect.w - 4,
        h: rect.h,
    };
    builder.fill(ground, Paint::Band, 4);
    let spec = strong(rect.w - 2 * GAP, 48, &[20, 16, 14, 12]);
    let height = builder.fit(&stage.title, spec).height.max(16);
    builder.text(&stage.title, spec, (GAP, (STAGE - height) / 2), Paint::Ink);
    builder.text(
        stage_line(stage),
        plain(rect.w - 2 * GAP, 20, &[14]),
        (GAP, STAGE - 4),
        Paint::InkSoft,
    );
    builder.build()
}

fn step_title(texts: &mut Texts, step: &Step, rect: Rect) -> Block {
    let mut builder = BlockBuilder::new(texts, rect);
    if !step.title.is_empty() {
        builder.text(
            &step.title,
            strong(rect.w - 2 * GAP, 20, &[14, 12]),
            (GAP, 8),
            Paint::InkSoft,
        );
    }
    builder.build()
}

fn rows(texts: &mut Texts, sheet: &Sheet, width: i32) -> Vec<RowScene> {
    let mut before = Zone::None;
    let mut rows = Vec::new();
    for (index, row) in sheet.rows.iter().enumerate() {
        let above = if row.zone == before {
            Vec::new()
        } else {
            zone_line(texts, before, row.zone, index == 0, width)
        };
        before = row.zone;
        let tint = if index % 2 == 0 {
            Paint::RowEven
        } else {
            Paint::RowOdd
        };
        let h = least_height(row);
        rows.push(RowScene {
            id: row.id,
            y: 0,
            h,
            tint,
            block: row_title(texts, row),
            above,
        });
    }
    rows
}

/// The height that a row has when its cells need no more.
pub(crate) fn least_height(row: &Row) -> i32 {
    let own = row.height.unwrap_or(0).min(limits::ROW_HEIGHT_MAX);
    i32::try_from(own)
        .unwrap_or(0)
        .max(title_height(row.row_type))
}

fn row_title(texts: &mut Texts, row: &Row) -> Block {
    let mut builder = BlockBuilder::new(
        texts,
        Rect {
            x: 0,
            y: 0,
            w: GUTTER,
            h: title_height(row.row_type),
        },
    );
    // Right of the titles a lock may stand, and the scale where the row has one.
    let width = GUTTER - GAP - 36 - scale_width(row.row_type);
    let title = builder.text(
        &row.title,
        strong(width, 60, &[16, 14, 12]),
        (GAP, GAP),
        Paint::Ink,
    );
    let below = GAP + title.height + 4;
    builder.text(
        &row.prompt,
        plain(width, title_height(row.row_type) - below - 8, &[16, 14, 12]),
        (GAP, below),
        Paint::InkSoft,
    );
    if row.locked {
        builder.icon("lock", (GUTTER - 32, GAP + 4), 16, Paint::InkSoft);
    }
    builder.build()
}

/// The line between two zones with its name (Shostack's and Kingman-Brundage's service blueprint), and the
/// name of the zone that begins.
fn zone_line(texts: &mut Texts, above: Zone, below: Zone, first: bool, width: i32) -> Vec<Shape> {
    let zone = match below {
        Zone::None => "",
        Zone::Customer => "Customer",
        Zone::Frontstage => "Frontstage",
        Zone::Backstage => "Backstage",
        Zone::Support => "Support",
    };
    let line = match (above, below) {
        (Zone::Customer, Zone::Frontstage) => "Line of interaction",
        (Zone::Frontstage, Zone::Backstage) => "Line of visibility",
        (Zone::Backstage, Zone::Support) => "Line of internal interaction",
        _ => "",
    };
    let mut builder = BlockBuilder::new(texts, Rect::default());
    let top = -ZONE + 8;
    builder.text(
        zone,
        strong(GUTTER - 2 * GAP, 20, &[14]),
        (GAP, top),
        Paint::InkSoft,
    );
    let named = builder
        .text(
            line,
            plain(width - GUTTER - 2 * GAP, 20, &[14]),
            (GUTTER + GAP, top),
            Paint::InkSoft,
        )
        .width;
    let from = if line.is_empty() {
        GUTTER
    } else {
        GUTTER + GAP + named + 8
    };
    if !first {
        let points = vec![(from, top + 10), (width, top + 10)];
        builder.push(Shape::Line {
            points,
            paint: Paint::LineStrong,
            width: 1,
            dashed: true,
            smooth: false,
        });
    }
    builder.build().shapes
}

/// Gives rows their places below the band, and the sheet its height. O(rows).
pub(crate) fn stack_rows(sheet: &mut SheetScene) {
    let mut y = sheet.band;
    for row in &mut sheet.rows {
        if !row.above.is_empty() {
            y += ZONE;
        }
        row.y = y;
        y += row.h;
    }
    sheet.rect.h = y.max(sheet.title.rect.h);
}
