//! One whole app among the machines: it merges, stores, lays out, and its screen hears patches.

use crate::PEERS;
use crate::clock::{Clock, Ear};
use crate::servers::Server;
use board_app::{App, OpenBoard, Role, Screen, Seat, SessionOptions};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio::time::{Instant, timeout_at};

const QUIET: Duration = Duration::from_secs(3);

pub(crate) struct Whole {
    screen: Screen,
    board: OpenBoard,
    _app: App,
    _folder: TempDir,
}

pub(crate) async fn enter(server: &Server) -> Whole {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&folder.path().join("library")).await.unwrap();
    let options = SessionOptions {
        listen: Some(([127, 0, 0, 1], 0).into()),
        discovery: false,
        relay: None,
    };
    let board = app
        .join(server.ticket(), "Whole", None, &options)
        .await
        .unwrap();
    let mut screen = board
        .connect_own(Seat::new("Whole", Role::Facilitator))
        .unwrap();
    screen
        .send(r#"{"id":1,"subscribe":["board","scene"]}"#)
        .await;
    while !screen.recv().await.unwrap().starts_with(r#"{"id":1"#) {}
    Whole {
        screen,
        board,
        _app: app,
        _folder: folder,
    }
}

impl Whole {
    /// Hears every edit until all came or it is quiet.
    pub(crate) async fn watch(mut self, clock: Arc<Clock>, end: Instant) -> Ear {
        let mut ear = Ear::new(usize::MAX, PEERS.clients);
        let mut silence = end + QUIET;
        while ear.heard() < clock.edits()
            && let Ok(Some(message)) = timeout_at(silence, self.screen.recv()).await
        {
            silence = end.max(Instant::now()) + QUIET;
            ear.hear(&clock, message.as_bytes());
        }
        drop(self.screen);
        drop(self.board.close().await);
        ear
    }
}
