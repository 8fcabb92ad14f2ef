//! Messages on their way to one screen.

use crate::open::seat_throttle::SeatThrottle;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::mpsc;

/// What may wait for one screen, in bytes: a dozen scenes of the largest board. A screen that takes nothing for so
/// long is closed instead of filling the memory; it can come back and load anew.
const WAITING_BYTES: usize = 256 << 20;

/// The board's end.
#[derive(Clone, Debug)]
pub struct Outbox {
    messages: mpsc::UnboundedSender<String>,
    waiting: Arc<AtomicUsize>,
    /// What the screen has cost; absent for who pays nothing.
    pub(crate) throttle: Option<SeatThrottle>,
}

/// The screen's end.
#[derive(Debug)]
pub struct ScreenReceiver {
    messages: mpsc::UnboundedReceiver<String>,
    waiting: Arc<AtomicUsize>,
}

/// A channel to one screen.
pub fn outbox() -> (Outbox, ScreenReceiver) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let waiting = Arc::new(AtomicUsize::new(0));
    let outbox = Outbox {
        messages: sender,
        waiting: Arc::clone(&waiting),
        throttle: None,
    };
    let receiver = ScreenReceiver {
        messages: receiver,
        waiting,
    };
    (outbox, receiver)
}

impl Outbox {
    /// Sends a message. False when the screen is gone or too far behind: it is to be given up.
    pub fn send(&self, message: String) -> bool {
        let waiting = self.waiting.fetch_add(message.len(), Ordering::Relaxed) + message.len();
        waiting <= WAITING_BYTES && self.messages.send(message).is_ok()
    }
}

impl ScreenReceiver {
    /// The next message; `None` when the board is closed. Cancel-safe.
    pub async fn recv(&mut self) -> Option<String> {
        let message = self.messages.recv().await?;
        self.waiting.fetch_sub(message.len(), Ordering::Relaxed);
        Some(message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_that_takes_nothing_is_given_up_in_the_end() {
        let (outbox, _inflow) = outbox();
        let half = "x".repeat(WAITING_BYTES / 2);
        assert!(outbox.send(half.clone()));
        assert!(outbox.send(half));
        assert!(!outbox.send("x".to_owned()));
    }
}
