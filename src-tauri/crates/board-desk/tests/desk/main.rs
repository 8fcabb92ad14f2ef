//! What people rely on at the start screen: real boards, real files, the messages of a page.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests report by panicking"
)]

mod altering;
mod apart;
mod awake;
mod copies;
mod guests;
mod joining;
mod listing;
mod lost_keys;
mod pictures;
mod pins;
mod relays;
mod sitting;
mod support;
