//! Renaming, duplicating, deleting, restoring, erasing.

use crate::support::{Office, content};
use board_app::{Role, Seat, verify};
use serde_json::{Value, json};
use std::path::Path;

#[tokio::test]
async fn renaming_keeps_the_content_and_moves_the_file() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let path = page.create("zapier-gym", "Gym").await;
    page.open(&path).await;
    let before = page.board().await;
    page.close().await;
    let renamed = page
        .ask(json!({ "rename": { "path": path, "title": " Fitness club " } }))
        .await;
    let renamed = renamed["path"].as_str().unwrap().to_owned();
    assert!(renamed.ends_with("Fitness club.journey"), "{renamed}");
    assert!(!Path::new(&path).exists());
    page.open(&renamed).await;
    let after = page.board().await;
    assert_eq!(
        (&after["id"], &after["title"]),
        (&before["id"], &json!("Fitness club"))
    );
    assert_eq!(content(&after), content(&before));
    page.close().await;
    let (boards, _) = page.list().await;
    assert_eq!(boards.len(), 1);
    assert_eq!(
        (&boards[0]["title"], &boards[0]["path"]),
        (&json!("Fitness club"), &json!(renamed))
    );

    let same = page
        .ask(json!({ "rename": { "path": renamed, "title": "Fitness club" } }))
        .await;
    assert_eq!(same["path"], renamed, "a file that has its name keeps it");
    for title in ["", "  ", &"x".repeat(201)] {
        let act = json!({ "rename": { "path": renamed, "title": title } });
        assert_eq!(page.refused(act).await, "E_BAD_INPUT");
    }
}

#[tokio::test]
async fn a_board_that_is_open_is_renamed_on_the_wall_and_its_file_when_it_closes() {
    let office = Office::open().await;
    let (mut page, mut other) = (office.page().await, office.page().await);
    let path = page.create("zapier-standard", "Gym").await;
    page.open(&path).await;
    let renamed = other
        .ask(json!({ "rename": { "path": path, "title": "Club" } }))
        .await;
    assert_eq!(renamed["path"], path);
    assert_eq!(page.board().await["title"], "Club");
    page.close().await;
    let (boards, _) = page.list().await;
    assert_eq!(boards.len(), 1, "{boards:?}");
    assert_eq!(boards[0]["title"], "Club");
    assert!(
        boards[0]["path"]
            .as_str()
            .unwrap()
            .ends_with("Club.journey")
    );
}

#[tokio::test]
async fn a_board_elsewhere_is_renamed_but_not_its_file() {
    let office = Office::open().await;
    let outside = office.beside("outside.journey");
    office
        .app
        .create(&outside, "blank", Some("Outside"))
        .await
        .unwrap();
    let mut page = office.page().await;
    office.person.will_choose(Some(&outside));
    page.ask(json!({ "chooseOpen": {} })).await;
    page.close().await;
    let renamed = page
        .ask(json!({ "rename": { "path": outside, "title": "Inside" } }))
        .await;
    assert_eq!(renamed["path"], outside.to_str().unwrap());
    assert_eq!(page.list().await.0[0]["title"], "Inside");
}

#[tokio::test]
async fn a_duplicate_is_another_board_with_the_same_content() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let path = page.create("zapier-gym", "Gym").await;
    page.open(&path).await;
    let note = page.note("taken away later").await;
    page.edit(json!({ "deleteNote": { "note": note } })).await;
    let before = page.board().await;
    // While it is open, and again when it is closed.
    let while_open = page.ask(json!({ "duplicate": { "path": path } })).await;
    page.close().await;
    let when_closed = page.ask(json!({ "duplicate": { "path": path } })).await;
    assert_ne!(while_open["path"], when_closed["path"]);
    for copy in [while_open, when_closed] {
        let copy = copy["path"].as_str().unwrap();
        page.open(copy).await;
        let board = page.board().await;
        assert_ne!(board["id"], before["id"]);
        assert_eq!(board["title"], "Gym (copy)");
        assert_eq!(content(&board), content(&before));
        page.edit(json!({ "restoreNote": { "note": note } })).await;
        assert!(page.board().await.to_string().contains("taken away later"));
        let undo = page.say(json!({ "edit": { "undo": {} } })).await;
        assert!(undo.is_ok(), "one's own act in the copy");
        page.close().await;
        assert!(verify(Path::new(copy)).await.unwrap().sound);
    }
    page.open(&path).await;
    assert_eq!(page.board().await, before, "the first is as it was");
}

#[tokio::test]
async fn a_deleted_board_comes_back_as_it_was_or_is_erased_for_good() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let path = page.create("zapier-gym", "Gym").await;
    page.open(&path).await;
    let before = page.board().await;
    page.close().await;
    assert_eq!(
        page.ask(json!({ "delete": { "path": path } })).await,
        json!({})
    );
    let (boards, deleted) = page.list().await;
    assert!(boards.is_empty());
    assert_eq!(deleted.len(), 1);
    assert_eq!(deleted[0]["title"], "Gym");
    assert!(deleted[0]["deletedAt"].as_i64().unwrap() > 1_600_000_000_000);
    let buried = deleted[0]["path"].as_str().unwrap().to_owned();
    assert_eq!(
        page.refused(json!({ "open": { "path": buried } })).await,
        "E_NO_FILE"
    );
    assert_eq!(
        page.refused(json!({ "open": { "path": path } })).await,
        "E_NO_FILE"
    );

    // Its name is taken meanwhile.
    let taken = page.create("blank", "Gym").await;
    assert_eq!(taken, path);
    let back = page.ask(json!({ "restore": { "path": buried } })).await;
    let back = back["path"].as_str().unwrap().to_owned();
    assert_ne!(back, path);
    page.open(&back).await;
    assert_eq!(page.board().await, before);
    page.close().await;
    let (boards, deleted) = page.list().await;
    assert_eq!((boards.len(), deleted.len()), (2, 0));
    assert!(
        boards
            .iter()
            .any(|board| board["path"] == back && board["openedAt"].is_i64())
    );

    page.ask(json!({ "delete": { "path": back } })).await;
    let buried = page.list().await.1[0]["path"].clone();
    let scenes = office.app.folder().join("scenes");
    std::fs::create_dir_all(&scenes).unwrap();
    let scene = scenes.join(format!("{}.scene", before["id"].as_str().unwrap()));
    std::fs::write(&scene, "what the board said").unwrap();
    page.ask(json!({ "erase": { "path": buried } })).await;
    assert!(!scene.exists(), "the words of an erased board stay");
    assert!(page.list().await.1.is_empty());
    assert!(!Path::new(buried.as_str().unwrap()).exists());
    assert_eq!(
        page.refused(json!({ "restore": { "path": buried } })).await,
        "E_NO_FILE"
    );
    assert_eq!(
        page.refused(json!({ "erase": { "path": path } })).await,
        "E_NO_FILE"
    );
}

#[tokio::test]
async fn a_board_that_another_program_has_open_stays_where_it_is() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let path = page.create("zapier-standard", "Gym").await;
    let elsewhere = office.app.open_board(Path::new(&path)).await.unwrap();
    let _screen = elsewhere
        .connect(Seat::new("Bo", Role::Facilitator))
        .unwrap();
    for act in [
        json!({ "open": { "path": path } }),
        json!({ "rename": { "path": path, "title": "Mine" } }),
        json!({ "delete": { "path": path } }),
        json!({ "duplicate": { "path": path } }),
    ] {
        assert_eq!(page.refused(act.clone()).await, "E_BOARD_OPEN", "{act}");
    }
    assert_eq!(page.list().await.0[0]["trouble"], "E_BOARD_OPEN");
    elsewhere.close().await.unwrap();
    assert_eq!(page.list().await.0[0]["trouble"], Value::Null);
    page.open(&path).await;
}

#[tokio::test]
async fn titles_of_any_length_and_script_give_files_that_can_be_opened_again() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let mut path = page.create("blank", &"🚀".repeat(100)).await;
    for title in [
        "あ".repeat(80),
        "🚀".repeat(64),
        "CON".to_owned(),
        "a/b: c?.".to_owned(),
    ] {
        let renamed = page
            .ask(json!({ "rename": { "path": path, "title": title } }))
            .await;
        path = renamed["path"].as_str().unwrap().to_owned();
        page.open(&path).await;
        assert_eq!(page.board().await["title"], title);
        page.close().await;
        let copy = page.ask(json!({ "duplicate": { "path": path } })).await;
        let copy = copy["path"].as_str().unwrap();
        page.open(copy).await;
        page.close().await;
        page.ask(json!({ "delete": { "path": copy } })).await;
        let buried = page.list().await.1[0]["path"].clone();
        page.ask(json!({ "restore": { "path": buried } })).await;
    }
}

#[tokio::test]
async fn a_file_whose_name_is_too_long_is_opened_under_a_shorter_one() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let path = page.create("zapier-gym", "Gym").await;
    let long = office
        .app
        .folder()
        .join(format!("{}.journey", "あ".repeat(80)));
    std::fs::rename(&path, &long).unwrap();
    let long = long.to_str().unwrap();
    let copy = page.ask(json!({ "duplicate": { "path": long } })).await;
    page.open(copy["path"].as_str().unwrap()).await;
    page.close().await;
    let opened = page.ask(json!({ "open": { "path": long } })).await;
    let opened = opened["path"].as_str().unwrap();
    assert!(
        opened.len() < long.len() && Path::new(opened).exists(),
        "{opened}"
    );
    assert!(!Path::new(long).exists());
    page.hear_of("hello").await;
    assert!(page.board().await.to_string().contains("Awareness"));
}

#[tokio::test]
async fn a_board_that_cannot_be_opened_is_renamed_duplicated_and_saved_elsewhere() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let path = page.create("zapier-gym", "Gym").await;
    let mut bytes = std::fs::read(&path).unwrap();
    bytes.truncate(bytes.len() / 2);
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(
        page.refused(json!({ "open": { "path": path } })).await,
        "E_DAMAGED"
    );

    let renamed = page
        .ask(json!({ "rename": { "path": path, "title": "Broken" } }))
        .await;
    let renamed = renamed["path"].as_str().unwrap();
    assert!(renamed.ends_with("Broken.journey"), "{renamed}");
    assert_eq!(std::fs::read(renamed).unwrap(), bytes);
    let copy = page.ask(json!({ "duplicate": { "path": renamed } })).await;
    assert_eq!(
        std::fs::read(copy["path"].as_str().unwrap()).unwrap(),
        bytes
    );
    let (boards, _) = page.list().await;
    let titles: Vec<_> = boards.iter().map(|board| &board["title"]).collect();
    assert!(titles.contains(&&json!("Broken")) && titles.contains(&&json!("Broken (copy)")));

    let elsewhere = office.beside("kept.journey");
    office.person.will_choose(Some(&elsewhere));
    let saved = page.ask(json!({ "saveFile": { "path": renamed } })).await;
    assert_eq!(saved["path"], elsewhere.to_str().unwrap());
    assert_eq!(std::fs::read(&elsewhere).unwrap(), bytes);
}

#[tokio::test]
async fn a_board_of_the_list_is_saved_elsewhere_whole_open_or_not() {
    let office = Office::without_dialogs().await;
    let mut page = office.page().await;
    let path = page.create("zapier-gym", "Gym").await;
    for is_open in [false, true] {
        if is_open {
            page.open(&path).await;
        }
        let saved = page.ask(json!({ "saveFile": { "path": path } })).await;
        assert_eq!(saved["name"], "Gym.journey");
        let file = office.beside("saved.journey");
        let bytes = crate::support::decoded(saved["base64"].as_str().unwrap());
        std::fs::write(&file, bytes).unwrap();
        assert!(verify(&file).await.unwrap().sound);
    }
}
