//! The boards that are open at the desk: opened once, shared by the screens before them, closed when the last one
//! leaves.

use crate::state::DeskState;
use board_app::AppError;
use board_app::open::board::{OpenBoard, Screen, Seat};
use board_room::message::Role;
use board_store::{RecentBoard, StoreError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How long a board waits for a page that vanished: longer than a page takes to load anew on a slow machine.
const LINGER: Duration = Duration::from_secs(10);

/// An open board, and how many screens sit before it.
struct OpenEntry {
    /// What it was opened by.
    path: PathBuf,
    board: OpenBoard,
    /// Screens before it.
    seats: usize,
    /// Counts how often it was left without a word; only the last time decides when it closes.
    vanished: u64,
    /// The file gets this name when the board is closed.
    renamed: Option<String>,
}

impl OpenEntry {
    fn path(&self) -> PathBuf {
        path_now(&self.board, &self.path)
    }
}

/// Where an open board's file is: where it was opened, or where the board goes on since that file was taken away.
pub(crate) fn path_now(board: &OpenBoard, opened: &Path) -> PathBuf {
    let place = board.place();
    match place.because {
        Some(_) => place.path,
        None => opened.to_owned(),
    }
}

/// The open boards; few, so that they are looked through.
#[derive(Default)]
pub(crate) struct OpenBoards {
    boards: Vec<OpenEntry>,
}

impl OpenBoards {
    /// The open board of a path.
    pub(crate) fn get(&self, path: &Path) -> Option<OpenBoard> {
        let mut boards = self.boards.iter();
        let entry = boards.find(|entry| entry.path() == path)?;
        Some(entry.board.clone())
    }

    /// The open boards.
    pub(crate) fn all(&self) -> Vec<(PathBuf, OpenBoard)> {
        let all = self.boards.iter();
        all.map(|entry| (entry.path(), entry.board.clone()))
            .collect()
    }

    fn entry(&mut self, board: &OpenBoard) -> Option<&mut OpenEntry> {
        self.boards.iter_mut().find(|entry| entry.board.is(board))
    }

    fn remove(&mut self, board: &OpenBoard) -> Option<OpenEntry> {
        let at = self.boards.iter().position(|entry| entry.board.is(board))?;
        Some(self.boards.swap_remove(at))
    }

    /// A board that was opened elsewhere in the app, for somebody to sit down at. Its file is called like it later.
    pub(crate) fn take_over(&mut self, path: &Path, board: OpenBoard, title: &str) {
        self.boards.push(OpenEntry {
            path: path.to_owned(),
            board,
            seats: 0,
            vanished: 0,
            renamed: (!title.trim().is_empty()).then(|| title.to_owned()),
        });
    }

    /// Remembers what the file is to be called when the board is closed.
    pub(crate) fn rename_later(&mut self, board: &OpenBoard, title: &str) {
        if let Some(entry) = self.entry(board) {
            entry.renamed = Some(title.to_owned());
        }
    }
}

/// The board's title, or what its file is called.
pub(crate) fn shown_title(title: &str, path: &Path) -> String {
    if title.trim().is_empty() {
        let stem = path.file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    } else {
        title.to_owned()
    }
}

impl DeskState {
    /// A seat before the board of a path, which is opened if it is not.
    pub(crate) async fn take_seat(&self, path: &Path, name: &str) -> Result<Screen, AppError> {
        let seat = Seat::new(name, Role::Facilitator);
        let mut open = self.open.lock().await;
        if let Some(board) = open.get(path) {
            match board.connect(seat.clone()) {
                Ok(screen) => {
                    if let Some(entry) = open.entry(&board) {
                        entry.seats += 1;
                    }
                    return Ok(screen);
                }
                // It stopped working; its file is closed, and can be opened again.
                Err(AppError::Stopped) => drop(open.remove(&board)),
                Err(error) => return Err(error),
            }
        }
        let opened = self.app.open_board(path).await;
        let board = opened.inspect_err(|error| self.memory.note_trouble(path, error))?;
        let screen = board.connect(seat)?;
        let title = board.look(|replica| replica.board().header().title.clone());
        let title = title.await?;
        self.app
            .remember(path, board.id(), &shown_title(&title, path))
            .await?;
        open.boards.push(OpenEntry {
            path: path.to_owned(),
            board,
            seats: 1,
            vanished: 0,
            renamed: None,
        });
        Ok(screen)
    }

    /// Gives a seat back. The board is closed with the last one.
    ///
    /// # Errors
    /// As [`OpenBoard::close`]; then the seat is still taken.
    pub(crate) async fn leave(&self, board: &OpenBoard) -> Result<(), AppError> {
        let mut open = self.open.lock().await;
        let Some(entry) = open.entry(board) else {
            return Ok(());
        };
        if entry.seats > 1 {
            entry.seats -= 1;
            return Ok(());
        }
        self.close_board(&mut open, board).await
    }

    /// Gives a seat back without a word: the board waits for a moment before it closes.
    pub(crate) async fn vanish(self: &Arc<Self>, board: OpenBoard, path: PathBuf) {
        let mut open = self.open.lock().await;
        let Some(entry) = open.entry(&board) else {
            return;
        };
        entry.seats = entry.seats.saturating_sub(1);
        entry.vanished += 1;
        let (left, vanished) = (entry.seats, entry.vanished);
        let board = board.weak();
        drop(open);
        let desk = Arc::downgrade(self);
        self.app.runtime().spawn(async move {
            tokio::time::sleep(LINGER).await;
            let (Some(desk), Some(board)) = (desk.upgrade(), board.upgrade()) else {
                return;
            };
            let mut open = desk.open.lock().await;
            desk.waiting.lock().retain(|waiting| *waiting != path);
            let is_due = open
                .entry(&board)
                .is_some_and(|entry| entry.seats == 0 && entry.vanished == vanished);
            if left == 0 && is_due {
                // What could not be saved stays open, and is tried again when the desk is closed.
                drop(desk.close_board(&mut open, &board).await);
            }
        });
    }

    /// Lets go of a board that stopped working.
    pub(crate) async fn give_up(&self, board: &OpenBoard) {
        let mut open = self.open.lock().await;
        open.remove(board);
    }

    /// Closes a board where nobody sits any more but in the seconds after a page vanished, so that its file is free.
    ///
    /// # Errors
    /// `E_BOARD_OPEN` while somebody sits before it; as [`OpenBoard::close`].
    pub(crate) async fn free(&self, open: &mut OpenBoards, path: &Path) -> Result<(), AppError> {
        let Some(board) = open.get(path) else {
            return Ok(());
        };
        match open.entry(&board).map(|entry| entry.seats) {
            None => Ok(()),
            Some(0) => self.close_board(open, &board).await,
            Some(_) => {
                let path = path.to_owned();
                Err(StoreError::BoardOpen { path }.into())
            }
        }
    }

    /// Closes every board; the first error and the boards that stay open with it.
    pub(crate) async fn close_all(&self) -> (Result<(), AppError>, Vec<OpenBoard>) {
        let mut open = self.open.lock().await;
        let (mut closed, mut left) = (Ok(()), Vec::new());
        for (_, board) in open.all() {
            if let Err(error) = self.close_board(&mut open, &board).await {
                closed = closed.and(Err(error));
                left.push(board);
            }
        }
        (closed, left)
    }

    /// Closes an open board and remembers its title.
    ///
    /// # Errors
    /// [`AppError::Unsaved`]; then it stays open.
    async fn close_board(&self, open: &mut OpenBoards, board: &OpenBoard) -> Result<(), AppError> {
        let title = board.look(|replica| replica.board().header().title.clone());
        let title = title.await;
        match board.close().await {
            Err(error @ AppError::Unsaved { .. }) => return Err(error),
            // Nothing is lost, and the next opening tidies up.
            Err(error) => tracing::warn!(%error, "closing a board"),
            Ok(()) => {}
        }
        let Some(entry) = open.remove(board) else {
            return Ok(());
        };
        let path = entry.path();
        board.end_guests().await;
        if let Ok(title) = title {
            self.remember_title(&path, board.id(), &title).await;
        }
        if let Some(title) = entry.renamed
            && let Err(error) = self.rename_file(&path, &title).await
        {
            // The title on the board is the new one; the file's name is the lesser matter.
            tracing::warn!(%error, "renaming a board file");
        }
        Ok(())
    }

    /// Keeps a board's title for the list. A list that shows an older title is no reason to fail.
    pub(crate) async fn remember_title(
        &self,
        path: &Path,
        board: board_model::BoardId,
        title: &str,
    ) {
        let title = shown_title(title, path);
        let kept = async {
            let known = self.recent(path).await?;
            let recent = RecentBoard {
                path: path.to_owned(),
                board,
                title,
                opened_at_ms: known.map_or(0, |known| known.opened_at_ms),
            };
            Ok::<_, AppError>(self.app.library().put_recent(&recent).await?)
        };
        if let Err(error) = kept.await {
            tracing::warn!(%error, "remembering a title");
        }
    }
}
