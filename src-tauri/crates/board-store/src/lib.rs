//! The `.journey` file and the library of boards: everything of Journeywall that is on disk.
//!
//! * [`BoardFile`] — one open board: append updates, load, compact, images, named versions, settings.
//! * [`verify`] and [`salvage`] — what is sound in a file and what can still be read of a damaged one.
//! * [`Library`] — the folder of boards with `library.db`: settings, recent boards, drafts, keys,
//!   client ids ever used; beside it [`SceneCache`], scenes of large boards that were open lately.
//! * [`write_atomically`] — a file that cannot be finished is not there; for saves and exports.
//!
//! What it deliberately does not do: it never looks inside an update or a state (no yrs here), it reads no
//! clock and draws no random numbers (times and ids are handed in), and it decides nothing about rights.
//!
//! # The file format, version 1000
//!
//! A board file is a SQLite 3 database, UTF-8, with `application_id` 0x4A57616C (`JWal`) and `user_version`
//! = major × 1000 + minor ([`Format`]). Closed, it is one file in rollback-journal mode; open, a `-wal`
//! (write-ahead log) and a `-lock` file stand beside it. All tables are STRICT, and their `CREATE`
//! statements are exactly those in `sql/`:
//!
//! | table | holds |
//! |---|---|
//! | `board` | one row: the board's id, a UUID in text form |
//! | `update_log` | yrs updates (v1) in the order they became durable; `seq` counts without gaps; `sum` is the first 8 bytes of the BLAKE3 hash of `seq` (64 bits, little-endian) and `bytes`; `author` a participant id, `client` a yrs client id, both optional |
//! | `snapshot` | the whole state after update `upto`; `generation` counts up; `hash` is the BLAKE3 hash of `generation`, `upto` (64 bits each, little-endian) and `state`. The newest generation and the one before are kept |
//! | `image` | pictures by BLAKE3 hash, with their media type |
//! | `named_version` | states that somebody gave a name, with the time in milliseconds since 1970 |
//! | `setting` | per-board settings, key to bytes |
//!
//! *The board* is the newest snapshot whose hash holds, plus every update after its `upto`. Updates are
//! deleted only up to the `upto` of the previous generation, so that generation and the updates after it
//! are a whole second copy; the very last update always stays. A gap in `seq` after the snapshot in use is damage, never passed over.
//!
//! *Newer files.* A higher minor version may add tables named `ext_…` of the one shape
//! `CREATE TABLE ext_…(key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL) STRICT, WITHOUT ROWID`; they are
//! kept and not read. A higher major version opens for reading only. Nothing else is tolerated: a file with
//! a trigger, a view, a virtual table or a table of another shape is refused.
//!
//! *Foreign files.* Whoever sends a board file may have built it by hand. Before anything is written:
//! the header is read as plain bytes; the file is opened immutable (or, when a journal of a killed writer
//! stands beside it, as a private copy) with `trusted_schema=OFF`, `cell_size_check=ON`, `mmap_size=0`,
//! `query_only=ON`; the schema is compared text by text; `quick_check` runs; rows and sizes are
//! counted before a blob is read. SQLite's "defensive" switch is reachable only through unsafe code and is
//! not set; after the schema comparison there is nothing left for it to defend against. The state and update
//! bytes themselves are judged by the check of board-replica.
//!
//! # One writer
//!
//! A writer holds an OS lock on `NAME.journey-lock` (`flock` on Unix, `LockFileEx` on Windows) and, beneath it,
//! SQLite's own exclusive lock (`locking_mode=EXCLUSIVE`). The lock is on a file of its own because locking
//! the board file itself would meet SQLite's locks: on macOS and NFS `flock` and `fcntl` locks collide, on
//! Windows a lock blocks reading, and closing any second descriptor of the board file would drop SQLite's
//! POSIX locks. It stands beside the board and not in a temporary folder, so that other users,
//! sessions and containers meet the same lock. The kernel frees it when the process dies, however it dies;
//! an orderly close removes the file (on Windows it stays, empty).

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "tests report by panicking"
    )
)]

mod atomic;
mod board_file;
mod bounds;
mod compact;
mod connection;
mod continue_elsewhere;
mod create;
mod error;
mod file_loss;
mod file_name;
mod folder;
mod format;
mod header;
mod image;
mod inspect;
mod library;
mod library_drafts;
mod library_keys;
mod load;
mod lock;
mod relocate;
mod rows;
mod salvage;
mod scene_cache;
mod schema;
mod setting;
mod transaction;
mod verify;
mod version;

pub mod limits;

pub use atomic::write_atomically;
pub use board_file::{Access, AppendedUpdate, BoardFile, OpenMode, Seq};
pub use error::{Damage, StoreError};
pub use folder::make_folder;
pub use format::Format;
pub use image::{Image, ImageEntry, ImageHash, ImageType};
pub use library::{Library, RecentBoard};
pub use library_drafts::Draft;
pub use load::Loaded;
pub use relocate::{copy_board, move_board, peek};
pub use salvage::{Salvaged, SalvagedSnapshot, SalvagedUpdate, SalvagedVersion, salvage};
pub use scene_cache::{SceneCache, SceneKey};
pub use verify::{Report, TableReport, verify};
pub use version::{VersionEntry, VersionId};
