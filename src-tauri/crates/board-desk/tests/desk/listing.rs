//! The list of boards, what new ones are made from, and which files may be named.

use crate::support::Office;
use serde_json::{Value, json};
use std::path::Path;

fn titles(boards: &[Value]) -> Vec<&str> {
    boards
        .iter()
        .map(|board| board["title"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn a_new_board_is_in_the_list_under_a_name_of_its_own() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let first = page
        .create("zapier-standard", "Gym: joining / leaving?")
        .await;
    let second = page.create("blank", "Gym: joining / leaving?").await;
    assert_ne!(first, second);
    assert!(first.ends_with("Gym joining leaving.journey"), "{first}");
    let (boards, deleted) = page.list().await;
    assert_eq!(titles(&boards), ["Gym: joining / leaving?"; 2]);
    assert!(deleted.is_empty());
    for board in &boards {
        assert_eq!(board["openedAt"], Value::Null);
        assert_eq!(board["trouble"], Value::Null);
        assert_eq!(board["isInLibrary"], true);
        assert!(board["changedAt"].as_i64().unwrap() > 0);
    }
    page.open(&first).await;
    let header = json!({ "setHeader": { "title": "Renamed on the wall" } });
    page.edit(header).await;
    let (boards, _) = page.list().await;
    assert!(
        titles(&boards).contains(&"Renamed on the wall"),
        "while it is open"
    );
    page.close().await;
    let (boards, _) = page.list().await;
    assert_eq!(
        titles(&boards)[0],
        "Renamed on the wall",
        "the latest first: {boards:?}"
    );
    assert!(boards[0]["openedAt"].as_i64().unwrap() > 0);
}

#[tokio::test]
async fn boards_are_made_from_templates_and_from_sets() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let offered = page.ask(json!({ "templates": {} })).await;
    let ids = |key: &str| -> Vec<String> {
        let entries = offered[key].as_array().unwrap();
        entries
            .iter()
            .map(|entry| entry["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert!(ids("templates").contains(&"hotjar-workshop".to_owned()));
    assert!(offered["templates"][1]["about"].as_str().unwrap().len() > 10);
    for id in ids("templates") {
        page.ask(json!({ "create": { "template": id } })).await;
    }
    let (stages, rows) = (&offered["stageSets"][0], &offered["rowSets"][0]);
    let made = page
        .ask(json!({ "create": { "stages": stages["id"], "rows": rows["id"], "title": "Mixed" } }))
        .await;
    page.open(made["path"].as_str().unwrap()).await;
    let board = page.board().await;
    assert_eq!(board["title"], "Mixed");
    let titles = |key: &str| -> Vec<Value> {
        let items = board["sheets"][0][key].as_array().unwrap();
        items.iter().map(|item| item["title"].clone()).collect()
    };
    assert_eq!(Value::from(titles("stages")), stages["stages"]);
    assert_eq!(Value::from(titles("rows")), rows["rows"]);

    let long = "x".repeat(201);
    for (create, code) in [
        (json!({ "template": "nothing" }), "E_NO_SUCH"),
        (
            json!({ "stages": "nothing", "rows": rows["id"] }),
            "E_NO_SUCH",
        ),
        (json!({ "stages": stages["id"] }), "E_BAD_INPUT"),
        (json!({}), "E_BAD_INPUT"),
        (json!({ "template": "blank", "title": long }), "E_LIMIT"),
    ] {
        assert_eq!(
            page.refused(json!({ "create": create })).await,
            code,
            "{create}"
        );
    }
    let unfinished = office.app.folder().join("Unfinished");
    assert_eq!(
        std::fs::read_dir(unfinished).unwrap().count(),
        0,
        "nothing is left of those"
    );
}

#[tokio::test]
async fn only_known_files_may_be_named() {
    // [DK5]
    let office = Office::open().await;
    let mut page = office.page().await;
    let outside = office.beside("outside.journey");
    office.app.create(&outside, "blank", None).await.unwrap();
    let outside = outside.to_str().unwrap();
    let around = format!("{}/../outside.journey", office.app.folder().display());
    let library = office.app.folder().join("library.db");
    for path in [
        outside,
        &around,
        library.to_str().unwrap(),
        "/etc/passwd",
        "",
    ] {
        for act in [
            json!({ "open": { "path": path } }),
            json!({ "rename": { "path": path, "title": "Mine" } }),
            json!({ "duplicate": { "path": path } }),
            json!({ "delete": { "path": path } }),
            json!({ "restore": { "path": path } }),
            json!({ "erase": { "path": path } }),
            json!({ "picture": { "path": path, "width": 320 } }),
        ] {
            assert_eq!(page.refused(act.clone()).await, "E_NO_FILE", "{act}");
        }
    }
    assert!(Path::new(outside).exists());
}

#[tokio::test]
async fn a_chosen_file_is_opened_and_may_be_named_from_then_on() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let outside = office.beside("outside.journey");
    office
        .app
        .create(&outside, "blank", Some("Outside"))
        .await
        .unwrap();
    office.person.will_choose(None);
    let nothing = page.ask(json!({ "chooseOpen": {} })).await;
    assert_eq!(nothing["path"], Value::Null);
    office.person.will_choose(Some(&outside));
    let chosen = page.ask(json!({ "chooseOpen": {} })).await;
    assert_eq!(chosen["path"], outside.to_str().unwrap());
    page.hear_of("hello").await;
    page.close().await;
    page.open(outside.to_str().unwrap()).await;
    page.close().await;

    std::fs::remove_file(&outside).unwrap();
    let (boards, _) = page.list().await;
    assert_eq!(boards[0]["trouble"], "E_NO_FILE", "{boards:?}");
    page.ask(json!({ "delete": { "path": outside } })).await;
    assert!(page.list().await.0.is_empty(), "forgotten");

    office
        .person
        .will_choose(Some(&office.beside("picture.gif")));
    assert_eq!(
        page.refused(json!({ "chooseOpen": {} })).await,
        "E_BAD_INPUT"
    );
    let browser = Office::without_dialogs().await;
    let mut page = browser.page().await;
    assert_eq!(
        page.refused(json!({ "chooseOpen": {} })).await,
        "E_BAD_INPUT"
    );
}

#[tokio::test]
async fn a_chosen_table_or_list_becomes_a_board_of_the_library() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let table = office.beside("Results of June.csv");
    std::fs::write(
        &table,
        "stage,row,text\nBuy,Doing,Pays by card\nUse,Doing,Opens the box\n",
    )
    .unwrap();
    office.person.will_choose(Some(&table));
    page.ask(json!({ "chooseOpen": {} })).await;
    page.hear_of("hello").await;
    let board = page.board().await;
    assert_eq!(board["title"], "Results of June");
    assert!(board.to_string().contains("Opens the box"), "{board}");
    assert_eq!(board["sheets"].as_array().unwrap().len(), 1, "{board}");
    page.close().await;

    let list = office.beside("Ideas.txt");
    std::fs::write(&list, "first idea\nsecond idea\n").unwrap();
    office.person.will_choose(Some(&list));
    page.ask(json!({ "chooseOpen": {} })).await;
    page.hear_of("hello").await;
    assert!(page.board().await.to_string().contains("second idea"));
    page.close().await;

    let broken = office.beside("Broken.csv");
    std::fs::write(&broken, "stage,row\nno text,here\n").unwrap();
    office.person.will_choose(Some(&broken));
    assert_eq!(
        page.refused(json!({ "chooseOpen": {} })).await,
        "E_BAD_INPUT"
    );
    assert_eq!(page.list().await.0.len(), 2, "nothing is left of it");
}

#[tokio::test]
async fn files_with_trouble_are_listed_with_it_and_break_nothing() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let good = page.create("zapier-standard", "Good").await;
    let library = office.app.folder();
    let bytes = std::fs::read(&good).unwrap();
    let newer = {
        // `user_version` at offset 60 of the SQLite header: major × 1000 + minor.
        let mut bytes = bytes.clone();
        bytes[60..64].copy_from_slice(&2_000_u32.to_be_bytes());
        bytes
    };
    let spoiled = {
        let mut bytes = bytes.clone();
        let half = bytes.len() / 2;
        bytes[half..].fill(0x5a);
        bytes
    };
    for (name, content) in [
        ("Newer", newer.as_slice()),
        ("Cut off", &bytes[..bytes.len() / 2]),
        ("Spoiled", &spoiled),
        ("No board", b"just text, and quite a lot of it, so that it is longer than a header of a hundred bytes is long"),
        ("Empty", b""),
    ] {
        std::fs::write(library.join(format!("{name}.journey")), content).unwrap();
    }
    let (boards, _) = page.list().await;
    let trouble = |boards: &[Value], title: &str| {
        let found = boards.iter().find(|board| board["title"] == title);
        found.unwrap_or_else(|| panic!("{title} in {boards:?}"))["trouble"].clone()
    };
    assert_eq!(boards.len(), 6);
    assert_eq!(trouble(&boards, "Good"), Value::Null);
    assert_eq!(trouble(&boards, "Newer"), "E_NEWER_FORMAT");
    assert_eq!(trouble(&boards, "Cut off"), "E_DAMAGED");
    assert_eq!(trouble(&boards, "No board"), "E_BAD_INPUT");
    assert_eq!(trouble(&boards, "Empty"), "E_BAD_INPUT");
    assert_eq!(
        trouble(&boards, "Spoiled"),
        Value::Null,
        "not seen from outside"
    );
    let spoiled = library.join("Spoiled.journey");
    let code = page
        .refused(json!({ "picture": { "path": spoiled, "width": 320 } }))
        .await;
    assert_eq!(code, "E_DAMAGED");
    let (boards, _) = page.list().await;
    assert_eq!(
        trouble(&boards, "Spoiled"),
        "E_DAMAGED",
        "known from then on"
    );
    let code = page
        .refused(json!({ "open": { "path": library.join("Cut off.journey") } }))
        .await;
    assert_eq!(code, "E_DAMAGED");
    page.ask(json!({ "delete": { "path": spoiled } })).await;
    assert_eq!(page.list().await.1.len(), 1);
}
