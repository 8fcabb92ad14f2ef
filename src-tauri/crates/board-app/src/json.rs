//! Messages as text.

use serde::Serialize;

/// A message as its one line of JSON. Our messages hold nothing that JSON cannot write: texts, whole numbers,
/// lists, and maps keyed by text.
pub fn line(message: &impl Serialize) -> String {
    serde_json::to_string(message).unwrap_or_default()
}
