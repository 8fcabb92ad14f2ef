//! What tests of this crate write from its code into files that are committed.

use board_model::EditKind;
use std::path::Path;

/// The name of an act, as messages have it.
pub(crate) fn name_of(kind: EditKind) -> String {
    let name = serde_json::to_value(kind).unwrap();
    name.as_str().unwrap().to_owned()
}

/// Compares with what is committed at a path from this crate's folder, and writes it anew where it was behind.
pub(crate) fn assert_committed(path: &str, text: &str) {
    let committed_at = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let committed = std::fs::read_to_string(&committed_at).unwrap_or_default();
    if text != committed {
        std::fs::write(&committed_at, text).unwrap();
        panic!("{path} was behind; it is written anew: look at the difference and commit it");
    }
}
