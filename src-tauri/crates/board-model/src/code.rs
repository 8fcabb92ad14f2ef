//! The stable codes of everything that can be refused: one closed list for messages, the command line and the front end.

use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $code:ident = $name:literal,)*) => {
        /// Why something was not done, for programs; a sentence for people always stands beside it.
        ///
        /// The list is closed: the front end has it as a type, and a newer peer's code is read as the nearest of these.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[ts(export_to = "messages.ts")]
        pub enum ErrorCode {
            $($(#[doc = $doc])* #[serde(rename = $name)] $code,)*
        }

        impl ErrorCode {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$code),*];

            /// The code as it stands in messages, `E_ROLE`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)*
                }
            }

            /// What it means, in one line.
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Self::$code => concat!($($doc),*),)*
                }
            }
        }
    };
}

codes! {
    /// The message cannot be understood.
    BadMessage = "E_BAD_MESSAGE",
    /// Nothing has this name or id; the sentence says what was looked for.
    NoSuch = "E_NO_SUCH",
    /// Several things have this name; the sentence lists them.
    Ambiguous = "E_AMBIGUOUS",
    /// It was there, and is deleted or was changed by somebody else since.
    Gone = "E_GONE",
    /// Your role does not allow it.
    Role = "E_ROLE",
    /// A facilitator locked it.
    Locked = "E_LOCKED",
    /// More than is possible; the sentence says how much is.
    Limit = "E_LIMIT",
    /// The id is taken already.
    DuplicateId = "E_DUPLICATE_ID",
    /// There is no such file.
    NoFile = "E_NO_FILE",
    /// Another program has this board open.
    BoardOpen = "E_BOARD_OPEN",
    /// Written by a newer version; it can be read, not changed.
    NewerFormat = "E_NEWER_FORMAT",
    /// The file's content is not sound; `verify --repair` may save it.
    Damaged = "E_DAMAGED",
    /// It could not be saved, or the system denied what it needs.
    Disk = "E_DISK",
    /// Too large for this format or this way.
    TooLarge = "E_TOO_LARGE",
    /// A value or a file says something that means nothing here; the sentence says where.
    BadInput = "E_BAD_INPUT",
    /// The invitation is none, was replaced, or is for something else.
    Ticket = "E_TICKET",
    /// Nobody is there to do it: no open board, no session, no answer.
    NotConnected = "E_NOT_CONNECTED",
}

impl ErrorCode {
    /// The code of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Compares with the code as it stands in messages.
impl PartialEq<&str> for ErrorCode {
    fn eq(&self, other: &&str) -> bool {
        self.name() == *other
    }
}

#[cfg(test)]
mod tests {
    use super::ErrorCode;

    #[test]
    fn a_code_is_written_as_it_is_called() {
        for code in ErrorCode::ALL {
            assert_eq!(serde_json::to_value(code).unwrap(), code.name());
            assert_eq!(ErrorCode::named(code.name()), Some(*code));
        }
        assert_eq!(ErrorCode::named("E_WEATHER"), None);
    }
}
