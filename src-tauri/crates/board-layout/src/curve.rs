//! Sentiment curves: the median of each persona through the steps, with spread and count.

use crate::block_builder::{BlockBuilder, plain, strong};
use crate::measures::GUTTER;
use crate::note::GAP;
use crate::row_type::CURVE_ROOM;
use crate::scene::{CurveScene, Paint, Rect, Shape, StepScene};
use crate::text::{Align, Spec, Texts};
use board_model::{Board, Persona, RowType, Sentiments, Sheet, median_halves};

/// Top and bottom of the curve: +2 and −2, in board units from the row's top edge.
pub(crate) const HIGH: i32 = 44;
pub(crate) const LOW: i32 = 132;
const PAINTS: [Paint; 4] = [Paint::CurveA, Paint::CurveB, Paint::CurveC, Paint::CurveD];

/// A persona's value at a step.
struct Point<'a> {
    x: i32,
    halves: i32,
    said: &'a Sentiments,
}

/// The curves of all sentiment rows of a sheet. O(personas × steps).
pub(crate) fn lay_out(
    texts: &mut Texts,
    board: &Board,
    sheet: &Sheet,
    steps: &[StepScene],
) -> Vec<CurveScene> {
    let rows = sheet
        .rows
        .iter()
        .filter(|row| row.row_type == RowType::Sentiment);
    let rows: Vec<_> = rows.map(|row| row.id).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let shapes = draw(texts, board, steps);
    rows.into_iter()
        .map(|row| CurveScene {
            row,
            shapes: shapes.clone(),
        })
        .collect()
}

fn draw(texts: &mut Texts, board: &Board, steps: &[StepScene]) -> Vec<Shape> {
    let mut builder = BlockBuilder::new(texts, Rect::default());
    let right = steps.last().map_or(GUTTER, |step| step.x + step.w);
    builder.icon("smile", (GUTTER - 32, HIGH - 8), 16, Paint::InkSoft);
    builder.icon("frown", (GUTTER - 32, LOW - 8), 16, Paint::InkSoft);
    let zero = vec![(GUTTER, height_of(0)), (right, height_of(0))];
    builder.push(Shape::Line {
        points: zero,
        paint: Paint::Line,
        width: 1,
        dashed: true,
        smooth: false,
    });
    let personas = board.personas();
    let mut curves: Vec<(&Persona, Vec<Point<'_>>)> = personas
        .into_iter()
        .map(|persona| (persona, points(board, persona, steps)))
        .collect();
    curves.retain(|(_, points)| !points.is_empty());
    let single = curves.len() == 1;
    let mut key = GUTTER + GAP;
    for (index, (persona, points)) in curves.iter().enumerate() {
        let paint = PAINTS[index.min(PAINTS.len() - 1)];
        draw_curve(&mut builder, points, paint, single);
        if !single {
            key = draw_key(&mut builder, &persona.name, paint, key, right);
        }
    }
    builder.build().shapes
}

fn points<'a>(board: &'a Board, persona: &Persona, steps: &[StepScene]) -> Vec<Point<'a>> {
    let at = |step: &StepScene| {
        let said = board.sentiments(persona.id, step.id)?;
        let halves = i32::from(median_halves(said)?);
        Some(Point {
            x: step.x + step.w / 2,
            halves,
            said,
        })
    };
    steps.iter().filter_map(at).collect()
}

/// Height of a value given in halves, so that medians between two values are exact.
fn height_of(halves: i32) -> i32 {
    let halves = halves.clamp(-4, 4);
    (HIGH + LOW) / 2 - halves * (LOW - HIGH) / 8
}

fn draw_curve(builder: &mut BlockBuilder<'_>, points: &[Point<'_>], paint: Paint, single: bool) {
    for point in points {
        let values = || point.said.values().map(|&value| i32::from(value) * 2);
        let (low, high) = (values().min().unwrap_or(0), values().max().unwrap_or(0));
        if low < high {
            let ends = vec![(point.x, height_of(high)), (point.x, height_of(low))];
            builder.push(Shape::Line {
                points: ends,
                paint,
                width: 1,
                dashed: false,
                smooth: false,
            });
        }
    }
    if points.len() > 1 {
        let line = points
            .iter()
            .map(|point| (point.x, height_of(point.halves)))
            .collect();
        builder.push(Shape::Line {
            points: line,
            paint,
            width: 3,
            dashed: false,
            smooth: true,
        });
    }
    for point in points {
        builder.push(Shape::Dot {
            x: point.x,
            y: height_of(point.halves),
            radius: 5,
            paint,
        });
        if single && point.said.len() > 1 {
            let spec = Spec {
                align: Align::Centre,
                ..plain(96, 20, &[14])
            };
            builder.text(
                &format!("{} ratings", point.said.len()),
                spec,
                (point.x - 48, CURVE_ROOM - 22),
                Paint::InkSoft,
            );
        }
    }
}

/// Name of a persona in its curve's colour; returns where the next one goes.
fn draw_key(builder: &mut BlockBuilder<'_>, name: &str, paint: Paint, x: i32, right: i32) -> i32 {
    let room = (right - GAP - x - 16).min(200);
    if room < 48 {
        return x;
    }
    builder.push(Shape::Dot {
        x: x + 4,
        y: 16,
        radius: 4,
        paint,
    });
    let width = builder
        .text(name, strong(room, 20, &[14]), (x + 14, 6), Paint::InkSoft)
        .width;
    x + 14 + width + GAP
}
