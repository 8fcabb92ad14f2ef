//! Any bytes as an update from a peer: the gate lets by what the document can take, and nothing panics, hangs or leaves
//! a board that cannot be saved and opened again as the same.
#![no_main]

mod seeds;
#[path = "../../tests/support/mod.rs"]
mod support;

use board_replica::Replica;
use libfuzzer_sys::fuzz_target;
use std::path::Path;
use std::sync::LazyLock;
use support::{json, ready};

/// The client who made the board.
const AUTHOR: u64 = 1;

/// The board that the bytes come to, with a grid that they can name.
static BOARD: LazyLock<Vec<u8>> = LazyLock::new(|| ready(AUTHOR).state());

fuzz_target!(
    init: {
        if let Some(folder) = std::env::var_os("JOURNEYWALL_SEEDS") {
            seeds::write_to(Path::new(&folder)).expect("a folder for seeds");
        }
    },
    |bytes: &[u8]| look(bytes)
);

fn look(bytes: &[u8]) {
    let mut replica = Replica::load(3, &[&BOARD]).expect("our own board");
    let before = json(replica.board());
    let Ok(summary) = replica.summarize(bytes) else {
        return;
    };
    // Rooms let nobody write in the name of somebody who is known (NR4).
    if summary.writes.contains_key(&AUTHOR) {
        return;
    }
    if replica.merge_summarized(bytes, &summary).is_err() {
        assert_eq!(
            json(replica.board()),
            before,
            "what was refused changed the board"
        );
        return;
    }
    let opened = Replica::load(4, &[&replica.state()]).expect("what was taken in can be opened");
    assert_eq!(
        json(opened.board()),
        json(replica.board()),
        "it opens as another board"
    );
}
