//! Boards with content that says by itself whether it is right.

use board_model::BoardId;
use board_store::{AppendedUpdate, BoardFile, Loaded, OpenMode, Seq, StoreError};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub(crate) const BOARD: BoardId = BoardId::from_u128(0x0193_0000_0000_7000_8000_0000_0000_0001);

/// A temporary folder and a path for a board in it.
pub(crate) fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().canonicalize().unwrap().join("b.journey");
    (folder, path)
}

/// The bytes of update `seq`.
pub(crate) fn update(seq: u64) -> Vec<u8> {
    let mut bytes = format!("update {seq} ").into_bytes();
    bytes.resize(60 + (seq % 90) as usize, (seq % 251) as u8);
    bytes
}

/// The updates `from..=to`.
pub(crate) fn updates(from: u64, to: u64) -> Vec<AppendedUpdate> {
    (from..=to)
        .map(|seq| AppendedUpdate::of(update(seq)))
        .collect()
}

/// The state after update `upto`, of several pages.
pub(crate) fn state(upto: u64) -> Vec<u8> {
    let mut bytes = format!("state after {upto} ").into_bytes();
    let start = bytes.len();
    bytes.resize(20_000, 0);
    for (at, byte) in bytes.iter_mut().enumerate().skip(start) {
        *byte = (at as u64 * 31 + upto * 7) as u8;
    }
    bytes
}

/// Appends update after update, up to `to`.
pub(crate) async fn append_to(file: &mut BoardFile, to: u64) {
    let last = file.last_seq().await.unwrap().0;
    assert_eq!(file.append(&updates(last + 1, to)).await.unwrap(), Seq(to));
}

/// A closed board with updates 1..=30 and snapshots after 10 and 20.
pub(crate) async fn board_with_two_snapshots(path: &Path) {
    let mut file = BoardFile::create(path, BOARD, &updates(1, 10))
        .await
        .unwrap();
    file.compact(&state(10), Seq(10)).await.unwrap();
    append_to(&mut file, 20).await;
    file.compact(&state(20), Seq(20)).await.unwrap();
    append_to(&mut file, 30).await;
    file.close().await.unwrap();
}

/// Says what is wrong with a loaded board; nothing when it is the board after `last` updates.
pub(crate) fn fault(loaded: &Loaded, last: u64) -> Option<String> {
    let upto = loaded.snapshot_upto.0;
    let snapshot = (upto > 0).then(|| state(upto));
    if loaded.snapshot != snapshot {
        return Some(format!("the snapshot is not the state after {upto}"));
    }
    if loaded.last != Seq(last) {
        return Some(format!("it ends at {:?} instead of {last}", loaded.last));
    }
    let expected: Vec<Vec<u8>> = (upto + 1..=last).map(update).collect();
    (loaded.updates != expected)
        .then(|| format!("the updates after {upto} are not those that were written"))
}

/// Opens, loads, closes.
pub(crate) async fn load(path: &Path) -> Result<Loaded, StoreError> {
    let mut file = BoardFile::open(path, OpenMode::Write).await?;
    let loaded = file.load().await;
    file.close().await?;
    loaded
}

/// Runs SQL on a closed file as any other program could.
pub(crate) async fn alter(path: &Path, sql: &str) {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(false)
        .disable_statement_logging();
    let mut connection = options.connect().await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}

/// The names in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A small generator with a fixed seed (SplitMix64).
pub(crate) struct Rng(pub u64);

impl Rng {
    pub(crate) fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}
