//! A4: a mirror that follows patches has what a fresh load would give, whatever people do.

use journeywall_tests::{Person, Rng, Wall};
use serde_json::{Value, json};

const STEPS: [&str; 3] = ["Awareness", "Consideration", "Conversion"];
const ROWS: [&str; 3] = ["Doing", "Thinking", "Encounters"];
const TEXTS: [&str; 5] = [
    "Sees an ad",
    "Fragt eine Freundin",
    "看到广告",
    "يرى إعلانا",
    "Too many forms! 😤\nsecond line",
];

/// Some edit, on notes that may be gone meanwhile.
fn some_edit(rng: &mut Rng, notes: &[String]) -> Value {
    let step = STEPS[rng.below(STEPS.len())];
    let row = ROWS[rng.below(ROWS.len())];
    let text = TEXTS[rng.below(TEXTS.len())];
    let note = if notes.is_empty() {
        ""
    } else {
        &notes[rng.below(notes.len())]
    };
    if note.is_empty() || rng.below(3) == 0 {
        return json!({ "addNote": { "step": step, "row": row, "text": text } });
    }
    match rng.below(12) {
        0 => json!({ "moveNote": { "note": note, "step": step, "row": row, "after": null } }),
        1 => json!({ "moveNote": { "note": note, "parked": true } }),
        2 => json!({ "setText": { "note": note, "text": text } }),
        3 => json!({ "deleteNote": { "note": note } }),
        4 => json!({ "restoreNote": { "note": note } }),
        5 => json!({ "setKind": { "note": note, "kind": "pain-point" } }),
        6 => json!({ "setNote": { "note": note, "tags": ["a", "b"], "moment": true, "span": 2 } }),
        7 => json!({ "addStage": { "title": text } }),
        8 => json!({ "moveRow": { "row": row, "after": null } }),
        9 => json!({ "setHeader": { "scope": text } }),
        10 => json!({ "undo": {} }),
        _ => json!({ "redo": {} }),
    }
}

async fn run(seed: u64) {
    let wall = Wall::zapier().await;
    let (mut ann, mut ben) = (wall.ann().await, wall.ann().await);
    ben.mirror().await;
    ann.mirror().await;
    let mut rng = Rng::new(seed);
    let mut notes = Vec::new();
    for _ in 0..120 {
        let edit = some_edit(&mut rng, &notes);
        let answer = ann.got(json!({ "edit": edit })).await;
        if let (Some(id), true) = (answer["ok"]["id"].as_str(), edit.get("addNote").is_some()) {
            notes.push(id.to_owned());
        }
    }
    ann.assert_mirrors_hold().await;
    ben.assert_mirrors_hold().await;
    let mut late: Person = wall.ann().await;
    late.mirror().await;
    late.assert_mirrors_hold().await;
}

#[tokio::test]
async fn patches_keep_a_mirror_equal() {
    // [PA2] [PA3]
    for seed in [1, 2, 3] {
        run(seed).await;
    }
}

#[tokio::test]
async fn the_patch_is_usually_there_before_the_answer() {
    let wall = Wall::zapier().await;
    let mut ann = wall.ann().await;
    ann.mirror().await;
    ann.add("Awareness", "Doing", "Sees an ad").await;
    assert_eq!(
        ann.patches.len(),
        1,
        "it does not wait for the disk, and the answer does"
    );
    let status = ann.got(json!({ "get": "status" })).await;
    assert_eq!(ann.patches[0]["epoch"], status["ok"]["epoch"]);
}

#[tokio::test]
async fn a_scene_that_nobody_watched_is_right_when_it_is_asked_for() {
    let wall = Wall::zapier().await;
    let (mut script, mut ann) = (wall.ann().await, wall.ann().await);
    script.scene().await;
    for text in TEXTS {
        script.add("Awareness", "Doing", text).await;
    }
    ann.mirror().await;
    script.add("Awareness", "Doing", "one more").await;
    ann.assert_mirrors_hold().await;
    assert!(script.patches.is_empty(), "[PA1] a script gets none");
}
