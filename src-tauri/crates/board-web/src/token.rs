//! The secret in a guest address.

use std::fmt;

use crate::error::WebError;

/// Bytes of a token: 128 bits cannot be guessed over a network in the life of a board.
const TOKEN_BYTES: usize = 16;

/// A secret of 128 bits as 32 hexadecimal digits. It is in the fragment of the address, which a
/// browser sends to nobody, and in the first message of a WebSocket; never in a query or a header.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A fresh token from the system's randomness.
    ///
    /// # Errors
    /// [`WebError::NoRandomness`] when the system has none to give.
    pub fn random() -> Result<Self, WebError> {
        let mut bytes = [0; TOKEN_BYTES];
        getrandom::fill(&mut bytes).map_err(WebError::NoRandomness)?;
        Ok(Self::from_bytes(&bytes))
    }

    /// The token of bytes that were drawn before and kept.
    pub fn from_bytes(bytes: &[u8; TOKEN_BYTES]) -> Self {
        Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// What a stranger showed. Whether it is a token, [`Token::is`] says.
    pub(crate) fn shown(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The digits, for the address that is given to people.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a stranger's text is this token. The time it takes tells nothing about where the
    /// first difference is.
    pub fn is(&self, said: &str) -> bool {
        let (ours, theirs) = (self.0.as_bytes(), said.as_bytes());
        if ours.len() != theirs.len() {
            return false;
        }
        let pairs = ours.iter().zip(theirs);
        let difference = pairs.fold(0, |sum, (one, other)| {
            // Kept from the optimiser, which could otherwise stop at the first difference.
            std::hint::black_box(sum | (one ^ other))
        });
        difference == 0
    }
}

/// A token never gets into a log.
impl fmt::Debug for Token {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn a_token_is_32_hexadecimal_digits_and_never_the_same() {
        let (one, other) = (Token::random().unwrap(), Token::random().unwrap());
        assert_eq!(one.as_str().len(), 32);
        assert!(one.as_str().chars().all(|digit| digit.is_ascii_hexdigit()));
        assert_ne!(one, other);
    }

    #[test]
    fn only_the_whole_token_is_the_token() {
        let token = Token::random().unwrap();
        let digits = token.as_str().to_owned();
        assert!(token.is(&digits));
        let mut other = digits.clone().into_bytes();
        other[31] ^= 1;
        assert!(!token.is(&String::from_utf8(other).unwrap()), "last digit");
        assert!(!token.is(""));
        assert!(!token.is(&digits[..31]));
        assert!(!token.is(&format!("{digits}0")));
    }

    #[test]
    fn a_token_is_not_in_its_debug_text() {
        let token = Token::random().unwrap();
        assert!(!format!("{token:?}").contains(token.as_str()));
    }
}
