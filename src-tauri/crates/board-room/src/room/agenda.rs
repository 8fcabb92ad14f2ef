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
        let run = board.run().filter(|_| board.running_phase().is_some());
        let clock = self.cx.session_time();
        AgendaStatus {
            phases: phase_views(board),
            run,
            left: run.and_then(|run| run.left(clock)),
            clock,
        }
    }
}

/// The edit with the time at which it was taken, whatever its asker says it is.
pub(super) fn timed(edit: Edit, now: u64) -> Edit {
    match edit {
        Edit::RunPhase(mut act) => {
            act.at = now;
            act.into()
        }
        Edit::SetTimer(mut act) => {
            act.at = now;
            act.into()
        }
        Edit::Many(mut many) => {
            let edits = many.edits.into_iter();
            many.edits = edits.map(|edit| timed(edit, now)).collect();
            many.into()
        }
        edit => edit,
    }
}
