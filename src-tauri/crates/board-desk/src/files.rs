//! Asking a person for files.

use board_app::files::export_format::ExportFormat;
use std::path::{Path, PathBuf};
use std::pin::Pin;

/// An answer that comes when the person has chosen.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// A kind of file that a dialog offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A board.
    Board,
    /// A table of notes, or a list with one note a line: what can be imported.
    Notes,
    /// What a board is exported as.
    Export(ExportFormat),
}

impl FileKind {
    /// What the dialog calls it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Board => ExportFormat::Journey.entry().label,
            Self::Notes => "Table or list of notes",
            Self::Export(format) => format.entry().label,
        }
    }

    /// The endings of such files, without the dot; the first is the one for new files.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Board => ExportFormat::Journey.entry().endings,
            Self::Notes => &["csv", "tsv", "txt"],
            Self::Export(format) => format.entry().endings,
        }
    }
}

/// Asks a person for files: a window uses the system's dialogs, a browser has none.
pub trait Files: Send + Sync + 'static {
    /// A file to open, of one of these kinds; `None` when the person chose none.
    fn choose_open(&self, kinds: &[FileKind]) -> BoxFuture<Option<PathBuf>>;

    /// Where to write a file; `None` when the person gave up. `suggested` is a file name with its ending, `folder`
    /// where the dialog begins. That a file which is there may be replaced is asked by the dialog.
    fn choose_save(
        &self,
        suggested: &str,
        folder: Option<&Path>,
        kind: FileKind,
    ) -> BoxFuture<Option<PathBuf>>;
}
