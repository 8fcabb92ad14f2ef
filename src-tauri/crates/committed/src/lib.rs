//! For tests: files that are written from the code and committed, so that neither can say what the other does not.
//!
//! The front end's types (`ui/src/gen`) and the tables of the documents are such files. A test makes the text anew and
//! calls [`assert_committed`]; where the committed file was behind, it is written and the test fails once.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "everything here is called by tests, and panics are how tests fail"
)]

use std::path::{Path, PathBuf};
use ts_rs::{Config, ExportError};

/// The repository's top folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// Compares with what is committed at a path from the repository's top, and writes it anew where that was behind.
pub fn assert_committed(path: &str, text: &str) {
    let at = root().join(path);
    let committed = std::fs::read_to_string(&at).unwrap_or_default();
    if text != committed {
        std::fs::write(&at, text).unwrap();
        panic!("{path} was behind; it is written anew: look at the difference and commit it");
    }
}

/// Compares the text between a first line and a last one of a document, as [`assert_committed`] does with a whole file.
pub fn assert_committed_between(path: &str, first: &str, last: &str, text: &str) {
    let document = std::fs::read_to_string(root().join(path)).unwrap();
    let parts = document
        .split_once(first)
        .and_then(|(before, rest)| Some((before, rest.split_once(last)?.1)));
    let Some((before, after)) = parts else {
        panic!("{path} has no place for this between «{first}» and «{last}»");
    };
    assert_committed(path, &format!("{before}{first}{text}{last}{after}"));
}

/// How types are written in TypeScript. Counters, sizes and times stay below 2⁵³, so that numbers hold all of them.
pub fn config() -> Config {
    Config::new().with_large_int("number")
}

/// The TypeScript of one file, of all types that `export` exports with the configuration it is given.
pub fn typescript(file: &str, export: impl FnOnce(&Config) -> Result<(), ExportError>) -> String {
    let mark = std::process::id();
    let out = std::env::temp_dir().join(format!("journeywall-{mark}-{file}"));
    export(&config().with_out_dir(&out)).unwrap();
    let text = std::fs::read_to_string(out.join(file)).unwrap();
    std::fs::remove_dir_all(&out).unwrap();
    text
}

/// TypeScript without comments and line ends, as the cell of a table has room for it.
pub fn in_a_cell(typescript: &str) -> String {
    let mut text = String::new();
    let mut rest = typescript;
    while let Some((before, comment)) = rest.split_once("/**") {
        text.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_end_matches(';')
        .replace(", }", " }")
        .replace("Record<symbol, never>", "{}")
        .replace('|', "\\|")
}

/// A type of a file of TypeScript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// Its name, with parameters.
    pub name: String,
    /// What its comment says first.
    pub about: String,
    /// Its shape, as [`in_a_cell`] writes it.
    pub shape: String,
}

/// The types of a file that [`typescript`] made.
pub fn declared(typescript: &str) -> Vec<Declared> {
    let parts: Vec<&str> = typescript.split("export type ").collect();
    let mut types = Vec::new();
    for pair in parts.windows(2) {
        let [before, this] = pair else { continue };
        let comment = before.rsplit_once("/**").map_or("", |(_, comment)| comment);
        let about = comment.split("*/").next().unwrap_or_default();
        let about: Vec<&str> = about
            .lines()
            .map(|line| line.trim().trim_start_matches('*').trim())
            .skip_while(|line| line.is_empty())
            .take_while(|line| !line.is_empty())
            .collect();
        let Some((name, shape)) = this.split_once(" = ") else {
            continue;
        };
        // What follows the last line of a type is the comment of the next.
        let shape = shape
            .rsplit_once("\n\n/**")
            .map_or(shape, |(shape, _)| shape);
        types.push(Declared {
            name: name.to_owned(),
            about: about.join(" "),
            shape: in_a_cell(shape),
        });
    }
    types
}

/// Holds a document's table of types, which ends with a comment that says so, to these.
pub fn assert_types_listed(document: &str, types: &[Declared]) {
    let row = |it: &Declared| format!("| `{}` | `{}` | {} |\n", it.name, it.shape, it.about);
    let table: String = types.iter().map(row).collect();
    let first = "| type | shape | what it is |\n|---|---|---|\n";
    assert_committed_between(document, first, "<!-- End of the types. -->", &table);
}

#[cfg(test)]
mod tests {
    use super::{declared, in_a_cell};

    const FILE: &str = "import type { NoteId } from \"./board\";\n\n/**\n * A place.\n *\n * More of it.\n */\n\
        export type Place = { \n/**\n * Across.\n */\nx: number, \ny?: string | null, };\n\n\
        /**\n * Two\n * words.\n */\nexport type Word = \"a\" | \"b\";\n";

    #[test]
    fn types_are_found_with_their_first_paragraph_and_shape() {
        let types = declared(FILE);
        let told: Vec<(&str, &str, &str)> = types
            .iter()
            .map(|it| (it.name.as_str(), it.about.as_str(), it.shape.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("Place", "A place.", "{ x: number, y?: string \\| null }"),
                ("Word", "Two words.", "\"a\" \\| \"b\""),
            ]
        );
    }

    #[test]
    fn nothing_is_left_of_comments() {
        assert_eq!(in_a_cell("{ /** a */ b: /** c */ D, };"), "{ b: D }");
    }
}
