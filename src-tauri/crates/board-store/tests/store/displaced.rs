//! The file of an open board is taken away, and the board goes on in another one with all that was appended.

use crate::support::*;
use board_model::{ErrorCode, FileLoss};
use board_store::{BoardFile, OpenMode, Seq};
use std::fs;
use std::path::Path;

async fn open(path: &Path) -> BoardFile {
    let mut file = BoardFile::create(path, BOARD, &updates(1, 3))
        .await
        .unwrap();
    append_to(&mut file, 10).await;
    assert_eq!(file.displacement(), None);
    file
}

/// What somebody does to an open board's file, and what it is called.
type Deed = (FileLoss, fn(&Path));

const DEEDS: [Deed; 5] = [
    (FileLoss::Removed, |path| fs::remove_file(path).unwrap()),
    (FileLoss::Moved, |path| {
        fs::rename(path, path.with_file_name("moved.journey")).unwrap();
    }),
    (FileLoss::Replaced, |path| {
        let copy = path.with_file_name("copy");
        fs::copy(path, &copy).unwrap();
        fs::rename(copy, path).unwrap();
    }),
    (FileLoss::Overwritten, |path| {
        fs::write(path, "not a board any more, and shorter").unwrap();
    }),
    (FileLoss::Removed, |path| {
        let folder = path.parent().unwrap();
        fs::remove_dir_all(folder).unwrap();
        fs::create_dir(folder).unwrap();
    }),
];

#[tokio::test]
async fn what_others_do_to_the_file_of_an_open_board_is_noticed() {
    for (how, deed) in DEEDS {
        let (_folder, path) = place();
        let file = open(&path).await;
        deed(&path);
        assert_eq!(file.displacement(), Some(how));
    }
}

#[tokio::test]
async fn what_we_write_ourselves_displaces_nothing() {
    let (_folder, path) = place();
    let mut file = open(&path).await;
    for to in [200, 2_000] {
        append_to(&mut file, to).await;
        file.fold().await.unwrap();
        file.compact(&state(to), Seq(to)).await.unwrap();
        assert_eq!(file.displacement(), None);
    }
    fs::File::options().write(true).open(&path).unwrap();
    let now = std::time::SystemTime::UNIX_EPOCH;
    fs::File::open(&path).unwrap().set_modified(now).unwrap();
    assert_eq!(file.displacement(), None, "merely touched");
    file.close().await.unwrap();
    assert_eq!(load(&path).await.unwrap().last, Seq(2_000));
}

#[tokio::test]
async fn a_board_whose_file_was_taken_away_goes_on_under_its_name_or_beside_it() {
    for (how, deed) in DEEDS {
        let (_folder, path) = place();
        let mut file = open(&path).await;
        deed(&path);
        let is_free = !path.exists();
        let to = if is_free {
            path.clone()
        } else {
            path.with_file_name("kept.journey")
        };
        if !is_free {
            let there = file.go_on_at(&path).await.unwrap_err();
            assert_eq!(
                there.code(),
                "E_BAD_INPUT",
                "nothing is written over: {there}"
            );
        }
        let theirs = fs::read(&path).ok();
        if how == FileLoss::Overwritten {
            file.go_on_with(&to, &state(10)).await.unwrap();
            assert_eq!(file.last_seq().await.unwrap(), Seq(1));
            assert_eq!(file.load().await.unwrap().updates, [state(10)]);
        } else {
            file.go_on_at(&to).await.unwrap();
            append_to(&mut file, 20).await;
        }
        assert_eq!((file.displacement(), file.path()), (None, &*to), "{how:?}");
        file.close().await.unwrap();
        if how != FileLoss::Overwritten {
            assert_eq!(fault(&load(&to).await.unwrap(), 20), None, "{how:?}");
        }
        if !is_free {
            assert_eq!(
                fs::read(&path).ok(),
                theirs,
                "the other's file is as it was"
            );
        }
        let left = names(to.parent().unwrap());
        let is_journal = |name: &String| name.ends_with("-wal") || name.ends_with("-lock");
        assert!(!left.iter().any(is_journal), "{how:?}: {left:?}");
    }
}

#[tokio::test]
async fn a_file_that_was_moved_is_whole_too() {
    let (_folder, path) = place();
    let mut file = open(&path).await;
    let moved = path.with_file_name("moved.journey");
    fs::rename(&path, &moved).unwrap();
    file.go_on_at(&path).await.unwrap();
    drop(file);
    assert_eq!(fault(&load(&moved).await.unwrap(), 10), None);
}

#[tokio::test]
async fn a_folded_file_is_whole_however_it_is_copied() {
    let (_folder, path) = place();
    let mut file = open(&path).await;
    file.fold().await.unwrap();
    let copy = path.with_file_name("copy.journey");
    fs::copy(&path, &copy).unwrap();
    assert_eq!(fault(&load(&copy).await.unwrap(), 10), None);
    file.close().await.unwrap();
}

#[tokio::test]
async fn a_log_that_was_removed_is_made_anew_and_nothing_of_it_is_lost() {
    let (_folder, path) = place();
    let mut file = open(&path).await;
    fs::remove_file(path.with_file_name("b.journey-wal")).unwrap();
    assert_eq!(file.displacement(), Some(FileLoss::JournalLost));
    file.renew_journal().await.unwrap();
    assert_eq!(file.displacement(), None);
    append_to(&mut file, 20).await;
    let copies = tempfile::tempdir().unwrap();
    for name in ["b.journey", "b.journey-wal"] {
        fs::copy(path.with_file_name(name), copies.path().join(name)).unwrap();
    }
    assert_eq!(
        fault(&load(&copies.path().join("b.journey")).await.unwrap(), 20),
        None,
        "as after a kill"
    );
    file.close().await.unwrap();
}

#[tokio::test]
async fn a_moved_file_is_not_called_read_only() {
    let (_folder, path) = place();
    let file = open(&path).await;
    fs::rename(&path, path.with_file_name("moved.journey")).unwrap();
    let refusal = file.close().await.unwrap_err();
    assert_eq!(
        (refusal.code(), refusal.reason()),
        (ErrorCode::Disk, Some(FileLoss::Moved))
    );
    assert!(
        refusal.to_string().contains("moved or renamed"),
        "{refusal}"
    );
    let moved = path.with_file_name("moved.journey");
    let reader = BoardFile::open(&moved, OpenMode::ReadOnly).await;
    reader.unwrap().close().await.unwrap();
}
