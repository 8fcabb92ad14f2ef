//! A line as runs: each of one font, one script and one direction, in visual order, safe to draw alone.
//!
//! A painter draws a run as one string. So that every painter shows the same whatever its own idea of the
//! direction around it, a run from right to left begins and ends with a letter of that direction, brackets
//! and marks outside of it are runs of their own (mirrored and in visual order), white space at the edges is
//! a gap between runs, and every emoji is its own run.

use super::shape::{Paragraph, Shaper};
use crate::face::Face;
use std::borrow::Cow;
use std::ops::Range;
use unicode_bidi::{Level, ParagraphBidiInfo};

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Piece {
    clusters: Range<usize>,
    drawn: Drawn,
    level: Level,
}

/// How a piece is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Drawn {
    /// White space: not at all.
    Gap,
    /// As it is, from left to right.
    LeftToRight,
    /// As it is, from right to left.
    RightToLeft,
    /// Marks between right-to-left letters: reversed and mirrored, then from left to right.
    Mirrored,
}

/// One drawn run of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LineRun {
    /// Distance from the start of the line, in [`super::shape::EM`] parts.
    pub from: i64,
    /// Width in the same parts.
    pub width: i64,
    /// The font.
    pub font: Face,
    /// What to draw.
    pub text: String,
    /// Whether it is written from right to left.
    pub rtl: bool,
}

/// The width of a line as it is drawn, in [`super::shape::EM`] parts.
pub(crate) fn line_width(shaper: &mut Shaper, paragraph: &Paragraph, line: Range<usize>) -> i64 {
    let pieces = pieces(paragraph, line);
    pieces
        .iter()
        .map(|piece| piece_width(shaper, paragraph, piece))
        .sum()
}

/// The runs of a line from left to right.
pub(crate) fn line_runs(
    shaper: &mut Shaper,
    paragraph: &Paragraph,
    line: Range<usize>,
) -> Vec<LineRun> {
    let pieces = pieces(paragraph, line);
    let levels: Vec<Level> = pieces.iter().map(|piece| piece.level).collect();
    let mut runs = Vec::new();
    let mut from = 0;
    for place in ParagraphBidiInfo::reorder_visual(&levels) {
        let piece = &pieces[place];
        let width = piece_width(shaper, paragraph, piece);
        if piece.drawn != Drawn::Gap {
            runs.push(LineRun {
                from,
                width,
                font: paragraph.clusters[piece.clusters.start].font,
                text: drawn_text(paragraph, piece).into_owned(),
                rtl: piece.drawn == Drawn::RightToLeft,
            });
        }
        from += width;
    }
    runs
}

fn piece_width(shaper: &mut Shaper, paragraph: &Paragraph, piece: &Piece) -> i64 {
    if piece.drawn != Drawn::Mirrored {
        return paragraph.width(shaper, piece.clusters.clone());
    }
    let font = paragraph.clusters[piece.clusters.start].font;
    shaper.width(font, false, &drawn_text(paragraph, piece))
}

fn drawn_text<'a>(paragraph: &'a Paragraph, piece: &Piece) -> Cow<'a, str> {
    let Range { start, end } = piece.clusters;
    if piece.drawn != Drawn::Mirrored {
        return paragraph.slice(start, end).into();
    }
    let clusters = (start..end).rev().map(|at| paragraph.slice(at, at + 1));
    clusters.flat_map(str::chars).map(mirrored).collect()
}

/// The pieces of a line in logical order.
fn pieces(paragraph: &Paragraph, line: Range<usize>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut from = line.start;
    for to in line.start + 1..=line.end {
        if to < line.end && paragraph.joins(to) {
            continue;
        }
        cut_spaces(paragraph, from..to, &mut pieces);
        from = to;
    }
    pieces
}

/// Takes white space at the edges, and wider than one space inside, out as gaps.
fn cut_spaces(paragraph: &Paragraph, part: Range<usize>, pieces: &mut Vec<Piece>) {
    let space = |at: usize| part.contains(&at) && paragraph.clusters[at].space;
    let edge = |at: usize| at == part.start || at + 1 == part.end;
    // One space between two letters is drawn with them; anything else is a gap.
    let is_gap = |at: usize| {
        space(at)
            && (edge(at)
                || space(at + 1)
                || space(at.wrapping_sub(1))
                || paragraph.slice(at, at + 1) != " ")
    };
    let mut from = part.start;
    for to in part.start + 1..=part.end {
        if to < part.end && is_gap(to) == is_gap(to - 1) {
            continue;
        }
        let level = paragraph.levels[from];
        if is_gap(from) {
            pieces.push(Piece {
                clusters: from..to,
                drawn: Drawn::Gap,
                level,
            });
        } else if level.is_rtl() && !paragraph.clusters[from].font.is_emoji() {
            cut_marks(paragraph, from..to, level, pieces);
        } else {
            pieces.push(Piece {
                clusters: from..to,
                drawn: Drawn::LeftToRight,
                level,
            });
        }
        from = to;
    }
}

/// Cuts marks before the first and after the last right-to-left letter off.
fn cut_marks(paragraph: &Paragraph, part: Range<usize>, level: Level, pieces: &mut Vec<Piece>) {
    let first = part
        .clone()
        .find(|&at| paragraph.is_strong_rtl(at))
        .unwrap_or(part.end);
    let last = part
        .clone()
        .rev()
        .find(|&at| paragraph.is_strong_rtl(at))
        .map_or(part.end, |at| at + 1);
    for (clusters, drawn) in [
        (part.start..first, Drawn::Mirrored),
        (first..last, Drawn::RightToLeft),
        (last..part.end, Drawn::Mirrored),
    ] {
        if !clusters.is_empty() {
            pieces.push(Piece {
                clusters,
                drawn,
                level,
            });
        }
    }
}

/// The character that stands for `c` in text from right to left (the pairs people type; Unicode's
/// `BidiMirroring.txt` has more, for mathematics).
fn mirrored(c: char) -> char {
    const PAIRS: [(char, char); 9] = [
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('<', '>'),
        ('«', '»'),
        ('‹', '›'),
        ('≤', '≥'),
        ('⟨', '⟩'),
        ('「', '」'),
    ];
    let twin = PAIRS.iter().find_map(|&(left, right)| match c {
        c if c == left => Some(right),
        c if c == right => Some(left),
        _ => None,
    });
    twin.unwrap_or(c)
}
