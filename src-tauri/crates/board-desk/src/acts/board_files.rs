//! Boards of the list: renamed, duplicated, deleted, restored, erased.

use crate::act::DeskAct;
use crate::acts::rescue::{COPY, is_unreadable};
use crate::answers::{AtPath, Nothing};
use crate::state::DeskState;
use crate::state::open_boards::shown_title;
use crate::state::trash::TrashRecord;
use board_app::AppError;
use board_app::files::load::{LoadedBoard, load};
use board_app::files::staging::{titled, told_apart};
use board_app::{big_stack, clock};
use board_model::{BoardId, limits};
use board_replica::CopyScope;
use board_store::{
    Access, AppendedUpdate, BoardFile, Library, OpenMode, RecentBoard, StoreError, peek,
};
use serde::Deserialize;
use std::path::Path;
use std::sync::Arc;
use ts_rs::TS;

/// Asks for another title.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct Rename {
    path: String,
    title: String,
}

impl DeskAct for Rename {
    type At = Arc<DeskState>;
    type Answer = AtPath;

    async fn carry_out(self, desk: Arc<DeskState>) -> Result<AtPath, AppError> {
        desk.rename(&self.path, &self.title).await
    }
}

/// Asks for a board of its own with the same content.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct Duplicate {
    path: String,
}

impl DeskAct for Duplicate {
    type At = Arc<DeskState>;
    type Answer = AtPath;

    async fn carry_out(self, desk: Arc<DeskState>) -> Result<AtPath, AppError> {
        desk.duplicate(&self.path).await
    }
}

/// Asks for a board to be taken off the list.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct Delete {
    path: String,
}

impl DeskAct for Delete {
    type At = Arc<DeskState>;
    type Answer = Nothing;

    async fn carry_out(self, desk: Arc<DeskState>) -> Result<Nothing, AppError> {
        desk.delete(&self.path).await
    }
}

/// Asks for a deleted board back.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct Restore {
    path: String,
}

impl DeskAct for Restore {
    type At = Arc<DeskState>;
    type Answer = AtPath;

    async fn carry_out(self, desk: Arc<DeskState>) -> Result<AtPath, AppError> {
        desk.restore(&self.path).await
    }
}

/// Asks for a deleted board to be gone for good.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct Erase {
    path: String,
}

impl DeskAct for Erase {
    type At = Arc<DeskState>;
    type Answer = Nothing;

    async fn carry_out(self, desk: Arc<DeskState>) -> Result<Nothing, AppError> {
        desk.erase(&self.path).await
    }
}

/// A title without space around it.
///
/// # Errors
/// [`AppError::BadName`] for a blank one or one beyond the limit.
fn checked(title: &str) -> Result<&str, AppError> {
    let title = title.trim();
    let (given, max) = (limits::utf16_len(title), limits::TITLE_UTF16);
    if given == 0 || given > max {
        return Err(AppError::BadName { given, max });
    }
    Ok(title)
}

impl DeskState {
    /// Gives a board another title, and its file of the library a name of it.
    async fn rename(&self, path: &str, title: &str) -> Result<AtPath, AppError> {
        let path = self.known(path).await?;
        let title = checked(title)?;
        let mut open = self.open.lock().await;
        match self.free(&mut open, &path).await {
            Ok(()) => {
                let path = self.with_room_beside(&path, title).await?;
                let titled = self.set_title(&path, title).await;
                let board = match titled {
                    Ok(board) => Some(board),
                    Err(error) if is_unreadable(&error) => self.known_id(&path).await?,
                    Err(error) => return Err(error),
                };
                let path = self.rename_file(&path, title).await?;
                if let Some(board) = board {
                    self.remember_title(&path, board, title).await;
                }
                Ok(AtPath::of(&path))
            }
            Err(error) => {
                let board = open.get(&path).ok_or(error)?;
                board.apply(&self.name(), titled(title)).await?;
                if self.is_in_library(&path) {
                    open.rename_later(&board, title);
                }
                Ok(AtPath::of(&path))
            }
        }
    }

    /// Gives the board of a closed file a title.
    async fn set_title(&self, path: &Path, title: &str) -> Result<BoardId, AppError> {
        let loaded = load(path, OpenMode::Write, Some(self.app.library())).await;
        let LoadedBoard {
            mut file,
            mut replica,
            client,
            ..
        } = loaded.inspect_err(|error| self.memory.note_trouble(path, error))?;
        let (by, edit) = (self.app.person(), titled(title));
        let written = if file.access() == Access::Write {
            let applied = big_stack::run(move || Ok(replica.apply(by, edit)?)).await;
            match applied {
                Ok(applied) if applied.update.is_empty() => Ok(()),
                Ok(applied) => {
                    let update = AppendedUpdate {
                        bytes: applied.update,
                        author: Some(by),
                        client: Some(client),
                    };
                    let stored = file.append(&[update]).await;
                    stored.map(drop).map_err(AppError::from)
                }
                Err(error) => Err(error),
            }
        } else {
            let (path, found) = (file.path().to_owned(), file.format());
            Err(StoreError::NewerFormat { path, found }.into())
        };
        let board = file.board();
        let closed = file.close().await;
        written?;
        closed?;
        Ok(board)
    }

    /// Makes a board of its own with the same content in the library.
    async fn duplicate(&self, path: &str) -> Result<AtPath, AppError> {
        let path = self.known(path).await?;
        let open = self.open.lock().await;
        let (source, images) = match self.source(&open, &path).await {
            Err(error) if is_unreadable(&error) => return self.duplicate_bytes(&path).await,
            source => source?,
        };
        let title = shown_title(&source.board().header().title, &path);
        let title = told_apart(&title, COPY);
        let scratch = self.scratch().await?;
        let edits = vec![titled(&title)];
        let fresh = self.write_anew(scratch.path(), source, images, CopyScope::All, edits);
        let board = fresh.await?;
        let copy = self.move_in(scratch.path(), &title).await?;
        self.remember_title(&copy, board, &title).await;
        Ok(AtPath::of(&copy))
    }

    /// Takes a board off the list: one of the library goes to the deleted ones, one elsewhere is forgotten.
    async fn delete(&self, path: &str) -> Result<Nothing, AppError> {
        let path = self.known(path).await?;
        if !self.is_in_library(&path) {
            self.app.library().forget_recent(&path).await?;
            self.forget_pictures(&path);
            return Ok(Nothing {});
        }
        let mut open = self.open.lock().await;
        self.free(&mut open, &path).await?;
        let known = self.recent(&path).await?;
        let folder = self.deleted_folder();
        let made = folder.clone();
        self.blocking(move || {
            std::fs::create_dir_all(&made).map_err(|source| StoreError::io(&made, source))
        })
        .await?;
        let to = self.move_to(&path, &folder, &stem(&path)).await?;
        let record = TrashRecord {
            title: shown_title(known.as_ref().map_or("", |known| &known.title), &path),
            at: clock::now_ms(),
            opened_at: known.as_ref().map_or(0, |known| known.opened_at_ms),
            board: known.map(|known| known.board),
        };
        TrashRecord::put(self.app.library(), &to, Some(&record)).await?;
        self.app.library().forget_recent(&path).await?;
        self.forget_pictures(&path);
        Ok(Nothing {})
    }

    /// Brings a deleted board back into the library, under its name if that is free.
    async fn restore(&self, path: &str) -> Result<AtPath, AppError> {
        let path = self.known_deleted(path)?;
        let _open = self.open.lock().await;
        let record = TrashRecord::of(self.app.library(), &path).await?;
        let folder = self.app.folder().to_owned();
        let to = self.move_to(&path, &folder, &stem(&path)).await?;
        if let Some(TrashRecord {
            title,
            opened_at,
            board: Some(board),
            ..
        }) = record
        {
            let recent = RecentBoard {
                path: to.clone(),
                board,
                title,
                opened_at_ms: opened_at,
            };
            self.app.library().put_recent(&recent).await?;
        }
        TrashRecord::put(self.app.library(), &path, None).await?;
        self.forget_pictures(&path);
        Ok(AtPath::of(&to))
    }

    /// Removes a deleted board for good.
    async fn erase(&self, path: &str) -> Result<Nothing, AppError> {
        let path = self.known_deleted(path)?;
        let _open = self.open.lock().await;
        self.forget_scene(&path).await;
        let file = path.clone();
        self.blocking(move || {
            // Whatever else it is: nobody may be writing it.
            if let Err(error @ (StoreError::BoardOpen { .. } | StoreError::NoFile { .. })) =
                peek(&file)
            {
                return Err(error);
            }
            let failed = |source| StoreError::io(&file, source);
            std::fs::remove_file(&file).map_err(failed)?;
            for ending in ["-wal", "-journal"] {
                let mut journal = file.clone().into_os_string();
                journal.push(ending);
                // Usually there is none.
                drop(std::fs::remove_file(journal));
            }
            Ok(())
        })
        .await?;
        TrashRecord::put(self.app.library(), &path, None).await?;
        self.forget_pictures(&path);
        Ok(Nothing {})
    }

    /// The kept scene of a board holds its words, and goes with it. A file that cannot be read does not say
    /// whose scene that would be; it then makes room for others in time.
    async fn forget_scene(&self, path: &Path) {
        let Ok(file) = BoardFile::open(path, OpenMode::ReadOnly).await else {
            return;
        };
        let board = file.board();
        drop(file.close().await);
        if let Err(error) = self.app.library().scene_cache().forget(board) {
            tracing::warn!(%error, "the kept scene of an erased board stays");
        }
    }
}

/// What a file is called without its ending, shortened where nothing could be written beside it.
fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    if Library::has_room_beside(path) {
        stem.into_owned()
    } else {
        Library::name_for(&stem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_says_something() {
        assert_eq!(checked("  Gym ").unwrap(), "Gym");
        assert!(checked(" \n").is_err());
        assert!(checked(&"x".repeat(201)).is_err());
    }
}
