//! What a row type is on the wall: the heights that it asks for. A type that leaves one of them out does not compile.

use crate::note::{GAP, SMALL};
use board_model::RowType;

/// Least height of a row of notes: one note.
const ROW: i32 = SMALL + 2 * GAP;
/// Least height of a row of measures: their values, and room for a title and a prompt of three lines.
const MEASURES: i32 = 128;
/// Room for the curve of a sentiment row, above the notes.
pub(crate) const CURVE_ROOM: i32 = 160;
/// Room for the value of a measures row, above the notes.
pub(crate) const MEASURE_ROOM: i32 = 72;

/// Room that a row type keeps at the top of its cells.
pub(crate) const fn room(row_type: RowType) -> i32 {
    match row_type {
        RowType::Notes => 0,
        RowType::Sentiment => CURVE_ROOM,
        RowType::Measures => MEASURE_ROOM,
    }
}

/// The height of a row's title, whatever its cells hold.
pub(crate) const fn title_height(row_type: RowType) -> i32 {
    match row_type {
        RowType::Notes | RowType::Sentiment => ROW,
        RowType::Measures => MEASURES,
    }
}

/// Width of the scale that stands beside a row's title.
pub(crate) const fn scale_width(row_type: RowType) -> i32 {
    match row_type {
        RowType::Notes | RowType::Measures => 0,
        RowType::Sentiment => 20,
    }
}
