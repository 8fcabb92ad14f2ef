//! The command line under test.

use std::path::PathBuf;
use std::process::Command;

/// The program that `JOURNEYWALL_CLI` names. Without it the `journeywall-cli` beside the test binaries, built if it is
/// not there: `cargo xtask test` builds everything before it tests, a test run by itself may not have.
pub fn command_line() -> PathBuf {
    if let Some(named) = std::env::var_os("JOURNEYWALL_CLI") {
        return named.into();
    }
    let here = std::env::current_exe().expect("the test's own path");
    let profile = here.ancestors().nth(2).expect("the folder of the profile");
    let binary = profile.join(format!("journeywall-cli{}", std::env::consts::EXE_SUFFIX));
    if !binary.is_file() {
        let target = profile.parent().expect("the target folder");
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut build = Command::new(cargo);
        build
            .args(["build", "--package", "board-cli", "--target-dir"])
            .arg(target);
        build.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        assert!(
            build.status().expect("cargo starts").success(),
            "the command line is built"
        );
    }
    binary
}
