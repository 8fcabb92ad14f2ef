//! Looking at a board file without changing it.

use crate::big_stack;
use crate::error::AppError;
use crate::files::load::{LoadedBoard, board_of};
use crate::json;
use board_layout::Layout;
use board_model::{Board, BoardId};

use serde::Serialize;
use std::path::Path;

/// What is on a sheet, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetOverview {
    /// Its title.
    pub title: String,
    /// How many stages.
    pub stages: usize,
    /// How many steps.
    pub steps: usize,
    /// How many rows.
    pub rows: usize,
    /// How many notes in its cells.
    pub notes: usize,
}

/// What is in a board file, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Overview {
    /// The board.
    pub board: BoardId,
    /// Its title.
    pub title: String,
    /// The file's format version, `major.minor`.
    pub format: String,
    /// The file's size.
    pub bytes: u64,
    /// Its sheets in order.
    pub sheets: Vec<SheetOverview>,
    /// Notes of all sheets and of the parking lot.
    pub notes: usize,
    /// Notes of the parking lot.
    pub parked: usize,
    /// Names of the people the board remembers.
    pub people: Vec<String>,
}

/// What is in a board file.
///
/// # Errors
/// `E_NO_FILE`, `E_BOARD_OPEN`, `E_BAD_INPUT` for what is no board, `E_DAMAGED`, `E_NEWER_FORMAT`, `E_TOO_LARGE`, `E_DISK`.
pub async fn overview(path: &Path) -> Result<Overview, AppError> {
    let loaded = board_of(path).await?;
    let bytes = std::fs::metadata(loaded.file.path()).map_or(0, |metadata| metadata.len());
    let overview = counted(
        loaded.replica.board(),
        loaded.file.format().to_string(),
        bytes,
    );
    loaded.file.close().await?;
    Ok(overview)
}

fn counted(board: &Board, format: String, bytes: u64) -> Overview {
    let mut sheets = Vec::new();
    for sheet in board.sheets() {
        let (steps, rows) = (sheet.steps(), &sheet.rows);
        let cells = steps.flat_map(|step| {
            rows.iter().map(|row| board_model::CellId {
                step: step.id,
                row: row.id,
            })
        });
        sheets.push(SheetOverview {
            title: sheet.title.clone(),
            stages: sheet.stages.len(),
            steps: sheet.steps().count(),
            rows: sheet.rows.len(),
            notes: cells.map(|cell| board.count_in(cell)).sum(),
        });
    }
    let parked = board.parked().count();
    Overview {
        board: board.id(),
        title: board.header().title.clone(),
        format,
        bytes,
        notes: parked + sheets.iter().map(|sheet| sheet.notes).sum::<usize>(),
        sheets,
        parked,
        people: board
            .people()
            .map(|(_, person)| person.name.clone())
            .collect(),
    }
}

/// The board of a file as text.
///
/// # Errors
/// As [`overview`].
pub async fn outline(path: &Path) -> Result<String, AppError> {
    let loaded = board_of(path).await?;
    let outline = board_export::table::outline(loaded.replica.board());
    loaded.file.close().await?;
    Ok(outline)
}

/// The scene of the board of a file, as JSON: what every painter paints.
///
/// # Errors
/// As [`overview`].
pub async fn scene(path: &Path) -> Result<String, AppError> {
    let LoadedBoard { file, replica, .. } = board_of(path).await?;
    file.close().await?;
    big_stack::run(move || Ok(json::line(Layout::new().scene(replica.board())))).await
}
