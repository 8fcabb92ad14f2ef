//! Acts on the agenda and its votes.

use super::{After, acts};
use crate::prepare::{Names, Prepare, adds};
use crate::{Ballot, EditError, ParticipantId, PhaseId, RoundId, RowRef, SheetRef, Way};
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
        /// Planned minutes; 0 for open-ended.
        #[serde(default)] #[ts(optional, as = "Option<u32>")] minutes: u32,
        /// What people are asked to do.
        #[serde(default)] #[ts(optional, as = "Option<String>")] prompt: String,
        /// The sheet that is open.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] sheet: Option<SheetRef>,
        /// The rows that are open; none means all.
        #[serde(default)] #[ts(optional, as = "Option<Vec<RowRef>>")] rows: Vec<RowRef>,
        /// How people work.
        #[serde(default)] #[ts(optional, as = "Option<Way>")] way: Way,
        /// Where in the agenda.
        #[serde(default, skip_serializing_if = "After::is_last")] #[ts(optional, type = "PhaseId | null")] after: After<PhaseId>,
    }
    /// Sets fields of a phase.
    SetPhase {
        /// The phase.
        phase: PhaseId,
        /// Its name.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] title: Option<String>,
        /// Planned minutes.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] minutes: Option<u32>,
        /// What people are asked to do.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] prompt: Option<String>,
        /// How people work.
        #[serde(default, skip_serializing_if = "Option::is_none")] #[ts(optional)] way: Option<Way>,
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

impl Prepare for AddPhase {
    adds!(Phase: PhaseId);

    fn resolve(&mut self, names: &Names<'_>) -> Result<(), EditError> {
        let sheet = names.some(&self.sheet)?;
        if let (Some(id), Some(name)) = (sheet, &mut self.sheet) {
            *name = id.into();
        }
        let mut rows = self.rows.iter_mut();
        rows.try_for_each(|row| names.row(sheet, row))
    }
}

impl Prepare for SetPhase {}
impl Prepare for MovePhase {}
impl Prepare for DeletePhase {}

impl Prepare for OpenRound {
    adds!(Round: RoundId);
}

impl Prepare for CloseRound {}
