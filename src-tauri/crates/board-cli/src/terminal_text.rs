//! Text of boards, people and file systems made harmless for a terminal: whatever it holds, it moves no cursor, sets no
//! title, rings no bell and begins no line of its own.

use std::path::Path;

/// A text inside a line of ours: what would break the line or speak to the terminal is shown by a picture (`␛`, `␊`).
pub(crate) fn shown(text: &str) -> String {
    text.chars().map(pictured).collect()
}

/// The same of a path.
pub(crate) fn path(path: &Path) -> String {
    shown(&path.to_string_lossy())
}

/// A text of several lines, which keeps its line breaks and tabs.
pub(crate) fn lines(text: &str) -> String {
    let kept = |letter| match letter {
        '\n' | '\t' => letter,
        letter => pictured(letter),
    };
    text.replace("\r\n", "\n").chars().map(kept).collect()
}

/// JSON with the control characters escaped that the format would let through. They can stand inside strings only.
pub(crate) fn json(text: &str) -> String {
    if !text.contains(is_late_control) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        if is_late_control(letter) {
            out.push_str(&format!("\\u{:04x}", u32::from(letter)));
        } else {
            out.push(letter);
        }
    }
    out
}

/// Delete and the control characters behind it, by which terminals are spoken to as well.
const fn is_late_control(letter: char) -> bool {
    matches!(letter, '\u{7f}'..='\u{9f}')
}

const fn pictured(letter: char) -> char {
    match letter {
        // The pictures stand in the order of the characters.
        '\0'..='\u{1f}' => match char::from_u32(0x2400 + letter as u32) {
            Some(picture) => picture,
            None => '\u{2426}',
        },
        '\u{7f}' => '\u{2421}',
        // Also what would turn the order of the letters around, and separators of lines.
        '\u{80}'..='\u{9f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{2426}',
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_speaks_to_the_terminal() {
        let hostile = "a\u{1b}]0;gone\u{7}\r\nb\tc\u{9b}31m\u{7f}\u{202e}d\u{2028}";
        assert_eq!(shown(hostile), "a␛]0;gone␇␍␊b␉c␦31m␡␦d␦");
        assert_eq!(lines(hostile), "a␛]0;gone␇\nb\tc␦31m␡␦d␦");
        assert_eq!(path(Path::new("a\nb")), "a␊b");
        assert_eq!(shown("Größe – 髙 🚀 \u{200f}א"), "Größe – 髙 🚀 \u{200f}א");
    }

    #[test]
    fn json_says_the_same_with_its_control_characters_escaped() {
        let text = serde_json::to_string("a\u{1b}\u{9b}31m\u{7f}ü").unwrap();
        assert_eq!(json(&text), r#""a\u001b\u009b31m\u007fü""#);
        let read: String = serde_json::from_str(&json(&text)).unwrap();
        assert_eq!(read, "a\u{1b}\u{9b}31m\u{7f}ü");
    }
}
