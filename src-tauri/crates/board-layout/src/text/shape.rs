//! A paragraph shaped once, for every width and size: clusters, advances, bidi levels, break opportunities.

use super::itemise::{Cluster, Itemised, itemise};
use crate::fonts::Fonts;
use crate::scene::Face;
use icu_segmenter::LineSegmenterBorrowed;
use std::collections::HashMap;
use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo, bidi_class};

/// Parts of an em that cluster advances are kept in, so that advances of fonts with different design
/// grids add up as integers.
pub(crate) const EM: i64 = 1 << 20;

/// Shaped widths of pieces kept before the cache starts anew. A board of 5,000 notes has some 20,000
/// different pieces.
const PIECES_KEPT: usize = 100_000;

/// A shaped paragraph.
pub(crate) struct Paragraph {
    /// The text as drawn.
    pub text: String,
    /// Its grapheme clusters in logical order.
    pub clusters: Vec<Cluster>,
    /// Advance of each cluster in [`EM`] parts of its size.
    pub advances: Vec<i64>,
    /// Bidi level of each cluster.
    pub levels: Vec<Level>,
    /// Whether a line may begin at this cluster (UAX #14).
    pub may_begin: Vec<bool>,
    /// Whether the paragraph runs from right to left.
    pub rtl: bool,
    /// Characters that no bundled font has.
    pub missing: Vec<char>,
}

/// Widths of pieces as they are drawn, each shaped on its own.
#[derive(Default)]
pub(crate) struct PieceWidths {
    known: HashMap<(Face, bool), HashMap<Box<str>, i64>>,
    count: usize,
}

impl PieceWidths {
    /// Width of `piece` in [`EM`] parts.
    pub(crate) fn width(&mut self, fonts: &Fonts, font: Face, rtl: bool, piece: &str) -> i64 {
        let of_font = self.known.entry((font, rtl)).or_default();
        if let Some(&width) = of_font.get(piece) {
            return width;
        }
        let units: i64 = fonts
            .shape(font, piece, rtl)
            .iter()
            .map(|glyph| glyph.advance)
            .sum();
        let width = in_em(units, fonts.units_per_em(font));
        of_font.insert(piece.into(), width);
        self.count += 1;
        if self.count > PIECES_KEPT {
            self.known.clear();
            self.count = 0;
        }
        width
    }
}

fn in_em(units: i64, units_per_em: i64) -> i64 {
    (units * EM + units_per_em / 2).div_euclid(units_per_em)
}

impl Paragraph {
    /// Shapes one paragraph, a text without line ends.
    pub(crate) fn shape(
        fonts: &Fonts,
        breaker: LineSegmenterBorrowed<'_>,
        text: &str,
        primary: Face,
    ) -> Self {
        let Itemised {
            text,
            clusters,
            missing,
        } = itemise(fonts, text, primary);
        let bidi = ParagraphBidiInfo::new(&text, None);
        let level_at = |cluster: &Cluster| {
            bidi.levels
                .get(cluster.start)
                .copied()
                .unwrap_or(bidi.paragraph_level)
        };
        let levels: Vec<Level> = clusters.iter().map(level_at).collect();
        let rtl = bidi.paragraph_level.is_rtl();
        let may_begin = opportunities(breaker, &text, &clusters);
        let mut paragraph = Self {
            text,
            clusters,
            advances: Vec::new(),
            levels,
            may_begin,
            rtl,
            missing,
        };
        paragraph.advances = paragraph.shaped_advances(fonts);
        paragraph
    }

    /// The text of the clusters from `from` up to `to`.
    pub(crate) fn slice(&self, from: usize, to: usize) -> &str {
        let start = self
            .clusters
            .get(from)
            .map_or(self.text.len(), |cluster| cluster.start);
        let end = self
            .clusters
            .get(to)
            .map_or(self.text.len(), |cluster| cluster.start);
        &self.text[start..end.max(start)]
    }

    /// Whether cluster `at` can be drawn in one piece with the one before it.
    pub(crate) fn joins(&self, at: usize) -> bool {
        let (Some(before), Some(this)) = (
            at.checked_sub(1).and_then(|i| self.clusters.get(i)),
            self.clusters.get(at),
        ) else {
            return false;
        };
        this.font != Face::Emoji
            && this.font == before.font
            && this.script == before.script
            && self.levels.get(at) == self.levels.get(at - 1)
    }

    /// Whether the cluster begins with a letter that is written from right to left.
    pub(crate) fn is_strong_rtl(&self, at: usize) -> bool {
        let letter = self.slice(at, at + 1).chars().next();
        letter.is_some_and(|c| matches!(bidi_class(c), BidiClass::R | BidiClass::AL))
    }

    fn shaped_advances(&self, fonts: &Fonts) -> Vec<i64> {
        let mut advances = vec![0; self.clusters.len()];
        let mut from = 0;
        for to in 1..=self.clusters.len() {
            if to < self.clusters.len() && self.joins(to) {
                continue;
            }
            let font = self.clusters[from].font;
            let rtl = self.levels[from].is_rtl();
            let origin = self.clusters[from].start;
            for glyph in fonts.shape(font, self.slice(from, to), rtl) {
                let place = self.clusters[from..to]
                    .partition_point(|cluster| cluster.start - origin <= glyph.cluster);
                let place = (from + place).saturating_sub(1).max(from);
                advances[place] += in_em(glyph.advance, fonts.units_per_em(font));
            }
            from = to;
        }
        advances
    }
}

fn opportunities(
    breaker: LineSegmenterBorrowed<'_>,
    text: &str,
    clusters: &[Cluster],
) -> Vec<bool> {
    let mut may_begin = vec![false; clusters.len()];
    for offset in breaker.segment_str(text) {
        if let Ok(place) = clusters.binary_search_by_key(&offset, |cluster| cluster.start) {
            may_begin[place] = true;
        }
    }
    may_begin
}
