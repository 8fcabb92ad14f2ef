//! A board at another place, and a look at one from outside.

use crate::support::*;
use board_store::{BoardFile, Library, OpenMode, copy_board, move_board, peek};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// A folder with the closed board `a.journey`, and the path of `b.journey`, which is not there.
async fn a_board_and_a_free_place() -> (TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let from = folder.path().join("a.journey");
    let to = folder.path().join("b.journey");
    let board = BoardFile::create(&from, BOARD, &[]).await.unwrap();
    board.close().await.unwrap();
    (folder, from, to)
}

#[tokio::test]
async fn a_board_is_moved_whole_and_never_over_another_file() {
    let (folder, from, to) = a_board_and_a_free_place().await;
    fs::write(&to, "somebody's").unwrap();
    assert_eq!(move_board(&from, &to).unwrap_err().code(), "E_BAD_INPUT");
    assert_eq!(fs::read_to_string(&to).unwrap(), "somebody's");
    fs::remove_file(&to).unwrap();

    let open = BoardFile::open(&from, OpenMode::Write).await.unwrap();
    assert_eq!(move_board(&from, &to).unwrap_err().code(), "E_BOARD_OPEN");
    open.close().await.unwrap();
    move_board(&from, &to).unwrap();
    assert_eq!(move_board(&from, &to).unwrap_err().code(), "E_NO_FILE");
    let names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["b.journey"]);
    let moved = BoardFile::open(&to, OpenMode::ReadOnly).await.unwrap();
    assert_eq!(moved.board(), BOARD);
    moved.close().await.unwrap();
}

#[tokio::test]
async fn a_journal_goes_with_its_board_and_keeps_its_place_free_of_others() {
    let (folder, from, to) = a_board_and_a_free_place().await;
    let beside = |name: &str| folder.path().join(name);
    fs::write(beside("b.journey-wal"), "of another board").unwrap();
    assert_eq!(move_board(&from, &to).unwrap_err().code(), "E_BAD_INPUT");
    fs::remove_file(beside("b.journey-wal")).unwrap();
    fs::write(beside("a.journey-wal"), "of this board").unwrap();
    move_board(&from, &to).unwrap();
    assert_eq!(
        fs::read_to_string(beside("b.journey-wal")).unwrap(),
        "of this board"
    );
    assert!(!beside("a.journey-wal").exists());
}

#[tokio::test]
async fn a_glance_tells_the_format_and_what_is_plainly_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.journey");
    let file = BoardFile::create(&path, BOARD, &[]).await.unwrap();
    assert_eq!(peek(&path).unwrap_err().code(), "E_BOARD_OPEN");
    let format = file.format();
    file.close().await.unwrap();
    assert_eq!(peek(&path).unwrap(), format);
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() - 4_096]).unwrap();
    assert_eq!(peek(&path).unwrap_err().code(), "E_DAMAGED");
    fs::write(&path, "text").unwrap();
    assert_eq!(peek(&path).unwrap_err().code(), "E_BAD_INPUT");
    fs::remove_file(&path).unwrap();
    assert_eq!(peek(&path).unwrap_err().code(), "E_NO_FILE");
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        0,
        "no lock is left"
    );
}

#[tokio::test]
async fn a_board_whose_name_leaves_no_room_is_read_copied_and_moved_but_not_written() {
    let (folder, from, _) = a_board_and_a_free_place().await;
    let long = folder.path().join(format!("{}.journey", "あ".repeat(80)));
    fs::rename(&from, &long).unwrap();
    let refused = BoardFile::open(&long, OpenMode::Write).await.unwrap_err();
    assert_eq!(refused.code(), "E_BAD_INPUT");
    assert!(refused.to_string().contains("shorter name"), "{refused}");
    let read = BoardFile::open(&long, OpenMode::ReadOnly).await.unwrap();
    assert_eq!(read.board(), BOARD);
    read.close().await.unwrap();
    let copy = folder.path().join("copy.journey");
    copy_board(&long, &copy).unwrap();
    assert_eq!(fs::read(&long).unwrap(), fs::read(&copy).unwrap());
    assert_eq!(copy_board(&long, &copy).unwrap_err().code(), "E_BAD_INPUT");
    let short = folder.path().join("short.journey");
    move_board(&long, &short).unwrap();
    let open = BoardFile::open(&short, OpenMode::Write).await.unwrap();
    open.close().await.unwrap();
}

#[tokio::test]
async fn places_leave_out_what_other_systems_take_for_the_same_name() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["gym.journey", "Cafe\u{301}.journey", "Gym 2.journey"] {
        fs::write(folder.path().join(name), "").unwrap();
    }
    let first = |name| Library::places_in(folder.path(), name).next().unwrap();
    assert_eq!(first("Gym"), folder.path().join("Gym 3.journey"));
    assert_eq!(first("Café"), folder.path().join("Café 2.journey"));
    assert_eq!(first("Club"), folder.path().join("Club.journey"));
}
