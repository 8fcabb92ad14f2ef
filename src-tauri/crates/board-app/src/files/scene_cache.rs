//! The scene of a large board, kept in the library from one opening to the next.

use board_model::BoardId;
use board_store::{Loaded, SceneCache, SceneKey};

/// Scenes below this size, in bytes, are not kept: a board of 250 notes is laid out in 20 ms.
const WORTH_KEEPING: usize = 256 << 10;

/// Where the scene of an open board is kept, and what was there when it was opened.
#[derive(Debug)]
pub(crate) struct KeptScene {
    cache: SceneCache,
    board: BoardId,
    /// Of the document as it was loaded.
    key: SceneKey,
    found: Option<String>,
    was_found: bool,
}

impl KeptScene {
    /// Looks for the scene of what was loaded. It blocks for as long as reading some megabytes takes.
    pub(crate) fn look(cache: SceneCache, loaded: &Loaded) -> Self {
        let board = loaded.board;
        let key = SceneKey::of(loaded.states(), &board_layout::maker());
        let found = cache.scene(board, key);
        Self {
            was_found: found.is_some(),
            cache,
            board,
            key,
            found,
        }
    }

    /// The scene that was found.
    pub(crate) fn take(&mut self) -> Option<String> {
        self.found.take()
    }

    /// Keeps a scene under the state that the next opening will load; without one, that is what was loaded now.
    /// It is only a copy: when it cannot be kept, the next opening lays the board out.
    pub(crate) fn keep(&self, state: Option<&[u8]>, scene: impl FnOnce() -> Option<String>) {
        let key = state.map_or(self.key, |state| {
            SceneKey::of([state], &board_layout::maker())
        });
        if key == self.key && self.was_found {
            return;
        }
        let Some(scene) = scene().filter(|scene| scene.len() >= WORTH_KEEPING) else {
            return;
        };
        if let Err(error) = self.cache.put(self.board, key, &scene) {
            tracing::warn!(%error, "the scene was not kept for the next opening");
        }
    }
}
