use crate::child::{self, SecondProcess};
use crate::support::{BOARD, append_to, fault, load, names, place, state, updates};
use board_model::ErrorCode;
use board_store::{BoardFile, OpenMode, Seq, salvage, verify};

async fn codes(path: &std::path::Path) -> [ErrorCode; 4] {
    [
        BoardFile::open(path, OpenMode::Write)
            .await
            .map(drop)
            .unwrap_err()
            .code(),
        BoardFile::open(path, OpenMode::ReadOnly)
            .await
            .map(drop)
            .unwrap_err()
            .code(),
        verify(path).await.unwrap_err().code(),
        salvage(path).await.unwrap_err().code(),
    ]
}

#[tokio::test]
async fn a_second_opening_in_the_same_process_is_refused() {
    let (_folder, path) = place();
    let mut file = BoardFile::create(&path, BOARD, &updates(1, 1))
        .await
        .unwrap();
    assert_eq!(codes(&path).await, [ErrorCode::BoardOpen; 4]);
    append_to(&mut file, 2).await;
    file.close().await.unwrap();
    assert_eq!(fault(&load(&path).await.unwrap(), 2), None);
}

#[tokio::test]
async fn readers_share_a_board_and_keep_writers_out() {
    let (folder, path) = place();
    BoardFile::create(&path, BOARD, &updates(1, 1))
        .await
        .unwrap()
        .close()
        .await
        .unwrap();
    let one = BoardFile::open(&path, OpenMode::ReadOnly).await.unwrap();
    let two = BoardFile::open(&path, OpenMode::ReadOnly).await.unwrap();
    assert!(verify(&path).await.unwrap().is_sound());
    one.close().await.unwrap();
    assert_eq!(
        BoardFile::open(&path, OpenMode::Write)
            .await
            .unwrap_err()
            .code(),
        "E_BOARD_OPEN"
    );
    two.close().await.unwrap();
    BoardFile::open(&path, OpenMode::Write)
        .await
        .unwrap()
        .close()
        .await
        .unwrap();
    assert_eq!(names(folder.path()), ["b.journey"]);
}

#[tokio::test]
async fn a_second_process_is_refused_until_the_first_is_gone_however_it_goes() {
    let (folder, path) = place();
    BoardFile::create(&path, BOARD, &updates(1, 1))
        .await
        .unwrap()
        .close()
        .await
        .unwrap();

    let mut other = SecondProcess::run("one_writer::child_holds_the_board", &path);
    other.next("held").unwrap();
    assert_eq!(codes(&path).await, [ErrorCode::BoardOpen; 4]);
    other.go_on();
    other.next("closed").unwrap();
    assert_eq!(fault(&load(&path).await.unwrap(), 2), None);
    assert_eq!(names(folder.path()), ["b.journey"]);

    let mut other = SecondProcess::run("one_writer::child_holds_the_board", &path);
    other.next("held").unwrap();
    assert_eq!(codes(&path).await, [ErrorCode::BoardOpen; 4]);
    other.kill();
    assert_eq!(
        fault(&load(&path).await.unwrap(), 3),
        None,
        "what was appended before the kill is there"
    );
    assert_eq!(
        names(folder.path()),
        ["b.journey"],
        "the next opening and closing cleans up"
    );
}

#[tokio::test]
#[ignore = "the second process of another test"]
async fn child_holds_the_board() {
    let Some(path) = child::board() else { return };
    let mut file = BoardFile::open(&path, OpenMode::Write).await.unwrap();
    let last = file.last_seq().await.unwrap().0;
    append_to(&mut file, last + 1).await;
    child::say("held");
    child::wait();
    file.close().await.unwrap();
    child::say("closed");
}

#[tokio::test]
async fn another_program_with_sqlite_is_kept_out_too() {
    use sqlx::ConnectOptions;
    let (_folder, path) = place();
    let mut file = BoardFile::create(&path, BOARD, &updates(1, 1))
        .await
        .unwrap();
    let foreign = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(&path)
        .busy_timeout(std::time::Duration::ZERO)
        .disable_statement_logging();
    let mut connection = foreign.connect().await.unwrap();
    let refused = sqlx::raw_sql("DELETE FROM update_log")
        .execute(&mut connection)
        .await
        .unwrap_err();
    assert!(refused.to_string().contains("locked"), "{refused}");
    drop(connection);
    append_to(&mut file, 2).await;
    assert_eq!(fault(&file.load().await.unwrap(), 2), None);
    file.close().await.unwrap();
}

/// As after a panic of the task that held it. Nothing but "it is open" may be answered until the connection is gone.
#[tokio::test]
async fn a_board_that_was_dropped_opens_again_with_all_that_was_answered() {
    let (folder, path) = place();
    BoardFile::create(&path, BOARD, &[])
        .await
        .unwrap()
        .close()
        .await
        .unwrap();
    for round in 1..=25 {
        let mut file = open_when_free(&path).await;
        append_to(&mut file, round * 20).await;
        if round % 3 == 0 {
            file.compact(&state(round * 20), Seq(round * 20))
                .await
                .unwrap();
        }
        drop(file);
    }
    let mut file = open_when_free(&path).await;
    assert_eq!(fault(&file.load().await.unwrap(), 500), None);
    file.close().await.unwrap();
    assert_eq!(names(folder.path()), ["b.journey"]);
}

async fn open_when_free(path: &std::path::Path) -> BoardFile {
    loop {
        match BoardFile::open(path, OpenMode::Write).await {
            Ok(file) => return file,
            Err(refusal) => assert_eq!(refusal.code(), "E_BOARD_OPEN", "{refusal}"),
        }
    }
}
