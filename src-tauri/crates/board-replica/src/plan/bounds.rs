//! Limits, each refused with what was given and what is possible.

use board_model::{EditError, limits};

/// Refuses more than `max` of something.
pub(crate) fn at_most(what: &'static str, given: usize, max: usize) -> Result<(), EditError> {
    if given > max {
        Err(EditError::Limit { what, given, max })
    } else {
        Ok(())
    }
}

/// Refuses a text that is too long, in UTF-16 units.
pub(crate) fn text(what: &'static str, text: &str, max: usize) -> Result<(), EditError> {
    // A text has at most as many UTF-16 units as bytes, so short ones need no counting.
    if text.len() <= max {
        Ok(())
    } else {
        at_most(what, limits::utf16_len(text), max)
    }
}

/// Refuses a title that is too long.
pub(crate) fn title(title: &str) -> Result<(), EditError> {
    text("this title", title, limits::TITLE_UTF16)
}

/// Refuses a number outside a range.
pub(crate) fn number(
    field: &'static str,
    given: u32,
    range: std::ops::RangeInclusive<u32>,
    expected: &'static str,
) -> Result<(), EditError> {
    if range.contains(&given) {
        Ok(())
    } else {
        Err(EditError::BadValue {
            field,
            given: given.to_string(),
            expected,
        })
    }
}
