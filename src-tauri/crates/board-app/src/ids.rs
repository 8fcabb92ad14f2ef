//! Ids and lots: the one place of the app that draws them.

use board_model::Edit;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use uuid::Uuid;

/// A fresh id.
pub fn id() -> Uuid {
    Uuid::now_v7()
}

/// Gives an edit the ids that it lacks.
pub fn complete(edit: &mut Edit) {
    edit.mint(&mut id);
}

/// A number for a client id. `RandomState` is keyed by the system's random source; the library makes sure that
/// no number is used twice.
pub fn draw() -> u64 {
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u128(id().as_u128());
    hasher.finish()
}
