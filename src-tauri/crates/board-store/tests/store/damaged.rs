use crate::support::{
    BOARD, Rng, alter, append_to, board_with_two_snapshots, fault, load, names, place, state,
    update, updates,
};
use board_store::{BoardFile, Damage, OpenMode, Seq, StoreError, salvage, verify};
use std::path::Path;

/// Alters one bit on disk, `offset` bytes after every place where `needle` is: a page may still hold copies that SQLite
/// no longer uses.
fn flip(path: &Path, needle: &[u8], offset: usize) {
    let mut bytes = std::fs::read(path).unwrap();
    let found: Vec<usize> = (0..bytes.len())
        .filter(|at| bytes[*at..].starts_with(needle))
        .collect();
    assert!(!found.is_empty());
    found.iter().for_each(|at| bytes[at + offset] ^= 1);
    std::fs::write(path, bytes).unwrap();
}

async fn damage_of_load(path: &Path) -> Damage {
    match load(path).await.unwrap_err() {
        StoreError::Damaged { damage, .. } => damage,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn an_altered_snapshot_falls_back_to_the_one_before_and_heals() {
    let (_folder, path) = place();
    board_with_two_snapshots(&path).await;
    flip(&path, b"state after 20", 100);

    let report = verify(&path).await.unwrap();
    assert_eq!(report.findings, [Damage::Altered { what: "snapshot" }]);
    let mut file = BoardFile::open(&path, OpenMode::Write).await.unwrap();
    let loaded = file.load().await.unwrap();
    assert_eq!(
        (loaded.snapshot_upto, loaded.damaged_snapshots),
        (Seq(10), 1)
    );
    assert_eq!(fault(&loaded, 30), None);

    append_to(&mut file, 40).await;
    file.compact(&state(40), Seq(40)).await.unwrap();
    let healed = file.load().await.unwrap();
    assert_eq!(
        (healed.snapshot_upto, healed.damaged_snapshots),
        (Seq(40), 0)
    );
    file.close().await.unwrap();
    assert!(verify(&path).await.unwrap().is_sound());

    flip(&path, b"state after 40", 100);
    let loaded = load(&path).await.unwrap();
    assert_eq!(
        loaded.snapshot_upto,
        Seq(10),
        "the sound generation was kept, not the altered one"
    );
    assert_eq!(fault(&loaded, 40), None);
}

#[tokio::test]
async fn a_snapshot_that_claims_another_place_is_not_believed() {
    for upto in [0, 19, 21, 25, 1_000_000] {
        let (_folder, path) = place();
        board_with_two_snapshots(&path).await;
        alter(
            &path,
            &format!("UPDATE snapshot SET upto = {upto} WHERE upto = 20"),
        )
        .await;
        let loaded = load(&path).await.unwrap();
        assert_eq!(loaded.snapshot_upto, Seq(10));
        assert_eq!(fault(&loaded, 30), None);
    }
}

#[tokio::test]
async fn without_any_sound_snapshot_the_board_is_refused_not_emptied() {
    let (_folder, path) = place();
    board_with_two_snapshots(&path).await;
    flip(&path, b"state after 20", 100);
    flip(&path, b"state after 10", 100);
    assert_eq!(
        damage_of_load(&path).await,
        Damage::UpdatesMissing { after: 0 }
    );
}

#[tokio::test]
async fn an_altered_update_is_named() {
    let (_folder, path) = place();
    board_with_two_snapshots(&path).await;
    flip(&path, b"update 25 ", 3);
    assert_eq!(
        damage_of_load(&path).await,
        Damage::UpdateAltered { seq: 25 }
    );
    let report = verify(&path).await.unwrap();
    assert_eq!(report.findings, [Damage::UpdateAltered { seq: 25 }]);
    let error = load(&path).await.unwrap_err();
    assert_eq!(error.code(), "E_DAMAGED");
    assert!(error.to_string().contains("--repair"), "{error}");
}

#[tokio::test]
async fn a_missing_update_is_named() {
    let (_folder, path) = place();
    board_with_two_snapshots(&path).await;
    alter(&path, "DELETE FROM update_log WHERE seq = 25").await;
    assert_eq!(
        damage_of_load(&path).await,
        Damage::UpdatesMissing { after: 24 }
    );
    assert_eq!(
        verify(&path).await.unwrap().findings,
        [Damage::UpdatesMissing { after: 24 }]
    );
}

#[tokio::test]
async fn an_update_that_took_the_place_of_another_is_noticed() {
    let (_folder, path) = place();
    board_with_two_snapshots(&path).await;
    alter(
        &path,
        "UPDATE update_log SET (sum, bytes) = (SELECT sum, bytes FROM update_log WHERE seq = 26) WHERE seq = 25",
    )
    .await;
    assert_eq!(
        damage_of_load(&path).await,
        Damage::UpdateAltered { seq: 25 }
    );
}

#[tokio::test]
async fn altered_pictures_and_versions_are_noticed() {
    use board_store::ImageType;
    let (_folder, path) = place();
    let mut file = BoardFile::create(&path, BOARD, &updates(1, 1))
        .await
        .unwrap();
    let hash = file.put_image(ImageType::Png, &state(1)).await.unwrap();
    let version = file.put_version("v", 1, &state(2)).await.unwrap();
    file.close().await.unwrap();
    alter(
        &path,
        "UPDATE image SET bytes = x'00'; UPDATE named_version SET state = x'00'",
    )
    .await;
    let mut file = BoardFile::open(&path, OpenMode::Write).await.unwrap();
    assert_eq!(file.image(hash).await.unwrap_err().code(), "E_DAMAGED");
    assert_eq!(
        file.version_state(version).await.unwrap_err().code(),
        "E_DAMAGED"
    );
    assert_eq!(
        fault(&file.load().await.unwrap(), 1),
        None,
        "the board itself is there"
    );
    file.close().await.unwrap();
    let (picture, version) = (
        Damage::Altered { what: "picture" },
        Damage::Altered {
            what: "named version",
        },
    );
    assert_eq!(verify(&path).await.unwrap().findings, [picture, version]);
}

#[tokio::test]
async fn a_file_that_ends_early_is_refused_and_unchanged() {
    let (folder, path) = place();
    board_with_two_snapshots(&path).await;
    let whole = std::fs::read(&path).unwrap();
    for length in [
        whole.len() - 1,
        whole.len() - 4096,
        whole.len() / 2,
        4096,
        5000,
        512,
        100,
    ] {
        std::fs::write(&path, &whole[..length]).unwrap();
        assert_eq!(
            damage_of_load(&path).await,
            Damage::Truncated,
            "{length} bytes"
        );
        assert!(!verify(&path).await.unwrap().is_sound());
        salvage(&path).await.unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), &whole[..length]);
        assert_eq!(names(folder.path()), ["b.journey"]);
    }
}

#[tokio::test]
async fn what_is_no_board_is_refused_and_unchanged() {
    let (folder, path) = place();
    let foreign = folder.path().join("other.db");
    alter_new(&foreign, "CREATE TABLE t(x); INSERT INTO t VALUES (1)").await;
    let foreign = std::fs::read(&foreign).unwrap();
    std::fs::remove_file(folder.path().join("other.db")).unwrap();
    let contents: [&[u8]; 6] = [
        b"",
        b"x",
        &[0; 4096],
        b"SQLite format 3\0",
        &[0xff; 100_000],
        &foreign,
    ];
    for content in contents {
        std::fs::write(&path, content).unwrap();
        for mode in [OpenMode::Write, OpenMode::ReadOnly] {
            assert_eq!(
                BoardFile::open(&path, mode).await.unwrap_err().code(),
                "E_BAD_INPUT"
            );
        }
        assert_eq!(verify(&path).await.unwrap_err().code(), "E_BAD_INPUT");
        assert_eq!(salvage(&path).await.unwrap_err().code(), "E_BAD_INPUT");
        assert_eq!(std::fs::read(&path).unwrap(), content);
        assert_eq!(names(folder.path()), ["b.journey"]);
    }
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    assert_eq!(
        BoardFile::open(&path, OpenMode::ReadOnly)
            .await
            .unwrap_err()
            .code(),
        "E_BAD_INPUT"
    );
}

async fn alter_new(path: &Path, sql: &str) {
    std::fs::write(path, "").unwrap();
    alter(path, sql).await;
}

/// The heart of it: whatever byte of a file changes, the board is either what was written or refused, and salvage
/// never fails or hands out something altered as sound.
#[tokio::test]
async fn no_altered_byte_is_ever_loaded_as_if_nothing_were() {
    let (_folder, path) = place();
    board_with_two_snapshots(&path).await;
    let whole = std::fs::read(&path).unwrap();
    let mut rng = Rng(7);
    let (mut refused, mut loaded_well) = (0, 0);
    // Headers of pages first, where structure lives; then anywhere.
    for round in 0..240 {
        let page = rng.draw() as usize % (whole.len() / 4096);
        let within = if round % 3 == 0 { 4096 } else { 120 };
        let at = page * 4096 + rng.draw() as usize % within;
        let mut altered = whole.clone();
        altered[at] ^= 1 << (rng.draw() % 8);
        std::fs::write(&path, &altered).unwrap();
        let _ = verify(&path).await;
        if let Ok(salvaged) = salvage(&path).await {
            for found in salvaged.updates.iter().filter(|found| found.is_sound) {
                assert_eq!(found.bytes, update(found.seq), "byte {at}");
            }
            for found in salvaged.snapshots.iter().filter(|found| found.is_sound) {
                assert_eq!(found.state, state(found.upto), "byte {at}");
            }
        }
        match load(&path).await {
            Ok(loaded) => {
                assert_eq!(fault(&loaded, 30), None, "byte {at} was altered");
                loaded_well += 1;
            }
            Err(error) => {
                assert!(
                    matches!(
                        error.code().name(),
                        "E_DAMAGED" | "E_BAD_INPUT" | "E_TOO_LARGE"
                    ),
                    "byte {at}: {error}"
                );
                refused += 1;
            }
        }
    }
    assert!(
        refused > 20 && loaded_well > 20,
        "both happen: {refused} refused, {loaded_well} loaded"
    );
}
