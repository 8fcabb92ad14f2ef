//! What the desk tells a page by itself, without a question.

use board_app::{PinState, SessionNearby};
use serde::Serialize;
use ts_rs::TS;

/// The version of the desk's messages.
pub(crate) const PROTOCOL: u32 = 1;

/// Something that the desk tells a page by itself.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "desk.ts")]
pub(crate) enum DeskNotice<'a> {
    /// The page is at the start screen; the first message of every conversation.
    Desk(Greeting),
    /// While sessions are looked for: all that are known now, each time that changes.
    Nearby(&'a [SessionNearby]),
    /// How it stands with the PIN of the open board: after its hello where there is one, and each time that changes.
    Pin(&'a PinState),
}

/// Where the page is.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "desk.ts")]
pub(crate) struct Greeting {
    /// The version of these messages.
    pub(crate) protocol: u32,
    /// Who works here.
    pub(crate) name: String,
    /// Files are chosen in the system's own dialogs.
    pub(crate) dialogs: bool,
    /// The system the window is on; `browser` without one.
    pub(crate) platform: Platform,
    /// The folder where boards lie.
    pub(crate) library: String,
    /// The library's keys were made just now though it holds boards, as when `library.db` was lost: people are told to
    /// restore it, or to enter the recovery codes of their boards.
    pub(crate) has_new_keys: bool,
}

/// What a page runs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export_to = "desk.ts")]
pub(crate) enum Platform {
    /// A window on Linux.
    Linux,
    /// A window on Windows.
    Windows,
    /// A window on macOS.
    MacOs,
    /// A browser.
    Browser,
}

impl Platform {
    /// The system this program is built for.
    pub(crate) const fn of_window() -> Self {
        if cfg!(windows) {
            Self::Windows
        } else if cfg!(target_os = "macos") {
            Self::MacOs
        } else {
            Self::Linux
        }
    }
}
