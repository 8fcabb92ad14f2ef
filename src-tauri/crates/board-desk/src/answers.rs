//! What several acts answer with.

use super::page_session::Sitting;
use serde::Serialize;
use std::path::Path;
use ts_rs::TS;

/// Done, and nothing more to say.
#[derive(Debug, Serialize, TS)]
#[ts(export_to = "desk.ts")]
pub(super) struct Nothing {}

/// A board file of this machine.
#[derive(Debug, Serialize, TS)]
#[ts(export_to = "desk.ts")]
pub(super) struct AtPath {
    path: String,
}

impl AtPath {
    pub(super) fn of(path: &Path) -> Self {
        Self { path: text(path) }
    }
}

/// A board that the page sits at next.
#[derive(Serialize, TS)]
#[ts(export_to = "desk.ts")]
pub(super) struct Opened {
    path: String,
    #[serde(skip)]
    #[ts(skip)]
    pub(super) sitting: Sitting,
}

impl Opened {
    pub(super) fn at(sitting: Sitting) -> Self {
        Self {
            path: text(&sitting.path),
            sitting,
        }
    }
}

/// Where a file was written; `null` when the person gave up.
#[derive(Debug, Serialize, TS)]
#[ts(export_to = "desk.ts")]
pub(super) struct Chosen {
    path: Option<String>,
}

/// A file that a page without dialogs keeps by itself.
#[derive(Debug, Serialize, TS)]
#[ts(export_to = "desk.ts")]
pub(super) struct LooseFile {
    /// Its name, with the ending.
    pub(super) name: String,
    /// Its bytes.
    pub(super) base64: String,
}

/// A file that was written: where the person chose with a dialog, or into the answer for a page without them.
#[derive(Debug, Serialize, TS)]
#[serde(untagged)]
#[ts(export_to = "desk.ts")]
pub(super) enum WrittenFile {
    /// With a dialog.
    Chosen(Chosen),
    /// Without.
    Loose(LooseFile),
}

impl WrittenFile {
    /// The person gave up.
    pub(super) const NONE: Self = Self::Chosen(Chosen { path: None });

    /// It was written here.
    pub(super) fn at(path: &Path) -> Self {
        let path = Some(text(path));
        Self::Chosen(Chosen { path })
    }
}

/// A picture.
#[derive(Debug, Serialize, TS)]
#[ts(export_to = "desk.ts")]
pub(super) struct Picture {
    /// PNG in base 64.
    pub(super) png: String,
}

/// What lets another machine in.
#[derive(Debug, Serialize, TS)]
#[ts(export_to = "desk.ts")]
pub(super) struct Ticketed {
    /// The text that people pass on.
    pub(super) ticket: String,
}

/// A path in a message.
pub(super) fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
