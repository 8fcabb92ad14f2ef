//! What of a text is shown: control characters visibly, bidi overrides not at all.

use unicode_script::{Script, UnicodeScript};

/// Marks stacked on one letter beyond this are not shown. Vietnamese needs 2, pointed Hebrew 4; hundreds of
/// them ("zalgo") would be painted over the neighbouring notes.
const MARKS_PER_LETTER: usize = 4;

/// How wide a tab is shown, in spaces.
const TAB: &str = "    ";

/// `source` as it is displayed: every kind of line end is `\n`, tabs are spaces, control characters are
/// their pictures, characters that reorder the text around them (U+202A–202E, U+2066–2069) are left out.
pub(crate) fn displayed(source: &str) -> String {
    let mut shown = String::with_capacity(source.len());
    let mut marks = 0;
    let mut letters = source.chars().peekable();
    while let Some(c) = letters.next() {
        if is_stacking_mark(c) {
            marks += 1;
            if marks > MARKS_PER_LETTER {
                continue;
            }
        } else {
            marks = 0;
        }
        match c {
            '\r' => {
                letters.next_if_eq(&'\n');
                shown.push('\n');
            }
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => shown.push('\n'),
            '\t' => shown.push_str(TAB),
            '\0'..='\u{1f}' => shown.push(control_picture(c)),
            '\u{7f}' => shown.push('\u{2421}'),
            '\u{80}'..='\u{9f}' => shown.push('\u{2426}'),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}' => {}
            c => shown.push(c),
        }
    }
    shown
}

/// The picture of a C0 control: U+2400 and on, in the order of the controls.
fn control_picture(c: char) -> char {
    char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{2426}')
}

fn is_stacking_mark(c: char) -> bool {
    c.script() == Script::Inherited && !is_invisible(c)
}

/// Whether a character shapes its neighbours but has no picture of its own.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0001}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_of_odd_characters() {
        for (source, shown) in [
            ("a\r\nb\rc\u{2028}d", "a\nb\nc\nd"),
            ("a\tb", "a    b"),
            ("a\u{0}b\u{7}c\u{1b}[31m", "a␀b␇c␛[31m"),
            ("\u{7f}\u{9b}", "␡␦"),
            ("safe\u{202e}txt.exe\u{2066}x\u{2069}", "safetxt.exex"),
            (
                "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}x",
                "e\u{301}\u{301}\u{301}\u{301}x",
            ),
            ("👩\u{200d}🚀 ✊🏽", "👩\u{200d}🚀 ✊🏽"),
        ] {
            assert_eq!(displayed(source), shown);
        }
    }
}
