//! What is put off or waived says why.

use crate::source::{self, Source};

/// Marks of unfinished work; spelled in halves, so that this file does not hold them.
const MARKS: [&str; 3] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
];

fn is_word_at(line: &str, at: usize, word: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let before = line.get(..at).and_then(|text| text.chars().next_back());
    let after = line
        .get(at + word.len()..)
        .and_then(|text| text.chars().next());
    !before.is_some_and(is_part) && !after.is_some_and(is_part)
}

/// `#12`, as issues are numbered.
fn names_an_issue(line: &str) -> bool {
    line.match_indices('#').any(|(at, _)| {
        let after = line.get(at + 1..).and_then(|text| text.chars().next());
        after.is_some_and(|letter| letter.is_ascii_digit())
    })
}

#[test]
fn unfinished_work_names_its_issue() {
    let extensions = [
        "rs", "ts", "svelte", "js", "mjs", "css", "html", "md", "toml", "yml", "sh", "sql",
    ];
    let mut findings = Vec::new();
    for source in source::sources("", &extensions) {
        for (number, line) in source.text.lines().enumerate() {
            let marked = MARKS.iter().any(|mark| {
                line.match_indices(mark)
                    .any(|(at, _)| is_word_at(line, at, mark))
            });
            if marked && !names_an_issue(line) {
                findings.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
    }
    source::assert_none(
        &findings,
        "finish it, or open an issue and name it as #number",
    );
}

/// The attributes of a file that begin so, each up to its closing bracket.
fn attributes<'a>(source: &'a Source, beginning: &str) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    for (at, _) in source.text.match_indices(beginning) {
        let rest = source.text.get(at..).unwrap_or_default();
        let line_start = source.text.get(..at).unwrap_or_default();
        let line = line_start.matches('\n').count() + 1;
        let lead = line_start.rsplit('\n').next().unwrap_or_default();
        // Inside a comment or a text it is no attribute.
        if !lead.trim().is_empty() {
            continue;
        }
        let end = rest.find("]\n").unwrap_or(rest.len());
        found.push((line, rest.get(..end).unwrap_or_default()));
    }
    found
}

#[test]
fn waived_lints_give_a_reason() {
    let mut findings = Vec::new();
    for source in source::sources("", &["rs"]) {
        for beginning in ["#[allow(", "#![allow(", "#[expect(", "#![expect("] {
            for (line, text) in attributes(&source, beginning) {
                if !text.contains("reason = \"") {
                    findings.push(format!("{}:{line}", source.path));
                }
            }
        }
    }
    source::assert_none(&findings, "a waived lint carries reason = \"…\"");
}

#[test]
fn waived_warnings_of_the_front_end_give_a_reason() {
    let mut findings = Vec::new();
    for source in source::sources("", &["ts", "svelte", "js"]) {
        for (number, line) in source.text.lines().enumerate() {
            // Svelte keeps what stands in parentheses for people; the other tools what follows two dashes.
            let lacks = |waiver: &str, reason: &str| {
                let waived = line.split_once(waiver).map(|(_, rest)| rest);
                waived.is_some_and(|rest| !rest.contains(reason))
            };
            if lacks("svelte-ignore ", "(")
                || lacks("eslint-disable", " -- ")
                || lacks("@ts-expect-error", " ")
                || line.contains("@ts-ignore")
            {
                findings.push(format!("{}:{}", source.path, number + 1));
            }
        }
    }
    source::assert_none(
        &findings,
        "a waived warning says why: svelte-ignore … (why), eslint-disable … -- why",
    );
}

#[test]
fn tests_that_are_left_out_give_a_reason() {
    let mut findings = Vec::new();
    for source in source::sources("", &["rs"]) {
        for (line, _) in attributes(&source, "#[ignore]") {
            findings.push(format!("{}:{line}: #[ignore = \"why\"]", source.path));
        }
    }
    for source in source::sources("", &["ts"]) {
        for (number, line) in source.text.lines().enumerate() {
            let left_out = [
                "test.only(",
                "it.only(",
                "describe.only(",
                "it.skip(",
                "describe.skip(",
            ]
            .iter()
            .any(|call| line.contains(call));
            if left_out {
                findings.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
    }
    source::assert_none(&findings, "no test is left out silently");
}

/// Waiting for a time instead of a state; spelled in halves, so that this file does not hold them.
const SLEEPS: [&str; 3] = [
    concat!("thread::", "sleep("),
    concat!("time::", "sleep("),
    concat!("waitFor", "Timeout("),
];

/// Test files that may: path and reason.
const SLEEPERS: [(&str, &str); 1] = [(
    "tests/benches/load/main.rs",
    "a bench: the machine comes to rest between two loads, and nothing is asserted",
)];

fn sleeps(source: &Source) -> bool {
    source
        .test_lines()
        .iter()
        .any(|line| SLEEPS.iter().any(|call| line.contains(call)))
}

#[test]
fn tests_wait_for_a_state_not_for_a_time() {
    let mut findings = Vec::new();
    for source in source::sources("", &["rs", "ts"]) {
        let is_excepted = SLEEPERS
            .iter()
            .any(|(path, reason)| *path == source.path && !reason.is_empty());
        if sleeps(&source) != is_excepted {
            findings.push(source.path);
        }
    }
    source::assert_none(
        &findings,
        "a test that sleeps is slow and breaks on a slow machine (or: this exception is not needed)",
    );
}

#[test]
fn the_app_never_aborts_on_a_panic() {
    let manifest =
        std::fs::read_to_string(source::root().join("Cargo.toml")).expect("the workspace");
    let aborts = manifest
        .lines()
        .any(|line| line.replace(' ', "").starts_with("panic=\"abort\""));
    assert!(
        !aborts,
        "a panic inside a foreign update must stay catchable"
    );
}

#[test]
fn marks_and_issues_are_found() {
    assert!(names_an_issue("see #12"));
    assert!(!names_an_issue("#[test]"));
    let line = format!("// {}: later", MARKS[0]);
    assert!(is_word_at(&line, 3, MARKS[0]));
    assert!(!is_word_at("mastodon", 0, "mast"));
}
