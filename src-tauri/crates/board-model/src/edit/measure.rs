//! The act on a measure of a step.

use super::acts;
use crate::prepare::{Names, Prepare};
use crate::{EditError, RowRef, SheetRef, StepRef};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

acts! {
    /// Sets fields of the measure of a measures row at a step; with value, unit and target empty it is cleared.
    SetMeasure {
        /// The column.
        step: StepRef,
        /// The lane.
        row: RowRef,
        /// The sheet that names are looked up on; the first when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// The value as people write it.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] value: Option<String>,
        /// Its unit.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] unit: Option<String>,
        /// What it should be.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] target: Option<String>,
    }
}

impl Prepare for SetMeasure {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        let sheet = names.some(&self.sheet)?;
        names.step(sheet, &mut self.step)?;
        names.row(sheet, &mut self.row)
    }
}
