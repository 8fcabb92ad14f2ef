//! The display list, a scene made ready for pixels: a flat list of marks with their outlines, in board units.
//!
//! Everything that does not depend on the scale or the part of the picture is done here once: text is
//! shaped, outlines are fetched, images are decoded. Painting a band is a pure function of the list.

use super::glyphs::{Outlines, Placed, shape};
use super::icons::icon;
use super::images::Pictures;
use super::options::PictureOptions;
use super::walk::{Painter, Part, walk};
use board_layout::{FINE, Face, Paint, Rect, Scene, Shape};
use resvg::tiny_skia::Path;
use std::ops::Range;

/// Something to paint.
#[derive(Debug)]
pub(crate) enum Mark<'s> {
    /// A rectangle.
    Rect {
        rect: Rect,
        fill: Option<Paint>,
        edge: Option<(Paint, i32)>,
        radius: i32,
    },
    /// Glyphs of one face from one origin.
    Run {
        x: f64,
        y: f64,
        unit: f64,
        face: Face,
        paint: Paint,
        glyphs: Range<usize>,
    },
    /// An icon.
    Icon {
        x: i32,
        y: i32,
        size: i32,
        paint: Paint,
        outline: &'static Path,
    },
    /// A line.
    Line {
        at: (i32, i32),
        points: &'s [(i32, i32)],
        paint: Paint,
        width: i32,
        dashed: bool,
        smooth: bool,
    },
    /// A dot.
    Dot {
        x: i32,
        y: i32,
        radius: i32,
        paint: Paint,
    },
    /// An image.
    Image { rect: Rect, id: &'s str },
}

/// A mark and where it may leave colour, in board units.
#[derive(Debug)]
pub(crate) struct Entry<'s> {
    pub mark: Mark<'s>,
    pub top: f64,
    pub bottom: f64,
}

/// The display list of a scene.
#[derive(Default)]
pub(crate) struct DisplayList<'s> {
    pub entries: Vec<Entry<'s>>,
    pub glyphs: Vec<Placed>,
    pub outlines: Outlines,
    pub pictures: Pictures,
}

impl<'s> DisplayList<'s> {
    /// Makes the list of a scene.
    pub(crate) fn of(scene: &'s Scene, options: &PictureOptions) -> Self {
        let mut list = Self {
            pictures: Pictures::of(scene, &options.images),
            ..Self::default()
        };
        walk(scene, &mut list);
        list
    }

    fn push(&mut self, mark: Mark<'s>, top: i32, bottom: i32) {
        self.entries.push(Entry {
            mark,
            top: f64::from(top),
            bottom: f64::from(bottom),
        });
    }

    fn push_run(&mut self, at: (i32, i32), run: &board_layout::Run) {
        let fine = |whole: i32, part: i32| f64::from(whole) + f64::from(part) / f64::from(FINE);
        let (x, y) = (fine(at.0, run.x), fine(at.1, run.y));
        let shaped = shape(run);
        let unit = f64::from(run.size) / f64::from(shaped.units_per_em);
        let first = self.glyphs.len();
        let (mut top, mut bottom) = (y, y);
        for glyph in shaped.glyphs {
            self.outlines.learn(run.face, glyph.id);
            for layer in self.outlines.get(run.face, glyph.id) {
                let bounds = layer.path.bounds();
                top = top.min(y - unit * (f64::from(glyph.y) + f64::from(bounds.bottom())));
                bottom = bottom.max(y - unit * (f64::from(glyph.y) + f64::from(bounds.top())));
            }
            self.glyphs.push(glyph);
        }
        let glyphs = first..self.glyphs.len();
        let mark = Mark::Run {
            x,
            y,
            unit,
            face: run.face,
            paint: run.paint,
            glyphs,
        };
        self.entries.push(Entry { mark, top, bottom });
    }

    fn push_icon(&mut self, at: (i32, i32), shape: &Shape) {
        let &Shape::Icon {
            ref name,
            x,
            y,
            size,
            paint,
        } = shape
        else {
            return;
        };
        let (x, y) = (at.0 + x, at.1 + y);
        if let Some(outline) = icon(name) {
            self.push(
                Mark::Icon {
                    x,
                    y,
                    size,
                    paint,
                    outline,
                },
                y,
                y + size,
            );
        }
    }

    fn push_line(&mut self, at: (i32, i32), shape: &'s Shape) {
        let &Shape::Line {
            ref points,
            paint,
            width,
            dashed,
            smooth,
        } = shape
        else {
            return;
        };
        let heights = || points.iter().map(|point| at.1 + point.1);
        if let (Some(top), Some(bottom)) = (heights().min(), heights().max()) {
            let mark = Mark::Line {
                at,
                points,
                paint,
                width,
                dashed,
                smooth,
            };
            // A monotone curve stays between its points; round ends reach half a width further.
            self.push(mark, top - width, bottom + width);
        }
    }
}

impl<'s> Painter<'s> for DisplayList<'s> {
    fn enter(&mut self, _: Part<'s>) {}
    fn leave(&mut self) {}

    fn shape(&mut self, at: (i32, i32), shape: &'s Shape) {
        match shape {
            &Shape::Rect {
                rect,
                fill,
                stroke,
                width,
                radius,
            } => {
                let rect = Rect {
                    x: at.0 + rect.x,
                    y: at.1 + rect.y,
                    ..rect
                };
                let edge = stroke.map(|paint| (paint, width));
                self.push(
                    Mark::Rect {
                        rect,
                        fill,
                        edge,
                        radius,
                    },
                    rect.y,
                    rect.y + rect.h,
                );
            }
            Shape::Run(run) => self.push_run(at, run),
            Shape::Icon { .. } => self.push_icon(at, shape),
            Shape::Line { .. } => self.push_line(at, shape),
            &Shape::Dot {
                x,
                y,
                radius,
                paint,
            } => {
                let (x, y) = (at.0 + x, at.1 + y);
                let mark = Mark::Dot {
                    x,
                    y,
                    radius,
                    paint,
                };
                self.push(mark, y - radius, y + radius);
            }
            Shape::Image { rect, id } => {
                let rect = Rect {
                    x: at.0 + rect.x,
                    y: at.1 + rect.y,
                    ..*rect
                };
                self.push(Mark::Image { rect, id }, rect.y, rect.y + rect.h);
            }
        }
    }

    fn fill(&mut self, rect: Rect, paint: Paint) {
        self.push(
            Mark::Rect {
                rect,
                fill: Some(paint),
                edge: None,
                radius: 0,
            },
            rect.y,
            rect.y + rect.h,
        );
    }
}
