//! The open board as a file elsewhere: a whole copy, one to give away, a picture or a table.

use crate::act::{AtBoard, DeskAct};
use crate::answers::{LooseFile, WrittenFile};
use crate::files::{FileKind, Files};
use crate::page_session::PageSession;
use crate::state::open_boards::shown_title;
use crate::state::rewrite::{document_of, images_on};
use board_app::files::export::{ExportOptions, fill, write};
use board_app::files::export_format::{ExportFormat, Offered, Scope};
use board_app::files::staging::Scratch;
use board_app::open::board::OpenBoard;
use board_app::{AppError, big_stack};
use board_export::ExportError;
use board_export::table::Separator;
use board_layout::palette::Theme;
use board_model::{Board, SheetRef};
use board_replica::CopyScope;
use board_store::{BoardFile, Library, OpenMode, StoreError};
use data_encoding::BASE64;
use serde::Deserialize;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use ts_rs::TS;

/// The largest file that goes to a browser in a message, in bytes: 64 MiB as base 64.
const MESSAGE_FILE_BYTES: usize = 48 << 20;

/// Asks for the whole open board as a file elsewhere.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct SaveCopy {}

impl DeskAct for SaveCopy {
    type At = AtBoard;
    type Answer = WrittenFile;

    async fn carry_out(self, at: AtBoard) -> Result<WrittenFile, AppError> {
        at.page.save_copy(&at.path, &at.board).await
    }
}

/// Asks for what one gives away: without history and deleted things.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct SendCopy {}

impl DeskAct for SendCopy {
    type At = AtBoard;
    type Answer = WrittenFile;

    async fn carry_out(self, at: AtBoard) -> Result<WrittenFile, AppError> {
        at.page.send_copy(&at.path, &at.board).await
    }
}

/// Asks for the open board in another format.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts", optional_fields)]
pub(crate) struct Export {
    /// The ending of the file.
    #[ts(type = "import('./export-formats').ExportFormat")]
    ext: String,
    /// One sheet only, by id or title.
    sheet: Option<String>,
    /// Pixels per board unit.
    scale: Option<f32>,
    /// The look of a picture.
    #[serde(default)]
    #[ts(as = "Option<Theme>")]
    look: Theme,
    /// How a table is written.
    #[serde(default)]
    #[ts(as = "Option<TableStyle>")]
    table: TableStyle,
}

/// How a table is written: as the contract with other programs says, or so that a spreadsheet opens it by a double click.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export_to = "desk.ts")]
pub(crate) struct TableStyle {
    /// Begins with a byte order mark, without which Excel takes it for the system's old encoding.
    mark: bool,
    /// What parts the cells.
    #[ts(type = "'comma' | 'semicolon' | 'tab'")]
    separator: Separator,
}

impl DeskAct for Export {
    type At = AtBoard;
    type Answer = WrittenFile;

    async fn carry_out(self, at: AtBoard) -> Result<WrittenFile, AppError> {
        at.page.export(&at.path, &at.board, &self).await
    }
}

impl PageSession {
    /// Writes the whole open board as one file elsewhere.
    async fn save_copy(&self, path: &Path, board: &OpenBoard) -> Result<WrittenFile, AppError> {
        let title = title_of(board, path).await?;
        let Some(to) = self.ask_where(&title, path, FileKind::Board).await else {
            return Ok(WrittenFile::NONE);
        };
        self.save_copy_to(board, &title, to).await
    }

    /// Writes the whole open board to a place, or without one as an answer for a browser.
    pub(crate) async fn save_copy_to(
        &self,
        board: &OpenBoard,
        title: &str,
        to: Option<PathBuf>,
    ) -> Result<WrittenFile, AppError> {
        let save = async |to: PathBuf| board.save_copy(to).await;
        if let Some(to) = to {
            save(to.clone()).await?;
            return Ok(WrittenFile::at(&to));
        }
        let scratch = self.desk.scratch().await?;
        save(scratch.path().to_owned()).await?;
        self.handed_over(&scratch, title).await
    }

    /// Writes the open board as a fresh one elsewhere: without history, deleted things and undo.
    async fn send_copy(&self, path: &Path, board: &OpenBoard) -> Result<WrittenFile, AppError> {
        let title = title_of(board, path).await?;
        let Some(to) = self.ask_where(&title, path, FileKind::Board).await else {
            return Ok(WrittenFile::NONE);
        };
        let (document, images) = document_of(board).await?;
        let scratch = self.desk.scratch().await?;
        let written = self.desk.write_anew(
            scratch.path(),
            document,
            images,
            CopyScope::Shown,
            Vec::new(),
        );
        written.await?;
        let Some(to) = to else {
            return self.handed_over(&scratch, &title).await;
        };
        // Over an open board, this one or another, nothing is written: its lock is in the way.
        let mut file = BoardFile::open(scratch.path(), OpenMode::ReadOnly).await?;
        let saved = file.save_copy(&to).await;
        file.close().await?;
        saved?;
        Ok(WrittenFile::at(&to))
    }

    /// Writes the open board as something else, from a copy of its state.
    async fn export(
        &self,
        path: &Path,
        board: &OpenBoard,
        of: &Export,
    ) -> Result<WrittenFile, AppError> {
        let format = offered(&of.ext.to_lowercase())?;
        if of.sheet.is_some() && format.entry().scope == Scope::Whole {
            return Err(AppError::NotForFormat {
                option: "a sheet",
                extension: format.ending(),
            });
        }
        let copy = board.look(|replica| replica.board().clone()).await?;
        let title = export_title(&copy, path, of)?;
        let Some(to) = self.ask_where(&title, path, FileKind::Export(format)).await else {
            return Ok(WrittenFile::NONE);
        };
        let images = images_on(board, &copy).await?;
        let options = ExportOptions {
            sheet: of.sheet.clone(),
            scale: of.scale,
            look: of.look,
            byte_order_mark: of.table.mark,
            separator: of.table.separator,
            ..ExportOptions::default()
        };
        // Only for formats that hold the document, which are not among these.
        let state = Vec::new;
        if let Some(to) = to {
            let place = to.clone();
            big_stack::run(move || write(&place, &copy, &state, format, &options, images)).await?;
            return Ok(WrittenFile::at(&to));
        }
        let bytes = big_stack::run(move || {
            let mut bytes = Bounded(Vec::new());
            let done = fill(&mut bytes, &copy, &state, format, &options, images);
            done.map_err(too_large)?;
            Ok(BASE64.encode(&bytes.0))
        });
        let name = format!("{}.{}", Library::name_for(&title), format.ending());
        let base64 = bytes.await?;
        Ok(WrittenFile::Loose(LooseFile { name, base64 }))
    }

    /// Where a person wants a file, beside this board unless they choose otherwise; without dialogs nowhere, for the file
    /// is the answer then. `None` when they gave up.
    pub(crate) async fn ask_where(
        &self,
        title: &str,
        board: &Path,
        kind: FileKind,
    ) -> Option<Option<PathBuf>> {
        match &self.desk.files {
            None => Some(None),
            Some(files) => ask(&**files, title, board, kind).await.map(Some),
        }
    }

    /// A finished board file as an answer for a browser.
    pub(crate) async fn handed_over(
        &self,
        scratch: &Scratch,
        title: &str,
    ) -> Result<WrittenFile, AppError> {
        let path = scratch.path().to_owned();
        let base64 = self
            .desk
            .blocking(move || {
                let failed = |source| StoreError::io(&path, source);
                let bytes = std::fs::metadata(&path).map_err(failed)?.len();
                if bytes > MESSAGE_FILE_BYTES as u64 {
                    return Err(beyond(bytes));
                }
                Ok(BASE64.encode(&std::fs::read(&path).map_err(failed)?))
            })
            .await?;
        let name = format!("{}.journey", Library::name_for(title));
        Ok(WrittenFile::Loose(LooseFile { name, base64 }))
    }
}

async fn title_of(board: &OpenBoard, path: &Path) -> Result<String, AppError> {
    let title = board.look(|replica| replica.board().header().title.clone());
    Ok(shown_title(&title.await?, path))
}

/// What a file with a part of a board is called: after the board, and the sheet where the board has several.
fn export_title(board: &Board, path: &Path, of: &Export) -> Result<String, AppError> {
    let title = shown_title(&board.header().title, path);
    let Some(sheet) = of.sheet.as_deref().map(SheetRef::from) else {
        return Ok(title);
    };
    let id = board.find_sheet(Some(&sheet))?;
    let named = board.sheets().iter().find(|sheet| sheet.id == id);
    Ok(match named.map(|sheet| sheet.title.as_str()) {
        Some(name) if board.sheets().len() > 1 && !name.is_empty() => format!("{title} – {name}"),
        _ => title,
    })
}

/// Where a person wants a file, with its ending.
async fn ask(files: &dyn Files, title: &str, board: &Path, kind: FileKind) -> Option<PathBuf> {
    let ending = kind.endings()[0];
    let suggested = format!("{}.{ending}", Library::name_for(title));
    let chosen = files.choose_save(&suggested, board.parent(), kind).await?;
    let given = chosen.extension().map(|given| given.to_ascii_lowercase());
    let is_right = given.is_some_and(|given| kind.endings().iter().any(|it| given == *it));
    if is_right {
        return Some(chosen);
    }
    let mut with_ending = chosen.into_os_string();
    with_ending.push(format!(".{ending}"));
    Some(with_ending.into())
}

/// The format of an ending, of those that the export dialog offers.
fn offered(ending: &str) -> Result<ExportFormat, AppError> {
    let format = ExportFormat::of_ending(ending).filter(|format| format.is_at_screens());
    format.ok_or_else(|| AppError::UnknownFormat {
        extension: ending.chars().take(20).collect(),
        possible: ExportFormat::possible(Offered::Everywhere),
    })
}

fn beyond(bytes: u64) -> StoreError {
    StoreError::TooLarge {
        what: "file",
        bytes,
        max: MESSAGE_FILE_BYTES as u64,
    }
}

fn too_large(error: AppError) -> AppError {
    match error {
        AppError::Picture(ExportError::Write(source))
            if source.kind() == io::ErrorKind::FileTooLarge =>
        {
            beyond(MESSAGE_FILE_BYTES as u64 + 1).into()
        }
        error => error,
    }
}

/// Bytes that end before they are too many for a message.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MESSAGE_FILE_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
