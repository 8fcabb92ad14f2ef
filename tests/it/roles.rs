//! Roles hold where edits are asked for, whatever the screen says.

use board_app::{Role, Seat};
use journeywall_tests::Wall;
use serde_json::json;

#[tokio::test]
async fn a_viewer_looks_and_a_participant_has_their_own_notes() {
    let wall = Wall::zapier().await;
    let mut ann = wall.ann().await;
    let mut ben = wall.joined("Ben", Role::Participant).await;
    let mut eve = wall.joined("Eve", Role::Viewer).await;
    let anns = ann.add("Awareness", "Doing", "Ann's").await;
    let bens = ben.add("Awareness", "Doing", "Ben's").await;
    assert_eq!(
        eve.refused(json!({ "setText": { "note": anns, "text": "x" } }))
            .await,
        "E_ROLE"
    );
    assert_eq!(
        ben.refused(json!({ "setText": { "note": anns, "text": "x" } }))
            .await,
        "E_ROLE"
    );
    assert_eq!(
        ben.refused(json!({ "addStage": { "title": "x" } })).await,
        "E_ROLE"
    );
    ann.edit(json!({ "setRow": { "row": "Doing", "locked": true } }))
        .await;
    assert_eq!(
        ben.refused(json!({ "setText": { "note": bens, "text": "x" } }))
            .await,
        "E_LOCKED"
    );
    ann.edit(json!({ "setText": { "note": bens, "text": "put right" } }))
        .await;
    let notes = eve.board().await["sheets"][0]["notes"].clone();
    let shown: Vec<_> = notes
        .as_array()
        .unwrap()
        .iter()
        .map(|note| {
            (
                note["text"].as_str().unwrap(),
                note["author"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(shown, [("Ann's", "Ann"), ("put right", "Ben")]);
}

#[tokio::test]
async fn a_name_must_be_one() {
    let wall = Wall::zapier().await;
    for name in ["", "  ", &"x".repeat(201)] {
        let refused = wall
            .board
            .connect(Seat::new(name, Role::Viewer))
            .unwrap_err();
        assert_eq!(refused.code(), "E_BAD_INPUT", "{name:?}");
    }
}

#[tokio::test]
async fn a_bad_line_is_answered_and_the_next_one_works() {
    // [PR3]
    let wall = Wall::zapier().await;
    let mut ann = wall.ann().await;
    for line in ["", "nonsense", r#"{"id":1,"edit":{"paint":{}}}"#, "[1,2"] {
        ann.say(line).await;
        let answer = ann
            .until(|message| message.get("id") == Some(&json!(null)))
            .await;
        assert_eq!(answer["error"]["code"], "E_BAD_MESSAGE", "{line}");
    }
    ann.add("Awareness", "Doing", "still here").await;
}
