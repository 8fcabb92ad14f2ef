//! Where things are: the closed top level, the paths that documents name, the licences of what
//! ships.

use std::fs;
use std::path::Path;

use crate::source;

/// Everything at the top, besides names that begin with a dot. `target` is made by cargo.
const TOP: [&str; 14] = [
    "ARCHITECTURE.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "NOTICE",
    "README.md",
    "assets",
    "deny.toml",
    "rust-toolchain.toml",
    "src-tauri",
    "target",
    "tests",
    "ui",
];

/// Folders that documents may name although only a build or a failing test makes them.
const MADE: [&str; 5] = [
    "target",
    "tests/diffs",
    "tests/ui/shots",
    "ui/dist",
    "ui/node_modules",
];

#[test]
fn the_top_level_is_closed() {
    let mut findings = Vec::new();
    for entry in fs::read_dir(source::root()).expect("the root can be listed") {
        let name = entry.expect("the root can be listed").file_name();
        let name = name.to_string_lossy().into_owned();
        if !name.starts_with('.') && !TOP.contains(&name.as_str()) {
            findings.push(name);
        }
    }
    source::assert_none(
        &findings,
        "these have no place at the top; put them where they are used",
    );
}

#[test]
fn no_notes_lie_about() {
    let known = [
        "README.md",
        "ARCHITECTURE.md",
        "GLOSSARY.md",
        "SCHEMA.md",
        "PROTOCOL.md",
    ];
    let findings: Vec<String> = source::sources("", &["md"])
        .into_iter()
        .map(|source| source.path)
        .filter(|path| !is_decision(path))
        .filter(|path| !known.contains(&path.rsplit('/').next().unwrap_or_default()))
        .collect();
    source::assert_none(
        &findings,
        "documents are README, ARCHITECTURE, GLOSSARY, SCHEMA, PROTOCOL and the decisions",
    );
}

const DECISIONS: &str = "src-tauri/decisions/";

/// `src-tauri/decisions/0007-what-was-decided.md`.
fn is_decision(path: &str) -> bool {
    let Some((number, title)) = path
        .strip_prefix(DECISIONS)
        .and_then(|name| name.strip_suffix(".md"))
        .and_then(|name| name.split_once('-'))
    else {
        return false;
    };
    let is_number = number.len() == 4 && number.bytes().all(|digit| digit.is_ascii_digit());
    is_number && !title.contains('/')
}

#[test]
fn decisions_have_a_title_a_day_and_a_line_in_the_index() {
    let documents = source::sources(DECISIONS, &["md"]);
    let index = documents
        .iter()
        .find(|source| source.path.ends_with("/README.md"))
        .expect("the decisions have an index");
    let listed: Vec<&str> = index
        .text
        .lines()
        .filter(|line| line.starts_with("- ["))
        .collect();
    let mut expected = Vec::new();
    let mut findings = Vec::new();
    for (at, source) in documents
        .iter()
        .filter(|source| is_decision(&source.path))
        .enumerate()
    {
        let name = &source.path[DECISIONS.len()..];
        let mut lines = source.text.lines();
        let title = lines.next().and_then(|line| line.strip_prefix("# "));
        let day = lines.nth(1).unwrap_or_default();
        let is_day = day.len() == 10 && day.starts_with("20");
        let reason = lines.any(|line| !line.trim().is_empty());
        if !is_day || !reason || !name.starts_with(&format!("{:04}-", at + 1)) {
            findings.push(format!("{name}: number in a row, title, day, reason"));
        }
        let title = title.unwrap_or_default();
        expected.push(format!("- [{}]({name}) {title}", &name[..4]));
    }
    findings.extend(
        expected
            .iter()
            .filter(|line| {
                !listed
                    .iter()
                    .any(|listed| listed.starts_with(line.as_str()))
            })
            .map(|line| format!("missing in the index: {line}")),
    );
    if listed.len() != expected.len() {
        findings.push(format!(
            "{} lines for {} decisions",
            listed.len(),
            expected.len()
        ));
    }
    source::assert_none(&findings, "a decision is a file and a line in the index");
}

#[test]
fn the_map_stays_short() {
    let text =
        fs::read_to_string(source::root().join("ARCHITECTURE.md")).expect("the map is there");
    assert!(
        text.len() < 20_000,
        "ARCHITECTURE.md has {} bytes; it is a map under 20 KB, and reasons are decisions",
        text.len()
    );
}

/// What a document points to: targets of links, and code spans that begin with a top folder.
fn paths_named(text: &str) -> Vec<Named<'_>> {
    let mut named = Vec::new();
    for part in text.split("](").skip(1) {
        let target = part.split([')', '#', ' ']).next().unwrap_or_default();
        if !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:") {
            named.push(Named::BesideDocument(target));
        }
    }
    // Even parts are outside of code spans; fences of three ticks keep the parity.
    for span in text.split('`').skip(1).step_by(2) {
        let path = span.trim_end_matches('/');
        let is_path = path.contains('/')
            && path
                .chars()
                .all(|letter| letter.is_alphanumeric() || "-_./".contains(letter));
        let top = path.split('/').next().unwrap_or_default();
        let is_ours = TOP.contains(&top) || [".ci", ".cargo", ".github", ".config"].contains(&top);
        if is_path && is_ours {
            named.push(Named::FromRoot(path));
        }
    }
    named
}

#[derive(Debug, PartialEq)]
enum Named<'a> {
    BesideDocument(&'a str),
    FromRoot(&'a str),
}

fn is_made(path: &str) -> bool {
    MADE.iter().any(|made| Path::new(path).starts_with(made))
}

#[test]
fn documents_name_paths_that_exist() {
    let root = source::root();
    let mut findings = Vec::new();
    for source in source::sources("", &["md"]) {
        let beside = root.join(&source.path);
        let beside = beside.parent().expect("a file is in a folder");
        for named in paths_named(&source.text) {
            let (path, exists) = match named {
                Named::BesideDocument(path) => (path, beside.join(path).exists()),
                Named::FromRoot(path) => (path, is_made(path) || root.join(path).exists()),
            };
            if !exists {
                findings.push(format!("{}: {path}", source.path));
            }
        }
    }
    source::assert_none(&findings, "these documents name what is not there");
}

fn names_below(folder: &str, extensions: &[&str]) -> Vec<String> {
    let Ok(entries) = fs::read_dir(source::root().join(folder)) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("the folder can be listed").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| {
            extensions
                .iter()
                .any(|extension| name.ends_with(&format!(".{extension}")))
        })
        .collect();
    names.sort();
    names
}

#[test]
fn every_font_comes_with_its_licence() {
    let licences = names_below("assets/fonts/licences", &["txt"]);
    let mut findings = Vec::new();
    for folder in ["assets/fonts", "assets/fonts/woff2"] {
        for font in names_below(folder, &["ttf", "otf", "ttc", "woff2"]) {
            // `Noto-OFL.txt` is the licence of all fonts whose names begin with Noto.
            let covered = licences.iter().any(|licence| {
                let family = licence.split('-').next().unwrap_or_default();
                !family.is_empty() && font.starts_with(family)
            });
            if !covered {
                findings.push(format!("{folder}/{font}"));
            }
        }
    }
    source::assert_none(
        &findings,
        "assets/fonts/licences holds no Family-LICENCE.txt for these fonts",
    );
}

/// Sets of icons: folders of `assets/icons`.
fn icon_sets() -> Vec<String> {
    let Ok(entries) = fs::read_dir(source::root().join("assets/icons")) else {
        return Vec::new();
    };
    let mut sets: Vec<String> = entries
        .map(|entry| entry.expect("the folder can be listed"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    sets.sort();
    sets
}

#[test]
fn every_set_of_icons_comes_with_its_licence() {
    let mut findings = Vec::new();
    for set in icon_sets() {
        let licences = ["LICENSE", "LICENCE", "LICENSE.txt"];
        let folder = source::root().join("assets/icons").join(&set);
        if !licences.iter().any(|name| folder.join(name).is_file()) {
            findings.push(format!("assets/icons/{set}"));
        }
    }
    for drawing in names_below("assets/icons", &["svg"]) {
        findings.push(format!("assets/icons/{drawing} belongs to no set"));
    }
    source::assert_none(&findings, "these drawings come without their licence");
}

#[test]
fn the_notice_names_what_ships() {
    let notice = fs::read_to_string(source::root().join("NOTICE")).expect("NOTICE");
    let mut findings = Vec::new();
    for licence in names_below("assets/fonts/licences", &["txt"]) {
        let family = licence.split('-').next().unwrap_or_default();
        let known = words(&notice).any(|word| family.starts_with(word) && word.len() > 3);
        if !known {
            findings.push(licence);
        }
    }
    let notice = notice.to_lowercase();
    findings.extend(icon_sets().into_iter().filter(|set| !notice.contains(set)));
    source::assert_none(&findings, "NOTICE does not name the makers of these");
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
}

#[test]
fn paths_in_documents_are_found() {
    let text = "see [the map](ARCHITECTURE.md#edit), [us](https://x.y), `tests/README.md`, `ui/src/link/`,\n\
                `cargo xtask run`, `a/b`, and\n```\nui/none\n```\n`assets/x/*.svg`";
    assert_eq!(
        paths_named(text),
        [
            Named::BesideDocument("ARCHITECTURE.md"),
            Named::FromRoot("tests/README.md"),
            Named::FromRoot("ui/src/link"),
        ]
    );
    assert!(is_made("ui/dist/index.html"));
    assert!(!is_made("ui/distant"));
}
