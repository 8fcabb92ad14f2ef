//! The gate under libFuzzer, with the compiler that everything else is built with; it wants a C++ compiler besides.
//!
//! cargo-fuzz asks for a nightly compiler, for its sanitizers. Ours has none to look for: no crate here has `unsafe`
//! of its own. What libFuzzer needs to see where bytes lead are the compiler's counters, and those are stable.

use std::process::Command;

use crate::failure::Failure;
use crate::project::{self, Project};

/// What libFuzzer reads: which edges were passed, and what was compared with what
/// (<https://clang.llvm.org/docs/SanitizerCoverage.html>). Overflows are found as well.
const FLAGS: [&str; 8] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cdebug-assertions=on",
    "-Ccodegen-units=1",
];

/// Bytes of the longest input. Everything that the gate tells apart fits in a few hundred.
const LONGEST: usize = 4_096;

/// Builds the target, gives it what honest peers send, and lets it look for so many seconds. What it found stays beside
/// it, so that the next run goes on from there.
///
/// # Errors
/// [`Failure::Ended`] when it does not build, or when an input was found that it cannot bear: libFuzzer says which.
pub(crate) fn run(project: &Project, seconds: &str) -> Result<(), Failure> {
    let crates = project.root().join("src-tauri").join("crates");
    let folder = crates.join("board-replica").join("fuzz");
    let target = project.target().join("fuzz");
    let host = host(project)?;
    let mut build = project.cargo();
    build
        .args(["build", "--release", "--locked", "--target", &host])
        .arg("--target-dir")
        .arg(&target)
        .current_dir(&folder)
        .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}"));
    project::perform(&mut build)?;
    let corpus = target.join("corpus");
    let program = format!("update{}", std::env::consts::EXE_SUFFIX);
    let mut look = Command::new(target.join(&host).join("release").join(program));
    look.current_dir(&target)
        .env("JOURNEYWALL_SEEDS", &corpus)
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={LONGEST}"))
        .args([
            "-timeout=10",
            "-rss_limit_mb=2048",
            "-print_final_stats=1",
            "-verbosity=0",
        ])
        .arg(&corpus);
    project::perform(&mut look)
}

/// The compiler's own target: named, so that the flags reach the fuzzed crates and no build script.
fn host(project: &Project) -> Result<String, Failure> {
    let mut version = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    let told = project::output_of(version.arg("-vV").current_dir(project.root()))?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or(Failure::NoHost)
}
