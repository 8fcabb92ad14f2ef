//! A board written into a file of its own, for a duplicate or to give away.

use super::Shared;
use super::open_boards::OpenBoards;
use crate::error::AppError;
use crate::export::{StoredImages, stored_images};
use crate::open_board::OpenBoard;
use crate::opening::{LoadedBoard, load};
use crate::saver::Command;
use crate::{big_stack, mint};
use board_model::{BoardId, Edit};
use board_replica::{Kept, Replica};
use board_store::{AppendedUpdate, BoardFile, OpenMode};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

impl Shared {
    /// The document and the images of a board, open or not.
    pub(super) async fn source(
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

    /// Writes a board under an id of its own into a new file, with those of its images that the copy shows.
    pub(super) async fn write_anew(
        &self,
        to: &Path,
        source: Replica,
        images: StoredImages,
        kept: Kept,
        edits: Vec<Edit>,
    ) -> Result<BoardId, AppError> {
        let board = BoardId::from_uuid(mint::id());
        let library = self.app.library();
        let client = library.take_client_id(board, mint::draw).await?;
        let (by, place) = (self.app.person(), to.to_owned());
        let (state, images) = big_stack::run(move || {
            let content = |source| AppError::Content {
                path: place.clone(),
                source,
            };
            let mut fresh = source.anew(client, board, kept).map_err(content)?;
            for edit in edits {
                fresh.apply(by, edit)?;
            }
            // What undoing the edits would need is history too.
            let fresh = fresh.anew(client, board, kept).map_err(content)?;
            let images = match kept {
                Kept::All => images,
                Kept::Shown => shown_images(&fresh, images),
            };
            Ok((fresh.state(), images))
        })
        .await?;
        let first = AppendedUpdate {
            bytes: state,
            client: Some(client),
            ..AppendedUpdate::default()
        };
        let mut file = BoardFile::create(to, board, &[first]).await?;
        let mut written = Ok(());
        for (_, image) in images {
            written = file.put_image(image.kind, &image.bytes).await.map(drop);
            if written.is_err() {
                break;
            }
        }
        let closed = file.close().await;
        written?;
        closed?;
        Ok(board)
    }
}

/// The document of an open board, and its images.
pub(super) async fn document_of(board: &OpenBoard) -> Result<(Replica, StoredImages), AppError> {
    let state = board.look(Replica::state).await?;
    let images = board.pass(Command::Images).await??;
    let replica = big_stack::run(move || {
        let content = |source| AppError::Content {
            path: PathBuf::from("the open board"),
            source,
        };
        Replica::load(0, &[&state]).map_err(content)
    });
    Ok((replica.await?, images))
}

/// The images that a note or a persona of a board shows.
fn shown_images(replica: &Replica, images: StoredImages) -> StoredImages {
    let board = replica.board();
    let notes = board.all_notes().map(|note| note.image.as_str());
    let portraits = board.personas().into_iter().map(|it| it.portrait.as_str());
    let shown: BTreeSet<&str> = notes.chain(portraits).collect();
    let mut images = images;
    images.retain(|(hash, _)| shown.contains(hash.to_string().as_str()));
    images
}
