//! The rules of `SCHEMA.md` and of the four `PROTOCOL.md` and the tests that hold them name each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::source::{self, Source};

/// Documents with rules, and the crate that each describes.
const DOCUMENTS: [(&str, &str); 5] = [
    (
        "src-tauri/crates/board-replica/SCHEMA.md",
        "src-tauri/crates/board-replica/src",
    ),
    (
        "src-tauri/crates/board-room/PROTOCOL.md",
        "src-tauri/crates/board-room/src",
    ),
    (
        "src-tauri/crates/board-desk/PROTOCOL.md",
        "src-tauri/crates/board-desk/src",
    ),
    (
        "src-tauri/crates/board-net/PROTOCOL.md",
        "src-tauri/crates/board-net/src",
    ),
    (
        "src-tauri/crates/board-web/PROTOCOL.md",
        "src-tauri/crates/board-web/src",
    ),
];

/// From this many lines on, a crate has something to describe.
const WORTH_DESCRIBING: usize = 300;

/// Rule ids as `[NT3]`: two or three capital letters and a number, in brackets.
fn ids_in(text: &str) -> BTreeSet<&str> {
    let mut ids = BTreeSet::new();
    for part in text.split('[').skip(1) {
        let Some((id, _)) = part.split_once(']') else {
            continue;
        };
        let digits = id.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
        let letters = id.len() - digits.len();
        let is_number = !digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_digit());
        if (2..=3).contains(&letters) && is_number {
            ids.insert(id);
        }
    }
    ids
}

/// `NT3` of `fn nt3_a_note_is_kept()`.
fn id_of_function(line: &str) -> Option<String> {
    let name = line
        .trim_start()
        .trim_start_matches("async ")
        .strip_prefix("fn ")?;
    let id = format!("[{}]", name.split('_').next()?.to_uppercase());
    ids_in(&id).into_iter().next().map(str::to_owned)
}

/// Rule ids of all documents, with the document of each.
fn documented() -> BTreeMap<String, &'static str> {
    let mut ids = BTreeMap::new();
    for (document, _) in DOCUMENTS {
        let text = fs::read_to_string(source::root().join(document)).unwrap_or_default();
        for id in ids_in(&text) {
            ids.insert(id.to_owned(), document);
        }
    }
    ids
}

/// Rule ids that test code names in brackets, with a file of each.
fn bracketed() -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    for source in test_sources() {
        for id in ids_in(&source.test_lines().join("\n")) {
            ids.insert(id.to_owned(), source.path.clone());
        }
    }
    ids
}

/// Rule ids that tests are called by. (`utf16_…` looks like one and is none, so these are not
/// looked up in the documents.)
fn called() -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for source in test_sources() {
        ids.extend(
            source
                .test_lines()
                .iter()
                .filter_map(|line| id_of_function(line)),
        );
    }
    ids
}

fn test_sources() -> Vec<Source> {
    let mut all = Vec::new();
    for folder in ["src-tauri", "tests", "ui/src"] {
        all.extend(source::sources(folder, &["rs", "ts", "mjs"]));
    }
    all.retain(|source| !source.path.starts_with("tests/tidy/"));
    all
}

#[test]
fn every_rule_is_held_by_a_test() {
    let (bracketed, called) = (bracketed(), called());
    let findings: Vec<String> = documented()
        .into_iter()
        .filter(|(id, _)| !bracketed.contains_key(id) && !called.contains(id))
        .map(|(id, document)| format!("[{id}] of {document}"))
        .collect();
    source::assert_none(
        &findings,
        "no test names these rules; write one, or drop the rule",
    );
}

#[test]
fn tests_name_only_rules_that_exist() {
    let documented = documented();
    let findings: Vec<String> = bracketed()
        .into_iter()
        .filter(|(id, _)| !documented.contains_key(id))
        .map(|(id, file)| format!("[{id}] in {file}"))
        .collect();
    source::assert_none(&findings, "these rules are in no document");
}

#[test]
fn a_crate_with_a_format_describes_it() {
    let mut findings = Vec::new();
    for (document, folder) in DOCUMENTS {
        let lines: usize = source::sources(folder, &["rs"])
            .iter()
            .map(|source| source.product_lines().len())
            .sum();
        if lines > WORTH_DESCRIBING && !source::root().join(document).is_file() {
            findings.push(document.to_owned());
        }
    }
    source::assert_none(&findings, "these documents are missing");
}

/// The invariants of `ARCHITECTURE.md`: lines that begin with `- **A5**`, with the code spans in
/// each.
fn invariants(text: &str) -> Vec<(&str, Vec<&str>)> {
    let mut found = Vec::new();
    for line in text.lines() {
        let Some((id, rest)) = line
            .strip_prefix("- **A")
            .and_then(|rest| rest.split_once("**"))
        else {
            continue;
        };
        if !id.is_empty() && id.chars().all(|digit| digit.is_ascii_digit()) {
            found.push((id, rest.split('`').skip(1).step_by(2).collect()));
        }
    }
    found
}

/// Sentences in snake case: tests are called so, and nothing else in a list of invariants is.
fn is_test_name(span: &str) -> bool {
    let is_snake =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    span.matches('_').count() > 1 && span.chars().all(is_snake)
}

/// Names of all functions in test code, and titles of front-end tests.
fn test_names() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for source in test_sources() {
        for line in source.test_lines() {
            let after = line
                .split_once("fn ")
                .and_then(|(_, rest)| rest.split('(').next());
            names.extend(after.map(str::to_owned));
            let title = line.split(['\'', '"']).nth(1);
            names.extend(title.map(str::to_owned));
        }
    }
    names.extend(own_names());
    names
}

/// Invariants may name the rules of this folder too.
fn own_names() -> Vec<String> {
    let lines = source::sources("tests/tidy", &["rs"]);
    let lines = lines.iter().flat_map(|source| source.text.lines());
    lines
        .filter_map(|line| line.strip_prefix("fn ")?.split('(').next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_invariant_names_a_test_that_exists() {
    let path = source::root().join("ARCHITECTURE.md");
    let text = fs::read_to_string(path).unwrap_or_default();
    let names = test_names();
    let mut findings = Vec::new();
    for (id, spans) in invariants(&text) {
        let named: Vec<&str> = spans
            .into_iter()
            .filter(|span| is_test_name(span))
            .collect();
        if named.is_empty() {
            findings.push(format!("A{id} names no test"));
        }
        let absent = named.into_iter().filter(|name| !names.contains(*name));
        findings.extend(absent.map(|name| format!("A{id}: {name}")));
    }
    source::assert_none(&findings, "ARCHITECTURE.md names tests that are not there");
}

#[test]
fn invariants_are_found() {
    let text = "- **A5** one act, one step: `undo_is_one_step`, `ok`.\n- **A** no\nA6 no\n";
    assert_eq!(invariants(text), [("5", vec!["undo_is_one_step", "ok"])]);
}

#[test]
fn names_of_tests_are_told_apart() {
    assert!(is_test_name("un1_every_edit_is_undone"));
    assert!(!is_test_name("addNote"));
    assert!(!is_test_name("E_DISK"));
    assert_eq!(
        id_of_function("    async fn nt3_a_note_is_kept() {").as_deref(),
        Some("NT3")
    );
    assert_eq!(id_of_function("fn a1_x() {"), None);
}

#[test]
fn rule_ids_are_found() {
    let text = "[NT3] a note; see [NT4] and [a link](x.md), [A1], [RFC], [ABCD1], `v[0]`";
    assert_eq!(ids_in(text).into_iter().collect::<Vec<_>>(), ["NT3", "NT4"]);
}
