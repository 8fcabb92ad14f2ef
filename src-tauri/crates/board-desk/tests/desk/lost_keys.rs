//! A library that lost its keys: what is said, and what helps.

use board_app::{App, Role, SessionOptions};

fn options() -> SessionOptions {
    SessionOptions {
        listen: Some("127.0.0.1:0".parse().unwrap()),
        discovery: false,
        relay: None,
    }
}

#[tokio::test]
async fn a_board_whose_keys_are_lost_is_shared_again_by_the_recovery_code() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library");
    let app = App::open(&library).await.unwrap();
    assert!(app.is_fresh() && !app.has_new_keys());
    let path = library.join("Mine.journey");
    app.create(&path, "blank", None).await.unwrap();
    let board = app.open_board(&path).await.unwrap();
    app.share(&board, "Mira", &options()).await.unwrap();
    let code = app.owner_code(&board).await.unwrap();
    board.close().await.unwrap();
    // The boards come back, as by a program that synchronises folders, and `library.db` does not.
    let library = folder.path().join("came back");
    std::fs::create_dir(&library).unwrap();
    let path = {
        let copy = library.join("Mine.journey");
        std::fs::copy(&path, &copy).unwrap();
        copy
    };

    let app = App::open(&library).await.unwrap();
    assert!(app.has_new_keys() && !app.is_fresh());
    let board = app.open_board(&path).await.unwrap();
    let refused = app.share(&board, "Mira", &options()).await.unwrap_err();
    assert_eq!(refused.code(), "E_ROLE");
    let sentence = refused.to_string();
    assert!(sentence.contains("library.db") && sentence.contains("recovery code"));
    app.recover(&board, &code).await.unwrap();
    app.share(&board, "Mira", &options()).await.unwrap();
    board.ticket(Role::Participant).await.unwrap();
    board.close().await.unwrap();
    // It is said once, when it happened.
    assert!(!App::open(&library).await.unwrap().has_new_keys());
}
