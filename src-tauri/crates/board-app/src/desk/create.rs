//! New boards, and what they can be made from.

use super::Shared;
use super::list::blocking;
use super::message::New;
use super::seat::text;
use crate::app::edits_of;
use crate::error::AppError;
use crate::fresh_file::{self, titled};
use crate::mint;
use crate::templates;
use board_model::{Edit, template};
use board_store::Library;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// What new boards can be made from.
pub(super) fn offered() -> Value {
    let templates = templates::templates().templates;
    let templates: Vec<Value> = templates
        .into_iter()
        .map(|it| json!({ "id": it.id, "title": it.title, "about": it.summary, "source": it.source }))
        .collect();
    let stage_sets: Vec<Value> = template::stage_sets()
        .iter()
        .map(|set| {
            let titles: Vec<&str> = set.stages.iter().map(|it| it.title.as_str()).collect();
            json!({ "id": set.id, "title": set.title, "stages": titles })
        })
        .collect();
    let row_sets: Vec<Value> = template::row_sets()
        .iter()
        .map(|set| {
            let titles: Vec<&str> = set.rows.iter().map(|it| it.title.as_str()).collect();
            json!({ "id": set.id, "title": set.title, "rows": titles })
        })
        .collect();
    json!({ "templates": templates, "stageSets": stage_sets, "rowSets": row_sets })
}

impl Shared {
    /// Makes a board in the library.
    pub(super) async fn create(&self, new: &New) -> Result<Value, AppError> {
        let title = new.title.as_deref().map(str::trim);
        let title = title.filter(|title| !title.is_empty());
        let (name, edits) = match (&new.template, &new.stages, &new.rows) {
            (Some(id), None, None) => (template_title(id), edits_of(id, title, &mut mint::id)?),
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
        Ok(json!({ "path": text(&path) }))
    }

    /// Moves a closed board file to a free name in the library.
    pub(super) async fn move_in(&self, from: &Path, title: &str) -> Result<PathBuf, AppError> {
        let library = self.app.folder().to_owned();
        self.move_to(from, &library, &Library::name_for(title))
            .await
    }

    /// Moves a closed board file into a folder, under this name or the next free one.
    pub(super) async fn move_to(
        &self,
        from: &Path,
        folder: &Path,
        name: &str,
    ) -> Result<PathBuf, AppError> {
        let (from, folder, name) = (from.to_owned(), folder.to_owned(), name.to_owned());
        blocking(self, move || fresh_file::move_to(&from, &folder, &name)).await
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
    edits.extend(template::combine(stages, rows, SHEET_TITLE, &mut mint::id));
    Ok((format!("{} × {}", stages.title, rows.title), edits))
}

/// What the sheet of combined sets is called, as in the templates.
const SHEET_TITLE: &str = "Journey map";
