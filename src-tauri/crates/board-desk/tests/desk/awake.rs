//! A machine that hosts stays awake.

use board_app::{App, Awake, SessionOptions, Wakefulness};
use board_room::message::Role;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Counts how often the machine is kept awake at once.
#[derive(Debug, Default)]
struct Counted(Arc<AtomicUsize>);

struct One(Arc<AtomicUsize>);

impl Awake for One {
    fn lasts(&mut self) -> bool {
        true
    }
}

impl Drop for One {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Wakefulness for Counted {
    fn begin(&self) -> io::Result<Box<dyn Awake>> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Ok(Box::new(One(Arc::clone(&self.0))))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_is_kept_awake_from_sharing_to_leaving() {
    let port = Counted::default();
    let now = Arc::clone(&port.0);
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&folder.path().join("library")).await.unwrap();
    let app = app.with_wakefulness(Arc::new(port));
    let path = folder.path().join("Onboarding.journey");
    app.create(&path, "blank", None).await.unwrap();
    let board = app.open_board(&path).await.unwrap();
    assert_eq!(app.is_kept_awake().await, None);
    let options = SessionOptions {
        listen: Some("127.0.0.1:0".parse().unwrap()),
        discovery: false,
        relay: None,
    };
    app.share(&board, "Mira", &options).await.unwrap();
    // What is asked of the board comes after what was said before.
    board.ticket(Role::Participant).await.unwrap();
    assert_eq!(now.load(Ordering::SeqCst), 1);
    assert_eq!(app.is_kept_awake().await, Some(true));

    board.unshare().unwrap();
    drop(board.ticket(Role::Participant).await);
    assert_eq!(now.load(Ordering::SeqCst), 0, "nothing is hosted any more");

    app.share(&board, "Mira", &options).await.unwrap();
    board.ticket(Role::Participant).await.unwrap();
    assert_eq!(now.load(Ordering::SeqCst), 1);
    board.close().await.unwrap();
    assert_eq!(now.load(Ordering::SeqCst), 0);
}
