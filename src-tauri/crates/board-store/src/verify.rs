//! What is sound in a board file and what is not. Changes nothing.

use crate::board_file::update_sum;
use crate::error::{Damage, StoreError, shown};
use crate::format::Format;
use crate::header::{FalseStamp, canonical};
use crate::image::{ImageHash, ImageType};
use crate::inspect::{FULL, Inspection, board_id};
use crate::load::snapshot_hash;
use crate::lock::BoardLock;
use crate::rows::{self, Scan};
use crate::{bounds, limits, schema};
use board_model::BoardId;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use std::path::Path;

/// What [`verify`] found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// The board's id, if it can be read.
    pub board: Option<BoardId>,
    /// The file's format.
    pub format: Format,
    /// The size of the file, in bytes, without a journal beside it.
    pub bytes: u64,
    /// A journal of a writer that was killed stands beside the file. Not damage: the next opening folds it in.
    pub has_journal: bool,
    /// What was counted, per table.
    pub tables: Vec<TableReport>,
    /// Everything that is wrong; at most [`limits::FINDINGS`].
    pub findings: Vec<Damage>,
}

/// One table of a [`Report`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TableReport {
    /// The table's name.
    pub table: &'static str,
    /// Rows that could be read.
    pub rows: u64,
    /// Of these, rows whose hash does not hold.
    pub altered: u64,
}

impl Report {
    /// Nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Checks a whole board file: header, schema, SQLite's full integrity check, every hash, the numbering of updates.
///
/// Errors: [`StoreError::NoFile`], [`StoreError::BoardOpen`], [`StoreError::NotABoard`], and those of reading. A
/// damaged board is a report, not an error, unless the format version itself is damaged.
pub async fn verify(path: &Path) -> Result<Report, StoreError> {
    let path = canonical(path)?;
    let _lock = BoardLock::shared(&path)?;
    let mut inspection = Inspection::of_doubtful(&path).await?;
    let header = inspection.header;
    let (format, bytes, has_journal) = (header.format, header.bytes, header.has_journal);
    let report = Report {
        board: None,
        format,
        bytes,
        has_journal,
        tables: Vec::new(),
        findings: Vec::new(),
    };
    let mut check = Check {
        path: &path,
        report,
    };
    if let Some(stamp) = header.stamp {
        check.find(stamp.damage());
    }
    if header.is_truncated {
        check.find(Damage::Truncated);
    }
    check.all(&mut inspection).await?;
    inspection.close(&path).await?;
    Ok(check.report)
}

struct Check<'p> {
    path: &'p Path,
    report: Report,
}

impl Check<'_> {
    fn find(&mut self, damage: Damage) {
        if self.report.findings.len() < limits::FINDINGS && !self.report.findings.contains(&damage)
        {
            self.report.findings.push(damage);
        }
    }

    /// Turns damage into a finding; passes other errors on.
    fn note<T>(&mut self, outcome: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
        match outcome {
            Ok(value) => Ok(Some(value)),
            Err(StoreError::Damaged { damage, .. }) => {
                self.find(damage);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    async fn all(&mut self, inspection: &mut Inspection) -> Result<(), StoreError> {
        let format = self.report.format;
        let objects = schema::objects(&mut inspection.connection, self.path).await;
        let Some(objects) = self.note(objects)? else {
            return Ok(());
        };
        let checked = schema::check(&mut inspection.connection, self.path, format).await;
        let is_ours = self.note(checked)?.is_some();
        for object in objects
            .iter()
            .filter(|object| !format.is_newer_major() && !schema::is_known(object, format))
        {
            self.find(schema::foreign(object));
        }
        if !is_ours {
            // Neither its mark nor its tables are those of a board.
            let mark = inspection.header.stamp.filter(|it| *it == FalseStamp::Mark);
            return mark.map_or(Ok(()), |stamp| Err(stamp.refusal(self.path)));
        }
        if !format.is_newer_major() {
            let complaints = inspection.complaints(self.path, FULL).await;
            for complaint in self.note(complaints)?.unwrap_or_default() {
                self.find(Damage::Structure { complaint });
            }
        }
        let bounded = bounds::check(
            &mut inspection.connection,
            self.path,
            format.is_newer_major(),
        )
        .await;
        if self.note(bounded)?.is_none() {
            return Ok(());
        }
        let board = board_id(&mut inspection.connection, self.path).await;
        self.report.board = self.note(board)?;
        self.rows(inspection).await
    }

    async fn rows(&mut self, inspection: &mut Inspection) -> Result<(), StoreError> {
        let updates = self
            .scan(inspection, &rows::UPDATES, is_sound_update)
            .await?;
        let snapshots = self
            .scan(inspection, &rows::SNAPSHOTS, is_sound_snapshot)
            .await?;
        let upto = |row: &Scanned| row.is_sound.then_some(row.upto);
        let base = snapshots.iter().filter_map(upto).max().unwrap_or(0);
        let mut before = base;
        for update in updates.iter().filter(|update| update.key > base) {
            if update.key > before + 1 {
                self.find(Damage::UpdatesMissing {
                    after: before as u64,
                });
            }
            before = update.key;
        }
        // The last update always stays, whatever a snapshot holds.
        let last = updates.last().map_or(0, |update| update.key);
        if last < base {
            self.find(Damage::UpdatesMissing { after: last as u64 });
        }
        if !self.report.format.is_newer_major() {
            self.scan(inspection, &rows::IMAGES, is_sound_image).await?;
            self.scan(inspection, &rows::VERSIONS, is_sound_version)
                .await?;
        }
        Ok(())
    }

    /// Reads one table and reports on it.
    async fn scan(
        &mut self,
        inspection: &mut Inspection,
        scan: &Scan,
        is_sound: fn(&SqliteRow) -> bool,
    ) -> Result<Vec<Scanned>, StoreError> {
        let keep = |row: &SqliteRow| {
            let upto = row.try_get("upto").unwrap_or(0);
            Some((
                Scanned {
                    key: row.get(0),
                    upto,
                    is_sound: is_sound(row),
                },
                0,
            ))
        };
        let readable = rows::read(&mut inspection.connection, scan, u64::MAX, keep).await;
        if let Some(failure) = readable.failure {
            let failure: Result<(), _> = Err(StoreError::sqlite(self.path, failure));
            self.note(failure)?;
        }
        let (mut rows, mut altered) = (0, 0);
        for row in &readable.rows {
            rows += 1;
            if !row.is_sound {
                altered += 1;
                self.find(altered_row(scan.table, row.key as u64));
            }
        }
        self.report.tables.push(TableReport {
            table: scan.table,
            rows,
            altered,
        });
        Ok(readable.rows)
    }
}

/// One row that was looked at.
struct Scanned {
    key: i64,
    /// Of a snapshot: the last update it holds.
    upto: i64,
    is_sound: bool,
}

fn altered_row(table: &str, key: u64) -> Damage {
    match table {
        "update_log" => Damage::UpdateAltered { seq: key },
        "snapshot" => Damage::Altered { what: "snapshot" },
        "image" => Damage::Altered { what: "picture" },
        _ => Damage::Altered {
            what: "named version",
        },
    }
}

pub(crate) fn is_sound_update(row: &SqliteRow) -> bool {
    match (
        row.try_get::<i64, _>("seq"),
        row.try_get::<&[u8], _>("sum"),
        row.try_get::<&[u8], _>("bytes"),
    ) {
        (Ok(seq), Ok(sum), Ok(bytes)) => sum == update_sum(seq as u64, bytes),
        _ => false,
    }
}

pub(crate) fn is_sound_snapshot(row: &SqliteRow) -> bool {
    let numbers = (
        row.try_get::<i64, _>("generation"),
        row.try_get::<i64, _>("upto"),
    );
    match (
        numbers,
        row.try_get::<&[u8], _>("hash"),
        row.try_get::<&[u8], _>("state"),
    ) {
        ((Ok(generation), Ok(upto)), Ok(hash), Ok(state)) => {
            hash == snapshot_hash(generation as u64, upto as u64, state)
        }
        _ => false,
    }
}

pub(crate) fn is_sound_image(row: &SqliteRow) -> bool {
    let kind = row
        .try_get::<&str, _>("mime")
        .ok()
        .and_then(ImageType::of_media_type);
    match (
        kind,
        row.try_get::<&[u8], _>("hash"),
        row.try_get::<&[u8], _>("bytes"),
    ) {
        (Some(_), Ok(hash), Ok(bytes)) => hash == ImageHash::of(bytes).as_bytes(),
        _ => false,
    }
}

pub(crate) fn is_sound_version(row: &SqliteRow) -> bool {
    match (
        row.try_get::<&[u8], _>("hash"),
        row.try_get::<&[u8], _>("state"),
    ) {
        (Ok(hash), Ok(state)) => hash == blake3::hash(state).as_bytes(),
        _ => false,
    }
}

/// One line for the command line, made harmless to show.
impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.findings.as_slice() {
            [] => write!(f, "sound, format {}, {} bytes", self.format, self.bytes),
            [first, rest @ ..] => write!(
                f,
                "damaged: {}, and {} more",
                shown(&first.to_string()),
                rest.len()
            ),
        }
    }
}
