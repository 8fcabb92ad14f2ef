//! Pictures and data out of a board, and data into a board.
//!
//! [`picture`] turns a scene of `board-layout` into SVG, PNG, JPEG and WebP. It reads nothing but the scene,
//! its options and the bundled fonts and icons, so the same board gives the same bytes everywhere (A14).
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod error;
pub mod picture;
pub mod table;

pub use error::ExportError;
