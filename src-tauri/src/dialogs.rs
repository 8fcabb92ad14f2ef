//! The system's file dialogs. The pages cannot open them: they ask the desk, and the desk asks here.

use std::path::{Path, PathBuf};

use board_desk::{BoxFuture, FileKind, Files};
use tauri::AppHandle;
use tokio::sync::oneshot;

use crate::window::MAIN;

/// Asks through the dialogs of the system, in front of the window.
pub(crate) struct Dialogs {
    app: AppHandle,
}

/// What is asked.
struct Question {
    title: &'static str,
    kinds: Vec<FileKind>,
    /// For saving: the name to begin with, and where.
    target: Option<(String, Option<PathBuf>)>,
}

impl Dialogs {
    /// Dialogs in front of this app's window.
    pub(crate) fn new(app: AppHandle) -> Self {
        Self { app }
    }

    fn ask(&self, question: Question) -> BoxFuture<Option<PathBuf>> {
        let (answer, chosen) = oneshot::channel();
        let app = self.app.clone();
        let on_main = move || system::show(&app, question, answer);
        // A loop that has ended asks nobody, and the dropped answer says so.
        drop(self.app.run_on_main_thread(on_main));
        Box::pin(async { chosen.await.ok().flatten() })
    }
}

impl Files for Dialogs {
    fn choose_open(&self, kinds: &[FileKind]) -> BoxFuture<Option<PathBuf>> {
        self.ask(Question {
            title: "Open",
            kinds: kinds.to_vec(),
            target: None,
        })
    }

    fn choose_save(
        &self,
        suggested: &str,
        folder: Option<&Path>,
        kind: FileKind,
    ) -> BoxFuture<Option<PathBuf>> {
        let chosen = self.ask(Question {
            title: "Save",
            kinds: vec![kind],
            target: Some((suggested.to_owned(), folder.map(Path::to_owned))),
        });
        Box::pin(async move { Some(with_ending(chosen.await?, kind)) })
    }
}

/// The path with an ending of the kind. Where one must be added, a file that is there is never
/// replaced: the dialog has asked about the name as it was written.
fn with_ending(path: PathBuf, kind: FileKind) -> PathBuf {
    let endings = kind.endings();
    let has_one = path
        .extension()
        .and_then(|ending| ending.to_str())
        .is_some_and(|ending| {
            endings
                .iter()
                .any(|known| known.eq_ignore_ascii_case(ending))
        });
    let (Some(ending), false) = (endings.first(), has_one) else {
        return path;
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut full = path.with_file_name(format!("{name}.{ending}"));
    let mut number = 2_u32;
    while full.exists() {
        full = path.with_file_name(format!("{name} {number}.{ending}"));
        number += 1;
    }
    full
}

/// GTK's own chooser: it is modal to the window, and goes through the desktop's portal where the app
/// runs in a sandbox.
#[cfg(target_os = "linux")]
mod system {
    use super::{MAIN, Question};
    use std::cell::RefCell;
    use std::path::PathBuf;
    use std::rc::Rc;

    use board_desk::FileKind;
    use gtk::glib;
    use gtk::prelude::*;
    use gtk::{FileChooserAction, FileChooserNative, FileFilter, ResponseType};
    use tauri::{AppHandle, Manager};
    use tokio::sync::oneshot::Sender;

    pub(super) fn show(app: &AppHandle, question: Question, answer: Sender<Option<PathBuf>>) {
        let window = app.get_webview_window(MAIN);
        let parent = window.and_then(|window| window.gtk_window().ok());
        let action = match question.target {
            Some(_) => FileChooserAction::Save,
            None => FileChooserAction::Open,
        };
        let dialog =
            FileChooserNative::new(Some(question.title), parent.as_ref(), action, None, None);
        dialog.set_modal(true);
        for filter in filters(&question.kinds) {
            dialog.add_filter(filter);
        }
        let mut begin = None;
        if let Some((name, folder)) = question.target {
            dialog.set_do_overwrite_confirmation(true);
            dialog.set_current_name(&name);
            begin = folder;
        }
        let begin = begin.or_else(|| glib::user_special_dir(glib::UserDirectory::Documents));
        // A folder that is gone is not where the person begins, and nothing is lost.
        let _ = dialog.set_current_folder(begin.unwrap_or_else(glib::home_dir));
        // GTK forgets a native dialog that nobody holds: it is held until it is answered.
        let held = Rc::new(RefCell::new(Some((dialog.clone(), answer))));
        dialog.connect_response(move |_, response| {
            let Some((dialog, answer)) = held.borrow_mut().take() else {
                return;
            };
            let chosen = (response == ResponseType::Accept)
                .then(|| dialog.filename())
                .flatten();
            // Nobody waits any more when the window has gone meanwhile.
            drop(answer.send(chosen));
            dialog.destroy();
        });
        dialog.show();
    }

    /// With several kinds, first one for all of them together.
    fn filters(kinds: &[FileKind]) -> Vec<FileFilter> {
        let filter = |label: &str, kinds: &[FileKind]| {
            let filter = FileFilter::new();
            filter.set_name(Some(label));
            for ending in kinds.iter().flat_map(|kind| kind.endings()) {
                filter.add_pattern(&format!("*.{ending}"));
                filter.add_pattern(&format!("*.{}", ending.to_uppercase()));
            }
            filter
        };
        let together = (kinds.len() > 1).then(|| filter(super::ALL_KINDS, kinds));
        let single = kinds
            .iter()
            .map(|kind| filter(kind.label(), std::slice::from_ref(kind)));
        together.into_iter().chain(single).collect()
    }
}

/// The dialogs of macOS and Windows.
#[cfg(not(target_os = "linux"))]
mod system {
    use super::{MAIN, Question};
    use std::path::PathBuf;

    use rfd::{AsyncFileDialog, FileHandle};
    use tauri::{AppHandle, Manager};
    use tokio::sync::oneshot::Sender;

    pub(super) fn show(app: &AppHandle, question: Question, answer: Sender<Option<PathBuf>>) {
        let mut dialog = AsyncFileDialog::new().set_title(question.title);
        if let Some(window) = app.get_webview_window(MAIN) {
            dialog = dialog.set_parent(&window);
        }
        if question.kinds.len() > 1 {
            let all: Vec<&str> = question
                .kinds
                .iter()
                .flat_map(|kind| kind.endings().iter().copied())
                .collect();
            dialog = dialog.add_filter(super::ALL_KINDS, &all);
        }
        for kind in &question.kinds {
            dialog = dialog.add_filter(kind.label(), kind.endings());
        }
        let reply = move |chosen: Option<FileHandle>| {
            // Nobody waits any more when the window has gone meanwhile.
            drop(answer.send(chosen.map(|file| file.path().to_owned())));
        };
        // The dialog is made here, on the main thread, and answered from wherever.
        if let Some((name, folder)) = question.target {
            dialog = dialog.set_file_name(name);
            if let Some(folder) = folder {
                dialog = dialog.set_directory(folder);
            }
            let chosen = dialog.save_file();
            tauri::async_runtime::spawn(async move { reply(chosen.await) });
        } else {
            let chosen = dialog.pick_file();
            tauri::async_runtime::spawn(async move { reply(chosen.await) });
        }
    }
}

/// What the filter for all kinds of a dialog is called.
const ALL_KINDS: &str = "All that can be opened";

#[cfg(test)]
mod tests {
    use super::with_ending;
    use board_app::ExportFormat;
    use board_desk::FileKind;

    #[test]
    fn an_ending_is_added_and_replaces_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        assert_eq!(
            with_ending(at("Map.png"), FileKind::Export(ExportFormat::Png)),
            at("Map.png"),
            "as it was written"
        );
        assert_eq!(
            with_ending(at("Map.JPEG"), FileKind::Export(ExportFormat::Jpeg)),
            at("Map.JPEG")
        );
        assert_eq!(
            with_ending(at("Map"), FileKind::Export(ExportFormat::Png)),
            at("Map.png")
        );
        assert_eq!(
            with_ending(at("Map 1.2"), FileKind::Board),
            at("Map 1.2.journey"),
            "what stands behind a dot need not be an ending"
        );
        std::fs::write(at("Map.png"), "").unwrap();
        assert_eq!(
            with_ending(at("Map"), FileKind::Export(ExportFormat::Png)),
            at("Map 2.png")
        );
        assert_eq!(
            with_ending(at("Map.png"), FileKind::Export(ExportFormat::Png)),
            at("Map.png"),
            "the dialog asked about this one"
        );
    }
}
