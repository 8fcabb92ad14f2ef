//! What can be done with a board that cannot be opened: it is renamed, duplicated and saved elsewhere as the file it is.

use super::DeskState;
use super::acts::DeskAct;
use super::answers::{AtPath, WrittenFile};
use super::files::FileKind;
use super::list::blocking;
use super::open_boards::shown_title;
use super::page_session::PageSession;
use board_app::AppError;
use board_app::files::staging::told_apart;
use board_model::BoardId;
use board_store::{BoardFile, Library, OpenMode, StoreError, copy_board, write_atomically};
use serde::Deserialize;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use ts_rs::TS;

/// What is put behind the title of a duplicate.
pub(super) const COPY: &str = " (copy)";

/// Whether a board is there that this program cannot read or change: damaged, of a newer version, no board at all.
pub(super) fn is_unreadable(error: &AppError) -> bool {
    match error {
        AppError::Content { .. } => true,
        AppError::Store(error) => matches!(
            error,
            StoreError::Damaged { .. }
                | StoreError::NewerFormat { .. }
                | StoreError::NotABoard { .. }
                | StoreError::TooLarge { .. }
                | StoreError::Sqlite { .. }
                | StoreError::Disk { .. }
        ),
        _ => false,
    }
}

impl DeskState {
    /// A closed board file with a name that leaves room for what is written beside it: itself, or moved within its folder.
    pub(super) async fn with_room_beside(
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
    pub(super) async fn openable(&self, path: PathBuf) -> Result<PathBuf, AppError> {
        if Library::has_room_beside(&path) || !path.is_file() {
            return Ok(path);
        }
        let _open = self.open.lock().await;
        let known = self.recent(&path).await?;
        let title = shown_title(known.as_ref().map_or("", |known| &known.title), &path);
        self.with_room_beside(&path, &title).await
    }

    /// The id by which the library knows a board file, if it does.
    pub(super) async fn known_id(&self, path: &Path) -> Result<Option<BoardId>, AppError> {
        Ok(self.recent(path).await?.map(|known| known.board))
    }

    /// A second file with the same bytes in the library.
    pub(super) async fn duplicate_bytes(&self, path: &Path) -> Result<AtPath, AppError> {
        let known = self.recent(path).await?;
        let title = shown_title(known.as_ref().map_or("", |known| &known.title), path);
        let title = told_apart(&title, COPY);
        let scratch = self.scratch().await?;
        let (from, to) = (path.to_owned(), scratch.path().to_owned());
        blocking(self, move || copy_board(&from, &to)).await?;
        let copy = self.move_in(scratch.path(), &title).await?;
        Ok(AtPath::of(&copy))
    }

    /// Writes a closed board to where nothing else is: what is written beside it is folded in where it can be read, and
    /// the bytes are taken as they are where not.
    async fn copy_closed(&self, path: &Path, to: &Path) -> Result<(), AppError> {
        match BoardFile::open(path, OpenMode::ReadOnly).await {
            Ok(mut file) => {
                let saved = file.save_copy(to).await;
                file.close().await?;
                Ok(saved?)
            }
            Err(StoreError::BoardOpen { path }) => Err(StoreError::BoardOpen { path }.into()),
            Err(_) => {
                let (from, to) = (path.to_owned(), to.to_owned());
                blocking(self, move || copied(&from, &to)).await
            }
        }
    }
}

/// Asks for a board of the list as a file elsewhere.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(super) struct SaveFile {
    path: String,
}

impl DeskAct for SaveFile {
    type At = Arc<PageSession>;
    type Answer = WrittenFile;

    async fn carry_out(self, page: Arc<PageSession>) -> Result<WrittenFile, AppError> {
        page.save_file(&self.path).await
    }
}

impl PageSession {
    /// A board of the list as a file elsewhere, whether it can be opened or not.
    async fn save_file(&self, path: &str) -> Result<WrittenFile, AppError> {
        let desk = &self.desk;
        let path = desk.known(path).await?;
        let known = desk.recent(&path).await?;
        let title = shown_title(known.as_ref().map_or("", |known| &known.title), &path);
        let Some(to) = self.ask_where(&title, &path, FileKind::Board).await else {
            return Ok(WrittenFile::NONE);
        };
        let open = desk.open.lock().await;
        if let Some(board) = open.get(&path) {
            drop(open);
            return self.save_copy_to(&board, &title, to).await;
        }
        if let Some(to) = to {
            desk.copy_closed(&path, &to).await?;
            return Ok(WrittenFile::at(&to));
        }
        let scratch = desk.scratch().await?;
        desk.copy_closed(&path, scratch.path()).await?;
        drop(open);
        self.handed_over(&scratch, &title).await
    }
}

/// Writes the bytes of a file to another place, whole or not at all.
fn copied(from: &Path, to: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::io(from, source);
    let mut source = File::open(from).map_err(failed)?;
    write_atomically(to, |target| {
        io::copy(&mut source, target)
            .map(drop)
            .map_err(|source| StoreError::io(to, source))
    })
}
