//! The desktop shell: one window on a desk of boards.
//!
//! Everything a board can do is in `board-app`; here is only what a window needs, and the two
//! commands through which its pages speak to the desk. Files:
//!
//! * [`command_line`]: the command line
//! * [`instance`]: one window per library; later starts hand their board over
//! * [`sitting`]: the window's place at the desk, and what the shell itself tells the pages
//! * [`commands`]: what the pages may call
//! * [`window`], [`window_place`]: the window, where its pages may go, where it was last time
//! * [`menu`]: the native menu
//! * [`dialogs`], [`dialog_answers`]: asking for files, and a list that answers for tests
//! * [`pinch`], [`graphics`]: what WebKitGTK needs on top
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "a test fails by panicking"
    )
)]

mod command_line;
mod commands;
mod dialog_answers;
mod dialogs;
mod graphics;
mod instance;
mod menu;
mod pinch;
mod sitting;
mod window;
mod window_place;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use board_app::AppError;
use board_desk::Files;
use tauri::{AppHandle, Manager, RunEvent};
use tracing_subscriber::EnvFilter;

use command_line::CommandLine;
use dialog_answers::Answers;
use dialogs::Dialogs;
use instance::{Claim, Door};
use sitting::Sitting;

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
enum StartError {
    #[error(transparent)]
    Library(#[from] AppError),
    #[error(transparent)]
    Window(#[from] tauri::Error),
}

fn main() -> ExitCode {
    let asked = match CommandLine::parse(std::env::args_os().skip(1)) {
        Ok(asked) => asked,
        Err(usage) => {
            // Without a terminal nobody reads it, and the exit code says enough.
            drop(writeln!(std::io::stderr(), "{usage}"));
            return ExitCode::from(2);
        }
    };
    graphics::restart_if_needed(asked.safe_graphics);
    let filter =
        EnvFilter::try_from_env("JOURNEYWALL_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    match start(asked) {
        Ok(code) => code,
        Err(error) => {
            tracing::error!(%error, "the window could not be opened");
            ExitCode::FAILURE
        }
    }
}

fn start(asked: CommandLine) -> Result<ExitCode, StartError> {
    let library = match asked.library {
        Some(library) => library,
        None => board_app::default_library()?,
    };
    let door = match instance::claim(&library, asked.board.as_deref()) {
        Ok(Claim::Handed) => return Ok(ExitCode::SUCCESS),
        Ok(Claim::Ours(door)) => Some(door),
        // A window without a door is better than none; what is wrong with the folder the pages say.
        Err(error) => {
            tracing::warn!(%error, "later starts will not find this window");
            None
        }
    };
    let prepare = move |app: &AppHandle| {
        let files: Arc<dyn Files> = match asked.answers {
            Some(list) => Arc::new(Answers::new(list)),
            None => Arc::new(Dialogs::new(app.clone())),
        };
        app.manage(Sitting::new(library, asked.board, files));
        window::open(app)?;
        if let Some(door) = door {
            listen(app.clone(), door);
        }
        Ok(())
    };
    Ok(run(prepare)?)
}

/// Takes the boards of later starts.
fn listen(app: AppHandle, door: Door) {
    door.keep(move |board: Option<PathBuf>| {
        let forward = app.clone();
        // An app that is ending shows nothing any more.
        drop(app.run_on_main_thread(move || window::come_forward(&forward, board)));
    });
}

fn run(
    prepare: impl FnOnce(&AppHandle) -> tauri::Result<()> + Send + 'static,
) -> tauri::Result<ExitCode> {
    let app = tauri::Builder::default()
        .menu(menu::build)
        .on_menu_event(|app, event| menu::choose(app, event.id().as_ref()))
        .invoke_handler(tauri::generate_handler![
            commands::connect,
            commands::send,
            commands::at_board
        ])
        .setup(|app| Ok(prepare(app.handle())?))
        .build(tauri::generate_context!())?;
    let code = app.run_return(|app, event| match event {
        RunEvent::Ready => window::quit_when_asked(app.clone()),
        RunEvent::WindowEvent {
            event: tauri::WindowEvent::CloseRequested { api, .. },
            ..
        } => {
            api.prevent_close();
            window::quit(app.clone());
        }
        // How macOS hands over the files that somebody opens with the app.
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => {
            for board in urls.iter().filter_map(command_line::path_of) {
                window::come_forward(app, Some(board));
            }
        }
        // Whatever ended the loop: what is not yet closed is closed now.
        RunEvent::Exit => tauri::async_runtime::block_on(app.state::<Sitting>().close_anyway()),
        _ => {}
    });
    Ok(ExitCode::from(u8::try_from(code).unwrap_or(1)))
}
