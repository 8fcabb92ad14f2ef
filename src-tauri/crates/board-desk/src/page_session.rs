//! The session of one page at the desk: before which board it sits, what it asked for, what it is told.

use crate::answers::{refusal, text};
use crate::nearby_search::NearbySearch;
use crate::notice::{self, DeskNotice, Greeting, Platform};
use crate::state::DeskState;
use crate::state::open_boards::path_now;
use board_app::json::line;
use board_app::open::board::{OpenBoard, Screen, ScreenSender, Seat};
use board_app::open::outbox::Outbox;
use board_app::{AppError, PinState};
use board_room::message::Role;
use parking_lot::{Mutex, MutexGuard};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::{OwnedMutexGuard, oneshot, watch};
use tokio::task::JoinHandle;

/// Whether the page's acts go on being carried out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Turn {
    /// One after the other.
    #[default]
    Goes,
    /// The page is gone.
    Over,
}

/// A board whose messages the page gets next.
pub(crate) struct Sitting {
    pub(crate) path: PathBuf,
    screen: Screen,
}

/// The session of one page, from its first message until it is gone. Its screen and everything under way for it share
/// it.
pub(crate) struct PageSession {
    pub(crate) desk: Arc<DeskState>,
    /// The name beside what is written from here.
    name: Mutex<String>,
    out: Outbox,
    /// Turns true when the screen is to end.
    pub(crate) ended: watch::Sender<bool>,
    seated: Mutex<Option<Seated>>,
    /// Held by what is done in turn.
    turn: Arc<tokio::sync::Mutex<Turn>>,
    /// Looks for sessions while the page shows them.
    pub(crate) nearby: Mutex<Option<NearbySearch>>,
}

/// The board that a page sits before.
pub(crate) struct Seated {
    /// What the board was opened by.
    opened: PathBuf,
    pub(crate) board: OpenBoard,
    sender: ScreenSender,
    /// Tells this sitting from others.
    number: u64,
    stop: oneshot::Sender<()>,
    passing: JoinHandle<()>,
}

impl Seated {
    /// Where the board's file is.
    fn path(&self) -> PathBuf {
        path_now(&self.board, &self.opened)
    }

    /// Ends when everything that the board said so far was passed on.
    pub(crate) async fn end(self) {
        // It has ended already when the board was closed.
        let _ended = self.stop.send(());
        drop(self.passing.await);
    }
}

impl PageSession {
    pub(crate) fn new(
        desk: Arc<DeskState>,
        name: String,
        out: Outbox,
        ended: watch::Sender<bool>,
    ) -> Self {
        Self {
            desk,
            name: Mutex::new(name),
            out,
            ended,
            seated: Mutex::default(),
            turn: Arc::default(),
            nearby: Mutex::default(),
        }
    }

    /// Tells the page something. A page that takes nothing any more is given up.
    pub(crate) fn tell(&self, text: String) {
        if !self.out.send(text) {
            self.ended.send_replace(true);
        }
    }

    /// Tells the page something of the desk's own.
    pub(crate) fn notify(&self, notice: &DeskNotice<'_>) {
        self.tell(line(notice));
    }

    /// Greets the page: it is at the start screen.
    pub(crate) fn greet(&self) {
        let dialogs = self.desk.files.is_some();
        let platform = if dialogs {
            Platform::of_window()
        } else {
            Platform::Browser
        };
        self.notify(&DeskNotice::Desk(Greeting {
            protocol: notice::PROTOCOL,
            name: self.name(),
            dialogs,
            platform,
            library: text(self.desk.app.folder()),
            has_new_keys: self.desk.app.has_new_keys(),
        }));
    }

    /// The name beside what is written from here.
    pub(crate) fn name(&self) -> String {
        self.name.lock().clone()
    }

    /// From now on this name is beside what is written from here.
    pub(crate) fn set_name(&self, name: &str) {
        name.clone_into(&mut self.name.lock());
    }

    pub(crate) fn seated(&self) -> MutexGuard<'_, Option<Seated>> {
        self.seated.lock()
    }

    /// What speaks to the board that the page sits before.
    pub(crate) fn sender(&self) -> Option<ScreenSender> {
        self.seated().as_ref().map(|seated| seated.sender.clone())
    }

    /// The board that the page sits before, and where it is.
    pub(crate) fn board(&self) -> Option<(PathBuf, OpenBoard)> {
        let seated = self.seated();
        let seated = seated.as_ref()?;
        Some((seated.path(), seated.board.clone()))
    }

    /// Waits until everything that was asked for before is done; what comes later waits for the guard to go.
    ///
    /// # Errors
    /// [`AppError::Stopped`] when the page is gone.
    pub(crate) async fn take_turn(&self) -> Result<OwnedMutexGuard<Turn>, AppError> {
        let turn = Arc::clone(&self.turn).lock_owned().await;
        match *turn {
            Turn::Goes => Ok(turn),
            Turn::Over => Err(AppError::Stopped),
        }
    }

    /// Nothing more is carried out in turn, and the board is left without a word.
    pub(crate) async fn end(&self) {
        *self.turn.lock().await = Turn::Over;
        self.vanish();
    }

    /// A seat before another board. The one before is left when the other is open: one that cannot be opened leaves
    /// the page where it is.
    pub(crate) async fn move_to(&self, path: &Path) -> Result<Sitting, AppError> {
        let screen = self.desk.take_seat(path, &self.name()).await?;
        if let Err(error) = self.stand_up().await {
            let board = screen.board().clone();
            drop(screen);
            // Somebody else's seat or nobody's: the error to tell is the first.
            drop(self.desk.leave(&board).await);
            return Err(error);
        }
        self.desk.found(path);
        let path = path.to_owned();
        Ok(Sitting { path, screen })
    }

    /// Begins to pass on what the board says.
    pub(crate) fn sit(self: &Arc<Self>, Sitting { path, screen }: Sitting) {
        static SITTINGS: AtomicU64 = AtomicU64::new(0);
        let number = SITTINGS.fetch_add(1, Ordering::Relaxed);
        let (stop, stopped) = oneshot::channel();
        let (sender, board) = (screen.sender(), screen.board().clone());
        let mut seated = self.seated();
        let page = Arc::clone(self);
        let passing = async move { page.pass_on(screen, stopped, number).await };
        *seated = Some(Seated {
            opened: path,
            board,
            sender,
            number,
            stop,
            passing: self.desk.app.runtime().spawn(passing),
        });
    }

    async fn pass_on(&self, mut screen: Screen, mut stopped: oneshot::Receiver<()>, number: u64) {
        let mut pin = screen.board().watch_pin();
        if *pin.borrow() != PinState::default() {
            pin.mark_changed();
        }
        // The board's hello comes first.
        let mut is_greeted = false;
        loop {
            tokio::select! {
                biased;
                Ok(()) = pin.changed(), if is_greeted => self.tell_pin(screen.board()),
                message = screen.recv() => match message {
                    Some(message) => {
                        self.tell(message);
                        is_greeted = true;
                    }
                    None => match self.sit_again(screen.board(), number).await {
                        Some(again) => {
                            screen = again;
                            is_greeted = false;
                        }
                        None => break,
                    },
                },
                _ = &mut stopped => return,
            }
        }
        // Whoever closes a board has its pages leave it first. This one stopped by itself.
        let is_mine = |seated: &mut Seated| seated.number == number;
        let seated = self.seated().take_if(is_mine);
        if let Some(seated) = seated {
            self.tell(refusal(None, &AppError::Stopped));
            self.desk.give_up(&seated.board).await;
            self.greet();
        }
    }

    /// Another screen before a board that ended one because it was too far behind: its hello has the page load anew.
    /// `None` when the board is over.
    async fn sit_again(&self, board: &OpenBoard, number: u64) -> Option<Screen> {
        if board.is_over().await {
            return None;
        }
        let screen = board.connect(Seat::new(&self.name(), Role::Facilitator));
        let screen = screen.ok()?;
        let mut seated = self.seated();
        let seated = seated.as_mut().filter(|seated| seated.number == number)?;
        seated.sender = screen.sender();
        tracing::warn!("a screen was too far behind and begins anew");
        Some(screen)
    }

    /// Leaves the board, back to the start screen.
    ///
    /// # Errors
    /// What could not be saved; then it still sits there.
    pub(crate) async fn stand_up(&self) -> Result<(), AppError> {
        let Some(seated) = self.seated().take() else {
            return Ok(());
        };
        match self.desk.leave(&seated.board).await {
            Ok(()) => {
                self.desk.found(&seated.path());
                seated.end().await;
                Ok(())
            }
            Err(error) => {
                *self.seated() = Some(seated);
                Err(error)
            }
        }
    }

    /// Leaves the board without a word, for the page that may come back.
    pub(crate) fn vanish(&self) {
        self.end_search();
        let Some(seated) = self.seated().take() else {
            return;
        };
        let desk = Arc::clone(&self.desk);
        desk.waiting.lock().push(seated.path());
        self.desk.app.runtime().spawn(async move {
            let (board, path) = (seated.board.clone(), seated.path());
            seated.end().await;
            desk.vanish(board, path).await;
        });
    }

    /// Ends the search for sessions nearby, if there is one.
    pub(crate) fn end_search(&self) {
        drop(self.nearby.lock().take());
    }

    /// Tells the page how it stands with the PIN of its board.
    fn tell_pin(&self, board: &OpenBoard) {
        self.notify(&DeskNotice::Pin(&board.pin()));
    }
}
