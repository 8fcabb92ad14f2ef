//! Whether a board file is whole, and saving what can be saved of one that is not.

use crate::big_stack;
use crate::error::AppError;
use crate::files::load::board_of;
use crate::files::snapshot;
use board_model::BoardId;
use board_replica::Replica;
use board_store::{AppendedUpdate, BoardFile, Salvaged, StoreError};
use serde::Serialize;
use std::path::Path;

/// How it stands with a board file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Verdict {
    /// Nothing is wrong.
    pub sound: bool,
    /// The board, if its id can be read.
    pub board: Option<BoardId>,
    /// The file's format version, `major.minor`.
    pub format: String,
    /// The file's size.
    pub bytes: u64,
    /// Live notes, if the board can be read.
    pub notes: Option<usize>,
    /// A journal of a killed program stands beside the file. No damage: the next opening takes it in.
    pub journal: bool,
    /// Everything that is wrong, as sentences.
    pub findings: Vec<String>,
}

/// Checks a board file: its structure, every checksum, and that its document is a board. Changes nothing.
///
/// # Errors
/// `E_NO_FILE`, `E_BOARD_OPEN`, `E_BAD_INPUT` for what is no board file, `E_DISK`. Damage is a verdict.
pub async fn verify(path: &Path) -> Result<Verdict, AppError> {
    let report = board_store::verify(path).await?;
    let mut findings: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
    let mut notes = None;
    match board_of(path).await {
        Ok(loaded) => {
            notes = Some(loaded.replica.board().notes_in_reading_order().count());
            loaded.file.close().await?;
        }
        Err(AppError::Content { source, .. }) => findings.push(source.to_string()),
        // Damage of the file itself is in the report; anything else keeps it from being judged.
        Err(AppError::Store(StoreError::NotABoard { .. })) if !findings.is_empty() => {}
        Err(AppError::Store(StoreError::Damaged { damage, .. })) => {
            let damage = damage.to_string();
            if !findings.contains(&damage) {
                findings.push(damage);
            }
        }
        Err(error) => return Err(error),
    }
    Ok(Verdict {
        sound: findings.is_empty(),
        board: report.board,
        format: report.format.to_string(),
        bytes: report.bytes,
        notes,
        journal: report.has_journal,
        findings,
    })
}

/// What was saved of a damaged file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Repaired {
    /// Live notes of the board that was saved.
    pub notes: usize,
    /// Updates that could be read and taken.
    pub updates: usize,
    /// Updates that could not be taken: altered, or building on missing ones.
    pub lost: usize,
    /// Pictures that were saved.
    pub images: usize,
    /// What stood in the way, as sentences.
    pub losses: Vec<String>,
}

/// A board put together from what could be read.
struct Rebuilt {
    replica: Replica,
    taken: usize,
    lost: usize,
}

/// Writes what can still be read of a board file to a fresh one. The damaged file is left as it is.
///
/// # Errors
/// [`AppError::BeyondRepair`] when no board can be made of it; `E_BAD_INPUT` where `out` is already; those of reading and writing.
pub async fn repair(path: &Path, out: &Path) -> Result<Repaired, AppError> {
    let salvaged = board_store::salvage(path).await?;
    let losses = salvaged.losses.iter().map(ToString::to_string).collect();
    let beyond = || AppError::BeyondRepair {
        path: path.to_owned(),
    };
    let (salvaged, rebuilt) = big_stack::run(move || {
        let rebuilt = rebuild(&salvaged);
        Ok((salvaged, rebuilt))
    })
    .await?;
    let Rebuilt {
        replica,
        taken,
        lost,
    } = rebuilt.ok_or_else(beyond)?;
    let state = replica.state();
    let (state, replica) = big_stack::run(move || {
        Ok((
            snapshot::holds(&state, replica.board()).then_some(state),
            replica,
        ))
    })
    .await?;
    let first = AppendedUpdate::of(state.ok_or_else(beyond)?);
    let board = replica.board();
    let mut file = BoardFile::create(out, board.id(), &[first]).await?;
    let kept = keep_rest(&mut file, &salvaged).await;
    let closed = file.close().await;
    kept?;
    closed?;
    Ok(Repaired {
        notes: board.notes_in_reading_order().count(),
        updates: taken,
        lost,
        images: salvaged.images.len(),
        losses,
    })
}

async fn keep_rest(file: &mut BoardFile, salvaged: &Salvaged) -> Result<(), StoreError> {
    for image in &salvaged.images {
        file.put_image(image.kind, &image.bytes).await?;
    }
    for version in &salvaged.versions {
        file.put_version(&version.name, version.at_ms, &version.state)
            .await?;
    }
    Ok(())
}

/// Begins with the newest sound snapshot that loads, or else with the first update that does, and takes every
/// update that fits.
fn rebuild(salvaged: &Salvaged) -> Option<Rebuilt> {
    let sound = salvaged
        .snapshots
        .iter()
        .filter(|snapshot| snapshot.is_sound);
    let doubtful = salvaged
        .snapshots
        .iter()
        .filter(|snapshot| !snapshot.is_sound);
    let states = sound
        .chain(doubtful)
        .map(|snapshot| snapshot.state.as_slice());
    let updates = || {
        salvaged
            .updates
            .iter()
            .map(|update| update.bytes.as_slice())
    };
    let mut replica = states.chain(updates()).find_map(loaded)?;
    let (mut taken, mut lost) = (0, 0);
    for update in updates() {
        match merged(&mut replica, update) {
            Some(true) => taken += 1,
            Some(false) => lost += 1,
            None => return None,
        }
    }
    Some(Rebuilt {
        replica,
        taken,
        lost,
    })
}

fn loaded(state: &[u8]) -> Option<Replica> {
    std::panic::catch_unwind(|| Replica::load(0, &[state]).ok())
        .ok()
        .flatten()
}

/// Whether an update was taken; `None` when the document did not survive it.
fn merged(replica: &mut Replica, update: &[u8]) -> Option<bool> {
    let merge = std::panic::AssertUnwindSafe(|| replica.merge(update).is_ok());
    std::panic::catch_unwind(merge).ok()
}
