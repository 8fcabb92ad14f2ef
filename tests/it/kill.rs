//! The kill test: whatever was answered with `ok` is there after SIGKILL at any moment, and the file is sound.
//!
//! `JOURNEYWALL_KILL_ROUNDS` sets the number of rounds (8 when it is not set).

use board_app::{ExportOptions, export, verify};
use journeywall_tests::{Rng, command_line, installation};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

const EDITS: usize = 1_000;
/// Rounds on one board before a fresh one: a board that was killed is killed again.
const ROUNDS_OF_A_BOARD: usize = 4;

/// Feeds a host with edits and kills it after `answers` of them were answered. The texts that were answered with
/// ok, by the id of their note.
fn feed_and_kill(
    library: &Path,
    board: &Path,
    round: usize,
    answers: usize,
) -> BTreeMap<String, String> {
    let mut host = Command::new(command_line())
        .args([
            "--library".as_ref(),
            library.as_os_str(),
            "host".as_ref(),
            board.as_os_str(),
        ])
        .args(["--stdio", "--name", "Ann"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command line starts");
    let mut input = host.stdin.take().unwrap();
    let mut output = BufReader::new(host.stdout.take().unwrap());
    let feeding = std::thread::spawn(move || {
        for number in 0..EDITS {
            let text = format!("round {round}, note {number}");
            let edit = json!({ "id": number, "edit": { "addNote": { "step": "Awareness", "row": "Doing", "text": text } } });
            // The host is killed in the middle of it.
            if writeln!(input, "{edit}").is_err() {
                return None;
            }
        }
        // Handed back and held open: the end of input would be an orderly leave.
        Some(input)
    });
    let mut done = BTreeMap::new();
    let mut line = String::new();
    let mut is_killed = false;
    while output.read_line(&mut line).expect("output is text") > 0 {
        // What was written before the kill counts, whole lines only.
        if line.ends_with('\n') {
            let message: Value = serde_json::from_str(&line).expect("a message");
            if let (Some(number), Some(id)) = (message["id"].as_u64(), message["ok"]["id"].as_str())
            {
                done.insert(id.to_owned(), format!("round {round}, note {number}"));
            }
        }
        line.clear();
        if done.len() >= answers && !is_killed {
            host.kill().expect("the host is killed");
            is_killed = true;
        }
    }
    host.wait().expect("the host is gone");
    drop(feeding.join().expect("feeding ends"));
    assert!(
        done.len() >= answers,
        "{} of {answers} answers came",
        done.len()
    );
    done
}

/// The texts of a closed board's notes by their ids.
pub(crate) async fn notes_of(board: &Path, out: &Path) -> BTreeMap<String, String> {
    export(board, out, &ExportOptions::default())
        .await
        .expect("a killed board can be read");
    let board: Value = serde_json::from_slice(&std::fs::read(out).unwrap()).unwrap();
    let notes = board["sheets"][0]["notes"].as_array().unwrap();
    notes
        .iter()
        .map(|note| {
            (
                note["id"].as_str().unwrap().to_owned(),
                note["text"].as_str().unwrap().to_owned(),
            )
        })
        .collect()
}

#[tokio::test]
async fn what_was_ok_survives_a_kill_at_any_moment() {
    let rounds = std::env::var("JOURNEYWALL_KILL_ROUNDS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(8);
    let (folder, app) = installation().await;
    let library = app.folder().to_owned();
    let mut rng = Rng::new(20_261_121);
    let mut expected = BTreeMap::new();
    let mut board = folder.path().join("0.journey");
    for round in 0..rounds {
        if round % ROUNDS_OF_A_BOARD == 0 {
            board = folder.path().join(format!("{round}.journey"));
            app.create(&board, "zapier-standard", None).await.unwrap();
            expected.clear();
        }
        let answers = rng.below(EDITS);
        let (at, library) = (board.clone(), library.clone());
        let done =
            tokio::task::spawn_blocking(move || feed_and_kill(&library, &at, round, answers))
                .await
                .unwrap();
        expected.extend(done);
        let verdict = verify(&board).await.unwrap();
        assert!(verdict.sound, "round {round}: {verdict:?}");
        let kept = notes_of(&board, &folder.path().join("out.json")).await;
        let lost: BTreeSet<_> = expected
            .iter()
            .filter(|(id, text)| kept.get(*id) != Some(*text))
            .collect();
        assert!(
            lost.is_empty(),
            "round {round}, killed after {answers} answers: lost {lost:?}"
        );
    }
}
