//! A board whose file was removed, moved, replaced or overwritten while it was open: it is written to another file, and
//! goes on there.

use crate::open::input::ThreadInput;
use crate::open::saver::Saver;
use board_model::FileLoss;
use board_room::message::KeptElsewhere;
use board_store::{Library, Seq, StoreError, make_folder};
use std::path::{Path, PathBuf};
use tokio::sync::watch;

/// What is put behind the name of a file where the old name is taken.
const KEPT: &str = " (kept)";

/// How many names are tried in a folder.
const TRIES: u32 = 100;

/// Where the file of an open board lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePlace {
    /// Its path.
    pub path: PathBuf,
    /// What happened to the file before it, if the board had to go on in this one.
    pub because: Option<FileLoss>,
}

impl FilePlace {
    /// What a person is told when the board had to go on in another file; `None` when it did not.
    pub fn told(&self) -> Option<String> {
        let what = match self.because? {
            FileLoss::Removed => "was deleted",
            FileLoss::Moved => "was moved",
            FileLoss::Replaced => "was replaced by another one",
            FileLoss::Overwritten => "was changed by another program",
            FileLoss::JournalLost => "lost its log",
        };
        let path = self.path.display();
        Some(format!(
            "the board's file {what} while it was open; everything is in {path}"
        ))
    }
}

/// Where a board can go on.
pub(crate) struct Refuge {
    /// The folder of the library, for a board whose own folder is gone or cannot be written to.
    folder: PathBuf,
    place: watch::Sender<FilePlace>,
}

impl Refuge {
    /// A board that lies at `path`, and what is told of it.
    pub(crate) fn new(library: &Library, path: &Path) -> (Self, watch::Receiver<FilePlace>) {
        let (place, told) = watch::channel(FilePlace {
            path: path.to_owned(),
            because: None,
        });
        let folder = library.folder().to_owned();
        (Self { folder, place }, told)
    }

    /// The board lies here from now on, as its person wants it.
    pub(crate) fn tell_renamed(&self, path: &Path) {
        self.place
            .send_modify(|place| path.clone_into(&mut place.path));
    }

    /// The folders that are tried, each with its names. The old name is the first.
    fn folders(&self, old: &Path) -> Vec<Vec<PathBuf>> {
        let stem = old.file_stem().unwrap_or_default().to_string_lossy();
        let beside = |folder: &Path| {
            let numbered = (2..=TRIES).map(|number| format!("{stem}{KEPT} {number}.journey"));
            let names = [format!("{stem}.journey"), format!("{stem}{KEPT}.journey")];
            let names = names.into_iter().chain(numbered);
            names.map(|name| folder.join(name)).collect()
        };
        let own = old.parent().unwrap_or(old);
        let mut folders: Vec<Vec<PathBuf>> = vec![beside(own)];
        if own != self.folder {
            folders.push(beside(&self.folder));
        }
        folders
    }
}

impl Saver {
    /// Sees to it that the file is where its path says: a board whose file was taken away goes on in another one.
    ///
    /// # Errors
    /// [`StoreError::Displaced`] when no other file could be written, or not yet.
    pub(crate) async fn settle(&mut self) -> Result<(), StoreError> {
        let Some(how) = self.file.displacement() else {
            return Ok(());
        };
        match how {
            FileLoss::JournalLost => {
                tracing::warn!("the log beside an open board was taken away; it is made anew");
                self.file.renew_journal().await
            }
            // Nothing that is read from it can be believed: the board's thread has the document.
            FileLoss::Overwritten => {
                drop(self.board.send(ThreadInput::Overwritten));
                Err(self.displaced(how))
            }
            FileLoss::Removed | FileLoss::Moved | FileLoss::Replaced => self.go_on(how, None).await,
        }
    }

    /// The whole document, for a file that somebody else wrote into.
    pub(crate) async fn rescue(&mut self, state: &[u8], upto: u64) {
        let how = FileLoss::Overwritten;
        if self.file.displacement() != Some(how) || self.go_on(how, Some(state)).await.is_err() {
            return;
        }
        // Update 1 of the new file is everything up to that append.
        self.base = Seq(1_u64.wrapping_sub(upto));
        let later = usize::try_from(self.last.saturating_sub(upto)).unwrap_or(usize::MAX);
        let held = self.waiting.len().saturating_sub(later);
        self.waiting.drain(..held);
    }

    /// Writes another file and goes on there, under the first name that is free.
    async fn go_on(&mut self, how: FileLoss, state: Option<&[u8]>) -> Result<(), StoreError> {
        if let Err(error) = make_folder(&self.refuge.folder) {
            tracing::warn!(%error, "the library's folder is gone");
        }
        for names in self.refuge.folders(self.file.path()) {
            for name in names {
                let gone_on = match state {
                    Some(state) => self.file.go_on_with(&name, state).await,
                    None => self.file.go_on_at(&name).await,
                };
                match gone_on {
                    Ok(()) => {
                        self.tell_place(how);
                        return Ok(());
                    }
                    Err(StoreError::AlreadyThere { .. } | StoreError::BoardOpen { .. }) => {}
                    Err(error) => {
                        tracing::error!(%error, "a board whose file was taken away cannot go on there");
                        break;
                    }
                }
            }
        }
        Err(self.displaced(how))
    }

    fn tell_place(&self, how: FileLoss) {
        let path = self.file.path().to_owned();
        let kept = KeptElsewhere {
            reason: how,
            path: path.to_string_lossy().into_owned(),
        };
        self.refuge.place.send_replace(FilePlace {
            path,
            because: Some(how),
        });
        // A board that is gone is told nothing.
        drop(self.board.send(ThreadInput::Kept(kept)));
    }

    fn displaced(&self, how: FileLoss) -> StoreError {
        let path = self.file.path().to_owned();
        StoreError::Displaced { path, how }
    }
}
