//! Closed board files under other names, and what is remembered of them.

use crate::state::DeskState;
use crate::state::open_boards::shown_title;
use board_app::AppError;
use board_app::files::staging;
use board_store::{Library, RecentBoard};
use std::path::{Path, PathBuf};

impl DeskState {
    /// Moves a closed board file to a free name in the library.
    pub(crate) async fn move_in(&self, from: &Path, title: &str) -> Result<PathBuf, AppError> {
        let library = self.app.folder().to_owned();
        self.move_to(from, &library, &Library::name_for(title))
            .await
    }

    /// Moves a closed board file into a folder, under this name or the next free one.
    pub(crate) async fn move_to(
        &self,
        from: &Path,
        folder: &Path,
        name: &str,
    ) -> Result<PathBuf, AppError> {
        let (from, folder, name) = (from.to_owned(), folder.to_owned(), name.to_owned());
        self.blocking(move || staging::move_to(&from, &folder, &name))
            .await
    }

    /// Gives a closed file of the library the name of a title; files elsewhere keep theirs.
    pub(crate) async fn rename_file(&self, path: &Path, title: &str) -> Result<PathBuf, AppError> {
        if Library::is_named_for(path, title) || !self.is_in_library(path) {
            return Ok(path.to_owned());
        }
        let to = self.move_in(path, title).await?;
        self.follow(path, &to, title).await?;
        Ok(to)
    }

    /// Takes along what is remembered of a board file that was moved.
    pub(crate) async fn follow(&self, path: &Path, to: &Path, title: &str) -> Result<(), AppError> {
        self.forget_pictures(path);
        if let Some(known) = self.recent(path).await? {
            let moved = RecentBoard {
                path: to.to_owned(),
                title: title.to_owned(),
                ..known
            };
            self.app.library().put_recent(&moved).await?;
            self.app.library().forget_recent(path).await?;
        }
        Ok(())
    }

    /// A closed board file with a name that leaves room for what is written beside it: itself, or moved within its folder.
    pub(crate) async fn with_room_beside(
        &self,
        path: &Path,
        title: &str,
    ) -> Result<PathBuf, AppError> {
        if Library::has_room_beside(path) {
            return Ok(path.to_owned());
        }
        let folder = path.parent().unwrap_or(path).to_owned();
        let to = self
            .move_to(path, &folder, &Library::name_for(title))
            .await?;
        self.memory.choose(&to);
        self.follow(path, &to, title).await?;
        Ok(to)
    }

    /// The same for a board that is to be opened; it keeps the title it is known by.
    pub(crate) async fn openable(&self, path: PathBuf) -> Result<PathBuf, AppError> {
        if Library::has_room_beside(&path) || !path.is_file() {
            return Ok(path);
        }
        let _open = self.open.lock().await;
        let known = self.recent(&path).await?;
        let title = shown_title(known.as_ref().map_or("", |known| &known.title), &path);
        self.with_room_beside(&path, &title).await
    }
}
