//! Acts on the agenda, on the phase that is on, and on votes.

use super::{After, acts, set_or_clear};
use crate::prepare::{Names, Prepare, adds};
use crate::{Ballot, EditError, ParticipantId, PhaseId, RoundId, RowRef, SheetId, SheetRef, Way};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

acts! {
    /// Adds a phase to the agenda.
    AddPhase {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<PhaseId>,
        /// Its name.
        title: String,
        /// Planned minutes, of a range the fewest; 0 for open-ended.
        #[serde(default)] #[ts(optional, as = "Option<u32>")] minutes: u32,
        /// The most planned minutes; 0 where the plan is one number.
        #[serde(default, skip_serializing_if = "is_zero")] #[ts(optional, as = "Option<u32>")] up_to: u32,
        /// It may be left out when time is short.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")] #[ts(optional, as = "Option<bool>")] optional: bool,
        /// What people are asked to do.
        #[serde(default)] #[ts(optional, as = "Option<String>")] prompt: String,
        /// The sheet that is open.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// The rows that are open; none means all.
        #[serde(default)] #[ts(optional, as = "Option<Vec<RowRef>>")] rows: Vec<RowRef>,
        /// How people work.
        #[serde(default)] #[ts(optional, as = "Option<Way>")] way: Way,
        /// Participants change everybody's notes while it runs.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")] #[ts(optional, as = "Option<bool>")] everyone_edits: bool,
        /// Where in the agenda.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "PhaseId | null")] after: After<PhaseId>,
    }
    /// Sets fields of a phase.
    SetPhase {
        /// The phase.
        phase: PhaseId,
        /// Its name.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] title: Option<String>,
        /// Planned minutes, of a range the fewest; 0 for open-ended.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] minutes: Option<u32>,
        /// The most planned minutes; 0 where the plan is one number.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] up_to: Option<u32>,
        /// It may be left out when time is short.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] optional: Option<bool>,
        /// What people are asked to do.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] prompt: Option<String>,
        /// The sheet that is open; `null` for none in particular. A sheet that changes opens all of its rows, unless some are given.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "set_or_clear")] #[ts(optional, type = "SheetRef | null")] sheet: Option<Option<SheetRef>>,
        /// The rows that are open; an empty list means all.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] rows: Option<Vec<RowRef>>,
        /// How people work.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] way: Option<Way>,
        /// Participants change everybody's notes while it runs.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] everyone_edits: Option<bool>,
    }
    /// Moves a phase in the agenda.
    MovePhase {
        /// The phase.
        phase: PhaseId,
        /// The neighbour that it comes after.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "PhaseId | null")] after: After<PhaseId>,
    }
    /// Takes a phase out of the agenda.
    DeletePhase {
        /// The phase.
        phase: PhaseId,
    }
    /// Begins a phase: its timer starts. The one that was on before is over, and nothing of it is lost.
    RunPhase {
        /// The phase.
        phase: PhaseId,
        /// When, by the session's clock; whoever takes the edit says it, whatever the asker wrote.
        #[serde(default, skip_serializing_if = "is_zero_time")] #[ts(skip)] at: u64,
    }
    /// Changes the timer of the phase that is on: both fields at once are possible.
    SetTimer {
        /// Minutes that are added, or with a minus taken away.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] add_minutes: Option<i32>,
        /// Whether it stands still.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] paused: Option<bool>,
        /// When, by the session's clock; whoever takes the edit says it, whatever the asker wrote.
        #[serde(default, skip_serializing_if = "is_zero_time")] #[ts(skip)] at: u64,
    }
    /// Ends the workshop: no phase is on any more.
    EndWorkshop {}
    /// Opens a vote.
    OpenRound {
        /// Its id, minted when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] id: Option<RoundId>,
        /// Its name.
        #[serde(default)] #[ts(optional, as = "Option<String>")] title: String,
        /// Votes each person has.
        allowance: u32,
    }
    /// Closes a vote and writes its ballots into the board, all at once.
    CloseRound {
        /// The round.
        round: RoundId,
        /// Each voter's whole ballot.
        #[serde(default)] #[ts(type = "Record<ParticipantId, Record<NoteId, number>>")] ballots: BTreeMap<ParticipantId, Ballot>,
    }
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

fn is_zero_time(time: &u64) -> bool {
    *time == 0
}

/// The ids of the rows that a phase opens, looked up on its sheet.
fn resolve_open(
    names: &Names<'_>,
    sheet: Option<&mut SheetRef>,
    rows: &mut [RowRef],
) -> Result<(), EditError> {
    let mut on: Option<SheetId> = None;
    if let Some(sheet) = sheet {
        names.sheet(sheet)?;
        on = sheet.id();
    }
    rows.iter_mut().try_for_each(|row| names.row(on, row))
}

impl Prepare for AddPhase {
    adds!(Phase: PhaseId);

    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        resolve_open(names, self.sheet.as_mut(), &mut self.rows)
    }
}

impl Prepare for SetPhase {
    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        let sheet = self.sheet.as_mut().and_then(Option::as_mut);
        resolve_open(names, sheet, self.rows.as_deref_mut().unwrap_or_default())
    }
}

impl Prepare for MovePhase {}
impl Prepare for DeletePhase {}
impl Prepare for RunPhase {}
impl Prepare for SetTimer {}
impl Prepare for EndWorkshop {}

impl Prepare for OpenRound {
    adds!(Round: RoundId);
}

impl Prepare for CloseRound {}
