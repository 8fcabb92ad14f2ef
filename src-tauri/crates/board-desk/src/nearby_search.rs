//! A page's search for sessions of the local network, while it lasts.

use board_app::Around;
use std::sync::Arc;
use tokio::sync::watch;
use tokio::task::AbortHandle;

/// A search; it ends when this is dropped.
pub(crate) struct NearbySearch {
    around: Arc<Around>,
    /// Tells the page what is found.
    telling: AbortHandle,
    /// Gone when it has ended.
    lasts: watch::Sender<()>,
}

impl NearbySearch {
    pub(crate) fn new(around: Arc<Around>, telling: AbortHandle) -> Self {
        Self {
            around,
            telling,
            lasts: watch::Sender::default(),
        }
    }

    /// What is found, and a receiver that fails when the search has ended.
    pub(crate) fn follow(&self) -> (Arc<Around>, watch::Receiver<()>) {
        (Arc::clone(&self.around), self.lasts.subscribe())
    }
}

impl Drop for NearbySearch {
    fn drop(&mut self) {
        self.telling.abort();
    }
}
