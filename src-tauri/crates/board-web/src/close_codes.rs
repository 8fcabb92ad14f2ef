//! The close codes of a socket: for every reason one, which a page tells apart.

use axum::extract::ws::{CloseFrame, Message};

/// Close codes of a socket, beside the standard ones (1003 not text, 1009 too large). A page that
/// sees [`TICKET`](close::TICKET) to [`ELSEWHERE`](close::ELSEWHERE) stays away; after any other it may connect
/// again and load the board anew.
pub mod close {
    /// The board or the server was closed.
    pub const CLOSED: u16 = 4000;
    /// The screen took too long to take its messages, and missed some.
    pub const BEHIND: u16 = 4001;
    /// The first message showed no valid token, or was refused.
    pub const TICKET: u16 = 4003;
    /// The session has ended.
    pub const ENDED: u16 = 4004;
    /// The facilitator removed this person.
    pub const REMOVED: u16 = 4005;
    /// The same person came in another tab.
    pub const ELSEWHERE: u16 = 4006;
    /// The session is, or soon will be, at another machine.
    pub const MOVED: u16 = 4007;
    /// The screen said nothing for too long.
    pub const SILENT: u16 = 4008;
    /// Too many wrong tokens came from this address; it is not listened to for a minute.
    pub const BARRED: u16 = 4028;
    /// There is no place for another screen.
    pub const FULL: u16 = 4029;
    /// A frame that is not text.
    pub(crate) const NOT_TEXT: u16 = 1003;
    /// A message above the limit, or bytes that are no message.
    pub(crate) const TOO_LARGE: u16 = 1009;
}

/// The reason for which a socket is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CloseReason {
    /// The browser is gone.
    Left,
    Closed,
    Ended,
    Behind,
    Ticket,
    Removed,
    Elsewhere,
    Moved,
    Silent,
    Barred,
    /// There is no place, or not at the moment.
    Full,
    NotText,
    TooLarge,
}

impl CloseReason {
    /// The last message to the browser.
    pub(crate) fn close(self) -> Message {
        let (code, reason) = match self {
            Self::Left => return Message::Close(None),
            Self::Closed => (close::CLOSED, "closed"),
            Self::Ended => (close::ENDED, "ended"),
            Self::Behind => (close::BEHIND, "behind"),
            Self::Ticket => (close::TICKET, "ticket"),
            Self::Removed => (close::REMOVED, "removed"),
            Self::Elsewhere => (close::ELSEWHERE, "elsewhere"),
            Self::Moved => (close::MOVED, "moved"),
            Self::Silent => (close::SILENT, "silent"),
            Self::Barred => (close::BARRED, "barred"),
            Self::Full => (close::FULL, "full"),
            Self::NotText => (close::NOT_TEXT, "not text"),
            Self::TooLarge => (close::TOO_LARGE, "too large"),
        };
        closing(code, reason)
    }
}

fn closing(code: u16, reason: &'static str) -> Message {
    Message::Close(Some(CloseFrame {
        code,
        reason: reason.into(),
    }))
}
