//! The tables of `PROTOCOL.md` that the code knows: written from it, so that neither can say what the other does not.

use crate::generated::{assert_committed, name_of};
use board_model::{EditKind, Rule};
use std::fmt::Write as _;

const BEGIN: &str = "|---|---|---|\n";
const END: &str = "<!-- End of the table. -->";

/// JSON with `ID` for every id, as the document writes it.
fn without_ids(json: &str) -> String {
    let mut parts = json.split('"');
    let mut text = parts.next().unwrap_or_default().to_owned();
    // Every other part is inside quotation marks.
    while let (Some(inside), Some(outside)) = (parts.next(), parts.next()) {
        if uuid::Uuid::parse_str(inside).is_ok() {
            text.push_str("ID");
        } else {
            write!(text, "\"{inside}\"").unwrap();
        }
        text.push_str(outside);
    }
    text
}

fn who(rule: Rule) -> &'static str {
    match rule {
        Rule::Everybody => "everybody, for themselves",
        Rule::Participant => "participants",
        Rule::Note => "participants, for their own notes (RO2, RO7)",
        Rule::Comment => "participants, for their own comments",
        Rule::Facilitator(_) => "facilitators",
    }
}

#[test]
fn ro6_the_document_lists_every_edit_and_no_other() {
    let mut table = String::new();
    for kind in EditKind::ALL {
        let (name, who) = (name_of(*kind), who(kind.rule()));
        let example = without_ids(kind.example());
        writeln!(table, "| `{name}` | {who} | `{example}` |").unwrap();
    }
    let document = include_str!("../PROTOCOL.md");
    let (before, rest) = document.split_once(BEGIN).expect("the table of edits");
    let (_, after) = rest.split_once(END).expect("the end of the table of edits");
    assert_committed(
        "PROTOCOL.md",
        &format!("{before}{BEGIN}{table}{END}{after}"),
    );
}
