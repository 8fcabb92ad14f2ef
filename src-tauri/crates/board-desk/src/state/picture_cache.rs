//! A cache of drawn pictures in the library's folder: each is good while its board, the layout and the program are the
//! same.

use crate::state::DeskState;
use crate::state::file_memory::Stamp;
use board_app::{AppError, ids};
use board_layout::LAYOUT_VERSION;
use board_layout::palette::Theme;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// Pictures cached of one board: four widths in two looks.
const CACHED_AT_MOST: usize = 8;

/// Pictures look as the program draws them; another version draws anew.
const VERSION: &str = env!("CARGO_PKG_VERSION");

impl DeskState {
    /// Where the picture of a board or template in this state is cached.
    pub(crate) fn cached_picture(
        &self,
        of: &str,
        stamp: Stamp,
        width: u32,
        theme: Theme,
    ) -> CachedPicture {
        let theme = match theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        let Stamp { changed_at, bytes } = stamp;
        CachedPicture {
            folder: self.pictures_folder(),
            of: hashed(of),
            name: format!("{width}-{theme}.png"),
            stamp: format!("{changed_at}-{bytes}-{LAYOUT_VERSION}-{VERSION}"),
        }
    }

    /// The bytes of a cached picture; `None` when it is not there.
    pub(crate) async fn read_cached(
        &self,
        cached: &CachedPicture,
    ) -> Result<Option<Vec<u8>>, AppError> {
        let path = cached.path();
        self.blocking(move || Ok(std::fs::read(path).ok())).await
    }

    fn pictures_folder(&self) -> PathBuf {
        self.app.folder().join("Pictures")
    }

    /// Removes the pictures of a board that is no longer at this path.
    pub(crate) fn forget_pictures(&self, path: &Path) {
        let (folder, of) = (self.pictures_folder(), hashed(&path.to_string_lossy()));
        let forget = move || {
            for (file, _) in cached_of(&folder, &of) {
                // A picture too many is only disk space.
                drop(std::fs::remove_file(file));
            }
        };
        drop(self.app.runtime().spawn_blocking(forget));
    }
}

/// Where a picture is cached.
pub(crate) struct CachedPicture {
    folder: PathBuf,
    /// Which board or template, as a hash.
    of: String,
    /// Which state of it.
    stamp: String,
    /// Which picture.
    name: String,
}

impl CachedPicture {
    fn path(&self) -> PathBuf {
        let Self {
            folder,
            of,
            stamp,
            name,
        } = self;
        folder.join(format!("{of}-{stamp}-{name}"))
    }

    /// Keeps a picture instead of those of earlier states. A library that cannot keep it draws it again.
    pub(crate) fn put(&self, png: &[u8]) -> std::io::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        let state = format!("{}-{}-", self.of, self.stamp);
        let (same, earlier): (Vec<_>, Vec<_>) = cached_of(&self.folder, &self.of)
            .into_iter()
            .partition(|(_, name)| name.starts_with(&state));
        let too_many = same.len().saturating_sub(CACHED_AT_MOST - 1);
        for (file, _) in earlier.into_iter().chain(same.into_iter().take(too_many)) {
            std::fs::remove_file(file)?;
        }
        let unfinished = self.folder.join(format!("{}.unfinished", ids::id()));
        std::fs::write(&unfinished, png)?;
        std::fs::rename(unfinished, self.path())
    }
}

/// The cached pictures of a board or template, and their names.
fn cached_of(folder: &Path, of: &str) -> Vec<(PathBuf, String)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries.map(|entry| {
        (
            entry.path(),
            entry.file_name().to_string_lossy().into_owned(),
        )
    });
    named.filter(|(_, name)| name.starts_with(of)).collect()
}

/// A hash that need not last: a picture that is not found is drawn anew.
fn hashed(text: &str) -> String {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, text).hash(&mut hasher);
        hasher.finish()
    };
    format!("{:016x}{:016x}", half(0), half(1))
}
