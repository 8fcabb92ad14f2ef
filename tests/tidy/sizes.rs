//! Sizes: no file and no function grows until nobody reads it any more.

use crate::source::{self, Source};

/// Lines with code before `mod tests`, and lines in all.
const RUST_CODE: usize = 400;
const RUST_ALL: usize = 700;
const TYPESCRIPT: usize = 250;
const SVELTE: usize = 200;
/// Lines of a function of the product, from `fn` to its closing brace.
const FUNCTION: usize = 60;
/// Lines between the braces of a command of the desktop shell: it calls, it does not decide.
const SHELL_COMMAND: usize = 6;

/// Files that may be longer: path and reason.
const EXCEPTIONS: [(&str, &str); 0] = [];

/// Types that are written by ts-rs.
const GENERATED: &str = "ui/src/gen/";

fn is_excepted(path: &str) -> bool {
    EXCEPTIONS
        .iter()
        .any(|(file, reason)| *file == path && !reason.is_empty())
}

fn is_code(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with("//")
}

fn too_long(source: &Source) -> Option<String> {
    let all = source.text.lines().count();
    let path = &source.path;
    if path.ends_with(".rs") {
        let lines = source.product_lines();
        let code = lines.iter().filter(|line| is_code(line)).count();
        if code > RUST_CODE {
            return Some(format!("{path}: {code} lines of code, at most {RUST_CODE}"));
        }
        return (all > RUST_ALL).then(|| format!("{path}: {all} lines, at most {RUST_ALL}"));
    }
    let most = if path.ends_with(".svelte") {
        SVELTE
    } else {
        TYPESCRIPT
    };
    (all > most).then(|| format!("{path}: {all} lines, at most {most}"))
}

#[test]
fn files_stay_short() {
    let mut findings = Vec::new();
    for source in source::sources("", &["rs", "ts", "svelte"]) {
        if source.path.starts_with(GENERATED) || is_excepted(&source.path) {
            continue;
        }
        findings.extend(too_long(&source));
    }
    source::assert_none(&findings, "split these files along what they are about");
}

#[test]
fn exceptions_are_still_needed() {
    let mut findings = Vec::new();
    for source in source::sources("", &["rs", "ts", "svelte"]) {
        if is_excepted(&source.path) && too_long(&source).is_none() {
            findings.push(source.path);
        }
    }
    source::assert_none(
        &findings,
        "these files became short; take their exceptions away",
    );
}

/// Name, first line (from 1) and length of every function; relies on rustfmt's indentation.
fn functions<'a>(lines: &[&'a str]) -> Vec<(&'a str, usize, usize)> {
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else {
            continue;
        };
        let indent: String = line.chars().take_while(|letter| *letter == ' ').collect();
        let end = format!("{indent}}}");
        let rest = lines.get(at..).unwrap_or_default();
        let last = rest
            .iter()
            .position(|line| *line == end || ends_head(line, &indent));
        if let Some(last) = last {
            found.push((name, at + 1, last + 1));
        }
    }
    found
}

/// Whether a function is over with its head: `fn f();`, `fn f() {}`, or the `) -> T;` of a head that
/// is broken over lines.
fn ends_head(line: &str, indent: &str) -> bool {
    let Some(inner) = line.strip_prefix(indent) else {
        return false;
    };
    let is_head = inner.starts_with(')') || function_name(line).is_some();
    is_head && (line.ends_with(';') || line.ends_with("{}"))
}

fn function_name(line: &str) -> Option<&str> {
    let mut words = line.trim_start().split(' ');
    loop {
        match words.next()? {
            "fn" => break,
            "pub" | "const" | "async" | "extern" | "\"C\"" => {}
            word if word.starts_with("pub(") => {}
            _ => return None,
        }
    }
    let name = words.next()?;
    let end = name.find(['(', '<']).unwrap_or(name.len());
    name.get(..end)
}

#[test]
fn functions_stay_short() {
    let mut findings = Vec::new();
    for source in source::sources("src-tauri", &["rs"]) {
        for (name, line, length) in functions(&source.product_lines()) {
            if length > FUNCTION {
                let path = &source.path;
                findings.push(format!(
                    "{path}:{line}: {name} has {length} lines, at most {FUNCTION}"
                ));
            }
        }
    }
    source::assert_none(&findings, "split these functions along their steps");
}

#[test]
fn shell_commands_only_call() {
    let mut findings = Vec::new();
    for source in source::sources("src-tauri/src", &["rs"]) {
        let lines = source.product_lines();
        for (name, line, _) in functions(&lines) {
            let attribute = lines.get(..line - 1).and_then(<[&str]>::last);
            if !attribute.is_some_and(|text| text.trim().starts_with("#[tauri::command")) {
                continue;
            }
            let body = body_length(lines.get(line - 1..).unwrap_or_default());
            if body > SHELL_COMMAND {
                findings.push(format!("{}:{line}: {name} has {body} lines", source.path));
            }
        }
    }
    source::assert_none(
        &findings,
        "a command of the shell calls board-app and does nothing else",
    );
}

/// Lines between the line that opens a function's body and its closing brace.
fn body_length(lines: &[&str]) -> usize {
    let opened = lines.iter().skip_while(|line| !line.ends_with('{')).skip(1);
    opened.take_while(|line| !line.starts_with('}')).count()
}

#[test]
fn functions_are_measured() {
    let text = "\
impl A {
    pub fn one(&self) {
        two();
    }

    fn head(
        a: u8,
    ) -> u8;

    pub(crate) async fn three<T>() {
        if a {
        }
        b();
    }
}
fn flat() -> u8;
fn empty() {}
fn last() {
}";
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        functions(&lines),
        [
            ("one", 2, 3),
            ("head", 6, 3),
            ("three", 10, 5),
            ("flat", 16, 1),
            ("empty", 17, 1),
            ("last", 18, 2)
        ]
    );
}

#[test]
fn bodies_are_measured() {
    let lines = [
        "fn one(",
        "    a: u8,",
        ") {",
        "    two();",
        "    three();",
        "}",
        "x",
    ];
    assert_eq!(body_length(&lines), 2);
}
