//! Opening a board file, for people or for one act.

use crate::big_stack;
use crate::error::AppError;
use crate::files::scene_cache::KeptScene;
use crate::files::snapshot::Backlog;
use crate::ids;
use board_model::BoardId;
use board_replica::{Replica, ReplicaError};
use board_store::{Access, BoardFile, Library, Loaded, OpenMode};
use std::path::Path;
use std::sync::Arc;

/// A board file with its replica.
pub struct LoadedBoard {
    /// The file, open.
    pub file: BoardFile,
    /// What is on it.
    pub replica: Replica,
    pub(crate) backlog: Backlog,
    pub(crate) last: board_store::Seq,
    /// The id under which this opening writes; 0 for one that only reads.
    pub client: u64,
    /// Of a board that is opened with a library.
    pub(crate) scene_cache: Option<KeptScene>,
}

/// Opens a board file and loads its replica under a client id that was never used before.
///
/// # Errors
/// Those of the store; [`AppError::Content`].
pub async fn load(
    path: &Path,
    mode: OpenMode,
    library: Option<&Library>,
) -> Result<LoadedBoard, AppError> {
    let mut file = BoardFile::open(path, mode).await?;
    match load_open(&mut file, library).await {
        Ok((replica, loaded, client, scene_cache)) => Ok(LoadedBoard {
            backlog: Backlog::of(&loaded.updates),
            last: loaded.last,
            replica,
            client,
            scene_cache,
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
) -> Result<(Replica, Arc<Loaded>, u64, Option<KeptScene>), AppError> {
    let (board, is_writable) = (file.board(), file.access() == Access::Write);
    let taking = async {
        match library {
            Some(library) if is_writable => library.take_client_id(board, ids::draw).await,
            // Nothing is ever written under it.
            _ => Ok(0),
        }
    };
    let (client, loaded) = tokio::try_join!(taking, file.load())?;
    let loaded = Arc::new(loaded);
    // The kept scene is looked for while the document is loaded, which takes longer.
    let looking = library.map(|library| {
        let (cache, loaded) = (library.scene_cache(), Arc::clone(&loaded));
        tokio::task::spawn_blocking(move || KeptScene::look(cache, &loaded))
    });
    let (path, states) = (file.path().to_owned(), Arc::clone(&loaded));
    let replica = big_stack::run(move || replica_of(&path, board, client, &states)).await?;
    let scene_cache = match looking {
        Some(looking) => looking.await.ok(),
        None => None,
    };
    Ok((replica, loaded, client, scene_cache))
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

/// The board of a file, read under the lock of a reader.
pub(crate) async fn board_of(path: &Path) -> Result<LoadedBoard, AppError> {
    load(path, OpenMode::ReadOnly, None).await
}
