//! Agendas: a workshop's phases, fitted to the sheets and rows that a board has.

use crate::{AddPhase, After, Board, Edit, PhaseId, RowId, SheetId, Way};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
    /// Planned minutes; for [`RowChoice::EachOfRest`] of each row.
    pub minutes: u32,
    /// What people are asked to do; `{prompt}` stands for the prompt of its row.
    pub prompt: String,
    /// How people work.
    pub way: Way,
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
    /// Planned minutes of a board with these sheets and rows: the sum over the phases that [`Self::edits`] adds.
    pub fn minutes(&self, board: &Board) -> u32 {
        let mut nil = Uuid::nil;
        let phases = self.on(&Ground::of(board), &mut nil);
        phases
            .iter()
            .filter_map(|edit| {
                if let Edit::AddPhase(phase) = edit {
                    Some(phase.minutes)
                } else {
                    None
                }
            })
            .sum()
    }

    /// The edits that append this agenda to the one of `board`. A phase for a sheet or for rows that the
    /// board does not have is left out.
    pub fn edits(&self, board: &Board, mint: &mut dyn FnMut() -> Uuid) -> Vec<Edit> {
        self.on(&Ground::of(board), mint)
    }

    pub(super) fn on(&self, ground: &Ground, mint: &mut dyn FnMut() -> Uuid) -> Vec<Edit> {
        self.phases
            .iter()
            .flat_map(|phase| phase.on(ground, mint))
            .collect()
    }
}

impl AgendaPhase {
    fn on(&self, ground: &Ground, mint: &mut dyn FnMut() -> Uuid) -> Vec<Edit> {
        let Some(map_type) = &self.sheet else {
            return vec![self.add(mint, None, &[])];
        };
        let Some(sheet) = ground.sheet(map_type) else {
            return Vec::new();
        };
        let rows = sheet.rows.as_slice();
        let rest = rows.get(1..).unwrap_or_default();
        match &self.rows {
            RowChoice::All => vec![self.add(mint, Some(sheet.id), &[])],
            RowChoice::First => rows
                .first()
                .map(|row| self.add(mint, Some(sheet.id), &[row]))
                .into_iter()
                .collect(),
            RowChoice::Rest if rest.is_empty() => Vec::new(),
            RowChoice::Rest => {
                vec![self.add(mint, Some(sheet.id), &rest.iter().collect::<Vec<_>>())]
            }
            RowChoice::EachOfRest => rest
                .iter()
                .map(|row| self.add(mint, Some(sheet.id), &[row]))
                .collect(),
            RowChoice::Named(titles) => {
                let named: Vec<_> = rows
                    .iter()
                    .filter(|(_, title, _)| titles.contains(title))
                    .collect();
                if named.is_empty() {
                    Vec::new()
                } else {
                    vec![self.add(mint, Some(sheet.id), &named)]
                }
            }
        }
    }

    fn add(
        &self,
        mint: &mut dyn FnMut() -> Uuid,
        sheet: Option<SheetId>,
        rows: &[&(RowId, String, String)],
    ) -> Edit {
        let (title, prompt) = rows
            .first()
            .map_or(("", ""), |(_, title, prompt)| (title, prompt));
        AddPhase {
            id: Some(PhaseId::from_uuid(mint())),
            title: self.title.replace("{row}", title),
            minutes: self.minutes,
            prompt: self.prompt.replace("{prompt}", prompt),
            sheet: sheet.map(Into::into),
            rows: rows.iter().map(|(id, _, _)| (*id).into()).collect(),
            way: self.way,
            after: After::Last,
        }
        .into()
    }
}
