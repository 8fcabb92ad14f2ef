//! Joining by a PIN that is read aloud: six digits instead of a ticket.
//!
//! * [`pake`]: the key exchange, which tells nobody who lacks the PIN anything
//! * [`attempt_limit`]: how often somebody may guess
//! * [`issuer`]: the host's side, which gives PINs out and answers visitors
//! * [`visitor`]: the side of whoever joins, which is found and dialled by [`MdnsBrowser`](crate::MdnsBrowser)
//!
//! A PIN is short, so it must only ever be tried against its host, which counts. It is announced
//! and sent in no form: both sides mix it into a SPAKE2 exchange, and whoever has another one ends
//! with another key. Each exchange is a single guess, for a false host as for a stranger.

pub(crate) mod attempt_limit;
pub(crate) mod issuer;
pub(crate) mod pake;
pub(crate) mod visitor;

use std::fmt;
use std::str::FromStr;

use crate::error::NetError;

/// Digits of a PIN.
const DIGITS: usize = 6;

/// Six digits that let somebody in who hears them. Never written to logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin([u8; DIGITS]);

impl Pin {
    /// The PIN of a number that nobody can tell.
    pub fn of_random(number: u64) -> Self {
        let mut rest = number;
        Self(std::array::from_fn(|_| {
            let digit = u8::try_from(rest % 10).unwrap_or_default();
            rest /= 10;
            b'0' + digit
        }))
    }

    /// What goes into the exchange.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// In two halves, as it is read aloud.
impl fmt::Display for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, digit) in self.0.iter().enumerate() {
            if place == DIGITS / 2 {
                f.write_str(" ")?;
            }
            write!(f, "{}", char::from(*digit))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin")
    }
}

impl FromStr for Pin {
    type Err = NetError;

    /// However it was written down: spaces and hyphens do not count.
    ///
    /// # Errors
    ///
    /// `E_BAD_INPUT` for anything but six digits.
    fn from_str(text: &str) -> Result<Self, NetError> {
        let mut digits = [0; DIGITS];
        let mut given = 0;
        for letter in text.chars().filter(|letter| !is_gap(*letter)) {
            let digit = u8::try_from(letter).ok().filter(u8::is_ascii_digit);
            let (Some(place), Some(digit)) = (digits.get_mut(given), digit) else {
                return Err(NetError::NoPin);
            };
            *place = digit;
            given += 1;
        }
        if given == DIGITS {
            Ok(Self(digits))
        } else {
            Err(NetError::NoPin)
        }
    }
}

fn is_gap(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '\u{2010}'..='\u{2013}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_read_however_it_was_written_down_and_told_in_halves() {
        let pin: Pin = "471209".parse().unwrap();
        assert_eq!(pin.to_string(), "471 209");
        for same in ["471 209", " 47-12-09\n", "471\u{a0}209"] {
            assert_eq!(same.parse::<Pin>().unwrap(), pin, "{same}");
        }
        for other in ["", "47120", "4712099", "47120a", "٤٧١٢٠٩"] {
            let error = other.parse::<Pin>().unwrap_err();
            assert_eq!(error.code(), "E_BAD_INPUT", "{other}");
        }
        assert_eq!(format!("{pin:?}"), "Pin");
    }

    #[test]
    fn every_number_gives_a_pin() {
        for number in [0, 1, 471_209, u64::MAX] {
            let pin = Pin::of_random(number);
            assert_eq!(pin.to_string().parse::<Pin>().unwrap(), pin);
        }
        assert_ne!(Pin::of_random(1), Pin::of_random(2));
    }
}
