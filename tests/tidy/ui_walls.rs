//! The walls inside the front end: gen ← link ← state ← gestures ← view; paint imports state and
//! gen only; only link knows Tauri.

use crate::source::{self, Source};

/// Folders of `ui/src`, and which others each may import.
const MAY_IMPORT: [(&str, &[&str]); 7] = [
    ("gen", &[]),
    ("link", &["gen"]),
    ("state", &["gen", "link", "text"]),
    ("gestures", &["gen", "link", "state", "text"]),
    ("paint", &["gen", "state"]),
    (
        "view",
        &["gen", "link", "state", "gestures", "paint", "text"],
    ),
    // Every sentence a person reads, by code.
    ("text", &["gen"]),
];

const SRC: &str = "ui/src";

/// What a line imports: `from "x"`, `import "x"` and `import("x")`.
fn imported(line: &str) -> Option<&str> {
    let line = line.trim();
    if line.starts_with("//") || line.starts_with('*') {
        return None;
    }
    let rest = ["from ", "import(", "import "]
        .iter()
        .find_map(|lead| line.rsplit_once(lead).map(|(_, rest)| rest.trim_start()))?;
    let quote = rest
        .chars()
        .next()
        .filter(|letter| ['"', '\''].contains(letter))?;
    rest.get(1..)?.split(quote).next()
}

/// The path from the root that a relative import leads to.
fn resolve(importer: &str, import: &str) -> String {
    let mut parts: Vec<&str> = importer.split('/').collect();
    parts.pop();
    for part in import.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The folder of `ui/src` a path is in; none for the few files that start the page.
fn layer(path: &str) -> Option<&str> {
    let inside = path.strip_prefix(SRC)?.strip_prefix('/')?;
    inside.split_once('/').map(|(folder, _)| folder)
}

/// Titles and sentences are complete tables over names of other layers. Their types alone make no dependency when
/// the page runs.
fn is_table_of_names(from: &str, line: &str) -> bool {
    from == "text" && line.trim_start().starts_with("import type ")
}

fn finding(source: &Source, line: &str, import: &str) -> Option<String> {
    let path = &source.path;
    let from = layer(path);
    if import.starts_with("@tauri-apps/") && from != Some("link") {
        return Some(format!("{path}: only link may import {import}"));
    }
    if ["@/", "~/", "$", "/", "src/"]
        .iter()
        .any(|lead| import.starts_with(lead))
    {
        return Some(format!(
            "{path}: {import} is not relative, so this wall cannot be checked"
        ));
    }
    let from = from?;
    if !import.starts_with('.') || is_table_of_names(from, line) {
        return None;
    }
    let target = resolve(path, import);
    let Some(to) = layer(&target) else {
        return Some(format!("{path}: {from} may not import {target}"));
    };
    let (_, allowed) = MAY_IMPORT.iter().find(|(folder, _)| *folder == from)?;
    (from != to && !allowed.contains(&to)).then(|| format!("{path}: {from} may not import {to}"))
}

#[test]
fn the_front_end_imports_in_one_direction() {
    let mut findings = Vec::new();
    for source in source::sources(SRC, &["ts", "svelte"]) {
        for line in source.text.lines() {
            findings.extend(imported(line).and_then(|import| finding(&source, line, import)));
        }
    }
    source::assert_none(
        &findings,
        "gen ← link ← state ← gestures ← view; paint: state, gen",
    );
}

#[test]
fn the_front_end_has_these_folders_only() {
    let mut findings = Vec::new();
    for source in source::sources(SRC, &["ts", "svelte", "css"]) {
        if let Some(folder) = layer(&source.path)
            && !MAY_IMPORT.iter().any(|(known, _)| *known == folder)
        {
            findings.push(source.path);
        }
    }
    source::assert_none(
        &findings,
        "a folder of ui/src is a layer; these are in none",
    );
}

#[test]
fn tauri_is_imported_only_when_it_is_there() {
    let mut findings = Vec::new();
    for source in source::sources("ui/src/link", &["ts"]) {
        for line in source.text.lines() {
            let is_type = line.trim_start().starts_with("import type");
            let is_static = line.contains("from ") && !is_type;
            if is_static && imported(line).is_some_and(|from| from.starts_with("@tauri-apps/")) {
                findings.push(format!("{}: {}", source.path, line.trim()));
            }
        }
    }
    source::assert_none(
        &findings,
        "import it with import(), so that guests never load it",
    );
}

#[test]
fn imports_are_read() {
    assert_eq!(imported("import { a } from \"./b\";"), Some("./b"));
    assert_eq!(imported("} from '../gen/Edit';"), Some("../gen/Edit"));
    assert_eq!(imported("import './app.css';"), Some("./app.css"));
    assert_eq!(
        imported("const t = await import('@tauri-apps/api/core');"),
        Some("@tauri-apps/api/core")
    );
    assert_eq!(imported("// import a from \"b\""), None);
    assert_eq!(imported("the notes from the wall"), None);
    assert_eq!(
        resolve("ui/src/view/panels/A.svelte", "../../state/mirror"),
        "ui/src/state/mirror"
    );
    assert_eq!(layer("ui/src/state/mirror.ts"), Some("state"));
    assert_eq!(layer("ui/src/main.ts"), None);
}
