//! New boards, and what they can be made from.

use crate::act::DeskAct;
use crate::answers::AtPath;
use crate::state::DeskState;
use board_app::AppError;
use board_app::files::create::edits_of;
use board_app::files::staging::titled;
use board_app::files::templates;
use board_app::ids;
use board_model::{Edit, template};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Asks for what new boards can be made from.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts")]
pub(crate) struct ListTemplates {}

/// What new boards can be made from.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "desk.ts")]
pub(crate) struct TemplateList {
    templates: Vec<TemplateEntry>,
    stage_sets: Vec<StageSet>,
    row_sets: Vec<RowSet>,
}

/// A whole board to begin with.
#[derive(Debug, Serialize, TS)]
#[ts(export_to = "desk.ts")]
struct TemplateEntry {
    id: &'static str,
    title: &'static str,
    about: String,
    /// Whose guide it follows.
    source: &'static str,
}

/// Stages to begin with.
#[derive(Debug, Serialize, TS)]
#[ts(export_to = "desk.ts")]
struct StageSet {
    id: String,
    title: String,
    stages: Vec<String>,
}

/// Rows to begin with.
#[derive(Debug, Serialize, TS)]
#[ts(export_to = "desk.ts")]
struct RowSet {
    id: String,
    title: String,
    rows: Vec<String>,
}

impl DeskAct for ListTemplates {
    type At = Arc<DeskState>;
    type Answer = TemplateList;

    async fn carry_out(self, _: Arc<DeskState>) -> Result<TemplateList, AppError> {
        Ok(offered())
    }
}

/// Asks for a new board.
#[derive(Debug, Deserialize, TS)]
#[ts(export_to = "desk.ts", optional_fields)]
pub(crate) struct Create {
    /// From this template.
    template: Option<String>,
    /// From this set of stages…
    stages: Option<String>,
    /// … and this set of rows.
    rows: Option<String>,
    /// Its title.
    title: Option<String>,
}

impl DeskAct for Create {
    type At = Arc<DeskState>;
    type Answer = AtPath;

    async fn carry_out(self, desk: Arc<DeskState>) -> Result<AtPath, AppError> {
        desk.create(&self).await
    }
}

fn offered() -> TemplateList {
    let templates = templates::templates().templates.into_iter();
    let templates = templates.map(|it| TemplateEntry {
        id: it.id,
        title: it.title,
        about: it.summary,
        source: it.source,
    });
    let stage_sets = template::stage_sets().iter().map(|set| StageSet {
        id: set.id.clone(),
        title: set.title.clone(),
        stages: set.stages.iter().map(|it| it.title.clone()).collect(),
    });
    let row_sets = template::row_sets().iter().map(|set| RowSet {
        id: set.id.clone(),
        title: set.title.clone(),
        rows: set.rows.iter().map(|it| it.title.clone()).collect(),
    });
    TemplateList {
        templates: templates.collect(),
        stage_sets: stage_sets.collect(),
        row_sets: row_sets.collect(),
    }
}

impl DeskState {
    /// Makes a board in the library.
    async fn create(&self, new: &Create) -> Result<AtPath, AppError> {
        let title = new.title.as_deref().map(str::trim);
        let title = title.filter(|title| !title.is_empty());
        let (name, edits) = match (&new.template, &new.stages, &new.rows) {
            (Some(id), None, None) => (template_title(id), edits_of(id, title, &mut ids::id)?),
            (None, Some(stages), Some(rows)) => combined(stages, rows, title)?,
            _ => {
                let needed = "either a template, or a set of stages and a set of rows";
                return Err(AppError::Unclear { needed });
            }
        };
        let scratch = self.scratch().await?;
        let board = self.app.create_with(scratch.path(), edits).await?;
        let path = self.move_in(scratch.path(), title.unwrap_or(&name)).await?;
        self.remember_title(&path, board, title.unwrap_or_default())
            .await;
        Ok(AtPath::of(&path))
    }
}

fn template_title(id: &str) -> String {
    let all = templates::templates().templates;
    all.iter()
        .find(|entry| entry.id.eq_ignore_ascii_case(id.trim()))
        .map_or(id, |entry| entry.title)
        .to_owned()
}

/// The name of a board of these sets, and the edits that make it.
fn combined(
    stages: &str,
    rows: &str,
    title: Option<&str>,
) -> Result<(String, Vec<Edit>), AppError> {
    let no = |what, id: &str| AppError::NoSet {
        what,
        id: id.to_owned(),
    };
    let stages = template::stage_set(stages).ok_or_else(|| no("stages", stages))?;
    let rows = template::row_set(rows).ok_or_else(|| no("rows", rows))?;
    let mut edits: Vec<Edit> = title.map(titled).into_iter().collect();
    edits.extend(template::combine(stages, rows, SHEET_TITLE, &mut ids::id));
    Ok((format!("{} × {}", stages.title, rows.title), edits))
}

/// What the sheet of combined sets is called, as in the templates.
const SHEET_TITLE: &str = "Journey map";
