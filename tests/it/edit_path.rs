//! The path of an edit: asked for, shown at once, on disk, answered, and still there the next day.

use board_app::verify;
use journeywall_tests::Wall;
use serde_json::{Value, json};

fn texts(board: &Value) -> Vec<&str> {
    board["sheets"][0]["notes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|note| note["text"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn what_was_written_is_there_the_next_day() {
    let wall = Wall::zapier().await;
    let mut ann = wall.ann().await;
    ann.mirror().await;
    let seen = ann.add("Awareness", "Doing", "Sees an ad").await;
    ann.edit(json!({ "spliceText": { "note": seen, "at": 11, "insert": " on the bus" } }))
        .await;
    ann.edit(json!({ "moveNote": { "note": seen, "step": "Consideration", "row": "Thinking" } }))
        .await;
    ann.assert_mirrors_hold().await;
    let before = ann.board().await;

    let wall = wall.reopened().await;
    let mut ann = wall.ann().await;
    let after = ann.board().await;
    assert_eq!(before, after);
    assert_eq!(texts(&after), ["Sees an ad on the bus"]);
    assert_eq!(after["sheets"][0]["notes"][0]["author"], "Ann");
    wall.board.close().await.unwrap();
    let verdict = verify(&wall.path).await.unwrap();
    assert!(verdict.sound, "{verdict:?}");
}

#[tokio::test]
async fn undo_takes_back_act_by_act_and_redo_brings_it_back() {
    let wall = Wall::zapier().await;
    let mut ann = wall.ann().await;
    ann.mirror().await;
    let note = ann.add("Awareness", "Doing", "Sees an ad").await;
    ann.edit(json!({ "moveNote": { "note": note, "step": "Conversion", "row": "Doing" } }))
        .await;
    ann.edit(json!({ "deleteNote": { "note": note } })).await;
    assert!(texts(&ann.board().await).is_empty());
    for _ in 0..2 {
        ann.edit(json!({ "undo": {} })).await;
    }
    let board = ann.board().await;
    let first_step = &board["sheets"][0]["stages"][0]["steps"][0]["id"];
    assert_eq!(
        &board["sheets"][0]["notes"][0]["step"], first_step,
        "where it was put first"
    );
    ann.edit(json!({ "redo": {} })).await;
    let board = ann.board().await;
    assert_ne!(&board["sheets"][0]["notes"][0]["step"], first_step);
    ann.assert_mirrors_hold().await;
}

#[tokio::test]
async fn a_facilitator_has_one_undo_at_all_their_screens() {
    let wall = Wall::zapier().await;
    let (mut window, mut browser) = (wall.ann().await, wall.ann().await);
    assert_eq!(window.hello["participant"], browser.hello["participant"]);
    window.add("Awareness", "Doing", "Sees an ad").await;
    browser.edit(json!({ "undo": {} })).await;
    assert!(texts(&window.board().await).is_empty());
}

#[tokio::test]
async fn the_same_person_comes_back_to_every_board() {
    let wall = Wall::zapier().await;
    let first = wall.ann().await.hello["participant"].clone();
    let other = wall.folder.path().join("other.journey");
    wall.app.create(&other, "blank", None).await.unwrap();
    let again = board_app::App::open(wall.app.folder()).await.unwrap();
    assert_eq!(json!(again.person()), first);
}

#[tokio::test]
async fn a_long_log_is_folded_and_nothing_is_lost() {
    let wall = Wall::zapier().await;
    let mut ann = wall.ann().await;
    let note = ann.add("Awareness", "Doing", "").await;
    let mut ids = Vec::new();
    for number in 0..1_200 {
        ids.push(ann.ask(json!({ "edit": { "setText": { "note": note, "text": format!("take {number}") } } })).await);
    }
    for id in ids {
        let answer = ann.answer(id).await;
        assert!(answer.get("ok").is_some(), "{answer}");
    }
    let wall = wall.reopened().await;
    assert_eq!(texts(&wall.ann().await.board().await), ["take 1199"]);
    wall.board.close().await.unwrap();
    let mut file = board_store::BoardFile::open(&wall.path, board_store::OpenMode::ReadOnly)
        .await
        .unwrap();
    let loaded = file.load().await.unwrap();
    assert!(
        loaded.snapshot.is_some() && loaded.updates.is_empty(),
        "{} updates are left",
        loaded.updates.len()
    );
    file.close().await.unwrap();
}

#[tokio::test]
async fn an_answer_shows_what_was_asked_before_it_and_nothing_after() {
    // [PR5]
    let wall = Wall::zapier().await;
    let mut ann = wall.ann().await;
    let add = |text: &str| json!({ "edit": { "addNote": { "step": "Awareness", "row": "Doing", "text": text } } });
    let mut looks = Vec::new();
    for text in ["one", "two", "three"] {
        ann.ask(add(text)).await;
        looks.push(ann.ask(json!({ "get": "board" })).await);
    }
    for (look, expected) in
        looks
            .into_iter()
            .zip([&["one"][..], &["one", "two"], &["one", "two", "three"]])
    {
        assert_eq!(texts(&ann.answer(look).await["ok"]), expected);
    }
}

#[tokio::test]
async fn what_was_deleted_is_told_with_the_place_it_comes_back_to() {
    // [PR6]
    let wall = Wall::zapier().await;
    let mut ann = wall.ann().await;
    let kept = ann.add("Awareness", "Doing", "Stays").await;
    let seen = ann.add("Awareness", "Doing", "Sees an ad").await;
    let homeless = ann.add("Retention", "Doing", "Comes back").await;
    let before = ann.board().await;
    for note in [&seen, &homeless] {
        ann.edit(json!({ "deleteNote": { "note": note } })).await;
    }
    ann.edit(json!({ "deleteStage": { "stage": "Retention" } }))
        .await;
    let told = ann.got(json!({ "get": "deleted" })).await;
    let deleted = &told["ok"];
    assert_eq!(deleted.as_array().unwrap().len(), 2, "{deleted}");
    assert_eq!(deleted[0], before["sheets"][0]["notes"][1]);
    assert_eq!(deleted[1]["text"], "Comes back");
    assert_eq!(
        deleted[1].get("step"),
        None,
        "its stage is gone: it comes back parked"
    );

    ann.edit(json!({ "restoreNote": { "note": seen } })).await;
    let after = ann.board().await;
    assert_eq!(texts(&after), ["Stays", "Sees an ad"]);
    assert_eq!(after["sheets"][0]["notes"][0]["id"], json!(kept));
}
