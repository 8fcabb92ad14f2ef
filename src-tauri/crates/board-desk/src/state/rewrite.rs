//! What an open or closed board holds, read to be copied; and written into a file of its own, for a duplicate or to
//! give away.

use crate::state::DeskState;
use crate::state::open_boards::OpenBoards;
use board_app::files::images::{StoredImages, images_for_pictures, shows_images, stored_images};
use board_app::files::load::{LoadedBoard, load};
use board_app::files::staging;
use board_app::files::staging::{Scratch, Source};
use board_app::open::board::OpenBoard;
use board_app::{AppError, big_stack};
use board_export::picture::Images;
use board_model::{Board, BoardId, Edit};
use board_replica::{CopyScope, Replica};
use board_store::OpenMode;
use std::path::Path;

impl DeskState {
    /// The document and the images of a board, open or not.
    pub(crate) async fn source(
        &self,
        open: &OpenBoards,
        path: &Path,
    ) -> Result<(Replica, StoredImages), AppError> {
        if let Some(board) = open.get(path) {
            return document_of(&board).await;
        }
        let loaded = load(path, OpenMode::ReadOnly, None).await;
        let LoadedBoard {
            mut file, replica, ..
        } = loaded.inspect_err(|error| self.memory.note_trouble(path, error))?;
        let images = stored_images(&mut file).await;
        file.close().await?;
        Ok((replica, images?))
    }

    /// As [`staging::write`], as the desk's person.
    pub(crate) async fn write_anew(
        &self,
        to: &Path,
        document: Replica,
        images: StoredImages,
        kept: CopyScope,
        edits: Vec<Edit>,
    ) -> Result<BoardId, AppError> {
        let (library, by) = (self.app.library(), self.app.person());
        let source = Source { document, images };
        staging::write(library, by, to, source, kept, edits).await
    }

    /// A fresh path for a board file that is not finished.
    pub(crate) async fn scratch(&self) -> Result<Scratch, AppError> {
        let library = self.app.folder().to_owned();
        self.blocking(move || Scratch::below(&library)).await
    }
}

/// The document of an open board, and its images.
pub(crate) async fn document_of(board: &OpenBoard) -> Result<(Replica, StoredImages), AppError> {
    let state = board.look(Replica::state).await?;
    let images = board.images().await?;
    let replica = big_stack::run(move || staging::document(&state));
    Ok((replica.await?, images))
}

/// The images of an open board, where something shows one.
pub(crate) async fn images_on(board: &OpenBoard, copy: &Board) -> Result<Images, AppError> {
    if !shows_images(copy) {
        return Ok(Images::new());
    }
    Ok(images_for_pictures(board.images().await?))
}
