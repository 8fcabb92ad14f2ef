//! Edits of the header, sheets, stages, steps and rows.

use super::order_keys::key_after;
use super::{Plan, bounds, minted, no_such, planned};
use crate::schema::{Root, fields, flag_value, key, list_value, text_value};
use board_model::{
    AddSheet, AddStage, AddStep, After, DeleteSheet, DeleteStage, DeleteStep, EditError, MoveSheet,
    MoveStage, MoveStep, RenameSheet, RenameStage, RenameStep, RowEntry, RowId, RowRef, SetHeader,
    SetRights, SetStage, SetStep, SheetEntry, SheetId, SheetRef, StageEntry, StageId, StageRef,
    StepEntry, StepId, StepRef, limits,
};
use yrs::Any;

macro_rules! live {
    ($($name:ident, $what:literal, $this:literal, $reference:ident, $entry_fn:ident => $entry:ident);* $(;)?) => {$(
        pub(super) fn $name(&self, name: &$reference) -> Result<&$entry, EditError> {
            let entry = name.id().and_then(|id| self.board.$entry_fn(id)).ok_or_else(|| no_such($what, &name.0))?;
            if entry.deleted { Err(EditError::Gone { what: $this }) } else { Ok(entry) }
        }
    )*};
}

fn neighbour<R, T>(after: &After<R>, id: impl Fn(&R) -> Option<T>) -> After<T> {
    match after {
        After::First => After::First,
        After::Last => After::Last,
        After::This(name) => id(name).map_or(After::Last, After::This),
    }
}

planned! {
    SetHeader => |plan, act| plan.set_header(&act);
    SetRights => |plan, act| {
        plan.set_rights(&act);
        Ok(())
    };
    AddSheet => |plan, act| plan.add_sheet(act);
    RenameSheet => |plan, act| plan.rename_sheet(&act);
    MoveSheet => |plan, act| plan.move_sheet(&act);
    DeleteSheet => |plan, act| plan.delete_sheet(&act);
    AddStage => |plan, act| plan.add_stage(act);
    RenameStage => |plan, act| plan.rename_stage(&act);
    SetStage => |plan, act| plan.set_stage(&act);
    MoveStage => |plan, act| plan.move_stage(&act);
    DeleteStage => |plan, act| plan.delete_stage(&act);
    AddStep => |plan, act| plan.add_step(act);
    RenameStep => |plan, act| plan.rename_step(&act);
    SetStep => |plan, act| plan.set_step(&act);
    MoveStep => |plan, act| plan.move_step(&act);
    DeleteStep => |plan, act| plan.delete_step(&act);
}

impl Plan<'_> {
    live! {
        live_sheet, "sheet", "this sheet", SheetRef, sheet_entry => SheetEntry;
        live_stage, "stage", "this stage", StageRef, stage_entry => StageEntry;
        live_step, "step", "this step", StepRef, step_entry => StepEntry;
        live_row, "row", "this row", RowRef, row_entry => RowEntry;
    }

    fn set_header(&mut self, edit: &SetHeader) -> Result<(), EditError> {
        for (name, field, max) in fields::header_fields(&edit.fields) {
            if let Some(field) = field {
                bounds::text(name, field, max)?;
                self.set_flat(Root::Meta, name, text_value(field));
            }
        }
        Ok(())
    }

    fn set_rights(&mut self, edit: &SetRights) {
        let rights = [
            (fields::EVERYONE_EDITS, edit.everyone_edits),
            (fields::PAUSED, edit.paused),
        ];
        for (name, flag) in rights {
            if let Some(flag) = flag {
                self.set_flat(Root::Meta, name, flag_value(flag));
            }
        }
    }

    fn sheet_order(&self, after: &After<SheetRef>, id: SheetId) -> String {
        let keys: Vec<(SheetId, &str)> = self
            .board
            .sheets()
            .iter()
            .filter(|sheet| sheet.id != id)
            .filter_map(|sheet| Some((sheet.id, self.board.sheet_entry(sheet.id)?.order.as_str())))
            .collect();
        key_after(&keys, &neighbour(after, SheetRef::id), id.uuid().as_u128())
    }

    fn stage_order(&self, sheet: SheetId, after: &After<StageRef>, id: StageId) -> String {
        let stages = self
            .board
            .sheet(sheet)
            .map(|sheet| sheet.stages.as_slice())
            .unwrap_or_default();
        let keys: Vec<(StageId, &str)> = stages
            .iter()
            .filter(|stage| stage.id != id)
            .filter_map(|stage| Some((stage.id, self.board.stage_entry(stage.id)?.order.as_str())))
            .collect();
        key_after(&keys, &neighbour(after, StageRef::id), id.uuid().as_u128())
    }

    fn step_order(
        &self,
        sheet: SheetId,
        stage: StageId,
        after: &After<StepRef>,
        id: StepId,
    ) -> String {
        let stages = self
            .board
            .sheet(sheet)
            .map(|sheet| sheet.stages.as_slice())
            .unwrap_or_default();
        let steps = stages
            .iter()
            .filter(|found| found.id == stage)
            .flat_map(|stage| &stage.steps);
        let keys: Vec<(StepId, &str)> = steps
            .filter(|step| step.id != id)
            .filter_map(|step| Some((step.id, self.board.step_entry(step.id)?.order.as_str())))
            .collect();
        key_after(&keys, &neighbour(after, StepRef::id), id.uuid().as_u128())
    }

    pub(super) fn row_order(&self, sheet: SheetId, after: &After<RowRef>, id: RowId) -> String {
        let rows = self
            .board
            .sheet(sheet)
            .map(|sheet| sheet.rows.as_slice())
            .unwrap_or_default();
        let keys: Vec<(RowId, &str)> = rows
            .iter()
            .filter(|row| row.id != id)
            .filter_map(|row| Some((row.id, self.board.row_entry(row.id)?.order.as_str())))
            .collect();
        key_after(&keys, &neighbour(after, RowRef::id), id.uuid().as_u128())
    }

    fn add_sheet(&mut self, edit: AddSheet) -> Result<(), EditError> {
        let id = minted(edit.id)?;
        if self.board.sheet_entry(id).is_some() {
            return Err(EditError::DuplicateId { id: id.to_string() });
        }
        bounds::at_most("this board", self.board.sheets().len() + 1, limits::SHEETS)?;
        bounds::title(&edit.title)?;
        bounds::title(&edit.map_type)?;
        let order = self.sheet_order(&edit.after, id);
        self.create(Root::Sheets, id, None);
        self.set(Root::Sheets, id, key::TITLE, text_value(&edit.title));
        self.set(Root::Sheets, id, "mapType", text_value(&edit.map_type));
        self.set(Root::Sheets, id, key::ORDER, Any::from(order));
        Ok(())
    }

    fn rename_sheet(&mut self, edit: &RenameSheet) -> Result<(), EditError> {
        bounds::title(&edit.title)?;
        let id = self.live_sheet(&edit.sheet)?.sheet.id;
        self.set(Root::Sheets, id, key::TITLE, text_value(&edit.title));
        Ok(())
    }

    fn move_sheet(&mut self, edit: &MoveSheet) -> Result<(), EditError> {
        let id = self.live_sheet(&edit.sheet)?.sheet.id;
        let order = self.sheet_order(&edit.after, id);
        self.set(Root::Sheets, id, key::ORDER, Any::from(order));
        Ok(())
    }

    fn delete_sheet(&mut self, edit: &DeleteSheet) -> Result<(), EditError> {
        let id = self.live_sheet(&edit.sheet)?.sheet.id;
        self.delete(Root::Sheets, id);
        Ok(())
    }

    pub(super) fn sheet_for(&self, sheet: Option<&SheetRef>) -> Result<SheetId, EditError> {
        let id = self.board.find_sheet(sheet)?;
        Ok(self.live_sheet(&id.into())?.sheet.id)
    }

    fn add_stage(&mut self, edit: AddStage) -> Result<(), EditError> {
        let (id, step) = (minted(edit.id)?, minted(edit.first_step)?);
        if self.board.stage_entry(id).is_some() || self.board.step_entry(step).is_some() {
            return Err(EditError::DuplicateId { id: id.to_string() });
        }
        let sheet = self.sheet_for(edit.sheet.as_ref())?;
        let stages = self
            .board
            .sheet(sheet)
            .map_or(0, |sheet| sheet.stages.len());
        bounds::at_most("this sheet", stages + 1, limits::STAGES)?;
        bounds::title(&edit.title)?;
        bounds::title(&edit.step_title)?;
        let order = self.stage_order(sheet, &edit.after, id);
        self.create(Root::Stages, id, None);
        self.set(Root::Stages, id, key::TITLE, text_value(&edit.title));
        self.set(Root::Stages, id, key::SHEET, Any::from(sheet.to_string()));
        self.set(Root::Stages, id, key::ORDER, Any::from(order));
        self.create_step(
            step,
            id,
            &edit.step_title,
            key_after::<StepId>(&[], &After::Last, step.uuid().as_u128()),
        );
        Ok(())
    }

    fn create_step(&mut self, id: StepId, stage: StageId, title: &str, order: String) {
        self.create(Root::Steps, id, None);
        self.set(Root::Steps, id, key::TITLE, text_value(title));
        self.set(Root::Steps, id, key::PLACE, step_place(order, stage));
    }

    fn rename_stage(&mut self, edit: &RenameStage) -> Result<(), EditError> {
        bounds::title(&edit.title)?;
        let id = self.live_stage(&edit.stage)?.stage.id;
        self.set(Root::Stages, id, key::TITLE, text_value(&edit.title));
        Ok(())
    }

    fn set_stage(&mut self, edit: &SetStage) -> Result<(), EditError> {
        let id = self.live_stage(&edit.stage)?.stage.id;
        if let Some(goal) = &edit.goal {
            bounds::text("the goal", goal, limits::LONG_TEXT_UTF16)?;
            self.set(Root::Stages, id, "goal", text_value(goal));
        }
        if let Some(owner) = &edit.owner {
            bounds::text("the owner", owner, limits::TITLE_UTF16)?;
            self.set(Root::Stages, id, "owner", text_value(owner));
        }
        Ok(())
    }

    fn move_stage(&mut self, edit: &MoveStage) -> Result<(), EditError> {
        let entry = self.live_stage(&edit.stage)?;
        let (id, sheet) = (entry.stage.id, entry.sheet);
        let order = self.stage_order(sheet, &edit.after, id);
        self.set(Root::Stages, id, key::ORDER, Any::from(order));
        Ok(())
    }

    fn delete_stage(&mut self, edit: &DeleteStage) -> Result<(), EditError> {
        let id = self.live_stage(&edit.stage)?.stage.id;
        self.delete(Root::Stages, id);
        Ok(())
    }

    fn add_step(&mut self, edit: AddStep) -> Result<(), EditError> {
        let id = minted(edit.id)?;
        if self.board.step_entry(id).is_some() {
            return Err(EditError::DuplicateId { id: id.to_string() });
        }
        let entry = self.live_stage(&edit.stage)?;
        let (stage, sheet) = (entry.stage.id, entry.sheet);
        let steps = self.live_steps_of(sheet, stage);
        bounds::at_most("this stage", steps + 1, limits::STEPS)?;
        bounds::title(&edit.title)?;
        let order = self.step_order(sheet, stage, &edit.after, id);
        self.create_step(id, stage, &edit.title, order);
        Ok(())
    }

    fn live_steps_of(&self, sheet: SheetId, stage: StageId) -> usize {
        let stages = self
            .board
            .sheet(sheet)
            .map(|sheet| sheet.stages.as_slice())
            .unwrap_or_default();
        stages
            .iter()
            .find(|found| found.id == stage)
            .map_or(0, |stage| stage.steps.len())
    }

    fn rename_step(&mut self, edit: &RenameStep) -> Result<(), EditError> {
        bounds::title(&edit.title)?;
        let id = self.live_step(&edit.step)?.step.id;
        self.set(Root::Steps, id, key::TITLE, text_value(&edit.title));
        Ok(())
    }

    fn set_step(&mut self, edit: &SetStep) -> Result<(), EditError> {
        let id = self.live_step(&edit.step)?.step.id;
        if let Some(width) = edit.width {
            if let Some(width) = width {
                bounds::number(
                    "width",
                    width,
                    limits::STEP_WIDTH_MIN..=limits::STEP_WIDTH_MAX,
                    "a width from 160 to 1600 board units",
                )?;
            }
            self.set(
                Root::Steps,
                id,
                "width",
                width.map_or(Any::Null, |width| Any::from(i64::from(width))),
            );
        }
        Ok(())
    }

    fn move_step(&mut self, edit: &MoveStep) -> Result<(), EditError> {
        let entry = self.live_step(&edit.step)?;
        let (id, from) = (entry.step.id, entry.stage);
        let stage = match &edit.stage {
            Some(stage) => self.live_stage(stage)?,
            None => self.live_stage(&from.into())?,
        };
        let (to, sheet) = (stage.stage.id, stage.sheet);
        if self.board.sheet_of_step(id) != Some(sheet) {
            return Err(EditError::BadValue {
                field: "stage",
                given: to.to_string(),
                expected: "a stage of the same sheet",
            });
        }
        if to != from && self.live_steps_of(sheet, from) == 1 {
            return Err(last_step());
        }
        let order = self.step_order(sheet, to, &edit.after, id);
        self.set(Root::Steps, id, key::PLACE, step_place(order, to));
        Ok(())
    }

    fn delete_step(&mut self, edit: &DeleteStep) -> Result<(), EditError> {
        let entry = self.live_step(&edit.step)?;
        let (id, stage) = (entry.step.id, entry.stage);
        let sheet = self.live_stage(&stage.into())?.sheet;
        if self.live_steps_of(sheet, stage) == 1 {
            return Err(last_step());
        }
        self.delete(Root::Steps, id);
        Ok(())
    }
}

fn step_place(order: String, stage: StageId) -> Any {
    list_value(vec![Any::from(order), Any::from(stage.to_string())])
}

fn last_step() -> EditError {
    EditError::BadValue {
        field: "step",
        given: "the only step of its stage".into(),
        expected: "another step; delete the stage instead",
    }
}
