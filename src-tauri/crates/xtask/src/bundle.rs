//! Installable packages of the desktop app, for the system they are made on.

use std::process::Command;

use crate::failure::Failure;
use crate::project::{self, Project};

/// What is made when the person names nothing.
pub(crate) const USUAL: &[&str] = if cfg!(target_os = "macos") {
    &["app", "dmg"]
} else if cfg!(windows) {
    &["nsis"]
} else {
    &["deb", "appimage"]
};

/// All that can be made on this system. Source: `tauri bundle --help`.
const KNOWN: &[&str] = if cfg!(target_os = "macos") {
    &["app", "dmg"]
} else if cfg!(windows) {
    &["nsis", "msi"]
} else {
    &["deb", "appimage", "rpm"]
};

/// Whether this system can make packages of that kind.
pub(crate) fn is_known(kind: &str) -> bool {
    KNOWN.contains(&kind)
}

/// Builds the app as it ships, and packages of these kinds around it. One that fails does not keep
/// the others from being made. AppImage and the installers of Windows fetch tools from the internet.
///
/// # Errors
/// [`Failure::Ended`] when the build, or the last package that failed, ended with an error.
pub(crate) fn make(project: &Project, kinds: &[&str]) -> Result<(), Failure> {
    println!("building the desktop app as it ships");
    project::perform(project.cargo().args([
        "build",
        "--release",
        "--locked",
        "--package",
        "journeywall",
    ]))?;
    let mut outcome = Ok(());
    for kind in kinds {
        println!("making {kind}");
        if let Err(failure) = project::perform(&mut bundler(project, kind)) {
            eprintln!("no {kind}: {failure}");
            outcome = Err(failure);
        }
    }
    let folder = project.target().join("release").join("bundle");
    println!("packages are in {}", folder.display());
    outcome
}

/// Tauri's own tool; it reads `tauri.conf.json`. npm brings it when packages are made, and for nothing else.
const TOOL: &str = "@tauri-apps/cli@2.12.5";

fn bundler(project: &Project, kind: &str) -> Command {
    let mut npm = project.npm();
    npm.args(["exec", "--yes", "--package", TOOL, "--"])
        .args(["tauri", "bundle", "--ci", "--bundles", kind])
        .current_dir(project.root())
        .env("CARGO_TARGET_DIR", project.target());
    npm
}
