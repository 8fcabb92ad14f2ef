//! The open board as a file elsewhere.

use crate::support::{Office, content, decoded};
use board_app::{ExportOptions, export, overview, verify};
use board_store::{BoardFile, ImageType, OpenMode};
use serde_json::{Value, json};
use std::path::Path;

#[tokio::test]
async fn an_export_of_the_open_board_is_that_of_its_file() {
    let office = Office::open().await;
    let browser = Office::without_dialogs().await;
    let mut page = office.page().await;
    let path = page.create("zapier-gym", "Gym").await;
    page.open(&path).await;
    page.note("only just written").await;
    let endings = ["png", "jpg", "webp", "svg", "csv", "json", "txt"];
    for ending in endings {
        let out = office.beside(&format!("open.{ending}"));
        // A dialog may give a name without its ending.
        office
            .person
            .will_choose(Some(&office.beside(if ending == "csv" {
                "open"
            } else {
                out.file_name().unwrap().to_str().unwrap()
            })));
        let done = page
            .ask(json!({ "export": { "ext": ending, "scale": 0.5 } }))
            .await;
        assert_eq!(done["path"], out.to_str().unwrap());
    }
    page.close().await;
    let options = ExportOptions {
        scale: Some(0.5),
        ..ExportOptions::default()
    };
    for ending in endings {
        let out = office.beside(&format!("closed.{ending}"));
        export(Path::new(&path), &out, &options).await.unwrap();
        let open = std::fs::read(office.beside(&format!("open.{ending}"))).unwrap();
        assert!(open == std::fs::read(&out).unwrap(), "{ending}");
    }
    // A browser gets the same bytes in the answer.
    let copy = browser.app.folder().join("Gym.journey");
    std::fs::copy(&path, &copy).unwrap();
    let mut page = browser.page().await;
    page.open(copy.to_str().unwrap()).await;
    let answer = page
        .ask(json!({ "export": { "ext": "png", "scale": 0.5 } }))
        .await;
    assert_eq!(answer["name"], "Gym.png");
    let bytes = decoded(answer["base64"].as_str().unwrap());
    assert!(bytes == std::fs::read(office.beside("open.png")).unwrap());
}

#[tokio::test]
async fn exports_that_cannot_be_are_refused() {
    let office = Office::without_dialogs().await;
    let mut page = office.page().await;
    let path = page.create("hotjar-workshop", "Gym").await;
    page.open(&path).await;
    for (of, code) in [
        (json!({ "ext": "exe" }), "E_BAD_INPUT"),
        (json!({ "ext": "journey" }), "E_BAD_INPUT"),
        (
            json!({ "ext": "png", "sheet": "No such sheet" }),
            "E_NO_SUCH",
        ),
        (
            json!({ "ext": "json", "sheet": "Journey map" }),
            "E_BAD_INPUT",
        ),
        (json!({ "ext": "png", "scale": 0 }), "E_BAD_INPUT"),
        (json!({ "ext": "webp", "scale": 100 }), "E_TOO_LARGE"),
    ] {
        assert_eq!(page.refused(json!({ "export": of })).await, code, "{of}");
    }
    let whole = page.ask(json!({ "export": { "ext": "svg" } })).await;
    let sheet = page
        .ask(json!({ "export": { "ext": "svg", "sheet": "Empathy map" } }))
        .await;
    let dark = page
        .ask(json!({ "export": { "ext": "svg", "look": "dark" } }))
        .await;
    assert_ne!(whole, sheet);
    assert_ne!(whole, dark);
}

#[tokio::test]
async fn a_preview_is_the_whole_picture_of_what_is_exported_and_names_what_it_cannot_show() {
    let office = Office::without_dialogs().await;
    let mut page = office.page().await;
    let path = page.create("hotjar-workshop", "Gym").await;
    page.open(&path).await;
    page.edit(
        json!({ "addNote": { "step": "Customer", "row": "Says", "text": "Signs \u{13000}" } }),
    )
    .await;
    let mut drawn = Vec::new();
    for sheet in [Value::Null, json!("Empathy map"), json!("Journey map")] {
        let preview = page
            .ask(json!({ "preview": { "sheet": sheet, "side": 320 } }))
            .await;
        let picture = page
            .ask(json!({ "export": { "ext": "png", "sheet": sheet, "scale": 1 } }))
            .await;
        let name = sheet
            .as_str()
            .map_or("Gym.png".to_owned(), |sheet| format!("Gym – {sheet}.png"));
        assert_eq!(picture["name"], name);
        let bytes = decoded(picture["base64"].as_str().unwrap());
        let word = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        assert_eq!(
            (preview["width"].as_u64(), preview["height"].as_u64()),
            (Some(word(16).into()), Some(word(20).into()))
        );
        drawn.push((preview["png"].clone(), preview["missing"].clone()));
    }
    assert_eq!(drawn[0].1, json!(["\u{13000}"]));
    assert_eq!(drawn[2].1, json!([]), "nothing of the other sheet");
    assert_ne!(drawn[0].0, drawn[1].0);
    assert_ne!(drawn[1].0, drawn[2].0);
    assert_eq!(
        page.refused(json!({ "preview": { "side": 9 } })).await,
        "E_BAD_INPUT"
    );
    let nowhere = json!({ "preview": { "sheet": "No such sheet", "side": 320 } });
    assert_eq!(page.refused(nowhere).await, "E_NO_SUCH");
}

#[tokio::test]
async fn a_person_may_give_up_every_dialog() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let path = page.create("blank", "Gym").await;
    page.open(&path).await;
    for act in [
        json!({ "saveCopy": {} }),
        json!({ "sendCopy": {} }),
        json!({ "export": { "ext": "png" } }),
    ] {
        office.person.will_choose(None);
        assert_eq!(page.ask(act).await, json!({ "path": Value::Null }));
    }
}

#[tokio::test]
async fn a_saved_copy_is_the_whole_board_and_work_goes_on() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let path = page.create("zapier-gym", "Gym").await;
    page.open(&path).await;
    page.note("in the copy").await;
    let to = office.beside("Backup");
    office.person.will_choose(Some(&to));
    let saved = page.ask(json!({ "saveCopy": {} })).await;
    let to = office.beside("Backup.journey");
    assert_eq!(saved["path"], to.to_str().unwrap());
    let before = page.board().await;
    page.note("not in the copy").await;
    office.person.will_choose(Some(&to));
    page.ask(json!({ "chooseOpen": {} })).await;
    page.hear_of("hello").await;
    assert_eq!(page.board().await, before, "the same board, id and all");
    page.close().await;
    assert!(verify(&to).await.unwrap().sound);

    page.open(&path).await;
    office.person.will_choose(Some(Path::new(&path)));
    assert_eq!(
        page.refused(json!({ "saveCopy": {} })).await,
        "E_BAD_INPUT",
        "not onto itself"
    );
    office.person.will_choose(Some(Path::new(&path)));
    let code = page.refused(json!({ "sendCopy": {} })).await;
    assert_eq!(code, "E_BOARD_OPEN", "not onto an open board");
    page.note("all is well").await;
}

#[tokio::test]
async fn a_copy_to_give_away_holds_what_is_shown_and_nothing_else() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let path = page.create("zapier-gym", "Gym").await;
    page.open(&path).await;
    let kept = page.note("everybody may read this").await;
    page.edit(json!({ "setText": { "note": kept, "text": "everybody should read this" } }))
        .await;
    let secret = page.note("UNSPEAKABLE-NOTE").await;
    page.edit(json!({ "addComment": { "note": secret, "text": "UNSPEAKABLE-COMMENT" } }))
        .await;
    page.edit(json!({ "deleteNote": { "note": secret } })).await;
    let changed = page.note("UNSPEAKABLE-DRAFT").await;
    page.edit(json!({ "setText": { "note": changed, "text": "polite" } }))
        .await;
    page.edit(json!({ "addStage": { "title": "UNSPEAKABLE-STAGE" } }))
        .await;
    page.edit(json!({ "deleteStage": { "stage": "UNSPEAKABLE-STAGE" } }))
        .await;
    page.edit(json!({ "addRow": { "title": "Doomed" } })).await;
    let parked = json!({ "addNote": { "step": "Awareness", "row": "Doomed", "text": "parked with its row" } });
    page.edit(parked).await;
    page.edit(json!({ "deleteRow": { "row": "Doomed" } })).await;
    let before = page.board().await;
    let undone = office.beside("Undone.journey");
    let to = office.beside("For you.journey");
    office.person.will_choose(Some(&to));
    page.ask(json!({ "sendCopy": {} })).await;
    office.person.will_choose(Some(&undone));
    page.ask(json!({ "saveCopy": {} })).await;
    page.close().await;

    let has = |path: &Path, text: &str| {
        let bytes = std::fs::read(path).unwrap();
        bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    };
    assert!(
        has(&undone, "UNSPEAKABLE-NOTE"),
        "the whole board holds what was deleted"
    );
    for text in [
        "UNSPEAKABLE-NOTE",
        "UNSPEAKABLE-COMMENT",
        "UNSPEAKABLE-DRAFT",
        "UNSPEAKABLE-STAGE",
        "Doomed",
    ] {
        assert!(!has(&to, text), "{text}");
    }
    office.person.will_choose(Some(&to));
    page.ask(json!({ "chooseOpen": {} })).await;
    page.hear_of("hello").await;
    let given = page.board().await;
    assert_ne!(given["id"], before["id"]);
    assert_eq!(given["title"], "Gym");
    assert_eq!(content(&given), content(&before));
    assert!(given["parked"].to_string().contains("parked with its row"));
    let undo = page.say(json!({ "edit": { "undo": {} } })).await;
    assert!(undo.is_err(), "there is nothing to undo");
}

#[tokio::test]
async fn a_browser_gets_its_copies_in_the_answer() {
    let office = Office::without_dialogs().await;
    let mut page = office.page().await;
    let path = page.create("zapier-standard", "Gym").await;
    page.open(&path).await;
    page.note("mine").await;
    for act in ["saveCopy", "sendCopy"] {
        let answer = page.ask(json!({ act: {} })).await;
        assert_eq!(answer["name"], "Gym.journey");
        let copy = office.beside("copy.journey");
        std::fs::write(&copy, decoded(answer["base64"].as_str().unwrap())).unwrap();
        assert_eq!(overview(&copy).await.unwrap().notes, 1, "{act}");
    }
    let unfinished = office.app.folder().join("Unfinished");
    assert_eq!(std::fs::read_dir(unfinished).unwrap().count(), 0);
}

/// Names of the images in a board file.
async fn images_in(path: &Path) -> Vec<String> {
    let mut file = BoardFile::open(path, OpenMode::ReadOnly).await.unwrap();
    let images = file.images().await.unwrap();
    file.close().await.unwrap();
    images.iter().map(|image| image.hash.to_string()).collect()
}

#[tokio::test]
async fn images_go_with_a_copy_but_not_those_that_nothing_shows() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let path = page.create("zapier-standard", "Gym").await;
    let mut file = BoardFile::open(Path::new(&path), OpenMode::Write)
        .await
        .unwrap();
    let mut hashes = Vec::new();
    for template in ["blank", "zapier-gym"] {
        let of = json!({ "picture": { "template": template, "width": 64 } });
        let png = decoded(page.ask(of).await["png"].as_str().unwrap());
        hashes.push(
            file.put_image(ImageType::Png, &png)
                .await
                .unwrap()
                .to_string(),
        );
    }
    file.close().await.unwrap();
    page.open(&path).await;
    for (text, hash) in [("shown", &hashes[0]), ("taken away", &hashes[1])] {
        let note = page.note(text).await;
        page.edit(json!({ "setNote": { "note": note, "image": hash } }))
            .await;
        if text == "taken away" {
            page.edit(json!({ "deleteNote": { "note": note } })).await;
        }
    }
    let to = office.beside("For you.journey");
    office.person.will_choose(Some(&to));
    page.ask(json!({ "sendCopy": {} })).await;
    assert_eq!(images_in(&to).await, hashes[..1]);
    let copy = page.ask(json!({ "duplicate": { "path": path } })).await;
    assert_eq!(
        images_in(Path::new(copy["path"].as_str().unwrap())).await,
        hashes
    );

    let out = office.beside("open.svg");
    office.person.will_choose(Some(&out));
    page.ask(json!({ "export": { "ext": "svg" } })).await;
    assert!(
        std::fs::read_to_string(&out)
            .unwrap()
            .contains("data:image/png")
    );
}
