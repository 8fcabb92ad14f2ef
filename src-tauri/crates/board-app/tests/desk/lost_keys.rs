//! A library that lost its keys: what is said, and what helps.

use board_app::{App, Role, SessionOptions};
use std::path::Path;

fn options() -> SessionOptions {
    SessionOptions {
        listen: Some("127.0.0.1:0".parse().unwrap()),
        discovery: false,
        relay: None,
    }
}

/// `library.db` is a new, empty file, as a program that synchronises folders leaves it.
fn lose_keys(library: &Path) {
    for beside in ["library.db-wal", "library.db-shm"] {
        drop(std::fs::remove_file(library.join(beside)));
    }
    std::fs::write(library.join("library.db"), b"").unwrap();
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
    drop((board, app));
    lose_keys(&library);

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
    drop((board, app));
    // It is said once, when it happened.
    assert!(!App::open(&library).await.unwrap().has_new_keys());
}
