//! Why a link ended: the codes of this crate, and what either side learns.

use std::fmt;

use iroh::endpoint::ConnectionError;

use crate::limits::REASON_BYTES;

/// Nothing was said: the program ended, or let go of the link.
pub const GONE: u32 = 0;
/// The peer closed its endpoint in order.
pub const LEAVING: u32 = 1;
/// The peer banned us.
pub const BANNED: u32 = 2;
/// A frame was longer than [`crate::FRAME_BYTES`].
pub const FRAME_TOO_LONG: u32 = 3;
/// The first bytes were not those of this program.
pub const NOT_OURS: u32 = 4;
/// The version of the links is another.
pub const OTHER_VERSION: u32 = 5;
/// The handshake took too long.
pub const TOO_SLOW: u32 = 6;
/// The stream of frames was broken off while the link went on.
pub const BROKEN: u32 = 7;
/// The first code that is free for what is spoken over links.
pub const FIRST_FREE: u32 = 100;

/// How a link ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// The peer closed it.
    ByPeer {
        /// One of the codes above, or one of the caller's.
        code: u32,
        /// In the peer's words; at most [`REASON_BYTES`] bytes of text, without control characters.
        reason: String,
    },
    /// It was closed here: by the caller, or because the peer broke a rule of this crate.
    ByUs {
        /// One of the codes above, or one of the caller's.
        code: u32,
        /// What the peer was told.
        reason: String,
    },
    /// The peer fell silent, or the network between broke.
    Lost,
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ByPeer { code, reason } => write!(f, "closed by the peer ({code}): {reason}"),
            Self::ByUs { code, reason } => write!(f, "closed here ({code}): {reason}"),
            Self::Lost => f.write_str("the peer is silent"),
        }
    }
}

impl Ended {
    /// What an error of the connection means; `None` for one that was closed here.
    pub(crate) fn of_connection(error: &ConnectionError) -> Option<Self> {
        match error {
            ConnectionError::LocallyClosed => None,
            ConnectionError::ApplicationClosed(closed) => Some(Self::ByPeer {
                code: u32::try_from(closed.error_code.into_inner()).unwrap_or(u32::MAX),
                reason: foreign_text(&closed.reason, REASON_BYTES),
            }),
            _ => Some(Self::Lost),
        }
    }
}

/// A text of somebody else: valid, without control characters, and no longer than this.
pub(crate) fn foreign_text(bytes: &[u8], most: usize) -> String {
    let bytes = bytes.get(..most).unwrap_or(bytes);
    let text: String = String::from_utf8_lossy(bytes)
        .chars()
        .filter(|letter| !letter.is_control())
        .collect();
    // A broken letter becomes a sign of three bytes.
    cut(&text, most).to_owned()
}

/// The text, cut after the last whole letter that fits.
pub(crate) fn cut(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_others_are_cut_to_whole_letters_and_cleaned() {
        assert_eq!(foreign_text(b"a\x00b\nc\x1b[0m", 20), "abc[0m");
        assert!(foreign_text(&[0xff; 1_000], 200).len() <= 200);
        assert!(foreign_text(&[0xff; 1_000], 200).starts_with('\u{fffd}'));
        assert_eq!(cut("aä", 2), "a");
        assert_eq!(cut("aä", 3), "aä");
        assert_eq!(cut("ä", 0), "");
    }
}
