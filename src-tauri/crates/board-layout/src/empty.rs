//! What a sheet shows that has neither stages nor rows yet.

use crate::block_builder::{BlockBuilder, plain, strong};
use crate::measures::LEAST_WIDTH;
use crate::scene::{Block, Paint, Rect, Shape};
use crate::text::{Align, Spec, Texts};

/// Size of an empty sheet: that of a small map, so that the first stage is no jump.
const HEIGHT: i32 = 480;
const ICON: i32 = 32;

/// A dashed frame with a word of what comes here, below a title of this height.
pub(crate) fn lay_out(texts: &mut Texts, title: Block) -> Block {
    let top = title.rect.h;
    let rect = Rect {
        x: 0,
        y: 0,
        w: LEAST_WIDTH,
        h: top + HEIGHT,
    };
    let mut builder = BlockBuilder::of(texts, Block { rect, ..title });
    let (right, bottom) = (rect.w - 1, rect.h - 1);
    builder.push(Shape::Line {
        points: vec![
            (1, top + 1),
            (right, top + 1),
            (right, bottom),
            (1, bottom),
            (1, top + 1),
        ],
        paint: Paint::LineStrong,
        width: 1,
        dashed: true,
        smooth: false,
    });
    let middle = top + HEIGHT / 2;
    builder.icon(
        "map",
        ((rect.w - ICON) / 2, middle - 56),
        ICON,
        Paint::InkSoft,
    );
    let centred = |spec: Spec| Spec {
        align: Align::Centre,
        ..spec
    };
    let width = rect.w - 128;
    let line = |spec, y| (centred(spec), (64, middle + y));
    for (text, (spec, at), paint) in [
        (
            "An empty sheet",
            line(strong(width, 28, &[20]), -8),
            Paint::Ink,
        ),
        (
            "Stages stand side by side, rows below each other; where they meet there is room for notes.",
            line(plain(width, 20, &[14]), 24),
            Paint::InkSoft,
        ),
    ] {
        builder.text(text, spec, at, paint);
    }
    builder.build()
}
