use crate::support::{BOARD, alter, names, place};
use board_model::BoardId;
use board_store::{BoardFile, Draft, Library, RecentBoard, limits};
use std::path::PathBuf;

const OTHER: BoardId = BoardId::from_u128(2);

#[tokio::test]
async fn what_belongs_to_the_installation_comes_back() {
    let (folder, _) = place();
    let home = folder.path().join("deep").join("library");
    let library = Library::open(&home).await.unwrap();
    library.put_setting("language", Some("de")).await.unwrap();
    library.put_setting("look", Some("dark")).await.unwrap();
    library.put_setting("look", None).await.unwrap();
    let recent = |path: &str, board, at| RecentBoard {
        path: PathBuf::from(path),
        board,
        title: format!("Board {at}"),
        opened_at_ms: at,
    };
    for (path, board, at) in [
        ("/a.journey", BOARD, 1),
        ("/b.journey", OTHER, 2),
        ("/a.journey", BOARD, 3),
    ] {
        library.put_recent(&recent(path, board, at)).await.unwrap();
    }
    let draft = |key: &str, text: &str| Draft {
        key: key.to_owned(),
        text: text.to_owned(),
    };
    library
        .put_draft(BOARD, &draft("two", "before"))
        .await
        .unwrap();
    library
        .put_draft(BOARD, &draft("one", "🚀 too slow"))
        .await
        .unwrap();
    library
        .put_draft(BOARD, &draft("two", "after"))
        .await
        .unwrap();
    library
        .put_draft(OTHER, &draft("two", "elsewhere"))
        .await
        .unwrap();
    let too_long = "x".repeat(limits::DRAFT_BYTES as usize + 1);
    assert_eq!(
        library
            .put_draft(BOARD, &draft("long", &too_long))
            .await
            .unwrap_err()
            .code(),
        "E_TOO_LARGE"
    );
    library.close().await.unwrap();

    let library = Library::open(&home).await.unwrap();
    assert_eq!(
        library.setting("language").await.unwrap().as_deref(),
        Some("de")
    );
    assert_eq!(library.setting("look").await.unwrap(), None);
    assert_eq!(
        library.recents(9).await.unwrap(),
        [
            recent("/a.journey", BOARD, 3),
            recent("/b.journey", OTHER, 2)
        ]
    );
    assert_eq!(library.recents(1).await.unwrap().len(), 1);
    library
        .forget_recent(&PathBuf::from("/a.journey"))
        .await
        .unwrap();
    assert_eq!(
        library.recents(9).await.unwrap(),
        [recent("/b.journey", OTHER, 2)]
    );
    assert_eq!(
        library.drafts(BOARD).await.unwrap(),
        [draft("two", "after"), draft("one", "🚀 too slow")]
    );
    let secret_words = b"after";
    let is_in_file = || {
        std::fs::read(home.join("library.db"))
            .unwrap()
            .windows(5)
            .any(|w| w == secret_words)
    };
    assert!(is_in_file());
    library.take_draft_away(BOARD, "two").await.unwrap();
    assert_eq!(
        library.drafts(BOARD).await.unwrap(),
        [draft("one", "🚀 too slow")]
    );
    assert_eq!(
        library.drafts(OTHER).await.unwrap(),
        [draft("two", "elsewhere")]
    );
    library.close().await.unwrap();
    assert_eq!(names(&home), ["library.db"]);
    assert!(!is_in_file(), "a draft that was thrown away is gone");
}

#[tokio::test]
async fn a_client_id_is_never_given_twice_not_even_to_another_program_or_board() {
    let (folder, _) = place();
    let (one, two) = (
        Library::open(folder.path()).await.unwrap(),
        Library::open(folder.path()).await.unwrap(),
    );
    let mut draws = [5, 5, 0, 1 << 53, 7].into_iter();
    let mut draw = || draws.next().unwrap();
    assert_eq!(one.take_client_id(BOARD, &mut draw).await.unwrap(), 5);
    assert_eq!(
        two.take_client_id(OTHER, &mut draw).await.unwrap(),
        7,
        "5 is used, 0 and 2^53 are no client ids"
    );
    assert_eq!(
        one.take_client_id(BOARD, || 7).await.unwrap_err().code(),
        "E_DISK"
    );
    one.close().await.unwrap();
    let one = Library::open(folder.path()).await.unwrap();
    assert_eq!(
        one.take_client_id(BOARD, || 5).await.unwrap_err().code(),
        "E_DISK"
    );
    assert_eq!(
        one.take_client_id(BOARD, || u64::MAX).await.unwrap(),
        (1 << 53) - 1
    );
    assert_eq!(one.client_ids(BOARD).await.unwrap(), [5, (1 << 53) - 1]);
    assert_eq!(one.client_ids(OTHER).await.unwrap(), [7]);
}

#[tokio::test]
async fn keys_are_made_once_and_kept() {
    let (folder, _) = place();
    let (one, two) = (
        Library::open(folder.path()).await.unwrap(),
        Library::open(folder.path()).await.unwrap(),
    );
    assert_eq!(one.endpoint_key(&[1; 32]).await.unwrap(), [1; 32]);
    assert_eq!(two.endpoint_key(&[2; 32]).await.unwrap(), [1; 32]);
    assert!(!two.has_owner_key(BOARD).await.unwrap());
    assert_eq!(two.owner_key(BOARD, &[3; 32]).await.unwrap(), [3; 32]);
    assert_eq!(one.owner_key(BOARD, &[4; 32]).await.unwrap(), [3; 32]);
    assert_eq!(one.owner_key(OTHER, &[5; 32]).await.unwrap(), [5; 32]);
    assert!(one.has_owner_key(BOARD).await.unwrap());
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_can_read_the_library() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, _) = place();
    let home = folder.path().join("library");
    let mode = |name: &str| {
        std::fs::metadata(home.join(name))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    let library = Library::open(&home).await.unwrap();
    library.put_setting("k", Some("v")).await.unwrap();
    assert_eq!(mode(""), 0o700);
    for name in names(&home) {
        assert_eq!(mode(&name), 0o600, "{name}");
    }
    library.close().await.unwrap();
    std::fs::set_permissions(home.join("library.db"), PermissionsExt::from_mode(0o644)).unwrap();
    Library::open(&home).await.unwrap().close().await.unwrap();
    assert_eq!(
        mode("library.db"),
        0o600,
        "loosened permissions are tightened again"
    );
}

#[tokio::test]
async fn boards_are_listed_and_new_ones_get_a_free_name() {
    let (folder, _) = place();
    let library = Library::open(folder.path()).await.unwrap();
    let first = library.path_for("Gym: joining");
    assert_eq!(first.file_name().unwrap(), "Gym joining.journey");
    BoardFile::create(&first, BOARD, &[])
        .await
        .unwrap()
        .close()
        .await
        .unwrap();
    let second = library.path_for("Gym: joining");
    assert_eq!(second.file_name().unwrap(), "Gym joining 2.journey");
    BoardFile::create(&second, OTHER, &[])
        .await
        .unwrap()
        .close()
        .await
        .unwrap();
    std::fs::write(library.folder().join("notes.txt"), "").unwrap();
    assert_eq!(library.boards().unwrap(), [second, first]);
}

#[tokio::test]
async fn a_library_of_something_else_or_of_a_newer_version_is_left_alone() {
    let (folder, _) = place();
    let file = folder.path().join("library.db");
    std::fs::write(&file, "not a database, whatever its name says").unwrap();
    assert_eq!(
        Library::open(folder.path()).await.unwrap_err().code(),
        "E_BAD_INPUT"
    );
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        "not a database, whatever its name says"
    );
    std::fs::write(&file, "").unwrap();
    alter(&file, "CREATE TABLE t(x)").await;
    assert_eq!(
        Library::open(folder.path()).await.unwrap_err().code(),
        "E_BAD_INPUT"
    );
    std::fs::remove_file(&file).unwrap();
    Library::open(folder.path())
        .await
        .unwrap()
        .close()
        .await
        .unwrap();
    alter(&file, "PRAGMA user_version = 99").await;
    assert_eq!(
        Library::open(folder.path()).await.unwrap_err().code(),
        "E_NEWER_FORMAT"
    );
}

#[tokio::test]
async fn keys_are_in_the_file_that_people_copy() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).await.unwrap();
    let key = library.endpoint_key(&[7; 32]).await.unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    // Without the log, while the program still runs.
    let (from, to) = (folder.path(), elsewhere.path());
    std::fs::copy(from.join("library.db"), to.join("library.db")).unwrap();
    let copy = Library::open(elsewhere.path()).await.unwrap();
    assert_eq!(copy.endpoint_key(&[9; 32]).await.unwrap(), key);
    library.put_setting("name", Some("Ann")).await.unwrap();
    library.fold().await.unwrap();
    let log = folder.path().join("library.db-wal");
    assert!(std::fs::metadata(log).is_ok_and(|log| log.len() == 0));
}
