//! Acts that take long or wait for a person; what comes after them does not wait.

use super::files::FileKind;
use super::message::{self, Act};
use super::seat::{Order, Place};
use crate::error::AppError;
use crate::open_board::OpenBoard;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::mpsc::WeakUnboundedSender;

/// A board to open, and the encoding of the file it was made from, where that was guessed.
type Chosen = (PathBuf, Option<&'static str>);

/// What can be opened.
const POSSIBLE: &str = ".journey, .csv, .tsv and .txt";

impl Place {
    /// Carries out an act beside the others and answers it. `board` is what was open when it was asked for.
    pub(super) async fn carry_out_apart(
        self: &Arc<Self>,
        id: u64,
        act: Act,
        board: Option<(PathBuf, OpenBoard)>,
        orders: WeakUnboundedSender<Order>,
    ) {
        let board = board.ok_or(AppError::NoBoardOpen);
        if let Act::SaveFile { path } = &act {
            self.tell(message::answer(id, self.save_file(path).await));
            return;
        }
        let done: Result<Value, AppError> = match act {
            Act::ChooseOpen {} => match self.choose_open().await {
                Ok(Some((path, guessed))) => {
                    if let Some(orders) = orders.upgrade() {
                        // The page may be gone with its worker.
                        drop(orders.send(Order::Open { id, path, guessed }));
                    }
                    return;
                }
                Ok(None) => Ok(json!({ "path": null })),
                Err(error) => Err(error),
            },
            Act::SaveCopy {} => match board {
                Ok(board) => self.save_copy(&board).await,
                Err(error) => Err(error),
            },
            Act::SendCopy {} => match board {
                Ok(board) => self.send_copy(&board).await,
                Err(error) => Err(error),
            },
            Act::Export(of) => match board {
                Ok(board) => self.export(&board, &of).await,
                Err(error) => Err(error),
            },
            Act::Preview(of) => match board {
                Ok(board) => self.preview(&board, &of).await,
                Err(error) => Err(error),
            },
            Act::Awake {} => self.awake().await,
            Act::Knock { session, pin } => self.knock(&session, &pin).await,
            act => self.shared.carry_out(act).await,
        };
        self.tell(message::answer(id, done));
    }

    /// Asks for a file and makes a board of it if it is none.
    async fn choose_open(&self) -> Result<Option<Chosen>, AppError> {
        let files = self.shared.files.as_ref().ok_or(AppError::NoDialogs)?;
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
                self.shared.memory.choose(&chosen);
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
    async fn import_new(&self, from: &Path) -> Result<Chosen, AppError> {
        let shared = &self.shared;
        let title = from.file_stem().unwrap_or_default().to_string_lossy();
        let title: String = title.chars().take(TITLE_CHARS).collect();
        let scratch = shared.scratch().await?;
        let edits = vec![crate::fresh_file::titled(&title)];
        let board = shared.app.create_with(scratch.path(), edits).await?;
        let imported = shared.app.import(from, scratch.path(), false).await?;
        let path = shared.move_in(scratch.path(), &title).await?;
        shared.remember_title(&path, board, &title).await;
        Ok((path, imported.guessed))
    }
}

/// How much of a file's name becomes a title, in characters: two units each at most, as a title may have.
const TITLE_CHARS: usize = board_model::limits::TITLE_UTF16 / 2;
