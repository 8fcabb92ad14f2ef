//! An open board as its users see it: screens that talk, copies to work on, closing.

use crate::error::AppError;
use crate::files::images::StoredImages;
use crate::ids;
use crate::open::input::{Look, ThreadInput};
use crate::open::opening::OpenedBoard;
use crate::open::outbox::{ScreenReceiver, outbox};
use crate::open::saver::command::SaverCommand;
use crate::open::saver::file_recovery::FilePlace;
use crate::open::seat_throttle::SeatThrottle;
use crate::open::session_status::SessionStatus;
use board_model::{BoardId, Edit, ParticipantId, limits};
use board_replica::Replica;
use board_room::message::{Done, InMessage, Refusal, Request, Role};
use board_room::session::{GuestRedirect, SessionCommand};
use board_room::{SeatId, Seating};
use parking_lot::Mutex;
use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Weak};
use tokio::sync::{Semaphore, oneshot, watch};

/// What may wait for a board's thread, in KiB: several of the largest messages. Whoever sends more waits.
const INBOX_KIB: u32 = 64 << 10;

/// Who wants to look at a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Their name, shown beside their notes.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The number of the colour they would like; without one the board gives one.
    pub colour: Option<u8>,
}

impl Seat {
    /// Somebody of this name and role.
    pub fn new(name: &str, role: Role) -> Self {
        Self {
            name: name.to_owned(),
            role,
            colour: None,
        }
    }

    /// The name as it is shown.
    ///
    /// # Errors
    /// [`AppError::BadName`] for a blank one or one beyond the limit.
    pub fn shown_name(&self) -> Result<String, AppError> {
        let name = self.name.trim();
        let (given, max) = (limits::utf16_len(name), limits::TITLE_UTF16);
        if given == 0 || given > max {
            return Err(AppError::BadName { given, max });
        }
        Ok(name.to_owned())
    }
}

/// An open board. Clones are the same board; it closes when the last of them and of its screens is dropped,
/// and [`OpenBoard::close`] says whether everything was saved.
#[derive(Clone, Debug)]
pub struct OpenBoard(Arc<Held>);

/// An open board that closes all the same.
#[derive(Clone, Debug)]
pub struct WeakBoard(Weak<Held>);

impl WeakBoard {
    /// The board, if anybody else has it open still.
    pub fn upgrade(&self) -> Option<OpenBoard> {
        self.0.upgrade().map(OpenBoard)
    }
}

/// What all who have a board open share.
#[derive(Debug)]
struct Held {
    thread: Sender<ThreadInput>,
    board: BoardId,
    person: ParticipantId,
    read_only: Option<Refusal>,
    seats: AtomicU64,
    inbox: Arc<Semaphore>,
    status: watch::Receiver<SessionStatus>,
    place: watch::Receiver<FilePlace>,
    services: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
}

impl Drop for Held {
    fn drop(&mut self) {
        // A board that is closed already does not listen.
        drop(self.thread.send(ThreadInput::Close(None)));
    }
}

impl OpenBoard {
    pub(crate) fn new(opened: OpenedBoard) -> Self {
        let OpenedBoard {
            board,
            person,
            read_only,
            thread,
            status,
            place,
        } = opened;
        Self(Arc::new(Held {
            thread,
            board,
            person,
            read_only,
            seats: AtomicU64::new(1),
            inbox: Arc::new(Semaphore::new(INBOX_KIB as usize)),
            status,
            place,
            services: Mutex::default(),
        }))
    }

    /// The board's id.
    pub fn id(&self) -> BoardId {
        self.0.board
    }

    /// Where its file lies: elsewhere than it was opened once that was removed, moved or replaced.
    pub fn place(&self) -> FilePlace {
        self.0.place.borrow().clone()
    }

    /// Whether this is the same opening of the same board.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Whether the board is closed, or stopped working.
    pub async fn is_over(&self) -> bool {
        self.look(|_| ()).await.is_err()
    }

    /// The same board, for who must not keep it open.
    pub fn weak(&self) -> WeakBoard {
        WeakBoard(Arc::downgrade(&self.0))
    }

    /// How its session stands, for guests.
    pub fn session_status(&self) -> watch::Receiver<SessionStatus> {
        self.0.status.clone()
    }

    /// What a service of the program keeps for this opening of the board: one value of each type, made when it is first
    /// asked for, dropped with the board.
    pub(crate) fn service<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        let mut services = self.0.services.lock();
        let slot = services
            .entry(TypeId::of::<T>())
            .or_insert_with(|| Arc::new(T::default()));
        // Whatever lies under the id of a type is of that type.
        Arc::clone(slot).downcast().unwrap_or_default()
    }

    /// Why the board can only be read; `None` for a board that can be changed.
    pub fn read_only(&self) -> Option<&Refusal> {
        self.0.read_only.as_ref()
    }

    /// A screen for somebody. A facilitator is the person of this installation, at one more screen; anybody else
    /// is somebody new.
    ///
    /// # Errors
    /// [`AppError::BadName`]; [`AppError::Stopped`] when the board is closed.
    pub fn connect(&self, seat: Seat) -> Result<Screen, AppError> {
        match seat.role {
            Role::Facilitator => self.seat(&seat, self.0.person, false),
            Role::Participant | Role::Viewer => {
                self.seat(&seat, ParticipantId::from_uuid(ids::id()), false)
            }
        }
    }

    /// A screen of this installation's person, with at most the role of `seat`.
    ///
    /// # Errors
    /// As [`OpenBoard::connect`].
    pub fn connect_own(&self, seat: Seat) -> Result<Screen, AppError> {
        self.seat(&seat, self.0.person, false)
    }

    /// A screen under an id that was chosen; of a guest, whose numbers go on, or not.
    ///
    /// # Errors
    /// As [`OpenBoard::connect`].
    pub(crate) fn seat(
        &self,
        seat: &Seat,
        participant: ParticipantId,
        is_guest: bool,
    ) -> Result<Screen, AppError> {
        let seating = self.seating(seat, participant, is_guest)?;
        let id = seating.seat;
        let (mut outbox, receiver) = outbox();
        // Facilitators may do everything anyway.
        outbox.throttle = (seat.role != Role::Facilitator).then(SeatThrottle::new);
        let throttle = outbox.throttle.clone();
        let sent = self.0.thread.send(ThreadInput::Join { seating, outbox });
        sent.map_err(|_| AppError::Stopped)?;
        let sender = ScreenSender {
            seat: id,
            board: self.clone(),
            throttle,
        };
        Ok(Screen { sender, receiver })
    }

    /// Carries out an edit as this installation's person, under this name.
    ///
    /// # Errors
    /// [`AppError::Refused`] with the board's own code, `E_DISK` where it could not be saved; [`AppError::BadName`];
    /// [`AppError::Stopped`] when the board is closed.
    pub async fn apply(&self, name: &str, mut edit: Edit) -> Result<Done, AppError> {
        ids::complete(&mut edit);
        let seat = Seat::new(name, Role::Facilitator);
        let seating = self.seating(&seat, self.0.person, false)?;
        let (reply, replied) = oneshot::channel();
        let edit = Box::new(edit);
        self.post(ThreadInput::Apply {
            seating,
            edit,
            reply,
        })?;
        Ok(replied.await.map_err(|_| AppError::Stopped)??)
    }

    /// A seat that is taken now.
    fn seating(
        &self,
        seat: &Seat,
        participant: ParticipantId,
        is_guest: bool,
    ) -> Result<Seating, AppError> {
        Ok(Seating {
            seat: SeatId(self.0.seats.fetch_add(1, Ordering::Relaxed)),
            participant,
            name: seat.shown_name()?,
            role: seat.role,
            wished: seat.role,
            is_guest,
            colour: seat.colour,
        })
    }

    /// Looks at the document on the board's own thread, after everything that was said before.
    ///
    /// # Errors
    /// [`AppError::Stopped`] when the board is closed.
    pub async fn look<T: Send + 'static>(
        &self,
        look: impl FnOnce(&Replica) -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let (reply, replied) = oneshot::channel();
        // Whoever asked may have gone away.
        let look = Look(Box::new(move |replica| drop(reply.send(look(replica)))));
        self.post(ThreadInput::Look(look))?;
        replied.await.map_err(|_| AppError::Stopped)
    }

    /// Has the saver do something after everything that was said before, and waits for it.
    ///
    /// # Errors
    /// [`AppError::Stopped`] when the board is closed.
    pub(crate) async fn pass<T>(
        &self,
        command: impl FnOnce(oneshot::Sender<T>) -> SaverCommand,
    ) -> Result<T, AppError> {
        let (reply, replied) = oneshot::channel();
        self.post(ThreadInput::Pass(command(reply)))?;
        replied.await.map_err(|_| AppError::Stopped)
    }

    /// Saves everything, and writes the whole board to another place.
    ///
    /// # Errors
    /// `E_DISK` and others of the store; [`AppError::Stopped`] when the board is closed.
    pub async fn save_copy(&self, to: PathBuf) -> Result<(), AppError> {
        self.pass(|done| SaverCommand::SaveCopy { to, done })
            .await?
    }

    /// Every image that is stored in its file.
    ///
    /// # Errors
    /// As [`OpenBoard::save_copy`].
    pub async fn images(&self) -> Result<StoredImages, AppError> {
        Ok(self.pass(SaverCommand::Images).await??)
    }

    pub(crate) fn post(&self, input: impl Into<ThreadInput>) -> Result<(), AppError> {
        let sent = self.0.thread.send(input.into());
        sent.map_err(|_| AppError::Stopped)
    }

    /// Saves everything, makes the board one file again and frees it. Screens end after what was sent to them.
    /// A board that is closed already stays so.
    ///
    /// # Errors
    /// [`AppError::Unsaved`] when something could not be saved: then the board stays open, and closing can be
    /// tried again after space was made. [`AppError::Store`] when the file could not be tidied; nothing is lost.
    pub async fn close(&self) -> Result<(), AppError> {
        self.leave_guests();
        let (reply, replied) = oneshot::channel();
        if self.0.thread.send(ThreadInput::Close(Some(reply))).is_err() {
            return Ok(());
        }
        replied.await.unwrap_or(Ok(()))
    }

    /// This machine leaves in order. Where no other could take the guests in, they are over: the next session begins
    /// without them until somebody lets them in.
    pub fn leave_guests(&self) {
        let is_last = {
            let status = self.session_status();
            let now = status.borrow();
            now.guest_policy.redirect == GuestRedirect::Here
                && now.is_open()
                && now.doors.is_empty()
        };
        if is_last {
            // A board that is closed already has no guests.
            drop(self.post(SessionCommand::Guests(Vec::new())));
        }
    }
}

/// One screen, script or guest: messages of the contract both ways, one JSON text each.
#[derive(Debug)]
pub struct Screen {
    sender: ScreenSender,
    receiver: ScreenReceiver,
}

impl Screen {
    /// Gives the board a message. It waits while the board has much to do. A closed board hears nothing.
    pub async fn send(&self, message: &str) {
        self.sender.send(message).await;
    }

    /// The next message, the hello line first; `None` when the board is closed. Cancel-safe.
    pub async fn recv(&mut self) -> Option<String> {
        self.receiver.recv().await
    }

    /// The board it is before.
    pub fn board(&self) -> &OpenBoard {
        &self.sender.board
    }

    /// What speaks for this screen where somebody else listens for it.
    pub fn sender(&self) -> ScreenSender {
        self.sender.clone()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let sender = &self.sender;
        drop(sender.board.0.thread.send(ThreadInput::Leave(sender.seat)));
    }
}

/// The half of a screen that speaks.
#[derive(Clone, Debug)]
pub struct ScreenSender {
    seat: SeatId,
    board: OpenBoard,
    throttle: Option<SeatThrottle>,
}

impl ScreenSender {
    /// As [`Screen::send`].
    pub async fn send(&self, message: &str) {
        if let Some(wait) = self.throttle.as_ref().map(SeatThrottle::wait)
            && !wait.is_zero()
        {
            tokio::time::sleep(wait).await;
        }
        let kib = u32::try_from(message.len() >> 10)
            .unwrap_or(u32::MAX)
            .saturating_add(1)
            .min(INBOX_KIB);
        let Ok(permit) = Arc::clone(&self.board.0.inbox)
            .acquire_many_owned(kib)
            .await
        else {
            return;
        };
        let mut message = InMessage::parse(message);
        if let Ok(InMessage::Ask {
            request: Request::Edit { edit, .. },
            ..
        }) = &mut message
        {
            ids::complete(edit);
        }
        let turn = match &self.throttle {
            Some(throttle) if may_cost_much(&message) => throttle.turn().await,
            _ => None,
        };
        let said = ThreadInput::Said {
            seat: self.seat,
            message,
            permits: (permit, turn),
        };
        drop(self.board.0.thread.send(said));
    }
}

/// Whether a few bytes of a message may cause megabytes: answers, and acts of many parts.
fn may_cost_much(message: &Result<InMessage, Refusal>) -> bool {
    match message {
        Ok(InMessage::Ask { request, .. }) => match request {
            Request::Get(_) | Request::Ticket(_) => true,
            Request::Edit { edit, .. } => matches!(
                **edit,
                Edit::Undo(_) | Edit::Redo(_) | Edit::Many(_) | Edit::MoveNotes(_)
            ),
            Request::Subscribe(_) => false,
        },
        _ => false,
    }
}
