//! The front end: Node, its packages, its bundle. Each is redone only when its sources changed.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::project::{self, Project};
use crate::versions::OLDEST_NODE;

/// Files below `ui/node_modules`, because whoever deletes that folder wants a fresh start.
const INSTALLED_STAMP: &str = ".journeywall-installed";
const BUNDLE_STAMP: &str = ".journeywall-bundle";

/// Folders that are made from the sources, and say nothing about them.
const MADE: [&str; 5] = [
    "node_modules",
    "dist",
    "test-results",
    "playwright-report",
    "coverage",
];

/// Whether Node is there and new enough.
///
/// # Errors
/// [`Failure::Node`] with the version found.
pub(crate) fn require_node() -> Result<(), Failure> {
    let answer = project::output_of(Command::new("node").arg("--version")).ok();
    let version = answer.map(|text| text.trim().to_owned());
    match version.as_deref().and_then(major_and_minor) {
        Some(found) if found >= OLDEST_NODE => Ok(()),
        _ => Err(Failure::Node { found: version }),
    }
}

fn major_and_minor(version: &str) -> Option<(u32, u32)> {
    let mut digits = version.strip_prefix('v')?.split('.');
    Some((digits.next()?.parse().ok()?, digits.next()?.parse().ok()?))
}

/// `npm ci`, when the packages do not belong to the lock file and the running Node.
///
/// # Errors
/// [`Failure::Ended`] when npm fails, [`Failure::File`] when the lock file cannot be read.
pub(crate) fn install(project: &Project) -> Result<(), Failure> {
    if packages_are_fresh(project)? {
        return Ok(());
    }
    println!("installing the front end's packages");
    project::perform(project.npm().arg("ci"))?;
    mark_installed(project)
}

/// Whether `npm ci` has nothing to do.
///
/// # Errors
/// [`Failure::File`] when the lock file cannot be read.
pub(crate) fn packages_are_fresh(project: &Project) -> Result<bool, Failure> {
    let stamp = project.ui().join("node_modules").join(INSTALLED_STAMP);
    Ok(fs::read_to_string(stamp).is_ok_and(|text| Some(text) == wanted_packages(project).ok()))
}

/// Remembers what `npm ci` has just installed.
///
/// # Errors
/// [`Failure::File`].
pub(crate) fn mark_installed(project: &Project) -> Result<(), Failure> {
    let stamp = project.ui().join("node_modules").join(INSTALLED_STAMP);
    write(&stamp, &wanted_packages(project)?)
}

/// Pages shown of those that the browser tests left.
const MOST_PAGES: usize = 3;
/// Lines of such a page; what a person had on the screen fits.
const PAGE_LINES: usize = 120;

/// What the pages of failed browser tests showed when they failed, as Playwright writes it down.
pub(crate) fn pages_of_failures(project: &Project) -> Vec<String> {
    let Ok(folders) = fs::read_dir(project.ui().join("test-results")) else {
        return Vec::new();
    };
    let page = |folder: fs::DirEntry| {
        let text = fs::read_to_string(folder.path().join("error-context.md")).ok()?;
        let lines: Vec<&str> = text.lines().take(PAGE_LINES).collect();
        Some(lines.join("\n"))
    };
    let pages = folders.filter_map(|folder| page(folder.ok()?));
    pages.take(MOST_PAGES).collect()
}

/// The lock file itself, and the Node whose native packages were chosen.
fn wanted_packages(project: &Project) -> Result<String, Failure> {
    let lock = project.ui().join("package-lock.json");
    let text = fs::read_to_string(&lock).map_err(|source| Failure::File { path: lock, source })?;
    let node = project::output_of(Command::new("node").arg("--version"))?;
    Ok(format!("{node}{text}"))
}

/// Whom a bundle is built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bundle {
    /// The product: what ships, and what `cargo xtask run` shows.
    Product,
    /// Tests of screens and benches: they read where things are from `window.__board`.
    Tests,
}

impl Bundle {
    /// The script of `ui/package.json` that builds it, into `ui/dist`.
    pub(crate) fn script(self) -> &'static str {
        match self {
            Self::Product => "build",
            Self::Tests => "build:test",
        }
    }
}

/// Builds a bundle, when the sources or the bundle are not what they were after its last build.
///
/// # Errors
/// [`Failure::Ended`] when the build fails, [`Failure::File`] when a file cannot be read.
pub(crate) fn build(project: &Project, wanted: Bundle) -> Result<(), Failure> {
    if bundle_is_fresh(project, wanted)? {
        return Ok(());
    }
    println!("building the front end");
    project::perform(project.npm().args(["run", wanted.script()]))?;
    mark_built(project, wanted)
}

/// Whether the bundle is the one these sources make.
///
/// # Errors
/// [`Failure::File`] when a source cannot be read.
pub(crate) fn bundle_is_fresh(project: &Project, wanted: Bundle) -> Result<bool, Failure> {
    if !project.ui().join("dist").join("index.html").is_file() {
        return Ok(false);
    }
    let stamp = project.ui().join("node_modules").join(BUNDLE_STAMP);
    let Ok(found) = fs::read_to_string(stamp) else {
        return Ok(false);
    };
    Ok(found == bundle_stamp(project, wanted)?)
}

/// Remembers what the bundle was made from.
///
/// # Errors
/// [`Failure::File`].
pub(crate) fn mark_built(project: &Project, made: Bundle) -> Result<(), Failure> {
    let stamp = project.ui().join("node_modules").join(BUNDLE_STAMP);
    write(&stamp, &bundle_stamp(project, made)?)
}

/// Sources and bundle together: a bundle built by hand from other sources does not pass.
fn bundle_stamp(project: &Project, of: Bundle) -> Result<String, Failure> {
    let sources = fingerprint(&[project.ui(), project.root().join("assets")], &MADE)?;
    let bundle = fingerprint(&[project.ui().join("dist")], &[])?;
    Ok(format!("{} {sources:016x} {bundle:016x}", of.script()))
}

/// A number that changes when a file below the folders is added, removed, renamed or rewritten.
fn fingerprint(folders: &[PathBuf], leave_out: &[&str]) -> Result<u64, Failure> {
    let mut files = Vec::new();
    for folder in folders {
        collect(folder, leave_out, &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        let content = fs::read(&file).map_err(|source| Failure::File {
            path: file.clone(),
            source,
        })?;
        file.hash(&mut hasher);
        content.hash(&mut hasher);
    }
    Ok(hasher.finish())
}

fn collect(folder: &Path, leave_out: &[&str], files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let unreadable = |source| Failure::File {
        path: folder.to_path_buf(),
        source,
    };
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name();
        if leave_out.iter().any(|left| name == *left) {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            collect(&path, leave_out, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |source| Failure::File {
        path: path.to_path_buf(),
        source,
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, text).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::{fingerprint, major_and_minor, write};
    use crate::failure::Failure;

    #[test]
    fn a_changed_source_changes_the_fingerprint() -> Result<(), Failure> {
        let folder = std::env::temp_dir().join(format!("xtask-front-{}", std::process::id()));
        let folders = [folder.clone()];
        let now = || fingerprint(&folders, &["dist"]);
        write(&folder.join("src/wall.ts"), "a")?;
        let first = now()?;
        write(&folder.join("dist/index.html"), "made")?;
        assert_eq!(now()?, first, "what is made from the sources is no source");
        write(&folder.join("src/wall.ts"), "b")?;
        let second = now()?;
        assert_ne!(second, first, "rewritten");
        write(&folder.join("src/note.ts"), "")?;
        assert_ne!(now()?, second, "added");
        drop(std::fs::remove_dir_all(folder));
        Ok(())
    }

    #[test]
    fn node_versions_are_read() {
        assert_eq!(major_and_minor("v20.20.2"), Some((20, 20)));
        assert_eq!(major_and_minor("v8.17.0"), Some((8, 17)));
        assert_eq!(
            major_and_minor("20.1"),
            None,
            "Node always writes a v before it"
        );
        assert_eq!(major_and_minor(""), None);
    }
}
