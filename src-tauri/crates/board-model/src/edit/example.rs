//! A small board on which every act has something to do.

/// The edits that make the board of the examples, in JSON and in their order, all asked for by the participant
/// `00000000-0000-0000-0000-00000000000a`.
pub const EXAMPLE_BOARD: &[&str] = &[
    r#"{"addSheet": {"id": "00000000-0000-0000-0000-000000000040", "title": "Today"}}"#,
    r#"{"addSheet": {"id": "00000000-0000-0000-0000-000000000041", "title": "Ideas"}}"#,
    r#"{"addStage": {"id": "00000000-0000-0000-0000-000000000011", "firstStep": "00000000-0000-0000-0000-000000000021", "title": "Find"}}"#,
    r#"{"addStage": {"id": "00000000-0000-0000-0000-000000000012", "firstStep": "00000000-0000-0000-0000-000000000022", "title": "Buy"}}"#,
    r#"{"addStage": {"id": "00000000-0000-0000-0000-000000000013", "firstStep": "00000000-0000-0000-0000-000000000023", "title": "Use"}}"#,
    r#"{"addStep": {"id": "00000000-0000-0000-0000-000000000024", "stage": "Use", "title": "Unpack"}}"#,
    r#"{"addRow": {"id": "00000000-0000-0000-0000-000000000031", "title": "Actions"}}"#,
    r#"{"addRow": {"id": "00000000-0000-0000-0000-000000000032", "title": "Metrics", "type": "measures"}}"#,
    r#"{"addRow": {"id": "00000000-0000-0000-0000-000000000033", "title": "Feelings", "type": "sentiment"}}"#,
    r#"{"addNote": {"id": "00000000-0000-0000-0000-000000000001", "step": "Find", "row": "Actions", "text": "Searches"}}"#,
    r#"{"addNote": {"id": "00000000-0000-0000-0000-000000000002", "step": "Find", "row": "Actions", "text": "Compares"}}"#,
    r#"{"addNote": {"id": "00000000-0000-0000-0000-000000000003", "step": "Find", "row": "Actions", "text": "Gives up"}}"#,
    r#"{"deleteNote": {"note": "00000000-0000-0000-0000-000000000003"}}"#,
    r#"{"addPersona": {"id": "00000000-0000-0000-0000-000000000050", "name": "Pat"}}"#,
    r#"{"addComment": {"id": "00000000-0000-0000-0000-000000000051", "note": "00000000-0000-0000-0000-000000000001", "text": "Where?"}}"#,
    r#"{"addGroup": {"id": "00000000-0000-0000-0000-000000000052", "title": "At home", "notes": ["00000000-0000-0000-0000-000000000001"]}}"#,
    r#"{"addAction": {"id": "00000000-0000-0000-0000-000000000053", "text": "Watch five customers"}}"#,
    r#"{"addPhase": {"id": "00000000-0000-0000-0000-000000000054", "title": "Fill", "minutes": 20}}"#,
    r#"{"addPhase": {"id": "00000000-0000-0000-0000-000000000055", "title": "Discuss", "minutes": 15}}"#,
    r#"{"runPhase": {"phase": "00000000-0000-0000-0000-000000000054"}}"#,
    r#"{"openRound": {"id": "00000000-0000-0000-0000-000000000056", "title": "What hurts?", "allowance": 5}}"#,
];
