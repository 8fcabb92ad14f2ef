//! One cell: how text gets into it and out of it unharmed.

/// Whether a spreadsheet would run a cell that begins with this.
const fn runs(first: char) -> bool {
    matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r')
}

/// Whether the first character after any apostrophes is one that a spreadsheet would run.
fn needs_apostrophe(text: &str) -> bool {
    text.trim_start_matches('\'')
        .chars()
        .next()
        .is_some_and(runs)
}

/// `text` with an apostrophe before it where a spreadsheet would run it. Text that already begins with
/// apostrophes before such a character gets one more, so that [`unprotected`] gives back every text exactly.
pub(super) fn protected(text: &str) -> String {
    if needs_apostrophe(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// `cell` without the apostrophe that [`protected`] put there.
pub(super) fn unprotected(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if needs_apostrophe(text) => text,
        _ => cell,
    }
}

/// A control character that no cell may hold: all but tab and what breaks lines.
pub(super) fn forbidden_control(text: &str) -> Option<char> {
    text.chars().find(|&letter| {
        letter.is_control() && !matches!(letter, '\t' | '\n' | '\r') && !breaks(letter)
    })
}

/// Whether the character breaks a line, in other programs than editors: word processors end lines inside a paragraph with
/// a vertical tab.
const fn breaks(letter: char) -> bool {
    matches!(letter, '\u{b}' | '\u{c}' | '\u{85}')
}

/// `text` with plain line breaks in the place of those.
pub(super) fn with_line_breaks(text: &str) -> String {
    text.replace(breaks, "\n")
}

/// `text` with its control characters as the wall shows them: their pictures, or a line break. Spreadsheets
/// and terminals stumble over the characters themselves.
pub(super) fn without_controls(text: &str) -> String {
    let shown = |letter: char| match letter {
        '\t' | '\n' | '\r' => letter,
        letter if breaks(letter) => '\n',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or('\u{2426}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' => '\u{2426}',
        letter => letter,
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_written_with_an_apostrophe_that_import_takes_away() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("'=x", "''=x"),
            ("''-", "'''-"),
            ("'quoted'", "'quoted'"),
            ("'", "'"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(protected(text), cell);
            assert_eq!(unprotected(cell), text);
        }
    }

    #[test]
    fn an_apostrophe_that_somebody_typed_stays() {
        assert_eq!(unprotected("'tis"), "'tis");
    }

    #[test]
    fn control_characters_become_pictures() {
        assert_eq!(
            without_controls("a\u{1b}[31m\u{7f}\u{9b}\u{c}b\tc\r\nd"),
            "a␛[31m␡␦\nb\tc\r\nd"
        );
        assert_eq!(forbidden_control("a\u{0}b"), Some('\0'));
        assert_eq!(forbidden_control("a\tb\r\nc\u{b}d"), None);
        assert_eq!(with_line_breaks("a\u{b}b\u{85}c\td"), "a\nb\nc\td");
    }
}
