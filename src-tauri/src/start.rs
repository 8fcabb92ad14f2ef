//! Which board the window opens, and from which library.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use board_app::{App, AppError, OpenBoard};

/// How the program is called.
const USAGE: &str = "usage: journeywall [--library DIR] [FILE.journey]";

/// The worked example in the library.
const EXAMPLE_FILE: &str = "Gym membership.journey";

/// What the command line asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Start {
    /// The data folder; none for the system's.
    library: Option<PathBuf>,
    /// The board; none for the last one, or the example.
    board: Option<PathBuf>,
}

impl Start {
    /// Reads the words after the program's name.
    ///
    /// # Errors
    /// How the program is called, when the words are not understood.
    pub(crate) fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Self, &'static str> {
        let mut words = words.into_iter();
        let mut start = Self::default();
        while let Some(word) = words.next() {
            if word == "--library" && start.library.is_none() {
                start.library = Some(words.next().ok_or(USAGE)?.into());
            } else if word.to_string_lossy().starts_with('-') || start.board.is_some() {
                return Err(USAGE);
            } else {
                start.board = Some(word.into());
            }
        }
        Ok(start)
    }

    /// Opens the library and the board.
    ///
    /// # Errors
    /// Those of the library and of the board.
    pub(crate) async fn open(&self) -> Result<OpenBoard, AppError> {
        let library = match &self.library {
            Some(library) => library.clone(),
            None => board_app::default_library()?,
        };
        let app = App::open(&library).await?;
        let path = match &self.board {
            Some(path) => path.clone(),
            None => last_or_example(&app).await?,
        };
        let board = app.open_board(&path).await?;
        app.remember(&path, board.id(), &shown_name(&path)).await?;
        Ok(board)
    }
}

/// The board opened last, if it is still there; on a first start the worked example.
async fn last_or_example(app: &App) -> Result<PathBuf, AppError> {
    let recents = app.recents(1).await?;
    if let Some(last) = recents.into_iter().find(|recent| recent.path.is_file()) {
        return Ok(last.path);
    }
    let path = app.folder().join(EXAMPLE_FILE);
    if !path.is_file() {
        app.create_example(&path).await?;
    }
    Ok(path)
}

fn shown_name(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::Start;

    fn parse(words: &[&str]) -> Result<Start, &'static str> {
        Start::parse(words.iter().map(std::ffi::OsString::from))
    }

    #[test]
    fn a_board_and_a_library_can_be_named_in_any_order() {
        let both = Start {
            library: Some("lib".into()),
            board: Some("a.journey".into()),
        };
        assert_eq!(parse(&["--library", "lib", "a.journey"]), Ok(both.clone()));
        assert_eq!(parse(&["a.journey", "--library", "lib"]), Ok(both));
        assert_eq!(parse(&[]), Ok(Start::default()));
    }

    #[test]
    fn what_is_not_understood_is_answered_with_the_usage() {
        for words in [
            &["--library"][..],
            &["--verbose"],
            &["a.journey", "b.journey"],
            &["-x", "a.journey"],
        ] {
            assert!(parse(words).unwrap_err().starts_with("usage:"), "{words:?}");
        }
    }
}
