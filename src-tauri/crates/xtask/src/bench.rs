//! The benches: the whole app in Rust, a session under load beside two servers for Yjs, then the wall in browsers beside
//! Excalidraw.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::front::{self, Bundle};
use crate::packages;
use crate::project::{self, Project};

/// Below the packages of the bench, because whoever deletes those wants a fresh start.
const INSTALLED_STAMP: &str = "node_modules/.journeywall-installed";

/// Where Debian, Fedora and Arch put WebKitGTK's own small browser.
const MINI_BROWSERS: [&str; 3] = [
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/webkit2gtk-4.1/MiniBrowser",
];

/// Runs all of them in release builds; `screens` says whether browsers are measured too.
///
/// # Errors
/// [`Failure::Ended`] when a bench or a build ends with an error.
pub(crate) fn run_all(project: &Project, screens: bool) -> Result<(), Failure> {
    let mut benches = project.cargo();
    benches
        .args(["bench", "--locked", "--package", "journeywall-tests"])
        .args(["--bench", "whole"]);
    project::perform(&mut benches)?;
    build(project)?;
    under_load(project)?;
    if screens {
        in_browsers(project)
    } else {
        println!("the wall in browsers is left out, as asked");
        Ok(())
    }
}

/// The program as it ships.
fn build(project: &Project) -> Result<(), Failure> {
    let mut build = project.cargo();
    build.args(["build", "--release", "--locked"]);
    project::perform(build.args(["--package", "board-cli"]))
}

/// A whole session; the servers beside it need Node, and are left out without.
fn under_load(project: &Project) -> Result<(), Failure> {
    match front::require_node() {
        Ok(()) => install(project, &project.root().join("tests/benches/servers"))?,
        Err(_) => println!("Node is not installed: the load is measured with nobody beside us"),
    }
    let mut bench = project.cargo();
    bench
        .args(["bench", "--locked", "--package", "journeywall-tests"])
        .args(["--bench", "load"]);
    let root = project.root().to_owned();
    project::perform(on_release(project, &root, &mut bench))
}

fn in_browsers(project: &Project) -> Result<(), Failure> {
    let chromium = packages::BROWSERS
        .iter()
        .find_map(|name| project::find_on_path(name));
    let webkit = webkit();
    if chromium.is_none() && webkit.is_none() {
        println!(
            "the wall in browsers is left out: neither Chromium nor WebKitGTK's MiniBrowser is here"
        );
        return Ok(());
    }
    front::require_node()?;
    front::install(project)?;
    front::build(project, Bundle::Tests)?;
    let folder = project.root().join("tests").join("ui").join("bench");
    install(project, &folder)?;
    // Once more, now with the pages in it.
    build(project)?;
    if let Some(browser) = chromium {
        let mut bench = Command::new("node");
        bench
            .args(["run.mjs", "chromium", "500,2000,5000", "3"])
            .env("JOURNEYWALL_CHROMIUM", browser);
        project::perform(on_release(project, &folder, &mut bench))?;
    } else {
        println!("Chromium is not installed");
    }
    if let Some((browser, screen)) = webkit {
        let mut bench = Command::new(screen);
        bench
            .args(["-a", "-s", "-screen 0 1600x1000x24"])
            .args(["node", "run.mjs", "webkit", "500,2000", "3"])
            .env("JOURNEYWALL_MINIBROWSER", browser);
        project::perform(on_release(project, &folder, &mut bench))?;
    } else {
        println!("WebKitGTK's MiniBrowser, WebKitWebDriver or xvfb-run is not installed");
    }
    Ok(())
}

/// The small browser and the screen that it is shown on, where all it needs is there.
fn webkit() -> Option<(PathBuf, PathBuf)> {
    let named = std::env::var_os("JOURNEYWALL_MINIBROWSER").map(PathBuf::from);
    let browser = named
        .into_iter()
        .chain(MINI_BROWSERS.map(PathBuf::from))
        .find(|file| file.is_file())?;
    project::find_on_path("WebKitWebDriver")?;
    Some((browser, project::find_on_path("xvfb-run")?))
}

/// `npm ci` of a bench's own packages when they are not those of its lock file.
fn install(project: &Project, folder: &Path) -> Result<(), Failure> {
    let lock = folder.join("package-lock.json");
    let stamp = folder.join(INSTALLED_STAMP);
    let wanted =
        std::fs::read_to_string(&lock).map_err(|source| Failure::File { path: lock, source })?;
    if std::fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    println!("installing what is measured beside us");
    project::perform(project.npm().arg("ci").current_dir(folder))?;
    std::fs::write(&stamp, wanted).map_err(|source| Failure::File {
        path: stamp,
        source,
    })
}

/// A bench in its folder, with the program as it ships.
fn on_release<'a>(project: &Project, folder: &Path, bench: &'a mut Command) -> &'a mut Command {
    let program = format!("journeywall-cli{}", std::env::consts::EXE_SUFFIX);
    bench.current_dir(folder).env(
        "JOURNEYWALL_CLI",
        project.target().join("release").join(program),
    )
}
