//! Notes of another file onto a board file: one act, whole or nothing.

use crate::error::AppError;
use crate::files::load::{LoadedBoard, board_of, load};
use crate::files::snapshot;
use crate::installation::App;
use crate::{big_stack, ids};
use board_export::table::{self, Import};
use board_model::ParticipantId;
use board_replica::Replica;
use board_store::{Access, AppendedUpdate, OpenMode, Seq, StoreError};
use serde::Serialize;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// What was imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// How many notes.
    pub notes: usize,
    /// How many ratings of steps.
    pub ratings: usize,
    /// How many metrics.
    pub measures: usize,
    /// Columns of the file that mean nothing here and were passed over.
    pub ignored: Vec<String>,
    /// The encoding, where the file does not say it and it was guessed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guessed: Option<&'static str>,
}

impl App {
    /// Imports a `.csv`, `.tsv` or `.txt` file into a board file. If anything is wrong, the board file stays byte for
    /// byte as it was: the import is tried on a copy in memory before the file is opened for writing.
    ///
    /// # Errors
    /// `E_BAD_INPUT` with file, line and reason, `E_DUPLICATE_ID`, `E_LIMIT`, `E_TOO_LARGE`; `E_NO_FILE` for either file; those of
    /// opening the board.
    pub async fn import(
        &self,
        from: &Path,
        into: &Path,
        new_ids: bool,
    ) -> Result<Imported, AppError> {
        let tried = board_of(into).await?;
        tried.file.close().await?;
        let (name, bytes) = read(from)?;
        let by = self.person();
        let (name, bytes) = big_stack::run(move || {
            carry_out(tried.replica, by, &name, &bytes, new_ids)?;
            Ok((name, bytes))
        })
        .await?;
        let LoadedBoard {
            mut file,
            replica,
            last,
            client,
            ..
        } = load(into, OpenMode::Write, Some(self.library())).await?;
        if file.access() != Access::Write {
            let (path, found) = (file.path().to_owned(), file.format());
            file.close().await?;
            return Err(StoreError::NewerFormat { path, found }.into());
        }
        let done = big_stack::run(move || carry_out(replica, by, &name, &bytes, new_ids)).await;
        let done = match done {
            Ok((imported, updates, replica)) => {
                let update = |bytes| AppendedUpdate {
                    bytes,
                    author: Some(by),
                    client: Some(client),
                };
                let updates: Vec<AppendedUpdate> = updates.into_iter().map(update).collect();
                let stored = if updates.is_empty() {
                    Ok(last)
                } else {
                    file.append(&updates).await
                };
                match stored {
                    Ok(upto) => {
                        fold(&mut file, replica, upto).await;
                        Ok(imported)
                    }
                    Err(error) => Err(error.into()),
                }
            }
            Err(error) => Err(error),
        };
        let closed = file.close().await;
        let imported = done?;
        closed?;
        Ok(imported)
    }
}

/// A snapshot after the import. Without one the file is as whole, only slower to load.
async fn fold(file: &mut board_store::BoardFile, replica: Replica, upto: Seq) {
    let tried = big_stack::run(move || {
        let state = replica.state();
        Ok(snapshot::holds(&state, replica.board()).then_some(state))
    })
    .await;
    let Ok(Some(state)) = tried else {
        return;
    };
    if let Err(error) = file.compact(&state, upto).await {
        tracing::warn!(%error, "compacting the board file");
    }
}

/// The name of a file and what is in it, but no more than one byte beyond what is imported.
fn read(from: &Path) -> Result<(String, Vec<u8>), AppError> {
    let failed = |source| StoreError::io(from, source);
    let mut bytes = Vec::new();
    let file = File::open(from).map_err(failed)?;
    file.take(table::FILE_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    let name = from
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    Ok((name, bytes))
}

/// What was imported, the updates it made, which belong together, and the board with them.
fn carry_out(
    mut replica: Replica,
    by: ParticipantId,
    name: &str,
    bytes: &[u8],
    new_ids: bool,
) -> Result<(Imported, Vec<Vec<u8>>, Replica), AppError> {
    let import: Import = table::import_file(name, bytes, replica.board(), &mut ids::id, new_ids)?;
    let imported = Imported {
        notes: import.notes,
        ratings: import.ratings(),
        measures: import.measures,
        ignored: import.ignored.clone(),
        guessed: import.guessed,
    };
    let raters = import.raters();
    let mut updates = vec![replica.apply(by, import.into_edit())?.update];
    for ratings in raters {
        // A rating is somebody's own: each gets a participant that nobody is.
        let somebody = ParticipantId::from_uuid(ids::id());
        updates.push(replica.apply(somebody, ratings)?.update);
    }
    updates.retain(|update| !update.is_empty());
    Ok((imported, updates, replica))
}
