//! What a browser says of the person before it.

use crate::token::Token;
use std::fmt;

/// What a person says of themself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    /// As it was shown, right or wrong.
    pub token: Token,
    /// Trimmed, maybe empty.
    pub name: String,
    /// The number of the colour they would like; other numbers than the palette has mean one of it all the same.
    pub colour: Option<u8>,
    /// Known to their browser alone: by it they are the same person the next time.
    pub secret: Option<GuestSecret>,
}

/// 16 random bytes that a browser keeps for one board.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct GuestSecret(pub [u8; 16]);

/// A secret never gets into a log.
impl fmt::Debug for GuestSecret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("GuestSecret(…)")
    }
}

impl GuestSecret {
    /// Reads 32 hexadecimal digits.
    pub(crate) fn read(text: &str) -> Option<Self> {
        if text.len() != 32 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let number = u128::from_str_radix(text, 16).ok()?;
        Some(Self(number.to_be_bytes()))
    }
}
