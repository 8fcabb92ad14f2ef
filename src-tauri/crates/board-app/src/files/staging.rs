//! A board file made beside the others: written where nobody looks, and moved to a free name when it is whole.

use crate::error::AppError;
use crate::files::images::StoredImages;
use crate::{big_stack, ids};
use board_model::{BoardId, Edit, HeaderFields, ParticipantId, SetHeader, limits};
use board_replica::{CopyScope, Replica};
use board_store::{AppendedUpdate, BoardFile, Library, StoreError, move_board};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often a free name is looked for when somebody else takes it meanwhile.
const TRIES: usize = 100;

/// Nothing is written for longer than this: a day.
const FORGOTTEN: Duration = Duration::from_secs(24 * 60 * 60);

/// A path in the library's folder for what is not finished. Dropping it removes what is there.
pub struct Scratch(PathBuf);

impl Scratch {
    /// A fresh path below the folder of a library. It waits for the disk.
    ///
    /// # Errors
    /// `E_DISK`.
    pub fn below(library: &Path) -> Result<Self, StoreError> {
        let folder = library.join("Unfinished");
        std::fs::create_dir_all(&folder).map_err(|source| StoreError::io(&folder, source))?;
        remove_forgotten(&folder);
        Ok(Self(folder.join(format!("{}.journey", ids::id()))))
    }

    /// Where the file is made.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-journal", "-lock"] {
            let mut path = self.0.clone().into_os_string();
            path.push(ending);
            // Usually it was moved away; what cannot be removed lies in nobody's way.
            drop(std::fs::remove_file(path));
        }
    }
}

/// Removes what programs left that were killed while they wrote.
fn remove_forgotten(folder: &Path) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        let age = std::fs::metadata(&path).and_then(|file| file.modified());
        if age.is_ok_and(|written| written.elapsed().is_ok_and(|age| age > FORGOTTEN)) {
            // What cannot be removed is tried again the next time.
            drop(std::fs::remove_file(path));
        }
    }
}

/// Moves a closed board file into a folder, under this name or the next free one. It waits for the disk.
///
/// # Errors
/// Those of [`move_board`]; `AlreadyThere` when no name was free.
pub fn move_to(from: &Path, folder: &Path, name: &str) -> Result<PathBuf, StoreError> {
    let mut taken = folder.to_owned();
    for to in Library::places_in(folder, name).take(TRIES) {
        match move_board(from, &to) {
            Ok(()) => return Ok(to),
            Err(StoreError::AlreadyThere { path }) => taken = path,
            Err(StoreError::BoardOpen { path }) if path != from => taken = path,
            Err(error) => return Err(error),
        }
    }
    Err(StoreError::AlreadyThere { path: taken })
}

/// The document of an open board, from its state, to be read. On a thread with a big stack.
///
/// # Errors
/// [`AppError::Content`].
pub fn document(state: &[u8]) -> Result<Replica, AppError> {
    let content = |source| AppError::Content {
        path: PathBuf::from("the open board"),
        source,
    };
    Replica::load(0, &[state]).map_err(content)
}

/// What a board is written from.
pub struct Source {
    /// What is on it.
    pub document: Replica,
    /// The images that it shows, and maybe others.
    pub images: StoredImages,
}

/// Writes a board under an id of its own into a new file, with those of its images that the copy shows. The edits are
/// by `by`.
///
/// # Errors
/// Those of the edits and the store.
pub async fn write(
    library: &Library,
    by: ParticipantId,
    to: &Path,
    source: Source,
    kept: CopyScope,
    edits: Vec<Edit>,
) -> Result<BoardId, AppError> {
    let board = BoardId::from_uuid(ids::id());
    let client = library.take_client_id(board, ids::draw).await?;
    let place = to.to_owned();
    let (state, images) = big_stack::run(move || {
        let content = |source| AppError::Content {
            path: place.clone(),
            source,
        };
        let Source { document, images } = source;
        let mut fresh = document.rewrite(client, board, kept).map_err(content)?;
        for edit in edits {
            fresh.apply(by, edit)?;
        }
        // What undoing the edits would need is history too.
        let fresh = fresh.rewrite(client, board, kept).map_err(content)?;
        let images = match kept {
            CopyScope::All => images,
            CopyScope::Shown => shown_images(&fresh, images),
        };
        Ok((fresh.state(), images))
    })
    .await?;
    let first = AppendedUpdate {
        bytes: state,
        client: Some(client),
        ..AppendedUpdate::default()
    };
    let mut file = BoardFile::create(to, board, &[first]).await?;
    let mut written = Ok(());
    for (_, image) in images {
        written = file.put_image(image.kind, &image.bytes).await.map(drop);
        if written.is_err() {
            break;
        }
    }
    let closed = file.close().await;
    written?;
    closed?;
    Ok(board)
}

/// The images that a note or a persona of a board shows.
fn shown_images(replica: &Replica, images: StoredImages) -> StoredImages {
    let board = replica.board();
    let notes = board.all_notes().map(|note| note.image.as_str());
    let portraits = board.personas().into_iter().map(|it| it.portrait.as_str());
    let shown: BTreeSet<&str> = notes.chain(portraits).collect();
    let mut images = images;
    images.retain(|(hash, _)| shown.contains(hash.to_string().as_str()));
    images
}

/// The edit that gives a board its title.
pub fn titled(title: &str) -> Edit {
    let fields = HeaderFields {
        title: Some(title.to_owned()),
        ..HeaderFields::default()
    };
    SetHeader { fields }.into()
}

/// A title with a word behind it that tells it from another one: as much of the title as leaves room for the word.
pub fn told_apart(title: &str, word: &str) -> String {
    let room = limits::TITLE_UTF16 - limits::utf16_len(word);
    let mut kept = String::new();
    for c in title.chars() {
        if limits::utf16_len(&kept) + c.len_utf16() > room {
            break;
        }
        kept.push(c);
    }
    format!("{}{word}", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_called_so_however_long_the_title() {
        assert_eq!(told_apart("Gym", " (copy)"), "Gym (copy)");
        let long = told_apart(&"🚀".repeat(100), " (copy)");
        assert_eq!(limits::utf16_len(&long), 199, "no half of a pair: {long}");
        assert!(long.ends_with("🚀 (copy)"));
    }
}
