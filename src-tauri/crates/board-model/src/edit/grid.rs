//! Acts on the header, sheets, stages, steps and rows.

use super::{After, HeaderFields, acts};
use crate::prepare::{Names, Prepare, adds};
use crate::{
    EditError, KindId, RowId, RowRef, RowType, SheetId, SheetRef, StageId, StageRef, StepId,
    StepRef, Zone,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

acts! {
    /// Sets what participants may do on this board.
    SetRights {
        /// Whether they change everybody's notes, not only their own.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] everyone_edits: Option<bool>,
        /// Whether they change nothing: everything is paused.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] paused: Option<bool>,
    }
    /// Sets fields of the header.
    SetHeader {
        /// What to set.
        #[serde(flatten)] fields: HeaderFields,
    }
    /// Adds a sheet.
    AddSheet {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<SheetId>,
        /// Its title.
        title: String,
        /// What kind of map it is.
        #[serde(default, skip_serializing_if = "String::is_empty")] #[ts(optional, as = "Option<String>")] map_type: String,
        /// Where among the sheets.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "SheetRef | null")] after: After<SheetRef>,
    }
    /// Renames a sheet.
    RenameSheet {
        /// The sheet.
        sheet: SheetRef,
        /// Its new title.
        title: String,
    }
    /// Moves a sheet among the sheets.
    MoveSheet {
        /// The sheet.
        sheet: SheetRef,
        /// The neighbour that it comes after.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "SheetRef | null")] after: After<SheetRef>,
    }
    /// Takes a sheet away; its notes go to the parking lot.
    DeleteSheet {
        /// The sheet.
        sheet: SheetRef,
    }
    /// Adds a stage with one unnamed step.
    AddStage {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<StageId>,
        /// The id of its first step, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] first_step: Option<StepId>,
        /// The sheet; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// Its title.
        title: String,
        /// Title of its first step; empty for a stage that looks like a plain column.
        #[serde(default, skip_serializing_if = "String::is_empty")] #[ts(optional, as = "Option<String>")] step_title: String,
        /// Where among the stages.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "StageRef | null")] after: After<StageRef>,
    }
    /// Renames a stage.
    RenameStage {
        /// The stage.
        stage: StageRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// Its new title.
        title: String,
    }
    /// Sets what the customer wants at a stage and who looks after it.
    SetStage {
        /// The stage.
        stage: StageRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// What the customer wants here.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] goal: Option<String>,
        /// Who looks after it.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] owner: Option<String>,
    }
    /// Moves a stage among the stages of its sheet.
    MoveStage {
        /// The stage.
        stage: StageRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// The neighbour that it comes after.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "StageRef | null")] after: After<StageRef>,
    }
    /// Takes a stage away; its notes go to the parking lot.
    DeleteStage {
        /// The stage.
        stage: StageRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
    }
    /// Adds a step to a stage.
    AddStep {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<StepId>,
        /// The stage.
        stage: StageRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// Its title.
        title: String,
        /// Where among the steps of the stage.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "StepRef | null")] after: After<StepRef>,
    }
    /// Renames a step.
    RenameStep {
        /// The step.
        step: StepRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// Its new title.
        title: String,
    }
    /// Sets the width of a step.
    SetStep {
        /// The step.
        step: StepRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// Width in board units; `null` for the layout's own.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "super::set_or_clear")] #[ts(optional, type = "number | null")] width: Option<Option<u32>>,
    }
    /// Moves a step inside its stage or to another.
    MoveStep {
        /// The step.
        step: StepRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// The stage it goes to; its own when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] stage: Option<StageRef>,
        /// The neighbour that it comes after.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "StepRef | null")] after: After<StepRef>,
    }
    /// Takes a step away; its notes go to the parking lot. The last step of a stage stays.
    DeleteStep {
        /// The step.
        step: StepRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
    }
    /// Adds a row.
    AddRow {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<RowId>,
        /// The sheet; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// Its title.
        title: String,
        /// What its cells hold.
        #[serde(default, rename = "type")] #[ts(optional, as = "Option<RowType>")] row_type: RowType,
        /// The band it belongs to.
        #[serde(default)] #[ts(optional, as = "Option<Zone>")] zone: Zone,
        /// A question that helps people fill it.
        #[serde(default, skip_serializing_if = "String::is_empty")] #[ts(optional, as = "Option<String>")] prompt: String,
        /// Kind of notes added here when nobody picks one.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] kind: Option<KindId>,
        /// Where among the rows.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "RowRef | null")] after: After<RowRef>,
    }
    /// Renames a row.
    RenameRow {
        /// The row.
        row: RowRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// Its new title.
        title: String,
    }
    /// Sets what a row holds and how it is shown.
    SetRow {
        /// The row.
        row: RowRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// What its cells hold.
        #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")] #[ts(optional)] row_type: Option<RowType>,
        /// The band it belongs to.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] zone: Option<Zone>,
        /// A question that helps people fill it.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] prompt: Option<String>,
        /// Kind of notes added here when nobody picks one; `null` for none.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "super::set_or_clear")] #[ts(optional, type = "KindId | null")] kind: Option<Option<KindId>>,
        /// Smallest height in board units; `null` for the layout's own.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "super::set_or_clear")] #[ts(optional, type = "number | null")] height: Option<Option<u32>>,
        /// Locks or unlocks its cells; a facilitator's act.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] locked: Option<bool>,
    }
    /// Moves a row among the rows of its sheet.
    MoveRow {
        /// The row.
        row: RowRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// The neighbour that it comes after.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "RowRef | null")] after: After<RowRef>,
    }
    /// Takes a row away; its notes go to the parking lot.
    DeleteRow {
        /// The row.
        row: RowRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
    }
}

impl Prepare for SetRights {}
impl Prepare for SetHeader {}

impl Prepare for AddSheet {
    adds!(Sheet: SheetId);

    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        names.after_sheet(&mut self.after)
    }
}

impl Prepare for RenameSheet {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        names.sheet(&mut self.sheet)
    }
}

impl Prepare for MoveSheet {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        names.sheet(&mut self.sheet)?;
        names.after_sheet(&mut self.after)
    }
}

impl Prepare for DeleteSheet {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        names.sheet(&mut self.sheet)
    }
}

impl Prepare for AddStage {
    adds!(Stage: StageId, first_step: StepId);

    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        let sheet = names.need_sheet(&mut self.sheet)?;
        names.after_stage(Some(sheet), &mut self.after)
    }
}

impl Prepare for RenameStage {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        names.stage(names.some(&self.sheet)?, &mut self.stage)
    }
}

impl Prepare for SetStage {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        names.stage(names.some(&self.sheet)?, &mut self.stage)
    }
}

impl Prepare for MoveStage {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        let sheet = names.some(&self.sheet)?;
        names.stage(sheet, &mut self.stage)?;
        names.after_stage(sheet, &mut self.after)
    }
}

impl Prepare for DeleteStage {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        names.stage(names.some(&self.sheet)?, &mut self.stage)
    }
}

impl Prepare for AddStep {
    adds!(Step: StepId);

    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        let sheet = names.some(&self.sheet)?;
        names.stage(sheet, &mut self.stage)?;
        names.after_step(sheet, &mut self.after)
    }
}

impl Prepare for RenameStep {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        names.step(names.some(&self.sheet)?, &mut self.step)
    }
}

impl Prepare for SetStep {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        names.step(names.some(&self.sheet)?, &mut self.step)
    }
}

impl Prepare for MoveStep {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        let sheet = names.some(&self.sheet)?;
        names.step(sheet, &mut self.step)?;
        if let Some(stage) = &mut self.stage {
            names.stage(sheet, stage)?;
        }
        names.after_step(sheet, &mut self.after)
    }
}

impl Prepare for DeleteStep {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        names.step(names.some(&self.sheet)?, &mut self.step)
    }
}

impl Prepare for AddRow {
    adds!(Row: RowId);

    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        let sheet = names.need_sheet(&mut self.sheet)?;
        names.after_row(Some(sheet), &mut self.after)
    }
}

impl Prepare for RenameRow {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        names.row(names.some(&self.sheet)?, &mut self.row)
    }
}

impl Prepare for SetRow {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        names.row(names.some(&self.sheet)?, &mut self.row)
    }
}

impl Prepare for MoveRow {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        let sheet = names.some(&self.sheet)?;
        names.row(sheet, &mut self.row)?;
        names.after_row(sheet, &mut self.after)
    }
}

impl Prepare for DeleteRow {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        names.row(names.some(&self.sheet)?, &mut self.row)
    }
}
