//! The file of an open board is removed, moved, replaced or overwritten, or its folder is: nothing that was answered with
//! `ok` is lost, its person hears where everything is, and the board goes on there.

use board_app::{App, OpenBoard};
use journeywall_tests::{Machine, Person, Wall};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// What is called so, and what somebody does to the file; a copy of it as it was before lies beside it.
type Deed = (&'static str, fn(&Path));

const DEEDS: [Deed; 5] = [
    ("removed", |path| fs::remove_file(path).unwrap()),
    ("moved", |path| {
        fs::rename(path, path.with_file_name("moved.journey")).unwrap();
    }),
    ("replaced", |path| {
        fs::rename(before(path), path).unwrap();
    }),
    ("overwritten", |path| {
        fs::write(path, fs::read(before(path)).unwrap()).unwrap();
    }),
    ("removed", |path| {
        fs::remove_dir_all(path.parent().unwrap()).unwrap();
    }),
];

fn before(path: &Path) -> PathBuf {
    path.with_file_name("before")
}

/// A board in a folder of its own, with a copy as it was when it was closed.
async fn open(wall: &Wall) -> (PathBuf, OpenBoard) {
    let folder = wall.folder.path().join("boards");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("Gym.journey");
    wall.app
        .create(&path, "zapier-standard", None)
        .await
        .unwrap();
    fs::copy(&path, before(&path)).unwrap();
    let board = wall.app.open_board(&path).await.unwrap();
    (path, board)
}

async fn texts(app: &App, path: &Path) -> Vec<String> {
    let board = app.open_board(path).await.unwrap();
    let seat = board_app::Seat::new("Ann", board_app::Role::Facilitator);
    let mut person = Person::at(board.connect(seat).unwrap()).await;
    let told = person.board().await;
    let notes = told["sheets"][0]["notes"].as_array().unwrap();
    let texts = notes
        .iter()
        .map(|note| note["text"].as_str().unwrap().to_owned());
    let texts = texts.collect();
    board.close().await.unwrap();
    texts
}

async fn at(board: &OpenBoard) -> Person {
    let seat = board_app::Seat::new("Ann", board_app::Role::Facilitator);
    Person::at(board.connect(seat).unwrap()).await
}

fn is_kept(message: &Value) -> bool {
    message.get("kept").is_some()
}

#[tokio::test]
async fn a_board_whose_file_is_taken_away_goes_on_and_says_where() {
    // [ST4]
    for (reason, deed) in DEEDS {
        let wall = Wall::zapier().await;
        let (path, board) = open(&wall).await;
        let mut ann = at(&board).await;
        let mut written = Vec::new();
        for number in 0..4 {
            let text = format!("{reason} {number}");
            ann.add("Awareness", "Doing", &text).await;
            written.push(text);
        }
        deed(&path);
        // Refused at most for as long as it takes to write another file.
        for number in 4..8 {
            let text = format!("{reason} {number}");
            let edit = json!({ "addNote": { "step": "Awareness", "row": "Doing", "text": text } });
            let answer = ann.got(json!({ "edit": edit })).await;
            let code = answer["error"]["code"].as_str();
            assert!(matches!(code, None | Some("E_DISK")), "{answer}");
            written.push(text);
        }
        let known = ann.heard.iter().find(|message| is_kept(message)).cloned();
        let kept = match known {
            Some(kept) => kept,
            None => ann.until(is_kept).await,
        };
        assert_eq!(kept["kept"]["reason"], reason);
        let place = board.place();
        assert_eq!(kept["kept"]["path"], place.path.to_str().unwrap());
        assert!(place.told().unwrap().contains("everything is in"));
        board.close().await.unwrap();
        let mut found = texts(&wall.app, &place.path).await;
        found.sort();
        assert_eq!(found, written, "{reason}");
        if reason == "replaced" || reason == "overwritten" {
            assert_eq!(place.path.file_name().unwrap(), "Gym (kept).journey");
            assert!(
                texts(&wall.app, &path).await.is_empty(),
                "theirs is as it was"
            );
        }
    }
}

#[tokio::test]
async fn closing_a_board_whose_file_is_gone_writes_it_first() {
    for (reason, deed) in DEEDS {
        let wall = Wall::zapier().await;
        let (path, board) = open(&wall).await;
        let mut ann = at(&board).await;
        ann.add("Awareness", "Doing", "Sees an ad").await;
        deed(&path);
        board.close().await.unwrap();
        let place = board.place();
        assert_eq!(
            texts(&wall.app, &place.path).await,
            ["Sees an ad"],
            "{reason}"
        );
    }
}

#[tokio::test]
async fn others_at_the_board_do_not_hear_of_this_machines_folders() {
    let wall = Wall::zapier().await;
    let (path, board) = open(&wall).await;
    let guest = board_app::Seat::new("Gil", board_app::Role::Participant);
    let mut gil = Person::at(board.connect(guest).unwrap()).await;
    let mut ann = at(&board).await;
    fs::remove_file(&path).unwrap();
    ann.add("Awareness", "Doing", "Sees an ad").await;
    gil.got(json!({ "get": "status" })).await;
    assert!(!gil.heard.iter().any(is_kept));
    assert!(ann.heard.iter().any(is_kept));
}

#[tokio::test]
async fn a_board_that_can_be_written_nowhere_stays_open_until_a_copy_is_saved() {
    let wall = Wall::zapier().await;
    let (path, board) = open(&wall).await;
    let mut ann = at(&board).await;
    ann.add("Awareness", "Doing", "Sees an ad").await;
    // Files where folders would be: neither beside it nor in the library.
    fs::remove_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path.parent().unwrap(), "in the way").unwrap();
    let library = wall.folder.path().join("library");
    fs::rename(&library, wall.folder.path().join("elsewhere")).unwrap();
    fs::write(&library, "in the way").unwrap();
    let edit = json!({ "addNote": { "step": "Awareness", "row": "Doing", "text": "Asks" } });
    let answer = ann.got(json!({ "edit": edit })).await;
    assert_eq!(answer["error"]["code"], "E_DISK", "{answer}");
    let told = ann
        .heard
        .iter()
        .rev()
        .find(|message| message.get("state").is_some());
    assert_eq!(told.unwrap()["disk"]["reason"], "removed");
    let refusal = board.close().await.unwrap_err();
    assert_eq!(refusal.code(), "E_DISK");
    assert!(refusal.to_string().contains("Save a copy"), "{refusal}");

    fs::remove_file(&library).unwrap();
    fs::rename(wall.folder.path().join("elsewhere"), &library).unwrap();
    board.close().await.unwrap();
    let mut found = texts(&wall.app, &board.place().path).await;
    found.sort();
    assert_eq!(
        found,
        ["Asks", "Sees an ad"],
        "once it can be written it is"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_whose_file_was_moved_and_who_is_killed_later_has_lost_nothing() {
    let wall = Wall::zapier().await;
    wall.board.close().await.unwrap();
    let (library, path) = (wall.folder.path().join("host"), wall.path.clone());
    let moved = path.with_file_name("moved.journey");
    let place = tokio::task::block_in_place(|| {
        let mut host = Machine::host(&library, &path, "Olga");
        let note = |text| json!({"addNote": {"step": "Awareness", "row": "Doing", "text": text}});
        host.edit(note("before"));
        fs::rename(&path, &moved).unwrap();
        host.edit(note("after"));
        let is_told = |message: &&Value| is_kept(message);
        let kept = host.heard.iter().find(is_told).cloned();
        let kept = kept.unwrap_or_else(|| host.until("place", is_kept));
        host.kill();
        PathBuf::from(kept["kept"]["path"].as_str().unwrap())
    });
    let mut found = texts(&wall.app, &place).await;
    found.sort();
    assert_eq!(found, ["after", "before"]);
    assert_eq!(
        texts(&wall.app, &moved).await,
        ["before"],
        "the moved file is whole"
    );
}
