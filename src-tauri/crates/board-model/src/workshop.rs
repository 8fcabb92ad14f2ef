//! The workshop as it lies on the board: the agenda's phases, and which of them runs since when.
//!
//! All times of a workshop are those of the *session's clock*: milliseconds since 1970 by the clock of whichever machine
//! shared the board first, which every other machine measures its own against (`board-room/PROTOCOL.md`, WS3).

use crate::{Board, PhaseId, RowId, SheetId};
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How people work in a phase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export_to = "board.ts")]
pub enum Way {
    /// Everybody on the wall at once.
    #[default]
    Together,
    /// Each in private until revealed.
    Private,
    /// Author by author.
    Turns,
    /// Notes are gathered into named groups.
    Group,
    /// Everybody reads; nobody talks.
    Silent,
    /// One tells the journey aloud; the others listen.
    Story,
    /// Talk; the wall is for reference.
    Discuss,
    /// Dot voting.
    Vote,
    /// Nobody works.
    Break,
    /// The wall is looked at: participants change nothing.
    Readonly,
}

impl Way {
    /// Every way there is.
    pub const ALL: [Self; 10] = [
        Self::Together,
        Self::Private,
        Self::Turns,
        Self::Group,
        Self::Silent,
        Self::Story,
        Self::Discuss,
        Self::Vote,
        Self::Break,
        Self::Readonly,
    ];

    /// The word in documents.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Together => "together",
            Self::Private => "private",
            Self::Turns => "turns",
            Self::Group => "group",
            Self::Silent => "silent",
            Self::Story => "story",
            Self::Discuss => "discuss",
            Self::Vote => "vote",
            Self::Break => "break",
            Self::Readonly => "readonly",
        }
    }

    /// The way of this word; `None` for that of a newer version, which counts as [`Way::Together`].
    pub fn named(name: &str) -> Option<Self> {
        let word: StrDeserializer<'_, ValueError> = name.into_deserializer();
        Self::deserialize(word).ok()
    }
}

/// One timed part of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Its id.
    pub id: PhaseId,
    /// Its name.
    pub title: String,
    /// Planned minutes, of a range the fewest; 0 for open-ended.
    pub minutes: u32,
    /// The most planned minutes; 0 where the plan is one number.
    pub up_to: u32,
    /// It may be left out when time is short.
    pub optional: bool,
    /// What people are asked to do.
    pub prompt: String,
    /// The sheet that is open.
    pub sheet: Option<SheetId>,
    /// The rows that are open; none means all.
    pub rows: Vec<RowId>,
    /// How people work.
    pub way: Way,
    /// Participants change everybody's notes while it runs.
    pub everyone_edits: bool,
    /// Order key in the agenda.
    pub order: String,
    /// Taken away; can be restored.
    pub deleted: bool,
}

impl Phase {
    /// A phase as it is when nothing is said of it.
    pub fn new(id: PhaseId) -> Self {
        Self {
            id,
            title: String::new(),
            minutes: 0,
            up_to: 0,
            optional: false,
            prompt: String::new(),
            sheet: None,
            rows: Vec::new(),
            way: Way::default(),
            everyone_edits: false,
            order: String::new(),
            deleted: false,
        }
    }

    /// The minutes its timer begins with: of a range the most, so that nobody is hurried.
    pub fn timed_minutes(&self) -> u32 {
        self.minutes.max(self.up_to)
    }
}

/// The phase that is on, and its timer. One register of the board (WS1), so that whatever merges, one phase is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "board.ts")]
pub struct Run {
    /// The phase.
    pub phase: PhaseId,
    /// When its timer began, in milliseconds of the session's clock; what it was paused for is added.
    #[ts(type = "number")]
    pub began: u64,
    /// How long its timer runs, in milliseconds; 0 for open-ended.
    #[ts(type = "number")]
    pub length: u64,
    /// When it was paused, in milliseconds of the session's clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "number")]
    pub paused: Option<u64>,
}

impl Run {
    /// How much of its time is left at a moment of the session's clock, in milliseconds; below 0 when it is over time,
    /// `None` when it is open-ended.
    pub fn left(&self, at: u64) -> Option<i64> {
        let at = self.paused.unwrap_or(at);
        let gone = i128::from(at) - i128::from(self.began);
        let left = i128::from(self.length) - gone;
        (self.length > 0).then(|| i64::try_from(left).unwrap_or(i64::MAX))
    }

    /// How long its timer runs when so many milliseconds are added at a moment of the session's clock. What is over time,
    /// or open-ended, counts from that moment: who adds a minute gives a minute.
    pub fn lengthened(&self, by: i64, at: u64) -> u64 {
        let gone = self.paused.unwrap_or(at).saturating_sub(self.began);
        let from = if by > 0 {
            self.length.max(gone)
        } else {
            self.length
        };
        // Open-ended is 0, so a timer has at least a moment.
        from.saturating_add_signed(by).max(u64::from(from > 0))
    }
}

impl Board {
    /// The phase that is on; `None` while no workshop runs, or when the phase was deleted.
    pub fn running_phase(&self) -> Option<&Phase> {
        let phase = self.phase_entry(self.run()?.phase)?;
        (!phase.deleted).then_some(phase)
    }

    /// The timer of the phase that is on.
    pub fn timer(&self) -> Option<Run> {
        self.run().filter(|_| self.running_phase().is_some())
    }

    /// Whether participants change everybody's notes now: by the board's rights, or by the phase that is on.
    pub fn everyone_edits(&self) -> bool {
        self.rights().everyone_edits || self.running_phase().is_some_and(|it| it.everyone_edits)
    }

    /// Whether participants change nothing now: everything is paused, or the phase that is on is for looking.
    pub fn is_held(&self) -> bool {
        self.rights().paused
            || self
                .running_phase()
                .is_some_and(|it| it.way == Way::Readonly)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_has_one_word_by_which_it_is_found() {
        for way in Way::ALL {
            assert_eq!(Way::named(way.name()), Some(way));
        }
        assert_eq!(Way::named("telepathy"), None);
    }

    #[test]
    fn a_timer_counts_down_goes_over_and_stands_still_while_paused() {
        let mut run = Run {
            phase: PhaseId::from_u128(1),
            began: 1_000,
            length: 60_000,
            paused: None,
        };
        assert_eq!(run.left(1_000), Some(60_000));
        assert_eq!(run.left(71_000), Some(-10_000));
        run.paused = Some(31_000);
        assert_eq!(run.left(500_000), Some(30_000));
        run.length = 0;
        assert_eq!(run.left(31_000), None, "open-ended");
        // A board from elsewhere may say anything.
        let odd = Run {
            began: u64::MAX,
            length: u64::MAX,
            ..run
        };
        assert!(odd.left(0).is_some());
    }
}
