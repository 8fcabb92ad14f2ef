//! A file that the person chooses, to be opened: a board, or notes that become one.

use crate::act::DeskAct;
use crate::answers::text;
use crate::files::FileKind;
use crate::page_session::{PageSession, Sitting, Turn};
use board_app::AppError;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::OwnedMutexGuard;
use ts_rs::TS;

/// A board to open, and the encoding of the file it was made from, where that was guessed.
type BoardToOpen = (PathBuf, Option<&'static str>);

/// What can be opened.
const POSSIBLE: &str = ".journey, .csv, .tsv and .txt";

/// Asks to sit at a board, or an import, that a person chooses.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct ChooseOpen {}

/// The board of the chosen file, which the page sits at next; `null` when the person gave up.
#[derive(Serialize, TS)]
#[ts(export_to = "desk.ts", optional_fields)]
pub(crate) struct ChosenBoard {
    #[ts(type = "string | null")]
    path: Option<String>,
    /// The encoding of an import, where it had to be guessed.
    #[serde(skip_serializing_if = "Option::is_none")]
    guessed: Option<&'static str>,
    /// The turn is held until the page sits there: what was asked for meanwhile is about that board.
    #[serde(skip)]
    #[ts(skip)]
    sitting: Option<(Sitting, OwnedMutexGuard<Turn>)>,
}

impl DeskAct for ChooseOpen {
    type At = Arc<PageSession>;
    type Answer = ChosenBoard;

    async fn carry_out(self, page: Arc<PageSession>) -> Result<ChosenBoard, AppError> {
        let Some((path, guessed)) = page.choose_open().await? else {
            return Ok(ChosenBoard {
                path: None,
                guessed: None,
                sitting: None,
            });
        };
        let turn = page.take_turn().await?;
        let sitting = page.move_to(&path).await?;
        Ok(ChosenBoard {
            path: Some(text(&path)),
            guessed,
            sitting: Some((sitting, turn)),
        })
    }

    fn follow(chosen: ChosenBoard, page: &Arc<PageSession>) {
        if let Some((sitting, _turn)) = chosen.sitting {
            page.sit(sitting);
        }
    }
}

impl PageSession {
    /// Asks for a file and makes a board of it if it is none.
    async fn choose_open(&self) -> Result<Option<BoardToOpen>, AppError> {
        let files = self.desk.files.as_ref().ok_or(AppError::NoDialogs)?;
        let Some(chosen) = files.choose_open(&[FileKind::Board, FileKind::Notes]).await else {
            return Ok(None);
        };
        let chosen = chosen.canonicalize().unwrap_or(chosen);
        let extension = chosen
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase();
        match extension.as_str() {
            "journey" => {
                self.desk.memory.choose(&chosen);
                Ok(Some((chosen, None)))
            }
            "csv" | "tsv" | "tab" | "txt" => self.import_new(&chosen).await.map(Some),
            _ => Err(AppError::UnknownFormat {
                extension,
                possible: POSSIBLE.to_owned(),
            }),
        }
    }

    /// A new board of the library with the notes of a file, called like it.
    async fn import_new(&self, from: &Path) -> Result<BoardToOpen, AppError> {
        let desk = &self.desk;
        let title = from.file_stem().unwrap_or_default().to_string_lossy();
        let title: String = title.chars().take(TITLE_CHARS).collect();
        let scratch = desk.scratch().await?;
        let edits = vec![board_app::files::staging::titled(&title)];
        let board = desk.app.create_with(scratch.path(), edits).await?;
        let imported = desk.app.import(from, scratch.path(), false).await?;
        let path = desk.move_in(scratch.path(), &title).await?;
        desk.remember_title(&path, board, &title).await;
        Ok((path, imported.guessed))
    }
}

/// How much of a file's name becomes a title, in characters: two units each at most, as a title may have.
const TITLE_CHARS: usize = board_model::limits::TITLE_UTF16 / 2;
