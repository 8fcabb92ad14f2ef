//! `journeywall-cli`: boards from the command line, without a window.
//!
//! Standard output is the answer, and nothing else; errors are `error[E_CODE]: sentence` on
//! standard error. Exit codes: 0 done, 1 failed, 2 not understood. What is done is in `board-app`;
//! here are the words for it, one file per group of commands.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "a test fails by panicking"
    )
)]

mod answer;
mod args;
mod desk;
mod failure;
mod files;
mod host;
mod inspect_commands;
mod nearby;
mod signals;
mod terminal_text;

use std::process::ExitCode;

use board_app::App;
use clap::Parser;
use tracing_subscriber::EnvFilter;

use args::{Cli, Command};
use failure::Failure;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter =
        EnvFilter::try_from_env("JOURNEYWALL_LOG").unwrap_or_else(|_| EnvFilter::new("error"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            answer::note(&format!("error[{}]: {failure}", failure.code()));
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<(), Failure> {
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::Runtime)?;
    let done = runtime.block_on(carry_out(cli));
    // A thread that still waits for standard input would hold up an orderly runtime for ever.
    runtime.shutdown_background();
    done
}

async fn carry_out(cli: Cli) -> Result<(), Failure> {
    let Cli {
        library,
        json,
        command,
    } = cli;
    match command {
        Command::Templates => inspect_commands::templates(json),
        Command::Info { file } => inspect_commands::info(&file, json).await,
        Command::Outline { file } => inspect_commands::outline(&file, json).await,
        Command::Scene { file } => inspect_commands::scene(&file).await,
        Command::Verify(verify) => files::verify(&verify, json).await,
        Command::Export(export) => files::export(&export, json).await,
        Command::New(_)
        | Command::Import(_)
        | Command::Host(_)
        | Command::Desk(_)
        | Command::Join(_) => {
            let app = open(library).await?;
            let done = carry_out_at(&app, command, json).await;
            app.fold_library().await;
            done
        }
        Command::Pack(_) => later(
            "pack",
            "the write-ups it holds are still missing; `export` writes pictures, tables and the board's state one by one",
        ),
        Command::Insights(_) => later(
            "insights",
            "gaps, patterns and rankings are not computed yet; `outline` and `export OUT.csv` give the notes they would be computed from",
        ),
    }
}

/// What needs the library.
async fn carry_out_at(app: &App, command: Command, json: bool) -> Result<(), Failure> {
    match command {
        Command::New(new) => files::new(app, &new, json).await,
        Command::Import(import) => files::import(app, &import, json).await,
        Command::Host(host) => host::host(app, &host).await,
        Command::Desk(desk) => desk::desk(app, &desk, json).await,
        Command::Join(join) => host::join(app, &join).await,
        // The others need none.
        _ => Ok(()),
    }
}

async fn open(library: Option<std::path::PathBuf>) -> Result<App, Failure> {
    let folder = match library {
        Some(folder) => folder,
        None => board_app::default_library()?,
    };
    let app = App::open(&folder).await?;
    if app.has_new_keys() {
        answer::note(&format!(
            "the keys of this library are new, though it has boards: to share these as before, restore {} from a backup, or enter each board's recovery code under Share",
            folder.join("library.db").display()
        ));
    }
    Ok(app)
}

fn later(command: &'static str, missing: &'static str) -> Result<(), Failure> {
    Err(Failure::Later { command, missing })
}
