// Generated from `board-model/src/limits.rs`; a test of that crate compares.

/** Most a note holds, in UTF-16 units; the board refuses more. */
export const MOST_TEXT = 4000;

/** Most titles, names and other single lines hold, in UTF-16 units; the board refuses more. */
export const MOST_TITLE = 200;

/** Most longer texts beside a note hold, in UTF-16 units; the board refuses more. */
export const MOST_LONG = 20000;

/** Most a link holds, in UTF-16 units; the board refuses more. */
export const MOST_LINK = 2000;

/** Most tags of a note; the board refuses more. */
export const MOST_TAGS = 20;

/** Most notes that a board shows; the board refuses more. */
export const MOST_NOTES = 20000;
