//! Names say what a thing is; a name that would fit anything says nothing.

use std::collections::BTreeMap;

use crate::source::{self, words_of};

/// Words that no type's name may hold.
const EMPTY_IN_TYPES: [&str; 15] = [
    "manager", "managers", "service", "services", "helper", "helpers", "util", "utils", "handler",
    "handlers", "data", "info", "misc", "old", "v2",
];

/// Words that no source file or folder may be called by.
const EMPTY_IN_FILES: [&str; 13] = [
    "manager",
    "service",
    "services",
    "helper",
    "helpers",
    "util",
    "utils",
    "utilities",
    "handler",
    "handlers",
    "misc",
    "old",
    "v2",
];

/// Name and reason.
const EXCEPTIONS: [(&str, &str); 0] = [];

const KEYWORDS: [&str; 7] = [
    "struct",
    "enum",
    "trait",
    "union",
    "type",
    "interface",
    "class",
];

/// The type that a line of Rust or TypeScript declares.
fn declared_type(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace();
    loop {
        let word = words.next()?;
        if KEYWORDS.contains(&word) {
            break;
        }
        let leads = ["pub", "export", "default", "declare", "abstract"].contains(&word);
        // `pub(in crate::desk)` is two words.
        if !leads && !word.starts_with("pub(") && !word.ends_with(')') {
            return None;
        }
    }
    let name = words.next()?;
    let end = name
        .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .unwrap_or(name.len());
    name.get(..end)
}

/// The type that a line of Rust declares for more than its own module.
fn public_type(line: &str) -> Option<&str> {
    let is_public = line.trim_start().starts_with("pub");
    // In a macro the name is made where it is used.
    declared_type(line).filter(|name| is_public && !name.is_empty())
}

fn empty_word(name: &str, empty: &[&str]) -> Option<String> {
    let is_excepted = EXCEPTIONS
        .iter()
        .any(|(known, reason)| *known == name && !reason.is_empty());
    if is_excepted {
        return None;
    }
    words_of(name)
        .into_iter()
        .find(|word| empty.contains(&word.as_str()))
}

#[test]
fn types_are_called_by_what_they_are() {
    let mut findings = Vec::new();
    for source in source::sources("", &["rs", "ts", "svelte"]) {
        for (number, line) in source.text.lines().enumerate() {
            let Some(name) = declared_type(line) else {
                continue;
            };
            if let Some(word) = empty_word(name, &EMPTY_IN_TYPES) {
                findings.push(format!("{}:{}: {name} ({word})", source.path, number + 1));
            }
        }
    }
    source::assert_none(
        &findings,
        "these names would fit anything; say what the thing is",
    );
}

#[test]
fn no_two_public_types_of_a_crate_have_one_name() {
    let mut declared: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for source in source::sources("src-tauri", &["rs"]) {
        let Some((package, _)) = source.path.split_once("/src/") else {
            continue;
        };
        for (number, line) in source.product_lines().into_iter().enumerate() {
            if let Some(name) = public_type(line) {
                let places = declared.entry((package.to_owned(), name.to_owned()));
                let place = format!("{}:{}", source.path, number + 1);
                places.or_default().push(place);
            }
        }
    }
    let findings: Vec<String> = declared
        .into_iter()
        .filter(|(_, places)| places.len() > 1)
        .map(|((_, name), places)| format!("{name}: {}", places.join(", ")))
        .collect();
    source::assert_none(
        &findings,
        "one name means one thing in a crate; call each of these types by what it is",
    );
}

#[test]
fn files_are_called_by_what_they_hold() {
    let mut findings = Vec::new();
    for source in source::sources("", &["rs", "ts", "svelte", "js", "mjs", "css"]) {
        for part in source.path.split('/') {
            let stem = part.split('.').next().unwrap_or_default();
            if let Some(word) = empty_word(stem, &EMPTY_IN_FILES) {
                findings.push(format!("{} ({word})", source.path));
            }
        }
    }
    source::assert_none(
        &findings,
        "these files would hold anything; call them by what they hold",
    );
}

#[test]
fn exceptions_are_still_needed() {
    let sources = source::sources("", &["rs", "ts", "svelte"]);
    let is_declared = |name: &str| {
        let mut lines = sources.iter().flat_map(|source| source.text.lines());
        lines.any(|line| declared_type(line) == Some(name))
    };
    let findings: Vec<String> = EXCEPTIONS
        .iter()
        .filter(|(name, _)| !is_declared(name))
        .map(|(name, _)| (*name).to_owned())
        .collect();
    source::assert_none(
        &findings,
        "no type is called so any more; take the exceptions away",
    );
}

#[test]
fn declarations_are_found() {
    assert_eq!(declared_type("pub struct Note<'a> {"), Some("Note"));
    assert_eq!(declared_type("    pub(crate) enum Edit {"), Some("Edit"));
    assert_eq!(
        declared_type("export interface Patch extends Base {"),
        Some("Patch")
    );
    assert_eq!(declared_type("export type Id = string;"), Some("Id"));
    assert_eq!(declared_type("let service = type_of(x);"), None);
    assert_eq!(public_type("    pub(super) struct Seat {"), Some("Seat"));
    assert_eq!(public_type("pub(in crate::desk) enum Seat {"), Some("Seat"));
    assert_eq!(public_type("pub type Ballot = u32;"), Some("Ballot"));
    assert_eq!(public_type("struct Seat;"), None, "of its module alone");
    assert_eq!(public_type("pub struct $name(Uuid);"), None);
    assert_eq!(
        empty_word("NoteManager", &EMPTY_IN_TYPES).as_deref(),
        Some("manager")
    );
    assert_eq!(
        empty_word("Metadata", &EMPTY_IN_TYPES),
        None,
        "a part of a word is no word"
    );
}
