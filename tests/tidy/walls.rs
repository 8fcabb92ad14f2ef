//! A1: who may import whom. The table is the one of `ARCHITECTURE.md`, read against
//! `cargo metadata`; development dependencies keep to it too, but for those that are named here.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

use crate::source;

/// Our packages, and which of ours each may use.
const MAY_USE: [(&str, &[&str]); 15] = [
    ("board-model", &[]),
    ("board-replica", &["board-model"]),
    ("board-layout", &["board-model"]),
    ("board-export", &["board-model", "board-layout"]),
    ("board-room", &["board-model", "board-replica"]),
    ("board-store", &["board-model"]),
    ("board-net", &["board-model"]),
    ("board-web", &["board-model"]),
    (
        "board-app",
        &[
            "board-model",
            "board-replica",
            "board-layout",
            "board-export",
            "board-room",
            "board-store",
            "board-net",
            "board-web",
        ],
    ),
    (
        "board-desk",
        &[
            "board-model",
            "board-replica",
            "board-layout",
            "board-export",
            "board-room",
            "board-store",
            "board-net",
            "board-web",
            "board-app",
        ],
    ),
    ("board-cli", &["board-app", "board-desk"]),
    ("journeywall", &["board-app", "board-desk"]),
    (
        "journeywall-tests",
        &[
            "board-model",
            "board-replica",
            "board-layout",
            "board-export",
            "board-room",
            "board-store",
            "board-net",
            "board-web",
            "board-app",
            "board-desk",
        ],
    ),
    ("xtask", &[]),
    (FOR_TESTS, &[]),
];

/// Helps tests to write committed files; a development dependency of anybody, and nothing else.
const FOR_TESTS: &str = "committed";

/// What the tests of a package use besides. Tables, templates and the example make edits, and what those do to a board
/// only the replica knows: a stand-in for it left out what it did not need, and pictures were compared of its boards.
const TESTS_MAY_USE: [(&str, &str); 1] = [("board-export", "board-replica")];

/// Libraries that shape whatever touches them, and the only packages that may. A name stands for
/// its family too (`tauri` for `tauri-build`). Whole-app tests may build hostile input with them.
const HOMES: [(&str, &[&str]); 11] = [
    ("yrs", &["board-replica", "journeywall-tests"]),
    ("sqlx", &["board-store", "journeywall-tests"]),
    ("rusqlite", &[]),
    ("iroh", &["board-net", "journeywall-tests"]),
    ("axum", &["board-web"]),
    ("tauri", &["journeywall"]),
    ("resvg", &["board-export"]),
    ("krilla", &["board-export"]),
    ("clap", &["board-cli"]),
    (
        "tokio",
        &[
            "board-store",
            "board-net",
            "board-web",
            "board-app",
            "board-desk",
            "board-cli",
            "journeywall",
            "journeywall-tests",
        ],
    ),
    // A2: what computes the same everywhere draws no random numbers. Ids and keys are minted by the app.
    (
        "rand",
        &["board-net", "board-app", "board-web", "journeywall-tests"],
    ),
];

/// A package and what it depends on.
struct Package {
    folder: String,
    /// Name, and whether only tests use it.
    dependencies: Vec<(String, bool)>,
}

fn packages() -> BTreeMap<String, Package> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
            "--offline",
        ])
        .current_dir(source::root())
        .output()
        .expect("cargo starts");
    assert!(
        output.status.success(),
        "cargo metadata: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let list = metadata["packages"].as_array().expect("a list of packages");
    list.iter().map(package).collect()
}

fn package(value: &Value) -> (String, Package) {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let manifest = text(&value["manifest_path"]).replace('\\', "/");
    let folder = manifest.rsplit('/').nth(1).expect("a folder").to_owned();
    let dependencies = value["dependencies"].as_array().expect("a list");
    let dependencies = dependencies
        .iter()
        .map(|dependency| (text(&dependency["name"]), dependency["kind"] == "dev"))
        .collect();
    (
        text(&value["name"]),
        Package {
            folder,
            dependencies,
        },
    )
}

fn is_of_family(name: &str, family: &str) -> bool {
    name.strip_prefix(family)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

#[test]
fn packages_import_only_along_the_table() {
    let packages = packages();
    let mut findings = Vec::new();
    for (name, package) in &packages {
        let Some((_, allowed)) = MAY_USE.iter().find(|(ours, _)| ours == name) else {
            findings.push(format!(
                "{name} is not in the table; a crate exists only for a wall"
            ));
            continue;
        };
        for (used, only_tests) in &package.dependencies {
            let is_excepted =
                used == FOR_TESTS || TESTS_MAY_USE.contains(&(name.as_str(), used.as_str()));
            if *only_tests && is_excepted {
                continue;
            }
            if packages.contains_key(used) && !allowed.contains(&used.as_str()) {
                findings.push(format!("{name} may not use {used}"));
            }
        }
    }
    source::assert_none(
        &findings,
        "A1: imports only along the table of ARCHITECTURE.md",
    );
}

#[test]
fn libraries_stay_in_their_homes() {
    let mut findings = Vec::new();
    for (name, package) in packages() {
        for (used, only_tests) in &package.dependencies {
            let home = HOMES.iter().find(|(family, _)| is_of_family(used, family));
            let Some((_, homes)) = home else { continue };
            // Tests of a crate may run an async runtime against it, or check its output with the
            // library that reads it; product code may not.
            if !homes.contains(&name.as_str()) && !*only_tests {
                findings.push(format!("{name} may not use {used}"));
            }
        }
    }
    source::assert_none(&findings, "A1: a library is used only where it is at home");
}

#[test]
fn xtask_needs_one_small_library() {
    let packages = packages();
    let xtask = packages.get("xtask").expect("xtask is a member");
    let used: Vec<&str> = xtask
        .dependencies
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(
        used,
        ["quick-xml"],
        "xtask is the first thing that is built on a new machine; besides the reader of test reports it uses the \
         standard library only"
    );
}

#[test]
fn a_crate_is_called_like_its_folder() {
    let mut findings = Vec::new();
    for (name, package) in packages() {
        let expected = match name.as_str() {
            "journeywall" => "src-tauri",
            "journeywall-tests" => "tests",
            other => other,
        };
        if package.folder != expected {
            findings.push(format!("{name} is in {}, not {expected}", package.folder));
        }
    }
    source::assert_none(&findings, "folder = package name");
}

#[test]
fn families_of_crates() {
    assert!(is_of_family("tauri-build", "tauri"));
    assert!(is_of_family("yrs", "yrs"));
    assert!(!is_of_family("random", "rand"));
}
