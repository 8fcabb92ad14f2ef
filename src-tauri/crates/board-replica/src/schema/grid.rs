//! Registers of sheets, stages, steps and rows.

use super::{id, int_in, key, str_of, text, truth};
use board_model::{
    KindId, Row, RowEntry, RowId, RowType, Sheet, SheetEntry, SheetId, Stage, StageEntry, StageId,
    Step, StepEntry, StepId, Zone, limits, order,
};
use yrs::Any;

/// A parent id that nothing has: an entity whose parent cannot be read is shown nowhere, and kept.
const NOWHERE: u128 = 0;

/// A sheet as it is when nothing is said of it.
pub(crate) fn sheet(id: SheetId) -> SheetEntry {
    let sheet = Sheet {
        id,
        title: String::new(),
        map_type: String::new(),
        stages: Vec::new(),
        rows: Vec::new(),
    };
    SheetEntry {
        sheet,
        order: String::new(),
        deleted: false,
    }
}

/// Sets one field of a sheet from its register.
pub(crate) fn set_sheet(entry: &mut SheetEntry, name: &str, value: &Any) {
    match name {
        key::TITLE => entry.sheet.title = text(value),
        "mapType" => entry.sheet.map_type = text(value),
        key::ORDER => entry.order = read_order(value),
        key::DELETED => entry.deleted = truth(value),
        _ => {}
    }
}

/// A stage as it is when nothing is said of it.
pub(crate) fn stage(id: StageId) -> StageEntry {
    let stage = Stage {
        id,
        title: String::new(),
        goal: String::new(),
        owner: String::new(),
        steps: Vec::new(),
    };
    StageEntry {
        stage,
        sheet: SheetId::from_u128(NOWHERE),
        order: String::new(),
        deleted: false,
    }
}

/// Sets one field of a stage from its register.
pub(crate) fn set_stage(entry: &mut StageEntry, name: &str, value: &Any) {
    match name {
        key::TITLE => entry.stage.title = text(value),
        "goal" => entry.stage.goal = text(value),
        "owner" => entry.stage.owner = text(value),
        key::SHEET => entry.sheet = id(value).unwrap_or(SheetId::from_u128(NOWHERE)),
        key::ORDER => entry.order = read_order(value),
        key::DELETED => entry.deleted = truth(value),
        _ => {}
    }
}

/// A step as it is when nothing is said of it.
pub(crate) fn step(id: StepId) -> StepEntry {
    let step = Step {
        id,
        title: String::new(),
        width: None,
    };
    StepEntry {
        step,
        stage: StageId::from_u128(NOWHERE),
        order: String::new(),
        deleted: false,
    }
}

/// Sets one field of a step from its register. `place` is one register `[order, stage]`, so that two people
/// who move a step to two stages can never mix the order of one with the stage of the other.
pub(crate) fn set_step(entry: &mut StepEntry, name: &str, value: &Any) {
    match name {
        key::TITLE => entry.step.title = text(value),
        "width" => {
            entry.step.width = int_in(value, limits::STEP_WIDTH_MIN..=limits::STEP_WIDTH_MAX)
        }
        key::PLACE => {
            let parts = super::list(value);
            entry.order = parts.first().map(read_order).unwrap_or_default();
            entry.stage = parts
                .get(1)
                .and_then(id)
                .unwrap_or(StageId::from_u128(NOWHERE));
        }
        key::DELETED => entry.deleted = truth(value),
        _ => {}
    }
}

/// A row as it is when nothing is said of it.
pub(crate) fn row(id: RowId) -> RowEntry {
    let row = Row {
        id,
        title: String::new(),
        prompt: String::new(),
        row_type: RowType::default(),
        zone: Zone::default(),
        kind: None,
        height: None,
        locked: false,
    };
    RowEntry {
        row,
        sheet: SheetId::from_u128(NOWHERE),
        order: String::new(),
        deleted: false,
    }
}

/// Sets one field of a row from its register.
pub(crate) fn set_row(entry: &mut RowEntry, name: &str, value: &Any) {
    match name {
        key::TITLE => entry.row.title = text(value),
        "prompt" => entry.row.prompt = text(value),
        "type" => entry.row.row_type = str_of(value).and_then(RowType::named).unwrap_or_default(),
        "zone" => entry.row.zone = str_of(value).and_then(Zone::named).unwrap_or_default(),
        "kind" => {
            entry.row.kind = str_of(value)
                .filter(|kind| !kind.is_empty())
                .map(KindId::named)
        }
        "height" => entry.row.height = int_in(value, 1..=limits::ROW_HEIGHT_MAX),
        "locked" => entry.row.locked = truth(value),
        key::SHEET => entry.sheet = id(value).unwrap_or(SheetId::from_u128(NOWHERE)),
        key::ORDER => entry.order = read_order(value),
        key::DELETED => entry.deleted = truth(value),
        _ => {}
    }
}

/// The order key in a register; anything else counts as the empty key, which sorts first.
pub(crate) fn read_order(value: &Any) -> String {
    str_of(value)
        .filter(|key| order::is_key(key))
        .unwrap_or_default()
        .to_owned()
}
