//! The tables of a board file, and the check that a file has these and no others.

use crate::error::{Damage, StoreError, shown};
use crate::format::Format;
use crate::limits;
use sqlx::SqliteConnection;
use std::path::Path;

/// One table: its name, and the statement that made it, letter by letter as SQLite keeps it.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) create: &'static str,
    /// Indexes that SQLite makes by itself for UNIQUE and PRIMARY KEY.
    automatic_indexes: u32,
    /// The columns that reading a board needs, for files of a newer major version.
    columns: &'static [&'static str],
    /// Without it there is no board.
    is_needed: bool,
}

macro_rules! table {
    ($name:literal, $indexes:literal, $is_needed:literal, $columns:expr) => {
        Table {
            name: $name,
            create: include_str!(concat!("../sql/", $name, ".sql")),
            automatic_indexes: $indexes,
            columns: $columns,
            is_needed: $is_needed,
        }
    };
}

/// All tables of format 1.0.
pub(crate) const TABLES: [Table; 6] = [
    table!("board", 0, true, &["id"]),
    table!(
        "update_log",
        0,
        true,
        &["seq", "author", "client", "sum", "bytes"]
    ),
    table!(
        "snapshot",
        0,
        true,
        &["generation", "upto", "hash", "state"]
    ),
    table!("image", 1, false, &["id", "hash", "mime", "bytes"]),
    table!(
        "named_version",
        0,
        false,
        &["id", "name", "at_ms", "hash", "state"]
    ),
    table!("setting", 0, false, &["key", "value"]),
];

impl Table {
    /// The statement as SQLite keeps it: without the line end of the file it stands in.
    pub(crate) fn statement(&self) -> &'static str {
        self.create.trim_end()
    }
}

/// One row of `sqlite_schema`.
#[derive(sqlx::FromRow)]
pub(crate) struct Object {
    pub(crate) kind: String,
    pub(crate) name: String,
    table: String,
    sql: Option<String>,
}

/// Compares the schema of a file in `format` with ours. Reads no row of any other table.
pub(crate) async fn check(
    connection: &mut SqliteConnection,
    path: &Path,
    format: Format,
) -> Result<(), StoreError> {
    let objects = objects(connection, path).await?;
    if format.is_newer_major() {
        return check_readable(connection, path, format, &objects).await;
    }
    if let Some(object) = objects.iter().find(|object| !is_known(object, format)) {
        return Err(StoreError::damaged(path, foreign(object)));
    }
    match TABLES.iter().find(|table| {
        !objects
            .iter()
            .any(|o| o.kind == "table" && o.name == table.name)
    }) {
        Some(table) => Err(StoreError::damaged(
            path,
            Damage::TableMissing { table: table.name },
        )),
        None => Ok(()),
    }
}

/// All objects of the schema, after their number and size were found bearable.
pub(crate) async fn objects(
    connection: &mut SqliteConnection,
    path: &Path,
) -> Result<Vec<Object>, StoreError> {
    let (count, bytes): (i64, i64) = sqlx::query_as(
        "SELECT count(*), coalesce(sum(length(name) + length(tbl_name) + coalesce(length(sql), 0)), 0) FROM sqlite_schema",
    )
    .fetch_one(&mut *connection)
    .await
    .map_err(|error| StoreError::sqlite(path, error))?;
    if count as u64 > limits::SCHEMA_OBJECTS || bytes as u64 > limits::SCHEMA_BYTES {
        return Err(StoreError::damaged(path, Damage::SchemaTooLarge));
    }
    sqlx::query_as("SELECT type AS kind, name, tbl_name AS \"table\", sql FROM sqlite_schema")
        .fetch_all(connection)
        .await
        .map_err(|error| StoreError::sqlite(path, error))
}

/// Whether an object is one of ours, or one that a newer minor version may add.
pub(crate) fn is_known(object: &Object, format: Format) -> bool {
    let ours = |name: &str| TABLES.iter().find(|table| table.name == name);
    let Some(sql) = object.sql.as_deref() else {
        return object.kind == "index"
            && ours(&object.table).is_some_and(|table| is_automatic_index(object, table));
    };
    if object.kind != "table" || object.name != object.table {
        return false;
    }
    match ours(&object.name) {
        Some(table) => sql == table.statement(),
        None => format.minor() > Format::OURS.minor() && is_extension(&object.name, sql),
    }
}

fn is_automatic_index(object: &Object, table: &Table) -> bool {
    (1..=table.automatic_indexes)
        .any(|n| object.name == format!("sqlite_autoindex_{}_{n}", table.name))
}

fn is_extension(name: &str, sql: &str) -> bool {
    let is_plain = name
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    let shape = format!(
        "CREATE TABLE {name}(key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL) STRICT, WITHOUT ROWID"
    );
    name.starts_with("ext_") && is_plain && sql == shape
}

pub(crate) fn foreign(object: &Object) -> Damage {
    Damage::ForeignObject {
        kind: shown(&object.kind),
        name: shown(&object.name),
    }
}

/// A newer major version may have tables of any shape. It can be read if nothing in it runs by itself and the
/// tables of a board have the columns that reading needs.
async fn check_readable(
    connection: &mut SqliteConnection,
    path: &Path,
    format: Format,
    objects: &[Object],
) -> Result<(), StoreError> {
    for object in objects {
        let is_virtual = object
            .sql
            .as_deref()
            .is_some_and(|sql| sql.to_ascii_uppercase().starts_with("CREATE VIRTUAL"));
        if is_virtual || !matches!(object.kind.as_str(), "table" | "index") {
            return Err(StoreError::damaged(path, foreign(object)));
        }
    }
    for table in TABLES.iter().filter(|table| table.is_needed) {
        let columns: Vec<(String, i64)> =
            sqlx::query_as("SELECT name, hidden FROM pragma_table_xinfo(?)")
                .bind(table.name)
                .fetch_all(&mut *connection)
                .await
                .map_err(|error| StoreError::sqlite(path, error))?;
        let has = |wanted: &&str| {
            columns
                .iter()
                .any(|(name, hidden)| name == *wanted && *hidden == 0)
        };
        if !table.columns.iter().all(has) {
            return Err(StoreError::NewerFormat {
                path: path.to_owned(),
                found: format,
            });
        }
    }
    Ok(())
}
