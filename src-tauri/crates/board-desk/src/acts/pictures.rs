//! Pictures of boards and templates for the start screen, cached while the board is the same.

use crate::act::DeskAct;
use crate::acts::card::card;
use crate::answers::Picture;
use crate::state::DeskState;
use crate::state::file_memory::Stamp;
use crate::state::picture_cache::CachedPicture;
use crate::state::rewrite::images_on;
use board_app::files::create::{EXAMPLE, edits_of};
use board_app::files::images::images_of;
use board_app::files::load::{LoadedBoard, load};
use board_app::{AppError, big_stack};
use board_export::picture::Images;
use board_layout::palette::Theme;
use board_model::{AddNote, After, Board, BoardId, Edit, Many, NoteAttributes, NoteId};
use board_replica::Replica;
use board_store::{OpenMode, StoreError};
use data_encoding::BASE64;
use serde::Deserialize;
use std::path::Path;
use std::sync::Arc;
use ts_rs::TS;
use uuid::Uuid;

/// Widths that are drawn: from a small card to one across a large window at two pixels per point.
const WIDTHS: std::ops::RangeInclusive<u32> = 64..=2_048;

/// Asks for the picture of a template or a board.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts", optional_fields)]
pub(crate) struct DrawPicture {
    /// Of this template.
    template: Option<String>,
    /// Of this board.
    path: Option<String>,
    /// Pixels across.
    width: u32,
    /// Its look.
    #[serde(default)]
    #[ts(as = "Option<Theme>")]
    look: Theme,
}

impl DeskAct for DrawPicture {
    type At = Arc<DeskState>;
    type Answer = Picture;

    async fn carry_out(self, desk: Arc<DeskState>) -> Result<Picture, AppError> {
        desk.picture(&self).await
    }
}

impl DeskState {
    /// A picture for a card.
    async fn picture(self: &Arc<Self>, of: &DrawPicture) -> Result<Picture, AppError> {
        if !WIDTHS.contains(&of.width) {
            return Err(AppError::BadWidth {
                given: of.width,
                min: *WIDTHS.start(),
                max: *WIDTHS.end(),
            });
        }
        let png = match (&of.template, &of.path) {
            (Some(template), None) => self.of_template(template, of).await?,
            (None, Some(path)) => self.of_board(path, of).await?,
            _ => {
                let needed = "either a template or a path";
                return Err(AppError::Unclear { needed });
            }
        };
        Ok(Picture {
            png: BASE64.encode(&png),
        })
    }

    async fn of_template(&self, id: &str, of: &DrawPicture) -> Result<Vec<u8>, AppError> {
        let mut last = 0;
        let mut count = || {
            last += 1;
            Uuid::from_u128(last)
        };
        let mut edits = edits_of(id, None, &mut count)?;
        if id != EXAMPLE {
            edits.extend(papers(&edits, &mut count));
        }
        let content = serde_json::to_string(&edits).unwrap_or_default();
        let cached = self.cached_picture(&content, Stamp::default(), of.width, of.look);
        let _turn = self.drawing.acquire().await;
        if let Some(png) = self.read_cached(&cached).await? {
            return Ok(png);
        }
        let by = self.app.person();
        let board = big_stack::run(move || {
            let mut replica = Replica::blank(1, BoardId::from_u128(0));
            replica.apply(by, Many { edits }.into())?;
            Ok(replica.board().clone())
        });
        draw(board.await?, Images::new(), of, cached).await
    }

    async fn of_board(&self, path: &str, of: &DrawPicture) -> Result<Vec<u8>, AppError> {
        let path = match self.known_deleted(path) {
            Ok(path) => path,
            Err(_) => self.known(path).await?,
        };
        let _turn = self.drawing.acquire().await;
        let file = path.clone();
        let stamp =
            self.blocking(move || Stamp::of(&file).ok_or(StoreError::NoFile { path: file }));
        let cached = self.cached_picture(&path.to_string_lossy(), stamp.await?, of.width, of.look);
        if let Some(png) = self.read_cached(&cached).await? {
            return Ok(png);
        }
        let (board, images) = self.looked_up(&path).await?;
        draw(board, images, of, cached).await
    }

    /// A copy of a board, open or not, and the images it shows.
    async fn looked_up(&self, path: &Path) -> Result<(Board, Images), AppError> {
        let open = self.open.lock().await;
        if let Some(open) = open.get(path) {
            let board = open.look(|replica| replica.board().clone()).await?;
            let images = images_on(&open, &board).await?;
            return Ok((board, images));
        }
        let loaded = load(path, OpenMode::ReadOnly, None).await;
        let LoadedBoard {
            mut file, replica, ..
        } = loaded.inspect_err(|error| self.memory.note_trouble(path, error))?;
        let images = images_of(&mut file, replica.board()).await;
        file.close().await?;
        let board = replica.board();
        if self.is_in_library(path) && self.recent(path).await?.is_none() {
            // A file that was put into the folder by hand: from now on the list knows its title.
            self.remember_title(path, board.id(), &board.header().title)
                .await;
        }
        Ok((board.clone(), images?))
    }
}

/// Sheets of paper without words in the cells of a template, so that its picture shows what kinds of notes come where.
fn papers(edits: &[Edit], mint: &mut dyn FnMut() -> Uuid) -> Vec<Edit> {
    let steps: Vec<_> = edits
        .iter()
        .filter_map(|edit| match edit {
            Edit::AddStage(stage) => Some((stage.sheet.clone(), stage.first_step?)),
            Edit::AddStep(step) => Some((step.sheet.clone(), step.id?)),
            _ => None,
        })
        .collect();
    let rows = edits.iter().filter_map(|edit| match edit {
        Edit::AddRow(row) => Some(row),
        _ => None,
    });
    let mut papers = Vec::new();
    for (at, row) in rows.enumerate() {
        let of_sheet: Vec<_> = steps.iter().filter(|it| it.0 == row.sheet).collect();
        // An only column is wide.
        let more = if of_sheet.len() == 1 { 3 } else { 0 };
        for (column, (_, step)) in of_sheet.into_iter().enumerate() {
            for _ in 0..PAPERS[(at * 3 + column) % PAPERS.len()] + more {
                papers.push(
                    AddNote {
                        id: Some(NoteId::from_uuid(mint())),
                        sheet: row.sheet.clone(),
                        step: Some((*step).into()),
                        row: row.id.map(Into::into),
                        parked: false,
                        text: String::new(),
                        // The row's own.
                        kind: None,
                        after: After::Last,
                        attributes: NoteAttributes::default(),
                    }
                    .into(),
                );
            }
        }
    }
    papers
}

/// How many papers lie in the cells, one after the other: irregular, as on a wall.
const PAPERS: [usize; 7] = [2, 1, 2, 0, 1, 2, 1];

async fn draw(
    board: Board,
    images: Images,
    of: &DrawPicture,
    cached: CachedPicture,
) -> Result<Vec<u8>, AppError> {
    let (width, look) = (of.width, of.look);
    big_stack::run(move || {
        let png = card(&board, images, width, look)?;
        if let Err(error) = cached.put(&png) {
            tracing::debug!(%error, "keeping a picture");
        }
        Ok(png)
    })
    .await
}
