//! A disk of a few megabytes that a test can fill and free (Linux; in namespaces of the test's own).

use crate::lan::run;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A small file system, mounted in a folder.
pub struct SmallDisk(PathBuf);

impl SmallDisk {
    /// Mounts one, and lets this machine reach itself.
    ///
    /// # Panics
    /// Outside of namespaces of the test's own.
    pub fn new(folder: &Path) -> Self {
        std::fs::create_dir_all(folder).expect("a folder to mount at");
        let at = folder.to_str().expect("a plain path");
        run("mount", &["-t", "tmpfs", "-o", "size=8m", "none", at]);
        run("ip", &["link", "set", "lo", "up"]);
        Self(folder.to_owned())
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.0
    }

    fn ballast(&self) -> PathBuf {
        self.0.join("ballast")
    }

    /// Leaves no space.
    ///
    /// # Panics
    /// When it cannot be written to at all.
    pub fn fill(&self) {
        let mut ballast = std::fs::File::create(self.ballast()).expect("ballast");
        while ballast.write_all(&[7; 4_096]).is_ok() {}
    }

    /// Makes space again.
    ///
    /// # Panics
    /// When it was not filled.
    pub fn free(&self) {
        std::fs::remove_file(self.ballast()).expect("ballast");
    }
}
