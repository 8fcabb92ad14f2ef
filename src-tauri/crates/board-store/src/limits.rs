//! What a board file may hold, each with its reason. Counted before a blob is read, because a file may come
//! from somebody else.

/// The largest board file, in bytes: 4 GiB, the most that older memory sticks and many mail and chat
/// services carry; the worked budgets (5,000 notes, 1,000 pictures) stay under a tenth of it.
pub const FILE_BYTES: u64 = 4 << 30;
/// One update, in bytes. The largest honest one is an import of a full board in one act
/// (20,000 notes of about 170 bytes are 3.4 MB); this is room for long texts.
pub const UPDATE_BYTES: u64 = 32 << 20;
/// All updates since the previous snapshot together, in bytes: many times what compaction lets stand.
pub const UPDATES_BYTES: u64 = 512 << 20;
/// Rows of the update log. Compaction starts at 500; a million means that it never ran.
pub const UPDATES: u64 = 1_000_000;
/// One whole state, in bytes. 5,000 notes are 0.8 MB; history and long texts of the largest board stay
/// far under this.
pub const STATE_BYTES: u64 = 256 << 20;
/// Snapshot generations. Two are kept; a third can stand only between two writers of different versions.
pub const GENERATIONS: u64 = 8;
/// One picture, in bytes: a 20-megapixel JPEG with room.
pub const IMAGE_BYTES: u64 = 20 << 20;
/// Pictures of one board: as many as a board may have notes.
pub const IMAGES: u64 = 20_000;
/// Named versions of one board: one a day for several years.
pub const VERSIONS: u64 = 2_000;
/// The name of a version, in bytes of UTF-8.
pub const NAME_BYTES: u64 = 1_000;
/// Settings of one board.
pub const SETTINGS: u64 = 100_000;
/// One setting, in bytes.
pub const SETTING_BYTES: u64 = 1 << 20;
/// One draft, in bytes of UTF-8: the longest text behind a note, four bytes a character.
pub const DRAFT_BYTES: u64 = 80_000;
/// Objects in a database's schema. Ours has 9; extensions of newer versions get room.
pub const SCHEMA_OBJECTS: u64 = 64;
/// All `CREATE` statements of a schema together, in bytes.
pub const SCHEMA_BYTES: u64 = 64 << 10;
/// Extra objects named in a report before it says "and so on".
pub const FINDINGS: usize = 50;
/// What is read of a damaged file, in bytes: its pages may be linked so that a small file reads as a huge one.
pub const SALVAGED_BYTES: u64 = 1 << 30;
/// One kept scene, in bytes: one of the largest board (20,000 notes) has some 20 MB.
pub const SCENE_BYTES: u64 = 64 << 20;
/// All kept scenes together, in bytes: those of a dozen boards of 5,000 notes.
pub const SCENES_BYTES: u64 = 64 << 20;
