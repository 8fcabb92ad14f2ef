//! The header block: title, scope, where the journey starts and ends, whose it is, and the small print.

use crate::block_builder::{BlockBuilder, plain, strong};
use crate::scene::{Block, Paint, Rect};
use crate::text::{Spec, Texts};
use board_model::{Board, Header, Persona};

/// Widest a line of running text gets: some 110 characters.
const MEASURE: i32 = 880;
const ICON: i32 = 16;
/// Where words begin, right of an icon.
const TEXT: i32 = 24;
/// Room for the word that says what a line is, so that the lines stand below each other.
const LABELS: i32 = 88;
/// Facts stay readable where the whole board is in sight: 16 units are 11 pixels at 69 %.
const FACT: &[u16] = &[16, 14];
const LABEL: Spec = strong(200, 24, &[16]);

/// Lays the header out, `width` wide; of no height when nothing is given.
pub(crate) fn lay_out(texts: &mut Texts, board: &Board, place: (i32, i32), width: i32) -> Block {
    let header = board.header();
    let mut builder = BlockBuilder::new(
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
        y += builder
            .text(title, strong(width, 72, &[28, 20]), (0, y), Paint::Ink)
            .height
            + 4;
    }
    if !header.scope.is_empty() {
        y += builder
            .text(
                &header.scope,
                plain(measure, 96, &[16, 14]),
                (0, y),
                Paint::Ink,
            )
            .height
            + 8;
    }
    let (way, path) = way(header);
    for (icon, label, text) in [
        ("route", way, path.as_str()),
        ("clapperboard", "Scenario", &header.scenario),
        ("target", "Goal", &header.goal),
    ] {
        if !text.is_empty() {
            builder.icon(icon, (0, y + 4), ICON, Paint::InkSoft);
            builder.text(label, LABEL, (TEXT, y), Paint::InkSoft);
            let (left, spec) = (TEXT + LABELS, plain(measure - TEXT - LABELS, 72, FACT));
            y += builder.text(text, spec, (left, y), Paint::Ink).height + 4;
        }
    }
    let height = items(&mut builder, board, width, y);
    builder.rect().h = height;
    builder.build()
}

/// The title that stands over everything. Where the board has none, its only sheet's does, which is shown nowhere
/// else; several sheets have theirs above them. Nothing is made up: a wall and its pictures say the same.
fn title(board: &Board) -> &str {
    match board.sheets() {
        [only] if board.header().title.is_empty() => &only.title,
        _ => &board.header().title,
    }
}

/// Where the journey begins and ends, and what that is called.
fn way(header: &Header) -> (&'static str, String) {
    match (header.starts.as_str(), header.ends.as_str()) {
        (starts, "") => ("Starts", starts.to_owned()),
        ("", ends) => ("Ends", ends.to_owned()),
        (starts, ends) => ("Journey", format!("{starts} → {ends}")),
    }
}

/// Short facts side by side, each with the word that says what it is; returns where they end.
fn items(builder: &mut BlockBuilder<'_>, board: &Board, width: i32, top: i32) -> i32 {
    let header = board.header();
    let mut items: Vec<(&str, &str, String)> = board
        .personas()
        .into_iter()
        .map(|persona| ("user-round", "Persona", persona_line(persona)))
        .collect();
    items.extend([
        ("map", "Map type", header.map_type.clone()),
        ("circle-user-round", "Owner", header.owner.clone()),
        ("calendar", "Date", header.date.clone()),
        ("calendar-clock", "Review date", header.review_date.clone()),
    ]);
    items.retain(|(_, _, text)| !text.is_empty());
    if items.is_empty() {
        return top;
    }
    let (mut x, mut y) = (0, top + 4);
    for (icon, label, text) in &items {
        let left = TEXT + builder.fit(label, LABEL).width + 8;
        let room = (width - left).min(420);
        let spec = plain(room, 24, FACT);
        let taken = left + builder.fit(text, spec).width;
        if x > 0 && x + taken > width {
            (x, y) = (0, y + 28);
        }
        builder.icon(icon, (x, y + 4), ICON, Paint::InkSoft);
        builder.text(label, LABEL, (x + TEXT, y), Paint::InkSoft);
        builder.text(text, spec, (x + left, y), Paint::Ink);
        x += taken + 32;
    }
    y + 28
}

fn persona_line(persona: &Persona) -> String {
    let parts = [persona.name.as_str(), persona.role.as_str()];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
