//! What can be asked for with `get`.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What can be asked for with `get`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export_to = "messages.ts")]
pub enum Subject {
    /// The board, as every peer that has seen the same updates writes it.
    Board,
    /// The scene that every painter paints.
    Scene,
    /// The board as text for people.
    Outline,
    /// Gaps, patterns, rankings.
    Insights,
    /// People, revision and how it stands with the disk.
    Status,
    /// The notes that were taken off the wall.
    Deleted,
    /// The agenda, the phase that is on, and the time left.
    Agenda,
    /// The ready agendas as they would be on this board.
    Agendas,
    /// An invitation for a role.
    Ticket,
}

impl Subject {
    /// The word in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Scene => "scene",
            Self::Outline => "outline",
            Self::Insights => "insights",
            Self::Status => "status",
            Self::Deleted => "deleted",
            Self::Agenda => "agenda",
            Self::Agendas => "agendas",
            Self::Ticket => "ticket",
        }
    }
}
