//! With a real, tiny file system. Mounting needs root, so these are run by name:
//! `cargo test -p board-store --test store -- --ignored full_disk`. The same without root, by SQLite's own limit,
//! is in `src/board_file.rs`.

use crate::places::assert_read_only_folder;
use crate::support::{
    BOARD, append_to, board_with_two_snapshots, fault, load, names, place, state, updates,
};
use board_store::{BoardFile, OpenMode, Seq, StoreError, verify, write_atomically};
use std::io::Write;
use std::path::Path;
use std::process::Command;

struct Mounted<'p>(&'p Path);

impl<'p> Mounted<'p> {
    fn new(folder: &'p Path, options: &str) -> Self {
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(folder)
            .status();
        assert!(mount.unwrap().success(), "mounting needs root");
        Self(folder)
    }
}

impl Drop for Mounted<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.0).status();
    }
}

#[tokio::test]
#[ignore = "mounts a file system: needs root"]
async fn a_full_disk_refuses_whole_batches_and_loses_nothing_that_was_answered() {
    let (folder, path) = place();
    let _mounted = Mounted::new(folder.path(), "size=400k");
    let ballast = folder.path().join("ballast");
    std::fs::write(&ballast, vec![1; 100_000]).unwrap();
    let mut file = BoardFile::create(&path, BOARD, &updates(1, 5))
        .await
        .unwrap();
    let mut last = 5;
    let refusal = loop {
        match file.append(&updates(last + 1, last + 20)).await {
            Ok(Seq(answered)) => last = answered,
            Err(refusal) => break refusal,
        }
    };
    assert_eq!(refusal.code(), "E_DISK");
    assert!(refusal.to_string().contains("disk is full"), "{refusal}");
    assert!(last > 5);
    assert_eq!(fault(&file.load().await.unwrap(), last), None);
    assert_eq!(
        file.compact(&state(last), Seq(last))
            .await
            .unwrap_err()
            .code(),
        "E_DISK"
    );
    assert_eq!(
        file.save_copy(&folder.path().join("copy.journey"))
            .await
            .unwrap_err()
            .code(),
        "E_DISK"
    );
    let written: Result<(), StoreError> = write_atomically(&folder.path().join("out.png"), |out| {
        out.write_all(&vec![2; 300_000])
            .map_err(|source| StoreError::io(&path, source))
    });
    assert_eq!(written.unwrap_err().code(), "E_DISK");
    assert!(
        names(folder.path())
            .iter()
            .all(|name| name == "ballast" || name.starts_with("b.journey"))
    );

    std::fs::remove_file(&ballast).unwrap();
    append_to(&mut file, last + 20).await;
    file.close().await.unwrap();
    assert_eq!(fault(&load(&path).await.unwrap(), last + 20), None);
    assert!(verify(&path).await.unwrap().is_sound());
}

#[tokio::test]
#[ignore = "mounts a file system: needs root"]
async fn a_new_board_that_does_not_fit_is_not_there() {
    let (folder, path) = place();
    let _mounted = Mounted::new(folder.path(), "size=40k");
    assert_eq!(
        BoardFile::create(&path, BOARD, &updates(1, 2_000))
            .await
            .unwrap_err()
            .code(),
        "E_DISK"
    );
    assert!(names(folder.path()).is_empty());
}

#[tokio::test]
#[ignore = "mounts a file system: needs root"]
async fn a_read_only_file_system_is_read_and_refused_for_writing() {
    let (folder, path) = place();
    let mounted = Mounted::new(folder.path(), "size=1m");
    board_with_two_snapshots(&path).await;
    assert!(
        Command::new("mount")
            .args(["-o", "remount,ro"])
            .arg(mounted.0)
            .status()
            .unwrap()
            .success()
    );
    assert_read_only_folder(&path).await;
    assert_eq!(
        BoardFile::open(&path, OpenMode::Write)
            .await
            .unwrap_err()
            .code(),
        "E_DISK"
    );
}
