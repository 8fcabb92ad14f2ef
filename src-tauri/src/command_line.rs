//! How the program is called.

use std::ffi::OsString;
use std::path::PathBuf;

use tauri::Url;

/// The words a person may write. `--answers` is for tests and stays unmentioned.
const USAGE: &str = "usage: journeywall [--library DIR] [--safe-graphics] [FILE.journey]";

/// What the command line asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct CommandLine {
    /// The data folder; none for the system's.
    pub(crate) library: Option<PathBuf>,
    /// The board to open; none for the start screen.
    pub(crate) board: Option<PathBuf>,
    /// A list of paths that answers in place of the system's file dialogs.
    pub(crate) answers: Option<PathBuf>,
    /// Paint without the graphics card.
    pub(crate) safe_graphics: bool,
}

impl CommandLine {
    /// Reads the words after the program's name. Relative paths are taken from the current folder.
    ///
    /// # Errors
    /// How the program is called, when the words are not understood.
    pub(crate) fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Self, &'static str> {
        let mut words = words.into_iter();
        let mut asked = Self::default();
        while let Some(word) = words.next() {
            match word.to_str() {
                Some("--library") if asked.library.is_none() => {
                    asked.library = Some(path_in(words.next().ok_or(USAGE)?)?);
                }
                Some("--answers") if asked.answers.is_none() => {
                    asked.answers = Some(path_in(words.next().ok_or(USAGE)?)?);
                }
                Some("--safe-graphics") => asked.safe_graphics = true,
                Some(option) if option.starts_with('-') => return Err(USAGE),
                _ if asked.board.is_some() => return Err(USAGE),
                _ => asked.board = Some(path_in(word)?),
            }
        }
        Ok(asked)
    }
}

/// The file that a word names: a path, or the address that some file managers hand over instead.
fn path_in(word: OsString) -> Result<PathBuf, &'static str> {
    let address = word.to_str().filter(|text| text.starts_with("file://"));
    if let Some(address) = address {
        return path_of(&Url::parse(address).map_err(|_| USAGE)?).ok_or(USAGE);
    }
    std::path::absolute(PathBuf::from(word)).map_err(|_| USAGE)
}

/// The file on this machine that an address names.
pub(crate) fn path_of(address: &Url) -> Option<PathBuf> {
    (address.scheme() == "file")
        .then(|| address.to_file_path().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::CommandLine;
    use std::path::PathBuf;

    fn parse(words: &[&str]) -> Result<CommandLine, &'static str> {
        CommandLine::parse(words.iter().map(std::ffi::OsString::from))
    }

    fn here(name: &str) -> PathBuf {
        std::env::current_dir().unwrap().join(name)
    }

    #[test]
    fn words_come_in_any_order_and_paths_become_absolute() {
        let all = CommandLine {
            library: Some(here("lib")),
            board: Some(here("a.journey")),
            answers: Some(here("paths.txt")),
            safe_graphics: true,
        };
        let first = [
            "--library",
            "lib",
            "a.journey",
            "--safe-graphics",
            "--answers",
            "paths.txt",
        ];
        assert_eq!(parse(&first), Ok(all.clone()));
        let other = [
            "--answers",
            "paths.txt",
            "--safe-graphics",
            "a.journey",
            "--library",
            "lib",
        ];
        assert_eq!(parse(&other), Ok(all));
        assert_eq!(parse(&[]), Ok(CommandLine::default()));
    }

    #[cfg(unix)]
    #[test]
    fn an_address_of_a_file_is_its_path() {
        let asked = parse(&["file:///tmp/Ma%20journey.journey"]).unwrap();
        assert_eq!(asked.board, Some("/tmp/Ma journey.journey".into()));
    }

    #[test]
    fn what_is_not_understood_is_answered_with_the_usage() {
        for words in [
            &["--library"][..],
            &["--answers"],
            &["--verbose"],
            &["a.journey", "b.journey"],
            &["-x", "a.journey"],
            &["file://elsewhere.example/a.journey"],
        ] {
            assert!(parse(words).unwrap_err().starts_with("usage:"), "{words:?}");
        }
    }
}
