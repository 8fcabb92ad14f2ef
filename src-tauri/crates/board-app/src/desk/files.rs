//! Asking a person for files.

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
    /// A picture, PNG.
    Png,
    /// A picture, JPEG.
    Jpeg,
    /// A picture, WebP.
    WebP,
    /// A drawing, SVG.
    Svg,
    /// A table, CSV.
    Csv,
    /// The board as JSON.
    Json,
    /// The board as text for people.
    Text,
}

impl FileKind {
    /// What the dialog calls it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Board => "Journeywall board",
            Self::Notes => "Table or list of notes",
            Self::Png => "PNG picture",
            Self::Jpeg => "JPEG picture",
            Self::WebP => "WebP picture",
            Self::Svg => "SVG drawing",
            Self::Csv => "CSV table",
            Self::Json => "JSON",
            Self::Text => "Text",
        }
    }

    /// The endings of such files, without the dot; the first is the one for new files.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Board => &["journey"],
            Self::Notes => &["csv", "tsv", "txt"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::WebP => &["webp"],
            Self::Svg => &["svg"],
            Self::Csv => &["csv"],
            Self::Json => &["json"],
            Self::Text => &["txt"],
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
