//! Declares the shell's commands, so that each needs a permission, and compiles Tauri's configuration.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The commands of `src/commands.rs`. The window's permissions are in `capabilities/main.json`.
const COMMANDS: &[&str] = &["connect", "send", "at_board"];

/// A page for a shell that was compiled before the UI was.
const NOT_BUILT: &str = "<!doctype html>
<title>Journeywall</title>
<h1>The pages are not built yet</h1>
<p>In the project's folder, run <code>cargo xtask run</code>: it builds the pages first, then the program.</p>
";

fn main() -> io::Result<()> {
    let here = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let here = here.ok_or_else(|| io::Error::other("cargo did not set CARGO_MANIFEST_DIR"))?;
    ensure_pages(&here.join("../ui/dist"))?;
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    tauri_build::try_build(attributes).map_err(io::Error::other)
}

/// Tauri's macro fails without the folder, and with it everything that checks the whole workspace.
fn ensure_pages(dist: &Path) -> io::Result<()> {
    if !dist.join("index.html").is_file() {
        fs::create_dir_all(dist)?;
        fs::write(dist.join("index.html"), NOT_BUILT)?;
    }
    println!("cargo::rerun-if-changed={}", dist.display());
    Ok(())
}
