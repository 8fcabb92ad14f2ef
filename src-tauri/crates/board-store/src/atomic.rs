//! A file that cannot be finished is not there.

use crate::error::StoreError;
use std::fs::File;
use std::path::{Path, PathBuf};
use tempfile::{NamedTempFile, TempPath};

/// Writes a file whole or not at all: `write` fills an unnamed-looking file in the same folder, which then takes the
/// place of `path` in one step, on disk before this returns. If anything fails, what was at `path` is
/// untouched and nothing else is left. A symbolic link is followed; permissions of a replaced file are kept.
///
/// A pipe or a device has no content to protect and takes no other file in its place: it is written to as it is.
///
/// It blocks; in async code call it on a blocking thread.
///
/// Errors: those of `write`; [`StoreError::NoFolder`]; [`StoreError::ReadOnlyPlace`];
/// [`StoreError::DiskFull`].
pub fn write_atomically<E: From<StoreError>>(
    path: &Path,
    write: impl FnOnce(&mut File) -> Result<(), E>,
) -> Result<(), E> {
    let path = place_for(path)?;
    if is_stream(&path) {
        let opened = File::options().write(true).open(&path);
        let mut stream = opened.map_err(|source| StoreError::io(&path, source))?;
        return write(&mut stream);
    }
    let mut unfinished = named(&path)?;
    write(unfinished.as_file_mut())?;
    Ok(finish(unfinished.into_temp_path(), &path)?)
}

/// Whether what is at `path` takes bytes and keeps none of them.
#[cfg(unix)]
pub(crate) fn is_stream(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    let found = std::fs::metadata(path).map(|found| found.file_type());
    found.is_ok_and(|found| found.is_fifo() || found.is_char_device())
}

#[cfg(not(unix))]
pub(crate) fn is_stream(_: &Path) -> bool {
    false
}

/// The canonical path of a file that need not exist yet; its folder must.
pub(crate) fn place_for(path: &Path) -> Result<PathBuf, StoreError> {
    let not_utf8 = || StoreError::PathNotUtf8 {
        path: path.to_owned(),
    };
    path.to_str().ok_or_else(not_utf8)?;
    if let Ok(existing) = path.canonicalize() {
        return Ok(existing);
    }
    let Some(name) = path.file_name() else {
        return Err(StoreError::NotABoard {
            path: path.to_owned(),
            found: "no file name",
        });
    };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = folder
        .canonicalize()
        .map_err(|source| match StoreError::io(folder, source) {
            StoreError::NoFile { path } => StoreError::NoFolder { path },
            other => other,
        })?;
    let place = folder.join(name);
    place.to_str().ok_or_else(not_utf8)?;
    Ok(place)
}

/// An empty file beside `path`, removed when dropped.
pub(crate) fn unfinished(path: &Path) -> Result<TempPath, StoreError> {
    Ok(named(path)?.into_temp_path())
}

/// Puts a finished file in the place of `path`, replacing what is there.
pub(crate) fn finish(unfinished: TempPath, path: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::io(path, source);
    keep_permissions(&unfinished, path)?;
    sync(&unfinished).map_err(failed)?;
    unfinished
        .persist(path)
        .map_err(|error| failed(error.error))?;
    sync_folder(path).map_err(failed)
}

/// Puts a finished file at `path`, where nothing may be.
pub(crate) fn finish_new(unfinished: TempPath, path: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::io(path, source);
    sync(&unfinished).map_err(failed)?;
    unfinished
        .persist_noclobber(path)
        .map_err(|error| failed(error.error))?;
    sync_folder(path).map_err(failed)
}

fn named(path: &Path) -> Result<NamedTempFile, StoreError> {
    let folder = path.parent().unwrap_or(path);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".journeywall-").suffix(".unfinished");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What any program's new file gets; the person's umask is applied by the system.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder
        .tempfile_in(folder)
        .map_err(|source| StoreError::io(path, source))
}

fn keep_permissions(unfinished: &Path, path: &Path) -> Result<(), StoreError> {
    let Ok(replaced) = std::fs::metadata(path) else {
        return Ok(());
    };
    if !replaced.is_file() {
        return Err(StoreError::NotAFile {
            path: path.to_owned(),
        });
    }
    if replaced.permissions().readonly() {
        return Err(StoreError::ReadOnlyPlace {
            path: path.to_owned(),
        });
    }
    std::fs::set_permissions(unfinished, replaced.permissions())
        .map_err(|source| StoreError::io(path, source))
}

fn sync(path: &Path) -> std::io::Result<()> {
    File::options().write(true).open(path)?.sync_all()
}

/// The new name is on disk only when its folder is. Windows has no such call and needs none.
#[cfg(unix)]
fn sync_folder(path: &Path) -> std::io::Result<()> {
    File::open(path.parent().unwrap_or(path))?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> std::io::Result<()> {
    Ok(())
}
