//! The rules of `SCHEMA.md` and `PROTOCOL.md` and the tests that hold them name each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::source;

/// Documents with rules, and the crate that each describes.
const DOCUMENTS: [(&str, &str); 2] = [
    (
        "src-tauri/crates/board-replica/SCHEMA.md",
        "src-tauri/crates/board-replica/src",
    ),
    (
        "src-tauri/crates/board-room/PROTOCOL.md",
        "src-tauri/crates/board-room/src",
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

/// Rule ids in test code, with a file of each.
fn tested() -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    for folder in ["src-tauri", "tests", "ui/src"] {
        for source in source::sources(folder, &["rs", "ts"]) {
            if source.path.starts_with("tests/tidy/") {
                continue;
            }
            for id in ids_in(&source.test_lines().join("\n")) {
                ids.insert(id.to_owned(), source.path.clone());
            }
        }
    }
    ids
}

#[test]
fn every_rule_is_held_by_a_test() {
    let tested = tested();
    let findings: Vec<String> = documented()
        .into_iter()
        .filter(|(id, _)| !tested.contains_key(id))
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
    let findings: Vec<String> = tested()
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

#[test]
fn rule_ids_are_found() {
    let text = "[NT3] a note; see [NT4] and [a link](x.md), [A1], [RFC], [ABCD1], `v[0]`";
    assert_eq!(ids_in(text).into_iter().collect::<Vec<_>>(), ["NT3", "NT4"]);
}
