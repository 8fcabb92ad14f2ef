//! The parking lot: a framed field below the sheets.

use crate::block_builder::{BlockBuilder, strong};
use crate::cell::{Flow, LayoutContext};
use crate::note::GAP;
use crate::scene::{Paint, ParkingScene, Rect};

const TITLE: i32 = 48;

/// Lays the parking lot out, `width` wide; of no size when nothing is parked.
pub(crate) fn lay_out(cx: &mut LayoutContext<'_>, width: i32) -> ParkingScene {
    let board = cx.board;
    // Not stretched: a note looks the same parked and in a cell.
    let mut flow = Flow::loose(width, TITLE);
    let mut notes = Vec::new();
    for note in board.parked() {
        let rect = flow.place(cx.texts, note);
        notes.push(cx.note(note, rect));
    }
    if notes.is_empty() {
        return ParkingScene::default();
    }
    let rect = Rect {
        x: 0,
        y: 0,
        w: width,
        h: flow.close(),
    };
    let mut builder = BlockBuilder::new(cx.texts, rect);
    builder.edge(rect, Paint::LineStrong, 4);
    builder.icon("circle-parking", (GAP, GAP), 16, Paint::InkSoft);
    builder.text(
        "Parking lot",
        strong(width - 3 * GAP - 16, 24, &[16]),
        (GAP + 24, GAP - 4),
        Paint::Ink,
    );
    ParkingScene {
        block: builder.build(),
        notes,
    }
}
