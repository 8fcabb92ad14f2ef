//! The legend: the kinds in use, each as colour, mark and label together.

use crate::block_builder::{BlockBuilder, plain};
use crate::lookups::{Kinds, paper};
use crate::scene::{Block, Paint, Rect};
use crate::text::Texts;
use board_model::KindId;

const SWATCH: i32 = 24;

/// Lays the legend out, `width` wide; of no height when no kind is in use.
pub(crate) fn lay_out<'k>(
    texts: &mut Texts,
    kinds: &Kinds,
    used: impl Iterator<Item = &'k KindId>,
    width: i32,
) -> Block {
    let mut builder = BlockBuilder::new(
        texts,
        Rect {
            x: 0,
            y: 0,
            w: width,
            h: 0,
        },
    );
    let mut used: Vec<&KindId> = used.collect();
    used.sort_by(|a, b| (kinds.place(a), a).cmp(&(kinds.place(b), b)));
    let (mut x, mut y) = (0, 0);
    for id in &used {
        let kind = kinds.get(id);
        let spec = plain(width.min(320) - SWATCH - 8, 20, &[14]);
        let label = builder.fit(&kind.title, spec).width;
        let taken = SWATCH + 8 + label;
        if x > 0 && x + taken > width {
            (x, y) = (0, y + 32);
        }
        let swatch = Rect {
            x,
            y,
            w: SWATCH,
            h: SWATCH,
        };
        builder.fill(swatch, paper(kind.colour), 2);
        builder.edge(swatch, Paint::NoteEdge, 2);
        builder.icon(&kind.mark, (x + 4, y + 4), 16, Paint::NoteInk);
        builder.text(
            &kind.title,
            plain(label, 20, &[14]),
            (x + SWATCH + 8, y + 2),
            Paint::InkSoft,
        );
        x += taken + 32;
    }
    builder.rect().h = if used.is_empty() { 0 } else { y + SWATCH };
    builder.build()
}
