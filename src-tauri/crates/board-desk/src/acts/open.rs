//! Which board a page sits at, and the name of the person who sits there.

use crate::act::DeskAct;
use crate::answers::{Nothing, text};
use crate::page_session::{PageSession, Sitting};
use board_app::AppError;
use board_app::open::board::Seat;
use board_room::message::Role;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// A board that the page sits at next.
#[derive(Serialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct Opened {
    path: String,
    #[serde(skip)]
    #[ts(skip)]
    pub(crate) sitting: Sitting,
}

impl Opened {
    pub(crate) fn at(sitting: Sitting) -> Self {
        Self {
            path: text(&sitting.path),
            sitting,
        }
    }
}

/// Asks to sit at a board.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct Open {
    path: String,
}

impl DeskAct for Open {
    type At = Arc<PageSession>;
    type Answer = Opened;

    async fn carry_out(self, page: Arc<PageSession>) -> Result<Opened, AppError> {
        let path = page.desk.known(&self.path).await?;
        let path = page.desk.openable(path).await?;
        page.move_to(&path).await.map(Opened::at)
    }

    fn follow(Opened { sitting, .. }: Opened, page: &Arc<PageSession>) {
        page.sit(sitting);
    }
}

/// Asks to go back to the start screen.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct Close {}

impl DeskAct for Close {
    type At = Arc<PageSession>;
    type Answer = Nothing;

    async fn carry_out(self, page: Arc<PageSession>) -> Result<Nothing, AppError> {
        page.stand_up().await?;
        Ok(Nothing {})
    }
}

/// Asks to be called something else.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct Call {
    name: String,
}

impl DeskAct for Call {
    type At = Arc<PageSession>;
    type Answer = Nothing;

    async fn carry_out(self, page: Arc<PageSession>) -> Result<Nothing, AppError> {
        page.call(&self.name).await
    }
}

impl PageSession {
    /// The person here has that name: on the open board at once, on every board from now on, and the next time.
    async fn call(&self, name: &str) -> Result<Nothing, AppError> {
        let name = Seat::new(name, Role::Facilitator).shown_name()?;
        self.desk.app.keep_own_name(&name).await?;
        self.desk.name.lock().clone_from(&name);
        self.set_name(&name);
        if let Some((_, board)) = self.board() {
            board.call(name)?;
        }
        Ok(Nothing {})
    }
}
