//! Measures that several parts of the wall share, in board units.

use crate::note::{GAP, UNIT};

/// Space around everything.
pub(crate) const MARGIN: i32 = 64;

/// Space between sheets, and between the sheets and what lies above and below.
pub(crate) const APART: i32 = 64;

/// Width of the row titles: some 25 letters of a prompt.
pub(crate) const GUTTER: i32 = 240;

/// Width that the header, legend and parking lot have at least.
pub(crate) const LEAST_WIDTH: i32 = 960;

/// Notes side by side in a column that holds few.
pub(crate) const LEAST: i32 = 2;

/// Width of a column that holds few notes.
pub(crate) const COLUMN: i32 = width_of(LEAST);

/// Width of a column of so many notes side by side.
pub(crate) const fn width_of(abreast: i32) -> i32 {
    GAP + abreast * (UNIT + GAP)
}
