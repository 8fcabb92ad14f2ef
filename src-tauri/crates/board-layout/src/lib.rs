//! From a board to the scene that every painter paints.
//!
//! [`Layout::scene`] lays a board out from scratch, [`Layout::update`] follows what changed and says what a
//! mirror must change; both give the same scene. Layout is pure and deterministic: positions are integers in
//! board units (1 unit is 1 CSS pixel at 100 %), text comes from the bundled [`fonts`], and nothing else
//! enters. Cells flow their notes, rows grow, nothing overlaps. There is no drawing here, no selection, no
//! zoom: that is the painters' and the screens' business.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod block_builder;
mod cell;
mod cell_change;
mod column_width;
mod curve;
mod empty;
mod face;
pub mod fonts;
mod grid;
mod header;
mod layout;
mod legend;
mod lookups;
mod measures;
mod note;
pub mod palette;
mod parking;
mod patch;
mod row_type;
mod scene;
mod span_lanes;
mod text;
#[cfg(test)]
mod typescript;

pub use face::Face;
pub use layout::Layout;
pub use scene::*;
