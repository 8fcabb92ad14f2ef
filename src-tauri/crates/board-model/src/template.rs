//! Ready boards, and what they are made of.
//!
//! Templates, sets of stages, sets of rows and agendas are data files (`assets/templates`), part of the
//! program and read once. The facts in them (which stages, which rows, how many minutes) come from published
//! guides named as `source`; the sentences are our own. A test proves that every file can be read and that
//! every reference between them holds, so there is nothing left that could fail while the program runs.
//!
//! ```
//! use board_model::{Edit, template};
//! let standard = template::find("zapier-standard").into_iter().next();
//! let mut last = 0u128;
//! let mut mint = || { last += 1; uuid::Uuid::from_u128(last) };
//! let edits = standard.map(|standard| standard.edits(&mut mint, Some("Our journey"))).unwrap_or_default();
//! assert!(edits.iter().any(|edit| matches!(edit, Edit::AddStage(stage) if stage.title == "Awareness")));
//! ```

mod agenda;
mod edits;
mod shipped;

pub use agenda::{Agenda, AgendaPhase, FittedAgenda, RowChoice, fitted_agendas};
pub use edits::{combine, sheet_edits};

use crate::{DefineKind, HeaderFields, KindId, PersonaFields, RowType, Zone};
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// A ready board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Template {
    /// Stable name: `source-kind`, such as `zapier-standard`.
    pub id: String,
    /// What the start screen calls it.
    pub title: String,
    /// What it is good for, in one or two sentences.
    pub summary: String,
    /// Whose guide its stages and rows follow.
    pub source: String,
    /// What its header says from the start.
    #[serde(default)]
    pub header: HeaderFields,
    /// Personas to begin with; a sentiment row needs one.
    #[serde(default)]
    pub personas: Vec<PersonaFields>,
    /// Its sheets.
    pub sheets: Vec<SheetPlan>,
    /// Id of the agenda that comes with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agenda: Option<String>,
}

/// A sheet of a template: a set of stages × a set of rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SheetPlan {
    /// Its title.
    pub title: String,
    /// What kind of map it is.
    pub map_type: String,
    /// Id of a set of stages; none for an empty grid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stages: Option<String>,
    /// Id of a set of rows; none for an empty grid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<String>,
}

/// Stages that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageSet {
    /// Stable name.
    pub id: String,
    /// What a list of sets calls it.
    pub title: String,
    /// Whose guide it follows.
    pub source: String,
    /// The stages from left to right.
    pub stages: Vec<StagePlan>,
}

/// A stage of a set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StagePlan {
    /// Its title.
    pub title: String,
    /// Titles of its steps; none for a stage that looks like a plain column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
    /// Width of each of its steps in board units; `None` for the layout's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
}

/// Rows that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowSet {
    /// Stable name.
    pub id: String,
    /// What a list of sets calls it.
    pub title: String,
    /// Whose guide it follows.
    pub source: String,
    /// Kinds of its own, for rows that no kind of every board fits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<DefineKind>,
    /// The rows from top to bottom.
    pub rows: Vec<RowPlan>,
}

/// A row of a set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowPlan {
    /// Its title.
    pub title: String,
    /// A question that helps people fill it.
    pub prompt: String,
    /// Kind of notes added here when nobody picks one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<KindId>,
    /// What its cells hold.
    #[serde(default, rename = "type")]
    pub row_type: RowType,
    /// The band it belongs to.
    #[serde(default)]
    pub zone: Zone,
}

#[derive(Default)]
struct Shipped {
    templates: Vec<Template>,
    stage_sets: Vec<StageSet>,
    row_sets: Vec<RowSet>,
    agendas: Vec<Agenda>,
}

impl Shipped {
    fn read() -> Result<Self, serde_json::Error> {
        Ok(Self {
            templates: shipped::TEMPLATES
                .iter()
                .map(|text| serde_json::from_str(text))
                .collect::<Result<_, _>>()?,
            stage_sets: serde_json::from_str(shipped::STAGE_SETS)?,
            row_sets: serde_json::from_str(shipped::ROW_SETS)?,
            agendas: serde_json::from_str(shipped::AGENDAS)?,
        })
    }
}

fn shipped() -> &'static Shipped {
    static SHIPPED: OnceLock<Shipped> = OnceLock::new();
    // That reading cannot fail is tested on the same bytes (`every_shipped_file_can_be_read`).
    SHIPPED.get_or_init(|| Shipped::read().unwrap_or_default())
}

/// Every template, in the order of the start screen.
pub fn all() -> &'static [Template] {
    &shipped().templates
}

/// The template of this id; case and space around it do not matter.
pub fn find(id: &str) -> Option<&'static Template> {
    all()
        .iter()
        .find(|template| template.id.eq_ignore_ascii_case(id.trim()))
}

/// Every set of stages.
pub fn stage_sets() -> &'static [StageSet] {
    &shipped().stage_sets
}

/// The set of stages of this id.
pub fn stage_set(id: &str) -> Option<&'static StageSet> {
    stage_sets()
        .iter()
        .find(|set| set.id.eq_ignore_ascii_case(id.trim()))
}

/// Every set of rows.
pub fn row_sets() -> &'static [RowSet] {
    &shipped().row_sets
}

/// The set of rows of this id.
pub fn row_set(id: &str) -> Option<&'static RowSet> {
    row_sets()
        .iter()
        .find(|set| set.id.eq_ignore_ascii_case(id.trim()))
}

/// Every agenda.
pub fn agendas() -> &'static [Agenda] {
    &shipped().agendas
}

/// The agenda of this id.
pub fn agenda(id: &str) -> Option<&'static Agenda> {
    agendas()
        .iter()
        .find(|agenda| agenda.id.eq_ignore_ascii_case(id.trim()))
}

#[cfg(test)]
mod tests;
