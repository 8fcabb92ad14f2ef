//! What honest peers send, for libFuzzer to begin with.

use crate::support::{BEN, act, add_note, edit, fork, move_note, note, ready, row, stage};
use board_model::After;
use serde_json::{Value, json};
use std::path::Path;

/// Writes them into a folder, one file an update.
pub fn write_to(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut author = fork(&ready(1), 2);
    let mut updates = vec![
        act(&mut author, BEN, add_note(0, 0, 0, "mutated 😀")).update,
        act(&mut author, BEN, add_note(1, 1, 1, "beside it")).update,
        act(&mut author, BEN, move_note(0, 1, 1, After::First)).update,
    ];
    let more: [Value; 7] = [
        json!({"spliceText": {"note": note(0), "at": 2, "remove": 1, "insert": "zz"}}),
        json!({"setText": {"note": note(1), "text": "another text"}}),
        json!({"deleteNote": {"note": note(1)}}),
        json!({"restoreNote": {"note": note(1)}}),
        json!({"setHeader": {"scope": "one visit"}}),
        json!({"renameStage": {"stage": stage(0), "title": "Awareness"}}),
        json!({"renameRow": {"row": row(0), "title": "Doing"}}),
    ];
    updates.extend(more.map(|json| act(&mut author, BEN, edit(json)).update));
    updates.push(author.state());
    for (number, update) in updates.iter().enumerate() {
        std::fs::write(folder.join(format!("honest-{number}")), update)?;
    }
    Ok(())
}
