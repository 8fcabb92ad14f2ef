//! The boards there are: those of the library, and those opened lately elsewhere.

use crate::act::DeskAct;
use crate::state::DeskState;
use crate::state::file_memory::{RECENTS, Stamp};
use crate::state::open_boards::shown_title;
use crate::state::trash::TrashRecord;
use board_app::AppError;
use board_model::ErrorCode;
use board_store::RecentBoard;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use ts_rs::TS;

/// Asks for the boards there are.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct ListBoards {}

/// A board as the start screen shows it. Times are milliseconds since 1970.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "desk.ts")]
struct BoardEntry {
    path: String,
    title: String,
    opened_at: Option<i64>,
    changed_at: i64,
    is_in_library: bool,
    /// What opening would be refused with.
    trouble: Option<ErrorCode>,
}

/// A board that was deleted and can come back.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "desk.ts")]
struct DeletedEntry {
    path: String,
    title: String,
    deleted_at: i64,
}

/// The boards there are, and those that were deleted.
#[derive(Debug, Serialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct BoardList {
    boards: Vec<BoardEntry>,
    deleted: Vec<DeletedEntry>,
}

impl DeskAct for ListBoards {
    type At = Arc<DeskState>;
    type Answer = BoardList;

    async fn carry_out(self, desk: Arc<DeskState>) -> Result<BoardList, AppError> {
        desk.list().await
    }
}

impl DeskState {
    /// The list of boards, latest first. No document is loaded: titles are those that the library remembers, else
    /// the files' names. O(files).
    async fn list(self: &Arc<Self>) -> Result<BoardList, AppError> {
        let recents = self.app.recents(RECENTS).await?;
        let recents: BTreeMap<PathBuf, RecentBoard> = recents
            .into_iter()
            .map(|recent| (recent.path.clone(), recent))
            .collect();
        let elsewhere: Vec<PathBuf> = recents
            .keys()
            .filter(|path| !self.is_in_library(path))
            .cloned()
            .collect();
        let desk = Arc::clone(self);
        let (files, deleted) = self
            .blocking(move || {
                let mut files = desk.app.library().boards()?;
                files.extend(elsewhere);
                let files = files.into_iter().map(|path| (Stamp::of(&path), path));
                Ok((files.collect::<Vec<_>>(), boards_in(&desk.deleted_folder())))
            })
            .await?;
        let (titles, troubles) = self.looked_at(&files).await?;
        let mut boards: Vec<BoardEntry> = files
            .into_iter()
            .map(|(stamp, path)| {
                let known = recents.get(&path);
                let opened_at = known.map(|known| known.opened_at_ms).filter(|&at| at > 0);
                let title = titles.get(&path).map(String::as_str);
                let title = title.or(known.map(|known| known.title.as_str()));
                BoardEntry {
                    title: shown_title(title.unwrap_or_default(), &path),
                    opened_at,
                    changed_at: stamp.map_or(opened_at.unwrap_or(0), |stamp| stamp.changed_at),
                    is_in_library: self.is_in_library(&path),
                    trouble: troubles.get(&path).copied(),
                    path: path.to_string_lossy().into_owned(),
                }
            })
            .collect();
        boards.sort_by(|a, b| {
            let last = |it: &BoardEntry| Reverse(it.opened_at.unwrap_or(0).max(it.changed_at));
            (last(a), &a.path).cmp(&(last(b), &b.path))
        });
        let deleted = self.trash(deleted).await?;
        Ok(BoardList { boards, deleted })
    }

    /// The titles of the open boards, and what is wrong with the files of the others.
    async fn looked_at(
        self: &Arc<Self>,
        files: &[(Option<Stamp>, PathBuf)],
    ) -> Result<(HashMap<PathBuf, String>, HashMap<PathBuf, ErrorCode>), AppError> {
        let open = self.open.lock().await;
        let mut titles = HashMap::new();
        let mut at_desk = BTreeSet::new();
        for (path, board) in open.all() {
            at_desk.insert(path.clone());
            let title = board.look(|replica| replica.board().header().title.clone());
            if let Ok(title) = title.await {
                titles.insert(path, title);
            }
        }
        let (desk, files) = (Arc::clone(self), files.to_vec());
        let troubles = self.blocking(move || {
            let trouble = |(stamp, path): (Option<Stamp>, PathBuf)| {
                let trouble = match stamp {
                    _ if at_desk.contains(&path) => None,
                    None => Some(ErrorCode::NoFile),
                    Some(stamp) => desk.memory.trouble(&path, stamp),
                };
                trouble.map(|trouble| (path, trouble))
            };
            Ok(files.into_iter().filter_map(trouble).collect())
        });
        let troubles = troubles.await?;
        drop(open);
        Ok((titles, troubles))
    }

    /// What the library keeps of deleted boards, the latest first.
    async fn trash(&self, files: Vec<(Stamp, PathBuf)>) -> Result<Vec<DeletedEntry>, AppError> {
        let mut entries = Vec::new();
        for (stamp, path) in files {
            let record = TrashRecord::of(self.app.library(), &path).await?;
            let title = record.as_ref().map(|record| record.title.as_str());
            entries.push(DeletedEntry {
                title: shown_title(title.unwrap_or_default(), &path),
                deleted_at: record.map_or(stamp.changed_at, |record| record.at),
                path: path.to_string_lossy().into_owned(),
            });
        }
        entries.sort_by(|a, b| {
            (Reverse(a.deleted_at), &a.path).cmp(&(Reverse(b.deleted_at), &b.path))
        });
        Ok(entries)
    }
}

/// The board files of a folder that may not be there.
fn boards_in(folder: &Path) -> Vec<(Stamp, PathBuf)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "journey"))
        .filter_map(|path| Some((Stamp::of(&path)?, path)))
        .collect()
}
