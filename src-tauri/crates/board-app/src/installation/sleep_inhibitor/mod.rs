//! Keeping this machine awake while it hosts: a host that falls asleep leaves everybody else without one.

mod system;

pub(crate) use system::System;

use board_model::BoardId;
use std::collections::HashSet;
use std::fmt::Debug;
use std::io;
use std::sync::Arc;

/// What can keep a machine awake.
pub trait Wakefulness: Send + Sync + Debug {
    /// Keeps it awake until the answer is dropped.
    ///
    /// # Errors
    /// What the system said when it cannot be kept awake.
    fn begin(&self) -> io::Result<Box<dyn Awake>>;
}

/// A machine that is kept awake, until this is dropped.
pub trait Awake: Send {
    /// Whether it still is: the system may have refused a moment later.
    fn lasts(&mut self) -> bool;
}

/// Keeps the machine awake as long as one of its boards is hosted.
pub(crate) struct SleepInhibitor {
    port: Arc<dyn Wakefulness>,
    hosted: HashSet<BoardId>,
    awake: Option<Box<dyn Awake>>,
}

impl SleepInhibitor {
    pub(crate) fn new(port: Arc<dyn Wakefulness>) -> Self {
        Self {
            port,
            hosted: HashSet::new(),
            awake: None,
        }
    }

    /// A board is hosted here from now on, or no more. That the machine cannot be kept awake holds nothing up.
    pub(crate) fn host(&mut self, board: BoardId, is_hosted: bool) {
        if is_hosted {
            self.hosted.insert(board);
        } else {
            self.hosted.remove(&board);
        }
        if self.hosted.is_empty() {
            self.awake = None;
        } else if self.awake.is_none() {
            let begun = self.port.begin();
            self.awake = begun
                .inspect_err(|error| tracing::info!(%error, "the machine is not kept awake"))
                .ok();
        }
    }

    /// Whether the machine is kept awake; `None` while nothing is hosted.
    pub(crate) fn is_kept(&mut self) -> Option<bool> {
        if self.hosted.is_empty() {
            return None;
        }
        Some(self.awake.as_mut().is_some_and(|awake| awake.lasts()))
    }
}

impl Debug for SleepInhibitor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vigil")
            .field("hosted", &self.hosted)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Counts how often the machine is kept awake at once.
    #[derive(Debug, Default)]
    struct Counted {
        now: Arc<AtomicUsize>,
        refuses: bool,
    }

    struct One(Arc<AtomicUsize>);

    impl Awake for One {
        fn lasts(&mut self) -> bool {
            true
        }
    }

    impl Drop for One {
        fn drop(&mut self) {
            self.0.fetch_sub(1, Ordering::Relaxed);
        }
    }

    impl Wakefulness for Counted {
        fn begin(&self) -> io::Result<Box<dyn Awake>> {
            if self.refuses {
                return Err(io::Error::other("no"));
            }
            self.now.fetch_add(1, Ordering::Relaxed);
            Ok(Box::new(One(Arc::clone(&self.now))))
        }
    }

    fn board(number: u128) -> BoardId {
        BoardId::from_u128(number)
    }

    #[test]
    fn the_machine_is_kept_awake_from_the_first_hosted_board_to_the_last() {
        let port = Counted::default();
        let now = Arc::clone(&port.now);
        let count = || now.load(Ordering::Relaxed);
        let mut inhibitor = SleepInhibitor::new(Arc::new(port));
        assert_eq!((inhibitor.is_kept(), count()), (None, 0));
        inhibitor.host(board(1), true);
        inhibitor.host(board(1), true);
        inhibitor.host(board(2), true);
        assert_eq!((inhibitor.is_kept(), count()), (Some(true), 1));
        inhibitor.host(board(1), false);
        assert_eq!((inhibitor.is_kept(), count()), (Some(true), 1));
        inhibitor.host(board(2), false);
        assert_eq!((inhibitor.is_kept(), count()), (None, 0));
        inhibitor.host(board(1), true);
        drop(inhibitor);
        assert_eq!(count(), 0);
    }

    #[test]
    fn a_machine_that_cannot_be_kept_awake_hosts_all_the_same() {
        let refuses = true;
        let mut inhibitor = SleepInhibitor::new(Arc::new(Counted {
            refuses,
            ..Counted::default()
        }));
        inhibitor.host(board(1), true);
        assert_eq!(inhibitor.is_kept(), Some(false));
        inhibitor.host(board(1), false);
        assert_eq!(inhibitor.is_kept(), None);
    }
}
