//! Several machines in one session: the command line as it ships, real endpoints on loopback, a library each.

use journeywall_tests::{Machine, installation};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder with the board that is shared, and room for libraries.
pub(crate) async fn place() -> (TempDir, PathBuf) {
    let (folder, app) = installation().await;
    let board = folder.path().join("Shared.journey");
    app.create(&board, "zapier-standard", None).await.unwrap();
    (folder, board)
}

pub(crate) fn library(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("library of {name}"))
}

pub(crate) fn note(text: &str) -> Value {
    json!({"addNote": {"step": "Awareness", "row": "Doing", "text": text}})
}

#[tokio::test(flavor = "multi_thread")]
async fn three_machines_write_move_undo_and_have_the_same_board() {
    let (folder, board) = place().await;
    tokio::task::block_in_place(|| {
        let mut host = Machine::host(&library(folder.path(), "owner"), &board, "Olga");
        let ticket = host.ticket();
        let mut ann = Machine::join(&library(folder.path(), "ann"), &ticket, "Ann");
        let mut ben = Machine::join(&library(folder.path(), "ben"), &ticket, "Ben");
        assert_eq!(ann.hello["role"], "participant");
        assert_eq!(ann.state(), "connected");
        host.edit(note("Olga's"));
        let anns = ann.edit(note("Ann's"))["id"].clone();
        ben.edit(note("Ben's"));
        ben.edit(note("taken back"));
        ben.edit(json!({"undo": {}}));
        ann.edit(json!({"moveNote": {"note": anns, "step": "Retention", "row": "Thinking"}}));
        ann.edit(json!({"setText": {"note": anns, "text": "Ann's, moved"}}));
        let all = |board: &str| {
            ["Olga's", "Ann's, moved", "Ben's"]
                .iter()
                .all(|text| board.contains(text))
                && !board.contains("taken back")
        };
        let boards =
            [&mut host, &mut ann, &mut ben].map(|machine| machine.until_board("all notes", all));
        assert_eq!(boards[0], boards[1]);
        assert_eq!(boards[0], boards[2]);
        // Rights hold where an edit is asked for.
        let refused = ann.ask(json!({"edit": {"addStage": {"title": "No"}}}));
        assert_eq!(refused["error"]["code"], "E_ROLE");
        ann.leave();
        ben.leave();
        host.leave();
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn the_host_is_gone_for_good_and_the_session_goes_on_with_newcomers() {
    let (folder, board) = place().await;
    tokio::task::block_in_place(|| {
        let mut host = Machine::host(&library(folder.path(), "owner"), &board, "Olga");
        let ticket = host.ticket();
        let mut ann = Machine::join(&library(folder.path(), "ann"), &ticket, "Ann");
        let mut ben = Machine::join(&library(folder.path(), "ben"), &ticket, "Ben");
        host.edit(note("before"));
        ann.until_board("the note", |board| board.contains("before"));
        ben.until_board("the note", |board| board.contains("before"));
        let began = std::time::Instant::now();
        host.kill();
        // Both may have begun to host; when they have met, one of them does.
        let have_met = |message: &Value| {
            let peers = message["peers"].as_array();
            peers.is_some_and(|peers| {
                let is_here = |name| {
                    peers
                        .iter()
                        .any(|one| one["name"] == name && one["here"] == true)
                };
                is_here("Ann") && is_here("Ben") && !is_here("Olga")
            })
        };
        ann.until("both are here", have_met);
        ben.until("both are here", have_met);
        let (mut hosts, mut follows) = match (ann.state(), ben.state()) {
            (ann_is, _) if ann_is == "hosting" => (ann, ben),
            _ => (ben, ann),
        };
        hosts.until_state("hosting");
        follows.until_state("connected");
        println!("a killed host was followed after {:?}", began.elapsed());
        follows.edit(note("after"));
        hosts.until_board("the note", |board| board.contains("after"));
        assert_eq!(hosts.board(), follows.board());
        follows.leave();
        hosts.leave();
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_brings_what_was_written_alone() {
    let (folder, board) = place().await;
    tokio::task::block_in_place(|| {
        let owner = library(folder.path(), "owner");
        let mut host = Machine::host(&owner, &board, "Olga");
        let anns = library(folder.path(), "ann");
        let mut ann = Machine::join(&anns, &host.ticket(), "Ann");
        ann.edit(note("together"));
        host.until_board("the note", |board| board.contains("together"));
        host.kill();
        ann.until_state("hosting");
        ann.edit(note("alone"));
        ann.leave();
        let mut host = Machine::host(&owner, &board, "Olga");
        assert!(!host.board().contains("alone"));
        let mut ann = Machine::join(&anns, &host.ticket(), "Ann");
        host.until_board("what was written alone", |board| board.contains("alone"));
        assert_eq!(host.board(), ann.board());
        ann.leave();
        host.leave();
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_that_is_none_is_refused_with_what_to_do() {
    let (folder, board) = place().await;
    tokio::task::block_in_place(|| {
        let host = Machine::host(&library(folder.path(), "owner"), &board, "Olga");
        let ticket = host.ticket();
        let spoiled: String = ticket.chars().rev().collect();
        for (text, code) in [
            (spoiled.as_str(), "E_TICKET"),
            ("hello", "E_TICKET"),
            (&ticket[..60], "E_TICKET"),
        ] {
            let output = std::process::Command::new(journeywall_tests::command_line())
                .arg("--library")
                .arg(library(folder.path(), "stranger"))
                .args([
                    "join",
                    text,
                    "--name",
                    "Eve",
                    "--listen",
                    "127.0.0.1:0",
                    "--no-mdns",
                ])
                .stdin(std::process::Stdio::null())
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(1));
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(said.contains(&format!("error[{code}]")), "{said}");
        }
        host.leave();
    });
}
