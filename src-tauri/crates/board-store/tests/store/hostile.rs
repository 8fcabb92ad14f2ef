//! Files that somebody built to do harm: refused before anything of them runs, and left as they are.

use crate::support::{alter, board_with_two_snapshots, names, place};
use board_store::{BoardFile, Damage, OpenMode, StoreError, limits, salvage, verify};
use std::path::Path;

const PLANTED: [(&str, &str); 16] = [
    (
        "trigger",
        "CREATE TRIGGER t AFTER INSERT ON update_log BEGIN DELETE FROM snapshot; END",
    ),
    ("view", "CREATE VIEW v AS SELECT * FROM board"),
    ("table", "CREATE TABLE more(x)"),
    (
        "extension table of this version",
        "CREATE TABLE ext_more(key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL) STRICT, WITHOUT ROWID",
    ),
    ("index", "CREATE INDEX i ON update_log(client)"),
    (
        "index with an expression",
        "CREATE INDEX i ON update_log(hex(zeroblob(1000000)))",
    ),
    ("virtual table", "CREATE VIRTUAL TABLE f USING fts5(x)"),
    (
        "view in the place of a table",
        "DROP TABLE image; CREATE VIEW image AS SELECT 1 AS id, x'00' AS hash, 'image/png' AS mime, x'00' AS bytes",
    ),
    (
        "view that never ends",
        "DROP TABLE setting; CREATE VIEW setting AS WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i FROM n) SELECT i AS key, i AS value FROM n",
    ),
    (
        "table without its types",
        "DROP TABLE setting; CREATE TABLE setting(key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL)",
    ),
    (
        "table with a check",
        "DROP TABLE setting; CREATE TABLE setting(key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL CHECK(length(zeroblob(1000000000)) > 0)) STRICT, WITHOUT ROWID",
    ),
    (
        "computed column",
        "DROP TABLE setting; CREATE TABLE setting(key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL AS (zeroblob(1000000000))) STRICT",
    ),
    ("missing table", "DROP TABLE image"),
    ("no board", "DELETE FROM board"),
    (
        "two boards",
        "INSERT INTO board VALUES ('01930000-0000-7000-8000-000000000002')",
    ),
    ("format that never was", "PRAGMA user_version = 7"),
];

async fn assert_refused(path: &Path, what: &str) {
    let before = std::fs::read(path).unwrap();
    for mode in [OpenMode::Write, OpenMode::ReadOnly] {
        let refusal = BoardFile::open(path, mode).await.unwrap_err();
        assert_eq!(refusal.code(), "E_DAMAGED", "{what}: {refusal}");
    }
    if let Ok(report) = verify(path).await {
        assert!(!report.is_sound(), "{what}");
    }
    let _ = salvage(path).await;
    assert_eq!(
        std::fs::read(path).unwrap(),
        before,
        "{what}: the file was changed"
    );
    assert_eq!(names(path.parent().unwrap()), ["b.journey"], "{what}");
}

#[tokio::test]
async fn files_with_anything_but_our_tables_are_refused_and_unchanged() {
    for (what, sql) in PLANTED {
        let (_folder, path) = place();
        board_with_two_snapshots(&path).await;
        alter(&path, sql).await;
        assert_refused(&path, what).await;
    }
}

#[tokio::test]
async fn a_refusal_names_what_was_found_harmlessly() {
    let (_folder, path) = place();
    board_with_two_snapshots(&path).await;
    alter(&path, "CREATE TABLE \"\u{1b}[31m\u{202e}evil\"(x)").await;
    let refusal = BoardFile::open(&path, OpenMode::Write).await.unwrap_err();
    let StoreError::Damaged {
        damage: Damage::ForeignObject { kind, name },
        ..
    } = &refusal
    else {
        panic!("{refusal}")
    };
    assert_eq!(
        (kind.as_str(), name.as_str()),
        ("table", "\\u{1b}[31m\\u{202e}evil")
    );
}

#[tokio::test]
async fn schemas_written_by_hand_are_refused() {
    let plants = [
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE image(x)' WHERE name = 'image'",
        "UPDATE sqlite_schema SET sql = 'CREATE nonsense' WHERE name = 'image'",
        "UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'image'",
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'snapshot') WHERE name = 'update_log'",
        "UPDATE sqlite_schema SET rootpage = 999999 WHERE name = 'snapshot'",
        "UPDATE sqlite_schema SET tbl_name = 'board' WHERE name = 'snapshot'",
        "INSERT INTO sqlite_schema SELECT type, name || '2', tbl_name, rootpage, sql FROM sqlite_schema WHERE name = 'image'",
        "INSERT INTO sqlite_schema VALUES ('table', 'sqlite_stat1', 'sqlite_stat1', 2, 'CREATE TABLE sqlite_stat1(tbl,idx,stat)')",
        "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO sqlite_schema SELECT 'table', 't' || i, 't' || i, 2, 'CREATE TABLE t' || i || '(x)' FROM n",
        "UPDATE sqlite_schema SET sql = sql || ' -- ' || hex(zeroblob(200000)) WHERE name = 'image'",
    ];
    for plant in plants {
        let (_folder, path) = place();
        board_with_two_snapshots(&path).await;
        alter(&path, &format!("PRAGMA writable_schema = ON; {plant}")).await;
        assert_refused(&path, plant).await;
    }
}

#[tokio::test]
async fn rows_that_are_too_large_are_refused_before_they_are_read() {
    let plants = [
        format!("INSERT INTO setting VALUES ('k', zeroblob({}))", limits::SETTING_BYTES + limits::NAME_BYTES),
        format!("INSERT INTO update_log VALUES (31, NULL, NULL, x'00', zeroblob({}))", limits::UPDATE_BYTES + 300),
        format!("INSERT INTO image VALUES (1, x'00', 'image/png', zeroblob({}))", limits::IMAGE_BYTES + 300),
        "WITH RECURSIVE n(i) AS (VALUES(5) UNION ALL SELECT i + 1 FROM n WHERE i < 20) INSERT INTO snapshot SELECT i, 0, x'00', x'00' FROM n".to_owned(),
    ];
    for plant in plants {
        let (_folder, path) = place();
        board_with_two_snapshots(&path).await;
        alter(&path, &plant).await;
        let before = std::fs::metadata(&path).unwrap().modified().unwrap();
        for mode in [OpenMode::Write, OpenMode::ReadOnly] {
            assert_eq!(
                BoardFile::open(&path, mode).await.unwrap_err().code(),
                "E_TOO_LARGE",
                "{plant}"
            );
        }
        assert_eq!(
            std::fs::metadata(&path).unwrap().modified().unwrap(),
            before
        );
    }
}

#[tokio::test]
async fn a_journal_that_names_another_file_is_refused_and_that_file_lives() {
    let (folder, path) = place();
    board_with_two_snapshots(&path).await;
    let victim = folder.path().join("thesis.txt");
    std::fs::write(&victim, "").unwrap();
    std::fs::write(
        folder.path().join("b.journey-journal"),
        journal_naming(&path, &victim),
    )
    .unwrap();
    let before = std::fs::read(&path).unwrap();
    for mode in [OpenMode::Write, OpenMode::ReadOnly] {
        assert_eq!(
            BoardFile::open(&path, mode).await.unwrap_err().code(),
            "E_DAMAGED"
        );
    }
    assert!(victim.exists());
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(
        names(folder.path()),
        ["b.journey", "b.journey-journal", "thesis.txt"]
    );
}

/// A rollback journal with no pages whose super-journal is `victim`. Layout: <https://www.sqlite.org/fileformat.html>.
fn journal_naming(board: &Path, victim: &Path) -> Vec<u8> {
    const MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    let pages = (std::fs::metadata(board).unwrap().len() / 4096) as u32;
    let mut journal = MAGIC.to_vec();
    for word in [0, 0, pages, 512, 4096] {
        journal.extend(u32::to_be_bytes(word));
    }
    journal.resize(512, 0);
    let name = victim.to_str().unwrap().as_bytes();
    let sum = name
        .iter()
        .fold(0_u32, |sum, byte| sum.wrapping_add(u32::from(*byte)));
    journal.extend(u32::to_be_bytes(0x4000_0000 / 4096 + 1));
    journal.extend(name);
    journal.extend(u32::to_be_bytes(name.len() as u32));
    journal.extend(u32::to_be_bytes(sum));
    journal.extend(MAGIC);
    journal
}

#[tokio::test]
async fn a_log_beside_a_board_that_brings_a_trigger_is_refused_and_not_played_in() {
    use sqlx::ConnectOptions;
    let (folder, path) = place();
    board_with_two_snapshots(&path).await;
    let made = folder.path().join("made");
    std::fs::create_dir(&made).unwrap();
    let twin = made.join("b.journey");
    std::fs::copy(&path, &twin).unwrap();
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(&twin)
        .journal_mode(sqlx::sqlite::SqliteJournalMode::Wal)
        .disable_statement_logging();
    let mut connection = options.connect().await.unwrap();
    let plant = "CREATE TRIGGER t AFTER INSERT ON update_log BEGIN DELETE FROM snapshot; END";
    sqlx::raw_sql(plant).execute(&mut connection).await.unwrap();
    // The pair as it is while its maker still has it open: the trigger is only in the log.
    std::fs::copy(&twin, &path).unwrap();
    std::fs::copy(
        made.join("b.journey-wal"),
        folder.path().join("b.journey-wal"),
    )
    .unwrap();
    drop(connection);
    std::fs::remove_dir_all(&made).unwrap();

    let before = std::fs::read(&path).unwrap();
    for mode in [OpenMode::Write, OpenMode::ReadOnly] {
        assert_eq!(
            BoardFile::open(&path, mode).await.unwrap_err().code(),
            "E_DAMAGED"
        );
    }
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(names(folder.path()), ["b.journey", "b.journey-wal"]);
}

#[cfg(unix)]
#[tokio::test]
async fn a_pipe_in_the_place_of_a_board_does_not_hang() {
    let (_folder, path) = place();
    assert!(
        std::process::Command::new("mkfifo")
            .arg(&path)
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(
        BoardFile::open(&path, OpenMode::ReadOnly)
            .await
            .unwrap_err()
            .code(),
        "E_BAD_INPUT"
    );
    assert_eq!(
        BoardFile::open(&path, OpenMode::Write)
            .await
            .unwrap_err()
            .code(),
        "E_BAD_INPUT"
    );
}
