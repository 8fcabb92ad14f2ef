use crate::support::{BOARD, board_with_two_snapshots, fault, names, place};
use board_store::{BoardFile, OpenMode, StoreError, verify, write_atomically};
use std::fs::Permissions;
use std::path::Path;

fn set_read_only(path: &Path, read_only: bool) {
    let mut permissions: Permissions = std::fs::metadata(path).unwrap().permissions();
    #[allow(
        clippy::permissions_set_readonly_false,
        reason = "a temporary folder that is removed at the end"
    )]
    permissions.set_readonly(read_only);
    std::fs::set_permissions(path, permissions).unwrap();
}

#[tokio::test]
async fn a_read_only_file_is_read_and_refused_for_writing() {
    let (folder, path) = place();
    board_with_two_snapshots(&path).await;
    set_read_only(&path, true);
    let refusal = BoardFile::open(&path, OpenMode::Write).await.unwrap_err();
    assert_eq!(refusal.code(), "E_DISK");
    assert!(refusal.to_string().contains("read-only"), "{refusal}");
    let mut file = BoardFile::open(&path, OpenMode::ReadOnly).await.unwrap();
    assert_eq!(fault(&file.load().await.unwrap(), 30), None);
    file.close().await.unwrap();
    let overwritten: Result<(), StoreError> = write_atomically(&path, |_| Ok(()));
    assert_eq!(overwritten.unwrap_err().code(), "E_DISK");
    assert_eq!(names(folder.path()), ["b.journey"]);
}

/// Permissions do not bind root; the test of `full_disk` with a mounted folder covers that case.
#[cfg(unix)]
#[tokio::test]
async fn a_read_only_folder_is_read_and_refused_for_writing() {
    let (folder, path) = place();
    board_with_two_snapshots(&path).await;
    set_read_only(folder.path(), true);
    if std::fs::write(folder.path().join("probe"), "").is_err() {
        assert_read_only_folder(&path).await;
    }
    set_read_only(folder.path(), false);
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    std::fs::set_permissions(folder.path(), mode).unwrap();
}

/// What holds for the board at `path` in a folder that cannot be written to.
pub(crate) async fn assert_read_only_folder(path: &Path) {
    assert_eq!(
        BoardFile::open(path, OpenMode::Write)
            .await
            .unwrap_err()
            .code(),
        "E_DISK"
    );
    let other = path.with_file_name("other.journey");
    assert_eq!(
        BoardFile::create(&other, BOARD, &[])
            .await
            .unwrap_err()
            .code(),
        "E_DISK"
    );
    let mut file = BoardFile::open(path, OpenMode::ReadOnly).await.unwrap();
    assert_eq!(fault(&file.load().await.unwrap(), 30), None);
    file.close().await.unwrap();
    assert!(verify(path).await.unwrap().is_sound());
    assert_eq!(names(path.parent().unwrap()), ["b.journey"]);
}
