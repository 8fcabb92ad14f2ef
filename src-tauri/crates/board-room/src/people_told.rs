//! When everybody was told who is here: at most twice a second.

use std::time::Duration;

/// The least time between two lists of people, but for what links need at once. Half a second is not noticed when
/// somebody joins.
pub const PEOPLE_EVERY: Duration = Duration::from_millis(500);

/// When the people were told last, and whether there is news since.
#[derive(Debug, Default)]
pub(crate) struct PeopleTold {
    at: Option<Duration>,
    pub(crate) is_due: bool,
}

impl PeopleTold {
    /// When the news is due; `None` without news.
    pub(crate) fn due_at(&self) -> Option<Duration> {
        self.is_due
            .then(|| self.at.unwrap_or_default() + PEOPLE_EVERY)
    }

    /// Whether they were told a moment ago.
    pub(crate) fn is_too_soon(&self, now: Duration) -> bool {
        self.at.is_some_and(|at| now < at + PEOPLE_EVERY)
    }

    /// Everybody is told now.
    pub(crate) fn tell(&mut self, now: Duration) {
        self.at = Some(now);
        self.is_due = false;
    }
}
