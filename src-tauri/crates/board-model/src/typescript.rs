//! The TypeScript side of the vocabulary is generated from this crate and committed; this test keeps it true.

use crate::json::BoardView;
use crate::template::FittedAgenda;
use crate::{BoardChange, CellId, Edit, EditKind, Person, limits};
use committed::{assert_committed, typescript};
use ts_rs::TS;

#[test]
fn the_generated_typescript_is_that_of_the_vocabulary() {
    let generated = typescript("board.ts", |config| {
        BoardView::export_all(config)?;
        BoardChange::export_all(config)?;
        Edit::export_all(config)?;
        // Named only in types written by hand, so they are not found from the others.
        CellId::export_all(config)?;
        Person::export_all(config)?;
        FittedAgenda::export_all(config)?;
        EditKind::export_all(config)
    });
    assert_committed("ui/src/gen/board.ts", &generated);
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
        "ui/src/gen/limits.ts",
        &format!(
            "// Generated from `board-model/src/limits.rs`; a test of that crate compares.\n{lines}"
        ),
    );
}
