//! Edits of measures.

use super::{Plan, bounds, planned};
use crate::schema::{Root, fields};
use board_model::{EditError, Measure, SetMeasure, limits};

planned! {
    SetMeasure => |plan, act| plan.set_measure(act);
}

impl Plan<'_> {
    fn set_measure(&mut self, edit: SetMeasure) -> Result<(), EditError> {
        let cell = self.live_cell(&edit.step, &edit.row)?;
        let was = self.board.measure(cell).cloned().unwrap_or_default();
        let measure = Measure {
            value: edit.value.unwrap_or(was.value),
            unit: edit.unit.unwrap_or(was.unit),
            target: edit.target.unwrap_or(was.target),
        };
        for field in [&measure.value, &measure.unit, &measure.target] {
            bounds::text("the measure", field, limits::TITLE_UTF16)?;
        }
        self.set_flat(
            Root::Measures,
            fields::measure_key(cell),
            fields::measure_value(&measure),
        );
        Ok(())
    }
}
