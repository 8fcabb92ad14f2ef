use crate::support::{
    BOARD, alter, board_with_two_snapshots, fault, load, place, state, update, updates,
};
use board_store::{BoardFile, Damage, ImageType, Salvaged, Seq, salvage, verify};
use std::path::Path;

/// A larger board, so that losing a page does not lose everything: 400 updates, snapshots after 100 and 200, a
/// picture and a version.
async fn large_board(path: &Path) {
    let mut file = BoardFile::create(path, BOARD, &updates(1, 100))
        .await
        .unwrap();
    file.compact(&state(100), Seq(100)).await.unwrap();
    file.append(&updates(101, 200)).await.unwrap();
    file.compact(&state(200), Seq(200)).await.unwrap();
    file.append(&updates(201, 400)).await.unwrap();
    file.put_image(ImageType::Png, &state(1)).await.unwrap();
    file.put_version("before", 17, &state(2)).await.unwrap();
    file.close().await.unwrap();
}

fn sound_updates(salvaged: &Salvaged) -> Vec<u64> {
    let sound = salvaged.updates.iter().filter(|found| found.is_sound);
    sound
        .inspect(|found| assert_eq!(found.bytes, update(found.seq)))
        .map(|found| found.seq)
        .collect()
}

#[tokio::test]
async fn a_sound_file_is_salvaged_whole() {
    let (_folder, path) = place();
    large_board(&path).await;
    let salvaged = salvage(&path).await.unwrap();
    assert_eq!(salvaged.board, Some(BOARD));
    assert_eq!(sound_updates(&salvaged), (101..=400).collect::<Vec<_>>());
    let snapshots: Vec<_> = salvaged
        .snapshots
        .iter()
        .map(|s| (s.generation, s.upto, s.is_sound))
        .collect();
    assert_eq!(snapshots, [(2, 200, true), (1, 100, true)], "newest first");
    assert_eq!((salvaged.images.len(), salvaged.versions.len()), (1, 1));
    let version = &salvaged.versions[0];
    assert_eq!(
        (version.name.as_str(), version.at_ms, &version.state),
        ("before", 17, &state(2))
    );
    assert_eq!(salvaged.losses, []);
    let report = verify(&path).await.unwrap();
    let counted: Vec<_> = report
        .tables
        .iter()
        .map(|t| (t.table, t.rows, t.altered))
        .collect();
    assert_eq!(
        counted,
        [
            ("update_log", 300, 0),
            ("snapshot", 2, 0),
            ("image", 1, 0),
            ("named_version", 1, 0)
        ]
    );
}

#[tokio::test]
async fn one_destroyed_page_costs_only_what_was_on_it() {
    let (_folder, path) = place();
    large_board(&path).await;
    let whole = std::fs::read(&path).unwrap();
    let at = whole
        .windows(11)
        .position(|window| window == b"update 300 ")
        .unwrap();
    let page = at / 4096 * 4096;
    let mut bytes = whole.clone();
    bytes[page..page + 4096].fill(0xA5);
    std::fs::write(&path, &bytes).unwrap();

    assert_eq!(load(&path).await.unwrap_err().code(), "E_DAMAGED");
    assert!(
        verify(&path)
            .await
            .unwrap()
            .findings
            .iter()
            .any(|f| matches!(f, Damage::Structure { .. }))
    );
    let salvaged = salvage(&path).await.unwrap();
    let found = sound_updates(&salvaged);
    assert!(found.len() > 200, "{} of 300", found.len());
    assert!(!found.contains(&300));
    assert!(
        found.contains(&101) && found.contains(&400),
        "both sides of the hole are read: {found:?}"
    );
    assert_eq!(salvaged.snapshots.iter().filter(|s| s.is_sound).count(), 2);
    assert!(!salvaged.losses.is_empty());
    assert_eq!(
        std::fs::read(&path).unwrap(),
        bytes,
        "the damaged file is left as it is"
    );
}

#[tokio::test]
async fn a_file_that_ends_early_gives_what_is_before_the_end() {
    let (_folder, path) = place();
    large_board(&path).await;
    let whole = std::fs::read(&path).unwrap();
    let mut best = 0;
    for quarters in [1, 2, 3] {
        std::fs::write(&path, &whole[..whole.len() * quarters / 4]).unwrap();
        let salvaged = salvage(&path).await.unwrap();
        assert_eq!(salvaged.losses[0], Damage::Truncated);
        best = best.max(
            sound_updates(&salvaged).len()
                + salvaged.snapshots.iter().filter(|s| s.is_sound).count(),
        );
    }
    assert!(best > 50, "three quarters of a file give more than {best}");
}

#[tokio::test]
async fn a_hostile_table_is_not_read_and_the_others_are() {
    let (_folder, path) = place();
    large_board(&path).await;
    alter(&path, "DROP TABLE image; CREATE VIEW image AS WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i FROM n) \
                  SELECT i AS id, x'00' AS hash, 'image/png' AS mime, x'00' AS bytes FROM n").await;
    let salvaged = salvage(&path).await.unwrap();
    assert_eq!(sound_updates(&salvaged).len(), 300);
    assert!(salvaged.images.is_empty());
    assert_eq!(
        salvaged.losses,
        [Damage::ForeignObject {
            kind: "view".to_owned(),
            name: "image".to_owned()
        }]
    );
}

#[tokio::test]
async fn what_was_salvaged_makes_a_board_again() {
    let (folder, path) = place();
    board_with_two_snapshots(&path).await;
    alter(
        &path,
        "UPDATE update_log SET sum = x'0000000000000000' WHERE seq = 15",
    )
    .await;
    let salvaged = salvage(&path).await.unwrap();
    let snapshot = salvaged
        .snapshots
        .iter()
        .find(|snapshot| snapshot.is_sound)
        .unwrap();
    assert_eq!((snapshot.upto, &snapshot.state), (20, &state(20)));
    assert!(
        salvaged
            .updates
            .iter()
            .any(|found| found.seq == 15 && !found.is_sound)
    );
    let later = updates(21, 30);
    let rebuilt = folder.path().join("rebuilt.journey");
    let mut file = BoardFile::create(&rebuilt, salvaged.board.unwrap(), &updates(1, 20))
        .await
        .unwrap();
    file.compact(&snapshot.state, Seq(20)).await.unwrap();
    file.append(&later).await.unwrap();
    file.close().await.unwrap();
    assert_eq!(fault(&load(&rebuilt).await.unwrap(), 30), None);
}

#[tokio::test]
async fn a_board_whose_stamp_was_altered_is_told_and_salvaged_whole() {
    for (offset, bytes, told) in [
        (68, [0, 0, 0, 7], Damage::ForeignMark),
        (60, [0, 0, 0, 0], Damage::FormatVersion { found: 0 }),
    ] {
        let (_folder, path) = place();
        large_board(&path).await;
        let mut file = std::fs::read(&path).unwrap();
        file[offset..offset + 4].copy_from_slice(&bytes);
        std::fs::write(&path, file).unwrap();
        let report = verify(&path).await.unwrap();
        assert_eq!(report.findings, std::slice::from_ref(&told));
        let salvaged = salvage(&path).await.unwrap();
        assert_eq!(salvaged.losses, [told]);
        assert_eq!(sound_updates(&salvaged), (101..=400).collect::<Vec<_>>());
        assert!(
            BoardFile::open(&path, board_store::OpenMode::Write)
                .await
                .is_err()
        );
    }
}

#[tokio::test]
async fn a_database_of_another_program_is_no_damaged_board() {
    let (_folder, path) = place();
    std::fs::write(&path, "").unwrap();
    alter(
        &path,
        "CREATE TABLE theirs(x); INSERT INTO theirs VALUES (1)",
    )
    .await;
    assert_eq!(verify(&path).await.unwrap_err().code(), "E_BAD_INPUT");
    assert_eq!(salvage(&path).await.unwrap_err().code(), "E_BAD_INPUT");
}
