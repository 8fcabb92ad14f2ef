//! Names of acts, for the tests that write committed files.

use board_model::EditKind;

/// The name of an act, as messages have it.
pub(crate) fn name_of(kind: EditKind) -> String {
    let name = serde_json::to_value(kind).unwrap();
    name.as_str().unwrap().to_owned()
}
