//! A paragraph shaped once, for every width and size: clusters, advances, bidi levels, break opportunities.

use super::itemise::{Cluster, Itemised, itemise};
use crate::face::Face;
use crate::fonts::{Fonts, Plans};
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use std::collections::HashMap;
use std::ops::Range;
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
    /// Whether what is before and what is from this cluster on shape alone as they do together.
    pub cuts: Vec<bool>,
    /// Bidi level of each cluster.
    pub levels: Vec<Level>,
    /// Whether a line may begin at this cluster (UAX #14).
    pub may_begin: Vec<bool>,
    /// Whether the paragraph runs from right to left.
    pub rtl: bool,
    /// Characters that no bundled font has.
    pub missing: Vec<char>,
}

/// Shapes text, and remembers what it has shaped.
pub(crate) struct Shaper {
    /// The bundled fonts.
    pub fonts: &'static Fonts,
    /// Where lines may break.
    pub breaker: LineSegmenterBorrowed<'static>,
    plans: Plans,
    widths: HashMap<(Face, bool), HashMap<Box<str>, i64>>,
    widths_kept: usize,
}

impl Shaper {
    /// A shaper that has seen nothing yet.
    pub(crate) fn new() -> Self {
        Self {
            fonts: Fonts::bundled(),
            // The dictionary rather than the LSTM model: integers only, and faster.
            breaker: LineSegmenter::new_dictionary(LineBreakOptions::default()),
            plans: Plans::default(),
            widths: HashMap::new(),
            widths_kept: 0,
        }
    }

    /// Width of a piece that is drawn alone, in [`EM`] parts.
    pub(crate) fn width(&mut self, font: Face, rtl: bool, piece: &str) -> i64 {
        if let Some(&width) = self
            .widths
            .get(&(font, rtl))
            .and_then(|of_font| of_font.get(piece))
        {
            return width;
        }
        let units_per_em = self.fonts.units_per_em(font);
        let glyphs = self.fonts.shape(&mut self.plans, font, piece, rtl);
        let width = glyphs
            .iter()
            .map(|glyph| in_em(glyph.advance, units_per_em))
            .sum();
        if self.widths_kept >= PIECES_KEPT {
            self.widths.clear();
            self.widths_kept = 0;
        }
        self.widths_kept += 1;
        self.widths
            .entry((font, rtl))
            .or_default()
            .insert(piece.into(), width);
        width
    }
}

fn in_em(units: i64, units_per_em: i64) -> i64 {
    (units * EM + units_per_em / 2).div_euclid(units_per_em)
}

impl Paragraph {
    /// Shapes one paragraph, a text without line ends.
    pub(crate) fn shape(shaper: &mut Shaper, text: &str, primary: Face) -> Self {
        let Itemised {
            text,
            clusters,
            missing,
        } = itemise(shaper.fonts, text, primary);
        let bidi = ParagraphBidiInfo::new(&text, None);
        let level_at = |cluster: &Cluster| {
            bidi.levels
                .get(cluster.start)
                .copied()
                .unwrap_or(bidi.paragraph_level)
        };
        let levels: Vec<Level> = clusters.iter().map(level_at).collect();
        let rtl = bidi.paragraph_level.is_rtl();
        let may_begin = opportunities(shaper.breaker, &text, &clusters);
        let count = clusters.len();
        let mut paragraph = Self {
            text,
            clusters,
            advances: vec![0; count],
            cuts: vec![false; count],
            levels,
            may_begin,
            rtl,
            missing,
        };
        paragraph.shape_parts(shaper);
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
        !this.font.is_emoji()
            && this.font == before.font
            && this.script == before.script
            && self.levels.get(at) == self.levels.get(at - 1)
    }

    /// Whether the cluster begins with a letter that is written from right to left.
    pub(crate) fn is_strong_rtl(&self, at: usize) -> bool {
        let letter = self.slice(at, at + 1).chars().next();
        letter.is_some_and(|c| matches!(bidi_class(c), BidiClass::R | BidiClass::AL))
    }

    /// Width of clusters drawn as one piece, in [`EM`] parts.
    pub(crate) fn width(&self, shaper: &mut Shaper, clusters: Range<usize>) -> i64 {
        let Range { start, end } = clusters;
        let cut = |at: usize| self.cuts.get(at).copied().unwrap_or(true);
        if cut(start) && cut(end) {
            return self.advances[start..end].iter().sum();
        }
        let rtl = self.levels[start].is_rtl();
        shaper.width(self.clusters[start].font, rtl, self.slice(start, end))
    }

    /// Shapes each part of one font, script and direction.
    fn shape_parts(&mut self, shaper: &mut Shaper) {
        let mut from = 0;
        for to in 1..=self.clusters.len() {
            if to < self.clusters.len() && self.joins(to) {
                continue;
            }
            let font = self.clusters[from].font;
            let units_per_em = shaper.fonts.units_per_em(font);
            let rtl = self.levels[from].is_rtl();
            let origin = self.clusters[from].start;
            for glyph in shaper
                .fonts
                .shape(&mut shaper.plans, font, self.slice(from, to), rtl)
            {
                let clusters = &self.clusters[from..to];
                let after =
                    clusters.partition_point(|cluster| cluster.start - origin <= glyph.cluster);
                let place = (from + after).saturating_sub(1).max(from);
                self.advances[place] += in_em(glyph.advance, units_per_em);
                self.cuts[place] =
                    glyph.cut_before && self.clusters[place].start - origin == glyph.cluster;
            }
            self.cuts[from] = true;
            from = to;
        }
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
