use crate::support::{alter, append_to, board_with_two_snapshots, fault, place, updates};
use board_store::{Access, BoardFile, Format, OpenMode, salvage, verify};

const EXTENSION: &str = "CREATE TABLE ext_more(key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL) STRICT, WITHOUT ROWID; \
                         INSERT INTO ext_more VALUES ('k', x'0102')";

#[tokio::test]
async fn a_newer_minor_format_is_worked_on_and_its_tables_are_kept() {
    let (_folder, path) = place();
    board_with_two_snapshots(&path).await;
    alter(&path, &format!("PRAGMA user_version = 1003; {EXTENSION}")).await;
    let mut file = BoardFile::open(&path, OpenMode::Write).await.unwrap();
    assert_eq!(
        (file.access(), file.format()),
        (Access::Write, Format::from_user_version(1003))
    );
    append_to(&mut file, 31).await;
    file.close().await.unwrap();
    assert!(verify(&path).await.unwrap().is_sound());
    // Fails unless the table and its row are still there.
    alter(
        &path,
        "INSERT INTO ext_more SELECT 'copy', value FROM ext_more WHERE value = x'0102'",
    )
    .await;
    let file = BoardFile::open(&path, OpenMode::ReadOnly).await.unwrap();
    assert_eq!(file.format().user_version(), 1003);
    file.close().await.unwrap();
}

#[tokio::test]
async fn a_newer_minor_format_brings_no_tables_of_other_names_or_shapes() {
    let plants = [
        "CREATE TABLE more(key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL) STRICT, WITHOUT ROWID",
        "CREATE TABLE ext_more(key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL CHECK(value)) STRICT, WITHOUT ROWID",
        "CREATE TABLE ext_more(x)",
        "CREATE VIEW ext_more AS SELECT 1",
        "CREATE TABLE \"ext_m o\"(key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL) STRICT, WITHOUT ROWID",
    ];
    for plant in plants {
        let (_folder, path) = place();
        board_with_two_snapshots(&path).await;
        alter(&path, &format!("PRAGMA user_version = 1003; {plant}")).await;
        assert_eq!(
            BoardFile::open(&path, OpenMode::Write)
                .await
                .unwrap_err()
                .code(),
            "E_DAMAGED",
            "{plant}"
        );
    }
}

#[tokio::test]
async fn a_newer_major_format_is_read_and_never_written() {
    let (_folder, path) = place();
    board_with_two_snapshots(&path).await;
    alter(
        &path,
        "PRAGMA user_version = 2001; CREATE TABLE whatever(x CHECK(x > 1)); ALTER TABLE update_log ADD COLUMN room TEXT; \
         DROP TABLE image",
    )
    .await;
    let before = std::fs::read(&path).unwrap();
    let mut file = BoardFile::open(&path, OpenMode::Write).await.unwrap();
    assert_eq!(
        (file.access(), file.format().major()),
        (Access::NewerFormat, 2)
    );
    assert_eq!(fault(&file.load().await.unwrap(), 30), None);
    let refusal = file.append(&updates(31, 31)).await.unwrap_err();
    assert_eq!(refusal.code(), "E_NEWER_FORMAT");
    assert!(
        refusal.to_string().contains("update Journeywall"),
        "{refusal}"
    );
    assert_eq!(
        file.put_setting("k", Some(b"v")).await.unwrap_err().code(),
        "E_NEWER_FORMAT"
    );
    assert_eq!(
        file.put_version("n", 1, b"s").await.unwrap_err().code(),
        "E_NEWER_FORMAT"
    );
    file.close().await.unwrap();
    assert!(verify(&path).await.unwrap().is_sound());
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[tokio::test]
async fn a_newer_major_format_that_cannot_be_read_says_so() {
    let (_folder, path) = place();
    board_with_two_snapshots(&path).await;
    alter(
        &path,
        "PRAGMA user_version = 2000; ALTER TABLE snapshot RENAME COLUMN state TO layers",
    )
    .await;
    for mode in [OpenMode::Write, OpenMode::ReadOnly] {
        assert_eq!(
            BoardFile::open(&path, mode).await.unwrap_err().code(),
            "E_NEWER_FORMAT"
        );
    }
    assert_eq!(verify(&path).await.unwrap_err().code(), "E_NEWER_FORMAT");
    salvage(&path).await.unwrap();
}

#[tokio::test]
async fn a_newer_major_format_with_a_trigger_is_still_refused() {
    let (_folder, path) = place();
    board_with_two_snapshots(&path).await;
    alter(
        &path,
        "PRAGMA user_version = 2000; CREATE TRIGGER t AFTER DELETE ON board BEGIN SELECT 1; END",
    )
    .await;
    assert_eq!(
        BoardFile::open(&path, OpenMode::Write)
            .await
            .unwrap_err()
            .code(),
        "E_DAMAGED"
    );
}
