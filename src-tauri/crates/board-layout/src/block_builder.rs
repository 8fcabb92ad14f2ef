//! The builder of a block: text, icons and rectangles at places inside it.

use crate::scene::{Block, Paint, Rect, Run, Shape};
use crate::text::{Align, Fitted, Spec, Texts};
use std::sync::Arc;

/// Builds a block shape by shape.
pub(crate) struct BlockBuilder<'t> {
    texts: &'t mut Texts,
    block: Block,
}

/// A box for text of regular weight, lines at the start.
pub(crate) const fn plain(width: i32, height: i32, sizes: &'static [u16]) -> Spec {
    Spec {
        strong: false,
        width,
        height,
        sizes,
        align: Align::Start,
    }
}

/// The same in the bold weight.
pub(crate) const fn strong(width: i32, height: i32, sizes: &'static [u16]) -> Spec {
    Spec {
        strong: true,
        ..plain(width, height, sizes)
    }
}

impl<'t> BlockBuilder<'t> {
    /// An empty block.
    pub(crate) fn new(texts: &'t mut Texts, rect: Rect) -> Self {
        Self {
            texts,
            block: Block {
                rect,
                ..Block::default()
            },
        }
    }

    /// More for a block that has been begun.
    pub(crate) fn of(texts: &'t mut Texts, block: Block) -> Self {
        Self { texts, block }
    }

    /// The finished block.
    pub(crate) fn build(self) -> Block {
        self.block
    }

    /// Its place, to be changed once its content is known.
    pub(crate) fn rect(&mut self) -> &mut Rect {
        &mut self.block.rect
    }

    /// Adds any shape.
    pub(crate) fn push(&mut self, shape: Shape) {
        self.block.shapes.push(shape);
    }

    /// Adds a filled rectangle.
    pub(crate) fn fill(&mut self, rect: Rect, paint: Paint, radius: i32) {
        self.push(Shape::Rect {
            rect,
            fill: Some(paint),
            stroke: None,
            width: 0,
            radius,
        });
    }

    /// Adds an edged rectangle without filling.
    pub(crate) fn edge(&mut self, rect: Rect, paint: Paint, radius: i32) {
        self.push(Shape::Rect {
            rect,
            fill: None,
            stroke: Some(paint),
            width: 1,
            radius,
        });
    }

    /// Adds a Lucide icon.
    pub(crate) fn icon(&mut self, name: &str, (x, y): (i32, i32), size: i32, paint: Paint) {
        self.push(Shape::Icon {
            name: name.to_owned(),
            x,
            y,
            size,
            paint,
        });
    }

    /// How a text would fit.
    pub(crate) fn fit(&mut self, text: &str, spec: Spec) -> Arc<Fitted> {
        self.texts.fit(text, spec)
    }

    /// Adds a text whose box has its left top corner at `(x, y)`.
    pub(crate) fn text(
        &mut self,
        text: &str,
        spec: Spec,
        (x, y): (i32, i32),
        paint: Paint,
    ) -> Arc<Fitted> {
        let fitted = self.texts.fit(text, spec);
        self.block.shapes.extend(runs(&fitted, (x, y), paint));
        self.block.clipped |= fitted.clipped;
        for &c in &fitted.missing {
            if !self.block.missing.contains(&c) {
                self.block.missing.push(c);
            }
        }
        fitted
    }
}

fn runs<'f>(
    fitted: &'f Fitted,
    (x, y): (i32, i32),
    paint: Paint,
) -> impl Iterator<Item = Shape> + 'f {
    let scale = crate::scene::FINE;
    fitted.runs.iter().map(move |run| {
        Shape::Run(Run {
            x: x * scale + run.x,
            y: y * scale + run.y,
            w: run.width,
            size: i32::from(fitted.size),
            face: run.font,
            paint,
            rtl: run.rtl,
            text: run.text.clone(),
        })
    })
}
