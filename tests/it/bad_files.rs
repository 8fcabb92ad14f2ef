//! Files that are no board, no longer whole, or not for us: each has its code and a sentence, and stays as it is.

use board_app::{App, overview, verify};
use journeywall_tests::installation;
use std::path::Path;

async fn refused(app: &App, path: &Path) -> (&'static str, String) {
    let before = std::fs::read(path).ok();
    let looked = overview(path).await.unwrap_err();
    let opened = app.open_board(path).await.unwrap_err();
    assert_eq!(looked.code(), opened.code(), "{looked} / {opened}");
    assert_eq!(std::fs::read(path).ok(), before, "the file stays as it is");
    (opened.code().name(), opened.to_string())
}

#[tokio::test]
async fn each_bad_file_has_its_code_and_its_sentence() {
    let (folder, app) = installation().await;
    let at = |name: &str| folder.path().join(name);
    app.create_example(&at("good.journey")).await.unwrap();
    let good = std::fs::read(at("good.journey")).unwrap();

    std::fs::write(at("garbage.journey"), b"not a board at all, only words").unwrap();
    std::fs::write(at("empty.journey"), b"").unwrap();
    std::fs::write(at("cut.journey"), &good[..good.len() / 2]).unwrap();
    let mut foreign = good.clone();
    foreign[68..72].copy_from_slice(&[0, 0, 0, 7]);
    std::fs::write(at("foreign.journey"), foreign).unwrap();
    for (name, expected) in [
        ("garbage.journey", "E_BAD_INPUT"),
        ("empty.journey", "E_BAD_INPUT"),
        ("foreign.journey", "E_BAD_INPUT"),
        ("cut.journey", "E_DAMAGED"),
        ("missing.journey", "E_NO_FILE"),
    ] {
        let (code, sentence) = refused(&app, &at(name)).await;
        assert_eq!(code, expected, "{name}: {sentence}");
        assert!(sentence.contains(name), "it names the file: {sentence}");
    }
    assert!(!verify(&at("cut.journey")).await.unwrap().sound);
}

#[tokio::test]
async fn a_newer_board_can_be_looked_at_and_not_changed() {
    // [ST3], A13
    let (folder, app) = installation().await;
    let path = folder.path().join("newer.journey");
    app.create_example(&path).await.unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[60..64].copy_from_slice(&2_000u32.to_be_bytes());
    std::fs::write(&path, &bytes).unwrap();

    let board = app.open_board(&path).await.unwrap();
    assert_eq!(board.read_only().unwrap().code, "E_NEWER_FORMAT");
    let seat = board_app::Seat::new("Ann", board_app::Role::Facilitator);
    let mut ann = journeywall_tests::Person::at(board.connect(seat).unwrap()).await;
    assert!(!ann.board().await["sheets"].as_array().unwrap().is_empty());
    assert_eq!(
        ann.refused(serde_json::json!({ "setHeader": { "title": "x" } }))
            .await,
        "E_NEWER_FORMAT"
    );
    board.close().await.unwrap();
    let example = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../assets/examples/gym-membership.csv"
    ));
    assert_eq!(
        app.import(example, &path, true).await.unwrap_err().code(),
        "E_NEWER_FORMAT"
    );
    assert!(
        std::fs::read(&path).unwrap() == bytes,
        "not a byte was changed"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn a_board_that_may_not_be_written_is_told_and_can_be_looked_at() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, app) = installation().await;
    let path = folder.path().join("b.journey");
    app.create_example(&path).await.unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).unwrap();
    let refused = app.open_board(&path).await.unwrap_err();
    assert_eq!(refused.code(), "E_DISK");
    assert!(refused.to_string().contains("read-only"), "{refused}");
    assert!(overview(&path).await.unwrap().notes > 0);
}

#[tokio::test]
async fn a_new_board_is_made_whole_or_not_at_all() {
    let (folder, app) = installation().await;
    let at = |name: &str| folder.path().join(name);
    app.create(&at("b.journey"), "blank", None).await.unwrap();
    let before = std::fs::read(at("b.journey")).unwrap();
    for (name, template, title, expected) in [
        ("b.journey", "blank", None, "E_BAD_INPUT"),
        ("no/b.journey", "blank", None, "E_NO_FILE"),
        ("c.journey", "no-such-template", None, "E_NO_SUCH"),
        ("c.journey", "blank", Some("x".repeat(201)), "E_LIMIT"),
    ] {
        let refused = app
            .create(&at(name), template, title.as_deref())
            .await
            .unwrap_err();
        assert_eq!(refused.code(), expected, "{name}: {refused}");
    }
    assert_eq!(std::fs::read(at("b.journey")).unwrap(), before);
    assert!(!at("c.journey").exists());
}
