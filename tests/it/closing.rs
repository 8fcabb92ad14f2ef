//! Closing saves everything and frees the file, whoever closes and however.

use board_app::{Role, Seat};
use journeywall_tests::{Person, Wall};
use serde_json::json;

#[tokio::test]
async fn what_was_asked_before_closing_is_answered() {
    let wall = Wall::zapier().await;
    let mut ann = wall.ann().await;
    let mut ids = Vec::new();
    for number in 0..200 {
        let text = format!("note {number}");
        ids.push(ann.ask(json!({ "edit": { "addNote": { "step": "Awareness", "row": "Doing", "text": text } } })).await);
    }
    wall.board.close().await.unwrap();
    for id in ids {
        let answer = ann.answer(id).await;
        assert!(answer.get("ok").is_some(), "{answer}");
    }
    assert!(
        ann.next().await.is_none(),
        "a closed board ends its screens"
    );
    ann.say(r#"{"id":1,"get":"board"}"#).await;
    assert_eq!(
        wall.board
            .connect(Seat::new("Ann", Role::Viewer))
            .unwrap_err()
            .code(),
        "E_DAMAGED"
    );
    let beside: Vec<_> = std::fs::read_dir(wall.folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    assert_eq!(
        beside.len(),
        2,
        "one file again, beside the library: {beside:?}"
    );
}

#[tokio::test]
async fn a_board_is_open_once() {
    let wall = Wall::zapier().await;
    let second = wall.app.open_board(&wall.path).await.unwrap_err();
    assert_eq!(second.code(), "E_BOARD_OPEN");
    assert_eq!(
        board_app::overview(&wall.path).await.unwrap_err().code(),
        "E_BOARD_OPEN"
    );
    wall.board.close().await.unwrap();
    wall.board.close().await.unwrap();
    assert_eq!(board_app::overview(&wall.path).await.unwrap().title, "Gym");
}

#[tokio::test]
async fn a_board_that_everybody_left_closes_by_itself() {
    let wall = Wall::zapier().await;
    let mut ann: Person = wall.ann().await;
    ann.add("Awareness", "Doing", "Sees an ad").await;
    let Wall {
        folder,
        app,
        path,
        board,
    } = wall;
    drop((ann, board));
    let opened = loop {
        match app.open_board(&path).await {
            Err(error) if error.code() == "E_BOARD_OPEN" => tokio::task::yield_now().await,
            opened => break opened.unwrap(),
        }
    };
    let mut again = Person::at(opened.connect(Seat::new("Ann", Role::Facilitator)).unwrap()).await;
    assert_eq!(
        again.board().await["sheets"][0]["notes"][0]["text"],
        "Sees an ad"
    );
    drop(folder);
}

#[tokio::test]
async fn presence_never_reaches_the_file() {
    // [PS3], A10
    let wall = Wall::zapier().await;
    wall.board.close().await.unwrap();
    let before = std::fs::read(&wall.path).unwrap();
    let board = wall.app.open_board(&wall.path).await.unwrap();
    let mut ann = Person::at(board.connect(Seat::new("Ann", Role::Facilitator)).unwrap()).await;
    ann.say(r#"{"presence":{"cursor":[1,2]}}"#).await;
    let status = ann.got(json!({ "get": "status" })).await;
    assert_eq!(status["ok"]["appended"], 0);
    board.close().await.unwrap();
    let mut file = board_store::BoardFile::open(&wall.path, board_store::OpenMode::ReadOnly)
        .await
        .unwrap();
    assert_eq!(
        file.load().await.unwrap().last.0,
        1,
        "what `new` wrote, and nothing more"
    );
    assert_eq!(before.len(), std::fs::read(&wall.path).unwrap().len());
}
