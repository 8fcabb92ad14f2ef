//! A board file as something else, by the ending of the file to be written. It is there whole or not at all.

use crate::big_stack;
use crate::error::AppError;
use crate::files::export_format::{ExportFormat, Offered, Scope, Writer};
use crate::files::images::images_of;
use crate::files::load::{LoadedBoard, board_of};
use board_export::ExportError;
use board_export::picture::{self, Images, PictureOptions, Scale, Selection};
use board_export::table::{CsvOptions, Separator, csv_export, json_export, outline};
use board_layout::palette::Theme;
use board_model::{Board, RowRef, SheetRef, StageRef};
use board_store::{StoreError, write_atomically};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What to export of a board, and how large.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExportOptions {
    /// One sheet only, by id or title.
    pub sheet: Option<String>,
    /// One stage only, by id or title, on `sheet` or else the first sheet.
    pub stage: Option<String>,
    /// One row only, by id or title, on `sheet` or else the first sheet.
    pub row: Option<String>,
    /// Pixels per board unit; 2 when neither this nor `width` is given.
    pub scale: Option<f32>,
    /// Pixels across; goes before `scale`.
    pub width: Option<u32>,
    /// Quality of JPEG, 1 to 100.
    pub quality: Option<u8>,
    /// The look of a picture.
    pub look: Theme,
    /// A table begins with a byte order mark, without which Excel takes it for the system's old encoding.
    pub byte_order_mark: bool,
    /// What parts the cells of a table.
    pub separator: Separator,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Exported {
    /// The file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// Of a picture made of pixels, its width and height.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pixels: Option<(u32, u32)>,
    /// Of a picture, the characters that no bundled font can draw: `□` stands in their places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<char>,
}

/// What is known of a file when it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// As [`Exported::pixels`].
    pub pixels: Option<(u32, u32)>,
    /// As [`Exported::missing`].
    pub missing: Vec<char>,
    /// How many bytes, where they were counted: a pipe has no size.
    pub bytes: Option<u64>,
}

/// The format that the ending of a file asks for.
pub fn format_of(path: &Path) -> Result<ExportFormat, AppError> {
    let ending = path.extension().unwrap_or_default();
    let ending = ending.to_string_lossy().to_lowercase();
    ExportFormat::of_ending(&ending).ok_or_else(|| AppError::UnknownFormat {
        extension: ending,
        possible: ExportFormat::possible(Offered::CommandLine),
    })
}

/// Writes the board of a file as `out`, in the format of its ending. What was there before stays until all is
/// written.
///
/// # Errors
/// `E_BAD_INPUT` for an ending that is not possible or options that do not go with it; `E_NO_SUCH` and `E_AMBIGUOUS` for sheet, stage
/// or row; `E_TOO_LARGE` for a picture beyond its format; `E_NO_FILE`, `E_BOARD_OPEN`, `E_DAMAGED`, `E_NEWER_FORMAT`, `E_DISK`.
pub async fn export(
    path: &Path,
    out: &Path,
    options: &ExportOptions,
) -> Result<Exported, AppError> {
    let format = format_of(out)?;
    refuse_selection(format, options)?;
    let LoadedBoard {
        mut file, replica, ..
    } = board_of(path).await?;
    let done = match format {
        ExportFormat::Journey => file
            .save_copy(out)
            .await
            .map(|()| Filled::default())
            .map_err(AppError::from),
        _ => match images_of(&mut file, replica.board()).await {
            Ok(images) => {
                let (out, options) = (out.to_owned(), options.clone());
                big_stack::run(move || {
                    let state = || replica.state();
                    write(&out, replica.board(), &state, format, &options, images)
                })
                .await
            }
            Err(error) => Err(error.into()),
        },
    };
    file.close().await?;
    let Filled {
        pixels,
        missing,
        bytes,
    } = done?;
    let bytes = match bytes {
        Some(bytes) => bytes,
        None => std::fs::metadata(out)
            .map_err(|source| StoreError::io(out, source))?
            .len(),
    };
    Ok(Exported {
        path: out.to_owned(),
        bytes,
        pixels,
        missing,
    })
}

/// Refuses a choice of parts for a format that holds the whole board, and choices for tables elsewhere.
fn refuse_selection(format: ExportFormat, options: &ExportOptions) -> Result<(), AppError> {
    let for_tables = [
        ("--bom", options.byte_order_mark),
        ("--separator", options.separator != Separator::default()),
    ];
    let refused = for_tables.into_iter().find(|(_, is_given)| *is_given);
    if let Some((option, _)) = refused.filter(|_| format.entry().writer != Writer::Table) {
        return Err(AppError::OnlyForTables { option });
    }
    if format.entry().scope == Scope::Parts {
        return Ok(());
    }
    let extension = format.ending();
    let given = [
        ("--sheet", options.sheet.is_some()),
        ("--stage", options.stage.is_some()),
        ("--row", options.row.is_some()),
    ];
    let refused = given.into_iter().find(|(_, is_given)| *is_given);
    refused.map_or(Ok(()), |(option, _)| {
        Err(AppError::NotForFormat { option, extension })
    })
}

/// Writes a board as a file. `state` is asked for its document where the format is that.
pub fn write(
    out: &Path,
    board: &Board,
    state: &dyn Fn() -> Vec<u8>,
    format: ExportFormat,
    options: &ExportOptions,
    images: Images,
) -> Result<Filled, AppError> {
    let mut filled = Filled::default();
    write_with(out, |file| {
        let mut counted = Counted(file, 0);
        filled = fill(&mut counted, board, state, format, options, images)?;
        filled.bytes = Some(counted.1);
        Ok(())
    })?;
    Ok(filled)
}

/// Counts what is written.
struct Counted<W>(W, u64);

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.0.write(bytes)?;
        self.1 += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Writes a board in a format.
pub fn fill(
    out: &mut dyn Write,
    board: &Board,
    state: &dyn Fn() -> Vec<u8>,
    format: ExportFormat,
    options: &ExportOptions,
    images: Images,
) -> Result<Filled, AppError> {
    let mut filled = Filled::default();
    let selection = selection(board, options)?;
    let text = match format.entry().writer {
        Writer::Pixels(format) => {
            let picture = picture_options(options, images);
            let scene = picture::scene(board, &selection)?;
            filled.pixels = Some(picture::size(&scene, &picture, format)?);
            filled.missing = picture::missing_glyphs(&scene);
            picture::render(&scene, &picture, format, out)?;
            return Ok(filled);
        }
        Writer::Drawing => {
            let scene = picture::scene(board, &selection)?;
            filled.missing = picture::missing_glyphs(&scene);
            picture::svg(&scene, &picture_options(options, images))?.into_bytes()
        }
        Writer::Table => {
            let table = CsvOptions {
                sheet: selection.sheet,
                stage: selection.stage,
                row: selection.row,
                byte_order_mark: options.byte_order_mark,
                separator: options.separator,
            };
            csv_export(board, &table).into_bytes()
        }
        Writer::Json => json_export(board)
            .map_err(io::Error::from)
            .map_err(ExportError::from)?
            .into_bytes(),
        Writer::Outline => outline(board).into_bytes(),
        Writer::Document => state(),
    };
    out.write_all(&text).map_err(ExportError::from)?;
    Ok(filled)
}

/// Writes a file whole or not at all; a full disk is told as such, whoever met it.
fn write_with(
    out: &Path,
    fill: impl FnOnce(&mut BufWriter<&mut File>) -> Result<(), AppError>,
) -> Result<(), AppError> {
    let told = |error| match error {
        AppError::Picture(ExportError::Write(source)) => {
            AppError::Store(StoreError::io(out, source))
        }
        other => other,
    };
    write_atomically(out, |file| {
        let mut buffered = BufWriter::with_capacity(256 << 10, file);
        fill(&mut buffered)?;
        Ok(buffered.flush().map_err(ExportError::from)?)
    })
    .map_err(told)
}

/// How a picture of these options is drawn.
pub fn picture_options(options: &ExportOptions, images: Images) -> PictureOptions {
    let mut picture = PictureOptions {
        images,
        ..PictureOptions::default()
    };
    if let Some(scale) = options.scale {
        picture.scale = Scale::Times(scale);
    }
    if let Some(width) = options.width {
        picture.scale = Scale::Width(width);
    }
    picture.quality = options.quality.unwrap_or(picture.quality);
    picture.theme = options.look;
    picture
}

/// Names to ids. A stage or row is looked up on the given sheet, or else on the first.
pub fn selection(board: &Board, options: &ExportOptions) -> Result<Selection, AppError> {
    let sheet = options.sheet.as_deref().map(SheetRef::from);
    let sheet = sheet
        .as_ref()
        .map(|sheet| board.find_sheet(Some(sheet)))
        .transpose()?;
    let stage = options.stage.as_deref().map(StageRef::from);
    let row = options.row.as_deref().map(RowRef::from);
    Ok(Selection {
        sheet,
        stage: stage
            .map(|stage| board.find_stage(sheet, &stage))
            .transpose()?,
        row: row.map(|row| board.find_row(sheet, &row)).transpose()?,
        ..Selection::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_decides_and_others_are_refused_with_what_is_possible() {
        assert_eq!(format_of(Path::new("a/b.PNG")).unwrap(), ExportFormat::Png);
        assert_eq!(
            format_of(Path::new("b.journey")).unwrap(),
            ExportFormat::Journey
        );
        for later in ["b.pdf", "b.xlsx", "b", ".png"] {
            let error = format_of(Path::new(later)).unwrap_err();
            assert_eq!(error.code(), "E_BAD_INPUT");
            assert!(error.to_string().contains(".webp"), "{error}");
        }
    }
}
