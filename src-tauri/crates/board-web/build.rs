//! Embeds the built UI (`ui/dist`), so that one program file is all that is needed to serve it.
//!
//! The crate builds without the UI too: then a page is embedded that says how to build it.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let variable = |name: &str| {
        env::var_os(name)
            .map(PathBuf::from)
            .ok_or_else(|| io::Error::other(format!("cargo did not set {name}")))
    };
    let here = variable("CARGO_MANIFEST_DIR")?;
    let dist = here.join("../../../ui/dist");
    let not_built = here.join("not-built.html");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", not_built.display());
    // While the folder does not exist, cargo runs this anew for each build, and so notices it.
    println!("cargo::rerun-if-changed={}", dist.display());

    let mut files = Vec::new();
    if dist.join("index.html").is_file() {
        collect(&dist.canonicalize()?, "", &mut files)?;
        files.sort();
    } else {
        files.push(("/index.html".to_owned(), not_built));
    }
    let out = variable("OUT_DIR")?;
    let mut list = String::from("[\n");
    for (number, (address, file)) in files.iter().enumerate() {
        // Copied, because somebody may build the UI anew before the compiler reads the file.
        let copy = out.join(format!("file-{number}"));
        fs::copy(file, &copy)?;
        let copy = copy.to_string_lossy();
        writeln!(list, "    ({address:?}, include_bytes!({copy:?})),").map_err(io::Error::other)?;
    }
    list.push_str("]\n");
    fs::write(out.join("bundle.rs"), list)
}

/// All files below a folder, each with its address on the server.
fn collect(folder: &Path, address: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let address = format!("{address}/{}", name.to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &address, files)?;
        } else {
            files.push((address, entry.path()));
        }
    }
    Ok(())
}
