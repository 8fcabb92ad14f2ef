//! The path of an edit: asked for, shown at once, on disk, answered, and still there the next day.

use journeywall_tests::Wall;
use serde_json::json;

#[tokio::test]
async fn what_was_written_is_there_the_next_day() {
    let wall = Wall::zapier().await;
    let mut ann = wall.ann().await;
    ann.mirror().await;
    let seen = ann.add("Awareness", "Doing", "Sees an ad").await;
    ann.edit(json!({ "spliceText": { "note": seen, "at": 10, "insert": " on the bus" } })).await;
    ann.edit(json!({ "moveNote": { "note": seen, "step": "Consideration", "row": "Thinking" } })).await;
    ann.assert_mirrors_hold().await;
    let before = ann.board().await;

    let wall = wall.reopened().await;
    let mut ann = wall.ann().await;
    let after = ann.board().await;
    assert_eq!(before, after);
    assert_eq!(after["sheets"][0]["notes"][0]["text"], "Sees an ad on the bus");
    assert_eq!(after["sheets"][0]["notes"][0]["author"], "Ann");
}
