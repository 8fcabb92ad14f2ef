//! A2: what must compute the same everywhere reads no clock, draws no random numbers, and does no input or
//! output. Time, ids and bytes are passed in.

use crate::source;

const PURE: [&str; 4] = [
    "src-tauri/crates/board-model/src",
    "src-tauri/crates/board-replica/src",
    "src-tauri/crates/board-layout/src",
    "src-tauri/crates/board-room/src",
];

/// What would let the outside in.
const OUTSIDE: [&str; 15] = [
    "SystemTime",
    "Instant",
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "rand::",
    "getrandom",
    "now_v7",
    "new_v4",
    "RandomState",
    "chrono::",
    "tokio::",
    "thread::sleep",
];

/// Path, word, reason.
const EXCEPTIONS: [(&str, &str, &str); 0] = [];

fn is_excepted(path: &str, word: &str) -> bool {
    EXCEPTIONS
        .iter()
        .any(|(file, what, reason)| *file == path && *what == word && !reason.is_empty())
}

/// Whether the word stands in the line by itself: `Instant`, not `Instantiate`.
fn holds(line: &str, word: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line
            .get(at + word.len()..)
            .and_then(|text| text.chars().next());
        !before.is_some_and(is_part) && (word.ends_with(':') || !after.is_some_and(is_part))
    })
}

/// The code of a line, without what a comment says.
fn code_of(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}

/// File, line and word of everything that lets the outside in.
fn openings() -> Vec<(String, usize, &'static str)> {
    let mut found = Vec::new();
    for folder in PURE {
        for source in source::sources(folder, &["rs"]) {
            for (number, line) in source.product_lines().iter().enumerate() {
                for word in OUTSIDE {
                    if holds(code_of(line), word) {
                        found.push((source.path.clone(), number + 1, word));
                    }
                }
            }
        }
    }
    found
}

#[test]
fn pure_crates_let_nothing_in() {
    let findings: Vec<String> = openings()
        .into_iter()
        .filter(|(path, _, word)| !is_excepted(path, word))
        .map(|(path, line, word)| format!("{path}:{line}: {word}"))
        .collect();
    source::assert_none(
        &findings,
        "A2: no clock, no random numbers, no input or output here; pass it in",
    );
}

#[test]
fn exceptions_are_still_needed() {
    let openings = openings();
    let is_needed = |path: &str, word: &str| {
        openings
            .iter()
            .any(|(file, _, what)| file == path && *what == word)
    };
    let findings: Vec<String> = EXCEPTIONS
        .iter()
        .filter(|(path, word, _)| !is_needed(path, word))
        .map(|(path, word, _)| format!("{path}: {word}"))
        .collect();
    source::assert_none(&findings, "these became pure; take their exceptions away");
}

#[test]
fn words_are_found_by_themselves() {
    assert!(holds("let a = std::time::Instant::now();", "Instant"));
    assert!(!holds("enum Instantiated {}", "Instant"));
    assert!(holds("use rand::Rng;", "rand::"));
    assert!(!holds("operand::x()", "rand::"));
    assert_eq!(code_of("let a = 1; // std::fs is not used"), "let a = 1; ");
}
