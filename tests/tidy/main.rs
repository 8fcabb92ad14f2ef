//! Repository rules, each a test: `cargo tidy` runs them all in a second.
//!
//! They read files and `cargo metadata`, and know nothing of the code's meaning. A rule that must
//! be broken somewhere gets an exception by name, with a reason, beside the rule.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests report by panicking"
)]

mod circles;
mod names;
mod places;
mod purity;
mod rules;
mod sizes;
mod source;
mod ui_walls;
mod waivers;
mod walls;
