//! What new boards can be made from.

use crate::files::create::EXAMPLE;
use board_model::template;
use serde::Serialize;

/// Something to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Stable name.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Whose guide it follows.
    pub source: &'static str,
    /// What it is made of, or what it is good for.
    pub summary: String,
}

/// Everything that new boards can be made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Templates {
    /// Ready boards.
    pub templates: Vec<Entry>,
    /// Sets of stages.
    #[serde(rename = "stageSets")]
    pub stage_sets: Vec<Entry>,
    /// Sets of rows.
    #[serde(rename = "rowSets")]
    pub row_sets: Vec<Entry>,
    /// Agendas.
    pub agendas: Vec<Entry>,
}

/// Everything that new boards can be made from.
pub fn templates() -> Templates {
    let entry = |id, title, source, summary| Entry {
        id,
        title,
        source,
        summary,
    };
    let templates = template::all().iter().map(|it| {
        entry(
            it.id.as_str(),
            it.title.as_str(),
            it.source.as_str(),
            it.summary.clone(),
        )
    });
    let stage_sets = template::stage_sets().iter().map(|set| {
        let titles: Vec<&str> = set
            .stages
            .iter()
            .map(|stage| stage.title.as_str())
            .collect();
        entry(&set.id, &set.title, &set.source, titles.join(", "))
    });
    let row_sets = template::row_sets().iter().map(|set| {
        let titles: Vec<&str> = set.rows.iter().map(|row| row.title.as_str()).collect();
        entry(&set.id, &set.title, &set.source, titles.join(", "))
    });
    let agendas = template::agendas().iter().map(|it| {
        entry(
            it.id.as_str(),
            it.title.as_str(),
            it.source.as_str(),
            it.summary.clone(),
        )
    });
    let example = entry(
        EXAMPLE,
        "Worked example: a gym membership",
        "Zapier",
        "A filled-in journey map to explore: notes, a persona, a sentiment curve and metrics."
            .to_owned(),
    );
    Templates {
        templates: templates.chain([example]).collect(),
        stage_sets: stage_sets.collect(),
        row_sets: row_sets.collect(),
        agendas: agendas.collect(),
    }
}
