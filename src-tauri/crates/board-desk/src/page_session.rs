//! The session of one page at the desk: before which board it sits, what it asked for, what it is told.

use super::acts::{Act, DeskAct};
use super::answers::{Nothing, Opened, text};
use super::nearby::Looking;
use super::notice::{DeskNotice, Greeting, Platform};
use super::open_boards::path_now;
use super::{DeskState, First, message, notice};
use board_app::AppError;
use board_app::PinState;
use board_app::files::create::EXAMPLE_FILE;
use board_app::json::line;
use board_app::open::board::{OpenBoard, Screen, ScreenSender, Seat};
use board_app::open::outbox::Outbox;
use board_room::message::Role;
use parking_lot::{Mutex, MutexGuard};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::{OwnedMutexGuard, mpsc, oneshot, watch};
use tokio::task::JoinHandle;
use ts_rs::TS;

/// What is done in turn, each after the one before.
#[derive(Debug)]
pub(super) enum Order {
    /// Something to show that the page did not ask for.
    Show(First),
    /// Something the page asked for.
    Act { id: u64, act: Act },
}

/// Whether the page's acts go on being carried out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Turn {
    /// One after the other.
    #[default]
    Goes,
    /// The page is gone.
    Over,
}

/// A board whose messages the page gets next.
pub(super) struct Sitting {
    pub(super) path: PathBuf,
    screen: Screen,
}

/// Asks to sit at a board.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(super) struct Open {
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
pub(super) struct Close {}

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
pub(super) struct Call {
    name: String,
}

impl DeskAct for Call {
    type At = Arc<PageSession>;
    type Answer = Nothing;

    async fn carry_out(self, page: Arc<PageSession>) -> Result<Nothing, AppError> {
        page.call(&self.name).await
    }
}

/// The session of one page, from its first message until it is gone. Its screen and everything under way for it share
/// it.
pub(super) struct PageSession {
    pub(super) desk: Arc<DeskState>,
    /// The name beside what is written from here.
    name: Mutex<String>,
    pub(super) out: Outbox,
    /// Turns true when the screen is to end.
    pub(super) ended: watch::Sender<bool>,
    seated: Mutex<Option<Seated>>,
    /// Held by what is done in turn.
    turn: Arc<tokio::sync::Mutex<Turn>>,
    /// Looks for sessions while the page shows them.
    pub(super) around: Mutex<Option<Looking>>,
}

/// The board that a page sits before.
pub(super) struct Seated {
    /// What the board was opened by.
    opened: PathBuf,
    pub(super) board: OpenBoard,
    voice: ScreenSender,
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
    pub(super) async fn end(self) {
        // It has ended already when the board was closed.
        let _ended = self.stop.send(());
        drop(self.passing.await);
    }
}

impl PageSession {
    pub(super) fn new(
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
            around: Mutex::default(),
        }
    }

    /// Tells the page something. A page that takes nothing any more is given up.
    pub(super) fn tell(&self, text: String) {
        if !self.out.send(text) {
            self.ended.send_replace(true);
        }
    }

    /// Tells the page something of the desk's own.
    pub(super) fn notify(&self, notice: &DeskNotice<'_>) {
        self.tell(line(notice));
    }

    /// Greets the page: it is at the start screen.
    pub(super) fn greet(&self) {
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
    pub(super) fn name(&self) -> String {
        self.name.lock().clone()
    }

    /// The person here has that name: on the open board at once, on every board from now on, and the next time.
    async fn call(&self, name: &str) -> Result<Nothing, AppError> {
        let name = Seat::new(name, Role::Facilitator).shown_name()?;
        self.desk.app.keep_own_name(&name).await?;
        self.desk.name.lock().clone_from(&name);
        self.name.lock().clone_from(&name);
        if let Some((_, board)) = self.board() {
            board.call(name)?;
        }
        Ok(Nothing {})
    }

    pub(super) fn seated(&self) -> MutexGuard<'_, Option<Seated>> {
        self.seated.lock()
    }

    /// What speaks to the board that the page sits before.
    pub(super) fn voice(&self) -> Option<ScreenSender> {
        self.seated().as_ref().map(|seated| seated.voice.clone())
    }

    /// The board that the page sits before, and where it is.
    pub(super) fn board(&self) -> Option<(PathBuf, OpenBoard)> {
        let seated = self.seated();
        let seated = seated.as_ref()?;
        Some((seated.path(), seated.board.clone()))
    }

    /// Carries out what is to be done in turn, until the page is gone.
    pub(super) async fn work(self: Arc<Self>, mut orders: mpsc::UnboundedReceiver<Order>) {
        while let Some(order) = orders.recv().await {
            let _turn = self.turn.lock().await;
            match order {
                Order::Show(first) => {
                    if let Err(error) = self.show(first).await {
                        self.tell(message::refusal(None, &error));
                    }
                }
                Order::Act { id, act } => act.begin(id, &self).await,
            }
        }
        *self.turn.lock().await = Turn::Over;
        self.vanish();
    }

    /// Waits until everything that was asked for before is done; what comes later waits for the guard to go.
    ///
    /// # Errors
    /// [`AppError::Stopped`] when the page is gone.
    pub(super) async fn take_turn(&self) -> Result<OwnedMutexGuard<Turn>, AppError> {
        let turn = Arc::clone(&self.turn).lock_owned().await;
        match *turn {
            Turn::Goes => Ok(turn),
            Turn::Over => Err(AppError::Stopped),
        }
    }

    async fn show(self: &Arc<Self>, first: First) -> Result<(), AppError> {
        let path = match first {
            First::Start => match self.desk.waiting.lock().pop() {
                Some(path) => path,
                None => return Ok(()),
            },
            First::Board(path) => {
                let path = path.canonicalize().unwrap_or(path);
                self.desk.memory.choose(&path);
                path
            }
            First::Example => {
                let path = self.desk.app.folder().join(EXAMPLE_FILE);
                if !path.is_file() {
                    self.desk.app.create_example(&path).await?;
                }
                path
            }
        };
        let sitting = self.move_to(&path).await?;
        self.sit(sitting);
        Ok(())
    }

    /// A seat before another board. The one before is left when the other is open: one that cannot be opened leaves
    /// the page where it is.
    pub(super) async fn move_to(&self, path: &Path) -> Result<Sitting, AppError> {
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
    pub(super) fn sit(self: &Arc<Self>, Sitting { path, screen }: Sitting) {
        static SITTINGS: AtomicU64 = AtomicU64::new(0);
        let number = SITTINGS.fetch_add(1, Ordering::Relaxed);
        let (stop, stopped) = oneshot::channel();
        let (voice, board) = (screen.sender(), screen.board().clone());
        let mut seated = self.seated();
        let page = Arc::clone(self);
        let passing = async move { page.pass_on(screen, stopped, number).await };
        *seated = Some(Seated {
            opened: path,
            board,
            voice,
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
            self.tell(message::refusal(None, &AppError::Stopped));
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
        seated.voice = screen.sender();
        tracing::warn!("a screen was too far behind and begins anew");
        Some(screen)
    }

    /// Leaves the board, back to the start screen.
    ///
    /// # Errors
    /// What could not be saved; then it still sits there.
    async fn stand_up(&self) -> Result<(), AppError> {
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
    pub(super) fn vanish(&self) {
        self.look_no_more();
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
}
