//! What can be done with a board that cannot be opened: it is renamed, duplicated and saved elsewhere as the file it is.

use crate::act::DeskAct;
use crate::answers::{AtPath, WrittenFile};
use crate::files::FileKind;
use crate::page_session::PageSession;
use crate::state::DeskState;
use crate::state::open_boards::shown_title;
use board_app::AppError;
use board_app::files::staging::told_apart;
use board_model::BoardId;
use board_store::{BoardFile, OpenMode, StoreError, copy_board, write_atomically};
use serde::Deserialize;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;
use ts_rs::TS;

/// What is put behind the title of a duplicate.
pub(crate) const COPY: &str = " (copy)";

/// Whether a board is there that this program cannot read or change: damaged, of a newer version, no board at all.
pub(crate) fn is_unreadable(error: &AppError) -> bool {
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
    /// The id by which the library knows a board file, if it does.
    pub(crate) async fn known_id(&self, path: &Path) -> Result<Option<BoardId>, AppError> {
        Ok(self.recent(path).await?.map(|known| known.board))
    }

    /// A second file with the same bytes in the library.
    pub(crate) async fn duplicate_bytes(&self, path: &Path) -> Result<AtPath, AppError> {
        let known = self.recent(path).await?;
        let title = shown_title(known.as_ref().map_or("", |known| &known.title), path);
        let title = told_apart(&title, COPY);
        let scratch = self.scratch().await?;
        let (from, to) = (path.to_owned(), scratch.path().to_owned());
        self.blocking(move || copy_board(&from, &to)).await?;
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
                self.blocking(move || copied(&from, &to)).await
            }
        }
    }
}

/// Asks for a board of the list as a file elsewhere.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct SaveFile {
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
