//! The agenda as it runs: the time that is left, and when an edit that runs it was taken.

use super::Room;
use board_model::view::{PhaseView, phase_views};
use board_model::{Edit, Run};
use serde::Serialize;
use ts_rs::TS;

/// The agenda and where the workshop stands, as `get` answers it under `agenda`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export_to = "messages.ts")]
pub struct AgendaStatus {
    /// The phases in their order.
    pub phases: Vec<PhaseView>,
    /// The phase that is on and its timer; `null` while no workshop runs.
    pub run: Option<Run>,
    /// How much of its time is left, in milliseconds; below 0 when it is over time, `null` when it is open-ended.
    #[ts(type = "number | null")]
    pub left: Option<i64>,
    /// What the session's clock says, in milliseconds since 1970.
    #[ts(type = "number")]
    pub clock: u64,
}

impl Room {
    /// The agenda, and how much time is left now.
    pub fn agenda(&self) -> AgendaStatus {
        let board = self.board();
        let run = board.timer();
        let clock = self.cx.session_time();
        AgendaStatus {
            phases: phase_views(board),
            run,
            left: run.and_then(|run| run.left(clock)),
            clock,
        }
    }
}

/// Writes into an edit when it was taken, whatever its asker says. O(parts of the edit).
pub(super) fn stamp(edit: &mut Edit, now: u64) {
    match edit {
        Edit::RunPhase(act) => act.at = now,
        Edit::SetTimer(act) => act.at = now,
        Edit::Many(many) => many.edits.iter_mut().for_each(|edit| stamp(edit, now)),
        _ => {}
    }
}
