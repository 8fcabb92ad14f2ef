//! The TypeScript side of the vocabulary is generated from this crate and committed; this test keeps it true.

use crate::json::BoardView;
use crate::{BoardChange, CellId, Edit, EditKind, Person};
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
    let committed_at = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/gen/board.ts");
    let committed = std::fs::read_to_string(&committed_at).unwrap_or_default();
    if generated != committed {
        std::fs::write(&committed_at, generated).unwrap();
        panic!(
            "ui/src/gen/board.ts was behind; it is written anew: look at the difference and commit it"
        );
    }
}
