//! How acts are answered, and what several answer with.

use board_app::AppError;
use board_app::json::line;
use board_room::message::{Answer, OutMessage, Refusal};
use serde::Serialize;
use std::path::Path;
use ts_rs::TS;

/// The answer to an act.
pub(crate) fn answer(id: u64, ok: &impl Serialize) -> String {
    line(&Answer { id, ok })
}

/// That something was not done, or, without a number, that something went wrong.
pub(crate) fn refusal(id: Option<u64>, error: &AppError) -> String {
    let error = Refusal::from(error);
    line(&OutMessage::Error { id, error })
}

/// Done, and nothing more to say.
#[derive(Debug, Serialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct Nothing {}

/// A board file of this machine.
#[derive(Debug, Serialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct AtPath {
    path: String,
}

impl AtPath {
    pub(crate) fn of(path: &Path) -> Self {
        Self { path: text(path) }
    }
}

/// Where a file was written; `null` when the person gave up.
#[derive(Debug, Serialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct Chosen {
    path: Option<String>,
}

/// A file that a page without dialogs keeps by itself.
#[derive(Debug, Serialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct LooseFile {
    /// Its name, with the ending.
    pub(crate) name: String,
    /// Its bytes.
    pub(crate) base64: String,
}

/// A file that was written: where the person chose with a dialog, or into the answer for a page without them.
#[derive(Debug, Serialize, TS)]
#[serde(untagged)]
#[ts(export_to = "desk.ts")]
pub(crate) enum WrittenFile {
    /// With a dialog.
    Chosen(Chosen),
    /// Without.
    Loose(LooseFile),
}

impl WrittenFile {
    /// The person gave up.
    pub(crate) const NONE: Self = Self::Chosen(Chosen { path: None });

    /// It was written here.
    pub(crate) fn at(path: &Path) -> Self {
        let path = Some(text(path));
        Self::Chosen(Chosen { path })
    }
}

/// A picture.
#[derive(Debug, Serialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct Picture {
    /// PNG in base 64.
    pub(crate) png: String,
}

/// What lets another machine in.
#[derive(Debug, Serialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct Ticketed {
    /// The text that people pass on.
    pub(crate) ticket: String,
}

/// A path in a message.
pub(crate) fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
