//! Set-up, run, test, bench and packages of the whole project: `cargo xtask run`, `cargo xtask test`,
//! `cargo xtask bench`, `cargo xtask bundle`, `cargo xtask fuzz`, and `cargo xtask setup` alone.
//!
//! It needs nothing but the standard library and a small reader of XML, so that it is built in seconds
//! on a machine that has nothing yet. It installs only from the ordinary registries (apt, npm, crates.io).
//!
//! * [`packages`]: the system packages, in one list
//! * [`project`]: where things are, and how programs are called
//! * [`front`]: Node packages and the UI bundle
//! * [`start`]: how the built app is opened on the example board
//! * [`mod@bench`]: what is measured, in Rust and in browsers
//! * [`bundle`]: packages that people install
//! * [`fuzz`]: bytes that nobody thought of, for the gate
//! * [`checks`]: every step of `cargo xtask test`, in order
//! * [`steps`], [`tally`]: running them, logging them, counting them
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line program talks to its terminal"
)]

mod bench;
mod bundle;
mod checks;
mod failure;
mod front;
mod fuzz;
mod packages;
mod project;
mod start;
mod steps;
mod tally;
mod versions;

use std::process::ExitCode;

use failure::Failure;
use front::Bundle;
use packages::Consent;
use project::Project;

/// What is printed for `--help` and after a call that is not understood.
const USAGE: &str = "\
usage: cargo xtask <command> [--yes]

  run     installs what is missing, builds, and opens the app on the example board
          (without a display: serves it to the browser on this machine)
  test    installs what the tests need and runs all of them
  bench   runs the benches in a release build: the app, then the wall in Chromium and WebKitGTK
          beside Excalidraw, where they are installed (--no-browsers leaves them out)
  bundle  builds installable packages; on Linux: [deb] [appimage] [rpm], the first two if none is named
  fuzz    looks for bytes of a peer that the gate cannot bear, for 60 seconds, or as many as are named
  setup   installs what the desktop app needs and makes the front end, for other build tools

  --yes   installs missing system packages without asking (CI=true does the same)

The full log of `test` goes to <target>/test-log.txt, or where JOURNEYWALL_TEST_LOG says.";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let yes = words.iter().any(|word| word == "--yes");
    let rest: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| *word != "--yes")
        .collect();
    let outcome = match rest.as_slice() {
        ["run"] => run(yes),
        ["test"] => test(yes),
        ["bench"] => measure(true),
        ["bench", "--no-browsers"] => measure(false),
        ["setup"] => setup(yes),
        ["fuzz"] => look_for_bytes("60"),
        ["fuzz", seconds] if seconds.parse::<u32>().is_ok() => look_for_bytes(seconds),
        ["bundle", kinds @ ..] if kinds.iter().all(|kind| bundle::is_known(kind)) => {
            make_bundles(kinds, yes)
        }
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        _ => {
            eprintln!("{USAGE}");
            Ok(ExitCode::from(2))
        }
    };
    outcome.unwrap_or_else(|failure| {
        eprintln!("xtask: {failure}");
        ExitCode::FAILURE
    })
}

/// `cargo xtask setup`: afterwards `cargo build --workspace` works.
fn setup(yes: bool) -> Result<ExitCode, Failure> {
    let project = Project::find()?;
    prepare(&project, &packages::for_window(), yes)?;
    Ok(ExitCode::SUCCESS)
}

/// Everything that a build needs besides cargo.
fn prepare(project: &Project, needs: &[packages::Need], yes: bool) -> Result<(), Failure> {
    front::require_node()?;
    packages::install(needs, Consent::from_flag(yes))?;
    front::install(project)?;
    front::build(project, Bundle::Product)
}

/// `cargo xtask run`: from a fresh clone to the example board in front of the person.
fn run(yes: bool) -> Result<ExitCode, Failure> {
    let project = Project::find()?;
    let windowed = start::has_display();
    if windowed {
        prepare(&project, &packages::for_window(), yes)?;
        start::window(&project)
    } else {
        prepare(&project, &packages::for_browser(), yes)?;
        start::browser(&project)
    }
}

/// `cargo xtask test`: everything that can be checked, with one summary at the end.
fn test(yes: bool) -> Result<ExitCode, Failure> {
    let project = Project::find()?;
    checks::run_all(&project, Consent::from_flag(yes))
}

/// `cargo xtask bundle`: packages of the app, beside the release build.
fn make_bundles(kinds: &[&str], yes: bool) -> Result<ExitCode, Failure> {
    let project = Project::find()?;
    prepare(&project, &packages::for_bundles(), yes)?;
    let kinds = if kinds.is_empty() {
        bundle::USUAL
    } else {
        kinds
    };
    bundle::make(&project, kinds)?;
    Ok(ExitCode::SUCCESS)
}

/// `cargo xtask fuzz`: the gate under libFuzzer.
fn look_for_bytes(seconds: &str) -> Result<ExitCode, Failure> {
    let project = Project::find()?;
    fuzz::run(&project, seconds)?;
    Ok(ExitCode::SUCCESS)
}

/// `cargo xtask bench`: what the app costs, and what a frame of the wall costs in browsers.
fn measure(screens: bool) -> Result<ExitCode, Failure> {
    let project = Project::find()?;
    bench::run_all(&project, screens)?;
    Ok(ExitCode::SUCCESS)
}
