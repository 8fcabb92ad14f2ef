//! When two names are the same: as people see them, not as their bytes are.
//!
//! A title may come from a keyboard, a spreadsheet, a web page or a Mac, and the same word comes from each in other
//! bytes. Titles are kept as they were typed; wherever one is looked for, keys are compared. The pages do the same
//! (`ui/src/state/board/same-name.ts`).

use unicode_normalization::UnicodeNormalization;

/// What a name is compared by: composed (NFC), in lower case, every run of white space one plain space and none around
/// it, and without characters that show nothing. O(n).
pub fn name_key(name: &str) -> String {
    if name.is_ascii() {
        return spaced(name.chars()).to_ascii_lowercase();
    }
    let folded: String = name.nfc().collect::<String>().to_lowercase();
    // Lower case may come apart again, as that of `İ` does.
    let letters: Vec<char> = folded.nfc().filter(|&letter| !is_unseen(letter)).collect();
    let seen = letters.iter().enumerate();
    let seen = seen.filter(|&(at, _)| !is_idle_joiner(&letters, at));
    // Letters may come together where something unseen stood between them.
    spaced(seen.map(|(_, &letter)| letter)).nfc().collect()
}

/// Whether two names look the same.
pub fn is_same_name(one: &str, other: &str) -> bool {
    one == other || name_key(one) == name_key(other)
}

/// Every run of white space as one space, and none around the text.
fn spaced(letters: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    let mut is_parted = false;
    for letter in letters {
        // A tab or a line break in a title is a space too.
        if letter.is_whitespace() || letter.is_control() {
            is_parted = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut is_parted) {
            out.push(' ');
        }
        out.push(letter);
    }
    out
}

/// Characters that show nothing wherever they stand: soft hyphen, zero-width space, word joiner, byte order mark, marks
/// of direction, and the selectors between two drawings of one sign.
const fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

/// Whether a joiner or non-joiner stands where it joins nothing. Between letters of Persian or Hindi, and between the
/// parts of an emoji, it changes what is seen; at the edge of a word and among Latin letters it does not.
fn is_idle_joiner(letters: &[char], at: usize) -> bool {
    let joins = |place: Option<usize>| {
        let letter = place.and_then(|place| letters.get(place));
        letter.is_some_and(|&letter| {
            letter >= '\u{370}' && !letter.is_whitespace() && !is_joiner(letter)
        })
    };
    letters.get(at).is_some_and(|&letter| is_joiner(letter))
        && !(joins(at.checked_sub(1)) && joins(at.checked_add(1)))
}

const fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pairs of names; the pages are held to the same.
    #[derive(serde::Deserialize)]
    struct Cases {
        same: Vec<(String, String)>,
        different: Vec<(String, String)>,
    }

    fn cases() -> Cases {
        serde_json::from_str(include_str!("../../../../tests/inputs/names.json")).unwrap()
    }

    #[test]
    fn names_that_look_the_same_are_the_same() {
        for (one, other) in cases().same {
            assert!(is_same_name(&one, &other), "{one:?} {other:?}");
        }
    }

    #[test]
    fn names_that_look_different_are_different() {
        for (one, other) in cases().different {
            assert!(!is_same_name(&one, &other), "{one:?} {other:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_key_is_its_own_key(name in "\\PC{0,12}|[ a-zäÉ\u{301}\u{a0}\u{200b}\u{200d}\t]{0,12}") {
            let key = name_key(&name);
            proptest::prop_assert_eq!(name_key(&key), key);
        }
    }
}
