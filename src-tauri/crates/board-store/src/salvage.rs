//! Everything that can still be read of a damaged board file. Changes nothing; the caller builds a new file.

use crate::error::{Damage, StoreError};
use crate::format::Format;
use crate::header::{FalseStamp, canonical};
use crate::image::{Image, ImageType};
use crate::inspect::{Inspection, board_id};
use crate::lock::BoardLock;
use crate::rows::{self, Readable, Scan};
use crate::verify::{is_sound_image, is_sound_snapshot, is_sound_update, is_sound_version};
use crate::{limits, schema};
use board_model::BoardId;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use std::fmt;
use std::path::Path;

/// What [`salvage`] could read.
#[derive(Clone, PartialEq, Eq)]
pub struct Salvaged {
    /// The board's id, if it can be read.
    pub board: Option<BoardId>,
    /// The file's format.
    pub format: Format,
    /// All snapshots that can be read, newest first. Begin with the first sound one that decodes.
    pub snapshots: Vec<SalvagedSnapshot>,
    /// All updates that can be read, in order, those before a snapshot too. Applying one twice does no harm.
    pub updates: Vec<SalvagedUpdate>,
    /// Pictures whose hash holds.
    pub images: Vec<Image>,
    /// Named versions whose hash holds.
    pub versions: Vec<SalvagedVersion>,
    /// What stood in the way.
    pub losses: Vec<Damage>,
}

/// Sizes instead of content: what people wrote stays out of logs.
impl fmt::Debug for Salvaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Salvaged")
            .field("board", &self.board)
            .field("snapshots", &self.snapshots)
            .field("updates", &self.updates.len())
            .field("images", &self.images.len())
            .field("versions", &self.versions.len())
            .field("losses", &self.losses)
            .finish_non_exhaustive()
    }
}

/// A snapshot of a damaged file.
#[derive(Clone, PartialEq, Eq)]
pub struct SalvagedSnapshot {
    /// Its generation.
    pub generation: u64,
    /// The last update it holds; believe it only when sound.
    pub upto: u64,
    /// The state.
    pub state: Vec<u8>,
    /// Its hash holds.
    pub is_sound: bool,
}

/// Sizes instead of content: what people wrote stays out of logs.
impl fmt::Debug for SalvagedSnapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SalvagedSnapshot")
            .field("generation", &self.generation)
            .field("upto", &self.upto)
            .field("bytes", &self.state.len())
            .field("is_sound", &self.is_sound)
            .finish_non_exhaustive()
    }
}

/// An update of a damaged file.
#[derive(Clone, PartialEq, Eq)]
pub struct SalvagedUpdate {
    /// Its place.
    pub seq: u64,
    /// The update.
    pub bytes: Vec<u8>,
    /// Its checksum holds.
    pub is_sound: bool,
}

/// Sizes instead of content: what people wrote stays out of logs.
impl fmt::Debug for SalvagedUpdate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SalvagedUpdate")
            .field("seq", &self.seq)
            .field("bytes", &self.bytes.len())
            .field("is_sound", &self.is_sound)
            .finish_non_exhaustive()
    }
}

/// A named version of a damaged file.
#[derive(Clone, PartialEq, Eq)]
pub struct SalvagedVersion {
    /// Its name.
    pub name: String,
    /// When it was named, in milliseconds since 1970.
    pub at_ms: i64,
    /// The state.
    pub state: Vec<u8>,
}

/// Sizes instead of content: what people wrote stays out of logs.
impl fmt::Debug for SalvagedVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SalvagedVersion")
            .field("at_ms", &self.at_ms)
            .field("bytes", &self.state.len())
            .finish_non_exhaustive()
    }
}

/// Reads what can be read of a board file, however damaged, from the tables that have a board's shape. The bytes are
/// as foreign as any: give them to the check of board-replica.
///
/// Errors: [`StoreError::NoFile`], [`StoreError::BoardOpen`], [`StoreError::NotABoard`] when the first hundred
/// bytes are gone, and those of the disk. Damage is never an error here.
pub async fn salvage(path: &Path) -> Result<Salvaged, StoreError> {
    let path = canonical(path)?;
    let _lock = BoardLock::shared(&path)?;
    let mut inspection = Inspection::of_doubtful(&path).await?;
    let mut salvager = Salvager {
        path: &path,
        losses: Vec::new(),
        left: limits::SALVAGED_BYTES,
    };
    let salvaged = salvager.all(&mut inspection).await;
    inspection.close(&path).await?;
    salvaged
}

/// Salvages one file.
struct Salvager<'p> {
    path: &'p Path,
    losses: Vec<Damage>,
    left: u64,
}

impl Salvager<'_> {
    async fn all(&mut self, inspection: &mut Inspection) -> Result<Salvaged, StoreError> {
        let format = inspection.header.format;
        if inspection.header.is_truncated {
            self.losses.push(Damage::Truncated);
        }
        // Otherwise SQLite refuses a file with fewer pages than its header counts. Nothing can be written: the
        // connection is read-only, or on a private copy.
        sqlx::raw_sql("PRAGMA writable_schema = ON")
            .execute(&mut inspection.connection)
            .await
            .map_err(|error| StoreError::sqlite(self.path, error))?;
        let tables = self.tables(inspection, format).await?;
        let mut salvaged = Salvaged {
            board: None,
            format,
            snapshots: Vec::new(),
            updates: Vec::new(),
            images: Vec::new(),
            versions: Vec::new(),
            losses: Vec::new(),
        };
        if let Some(stamp) = inspection.header.stamp {
            // Without one table of ours it is what its mark says: a database of another program.
            if stamp == FalseStamp::Mark && tables.is_empty() {
                return Err(stamp.refusal(self.path));
            }
            self.losses.push(stamp.damage());
        }
        let has = |table: &str| tables.iter().any(|name| name == table);
        if has("board") {
            let id = board_id(&mut inspection.connection, self.path).await;
            salvaged.board = self.note(id)?;
        }
        if has("snapshot") {
            salvaged.snapshots = self.rows(inspection, &rows::SNAPSHOTS, snapshot).await?;
            salvaged.snapshots.reverse();
        }
        if has("update_log") {
            salvaged.updates = self.rows(inspection, &rows::UPDATES, update).await?;
        }
        if has("named_version") {
            salvaged.versions = self.rows(inspection, &rows::VERSIONS, version).await?;
        }
        if has("image") {
            salvaged.images = self.rows(inspection, &rows::IMAGES, image).await?;
        }
        salvaged.losses = std::mem::take(&mut self.losses);
        salvaged.losses.dedup();
        Ok(salvaged)
    }

    /// The names of the tables that can be read safely: those with our shape, letter by letter.
    async fn tables(
        &mut self,
        inspection: &mut Inspection,
        format: Format,
    ) -> Result<Vec<String>, StoreError> {
        let objects = schema::objects(&mut inspection.connection, self.path).await;
        let Some(objects) = self.note(objects)? else {
            return Ok(Vec::new());
        };
        let (known, foreign): (Vec<_>, Vec<_>) = objects
            .into_iter()
            .partition(|object| schema::is_known(object, format));
        self.losses.extend(foreign.iter().map(schema::foreign));
        Ok(known
            .into_iter()
            .filter(|object| object.kind == "table")
            .map(|object| object.name)
            .collect())
    }

    async fn rows<T>(
        &mut self,
        inspection: &mut Inspection,
        scan: &Scan,
        keep: impl Fn(&SqliteRow) -> Option<(T, u64)>,
    ) -> Result<Vec<T>, StoreError> {
        let mut used = 0;
        let counted = |row: &SqliteRow| keep(row).inspect(|(_, bytes)| used += bytes);
        let Readable { rows, failure } =
            rows::read(&mut inspection.connection, scan, self.left, counted).await;
        self.left = self.left.saturating_sub(used);
        if let Some(failure) = failure {
            let failure: Result<(), _> = Err(StoreError::sqlite(self.path, failure));
            self.note(failure)?;
        }
        Ok(rows)
    }

    fn note<T>(&mut self, outcome: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
        match outcome {
            Ok(value) => Ok(Some(value)),
            Err(StoreError::Damaged { damage, .. }) => {
                self.losses.push(damage);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}

fn update(row: &SqliteRow) -> Option<(SalvagedUpdate, u64)> {
    let seq = u64::try_from(row.try_get::<i64, _>("seq").ok()?).ok()?;
    let bytes: Vec<u8> = row.try_get("bytes").ok()?;
    let size = bytes.len() as u64;
    Some((
        SalvagedUpdate {
            seq,
            bytes,
            is_sound: is_sound_update(row),
        },
        size,
    ))
}

fn snapshot(row: &SqliteRow) -> Option<(SalvagedSnapshot, u64)> {
    let generation = u64::try_from(row.try_get::<i64, _>("generation").ok()?).ok()?;
    let upto = u64::try_from(row.try_get::<i64, _>("upto").ok()?).unwrap_or(0);
    let state: Vec<u8> = row.try_get("state").ok()?;
    let size = state.len() as u64;
    Some((
        SalvagedSnapshot {
            generation,
            upto,
            state,
            is_sound: is_sound_snapshot(row),
        },
        size,
    ))
}

fn image(row: &SqliteRow) -> Option<(Image, u64)> {
    let kind = ImageType::of_media_type(row.try_get("mime").ok()?)?;
    let bytes: Vec<u8> = row.try_get("bytes").ok()?;
    let size = bytes.len() as u64;
    is_sound_image(row).then_some((Image { kind, bytes }, size))
}

fn version(row: &SqliteRow) -> Option<(SalvagedVersion, u64)> {
    let (name, at_ms) = (row.try_get("name").ok()?, row.try_get("at_ms").ok()?);
    let state: Vec<u8> = row.try_get("state").ok()?;
    let size = state.len() as u64;
    is_sound_version(row).then_some((SalvagedVersion { name, at_ms, state }, size))
}
