//! A board that comes from somebody else's machine, and the file it is kept in.

use crate::support::Office;
use board_app::{App, OpenBoard, Role, SessionOptions};
use serde_json::json;
use std::path::Path;

fn options() -> SessionOptions {
    SessionOptions {
        listen: Some(([127, 0, 0, 1], 0).into()),
        discovery: false,
        relay: None,
    }
}

/// A board of Mira's that she shares, and a ticket for it.
async fn shared(mira: &Office, title: &str) -> (OpenBoard, String) {
    let path = mira.beside("Hers.journey");
    let made = mira.app.create(&path, "zapier-standard", Some(title));
    made.await.unwrap();
    let board = mira.app.open_board(&path).await.unwrap();
    mira.app.share(&board, "Mira", &options()).await.unwrap();
    let ticket = board.ticket(Role::Participant).await.unwrap();
    (board, ticket)
}

fn boards_in(app: &App) -> Vec<String> {
    let files = std::fs::read_dir(app.folder()).unwrap();
    let names = files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned());
    let mut boards: Vec<_> = names.filter(|name| name.contains(".journey")).collect();
    boards.sort();
    boards
}

/// The board files alone, without logs and locks.
fn whole_boards_in(app: &App) -> Vec<String> {
    let mut boards = boards_in(app);
    boards.retain(|name| name.ends_with(".journey"));
    boards
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_of_a_board_that_came_is_called_like_it_at_once_and_keeps_what_is_written() {
    let (mira, ole) = (Office::open().await, Office::open().await);
    let (hers, ticket) = shared(&mira, "Joining: the gym?").await;
    // Another board of his is called like it.
    let taken = ole.app.path_for("Joining: the gym?");
    ole.app.create(&taken, "blank", None).await.unwrap();
    let own = whole_boards_in(&ole.app);

    let mut page = ole.page().await;
    let joined = page.ask(json!({ "join": { "ticket": ticket } })).await;
    page.hear_of("hello").await;
    let path = joined["path"].as_str().unwrap().to_owned();
    let stem = taken.file_stem().unwrap().to_str().unwrap();
    let name = format!("{stem} 2.journey");
    assert_eq!(Path::new(&path).file_name().unwrap(), name.as_str());
    let mut all = own.clone();
    all.push(name.clone());
    all.sort();
    assert_eq!(whole_boards_in(&ole.app), all, "while it is open");
    page.note("written after the name").await;
    let (list, _) = page.list().await;
    assert_eq!(list[0]["path"], path.as_str());
    assert_eq!(list[0]["title"], "Joining: the gym?");

    page.close().await;
    assert_eq!(boards_in(&ole.app), all, "and nothing lies beside it");
    page.open(&path).await;
    let again = page.board().await;
    assert!(again.to_string().contains("written after the name"));
    page.close().await;

    // By the same ticket it is the same file again.
    let joined = page.ask(json!({ "join": { "ticket": ticket } })).await;
    page.hear_of("hello").await;
    assert_eq!(joined["path"], path.as_str());
    page.close().await;
    assert_eq!(boards_in(&ole.app), all);
    hers.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_somebody_named_keeps_its_name_when_the_board_comes() {
    let (mira, ole) = (Office::open().await, Office::open().await);
    let (hers, ticket) = shared(&mira, "Onboarding").await;
    let file = ole.beside("mine.journey");
    let joined = ole.app.join(&ticket, "Ole", Some(&file), &options()).await;
    joined.unwrap().close().await.unwrap();
    assert!(file.exists());
    assert_eq!(boards_in(&ole.app), [""; 0]);
    hers.close().await.unwrap();
}
