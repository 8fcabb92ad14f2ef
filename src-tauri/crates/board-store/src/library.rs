//! The library: a folder of boards, and what belongs to this installation instead of to a board.

use crate::connection;
use crate::error::StoreError;
use crate::file_name::{file_name, has_room_beside, is_named_for, numbered, taken_in};
use crate::folder::make_folder;
use crate::header::LIBRARY_APPLICATION_ID;
use crate::scene_cache::SceneCache;
use board_model::BoardId;
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::sync::{Mutex, MutexGuard};

/// Between two tries to open `library.db` while another program of this person is just making it.
const PATIENCE: Duration = Duration::from_millis(20);
/// Tries before giving up: two seconds.
const TRIES: u32 = 100;
/// What version 1 of `library.db` brings. A later one is a further file, applied after it; none is ever changed.
const MIGRATIONS: [&str; 1] = [include_str!("../sql/library/1.sql")];

/// A board that was open lately.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecentBoard {
    /// Where its file was.
    pub path: PathBuf,
    /// Its id.
    pub board: BoardId,
    /// Its title then.
    pub title: String,
    /// When it was opened, in milliseconds since 1970.
    pub opened_at_ms: i64,
}

/// An open library. Several programs of one person may have it open at once.
///
/// `library.db` holds keys and unshared drafts: on Unix the file can be read by its owner only, and so can a
/// folder that was made for it. On Windows both inherit the protection of the person's profile.
#[derive(Debug)]
pub struct Library {
    folder: PathBuf,
    pub(crate) file: PathBuf,
    connection: Mutex<SqliteConnection>,
}

impl Library {
    /// Opens the library in `folder`, making both if need be.
    ///
    /// Errors: [`StoreError::ReadOnlyPlace`], [`StoreError::DiskFull`]; [`StoreError::NotALibrary`] and
    /// [`StoreError::NewerLibrary`] for a `library.db` that is not ours, or not ours yet; [`StoreError::Damaged`].
    pub async fn open(folder: &Path) -> Result<Self, StoreError> {
        make_folder(folder)?;
        let folder = folder
            .canonicalize()
            .map_err(|source| StoreError::io(folder, source))?;
        let file = folder.join("library.db");
        make_private(&file)?;
        let mut connection = connect(&file).await?;
        migrate(&mut connection, &file).await?;
        Ok(Self {
            folder,
            file,
            connection: Mutex::new(connection),
        })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The scenes of large boards that were open lately.
    pub fn scene_cache(&self) -> SceneCache {
        SceneCache::of(&self.folder)
    }

    /// Writes the log into `library.db`, so that keys are in the file that people copy and restore. While another program
    /// reads, what it reads stays in the log, and the next fold takes it along.
    ///
    /// # Errors
    /// [`StoreError::DiskFull`] and others; nothing is lost then.
    pub async fn fold(&self) -> Result<(), StoreError> {
        sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            .execute(&mut *self.connection().await)
            .await
            .map(drop)
            .map_err(|error| self.failed(error))
    }

    /// Closes the library's database. Dropping it loses nothing either.
    pub async fn close(self) -> Result<(), StoreError> {
        let closed = self.connection.into_inner().close().await;
        closed.map_err(|error| StoreError::sqlite(&self.file, error))
    }

    /// The board files of the folder, by name.
    pub fn boards(&self) -> Result<Vec<PathBuf>, StoreError> {
        let failed = |source| StoreError::io(&self.folder, source);
        let mut boards = Vec::new();
        for entry in std::fs::read_dir(&self.folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.extension().is_some_and(|ending| ending == "journey") && path.is_file() {
                boards.push(path);
            }
        }
        boards.sort();
        Ok(boards)
    }

    /// What the file of a title is called, without an ending: a name that every file system takes, with room for
    /// endings and numbers. Every file that is called like a title is named here, exports and downloads too.
    pub fn name_for(title: &str) -> String {
        file_name(title)
    }

    /// Whether a file is called like a title already, by its name or with a number behind it.
    pub fn is_named_for(path: &Path, title: &str) -> bool {
        let stem = path.file_stem().unwrap_or_default();
        is_named_for(&stem.to_string_lossy(), title)
    }

    /// Whether a board file's name leaves room for what is kept beside it while it is open.
    pub fn has_room_beside(path: &Path) -> bool {
        has_room_beside(path)
    }

    /// Places in a folder for a board of this name, best first, where nothing is yet: also nothing whose name differs
    /// in upper case or in the bytes of an accent only, which other systems take for the same. It waits for the disk.
    pub fn places_in(folder: &Path, name: &str) -> impl Iterator<Item = PathBuf> + use<> {
        let taken = taken_in(folder);
        let (folder, name) = (folder.to_owned(), name.to_owned());
        (1..).filter_map(move |number| {
            let file = format!("{}.journey", numbered(&name, number));
            (!taken.contains(&board_model::name_key(&file))).then(|| folder.join(file))
        })
    }

    /// A path in the folder for a new board with this title, where nothing is yet.
    pub fn path_for(&self, title: &str) -> PathBuf {
        let mut places = Self::places_in(&self.folder, &file_name(title));
        let free = places.find(|path| path.symlink_metadata().is_err());
        // The numbers do not end.
        free.unwrap_or_else(|| self.folder.clone())
    }

    /// A setting of this installation; `None` when it was never set.
    pub async fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        sqlx::query_scalar("SELECT value FROM setting WHERE key = ?")
            .bind(key)
            .fetch_optional(&mut *self.connection().await)
            .await
            .map_err(|error| self.failed(error))
    }

    /// Sets or, with `None`, takes away a setting; on disk when this returns.
    pub async fn put_setting(&self, key: &str, value: Option<&str>) -> Result<(), StoreError> {
        let query = match value {
            Some(value) => sqlx::query(
                "INSERT INTO setting(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            )
            .bind(key)
            .bind(value),
            None => sqlx::query("DELETE FROM setting WHERE key = ?").bind(key),
        };
        self.run(query).await
    }

    /// Notes that a board was opened; an earlier note of the same path is replaced.
    pub async fn put_recent(&self, recent: &RecentBoard) -> Result<(), StoreError> {
        let path = self.text(&recent.path)?;
        let query = sqlx::query(
            "INSERT INTO recent_board(path, board, title, opened_at_ms) VALUES (?, ?, ?, ?) ON CONFLICT(path) \
             DO UPDATE SET board = excluded.board, title = excluded.title, opened_at_ms = excluded.opened_at_ms",
        );
        let (board, title) = (recent.board.to_string(), recent.title.as_str());
        self.run(
            query
                .bind(path)
                .bind(board)
                .bind(title)
                .bind(recent.opened_at_ms),
        )
        .await
    }

    /// The boards opened last, latest first, at most `count`. Their files may be gone.
    pub async fn recents(&self, count: u32) -> Result<Vec<RecentBoard>, StoreError> {
        let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
            "SELECT path, board, title, opened_at_ms FROM recent_board ORDER BY opened_at_ms DESC, path LIMIT ?",
        )
        .bind(count)
        .fetch_all(&mut *self.connection().await)
        .await
        .map_err(|error| self.failed(error))?;
        let recent = |(path, board, title, opened_at_ms): (String, String, String, i64)| {
            Some(RecentBoard {
                path: path.into(),
                board: board.parse().ok()?,
                title,
                opened_at_ms,
            })
        };
        Ok(rows.into_iter().filter_map(recent).collect())
    }

    /// Takes a board off the list of recent ones. Its file stays.
    pub async fn forget_recent(&self, path: &Path) -> Result<(), StoreError> {
        let path = self.text(path)?;
        self.run(sqlx::query("DELETE FROM recent_board WHERE path = ?").bind(path))
            .await
    }

    pub(crate) async fn connection(&self) -> MutexGuard<'_, SqliteConnection> {
        self.connection.lock().await
    }

    pub(crate) fn failed(&self, error: sqlx::Error) -> StoreError {
        StoreError::sqlite(&self.file, error)
    }

    pub(crate) async fn run<'q>(
        &self,
        query: sqlx::query::Query<'q, sqlx::Sqlite, sqlx::sqlite::SqliteArguments>,
    ) -> Result<(), StoreError> {
        query
            .execute(&mut *self.connection().await)
            .await
            .map(drop)
            .map_err(|error| self.failed(error))
    }

    fn text(&self, path: &Path) -> Result<String, StoreError> {
        path.to_str()
            .map(str::to_owned)
            .ok_or_else(|| StoreError::PathNotUtf8 {
                path: path.to_owned(),
            })
    }
}

/// Makes the file before SQLite would, so that it is never readable by others; SQLite gives the files beside it
/// the same permissions.
fn make_private(file: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::io(file, source);
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        options.mode(0o600);
        let made = options.open(file).map_err(failed)?;
        made.set_permissions(std::fs::Permissions::from_mode(0o600))
            .map_err(failed)
    }
    #[cfg(not(unix))]
    options.open(file).map(drop).map_err(failed)
}

async fn connect(file: &Path) -> Result<SqliteConnection, StoreError> {
    let mut tries = 1;
    loop {
        match connection::shared(file)
            .await
            .map_err(|error| StoreError::sqlite(file, error))
        {
            // Going to WAL mode needs the file alone for a moment, and SQLite does not wait for that by itself.
            Err(StoreError::BoardOpen { .. }) if tries < TRIES => {
                tokio::time::sleep(PATIENCE).await
            }
            Err(StoreError::Damaged { .. }) => {
                return Err(StoreError::NotALibrary {
                    path: file.to_owned(),
                });
            }
            other => return other,
        }
        tries += 1;
    }
}

async fn migrate(connection: &mut SqliteConnection, file: &Path) -> Result<(), StoreError> {
    let failed = |error| StoreError::sqlite(file, error);
    let mut transaction = connection
        .begin_with("BEGIN IMMEDIATE")
        .await
        .map_err(failed)?;
    let (program, version, objects): (i64, i64, i64) = sqlx::query_as(
        "SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), \
         (SELECT count(*) FROM sqlite_schema)",
    )
    .fetch_one(&mut *transaction)
    .await
    .map_err(failed)?;
    let is_empty = (program, version, objects) == (0, 0, 0);
    if !is_empty && program != i64::from(LIBRARY_APPLICATION_ID) {
        return Err(StoreError::NotALibrary {
            path: file.to_owned(),
        });
    }
    if version > MIGRATIONS.len() as i64 {
        return Err(StoreError::NewerLibrary {
            path: file.to_owned(),
            found: version as u32,
        });
    }
    for sql in &MIGRATIONS[version as usize..] {
        sqlx::raw_sql(*sql)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
    }
    let identity = format!(
        "PRAGMA application_id = {LIBRARY_APPLICATION_ID}; PRAGMA user_version = {}",
        MIGRATIONS.len()
    );
    sqlx::raw_sql(AssertSqlSafe(identity))
        .execute(&mut *transaction)
        .await
        .map_err(failed)?;
    transaction.commit().await.map_err(failed)
}
