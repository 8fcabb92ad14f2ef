//! When an edit was sent, and when it was heard.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// What stands before the number of an edit in its text.
const MARK: &[u8] = b"#e";
const DIGITS: usize = 7;

/// When each edit was sent, for all who hear it. One process sends and hears, so one clock does.
pub(crate) struct Clock {
    began: Instant,
    sent: Vec<AtomicU64>,
}

impl Clock {
    pub(crate) fn new(edits: usize) -> Self {
        Self {
            began: Instant::now(),
            sent: (0..edits).map(|_| AtomicU64::new(0)).collect(),
        }
    }

    pub(crate) fn edits(&self) -> usize {
        self.sent.len()
    }

    /// The edit is about to be sent.
    pub(crate) fn send(&self, edit: usize) {
        self.sent[edit].store(self.now(), Ordering::Release);
    }

    fn now(&self) -> u64 {
        self.began.elapsed().as_nanos() as u64
    }
}

/// The text of an edit, with its number in it. It begins and ends otherwise than the one before, so that the whole of it
/// is new in the document.
pub(crate) fn text(edit: usize, clients: usize) -> String {
    let end = if (edit / clients).is_multiple_of(2) {
        'a'
    } else {
        'b'
    };
    format!("{end}#e{edit:0DIGITS$}# waits too long for an answer {end}")
}

/// What one client has heard of the others.
pub(crate) struct Ear {
    me: usize,
    clients: usize,
    seen: Vec<bool>,
    taken: Vec<u64>,
    /// Bytes of all messages.
    pub bytes: usize,
}

impl Ear {
    /// That of a client among so many; one that sends nothing has a number beyond.
    pub(crate) fn new(me: usize, clients: usize) -> Self {
        Self {
            me,
            clients,
            seen: Vec::new(),
            taken: Vec::new(),
            bytes: 0,
        }
    }

    /// Whether a message has an edit in it at all.
    pub(crate) fn concerns(message: &[u8]) -> bool {
        message.windows(MARK.len()).any(|window| window == MARK)
    }

    /// A message came: whatever edits are in it for the first time are heard now.
    pub(crate) fn hear(&mut self, clock: &Clock, message: &[u8]) {
        let now = clock.now();
        self.bytes += message.len();
        self.seen.resize(clock.edits(), false);
        let mut rest = message;
        while let Some(at) = rest.windows(MARK.len()).position(|window| window == MARK) {
            rest = &rest[at + MARK.len()..];
            let digits = rest
                .get(..DIGITS)
                .and_then(|digits| std::str::from_utf8(digits).ok());
            let Some(edit) = digits.and_then(|digits| digits.parse::<usize>().ok()) else {
                continue;
            };
            let sent = clock
                .sent
                .get(edit)
                .map_or(0, |sent| sent.load(Ordering::Acquire));
            let is_own = edit % self.clients == self.me;
            if sent > 0 && !is_own && !std::mem::replace(&mut self.seen[edit], true) {
                self.taken.push(now.saturating_sub(sent));
            }
        }
    }

    /// How long each edit took that was heard, in nanoseconds.
    pub(crate) fn taken(&self) -> &[u64] {
        &self.taken
    }

    /// How many edits were heard.
    pub(crate) fn heard(&self) -> usize {
        self.taken.len()
    }
}
