//! The TypeScript side of the vocabulary is generated from this crate and committed; this test keeps it true.

use crate::json::BoardView;
use crate::{BoardChange, CellId, Edit, EditKind, Person, limits};
use std::path::Path;
use ts_rs::{Config, TS};

#[test]
fn the_generated_typescript_is_that_of_the_vocabulary() {
    let out = std::env::temp_dir().join(format!("journeywall-board-ts-{}", std::process::id()));
    let config = Config::new().with_out_dir(&out);
    BoardView::export_all(&config).unwrap();
    BoardChange::export_all(&config).unwrap();
    Edit::export_all(&config).unwrap();
    // Named only in types written by hand, so they are not found from the others.
    CellId::export_all(&config).unwrap();
    Person::export_all(&config).unwrap();
    EditKind::export_all(&config).unwrap();
    let generated = std::fs::read_to_string(out.join("board.ts")).unwrap();
    std::fs::remove_dir_all(&out).unwrap();
    assert_committed("board.ts", &generated);
}

#[test]
fn the_front_end_has_the_limits_of_what_people_write() {
    let limits = [
        (
            "MOST_TEXT",
            limits::NOTE_TEXT_UTF16,
            "a note holds, in UTF-16 units",
        ),
        (
            "MOST_TITLE",
            limits::TITLE_UTF16,
            "titles, names and other single lines hold, in UTF-16 units",
        ),
        (
            "MOST_LONG",
            limits::LONG_TEXT_UTF16,
            "longer texts beside a note hold, in UTF-16 units",
        ),
        (
            "MOST_LINK",
            limits::LINK_UTF16,
            "a link holds, in UTF-16 units",
        ),
        ("MOST_TAGS", limits::TAGS, "tags of a note"),
        ("MOST_NOTES", limits::NOTES, "notes that a board shows"),
    ];
    let line = |(name, most, what): (&str, usize, &str)| {
        format!("\n/** Most {what}; the board refuses more. */\nexport const {name} = {most};\n")
    };
    let lines: String = limits.map(line).concat();
    assert_committed(
        "limits.ts",
        &format!(
            "// Generated from `board-model/src/limits.rs`; a test of that crate compares.\n{lines}"
        ),
    );
}

/// Compares with what is committed, and writes it anew where it was behind.
fn assert_committed(name: &str, generated: &str) {
    let committed_at = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../ui/src/gen")
        .join(name);
    let committed = std::fs::read_to_string(&committed_at).unwrap_or_default();
    if generated != committed {
        std::fs::write(&committed_at, generated).unwrap();
        panic!(
            "ui/src/gen/{name} was behind; it is written anew: look at the difference and commit it"
        );
    }
}
