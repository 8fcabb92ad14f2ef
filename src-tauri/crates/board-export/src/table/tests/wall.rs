//! Edits put on a board without a replica: enough of each act for what tables need.

use board_model::{
    Action, AddNote, After, Board, BoardId, CellId, Edit, Evidence, GridPart, Kind, KindId,
    Measure, Note, NoteId, ParticipantId, Persona, Placement, Row, RowEntry, RowId, Sheet,
    SheetEntry, Stage, StageEntry, Step, StepEntry, order, template,
};
use uuid::Uuid;

/// Mints ids that count up from a base.
pub(crate) fn counter(base: u128) -> impl FnMut() -> Uuid {
    let mut last = base;
    move || {
        last += 1;
        Uuid::from_u128(last)
    }
}

/// A blank board.
pub(crate) fn blank() -> Board {
    Board::blank(BoardId::from_u128(1))
}

/// A board made from a template.
pub(crate) fn from_template(id: &str) -> Board {
    let mut board = blank();
    apply_all(
        &mut board,
        template::find(id)
            .unwrap()
            .edits(&mut counter(1 << 64), None),
    );
    board
}

/// Applies edits in order, each resolved on the board as those before leave it.
pub(crate) fn apply_all(board: &mut Board, edits: Vec<Edit>) {
    for mut edit in edits {
        edit.mint(&mut || panic!("every edit is minted"));
        edit.resolve(board).unwrap();
        apply(board, edit);
    }
}

fn last_key<'a>(keys: impl Iterator<Item = &'a str>) -> Option<String> {
    keys.max().map(str::to_owned)
}

fn next_key<'a>(keys: impl Iterator<Item = &'a str>, id: u128) -> String {
    order::between(last_key(keys).as_deref(), None, id)
}

fn apply(board: &mut Board, edit: Edit) {
    match edit {
        Edit::AddNote(edit) => add_note(board, edit),
        Edit::AddSheet(edit) => {
            let id = edit.id.unwrap();
            let order = next_key(
                board.sheet_entries().map(|entry| entry.order.as_str()),
                id.uuid().as_u128(),
            );
            let sheet = Sheet {
                id,
                title: edit.title,
                map_type: edit.map_type,
                stages: Vec::new(),
                rows: Vec::new(),
            };
            board.put_grid([GridPart::Sheet(SheetEntry {
                sheet,
                order,
                deleted: false,
            })]);
        }
        Edit::AddStage(edit) => {
            let (id, first) = (edit.id.unwrap(), edit.first_step.unwrap());
            let order = next_key(
                board.stage_entries().map(|entry| entry.order.as_str()),
                id.uuid().as_u128(),
            );
            let stage = Stage {
                id,
                title: edit.title,
                goal: String::new(),
                owner: String::new(),
                steps: Vec::new(),
            };
            let step = Step {
                id: first,
                title: edit.step_title,
                width: None,
            };
            let sheet = edit.sheet.unwrap().id().unwrap();
            board.put_grid([
                GridPart::Stage(StageEntry {
                    stage,
                    sheet,
                    order,
                    deleted: false,
                }),
                GridPart::Step(StepEntry {
                    step,
                    stage: id,
                    order: order::between(None, None, 1),
                    deleted: false,
                }),
            ]);
        }
        Edit::AddStep(edit) => {
            let id = edit.id.unwrap();
            let order = next_key(
                board.step_entries().map(|entry| entry.order.as_str()),
                id.uuid().as_u128(),
            );
            let step = Step {
                id,
                title: edit.title,
                width: None,
            };
            board.put_grid([GridPart::Step(StepEntry {
                step,
                stage: edit.stage.id().unwrap(),
                order,
                deleted: false,
            })]);
        }
        Edit::AddRow(edit) => add_row(board, edit),
        Edit::DefineKind(edit) => {
            let kind = Kind {
                id: edit.kind.clone(),
                title: edit.title,
                colour: edit.colour,
                mark: edit.mark,
                digit: None,
            };
            board.put_kind(edit.kind, Some(kind));
        }
        Edit::Many(many) => apply_all(board, many.edits),
        around => apply_around(board, around),
    }
}

fn apply_around(board: &mut Board, edit: Edit) {
    match edit {
        Edit::SetHeader(edit) => {
            let mut header = board.header().clone();
            let fields = edit.fields;
            header.title = fields.title.unwrap_or(header.title);
            header.scope = fields.scope.unwrap_or(header.scope);
            header.map_type = fields.map_type.unwrap_or(header.map_type);
            header.date = fields.date.unwrap_or(header.date);
            board.put_header(header);
        }
        Edit::AddPersona(edit) => {
            let fields = edit.fields;
            board.put_persona(Persona {
                id: edit.id.unwrap(),
                name: fields.name.unwrap_or_default(),
                role: fields.role.unwrap_or_default(),
                motto: fields.motto.unwrap_or_default(),
                portrait: String::new(),
                goals: fields.goals.unwrap_or_default(),
                needs: fields.needs.unwrap_or_default(),
                pain_points: fields.pain_points.unwrap_or_default(),
                fields: fields.fields.unwrap_or_default(),
                order: order::between(None, None, 1),
                deleted: false,
            });
        }
        Edit::SetSentiment(edit) => {
            let key = (edit.persona, edit.step.id().unwrap());
            board.put_sentiment(key, ParticipantId::from_u128(1), edit.value);
        }
        Edit::SetMeasure(edit) => {
            let cell = CellId {
                step: edit.step.id().unwrap(),
                row: edit.row.id().unwrap(),
            };
            board.put_measure(
                cell,
                Some(Measure {
                    value: edit.value.unwrap_or_default(),
                    unit: edit.unit.unwrap_or_default(),
                    target: edit.target.unwrap_or_default(),
                }),
            );
        }
        Edit::AddAction(edit) => {
            let id = edit.id.unwrap();
            let order = next_key(
                board
                    .actions()
                    .into_iter()
                    .map(|action| action.order.as_str()),
                id.uuid().as_u128(),
            );
            board.put_action(Action {
                id,
                text: edit.text,
                owner: edit.owner,
                due: edit.due,
                done: false,
                note: edit.note,
                order,
                deleted: false,
            });
        }
        Edit::SetStep(_) | Edit::AddPhase(_) => {}
        other => panic!("{} is not expected of an import or template", other.name()),
    }
}

fn add_row(board: &mut Board, edit: board_model::AddRow) {
    let id = edit.id.unwrap();
    let mut orders: Vec<(&str, RowId)> = board
        .row_entries()
        .map(|entry| (entry.order.as_str(), entry.row.id))
        .collect();
    orders.sort_unstable();
    let at = match edit.after {
        After::Last => orders.len(),
        After::First => 0,
        After::This(row) => {
            1 + orders
                .iter()
                .position(|(_, known)| Some(*known) == row.id())
                .unwrap()
        }
    };
    let low = at.checked_sub(1).map(|before| orders[before].0);
    let order = order::between(
        low,
        orders.get(at).map(|(order, _)| *order),
        id.uuid().as_u128(),
    );
    let row = Row {
        id,
        title: edit.title,
        prompt: edit.prompt,
        row_type: edit.row_type,
        zone: edit.zone,
        kind: edit.kind,
        height: None,
        locked: false,
    };
    board.put_grid([GridPart::Row(RowEntry {
        row,
        sheet: edit.sheet.unwrap().id().unwrap(),
        order,
        deleted: false,
    })]);
}

fn own_kind(board: &Board, row: RowId) -> Option<KindId> {
    board
        .row_entry(row)
        .and_then(|entry| entry.row.kind.clone())
}

fn add_note(board: &mut Board, edit: AddNote) {
    let id = edit.id.unwrap();
    assert!(board.note(id).is_none(), "{id} twice");
    let mut note = Note::new(id);
    let bits = id.uuid().as_u128();
    if edit.parked {
        let order = next_key(board.parked().map(|note| note.placement.order()), bits);
        note.placement = Placement::Parked { order };
        note.kind = edit.kind.unwrap_or_default();
    } else {
        let (step, row) = (
            edit.step.unwrap().id().unwrap(),
            edit.row.unwrap().id().unwrap(),
        );
        assert!(
            board.sheet_of(CellId { step, row }).is_some(),
            "the cell is there before its note"
        );
        let order = next_key(
            board
                .notes_in(CellId { step, row })
                .map(|note| note.placement.order()),
            bits,
        );
        note.placement = Placement::Cell { step, row, order };
        note.kind = edit
            .kind
            .or_else(|| own_kind(board, row))
            .unwrap_or_default();
    }
    note.text = edit.text;
    let attributes = edit.attributes;
    note.author = attributes.author.unwrap_or_default();
    note.tags = attributes.tags.unwrap_or_default();
    note.impact = attributes.impact.flatten();
    note.evidence = attributes.evidence.flatten();
    note.source = attributes.source.unwrap_or_default();
    note.owner = attributes.owner.unwrap_or_default();
    note.link = attributes.link.unwrap_or_default();
    note.detail = attributes.detail.unwrap_or_default();
    note.moment = attributes.moment.unwrap_or_default();
    note.carried_votes = attributes.carried_votes.unwrap_or_default();
    board.put_note(note);
}

/// The note with this text.
pub(crate) fn note<'a>(board: &'a Board, text: &str) -> &'a Note {
    board.all_notes().find(|note| note.text == text).unwrap()
}

/// `sheet/stage/step/row` of a note, or `parked`.
pub(crate) fn place(board: &Board, note: NoteId) -> String {
    let placed = board.placed(board.note(note).unwrap()).unwrap();
    let board_model::Placed::Cell(cell) = placed else {
        return "parked".into();
    };
    let step = board.step_entry(cell.step).unwrap();
    let stage = board.stage_entry(step.stage).unwrap();
    let row = board.row_entry(cell.row).unwrap();
    let sheet = board.sheet_entry(row.sheet).unwrap();
    format!(
        "{}/{}/{}/{}",
        sheet.sheet.title, stage.stage.title, step.step.title, row.row.title
    )
}

/// What evidence a note of this text rests on.
pub(crate) fn evidence(board: &Board, text: &str) -> Option<Evidence> {
    note(board, text).evidence
}
