//! Agendas: a workshop's phases, fitted to the sheets and rows that a board has.

use crate::{AddPhase, After, Board, RowId, SheetId, Way};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A ready agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agenda {
    /// Stable name.
    pub id: String,
    /// What a list of agendas calls it.
    pub title: String,
    /// Whose procedure it follows.
    pub source: String,
    /// For whom it is, and how long it takes.
    pub summary: String,
    /// Its phases in order.
    pub phases: Vec<AgendaPhase>,
}

/// A phase of a ready agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaPhase {
    /// Its name; `{row}` stands for the title of its row.
    pub title: String,
    /// Planned minutes, of a range the fewest; for [`RowChoice::EachOfRest`] of each row.
    pub minutes: u32,
    /// The most planned minutes; 0 where the guide gives one number.
    #[serde(default, rename = "upTo", skip_serializing_if = "is_zero")]
    pub up_to: u32,
    /// It may be left out when time is short.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// What people are asked to do; `{prompt}` stands for the prompt of its row.
    pub prompt: String,
    /// How people work.
    pub way: Way,
    /// Participants change everybody's notes while it runs.
    #[serde(
        default,
        rename = "everyoneEdits",
        skip_serializing_if = "std::ops::Not::not"
    )]
    pub everyone_edits: bool,
    /// The type of the sheet that is open; none means no particular one. `journey-map` is also answered by
    /// the first sheet that is neither empathy map nor back-story.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The rows that are open.
    #[serde(default)]
    pub rows: RowChoice,
}

/// Which rows of its sheet a phase opens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowChoice {
    /// All of them.
    #[default]
    All,
    /// The first, to practise together.
    First,
    /// All but the first, at once.
    Rest,
    /// All but the first, one phase for each.
    EachOfRest,
    /// Those with these titles.
    Named(Vec<String>),
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// A ready agenda as it would be on a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "board.ts")]
pub struct FittedAgenda<'a> {
    /// Stable name.
    pub id: &'a str,
    /// What a list of agendas calls it.
    pub title: &'a str,
    /// Whose procedure it follows.
    pub source: &'a str,
    /// For whom it is, and how long it takes.
    pub summary: &'a str,
    /// Its phases in order: what to ask for to have it on the board.
    pub phases: Vec<AddPhase>,
}

/// Every ready agenda as it would be on `board`.
pub fn fitted_agendas(board: &Board) -> Vec<FittedAgenda<'static>> {
    let all = super::agendas().iter();
    all.map(|agenda| agenda.fitted(board)).collect()
}

/// Sheets and rows that an agenda is fitted to.
#[derive(Default)]
pub(super) struct Ground {
    pub(super) sheets: Vec<GroundSheet>,
}

/// A sheet with id, title and prompt of each of its rows.
pub(super) struct GroundSheet {
    pub(super) id: SheetId,
    pub(super) map_type: String,
    pub(super) rows: Vec<(RowId, String, String)>,
}

impl Ground {
    fn of(board: &Board) -> Self {
        let sheets = board.sheets().iter().map(|sheet| GroundSheet {
            id: sheet.id,
            map_type: sheet.map_type.clone(),
            rows: sheet
                .rows
                .iter()
                .map(|row| (row.id, row.title.clone(), row.prompt.clone()))
                .collect(),
        });
        Self {
            sheets: sheets.collect(),
        }
    }

    fn sheet(&self, map_type: &str) -> Option<&GroundSheet> {
        let exact = self.sheets.iter().find(|sheet| sheet.map_type == map_type);
        let is_journey = |sheet: &&GroundSheet| {
            !["empathy-map", "back-story"].contains(&sheet.map_type.as_str())
        };
        exact.or_else(|| {
            self.sheets
                .iter()
                .find(is_journey)
                .filter(|_| map_type == "journey-map")
        })
    }
}

impl Agenda {
    /// This agenda as it would be on `board`: a phase for a sheet or for rows that the board does not have is left out.
    /// O(phases × rows).
    pub fn fitted(&self, board: &Board) -> FittedAgenda<'_> {
        FittedAgenda {
            id: &self.id,
            title: &self.title,
            source: &self.source,
            summary: &self.summary,
            phases: self.on(&Ground::of(board)),
        }
    }

    pub(super) fn on(&self, ground: &Ground) -> Vec<AddPhase> {
        self.phases
            .iter()
            .flat_map(|phase| phase.on(ground))
            .collect()
    }
}

impl AgendaPhase {
    fn on(&self, ground: &Ground) -> Vec<AddPhase> {
        let Some(map_type) = &self.sheet else {
            return vec![self.add(None, &[])];
        };
        let Some(sheet) = ground.sheet(map_type) else {
            return Vec::new();
        };
        let rows = sheet.rows.as_slice();
        let rest = rows.get(1..).unwrap_or_default();
        match &self.rows {
            RowChoice::All => vec![self.add(Some(sheet.id), &[])],
            RowChoice::First => rows
                .first()
                .map(|row| self.add(Some(sheet.id), &[row]))
                .into_iter()
                .collect(),
            RowChoice::Rest if rest.is_empty() => Vec::new(),
            RowChoice::Rest => {
                vec![self.add(Some(sheet.id), &rest.iter().collect::<Vec<_>>())]
            }
            RowChoice::EachOfRest => rest
                .iter()
                .map(|row| self.add(Some(sheet.id), &[row]))
                .collect(),
            RowChoice::Named(titles) => {
                let named: Vec<_> = rows
                    .iter()
                    .filter(|(_, title, _)| titles.contains(title))
                    .collect();
                if named.is_empty() {
                    Vec::new()
                } else {
                    vec![self.add(Some(sheet.id), &named)]
                }
            }
        }
    }

    fn add(&self, sheet: Option<SheetId>, rows: &[&(RowId, String, String)]) -> AddPhase {
        let (title, prompt) = rows
            .first()
            .map_or(("", ""), |(_, title, prompt)| (title, prompt));
        AddPhase {
            id: None,
            title: self.title.replace("{row}", title),
            minutes: self.minutes,
            up_to: self.up_to,
            optional: self.optional,
            prompt: self.prompt.replace("{prompt}", prompt),
            sheet: sheet.map(Into::into),
            rows: rows.iter().map(|(id, _, _)| (*id).into()).collect(),
            way: self.way,
            everyone_edits: self.everyone_edits,
            after: After::Last,
        }
    }
}
