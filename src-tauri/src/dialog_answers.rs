//! A list of paths that answers in place of the system's file dialogs. Tests use it: no WebDriver
//! reaches a native dialog.

use parking_lot::Mutex;
use std::path::{Path, PathBuf};

use board_desk::{BoxFuture, FileKind, Files};

/// Each question takes the next line; an empty line, or the end of the list, is a cancelled dialog.
/// The list is read anew for every question, so that lines may be added while the app runs.
#[derive(Debug)]
pub(crate) struct Answers {
    list: PathBuf,
    taken: Mutex<usize>,
}

impl Answers {
    /// Answers from this file.
    pub(crate) fn new(list: PathBuf) -> Self {
        Self {
            list,
            taken: Mutex::new(0),
        }
    }

    fn next(&self) -> Option<PathBuf> {
        let mut taken = self.taken.lock();
        let list = std::fs::read_to_string(&self.list).unwrap_or_default();
        let line = list.lines().nth(*taken)?.trim();
        *taken += 1;
        (!line.is_empty()).then(|| PathBuf::from(line))
    }
}

impl Files for Answers {
    fn choose_open(&self, _kinds: &[FileKind]) -> BoxFuture<Option<PathBuf>> {
        Box::pin(std::future::ready(self.next()))
    }

    fn choose_save(
        &self,
        _suggested: &str,
        _folder: Option<&Path>,
        _kind: FileKind,
    ) -> BoxFuture<Option<PathBuf>> {
        Box::pin(std::future::ready(self.next()))
    }
}

#[cfg(test)]
mod tests {
    use super::Answers;

    #[test]
    fn each_question_takes_the_next_line() {
        let folder = tempfile::tempdir().unwrap();
        let list = folder.path().join("answers.txt");
        std::fs::write(&list, "/a.png\n\n/b.journey\n").unwrap();
        let answers = Answers::new(list.clone());
        assert_eq!(answers.next(), Some("/a.png".into()));
        assert_eq!(answers.next(), None, "an empty line is a cancelled dialog");
        assert_eq!(answers.next(), Some("/b.journey".into()));
        assert_eq!(answers.next(), None, "and so is the end");
        std::fs::write(&list, "/a.png\n\n/b.journey\n/later.csv\n").unwrap();
        assert_eq!(answers.next(), Some("/later.csv".into()));
    }
}
