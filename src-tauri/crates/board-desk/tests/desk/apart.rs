//! Work that cannot come in any more because a role was taken away meanwhile, over real endpoints of this machine.

use crate::support::Office;
use board_app::{App, OpenBoard, Role, Screen, Seat, SessionOptions};
use board_model::ParticipantId;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Far longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(60);

fn options() -> SessionOptions {
    SessionOptions {
        listen: Some(([127, 0, 0, 1], 0).into()),
        discovery: false,
        relay: None,
    }
}

async fn heard(screen: &mut Screen, is_it: impl Fn(&Value) -> bool) -> Value {
    loop {
        let line = tokio::time::timeout(PATIENCE, screen.recv()).await;
        let line = line.expect("this must be said").expect("the board is open");
        let message: Value = serde_json::from_str(&line).unwrap();
        if is_it(&message) {
            return message;
        }
    }
}

async fn board_of(screen: &mut Screen) -> Value {
    screen.send(r#"{"id":900,"get":"board"}"#).await;
    let mut told = heard(screen, |message| message["id"] == 900).await;
    told["ok"].take()
}

async fn write(screen: &mut Screen, edit: Value) {
    screen
        .send(&json!({ "id": 7, "edit": edit }).to_string())
        .await;
    let answer = heard(screen, |message| message["id"] == 7).await;
    assert!(answer.get("ok").is_some(), "{answer}");
}

fn note(text: &str) -> Value {
    json!({ "addNote": { "parked": true, "text": text } })
}

/// Ole's machine, which took part once, with the board in a file beside its library; and who he is.
async fn ole_at(board: &OpenBoard, file: &Path) -> (App, ParticipantId) {
    let library = file.parent().unwrap().join("library of ole");
    let app = App::open(&library).await.unwrap();
    let ticket = board.ticket(Role::Participant).await.unwrap();
    let joined = app.join(&ticket, "Ole", Some(file), &options()).await;
    let joined = joined.unwrap();
    let seat = Seat::new("Ole", Role::Facilitator);
    let mut screen = joined.connect(seat).unwrap();
    let hello = heard(&mut screen, |told| told.get("hello").is_some()).await;
    drop(screen);
    joined.close().await.unwrap();
    let own = hello["hello"]["participant"].clone();
    (app, serde_json::from_value(own).unwrap())
}

async fn boards_of(app: &App) -> Vec<(String, PathBuf)> {
    let recents = app.recents(20).await.unwrap();
    recents
        .into_iter()
        .map(|one| (one.title, one.path))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn nr7_what_a_viewer_wrote_before_they_knew_is_a_board_of_its_own() {
    let mira = Office::open().await;
    let path = mira.beside("Onboarding.journey");
    mira.app
        .create(&path, "zapier-standard", Some("Onboarding"))
        .await
        .unwrap();
    let board = mira.app.open_board(&path).await.unwrap();
    mira.app.share(&board, "Mira", &options()).await.unwrap();
    let file = mira.beside("ole.journey");
    let (ole, participant) = ole_at(&board, &file).await;
    let ticket = board.ticket(Role::Participant).await.unwrap();

    // Ole works on the train; meanwhile he becomes a viewer.
    let alone = ole.open_board(&file).await.unwrap();
    let mut screen = alone.connect(Seat::new("Ole", Role::Facilitator)).unwrap();
    write(&mut screen, note("written on the train")).await;
    drop(screen);
    alone.close().await.unwrap();
    let mut host = board.connect(Seat::new("Mira", Role::Facilitator)).unwrap();
    board.assign(participant, Some(Role::Viewer)).unwrap();
    write(&mut host, note("written in the room")).await;

    let back = ole
        .join(&ticket, "Ole", Some(&file), &options())
        .await
        .unwrap();
    let mut screen = back.connect(Seat::new("Ole", Role::Facilitator)).unwrap();
    screen.send(r#"{"id":1,"subscribe":["board"]}"#).await;
    let apart = heard(&mut screen, |told| told.get("apart").is_some()).await;
    assert_eq!(apart["apart"]["title"], "Onboarding (kept apart)");
    // The wall is that of the session, and goes on with it.
    heard(&mut screen, |told| told["patch"]["board"].is_array()).await;
    assert_eq!(board_of(&mut screen).await, board_of(&mut host).await);
    write(&mut host, note("later")).await;
    heard(&mut screen, |told| {
        told["patch"].to_string().contains("later")
    })
    .await;
    assert_eq!(board_of(&mut screen).await, board_of(&mut host).await);
    drop(screen);
    back.close().await.unwrap();

    // So is the file, and what was written apart is on the list, once.
    let again = ole
        .join(&ticket, "Ole", Some(&file), &options())
        .await
        .unwrap();
    let mut screen = again.connect(Seat::new("Ole", Role::Viewer)).unwrap();
    assert_eq!(board_of(&mut screen).await, board_of(&mut host).await);
    again.close().await.unwrap();
    let boards = boards_of(&ole).await;
    let kept: Vec<_> = boards
        .iter()
        .filter(|(title, _)| title.ends_with("(kept apart)"))
        .collect();
    assert_eq!(kept.len(), 1, "{boards:?}");
    let kept = ole.open_board(&kept[0].1).await.unwrap();
    let mut screen = kept.connect(Seat::new("Ole", Role::Facilitator)).unwrap();
    let content = board_of(&mut screen).await;
    assert!(content.to_string().contains("written on the train"));
    assert_eq!(content["title"], "Onboarding (kept apart)");
    assert_ne!(content["id"], board_of(&mut host).await["id"]);
    write(&mut screen, note("it is a board like any")).await;
    kept.close().await.unwrap();
    board.close().await.unwrap();
}
