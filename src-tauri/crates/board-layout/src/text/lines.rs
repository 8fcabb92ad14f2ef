//! Where a shaped paragraph breaks for a width.

use super::runs::line_width;
use super::shape::{EM, Paragraph, Shaper};
use std::ops::Range;

/// One line: a range of clusters without the white space at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Index of the paragraph in its text.
    pub paragraph: usize,
    /// Clusters shown.
    pub clusters: Range<usize>,
    /// First cluster of the next line.
    pub next: usize,
    /// The line ends inside a word, because the word is longer than the line.
    pub inside_word: bool,
}

/// Converts [`EM`] parts at a size in board units to 1/64 board units.
pub(crate) fn to_64ths(em_parts: i64, size: i64) -> i64 {
    (em_parts * size * 64 + EM / 2).div_euclid(EM)
}

/// Breaks a paragraph into lines no wider than `width` (in 1/64 units) at `size`, at most `most` of them
/// and one more (so that the caller sees that there are more).
pub(crate) fn break_lines(
    shaper: &mut Shaper,
    (index, paragraph): (usize, &Paragraph),
    size: i64,
    width: i64,
    most: usize,
) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut from = 0;
    let count = paragraph.clusters.len();
    if count == 0 {
        lines.push(Line {
            paragraph: index,
            clusters: 0..0,
            next: 0,
            inside_word: false,
        });
    }
    while from < count && lines.len() <= most {
        let mut limit = width;
        let line = loop {
            let (next, inside_word) = line_end(paragraph, from, size, limit);
            let clusters = from..trimmed(paragraph, from, next);
            let exact = to_64ths(line_width(shaper, paragraph, clusters.clone()), size);
            // A line is drawn in pieces shaped on their own, which can be a little wider than inside the
            // whole paragraph (kerning across the break).
            if exact <= width || next <= from + 1 || limit <= 0 {
                break Line {
                    paragraph: index,
                    clusters,
                    next,
                    inside_word,
                };
            }
            limit -= exact - width;
        };
        from = line.next;
        lines.push(line);
    }
    lines
}

/// First cluster of the next line, and whether that is inside a word.
fn line_end(paragraph: &Paragraph, from: usize, size: i64, limit: i64) -> (usize, bool) {
    let mut used = 0;
    let mut opportunity = None;
    for (at, cluster) in paragraph.clusters.iter().enumerate().skip(from) {
        if at > from && paragraph.may_begin[at] {
            opportunity = Some(at);
        }
        used += paragraph.advances[at];
        if cluster.space || to_64ths(used, size) <= limit {
            continue;
        }
        return match opportunity {
            Some(at) => (at, false),
            None => (at.max(from + 1), true),
        };
    }
    (paragraph.clusters.len(), false)
}

/// The end of the line without white space.
fn trimmed(paragraph: &Paragraph, from: usize, mut to: usize) -> usize {
    while to > from && paragraph.clusters[to - 1].space {
        to -= 1;
    }
    to
}
