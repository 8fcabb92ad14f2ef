//! A machine of a session has no space left: the others go on, its person is told, and nothing that anybody was
//! answered with `ok` is lost. The disks are real and small, mounted in namespaces of the test's own.
//!
//! `cargo xtask test` runs this where the system allows namespaces. By hand, on Linux with iproute2:
//!
//! ```text
//! cargo nextest run -p journeywall-tests --run-ignored only -E 'test(full_disks)'
//! ```

use crate::kill::notes_of;
use crate::sessions::note;
use journeywall_tests::{Machine, SmallDisk, installation, went_through_in_namespaces};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Notes that fit into what SQLite has reserved already before the disk is full for it. Far more than that.
const MOST: usize = 5_000;

/// Writes until the disk is full; what was answered, and what was not.
fn write_until_full(machine: &mut Machine, name: &str) -> (Vec<String>, String) {
    let mut kept = Vec::new();
    for number in 0..MOST {
        let text = format!(
            "{name} {number}, {}",
            "as long as notes are at times ".repeat(20)
        );
        let answer = machine.ask(serde_json::json!({ "edit": note(&text) }));
        match answer["error"]["code"].as_str() {
            None => kept.push(text),
            Some(code) => {
                assert_eq!(code, "E_DISK", "{answer}");
                let said = answer["error"]["message"].as_str().unwrap();
                assert!(said.contains("disk is full"), "{said}");
                return (kept, text);
            }
        }
    }
    panic!("the disk was never full");
}

fn has_trouble(message: &Value) -> bool {
    message["disk"]["code"] == "E_DISK"
}

/// Waits until its person was told that all is saved again.
fn until_cured(machine: &mut Machine) {
    machine.until("cure", |message| {
        message.get("state").is_some() && message.get("disk").is_none()
    });
}

fn have_all(machines: &mut [&mut Machine], texts: &[String]) {
    let has_all = |board: &str| texts.iter().all(|text| board.contains(text.as_str()));
    let boards = machines.iter_mut();
    let boards: Vec<String> = boards
        .map(|machine| machine.until_board("everybody's notes", has_all))
        .collect();
    assert!(boards.iter().all(|board| *board == boards[0]));
}

async fn assert_on_disk(board: &Path, folder: &Path, texts: &[String]) {
    let notes = notes_of(board, &folder.join("out.json")).await;
    let lost: Vec<_> = texts
        .iter()
        .filter(|text| !notes.values().any(|note| note == *text))
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
}

fn board_in(library: &Path) -> PathBuf {
    let files = std::fs::read_dir(library).unwrap();
    let mut files = files.map(|file| file.unwrap().path());
    let is_board = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "journey");
    files.find(is_board).expect("the joined board")
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "mounts small disks in namespaces: cargo xtask test runs it where the system allows that"]
async fn who_has_no_space_left_is_told_and_the_session_goes_on() {
    let this = "full_disks::who_has_no_space_left_is_told_and_the_session_goes_on";
    if went_through_in_namespaces(this) {
        return;
    }
    let (folder, app) = installation().await;
    let [olgas, anns] = ["olga", "ann"].map(|name| SmallDisk::new(&folder.path().join(name)));
    let board = olgas.folder().join("Shared.journey");
    app.create(&board, "zapier-standard", None).await.unwrap();
    let library = olgas.folder().join("library");
    let (texts, board, joined) = tokio::task::block_in_place(|| {
        let mut olga = Machine::host(&library, &board, "Olga");
        let ticket = olga.ticket();
        let mut ann = Machine::join(&anns.folder().join("library"), &ticket, "Ann");
        let mut ben = Machine::join(&folder.path().join("ben"), &ticket, "Ben");

        // The host's disk: others are answered, and see what it could not save yet.
        olgas.fill();
        let (mut texts, unsaved) = write_until_full(&mut olga, "Olga");
        assert!(olga.heard.iter().any(has_trouble));
        texts.push(unsaved);
        for (machine, text) in [(&mut ann, "Ann meanwhile"), (&mut ben, "Ben meanwhile")] {
            machine.edit(note(text));
            texts.push(text.to_owned());
        }
        have_all(&mut [&mut olga, &mut ann, &mut ben], &texts);
        olgas.free();
        until_cured(&mut olga);

        // A member's disk.
        anns.fill();
        let (more, unsaved) = write_until_full(&mut ann, "Ann");
        assert!(ann.heard.iter().any(has_trouble));
        texts.extend(more);
        texts.push(unsaved);
        have_all(&mut [&mut olga, &mut ann, &mut ben], &texts);
        anns.free();
        until_cured(&mut ann);
        olga.kill();
        ann.until_state("hosting");
        ann.kill();
        ben.until_state("hosting");
        ben.leave();
        (
            texts,
            board.clone(),
            board_in(&anns.folder().join("library")),
        )
    });
    assert_on_disk(&board, folder.path(), &texts).await;
    assert_on_disk(&joined, folder.path(), &texts).await;
}
