//! The send queue of a link: frames in order, bounded by their bytes. A full queue is backpressure: whoever sends is
//! told.

use parking_lot::Mutex;
use std::collections::VecDeque;

use bytes::Bytes;
use tokio::sync::Notify;

use crate::error::NotSent;
use crate::frame;

/// Bytes that the writer takes at once: many small frames go into few packets.
const BATCH_BYTES: usize = 64 << 10;

/// Filled by whoever sends, emptied by the writer of the link.
pub(crate) struct Queue {
    most: usize,
    state: Mutex<State>,
    filled: Notify,
    emptied: Notify,
}

#[derive(Default)]
struct State {
    /// Header and frame in turn.
    parts: VecDeque<Bytes>,
    /// Bytes of the frames that wait or are being written.
    waiting: usize,
    is_over: bool,
}

/// What the writer has in hand.
pub(crate) struct Batch {
    pub parts: Vec<Bytes>,
    bytes: usize,
}

impl Queue {
    /// At most this many bytes wait.
    pub(crate) fn new(most: usize) -> Self {
        Self {
            most,
            state: Mutex::default(),
            filled: Notify::new(),
            emptied: Notify::new(),
        }
    }

    pub(crate) fn push(&self, frame: Bytes) -> Result<(), NotSent> {
        let header = frame::header(&frame).ok_or(NotSent::TooLong)?;
        let bytes = header.len() + frame.len();
        {
            let mut state = self.state.lock();
            if state.is_over {
                return Err(NotSent::Ended);
            }
            if state.waiting > 0 && state.waiting.saturating_add(bytes) > self.most {
                return Err(NotSent::Full);
            }
            state.waiting += bytes;
            state.parts.push_back(header);
            state.parts.push_back(frame);
        }
        self.filled.notify_one();
        Ok(())
    }

    /// Bytes that wait, headers and what is being written included.
    pub(crate) fn waiting(&self) -> usize {
        self.state.lock().waiting
    }

    /// The next frames to write, as soon as there are some; `None` when the link is over.
    pub(crate) async fn next(&self) -> Option<Batch> {
        loop {
            if let Some(batch) = self.batch()? {
                return Some(batch);
            }
            self.filled.notified().await;
        }
    }

    /// `None` when the link is over.
    fn batch(&self) -> Option<Option<Batch>> {
        let mut state = self.state.lock();
        if state.is_over {
            return None;
        }
        let mut batch = Batch {
            parts: Vec::new(),
            bytes: 0,
        };
        while batch.bytes < BATCH_BYTES {
            // Both parts of a frame, or neither.
            let (Some(header), Some(frame)) = (state.parts.pop_front(), state.parts.pop_front())
            else {
                break;
            };
            batch.bytes += header.len() + frame.len();
            batch.parts.push(header);
            batch.parts.push(frame);
        }
        Some((!batch.parts.is_empty()).then_some(batch))
    }

    /// The batch is with the transport.
    pub(crate) fn written(&self, batch: &Batch) {
        let is_empty = {
            let mut state = self.state.lock();
            state.waiting = state.waiting.saturating_sub(batch.bytes);
            state.waiting == 0
        };
        if is_empty {
            self.emptied.notify_waiters();
        }
    }

    /// Nothing more goes out; what waits is dropped.
    pub(crate) fn end(&self) {
        {
            let mut state = self.state.lock();
            state.is_over = true;
            state.parts.clear();
            state.waiting = 0;
        }
        self.filled.notify_one();
        self.emptied.notify_waiters();
    }

    /// Resolves once nothing waits, or the link is over.
    pub(crate) async fn emptied(&self) {
        loop {
            let emptied = self.emptied.notified();
            tokio::pin!(emptied);
            // Listens before it looks, so that it cannot miss the moment between.
            emptied.as_mut().enable();
            if self.waiting() == 0 {
                return;
            }
            emptied.await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(bytes: usize) -> Bytes {
        Bytes::from(vec![1; bytes])
    }

    #[tokio::test]
    async fn what_is_full_says_so_until_something_was_written() {
        let queue = Queue::new(100);
        queue.push(frame(40)).unwrap();
        queue.push(frame(40)).unwrap();
        assert_eq!(queue.push(frame(40)), Err(NotSent::Full));
        let batch = queue.next().await.unwrap();
        assert_eq!(batch.parts.len(), 4);
        // What is being written still waits.
        assert_eq!(queue.push(frame(40)), Err(NotSent::Full));
        queue.written(&batch);
        queue.emptied().await;
        assert_eq!(queue.waiting(), 0);
        queue.push(frame(40)).unwrap();
    }

    #[test]
    fn one_frame_may_always_wait_however_large() {
        let queue = Queue::new(10);
        queue.push(frame(1_000)).unwrap();
        assert_eq!(queue.push(frame(0)), Err(NotSent::Full));
    }

    #[tokio::test]
    async fn an_ended_queue_takes_nothing_and_wakes_everybody() {
        let queue = Queue::new(100);
        queue.push(frame(40)).unwrap();
        queue.end();
        assert_eq!(queue.push(frame(1)), Err(NotSent::Ended));
        assert!(queue.next().await.is_none());
        queue.emptied().await;
    }

    #[tokio::test]
    async fn a_long_queue_is_written_in_parts() {
        let queue = Queue::new(1 << 20);
        for _ in 0..10 {
            queue.push(frame(30 << 10)).unwrap();
        }
        let batch = queue.next().await.unwrap();
        assert_eq!(batch.parts.len(), 6);
        queue.written(&batch);
        assert!(queue.waiting() > 0);
    }
}
