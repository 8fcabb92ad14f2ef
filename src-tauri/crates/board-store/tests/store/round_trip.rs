use crate::support::{
    BOARD, append_to, board_with_two_snapshots, fault, load, names, place, state, update, updates,
};
use board_store::{
    Access, AppendedUpdate, BoardFile, Format, ImageHash, ImageType, OpenMode, Seq, VersionId,
    limits,
};

#[tokio::test]
async fn a_new_board_holds_its_first_updates() {
    let (_folder, path) = place();
    let mut file = BoardFile::create(&path, BOARD, &updates(1, 3))
        .await
        .unwrap();
    let loaded = file.load().await.unwrap();
    assert_eq!(
        (loaded.board, loaded.format, file.access()),
        (BOARD, Format::OURS, Access::Write)
    );
    assert_eq!(fault(&loaded, 3), None);
    file.close().await.unwrap();
    assert_eq!(fault(&load(&path).await.unwrap(), 3), None);
}

#[tokio::test]
async fn an_empty_board_is_a_board() {
    let (_folder, path) = place();
    BoardFile::create(&path, BOARD, &[])
        .await
        .unwrap()
        .close()
        .await
        .unwrap();
    assert_eq!(fault(&load(&path).await.unwrap(), 0), None);
}

#[tokio::test]
async fn a_closed_board_is_one_file() {
    let (folder, path) = place();
    let mut file = BoardFile::create(&path, BOARD, &[]).await.unwrap();
    append_to(&mut file, 500).await;
    file.compact(&state(500), Seq(500)).await.unwrap();
    assert!(
        names(folder.path()).len() > 1,
        "an open board has its write-ahead log and lock beside it"
    );
    file.close().await.unwrap();
    assert_eq!(names(folder.path()), ["b.journey"]);
    assert_eq!(fault(&load(&path).await.unwrap(), 500), None);
    assert_eq!(names(folder.path()), ["b.journey"]);
}

#[tokio::test]
async fn reading_leaves_every_byte_and_no_file() {
    let (folder, path) = place();
    board_with_two_snapshots(&path).await;
    let before = std::fs::read(&path).unwrap();
    let mut file = BoardFile::open(&path, OpenMode::ReadOnly).await.unwrap();
    assert_eq!(fault(&file.load().await.unwrap(), 30), None);
    assert_eq!(
        file.append(&updates(31, 31)).await.unwrap_err().code(),
        "E_DISK"
    );
    file.close().await.unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(names(folder.path()), ["b.journey"]);
}

#[tokio::test]
async fn numbers_go_on_after_everything_was_compacted() {
    let (_folder, path) = place();
    let mut file = BoardFile::create(&path, BOARD, &updates(1, 5))
        .await
        .unwrap();
    for _ in 0..3 {
        file.compact(&state(5), Seq(5)).await.unwrap();
    }
    file.close().await.unwrap();
    let mut file = BoardFile::open(&path, OpenMode::Write).await.unwrap();
    assert_eq!(file.append(&updates(6, 6)).await.unwrap(), Seq(6));
    assert_eq!(fault(&file.load().await.unwrap(), 6), None);
    file.close().await.unwrap();
}

#[tokio::test]
async fn compaction_keeps_the_generation_before_and_the_file_small() {
    let (_folder, path) = place();
    let mut file = BoardFile::create(&path, BOARD, &[]).await.unwrap();
    let mut sizes = Vec::new();
    for round in 1..=20 {
        append_to(&mut file, round * 100).await;
        file.compact(&state(round * 100), Seq(round * 100))
            .await
            .unwrap();
        file.close().await.unwrap();
        sizes.push(std::fs::metadata(&path).unwrap().len());
        file = BoardFile::open(&path, OpenMode::Write).await.unwrap();
        assert_eq!(fault(&file.load().await.unwrap(), round * 100), None);
    }
    file.close().await.unwrap();
    assert!(
        sizes[19] <= sizes[2] + 8192,
        "old generations and updates must go: {sizes:?}"
    );
}

#[tokio::test]
async fn a_snapshot_that_does_not_fit_the_log_is_refused() {
    let (_folder, path) = place();
    let mut file = BoardFile::create(&path, BOARD, &updates(1, 10))
        .await
        .unwrap();
    assert_eq!(
        file.compact(&state(11), Seq(11)).await.unwrap_err().code(),
        "E_BAD_INPUT"
    );
    file.compact(&state(8), Seq(8)).await.unwrap();
    assert_eq!(
        file.compact(&state(7), Seq(7)).await.unwrap_err().code(),
        "E_BAD_INPUT"
    );
    assert_eq!(
        fault(&file.load().await.unwrap(), 10),
        None,
        "updates 9 and 10 came after the snapshot"
    );
    file.close().await.unwrap();
}

#[tokio::test]
async fn a_new_board_never_replaces_a_file() {
    let (folder, path) = place();
    std::fs::write(&path, "a letter").unwrap();
    assert_eq!(
        BoardFile::create(&path, BOARD, &[])
            .await
            .unwrap_err()
            .code(),
        "E_BAD_INPUT"
    );
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "a letter");
    std::fs::remove_file(&path).unwrap();

    // The log of a board that was taken away would be played into the new one.
    std::fs::write(folder.path().join("b.journey-wal"), "left over").unwrap();
    assert_eq!(
        BoardFile::create(&path, BOARD, &[])
            .await
            .unwrap_err()
            .code(),
        "E_BAD_INPUT"
    );
    assert_eq!(names(folder.path()), ["b.journey-wal"]);
}

#[tokio::test]
async fn what_is_not_there_is_said_so() {
    let (folder, path) = place();
    assert_eq!(
        BoardFile::open(&path, OpenMode::Write)
            .await
            .unwrap_err()
            .code(),
        "E_NO_FILE"
    );
    let lost = folder.path().join("no-folder").join("b.journey");
    assert_eq!(
        BoardFile::create(&lost, BOARD, &[])
            .await
            .unwrap_err()
            .code(),
        "E_NO_FILE"
    );
    assert!(names(folder.path()).is_empty());
}

#[tokio::test]
async fn an_update_beyond_the_limit_is_refused_and_nothing_of_its_batch_kept() {
    let (_folder, path) = place();
    let mut file = BoardFile::create(&path, BOARD, &updates(1, 1))
        .await
        .unwrap();
    let mut batch = updates(2, 3);
    batch[1].bytes = vec![0; limits::UPDATE_BYTES as usize + 1];
    assert_eq!(file.append(&batch).await.unwrap_err().code(), "E_TOO_LARGE");
    assert_eq!(file.append(&updates(2, 2)).await.unwrap(), Seq(2));
    assert_eq!(fault(&file.load().await.unwrap(), 2), None);
    file.close().await.unwrap();
}

#[tokio::test]
async fn pictures_versions_and_settings_come_back() {
    let (_folder, path) = place();
    let mut file = BoardFile::create(&path, BOARD, &[]).await.unwrap();
    let picture = vec![7; 300_000];
    let hash = file.put_image(ImageType::Webp, &picture).await.unwrap();
    assert_eq!(
        file.put_image(ImageType::Webp, &picture).await.unwrap(),
        hash
    );
    let first = file
        .put_version("after the workshop", 1_700_000_000_000, &state(4))
        .await
        .unwrap();
    let second = file
        .put_version("after the workshop", 1_700_000_001_000, &state(5))
        .await
        .unwrap();
    file.put_setting("look", Some(b"dark")).await.unwrap();
    file.put_setting("look", Some(b"calm")).await.unwrap();
    file.put_setting("gone", Some(b"x")).await.unwrap();
    file.put_setting("gone", None).await.unwrap();
    file.close().await.unwrap();

    let mut file = BoardFile::open(&path, OpenMode::Write).await.unwrap();
    let image = file.image(hash).await.unwrap().unwrap();
    assert_eq!((image.kind, image.bytes), (ImageType::Webp, picture));
    assert_eq!(
        file.images().await.unwrap().len(),
        1,
        "the same picture is kept once"
    );
    assert_eq!(hash.to_string().parse::<ImageHash>().unwrap(), hash);
    assert_eq!(file.image(ImageHash::of(b"another")).await.unwrap(), None);
    let versions = file.versions().await.unwrap();
    let listed: Vec<_> = versions
        .iter()
        .map(|v| (v.id, v.name.as_str(), v.at_ms, v.bytes))
        .collect();
    let name = "after the workshop";
    assert_eq!(
        listed,
        [
            (first, name, 1_700_000_000_000, 20_000),
            (second, name, 1_700_000_001_000, 20_000)
        ]
    );
    assert_eq!(file.version_state(second).await.unwrap(), Some(state(5)));
    assert_eq!(file.version_state(VersionId(99)).await.unwrap(), None);
    assert_eq!(
        file.setting("look").await.unwrap().as_deref(),
        Some(b"calm".as_slice())
    );
    assert_eq!(file.setting("gone").await.unwrap(), None);
    let too_large = vec![0; limits::IMAGE_BYTES as usize + 1];
    assert_eq!(
        file.put_image(ImageType::Png, &too_large)
            .await
            .unwrap_err()
            .code(),
        "E_TOO_LARGE"
    );
    file.close().await.unwrap();
}

#[tokio::test]
async fn a_saved_copy_is_a_whole_board_of_its_own() {
    let (folder, path) = place();
    board_with_two_snapshots(&path).await;
    let copy = folder.path().join("copy.journey");
    std::fs::write(&copy, "what was there").unwrap();
    let mut file = BoardFile::open(&path, OpenMode::Write).await.unwrap();
    append_to(&mut file, 31).await;
    file.save_copy(&copy).await.unwrap();
    append_to(&mut file, 32).await;
    assert_eq!(
        file.save_copy(&path).await.unwrap_err().code(),
        "E_BAD_INPUT",
        "not over itself"
    );
    assert_eq!(fault(&load(&copy).await.unwrap(), 31), None);

    let other = BoardFile::open(&copy, OpenMode::Write).await.unwrap();
    assert_eq!(
        file.save_copy(&copy).await.unwrap_err().code(),
        "E_BOARD_OPEN"
    );
    other.close().await.unwrap();
    file.close().await.unwrap();
    assert_eq!(fault(&load(&path).await.unwrap(), 32), None);
    assert_eq!(names(folder.path()), ["b.journey", "copy.journey"]);
}

#[cfg(unix)]
#[tokio::test]
async fn a_board_behind_a_link_is_the_same_board() {
    let (folder, path) = place();
    BoardFile::create(&path, BOARD, &updates(1, 1))
        .await
        .unwrap()
        .close()
        .await
        .unwrap();
    let link = folder.path().join("link.journey");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let file = BoardFile::open(&link, OpenMode::Write).await.unwrap();
    assert_eq!(file.path(), path);
    assert_eq!(
        BoardFile::open(&path, OpenMode::Write)
            .await
            .unwrap_err()
            .code(),
        "E_BOARD_OPEN"
    );
    file.close().await.unwrap();
}

#[tokio::test]
async fn names_with_signs_that_mean_something_in_addresses_work() {
    let (folder, _) = place();
    for name in [
        "a b?mode=memory.journey",
        "50%25.journey",
        "file:x#y.journey",
        "ü'\"🚀.journey",
    ] {
        let path = folder.path().join(name);
        let mut file = BoardFile::create(&path, BOARD, &updates(1, 2))
            .await
            .unwrap();
        append_to(&mut file, 3).await;
        file.close().await.unwrap();
        assert_eq!(fault(&load(&path).await.unwrap(), 3), None, "{name}");
    }
    assert_eq!(names(folder.path()).len(), 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_board_works_from_a_task_of_a_running_app() {
    let (_folder, path) = place();
    let task = tokio::spawn(async move {
        let mut file = BoardFile::create(&path, BOARD, &updates(1, 1))
            .await
            .unwrap();
        append_to(&mut file, 2).await;
        file.compact(&state(2), Seq(2)).await.unwrap();
        let loaded = file.load().await.unwrap();
        file.close().await.unwrap();
        loaded
    });
    assert_eq!(fault(&task.await.unwrap(), 2), None);
}

#[tokio::test]
async fn a_board_opened_for_reading_can_be_saved_elsewhere() {
    let (folder, path) = place();
    board_with_two_snapshots(&path).await;
    let copy = folder.path().join("copy.journey");
    let mut file = BoardFile::open(&path, OpenMode::ReadOnly).await.unwrap();
    file.save_copy(&copy).await.unwrap();
    file.close().await.unwrap();
    assert_eq!(fault(&load(&copy).await.unwrap(), 30), None);
    assert_eq!(names(folder.path()), ["b.journey", "copy.journey"]);
}

#[tokio::test]
async fn logs_show_sizes_and_never_what_people_wrote() {
    let (_folder, path) = place();
    board_with_two_snapshots(&path).await;
    let loaded = load(&path).await.unwrap();
    let shown = format!("{loaded:?} {:?}", AppendedUpdate::of(update(3)));
    assert!(
        !shown.contains("117, 112"),
        "the bytes of the word update: {shown}"
    );
    assert!(shown.len() < 500, "{shown}");
}
