//! What can happen to the file of an open board from outside.

use serde::Serialize;
use ts_rs::TS;

/// What somebody else did to the file of an open board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "messages.ts")]
pub enum FileLoss {
    /// It was deleted, or its folder was.
    Removed,
    /// It has another name or another folder now.
    Moved,
    /// Another file has its name.
    Replaced,
    /// Something else was written into it.
    Overwritten,
    /// The write-ahead log beside it was deleted, moved or replaced; the file itself is ours still.
    JournalLost,
}

impl FileLoss {
    /// What happened, as the end of a sentence that begins with the file's name.
    pub const fn told(self) -> &'static str {
        match self {
            Self::Removed => "was deleted",
            Self::Moved => "was moved or renamed",
            Self::Replaced => "was replaced by another file",
            Self::Overwritten => "was changed by another program",
            Self::JournalLost => "has lost the -wal file beside it",
        }
    }
}
