//! The send queue of one screen, in order and bounded. A full one is backpressure that a browser cannot be made to feel:
//! its socket is closed, and its page loads anew.

use parking_lot::Mutex;
use std::collections::VecDeque;

use axum::extract::ws::Message;
use tokio::sync::Notify;

/// Messages on their way to a screen: one side adds, the other takes.
#[derive(Debug)]
pub(crate) struct Outbox {
    waiting: Mutex<Waiting>,
    added: Notify,
    most_bytes: usize,
}

#[derive(Debug, Default)]
struct Waiting {
    messages: VecDeque<Message>,
    bytes: usize,
}

impl Outbox {
    /// An empty outbox for so many bytes.
    pub(crate) fn new(most_bytes: usize) -> Self {
        Self {
            waiting: Mutex::default(),
            added: Notify::new(),
            most_bytes,
        }
    }

    /// Adds a message; false when the screen is too far behind, and nothing was added. An empty
    /// outbox takes any message.
    #[must_use]
    pub(crate) fn add(&self, message: Message) -> bool {
        let mut waiting = self.waiting.lock();
        let bytes = length(&message);
        if !waiting.messages.is_empty() && waiting.bytes + bytes > self.most_bytes {
            return false;
        }
        waiting.bytes += bytes;
        waiting.messages.push_back(message);
        drop(waiting);
        self.added.notify_one();
        true
    }

    /// Adds the last message, after what waits or, with `at_once`, instead of it.
    pub(crate) fn end(&self, message: Message, at_once: bool) {
        let mut waiting = self.waiting.lock();
        if at_once {
            *waiting = Waiting::default();
        }
        waiting.messages.push_back(message);
        drop(waiting);
        self.added.notify_one();
    }

    /// The next message, when there is one. Dropping the future loses nothing.
    pub(crate) async fn next(&self) -> Message {
        loop {
            if let Some(message) = self.take() {
                return message;
            }
            self.added.notified().await;
        }
    }

    /// The next message, if one waits.
    pub(crate) fn take(&self) -> Option<Message> {
        let mut waiting = self.waiting.lock();
        let message = waiting.messages.pop_front()?;
        waiting.bytes = waiting.bytes.saturating_sub(length(&message));
        Some(message)
    }
}

fn length(message: &Message) -> usize {
    match message {
        Message::Text(text) => text.as_str().len(),
        Message::Binary(bytes) | Message::Ping(bytes) | Message::Pong(bytes) => bytes.len(),
        Message::Close(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use axum::extract::ws::Message;

    use super::Outbox;

    fn text(bytes: usize) -> Message {
        Message::text("x".repeat(bytes))
    }

    #[test]
    fn messages_leave_in_the_order_they_came() {
        let outbox = Outbox::new(100);
        assert!(outbox.add(Message::text("one")));
        assert!(outbox.add(Message::text("two")));
        assert_eq!(outbox.take(), Some(Message::text("one")));
        assert_eq!(outbox.take(), Some(Message::text("two")));
        assert_eq!(outbox.take(), None);
    }

    #[test]
    fn a_full_outbox_says_so_and_has_room_again_when_something_left() {
        let outbox = Outbox::new(10);
        assert!(outbox.add(text(6)));
        assert!(!outbox.add(text(5)), "11 bytes would wait");
        assert!(outbox.add(text(4)));
        outbox.take();
        assert!(outbox.add(text(5)));
    }

    #[test]
    fn an_empty_outbox_takes_a_message_of_any_size() {
        let outbox = Outbox::new(10);
        assert!(outbox.add(text(1_000)));
        assert!(!outbox.add(text(1)));
    }

    #[test]
    fn the_end_comes_last_or_at_once() {
        let outbox = Outbox::new(10);
        assert!(outbox.add(text(10)));
        outbox.end(Message::Close(None), false);
        assert_eq!(outbox.take(), Some(text(10)));
        assert_eq!(outbox.take(), Some(Message::Close(None)));

        assert!(outbox.add(text(10)));
        outbox.end(Message::Close(None), true);
        assert_eq!(outbox.take(), Some(Message::Close(None)));
    }
}
