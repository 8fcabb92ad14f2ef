//! Sitting down, opening, leaving, coming back.

use crate::support::{Office, Page};
use board_app::{First, overview};
use serde_json::json;
use std::path::Path;

#[tokio::test]
async fn the_desk_greets_and_says_what_it_can() {
    let office = Office::open().await;
    let mut page = Page::of(office.desk.sit(First::Start));
    let greeting = page.hear_of("desk").await;
    assert_eq!(greeting["protocol"], 1);
    assert_eq!(greeting["name"], "Ann");
    assert_eq!(greeting["dialogs"], true);
    assert_eq!(greeting["platform"], std::env::consts::OS);
    assert_eq!(greeting["library"], office.app.folder().to_str().unwrap());

    let browser = Office::without_dialogs().await;
    let greeting = Page::of(browser.desk.sit(First::Start))
        .hear_of("desk")
        .await;
    assert_eq!(
        (&greeting["dialogs"], &greeting["platform"]),
        (&json!(false), &json!("browser"))
    );
}

#[tokio::test]
async fn a_board_is_spoken_to_while_it_is_open_and_not_before_or_after() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let nowhere = page.say(json!({ "get": "board" })).await.unwrap_err();
    assert_eq!(nowhere["code"], "E_NOT_CONNECTED");
    assert_eq!(
        page.refused(json!({ "saveCopy": {} })).await,
        "E_NOT_CONNECTED"
    );
    assert_eq!(page.refused(json!({ "paint": {} })).await, "E_BAD_MESSAGE");

    let path = page.create("zapier-standard", "Gym").await;
    let hello = page.open(&path).await;
    assert_eq!(
        (&hello["name"], &hello["role"]),
        (&json!("Ann"), &json!("facilitator"))
    );
    page.note("Sees an ad").await;
    assert!(page.board().await.to_string().contains("Sees an ad"));
    page.close().await;
    let nowhere = page.say(json!({ "get": "board" })).await.unwrap_err();
    assert_eq!(nowhere["code"], "E_NOT_CONNECTED");
    page.close().await;
}

#[tokio::test]
async fn opening_another_board_leaves_the_first_in_order() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let first = page.create("zapier-standard", "First").await;
    let second = page.create("zapier-standard", "Second").await;
    page.open(&first).await;
    page.note("of the first").await;
    page.open(&second).await;
    assert!(!page.board().await.to_string().contains("of the first"));
    // Closed: somebody else may read it, and it is one file.
    assert_eq!(overview(Path::new(&first)).await.unwrap().notes, 1);
    assert!(!Path::new(&format!("{first}-wal")).exists());

    let missing = first.replace("First", "Missing");
    assert_eq!(
        page.refused(json!({ "open": { "path": missing } })).await,
        "E_NO_FILE"
    );
    page.note("still at the second").await;
}

#[tokio::test]
async fn two_screens_on_one_board_share_it_and_the_last_one_closes_it() {
    let office = Office::open().await;
    let (mut one, mut other) = (office.page().await, office.page().await);
    let path = one.create("zapier-standard", "Gym").await;
    one.open(&path).await;
    other.open(&path).await;
    other.say(json!({ "subscribe": ["board"] })).await.unwrap();
    one.note("seen by both").await;
    let patch = other.hear_of("patch").await;
    assert!(patch.to_string().contains("seen by both"), "{patch}");

    one.close().await;
    assert_eq!(
        one.refused(json!({ "delete": { "path": path } })).await,
        "E_BOARD_OPEN"
    );
    other.note("one is still here").await;
    other.close().await;
    assert_eq!(overview(Path::new(&path)).await.unwrap().notes, 2);
}

#[tokio::test]
async fn a_page_that_is_loaded_anew_finds_its_board() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let path = page.create("zapier-standard", "Gym").await;
    page.open(&path).await;
    page.note("before").await;
    drop(page);
    let mut again = office.page().await;
    again.hear_of("hello").await;
    assert!(again.board().await.to_string().contains("before"));
    again.close().await;
    drop(again);
    // Whoever left the board finds the start screen.
    let mut fresh = office.page().await;
    let nowhere = fresh.say(json!({ "get": "board" })).await.unwrap_err();
    assert_eq!(nowhere["code"], "E_NOT_CONNECTED");
}

#[tokio::test]
async fn a_board_that_a_page_found_by_its_own_memory_waits_for_no_other() {
    let office = Office::open().await;
    let (mut page, mut again) = (office.page().await, office.page().await);
    let path = page.create("zapier-standard", "Gym").await;
    page.open(&path).await;
    drop(page);
    again.open(&path).await;
    again.close().await;
    let mut fresh = office.page().await;
    let nowhere = fresh.say(json!({ "get": "board" })).await.unwrap_err();
    assert_eq!(nowhere["code"], "E_NOT_CONNECTED");
}

#[tokio::test]
async fn the_first_sitting_shows_what_it_was_told_to() {
    let office = Office::open().await;
    let mut page = Page::of(office.desk.sit(First::Example));
    page.hear_of("hello").await;
    assert!(page.board().await.to_string().contains("gym"));
    page.close().await;
    drop(page);

    let path = office.beside("Elsewhere.journey");
    office
        .app
        .create(&path, "blank", Some("Elsewhere"))
        .await
        .unwrap();
    let mut page = Page::of(office.desk.sit(First::Board(path.clone())));
    page.hear_of("hello").await;
    page.close().await;
    // It was opened here, so it is in the list and may be opened again.
    let (boards, _) = page.list().await;
    let listed = boards
        .iter()
        .find(|board| board["title"] == "Elsewhere")
        .unwrap();
    assert_eq!(listed["isInLibrary"], false);
    page.open(path.to_str().unwrap()).await;
    page.close().await;

    let mut page = Page::of(office.desk.sit(First::Board(office.beside("gone.journey"))));
    page.hear_of("desk").await;
    assert_eq!(page.hear_of("error").await["code"], "E_NO_FILE");
    page.list().await;
}

#[tokio::test]
async fn the_shell_can_show_another_board() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let first = page.create("zapier-standard", "First").await;
    page.open(&first).await;
    let other = office.beside("Other.journey");
    office
        .app
        .create(&other, "blank", Some("Other"))
        .await
        .unwrap();
    page.screen.show(First::Board(other));
    page.hear_of("hello").await;
    assert_eq!(page.board().await["title"], "Other");
    overview(Path::new(&first))
        .await
        .expect("the first is closed");
}

#[tokio::test]
async fn closing_the_desk_saves_everything_and_ends_the_screens() {
    let office = Office::open().await;
    let (mut one, mut other) = (office.page().await, office.page().await);
    let first = one.create("zapier-standard", "First").await;
    let second = other.create("zapier-standard", "Second").await;
    one.open(&first).await;
    other.open(&second).await;
    for _ in 0..20 {
        let edit = json!({ "addNote": { "step": "Awareness", "row": "Doing", "text": "quick" } });
        one.screen
            .send(&json!({ "id": 900, "edit": edit }).to_string())
            .await;
        other
            .screen
            .send(&json!({ "id": 900, "edit": edit }).to_string())
            .await;
    }
    office.desk.close().await.unwrap();
    for (page, path) in [(&mut one, &first), (&mut other, &second)] {
        let mut saved = 0;
        while let Some(message) = page.next().await {
            saved += usize::from(message["id"] == 900 && message.get("ok").is_some());
        }
        assert_eq!(saved, 20, "what was asked before was answered");
        assert_eq!(overview(Path::new(path)).await.unwrap().notes, 20);
        assert!(!Path::new(&format!("{path}-wal")).exists());
    }
}
