use crate::support::{BOARD, place};
use board_model::BoardId;
use board_store::{Library, SceneCache, SceneKey, limits};
use std::path::PathBuf;
use tempfile::TempDir;

async fn cache() -> (TempDir, SceneCache, PathBuf) {
    let (folder, _) = place();
    let library = Library::open(folder.path()).await.unwrap();
    let file = folder.path().join("scenes").join(format!("{BOARD}.scene"));
    (folder, library.scene_cache(), file)
}

fn key(state: &[u8]) -> SceneKey {
    SceneKey::of([state], "layout 1")
}

#[tokio::test]
async fn a_scene_comes_back_for_the_state_it_was_made_from_and_for_no_other() {
    let (_folder, cache, file) = cache().await;
    assert_eq!(cache.scene(BOARD, key(b"state")), None);
    cache.put(BOARD, key(b"state"), "{\"notes\":[]}").unwrap();
    let kept = cache.scene(BOARD, key(b"state"));
    assert_eq!(kept.as_deref(), Some("{\"notes\":[]}"));
    for other in [
        key(b"state and an update"),
        SceneKey::of([b"state".as_slice()], "layout 2"),
        SceneKey::of([b"sta".as_slice(), b"te"], "layout 1"),
    ] {
        assert_eq!(cache.scene(BOARD, other), None);
    }
    assert_eq!(cache.scene(BoardId::from_u128(9), key(b"state")), None);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "others may not read it");
    }
    cache.forget(BOARD).unwrap();
    cache.forget(BOARD).unwrap();
    assert!(!file.exists());
}

#[tokio::test]
async fn a_scene_that_was_altered_or_cut_is_passed_over() {
    let (_folder, cache, file) = cache().await;
    cache.put(BOARD, key(b"state"), "a scene").unwrap();
    let whole = std::fs::read(&file).unwrap();
    for length in 0..whole.len() {
        std::fs::write(&file, &whole[..length]).unwrap();
        assert_eq!(cache.scene(BOARD, key(b"state")), None, "cut at {length}");
    }
    for place in 0..whole.len() {
        let mut altered = whole.clone();
        altered[place] ^= 1;
        std::fs::write(&file, &altered).unwrap();
        assert_eq!(cache.scene(BOARD, key(b"state")), None, "byte {place}");
    }
    cache.put(BOARD, key(b"state"), "a scene").unwrap();
    let kept = cache.scene(BOARD, key(b"state"));
    assert_eq!(kept.as_deref(), Some("a scene"), "a fresh one heals it");
}

#[tokio::test]
async fn the_oldest_scenes_make_room() {
    let (folder, cache, _) = cache().await;
    let third = "x".repeat(limits::SCENES_BYTES as usize / 3);
    let ids = [1, 2, 3, 4].map(BoardId::from_u128);
    for (age, id) in ids.into_iter().enumerate() {
        cache.put(id, key(b"s"), &third).unwrap();
        let file = folder.path().join("scenes").join(format!("{id}.scene"));
        let made = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(age as u64);
        let file = std::fs::File::options().write(true).open(file).unwrap();
        file.set_modified(made).unwrap();
    }
    cache.put(ids[3], key(b"s"), &third).unwrap();
    let there = ids.map(|id| cache.scene(id, key(b"s")).is_some());
    assert_eq!(there, [false, false, true, true]);
    let too_large = "x".repeat(limits::SCENE_BYTES as usize + 1);
    let refusal = cache.put(ids[0], key(b"s"), &too_large).unwrap_err();
    assert_eq!(refusal.code(), "E_TOO_LARGE");
}
