//! The screen's side of who may do what is generated from here and committed; these tests keep it true. The cases go to
//! the front end's own test, so that both tables are held against each other.

use crate::generated::name_of;
use crate::message::Role;
use crate::permission;
use board_model::{Board, BoardId, Edit, EditKind, ErrorCode, ParticipantId, Rule};
use board_replica::Replica;
use committed::assert_committed;
use serde_json::{Value, json};
use std::fmt::Write as _;

const ANN: ParticipantId = ParticipantId::from_u128(1);
const BEN: ParticipantId = ParticipantId::from_u128(2);

fn id(bits: u128) -> String {
    uuid::Uuid::from_u128(bits).to_string()
}

fn edit(given: &Value) -> Edit {
    let mut minted = 9_000;
    let mut edit: Edit = serde_json::from_value(given.clone()).expect("an edit");
    edit.mint(&mut || {
        minted += 1;
        uuid::Uuid::from_u128(minted)
    });
    edit
}

/// Two rows, of which one is locked; notes of Ann and of Ben in the open one, a locked one of Ben's, and one of Ben's in
/// the locked row; a persona, and a comment of each.
fn board(rights: &Value) -> Board {
    let mut replica = Replica::blank(9, BoardId::from_u128(77));
    let mut apply = |by: ParticipantId, given: Value| {
        replica.apply(by, edit(&given)).expect("an edit that fits");
    };
    apply(ANN, json!({"addSheet": {"id": id(901), "title": "Map"}}));
    apply(
        ANN,
        json!({"addStage": {"id": id(902), "firstStep": id(903), "title": "A"}}),
    );
    apply(ANN, json!({"addRow": {"id": id(904), "title": "R"}}));
    apply(
        ANN,
        json!({"addRow": {"id": id(905), "title": "S", "type": "sentiment"}}),
    );
    apply(ANN, json!({"addSheet": {"id": id(911), "title": "Other"}}));
    apply(
        ANN,
        json!({"addStage": {"id": id(912), "firstStep": id(913), "title": "B", "sheet": id(911)}}),
    );
    apply(
        ANN,
        json!({"addRow": {"id": id(914), "title": "T", "type": "sentiment", "sheet": id(911)}}),
    );
    apply(ANN, json!({"addPersona": {"id": id(906), "name": "Pat"}}));
    let note = |note: u128, row: u128| json!({"addNote": {"id": id(note), "step": id(903), "row": id(row), "text": "x"}});
    apply(ANN, note(11, 904));
    apply(BEN, note(21, 904));
    apply(BEN, note(22, 904));
    apply(BEN, note(23, 905));
    apply(ANN, json!({"setNote": {"note": id(22), "locked": true}}));
    apply(ANN, json!({"setRow": {"row": id(905), "locked": true}}));
    apply(
        ANN,
        json!({"addComment": {"id": id(31), "note": id(11), "text": "?"}}),
    );
    apply(
        BEN,
        json!({"addComment": {"id": id(32), "note": id(11), "text": "!"}}),
    );
    apply(ANN, json!({ "setRights": rights }));
    replica.board().clone()
}

/// What participants may do on each of the boards of the cases.
fn boards() -> [(&'static str, Value); 3] {
    [
        ("own", json!({})),
        ("everyones", json!({"everyoneEdits": true})),
        ("held", json!({"paused": true})),
    ]
}

/// An edit of every act, and of those about notes one for each sort of note.
fn edits() -> Vec<Value> {
    let mut edits = vec![
        json!({"addNote": {"step": id(903), "row": id(904), "text": "new"}}),
        json!({"addNote": {"step": id(903), "row": id(905), "text": "new"}}),
        json!({"addNote": {"parked": true, "text": "new"}}),
        json!({"moveNote": {"note": id(21), "step": id(903), "row": id(905)}}),
        json!({"moveNotes": {"notes": [id(21), id(11)], "parked": true}}),
        json!({"addGroup": {"title": "G", "notes": [id(21)]}}),
        json!({"addGroup": {"title": "G", "notes": [id(11)]}}),
        json!({"many": {"edits": [
            {"setText": {"note": id(21), "text": "y"}},
            {"renameRow": {"row": id(904), "title": "y"}},
        ]}}),
        json!({"setSentiment": {"persona": id(906), "step": id(903), "value": 1}}),
        json!({"setSentiment": {"persona": id(906), "step": id(913), "value": 1}}),
        json!({"addComment": {"note": id(11), "text": "y"}}),
        json!({"addComment": {"note": id(22), "text": "y"}}),
        json!({"deleteComment": {"comment": id(31)}}),
        json!({"deleteComment": {"comment": id(32)}}),
        json!({"setPerson": {"name": "Ben"}}),
        json!({"undo": {}}),
        json!({"redo": {}}),
        json!({"restoreNote": {"note": id(99)}}),
    ];
    // What facilitators alone may do is judged by its name.
    for kind in EditKind::ALL {
        if let Rule::Facilitator(_) = kind.rule() {
            let act: Value = serde_json::from_str(kind.example()).expect("JSON");
            edits.push(json!({ name_of(*kind): act }));
        }
    }
    for note in [11, 21, 22, 23] {
        edits.extend([
            json!({"setText": {"note": id(note), "text": "y"}}),
            json!({"spliceText": {"note": id(note), "at": 0, "insert": "y"}}),
            json!({"moveNote": {"note": id(note), "parked": true}}),
            json!({"deleteNote": {"note": id(note)}}),
            json!({"setKind": {"note": id(note), "kind": "idea"}}),
            json!({"setNote": {"note": id(note), "owner": "y"}}),
        ]);
    }
    edits
}

#[test]
fn ro6_the_screens_table_of_who_may_do_what_is_that_of_the_room() {
    let mut text = String::from(
        "// Who may ask for which act; generated from the table of edits (`board-model/src/edit/mod.rs`) by a test of `board-room`.\n\
         import type { EditKind } from './board';\n\n\
         /** Everybody; every participant; for a note or comment who wrote it; or facilitators alone. */\n\
         export type Rule = 'everybody' | 'participant' | 'note' | 'comment' | 'facilitator';\n\n\
         export const RULES: Readonly<Record<EditKind, Rule>> = {\n",
    );
    for kind in EditKind::ALL {
        let rule = match kind.rule() {
            Rule::Everybody => "everybody",
            Rule::Participant => "participant",
            Rule::Note => "note",
            Rule::Comment => "comment",
            Rule::Facilitator(_) => "facilitator",
        };
        writeln!(text, "  {}: '{rule}',", name_of(*kind)).unwrap();
    }
    text.push_str(
        "};\n\n/** What facilitators do with an act, as it goes on after \"Only facilitators can\". */\n\
         export const DEEDS: Readonly<Partial<Record<EditKind, string>>> = {\n",
    );
    for kind in EditKind::ALL {
        if let Rule::Facilitator(deed) = kind.rule() {
            writeln!(text, "  {}: '{deed}',", name_of(*kind)).unwrap();
        }
    }
    text.push_str("};\n");
    assert_committed("ui/src/gen/permissions.ts", &text);
}

#[test]
fn ro6_the_screens_test_has_every_act_judged_by_the_room() {
    let edits = edits();
    for kind in EditKind::ALL {
        assert!(
            edits.iter().any(|given| edit(given).kind() == *kind),
            "{kind:?}"
        );
    }
    let mut cases = Vec::new();
    for (name, rights) in boards() {
        let board = board(&rights);
        for role in [Role::Viewer, Role::Participant, Role::Facilitator] {
            for given in &edits {
                let judged = permission::check(role, BEN, &edit(given), &[], &board);
                let refusal = judged.err().map(crate::message::Refusal::from);
                let why = refusal.as_ref().and_then(|refusal| refusal.why);
                let says = refusal
                    .filter(|refusal| refusal.code == ErrorCode::Role)
                    .map(|it| it.message);
                cases.push(json!({ "role": role.name(), "on": name,
                    "edit": given, "why": why, "says": says }));
            }
        }
    }
    let boards = boards().map(|(name, rights)| (name, json!(board(&rights))));
    let boards: serde_json::Map<_, _> = boards
        .map(|(name, board)| (name.to_owned(), board))
        .into_iter()
        .collect();
    let boards = Value::Object(boards);
    let mut text = String::from(
        "// What the room says to every act; generated by a test of `board-room` for the front end's own test.\n\
         import type { Board, Edit } from './board';\n\n",
    );
    writeln!(text, "export const ME = '{BEN}';\n").unwrap();
    writeln!(
        text,
        "export const BOARDS = {boards} as unknown as {{ own: Board; everyones: Board; held: Board }};\n"
    )
    .unwrap();
    text.push_str("export const CASES = [\n");
    for case in &cases {
        writeln!(text, "  {case},").unwrap();
    }
    text.push_str(
        "] as unknown as { role: 'viewer' | 'participant' | 'facilitator'; on: 'own' | 'everyones' | 'held'; edit: Edit; why: string | null; says: string | null }[];\n",
    );
    assert_committed("ui/src/gen/permission-cases.ts", &text);
}
