//! What a page asked for, carried out in its turn.

use crate::acts::Act;
use crate::answers::refusal;
use crate::page_session::PageSession;
use board_app::AppError;
use board_app::files::create::EXAMPLE_FILE;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::mpsc;

/// What a sitting shows first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum First {
    /// The start screen; or the board of a page that vanished a moment ago without leaving it, so that a page that
    /// is loaded anew finds its board.
    Start,
    /// This board.
    Board(PathBuf),
    /// The worked example of the library, made if it is not there.
    Example,
}

/// What is done in turn, each after the one before.
#[derive(Debug)]
pub(crate) enum Order {
    /// Something to show that the page did not ask for.
    Show(First),
    /// Something the page asked for.
    Act { id: u64, act: Act },
}

/// Carries out what is to be done in turn, until the page is gone.
pub(crate) async fn carry_out(page: Arc<PageSession>, mut orders: mpsc::UnboundedReceiver<Order>) {
    while let Some(order) = orders.recv().await {
        // It is over only below.
        let Ok(_turn) = page.take_turn().await else {
            return;
        };
        match order {
            Order::Show(first) => {
                if let Err(error) = show(&page, first).await {
                    page.tell(refusal(None, &error));
                }
            }
            Order::Act { id, act } => act.begin(id, &page).await,
        }
    }
    page.end().await;
}

/// Sits the page at what it is to show first, if there is a board to show.
async fn show(page: &Arc<PageSession>, first: First) -> Result<(), AppError> {
    let path = match first {
        First::Start => match page.desk.waiting.lock().pop() {
            Some(path) => path,
            None => return Ok(()),
        },
        First::Board(path) => {
            let path = path.canonicalize().unwrap_or(path);
            page.desk.memory.choose(&path);
            path
        }
        First::Example => {
            let path = page.desk.app.folder().join(EXAMPLE_FILE);
            if !path.is_file() {
                page.desk.app.create_example(&path).await?;
            }
            path
        }
    };
    let sitting = page.move_to(&path).await?;
    page.sit(sitting);
    Ok(())
}
