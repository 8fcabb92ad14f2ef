//! Sitting down, opening, leaving, coming back.

use crate::support::{Office, Page};
use board_app::{App, overview};
use board_desk::{BoxFuture, Desk, FileKind, Files, First};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[tokio::test]
async fn the_desk_greets_and_says_what_it_can() {
    // [DK1]
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
    // [DK2] [DK3]
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
    // [DK6]
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
    // [DK1]
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
    // [DK7]
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

/// Tells a dialog what was chosen, when that is wanted.
struct Slow(std::sync::Mutex<Option<tokio::sync::oneshot::Receiver<PathBuf>>>);

impl Files for Slow {
    fn choose_open(&self, _: &[FileKind]) -> BoxFuture<Option<PathBuf>> {
        let chosen = self.0.lock().unwrap().take().unwrap();
        Box::pin(async move { chosen.await.ok() })
    }

    fn choose_save(&self, _: &str, _: Option<&Path>, _: FileKind) -> BoxFuture<Option<PathBuf>> {
        Box::pin(async { None })
    }
}

#[tokio::test]
async fn nothing_waits_for_a_dialog_that_is_open() {
    // [DK4]
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(folder.path()).await.unwrap();
    let (choose, chosen) = tokio::sync::oneshot::channel();
    let slow: Arc<dyn Files> = Arc::new(Slow(std::sync::Mutex::new(Some(chosen))));
    let mut page = Page::of(Desk::new(app, "Ann", Some(slow)).sit(First::Start));
    page.hear_of("desk").await;
    page.screen
        .send(r#"{"id":500,"desk":{"chooseOpen":{}}}"#)
        .await;
    let first = page.create("zapier-standard", "First").await;
    let second = page.create("zapier-standard", "Second").await;
    page.open(&first).await;
    page.note("while the dialog is open").await;
    choose.send(PathBuf::from(&second)).unwrap();
    page.hear_of("hello").await;
    assert_eq!(page.board().await["title"], "Second");
    assert!(page.heard.iter().any(|message| message["id"] == 500));

    // In their order, without waiting for answers: renamed before it is listed.
    let rename = json!({ "id": 501, "desk": { "rename": { "path": first, "title": "Renamed" } } });
    page.screen.send(&rename.to_string()).await;
    let (boards, _) = page.list().await;
    assert!(
        boards.iter().any(|board| board["title"] == "Renamed"),
        "{boards:?}"
    );
}

/// Mounting needs root, so it is run by name, with `--run-ignored all`.
#[cfg(target_os = "linux")]
#[tokio::test]
#[ignore = "mounts a file system: needs root"]
async fn a_board_that_cannot_be_saved_is_not_left() {
    // [DK6] [DK7]
    use std::process::Command;
    let office = Office::open().await;
    let full = office.beside("full");
    std::fs::create_dir(&full).unwrap();
    let mount = ["-t", "tmpfs", "-o", "size=400k", "tmpfs"];
    assert!(
        Command::new("mount")
            .args(mount)
            .arg(&full)
            .status()
            .unwrap()
            .success()
    );
    let path = full.join("board.journey");
    office
        .app
        .create(&path, "zapier-standard", None)
        .await
        .unwrap();
    let mut page = Page::of(office.desk.sit(First::Board(path.clone())));
    page.hear_of("hello").await;
    let mut other = office.page().await;
    let sound = other.create("zapier-standard", "Sound").await;
    other.open(&sound).await;

    let ballast = full.join("ballast");
    drop(std::fs::write(&ballast, vec![1; 1 << 20]));
    let note =
        json!({ "addNote": { "step": "Awareness", "row": "Doing", "text": "x".repeat(4_000) } });
    let mut refused = page.say(json!({ "edit": note })).await;
    while refused.is_ok() {
        refused = page.say(json!({ "edit": note })).await;
    }
    assert_eq!(refused.unwrap_err()["code"], "E_DISK");
    assert_eq!(page.refused(json!({ "close": {} })).await, "E_DISK");
    assert_eq!(
        page.refused(json!({ "open": { "path": sound } })).await,
        "E_DISK"
    );
    let written = page.board().await;
    assert_eq!(office.desk.close().await.unwrap_err().code(), "E_DISK");
    other.hear_of("desk").await;
    assert_eq!(page.board().await, written, "still there");

    std::fs::remove_file(&ballast).unwrap();
    page.close().await;
    assert!(overview(&path).await.unwrap().notes > 0);
    assert!(
        Command::new("umount")
            .arg("--lazy")
            .arg(&full)
            .status()
            .unwrap()
            .success()
    );
}

#[tokio::test]
async fn whoever_says_how_they_are_called_is_called_so_from_then_on() {
    let office = Office::open().await;
    let mut page = office.page().await;
    assert_eq!(
        page.refused(json!({ "call": { "name": "  " } })).await,
        "E_BAD_INPUT"
    );
    page.ask(json!({ "call": { "name": " Ann Lee " } })).await;
    let path = page.create("blank", "Board").await;
    let hello = page.open(&path).await;
    assert_eq!(hello["name"], "Ann Lee");
    assert_eq!(
        office.app.own_name().await.unwrap(),
        "Ann Lee",
        "at the next start too"
    );
}
