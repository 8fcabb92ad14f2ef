//! The header block: title, scope, where the journey starts and ends, whose it is, and the small print.

use crate::scene::{Block, Paint, Rect};
use crate::sketch::{Sketch, plain, strong};
use crate::text::Texts;
use board_model::{Board, Persona};

/// Widest a line of running text gets: some 110 characters.
const MEASURE: i32 = 880;
const ICON: i32 = 16;

/// Lays the header out, `width` wide; of no height when nothing is given.
pub(crate) fn lay_out(texts: &mut Texts, board: &Board, place: (i32, i32), width: i32) -> Block {
    let header = board.header();
    let mut sketch = Sketch::new(
        texts,
        Rect {
            x: place.0,
            y: place.1,
            w: width,
            h: 0,
        },
    );
    let measure = width.min(MEASURE);
    let mut y = 0;
    let title = title(board);
    if !title.is_empty() {
        y += sketch
            .text(title, strong(width, 72, &[28, 20]), (0, y), Paint::Ink)
            .height
            + 4;
    }
    if !header.scope.is_empty() {
        y += sketch
            .text(
                &header.scope,
                plain(measure, 96, &[16, 14]),
                (0, y),
                Paint::Ink,
            )
            .height
            + 8;
    }
    let ways: Vec<&str> = [header.starts.as_str(), header.ends.as_str()]
        .into_iter()
        .filter(|end| !end.is_empty())
        .collect();
    for (icon, text) in [
        ("route", ways.join(" → ").as_str()),
        ("clapperboard", &header.scenario),
        ("target", &header.goal),
    ] {
        if !text.is_empty() {
            sketch.icon(icon, (0, y + 2), ICON, Paint::InkSoft);
            y += sketch
                .text(text, plain(measure - 24, 60, &[14]), (24, y), Paint::Ink)
                .height
                + 4;
        }
    }
    let height = items(&mut sketch, board, width, y);
    sketch.rect().h = height;
    sketch.done()
}

/// The title that stands over everything. Where the board has none, its only sheet's does, which is shown nowhere
/// else; several sheets have theirs above them. Nothing is made up: a wall and its pictures say the same.
fn title(board: &Board) -> &str {
    match board.sheets() {
        [only] if board.header().title.is_empty() => &only.title,
        _ => &board.header().title,
    }
}

/// Short facts side by side; returns where they end.
fn items(sketch: &mut Sketch<'_>, board: &Board, width: i32, top: i32) -> i32 {
    let header = board.header();
    let mut items: Vec<(&str, String)> = board
        .personas()
        .into_iter()
        .map(|persona| ("user-round", persona_line(persona)))
        .collect();
    items.extend([
        ("map", header.map_type.clone()),
        ("circle-user-round", header.owner.clone()),
        ("calendar", header.date.clone()),
        ("calendar-clock", header.review_date.clone()),
    ]);
    items.retain(|(_, text)| !text.is_empty());
    if items.is_empty() {
        return top;
    }
    let (mut x, mut y) = (0, top + 4);
    for (icon, text) in &items {
        let spec = plain((width - 24).min(420), 20, &[14]);
        let taken = 24 + sketch.fit(text, spec).width;
        if x > 0 && x + taken > width {
            (x, y) = (0, y + 24);
        }
        sketch.icon(icon, (x, y + 2), ICON, Paint::InkSoft);
        sketch.text(
            text,
            plain(taken - 24, 20, &[14]),
            (x + 24, y),
            Paint::InkSoft,
        );
        x += taken + 32;
    }
    y + 24
}

fn persona_line(persona: &Persona) -> String {
    let parts = [persona.name.as_str(), persona.role.as_str()];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
