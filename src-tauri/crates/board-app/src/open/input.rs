//! What reaches the thread of an open board.

use super::outbox::Outbox;
use super::saver::command::SaverCommand;
use crate::error::AppError;
use crate::installation::endpoint::{Endpoint, RouteInput};
use board_model::{Board, Edit};
use board_replica::Replica;
use board_room::message::{Done, InMessage, KeptElsewhere, Refusal};
use board_room::session::SessionCommand;
use board_room::{DiskTrouble, SeatId, Seating};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, oneshot};

/// A board, and its document as one v1 update.
pub(crate) struct Copied {
    pub(crate) board: Board,
    pub(crate) state: Vec<u8>,
}

/// What reaches the thread.
#[derive(Debug)]
pub(crate) enum ThreadInput {
    /// Somebody takes a seat.
    Join { seating: Seating, outbox: Outbox },
    /// A seat is gone.
    Leave(SeatId),
    /// A message of a seat. The permits are given back when it was handled: nobody floods the inbox, and nobody has two
    /// costly questions in it.
    Said {
        seat: SeatId,
        message: Result<InMessage, Refusal>,
        permits: (OwnedSemaphorePermit, Option<OwnedSemaphorePermit>),
    },
    /// Appends up to this number are on disk.
    Stored(u64),
    /// Appends up to this number are not.
    StoreFailed { number: u64, trouble: DiskTrouble },
    /// Somebody else wrote into the board's file: the document is wanted.
    Overwritten,
    /// The board's file was taken away; the board goes on in another one.
    Kept(KeptElsewhere),
    /// A snapshot was tried: the state, when it holds the board, and the last append in it.
    Tried { state: Option<Vec<u8>>, upto: u64 },
    /// A snapshot that was tried is stored, or could not be.
    Folded { is_stored: bool },
    /// An edit of the program itself: answered when it is on disk.
    Apply {
        seating: Seating,
        edit: Box<Edit>,
        reply: oneshot::Sender<Result<Done, Refusal>>,
    },
    /// Looks at the document.
    Look(Look),
    /// Hands a command on to the saver, after everything that was said before.
    Pass(SaverCommand),
    /// Something of its session with other machines.
    Session(SessionInput),
    /// Close the board, and say how it went; nobody may wait for that.
    Close(Option<oneshot::Sender<Result<(), AppError>>>),
}

/// What reaches the thread of its session with other machines.
#[derive(Debug)]
pub(crate) enum SessionInput {
    /// There is an endpoint for links; and the name of this machine's person.
    Connect {
        endpoint: Arc<Endpoint>,
        name: String,
    },
    /// What the endpoint brings for the board.
    Route(RouteInput),
    /// This machine can be reached elsewhere now.
    Moved,
    /// Guests find this machine here.
    Doors(Vec<SocketAddr>),
    /// The app asks something of the session.
    Command(SessionCommand),
    /// Say when the board has come, or why it will not.
    Arrived(oneshot::Sender<Result<(), Refusal>>),
}

impl From<SessionInput> for ThreadInput {
    fn from(input: SessionInput) -> Self {
        Self::Session(input)
    }
}

impl From<SessionCommand> for ThreadInput {
    fn from(command: SessionCommand) -> Self {
        SessionInput::Command(command).into()
    }
}

/// Somebody's look at the document of an open board, on its own thread.
pub(crate) struct Look(pub(crate) Box<dyn FnOnce(&Replica) + Send>);

impl std::fmt::Debug for Look {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Look")
    }
}
