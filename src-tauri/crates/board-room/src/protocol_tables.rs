//! The tables of `PROTOCOL.md` that the code knows: written from it, so that neither can say what the other does not.

use crate::generated::name_of;
use crate::message::{Answer, Line, OutMessage, Patch, PatchMessage, Role, Status};
use board_model::{BoardChange, EditKind, ErrorCode, Rule};
use committed::{
    assert_committed, assert_committed_between, assert_types_listed, declared, typescript,
};
use std::fmt::Write as _;
use ts_rs::TS;

const DOCUMENT: &str = "src-tauri/crates/board-room/PROTOCOL.md";

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
    let first = "| edit | who may ask for it | example |\n|---|---|---|\n";
    assert_committed_between(DOCUMENT, first, "<!-- End of the edits. -->", &table);
}

/// The messages in TypeScript.
fn messages() -> String {
    typescript("messages.ts", |config| {
        Line::export_all(config)?;
        OutMessage::export_all(config)?;
        PatchMessage::<Vec<BoardChange>, ()>::export_all(config)?;
        Patch::<Vec<BoardChange>, ()>::export_all(config)?;
        Answer::<()>::export_all(config)?;
        Status::export_all(config)?;
        Role::export_all(config)
    })
}

#[test]
fn the_front_end_has_the_types_of_all_messages() {
    assert_committed("ui/src/gen/messages.ts", &messages());
}

#[test]
fn the_document_lists_every_message_and_no_other() {
    assert_types_listed(DOCUMENT, &declared(&messages()));
}

#[test]
fn the_document_lists_every_code_and_no_other() {
    let mut table = String::new();
    for code in ErrorCode::ALL {
        writeln!(table, "| `{code}` | {} |", code.meaning().trim()).unwrap();
    }
    let first = "| code | meaning |\n|---|---|\n";
    assert_committed_between(DOCUMENT, first, "<!-- End of the codes. -->", &table);
}
