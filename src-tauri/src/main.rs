//! The desktop shell: one window on one board.
//!
//! Everything a board can do is in `board-app`; here are only what a window needs and its two
//! commands, through which the pages speak the screen contract. Files:
//!
//! * [`start`]: which board to open, from the command line and the library
//! * [`wall`]: the open board and the screen of the window
//! * [`commands`]: what the pages may call
//! * [`window`]: the window, and where its pages may go
//! * [`graphics`]: a workaround for one family of drivers
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

mod commands;
mod graphics;
mod start;
mod wall;
mod window;

use std::io::Write;
use std::process::ExitCode;

use tauri::{Manager, RunEvent};
use tracing_subscriber::EnvFilter;

use start::Start;
use wall::Wall;

fn main() -> ExitCode {
    let start = match Start::parse(std::env::args_os().skip(1)) {
        Ok(start) => start,
        Err(usage) => {
            // Without a terminal nobody reads it, and the exit code says enough.
            drop(writeln!(std::io::stderr(), "{usage}"));
            return ExitCode::from(2);
        }
    };
    graphics::restart_if_needed();
    let filter =
        EnvFilter::try_from_env("JOURNEYWALL_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    match run(start) {
        Ok(code) => code,
        Err(error) => {
            tracing::error!(%error, "the window could not be opened");
            ExitCode::FAILURE
        }
    }
}

fn run(start: Start) -> tauri::Result<ExitCode> {
    let app = tauri::Builder::default()
        .manage(Wall::new(start))
        .invoke_handler(tauri::generate_handler![commands::connect, commands::send])
        .setup(|app| Ok(window::open(app.handle())?))
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
        // Whatever ended the loop: what is not yet closed is closed now.
        RunEvent::Exit => tauri::async_runtime::block_on(app.state::<Wall>().close_anyway()),
        _ => {}
    });
    Ok(ExitCode::from(u8::try_from(code).unwrap_or(1)))
}
