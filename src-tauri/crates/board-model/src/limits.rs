//! What a board may hold, each with its reason. Text beyond a limit is refused with the limit, never cut.
//!
//! Lengths are in UTF-16 code units, the unit of the document and of every screen.

/// Text on a note. A sticky note holds a thought; 4,000 units is a full printed page, beyond any note seen
/// in a workshop, and still lays out in under a millisecond.
pub const NOTE_TEXT_UTF16: usize = 4_000;
/// Text behind a note, a comment, an action, a prompt or one header field.
pub const LONG_TEXT_UTF16: usize = 20_000;
/// Titles of boards, sheets, stages, steps, rows, groups, personas; names of people, tags, owners, sources.
pub const TITLE_UTF16: usize = 200;
/// A link, as long as browsers commonly accept.
pub const LINK_UTF16: usize = 2_000;
/// Tags on one note; more cannot be read on a note.
pub const TAGS: usize = 20;
/// Sheets of a board.
pub const SHEETS: usize = 50;
/// Stages of a sheet. Published maps have 3 to 12; time-based maps (weeks of a year) reach 52.
pub const STAGES: usize = 60;
/// Steps of a stage.
pub const STEPS: usize = 60;
/// Rows of a sheet. Published maps have 3 to 12.
pub const ROWS: usize = 60;
/// Notes that a board shows: four times the size that the budgets are measured at.
pub const NOTES: usize = 20_000;
/// Notes of a board, deleted ones included: what is taken off the wall makes room, until three boards full were. They
/// cost memory and time at opening, and nothing on the wall.
pub const NOTES_EVER: usize = 60_000;
/// Notes of one participant that are shown: far more than anybody writes in a workshop. Facilitators have no share.
pub const NOTES_OF_ONE: usize = 2_000;
/// Notes of one participant, deleted ones included.
pub const NOTES_OF_ONE_EVER: usize = 4_000;
/// Notes that a participant's machine ever writes on a board, deleted ones included: its person's, and those of guests
/// while it hosts. No machine alone fills a board for good. Facilitators' machines have no share.
pub const NOTES_OF_MACHINE: usize = 8_000;
/// Comments, and groups, that a participant's machine ever writes on a board.
pub const OTHERS_OF_MACHINE: usize = 2_000;
/// How much of a board participants may fill, in hundredths: facilitators always find room.
pub const OF_PARTICIPANTS_PERCENT: usize = 75;
/// Personas, groups, comments, actions, rounds: of each on one board.
pub const OTHERS: usize = 5_000;
/// Edits in one act, so that the largest import (a full board) still fits.
pub const EDITS_IN_ONE_ACT: usize = 25_000;
/// Edits, or notes, in one act of a participant: a large paste, done before anybody notices that they waited.
pub const EDITS_OF_PARTICIPANT: usize = 500;
/// Phases of an agenda: a week of full days, each of some thirty. All of it goes to every screen whenever it changes.
pub const PHASES: usize = 200;
/// Minutes of one phase: a day.
pub const PHASE_MINUTES: u32 = 24 * 60;
/// Votes one person may have in a round.
pub const VOTES_PER_PERSON: u32 = 100;
/// The widest a step may be set to, in board units.
pub const STEP_WIDTH_MAX: u32 = 1_600;
/// The narrowest a step may be set to, in board units: one note and its margins.
pub const STEP_WIDTH_MIN: u32 = 160;
/// The tallest a row may be set to, in board units.
pub const ROW_HEIGHT_MAX: u32 = 4_000;
/// The widest span of a note, in steps.
pub const SPAN_MAX: u32 = 60;
/// Fields of a persona beyond the fixed ones.
pub const PERSONA_FIELDS: usize = 50;
/// One message of the screen contract, in bytes: the largest pasted block, with room.
pub const MESSAGE_BYTES: usize = 8 << 20;

/// The length of `text` in UTF-16 code units. O(n).
pub fn utf16_len(text: &str) -> usize {
    text.encode_utf16().count()
}
