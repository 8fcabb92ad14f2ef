//! Throttles the list of people: everybody is told who is here at most twice a second.

use std::time::Duration;

/// The least time between two lists of people, but for what links need at once. Half a second is not noticed when
/// somebody joins.
pub const PEOPLE_EVERY: Duration = Duration::from_millis(500);

/// When the people were told last, and whether there is news since.
#[derive(Debug, Default)]
pub(crate) struct PeopleThrottle {
    at: Option<Duration>,
    is_due: bool,
}

impl PeopleThrottle {
    /// When the news is due; `None` without news.
    pub(crate) fn due_at(&self) -> Option<Duration> {
        self.is_due
            .then(|| self.at.unwrap_or_default() + PEOPLE_EVERY)
    }

    /// Whether news waits to be told.
    pub(crate) fn is_due(&self) -> bool {
        self.is_due
    }

    /// Whether everybody is to be told now that somebody came or went; else they are with the next that is due. O(1).
    pub(crate) fn may_tell(&mut self, now: Duration) -> bool {
        let is_too_soon = self.at.is_some_and(|at| now < at + PEOPLE_EVERY);
        self.is_due |= is_too_soon;
        !is_too_soon
    }

    /// Everybody is told now.
    pub(crate) fn tell(&mut self, now: Duration) {
        self.at = Some(now);
        self.is_due = false;
    }
}
