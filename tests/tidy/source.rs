//! Reading the repository: which files there are, and which part of them is test code.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that are made by tools, at any depth.
const MADE: [&str; 7] = [
    ".git",
    "target",
    "node_modules",
    "dist",
    "diffs",
    "test-results",
    "playwright-report",
];

/// The top folder of the clone.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests are a folder of the repository")
        .to_path_buf()
}

/// A text file of the repository.
#[derive(Debug)]
pub(crate) struct Source {
    /// From the root, with `/` on every system.
    pub path: String,
    pub text: String,
    /// Rust: declared behind `#[cfg(test)]`, here or in a module around it.
    pub only_in_tests: bool,
}

impl Source {
    /// Rust: the lines before `mod tests`. A file that is nothing but tests has none.
    pub(crate) fn product_lines(&self) -> Vec<&str> {
        if self.is_test_file() {
            return Vec::new();
        }
        self.text
            .lines()
            .take_while(|line| !line.starts_with("mod tests {"))
            .collect()
    }

    /// Whatever [`Self::product_lines`] leaves.
    pub(crate) fn test_lines(&self) -> Vec<&str> {
        self.text.lines().skip(self.product_lines().len()).collect()
    }

    /// Tests, benches and what they share live in folders and files of these names.
    pub(crate) fn is_test_file(&self) -> bool {
        let mut parts: Vec<&str> = self.path.split('/').collect();
        let file = parts.pop().unwrap_or_default();
        self.only_in_tests
            || parts
                .iter()
                .any(|part| ["tests", "benches", "fuzz"].contains(part))
            || file == "tests.rs"
            || file.ends_with("_tests.rs")
            || file.ends_with(".test.ts")
            || file.ends_with(".spec.ts")
    }
}

/// All text files with one of these extensions below a folder of the repository (`""` is all of it),
/// in order of their paths.
pub(crate) fn sources(folder: &str, extensions: &[&str]) -> Vec<Source> {
    let root = root();
    let mut paths = Vec::new();
    collect(&root.join(folder), &mut paths);
    paths.sort();
    let mut sources = Vec::new();
    for path in paths {
        let name = from_root(&root, &path);
        if !extensions
            .iter()
            .any(|extension| name.ends_with(&format!(".{extension}")))
        {
            continue;
        }
        let text = fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{name} is not readable as text: {error}"));
        sources.push(Source {
            path: name,
            text,
            only_in_tests: false,
        });
    }
    let modules: Vec<String> = sources.iter().flat_map(test_modules).collect();
    for source in &mut sources {
        source.only_in_tests = modules.iter().any(|module| {
            let rest = source.path.strip_prefix(module.as_str());
            rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
        });
    }
    sources
}

/// Paths, without an ending, of the modules that a file declares for tests only.
fn test_modules(source: &Source) -> Vec<String> {
    let Some((folder, file)) = source.path.rsplit_once('/') else {
        return Vec::new();
    };
    let inside = match file {
        "lib.rs" | "main.rs" | "mod.rs" => folder.to_owned(),
        other => format!("{folder}/{}", other.trim_end_matches(".rs")),
    };
    let lines: Vec<&str> = source.text.lines().collect();
    lines
        .windows(2)
        .filter(|pair| pair.first() == Some(&"#[cfg(test)]"))
        .filter_map(|pair| pair.last()?.strip_prefix("mod ")?.strip_suffix(';'))
        .map(|name| format!("{inside}/{name}"))
        .collect()
}

fn from_root(root: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(root).expect("collected below the root");
    inner.to_string_lossy().replace('\\', "/")
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    // A folder that another rule demands may not exist yet; that rule says so.
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("the folder can be listed").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            if !MADE.contains(&name.as_ref()) {
                collect(&path, paths);
            }
        } else {
            paths.push(path);
        }
    }
}

/// Fails with all findings at once, so that one run shows everything that is to be done.
#[track_caller]
pub(crate) fn assert_none(findings: &[String], rule: &str) {
    assert!(findings.is_empty(), "{rule}\n  {}", findings.join("\n  "));
}

/// The words of a name: `MoveNote`, `move_note` and `move-note` are all `move`, `note`.
pub(crate) fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut begins = true;
    for letter in name.chars() {
        if !letter.is_alphanumeric() {
            begins = true;
            continue;
        }
        if begins || letter.is_uppercase() {
            words.push(String::new());
        }
        begins = false;
        if let Some(word) = words.last_mut() {
            word.extend(letter.to_lowercase());
        }
    }
    words
}

#[test]
fn words_of_names() {
    assert_eq!(words_of("MoveNote"), ["move", "note"]);
    assert_eq!(words_of("move_note.rs"), ["move", "note", "rs"]);
    assert_eq!(words_of("drag-note"), ["drag", "note"]);
    assert_eq!(words_of("SceneV2"), ["scene", "v2"]);
}

#[test]
fn test_code_is_told_from_product_code() {
    let source = |path: &str, text: &str| Source {
        path: path.to_owned(),
        text: text.to_owned(),
        only_in_tests: false,
    };
    let mixed = source("src-tauri/crates/x/src/a.rs", "fn a() {}\nmod tests {\n}\n");
    assert_eq!(mixed.product_lines(), ["fn a() {}"]);
    assert_eq!(mixed.test_lines(), ["mod tests {", "}"]);
    let test = source("src-tauri/crates/x/tests/laws.rs", "fn a() {}\n");
    assert!(test.product_lines().is_empty());
    assert_eq!(test.test_lines(), ["fn a() {}"]);
    let declaring = source("a/src/lib.rs", "mod x;\n#[cfg(test)]\nmod laws;\nmod y;\n");
    assert_eq!(test_modules(&declaring), ["a/src/laws"]);
    let inner = source("a/src/x.rs", "#[cfg(test)]\nmod laws;\n");
    assert_eq!(test_modules(&inner), ["a/src/x/laws"]);
}
