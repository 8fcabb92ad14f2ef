//! An installation with one board.

use crate::person::Person;
use board_app::{App, OpenBoard, Role, Seat};
use std::path::PathBuf;
use tempfile::TempDir;

/// An installation in a temporary folder, with one board, open.
pub struct Wall {
    /// The folder, with the library in `library`.
    pub folder: TempDir,
    /// The app.
    pub app: App,
    /// The board file.
    pub path: PathBuf,
    /// The open board.
    pub board: OpenBoard,
}

/// An installation without a board.
pub async fn installation() -> (TempDir, App) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let app = App::open(&folder.path().join("library"))
        .await
        .expect("a library");
    (folder, app)
}

impl Wall {
    /// A board made from the template `zapier-standard`: stages Awareness, Consideration, Conversion …, rows Doing,
    /// Thinking, Encounters, Missing touchpoints.
    pub async fn zapier() -> Self {
        let (folder, app) = installation().await;
        let path = folder.path().join("b.journey");
        app.create(&path, "zapier-standard", Some("Gym"))
            .await
            .expect("a board");
        let board = Self::open(&app, &path).await;
        Self {
            folder,
            app,
            path,
            board,
        }
    }

    async fn open(app: &App, path: &std::path::Path) -> OpenBoard {
        app.open_board(path).await.expect("the board opens")
    }

    /// The facilitator at one more screen, without a subscription.
    pub async fn ann(&self) -> Person {
        Person::at(
            self.board
                .connect(Seat::new("Ann", Role::Facilitator))
                .expect("a screen"),
        )
        .await
    }

    /// Somebody else.
    pub async fn joined(&self, name: &str, role: Role) -> Person {
        Person::at(self.board.connect(Seat::new(name, role)).expect("a screen")).await
    }

    /// Closes the board and opens it again, as on another day.
    pub async fn reopened(self) -> Self {
        self.board.close().await.expect("everything is saved");
        let board = Self::open(&self.app, &self.path).await;
        Self { board, ..self }
    }
}
