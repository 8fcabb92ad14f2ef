//! Opening a board file, for people or for one act.

use crate::board_thread::{Desk, Mail, run_guarded};
use crate::compaction::Backlog;
use crate::error::AppError;
use crate::keeping::Keeping;
use crate::refuge::{FilePlace, Refuge};
use crate::saver::Saver;
use crate::session::{Situation, Switchboard};
use crate::{big_stack, mint, session};
use board_model::{BoardId, ParticipantId};
use board_replica::{Replica, ReplicaError};
use board_room::message::{NUMBER_MAX, Refusal};
use board_room::{Room, RoomConfig};
use board_store::{Access, BoardFile, Library, Loaded, OpenMode, StoreError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use tokio::runtime::Handle;
use tokio::sync::mpsc::unbounded_channel;
use tokio::sync::watch;

/// An opened board, before anybody looks at it.
pub(crate) struct Opened {
    pub(crate) board: BoardId,
    pub(crate) person: ParticipantId,
    pub(crate) read_only: Option<Refusal>,
    pub(crate) mail: Sender<Mail>,
    pub(crate) situation: watch::Receiver<Situation>,
    pub(crate) place: watch::Receiver<FilePlace>,
}

/// A board file with its replica.
pub(crate) struct LoadedBoard {
    pub(crate) file: BoardFile,
    pub(crate) replica: Replica,
    pub(crate) backlog: Backlog,
    pub(crate) last: board_store::Seq,
    pub(crate) client: u64,
    /// Of a board that is opened with a library.
    pub(crate) keeping: Option<Keeping>,
}

/// Opens a board file and loads its replica under a client id that was never used before.
///
/// # Errors
/// Those of the store; [`AppError::Content`].
pub(crate) async fn load(
    path: &Path,
    mode: OpenMode,
    library: Option<&Library>,
) -> Result<LoadedBoard, AppError> {
    let mut file = BoardFile::open(path, mode).await?;
    match load_open(&mut file, library).await {
        Ok((replica, loaded, client, keeping)) => Ok(LoadedBoard {
            backlog: Backlog::of(&loaded.updates),
            last: loaded.last,
            replica,
            client,
            keeping,
            file,
        }),
        Err(error) => {
            // The refusal matters more than a close that failed on a file nothing was written to.
            drop(file.close().await);
            Err(error)
        }
    }
}

async fn load_open(
    file: &mut BoardFile,
    library: Option<&Library>,
) -> Result<(Replica, Arc<Loaded>, u64, Option<Keeping>), AppError> {
    let (board, is_writable) = (file.board(), file.access() == Access::Write);
    let taking = async {
        match library {
            Some(library) if is_writable => library.take_client_id(board, mint::draw).await,
            // Nothing is ever written under it.
            _ => Ok(0),
        }
    };
    let (client, loaded) = tokio::try_join!(taking, file.load())?;
    let loaded = Arc::new(loaded);
    // The kept scene is looked for while the document is loaded, which takes longer.
    let looking = library.map(|library| {
        let (shelf, loaded) = (library.scenes(), Arc::clone(&loaded));
        tokio::task::spawn_blocking(move || Keeping::look(shelf, &loaded))
    });
    let (path, states) = (file.path().to_owned(), Arc::clone(&loaded));
    let replica = big_stack::run(move || replica_of(&path, board, client, &states)).await?;
    let keeping = match looking {
        Some(looking) => looking.await.ok(),
        None => None,
    };
    Ok((replica, loaded, client, keeping))
}

fn replica_of(
    path: &Path,
    board: BoardId,
    client: u64,
    loaded: &Loaded,
) -> Result<Replica, AppError> {
    let states: Vec<&[u8]> = loaded.states().collect();
    let content = |source| AppError::Content {
        path: path.to_owned(),
        source,
    };
    if states.is_empty() {
        // A board that is on its way from another machine.
        return Ok(Replica::awaiting(client, board));
    }
    let replica = Replica::load(client, &states).map_err(content)?;
    if replica.board().id() != board {
        let fact = "its document belongs to another board";
        return Err(content(ReplicaError::Damaged { fact }));
    }
    Ok(replica)
}

/// Opens a board for people.
///
/// # Errors
/// As [`load`], and [`AppError::NoThread`].
pub(crate) async fn open(
    path: &Path,
    library: &Library,
    person: ParticipantId,
) -> Result<Opened, AppError> {
    let LoadedBoard {
        file,
        replica,
        backlog,
        last,
        client,
        keeping,
    } = load(path, OpenMode::Write, Some(library)).await?;
    let (board, is_writable) = (file.board(), file.access() == Access::Write);
    let read_only = (!is_writable).then(|| too_new(file.path().to_owned(), &file));
    let epoch = if is_writable {
        client
    } else {
        mint::draw() & NUMBER_MAX
    };
    let identity = match is_writable {
        true => Some(session::identity(library, &replica, person).await?),
        false => None,
    };
    let config = RoomConfig {
        epoch,
        host: person,
        read_only: read_only.clone(),
        identity,
    };
    let (mail, inbox) = channel();
    let (telling, situation) = watch::channel(Situation::default());
    let (commands, orders) = unbounded_channel();
    let (refuge, place) = Refuge::new(library, file.path());
    let saver = Saver::new(file, (last, client), mail.clone(), refuge);
    tokio::spawn(saver.run(orders));
    let own = mail.clone();
    let desk = Desk {
        room: Room::new(replica, config),
        epoch,
        client,
        backlog,
        saver: commands,
        is_writable,
        keeping,
        inbox,
        switchboard: Switchboard::new(board, own.clone(), Handle::current(), telling),
        quarantine: session::Quarantine::below(library.folder()),
        own,
    };
    big_stack::start("journeywall-board", move || run_guarded(desk))?;
    Ok(Opened {
        board,
        person,
        read_only,
        mail,
        situation,
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
