//! The scene cache: laid-out scenes of large boards, so that a board is seen before it has been laid out again.
//!
//! What lies here is a copy of what the document says anyway. It is kept in the library and not in the board's
//! file: a board file may come from anybody, and a scene of somebody else's making could show what is not on the
//! board; this folder only this installation writes. A scene is believed when its key fits, that is when it was
//! made from the very bytes that the board was loaded from, and when it reads back as it was written. Anything
//! else is passed over without a word: the board is laid out again, and a fresh scene takes its place.

use crate::error::StoreError;
use crate::limits;
use crate::load::Loaded;
use board_model::BoardId;
use std::fmt;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

const ENDING: &str = "scene";
/// Key and checksum before the text.
const HEAD_BYTES: usize = 64;

/// The cache key of a scene, what it was made from and by: the same key, the same scene.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SceneKey([u8; 32]);

impl SceneKey {
    /// The key of a board's states in the order they are loaded, and of a `maker` that makes the same scene of them
    /// wherever and whenever it runs. O(bytes), about a gigabyte a second.
    pub fn of<'s>(states: impl IntoIterator<Item = &'s [u8]>, maker: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        let mut take = |part: &[u8]| {
            hasher
                .update(&(part.len() as u64).to_le_bytes())
                .update(part);
        };
        take(maker.as_bytes());
        states.into_iter().for_each(take);
        Self(hasher.finalize().into())
    }
}

impl fmt::Debug for SceneKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SceneKey({})", blake3::Hash::from_bytes(self.0))
    }
}

impl Loaded {
    /// Snapshot and updates in the order they are loaded.
    pub fn states(&self) -> impl Iterator<Item = &[u8]> {
        let snapshot = self.snapshot.as_deref();
        snapshot
            .into_iter()
            .chain(self.updates.iter().map(Vec::as_slice))
    }
}

/// The scene cache of a library, a folder. It blocks; call it where waiting for the disk is no harm.
#[derive(Clone, Debug)]
pub struct SceneCache {
    folder: PathBuf,
}

impl SceneCache {
    pub(crate) fn of(library: &Path) -> Self {
        Self {
            folder: library.join("scenes"),
        }
    }

    /// The scene of a board, if one of this key is there and whole.
    pub fn scene(&self, board: BoardId, key: SceneKey) -> Option<String> {
        let mut file = File::open(self.place(board)).ok()?;
        let bytes = file.metadata().ok()?.len();
        let text_bytes = bytes.checked_sub(HEAD_BYTES as u64)?;
        if text_bytes > limits::SCENE_BYTES {
            return None;
        }
        let mut head = [0; HEAD_BYTES];
        file.read_exact(&mut head).ok()?;
        if head[..32] != key.0 {
            return None;
        }
        let mut text = Vec::with_capacity(usize::try_from(text_bytes).ok()?);
        file.read_to_end(&mut text).ok()?;
        if head[32..] != sum(key, &text) {
            return None;
        }
        String::from_utf8(text).ok()
    }

    /// Keeps the scene of a board in the place of the one before, whole or not at all. Scenes that nobody wrote for
    /// longest go when all of them take more than [`limits::SCENES_BYTES`].
    ///
    /// It does not wait until the bytes are on the disk: a scene that a power cut takes away costs nothing but
    /// laying the board out.
    ///
    /// Errors: [`StoreError::TooLarge`] beyond [`limits::SCENE_BYTES`]; [`StoreError::DiskFull`] and others of the
    /// folder.
    pub fn put(&self, board: BoardId, key: SceneKey, scene: &str) -> Result<(), StoreError> {
        crate::bounds::within("scene", scene.len() as u64, limits::SCENE_BYTES)?;
        let failed = |source| StoreError::io(&self.folder, source);
        crate::folder::make_folder(&self.folder)?;
        // On Unix such a file can be read by its owner only.
        let mut unfinished = tempfile::Builder::new()
            .prefix(".scene-")
            .tempfile_in(&self.folder)
            .map_err(failed)?;
        let text = scene.as_bytes();
        for part in [&key.0[..], &sum(key, text), text] {
            unfinished.write_all(part).map_err(failed)?;
        }
        unfinished
            .persist(self.place(board))
            .map_err(|error| failed(error.error))?;
        self.evict().map_err(failed)
    }

    /// Takes the scene of a board away, as when the board is deleted.
    ///
    /// Errors: those of the folder.
    pub fn forget(&self, board: BoardId) -> Result<(), StoreError> {
        match std::fs::remove_file(self.place(board)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(StoreError::io(&self.folder, error))
            }
            _ => Ok(()),
        }
    }

    fn place(&self, board: BoardId) -> PathBuf {
        self.folder.join(format!("{board}.{ENDING}"))
    }

    fn evict(&self) -> std::io::Result<()> {
        let mut kept: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
        for entry in std::fs::read_dir(&self.folder)? {
            let entry = entry?;
            // Another program may have taken it away since it was listed.
            let Ok(metadata) = entry.metadata() else {
                continue;
            };
            kept.push((metadata.modified()?, metadata.len(), entry.path()));
        }
        kept.sort_by(|one, other| other.cmp(one));
        let mut total = 0;
        for (_, bytes, path) in kept {
            total += bytes;
            if total > limits::SCENES_BYTES {
                drop(std::fs::remove_file(path));
            }
        }
        Ok(())
    }
}

fn sum(key: SceneKey, text: &[u8]) -> [u8; 32] {
    blake3::keyed_hash(&key.0, text).into()
}
