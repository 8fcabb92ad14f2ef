//! Fitting a text into a box: the largest of a few sizes at which all of it fits, or the smallest and a mark.

use super::Texts;
use super::lines::{Line, break_lines, to_64ths};
use super::runs::{line_runs, line_width};
use super::shape::Paragraph;
use crate::face::Face;
use std::ops::Range;
use std::sync::Arc;

/// Shown at the end of a text that does not fit.
const CLIP_MARK: char = '…';

/// Where lines stand in their box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Align {
    /// At the side where the paragraph begins: left, or right for Arabic and Hebrew.
    Start,
    /// In the middle.
    Centre,
}

/// A box for text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Spec {
    /// In the bold font.
    pub strong: bool,
    /// Width in board units.
    pub width: i32,
    /// Greatest height in board units.
    pub height: i32,
    /// Sizes to try, the largest first; see [`line_height`].
    pub sizes: &'static [u16],
    /// Where lines stand.
    pub align: Align,
}

/// One run of a fitted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FittedRun {
    /// Left edge from the box's, in 1/64 units.
    pub x: i32,
    /// Baseline from the box's top edge, in 1/64 units.
    pub y: i32,
    /// Width in 1/64 units.
    pub width: i32,
    /// The font.
    pub font: Face,
    /// What to draw.
    pub text: String,
    /// Written from right to left.
    pub rtl: bool,
}

/// A text in its box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fitted {
    /// Size used, in board units.
    pub size: u16,
    /// Height of all lines, in board units.
    pub height: i32,
    /// Width of the widest line, in board units, rounded up.
    pub width: i32,
    /// Runs, line by line, from left to right.
    pub runs: Vec<FittedRun>,
    /// Not all of the text is shown.
    pub clipped: bool,
    /// A word had to be broken.
    pub broke_word: bool,
    /// Characters that no bundled font has.
    pub missing: Vec<char>,
}

/// Height of a line of this size, in board units: on the 4-unit half grid, 1.3 to 1.5 times the size.
pub(crate) const fn line_height(size: u16) -> i32 {
    match size {
        0..=12 => 16,
        13..=14 => 20,
        15..=16 => 24,
        17..=20 => 28,
        _ => 36,
    }
}

/// Baseline from the top of a line, in 1/64 units: Inter's ascender 1984 and descender 494 of 2048 units,
/// centred in the line.
const fn baseline(size: u16) -> i32 {
    let (ascent, descent) = (
        size as i32 * 64 * 1984 / 2048,
        size as i32 * 64 * 494 / 2048,
    );
    (line_height(size) * 64 - ascent - descent) / 2 + ascent
}

impl Texts {
    /// Fits `text` into a box.
    pub(crate) fn fit(&mut self, text: &str, spec: Spec) -> Arc<Fitted> {
        if let Some(known) = self.fitted.get(&spec).and_then(|of_spec| of_spec.get(text)) {
            return Arc::clone(known);
        }
        let fitted = Arc::new(self.fit_anew(text, spec));
        if self.fitted_count >= super::TEXTS_KEPT {
            self.fitted.clear();
            self.fitted_count = 0;
        }
        self.fitted_count += 1;
        self.fitted
            .entry(spec)
            .or_default()
            .insert(text.into(), Arc::clone(&fitted));
        fitted
    }

    fn fit_anew(&mut self, text: &str, spec: Spec) -> Fitted {
        let paragraphs = self.paragraphs(text, spec.strong);
        let smallest = spec.sizes.last().copied().unwrap_or(14);
        for &size in spec.sizes {
            let most = (spec.height / line_height(size)).max(1) as usize;
            let mut lines = self.lines(&paragraphs, spec, size, most);
            let fits = lines.len() <= most;
            let broke_word = lines.iter().any(|line| line.inside_word);
            let good = fits && !broke_word && line_height(size) <= spec.height;
            if !good && size != smallest {
                continue;
            }
            lines.truncate(most);
            return self.place(&paragraphs, spec, size, &lines, !fits);
        }
        self.place(&paragraphs, spec, smallest, &[], true)
    }

    fn lines(&mut self, paragraphs: &[Paragraph], spec: Spec, size: u16, most: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        for indexed in paragraphs.iter().enumerate() {
            if lines.len() > most {
                break;
            }
            let left = most - lines.len().min(most);
            let width = i64::from(spec.width) * 64;
            lines.extend(break_lines(
                &mut self.shaper,
                indexed,
                i64::from(size),
                width,
                left,
            ));
        }
        lines
    }

    fn place(
        &mut self,
        paragraphs: &[Paragraph],
        spec: Spec,
        size: u16,
        lines: &[Line],
        clipped: bool,
    ) -> Fitted {
        let mut fitted = Fitted {
            size,
            height: line_height(size) * lines.len() as i32,
            width: 0,
            runs: Vec::new(),
            clipped,
            broke_word: lines.iter().any(|line| line.inside_word),
            missing: missing_of(paragraphs),
        };
        for (index, line) in lines.iter().enumerate() {
            let top = line_height(size) * index as i32 * 64;
            let paragraph = &paragraphs[line.paragraph];
            let too_wide =
                self.width_of(paragraph, line.clusters.clone(), size) > i64::from(spec.width) * 64;
            if too_wide || (clipped && index + 1 == lines.len()) {
                let marked = self.with_clip_mark(paragraph, line, spec, size);
                let all = 0..marked.clusters.len();
                self.place_line(&marked, all, spec, top, &mut fitted);
                fitted.clipped = true;
            } else {
                self.place_line(paragraph, line.clusters.clone(), spec, top, &mut fitted);
            }
        }
        fitted
    }

    /// Width of clusters as drawn, in 1/64 units.
    fn width_of(&mut self, paragraph: &Paragraph, clusters: Range<usize>, size: u16) -> i64 {
        to_64ths(
            line_width(&mut self.shaper, paragraph, clusters),
            i64::from(size),
        )
    }

    fn place_line(
        &mut self,
        paragraph: &Paragraph,
        clusters: Range<usize>,
        spec: Spec,
        top: i32,
        fitted: &mut Fitted,
    ) {
        let size = i64::from(fitted.size);
        let used = to_64ths(
            line_width(&mut self.shaper, paragraph, clusters.clone()),
            size,
        );
        let spare = (i64::from(spec.width) * 64 - used).max(0);
        let indent = match spec.align {
            Align::Centre => spare / 2,
            Align::Start if paragraph.rtl => spare,
            Align::Start => 0,
        };
        fitted.width = fitted.width.max(((used + 63) / 64) as i32);
        for run in line_runs(&mut self.shaper, paragraph, clusters) {
            let from = to_64ths(run.from, size);
            let to = to_64ths(run.from + run.width, size);
            fitted.runs.push(FittedRun {
                x: (indent + from) as i32,
                y: top + baseline(fitted.size),
                width: (to - from) as i32,
                font: run.font,
                text: run.text,
                rtl: run.rtl,
            });
        }
    }

    /// The line as a paragraph of its own, shortened so that a clip mark fits after it.
    fn with_clip_mark(
        &mut self,
        paragraph: &Paragraph,
        line: &Line,
        spec: Spec,
        size: u16,
    ) -> Paragraph {
        let primary = if spec.strong {
            Face::SemiBold
        } else {
            Face::Regular
        };
        let width = i64::from(spec.width) * 64;
        let mut end = line.clusters.end;
        loop {
            let kept = paragraph.slice(line.clusters.start, end).trim_end();
            let marked = format!("{kept}{CLIP_MARK}");
            let marked = Paragraph::shape(&mut self.shaper, &marked, primary);
            let used = line_width(&mut self.shaper, &marked, 0..marked.clusters.len());
            if to_64ths(used, i64::from(size)) <= width || end <= line.clusters.start {
                return marked;
            }
            end -= 1;
        }
    }
}

fn missing_of(paragraphs: &[Paragraph]) -> Vec<char> {
    let mut missing: Vec<char> = paragraphs
        .iter()
        .flat_map(|paragraph| paragraph.missing.iter().copied())
        .collect();
    missing.sort_unstable();
    missing.dedup();
    missing
}
