//! Opening a board for people.

use super::input::ThreadInput;
use super::links::BoardLinks;
use super::saver::Saver;
use super::saver::file_recovery::{FilePlace, Refuge};
use super::session_status::SessionStatus;
use super::thread::panic_recovery::Quarantine;
use super::thread::{BoardThreadParts, run_guarded};
use crate::error::AppError;
use crate::files::load::{LoadedBoard, load};
use crate::installation::identity::identity;
use crate::{big_stack, clock, ids};
use board_model::{BoardId, ParticipantId};
use board_room::message::{NUMBER_MAX, Refusal};
use board_room::{Room, RoomConfig};
use board_store::{Access, BoardFile, Library, OpenMode, StoreError};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use tokio::runtime::Handle;
use tokio::sync::mpsc::unbounded_channel;
use tokio::sync::watch;

/// An opened board, before anybody looks at it.
pub(crate) struct OpenedBoard {
    pub(crate) board: BoardId,
    pub(crate) person: ParticipantId,
    pub(crate) read_only: Option<Refusal>,
    pub(crate) thread: Sender<ThreadInput>,
    pub(crate) status: watch::Receiver<SessionStatus>,
    pub(crate) place: watch::Receiver<FilePlace>,
}

/// Opens a board for people.
///
/// # Errors
/// As [`load`], and [`AppError::NoThread`].
pub(crate) async fn open(
    path: &Path,
    library: &Library,
    person: ParticipantId,
) -> Result<OpenedBoard, AppError> {
    let LoadedBoard {
        file,
        replica,
        backlog,
        last,
        client,
        scene_cache,
    } = load(path, OpenMode::Write, Some(library)).await?;
    let (board, is_writable) = (file.board(), file.access() == Access::Write);
    let read_only = (!is_writable).then(|| too_new(file.path().to_owned(), &file));
    let drawn = ids::draw() & NUMBER_MAX;
    let epoch = if is_writable { client } else { drawn };
    let identity = match is_writable {
        true => Some(identity(library, &replica, person).await?),
        false => None,
    };
    let config = RoomConfig {
        epoch,
        host: person,
        read_only: read_only.clone(),
        unix_ms: clock::now_ms().unsigned_abs(),
        identity,
    };
    let (thread, inbox) = channel();
    let (telling, status) = watch::channel(SessionStatus::default());
    let (commands, orders) = unbounded_channel();
    let (refuge, place) = Refuge::new(library, file.path());
    let saver = Saver::new(file, (last, client), thread.clone(), refuge);
    tokio::spawn(saver.run(orders));
    let own = thread.clone();
    let parts = BoardThreadParts {
        room: Room::new(replica, config),
        epoch,
        client,
        backlog,
        saver: commands,
        is_writable,
        scene_cache,
        inbox,
        links: BoardLinks::new(board, own.clone(), Handle::current(), telling),
        quarantine: Quarantine::below(library.folder()),
        own,
    };
    big_stack::start("journeywall-board", move || run_guarded(parts))?;
    Ok(OpenedBoard {
        board,
        person,
        read_only,
        thread,
        status,
        place,
    })
}

fn too_new(path: PathBuf, file: &BoardFile) -> Refusal {
    let error = StoreError::NewerFormat {
        path,
        found: file.format(),
    };
    Refusal::new(error.code(), error.to_string())
}
