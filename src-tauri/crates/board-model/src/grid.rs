//! The grid of a sheet as it is shown: live entities only, in order.

use crate::{KindId, RowId, RowType, SheetId, StageId, StepId, Zone};

/// One grid of a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its id.
    pub id: SheetId,
    /// Shown on its tab and, with several sheets, above its grid.
    pub title: String,
    /// What kind of map it is, such as `journey-map` or `empathy-map`; free text, empty for none.
    pub map_type: String,
    /// Column groups from left to right.
    pub stages: Vec<Stage>,
    /// Lanes from top to bottom.
    pub rows: Vec<Row>,
}

impl Sheet {
    /// All columns from left to right.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.stages.iter().flat_map(|stage| &stage.steps)
    }
}

/// A column group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Its id.
    pub id: StageId,
    /// Shown in the header band.
    pub title: String,
    /// What the customer wants here.
    pub goal: String,
    /// Who looks after it.
    pub owner: String,
    /// Its columns; never empty.
    pub steps: Vec<Step>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: StepId,
    /// Empty for the unnamed step of a stage that looks like a plain column.
    pub title: String,
    /// Width somebody set, in board units; `None` for the layout's own.
    pub width: Option<u32>,
}

/// A lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: RowId,
    /// Shown at the left.
    pub title: String,
    /// A question that helps people fill it, shown under the title.
    pub prompt: String,
    /// What its cells hold.
    pub row_type: RowType,
    /// The band it belongs to.
    pub zone: Zone,
    /// Kind of notes added here when nobody picks one.
    pub kind: Option<KindId>,
    /// Smallest height somebody set, in board units; `None` for the layout's own.
    pub height: Option<u32>,
    /// Only a facilitator may change its cells.
    pub locked: bool,
}
