//! A picture as a file that is there whole or not at all.

use super::{Format, PictureOptions, render};
use crate::ExportError;
use board_layout::Scene;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Tries of a free name beside the file.
const NAMES: u32 = 1_000;

/// Writes a picture to a file. It is written under another name in the same folder, brought to the disk, and
/// then put in the file's place: a file that was there before stays as it was until then, and when anything
/// fails.
///
/// # Errors
/// As [`render`]; the file under the other name is removed.
pub fn to_file(
    path: &Path,
    scene: &Scene,
    options: &PictureOptions,
    format: Format,
) -> Result<(), ExportError> {
    write_whole(path, |out| render(scene, options, format, out))
}

/// Writes a file whole or not at all.
pub(crate) fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let (beside, file) = create_beside(path)?;
    let finished = fill(file, write).and_then(|()| Ok(fs::rename(&beside, path)?));
    if finished.is_err() {
        // The first error is the one to report; a name that cannot be removed either is harmless.
        let _ = fs::remove_file(&beside);
    }
    finished
}

fn fill(
    file: File,
    write: impl FnOnce(&mut dyn Write) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let mut out = BufWriter::with_capacity(256 << 10, file);
    write(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok(file.sync_all()?)
}

fn create_beside(path: &Path) -> Result<(PathBuf, File), ExportError> {
    let name = path
        .file_name()
        .ok_or_else(|| io::Error::from(io::ErrorKind::IsADirectory))?;
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for number in 0..NAMES {
        let mut beside = OsString::from(".");
        beside.push(name);
        beside.push(format!(".{}-{number}.part", std::process::id()));
        let beside = path.with_file_name(beside);
        match OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&beside)
        {
            Ok(file) => return Ok((beside, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error.into()),
        }
    }
    Err(last.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::Scale;

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn a_picture_replaces_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.png");
        fs::write(&path, "before").unwrap();
        let scene = Scene {
            width: 40,
            height: 20,
            ..Scene::default()
        };
        to_file(&path, &scene, &PictureOptions::default(), Format::Png).unwrap();
        assert_eq!(image::open(&path).unwrap().width(), 80);
        assert_eq!(names(folder.path()), ["map.png"]);
    }

    #[test]
    fn what_cannot_be_finished_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.png");
        let full = |out: &mut dyn Write| {
            out.write_all(&[0; 1 << 20])?;
            Err(io::Error::from(io::ErrorKind::StorageFull).into())
        };
        assert_eq!(write_whole(&path, full).unwrap_err().code(), "E_DISK");
        assert!(names(folder.path()).is_empty());

        fs::write(&path, "before").unwrap();
        let scene = Scene {
            width: 100_000,
            height: 20,
            ..Scene::default()
        };
        let options = PictureOptions {
            scale: Scale::Times(1.0),
            ..PictureOptions::default()
        };
        assert_eq!(
            to_file(&path, &scene, &options, Format::Png)
                .unwrap_err()
                .code(),
            "E_TOO_LARGE"
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), "before");
        assert_eq!(names(folder.path()), ["map.png"]);
    }
}
