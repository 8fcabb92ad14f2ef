//! What an act of the desk is: a request with one function that carries it out, where it needs to be.

use crate::answers::{answer, refusal};
use crate::page_session::PageSession;
use crate::state::DeskState;
use board_app::AppError;
use board_app::open::board::OpenBoard;
use serde::Serialize;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use ts_rs::TS;

/// An act of the desk.
pub(crate) trait DeskAct: TS + Sized + Send + 'static {
    /// Where it is carried out: at the desk, on the page that asks, or at that page's open board.
    type At: Where;
    /// What it answers.
    type Answer: Serialize + TS + Send + 'static;

    /// Carries it out.
    fn carry_out(self, at: Self::At)
    -> impl Future<Output = Result<Self::Answer, AppError>> + Send;

    /// What follows once the page has the answer: acts that open a board sit down there.
    fn follow(answer: Self::Answer, page: &Arc<PageSession>) {
        drop(answer);
        let _ = page;
    }
}

/// Where an act is carried out.
pub(crate) trait Where: Sized + Send + 'static {
    /// As seen from the page that asks.
    ///
    /// # Errors
    /// [`AppError::NoBoardOpen`] where a board is needed.
    fn of(page: &Arc<PageSession>) -> Result<Self, AppError>;
}

impl Where for Arc<DeskState> {
    fn of(page: &Arc<PageSession>) -> Result<Self, AppError> {
        Ok(Self::clone(&page.desk))
    }
}

impl Where for Arc<PageSession> {
    fn of(page: &Arc<PageSession>) -> Result<Self, AppError> {
        Ok(Self::clone(page))
    }
}

/// The board that a page sits before, when the act was asked for.
pub(crate) struct AtBoard {
    pub(crate) page: Arc<PageSession>,
    /// Where its file is.
    pub(crate) path: PathBuf,
    pub(crate) board: OpenBoard,
}

impl Where for AtBoard {
    fn of(page: &Arc<PageSession>) -> Result<Self, AppError> {
        let (path, board) = page.board().ok_or(AppError::NoBoardOpen)?;
        Ok(Self {
            page: Arc::clone(page),
            path,
            board,
        })
    }
}

/// An act under way: it ends when the page was answered.
pub(crate) type UnderWay = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Carries an act out and answers it. Where it is carried out is settled when this is called, not when it is polled.
pub(crate) fn answered<A: DeskAct>(id: u64, act: A, page: &Arc<PageSession>) -> UnderWay {
    let (at, page) = (A::At::of(page), Arc::clone(page));
    Box::pin(async move {
        let done = match at {
            Ok(at) => act.carry_out(at).await,
            Err(error) => Err(error),
        };
        match done {
            Ok(done) => {
                page.tell(answer(id, &done));
                A::follow(done, &page);
            }
            Err(error) => page.tell(refusal(Some(id), &error)),
        }
    })
}

/// When an act is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// After the acts before it, and before those after it.
    InTurn,
    /// At once: it takes long or waits for a person, and changes nothing that later acts build on.
    Beside,
}
