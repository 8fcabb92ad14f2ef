//! A large board is told from the scene that was kept when it was closed, and goes on exactly as if it had been
//! laid out.

use board_app::App;
use board_layout::Scene;
use board_model::BoardId;
use board_store::{BoardFile, Library, OpenMode, SceneCache, SceneKey};
use journeywall_tests::{Rng, Wall};
use serde_json::json;

const TEXTS: [&str; 4] = [
    "Sees an ad on the bus and looks the place up at home",
    "Fragt eine Freundin",
    "看到广告 🚌",
    "Too many forms! 😤\nsecond line",
];

/// A board of 400 notes, closed after somebody looked at it.
async fn closed() -> Wall {
    let wall = Wall::zapier().await;
    let mut ann = wall.ann().await;
    let edits: Vec<_> = (0..400)
        .map(|number| {
            let step = ["Awareness", "Consideration", "Retention"][number % 3];
            let row = ["Doing", "Thinking"][number % 2];
            let text = format!("{} {number}", TEXTS[number % 4]);
            json!({ "addNote": { "step": step, "row": row, "text": text } })
        })
        .collect();
    ann.edit(json!({ "many": { "edits": edits } })).await;
    ann.scene().await;
    wall.board.close().await.unwrap();
    wall
}

async fn cache(wall: &Wall) -> SceneCache {
    let library = Library::open(wall.app.folder()).await.unwrap();
    library.scene_cache()
}

/// The board of a file, and the key of its scene.
async fn key(wall: &Wall) -> (BoardId, SceneKey) {
    let mut file = BoardFile::open(&wall.path, OpenMode::ReadOnly)
        .await
        .unwrap();
    let loaded = file.load().await.unwrap();
    let board = file.board();
    file.close().await.unwrap();
    let key = SceneKey::of(loaded.states(), &board_layout::maker());
    (board, key)
}

/// The scene of a file, laid out from scratch.
async fn from_scratch(wall: &Wall) -> Scene {
    let text = board_app::scene(&wall.path).await.unwrap();
    serde_json::from_str(&text).unwrap()
}

#[tokio::test]
async fn a_large_board_is_told_from_the_scene_that_was_kept() {
    let wall = closed().await;
    let (board, key) = key(&wall).await;
    let cache = cache(&wall).await;
    let kept = cache.scene(board, key).expect("a scene was kept");
    let kept: Scene = serde_json::from_str(&kept).unwrap();
    assert_eq!(kept, from_scratch(&wall).await);
    let mut planted = kept.clone();
    planted.width += 8;
    let text = serde_json::to_string(&planted).unwrap();
    cache.put(board, key, &text).unwrap();
    let wall = wall.reopened().await;
    assert_eq!(
        wall.ann().await.scene().await,
        planted,
        "it is what is told"
    );
    wall.board.close().await.unwrap();
}

#[tokio::test]
async fn edits_after_a_kept_scene_give_the_scene_from_scratch() {
    let wall = closed().await.reopened().await;
    let (mut ann, mut ben) = (wall.ann().await, wall.ann().await);
    ann.mirror().await;
    ben.mirror().await;
    let mut rng = Rng::new(1);
    for round in 0..16 {
        let step = ["Awareness", "Consideration", "Conversion"][rng.below(3)];
        let edit = match round % 8 {
            0 => json!({ "addStage": { "title": format!("Stage {round}") } }),
            1 => json!({ "setHeader": { "scope": TEXTS[rng.below(4)] } }),
            2 => json!({ "undo": {} }),
            _ => {
                json!({ "addNote": { "step": step, "row": "Thinking", "text": TEXTS[rng.below(4)] } })
            }
        };
        ann.got(json!({ "edit": edit })).await;
    }
    ann.assert_mirrors_hold().await;
    ben.assert_mirrors_hold().await;
    let last = ann.scene().await;
    wall.board.close().await.unwrap();
    assert_eq!(last, from_scratch(&wall).await);
    let wall = wall.reopened().await;
    assert_eq!(wall.ann().await.scene().await, last, "and it is kept anew");
    wall.board.close().await.unwrap();
}

#[tokio::test]
async fn a_kept_scene_is_not_believed_for_a_board_that_changed_elsewhere() {
    let wall = closed().await;
    let before = key(&wall).await;
    let elsewhere = App::open(&wall.folder.path().join("elsewhere"))
        .await
        .unwrap();
    let there = Wall {
        board: elsewhere.open_board(&wall.path).await.unwrap(),
        app: elsewhere,
        ..wall
    };
    let mut ben = there.ann().await;
    ben.add("Conversion", "Doing", "Signs up").await;
    there.board.close().await.unwrap();
    assert_ne!(before, key(&there).await);
    let here = App::open(&there.folder.path().join("library"))
        .await
        .unwrap();
    let expected = from_scratch(&there).await;
    let back = Wall {
        board: here.open_board(&there.path).await.unwrap(),
        app: here,
        ..there
    };
    let mut ann = back.ann().await;
    assert_eq!(ann.scene().await, expected);
    // A change before anybody looked makes the kept scene one of the past.
    back.board.close().await.unwrap();
    let back = back.reopened().await;
    let mut ann = back.ann().await;
    ann.add("Conversion", "Doing", "Pays").await;
    let told = ann.scene().await;
    back.board.close().await.unwrap();
    assert_eq!(told, from_scratch(&back).await);
}
