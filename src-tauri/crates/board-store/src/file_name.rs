//! What the file of a title is called: a name that every file system takes, with room for all that is put behind it.

use board_model::name_key;
use std::collections::BTreeSet;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// The longest name without its ending, in bytes. File systems end at 255 bytes or units. Behind it come a number
/// (` 1000`), the ending (`.journey`, `.csv`) and what SQLite and the lock put there (`-journal`, `-wal`, `-lock`), and
/// programs that synchronise folders put their own words there (`.sync-conflict-…`).
const STEM_BYTES: usize = 200;

/// The longest name without its ending, in characters as people count them: beyond it no list shows the whole.
const STEM_CHARACTERS: usize = 80;

/// The longest name that file systems take, in bytes; on Windows in UTF-16 units.
const NAME_UNITS: usize = 255;

/// The longest of the endings that SQLite and the lock put behind the name of a board file.
const LONGEST_BESIDE: &str = "-journal";

/// What a board without a usable title is called.
const NAMELESS: &str = "Board";

/// The name of a file for a title, without an ending.
///
/// Characters that some system refuses become spaces, and a name that Windows keeps for devices gets a word before it.
/// It is composed (NFC), so that a folder that is carried from a Mac to another system names the same file, and ends
/// on the border of a character.
pub(crate) fn file_name(title: &str) -> String {
    let spaced: String = title
        .nfc()
        .map(|c| if is_refused(c) { ' ' } else { c })
        .collect();
    let words = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    // Windows takes dots and spaces off the end of a name, and names that begin with a dot are hidden elsewhere.
    let is_edge = |c: char| c == '.' || c == ' ';
    let name = shortened(words.trim_matches(is_edge), STEM_BYTES);
    let name = name.trim_end_matches(is_edge);
    if name.is_empty() {
        NAMELESS.to_owned()
    } else if is_device(name) {
        format!("{NAMELESS} {name}")
    } else {
        name.to_owned()
    }
}

/// A name with a number behind it, for the second file of one name.
pub(crate) fn numbered(name: &str, number: usize) -> String {
    match number {
        0 | 1 => name.to_owned(),
        _ => {
            let tail = format!(" {number}");
            let room = STEM_BYTES.saturating_sub(tail.len());
            format!("{}{tail}", shortened(name, room).trim_end())
        }
    }
}

/// Whether a file of this name without its ending is called like the title: by its name, or with a number behind it.
pub(crate) fn is_named_for(stem: &str, title: &str) -> bool {
    let name = file_name(title);
    if name_key(stem) == name_key(&name) {
        return true;
    }
    let number = stem
        .rsplit_once(' ')
        .and_then(|(_, number)| number.parse().ok());
    number.is_some_and(|number: usize| number > 1 && stem == numbered(&name, number))
}

/// Whether the files that a writer keeps beside a board file have names that the system takes.
pub(crate) fn has_room_beside(board: &Path) -> bool {
    let name = board.file_name().unwrap_or_default();
    let units = if cfg!(windows) {
        name.to_string_lossy().encode_utf16().count()
    } else {
        name.len()
    };
    units + LONGEST_BESIDE.len() <= NAME_UNITS
}

/// The names of a folder's files, as file systems compare them that know no upper case: folders wander.
pub(crate) fn taken_in(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| name_key(&entry.file_name().to_string_lossy()))
        .collect()
}

/// As much of a name as fits, whole characters only.
fn shortened(name: &str, bytes: usize) -> &str {
    let ends = name
        .grapheme_indices(true)
        .take(STEM_CHARACTERS)
        .map(|(at, character)| at + character.len());
    let end = ends.take_while(|end| *end <= bytes).last();
    name.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// Whether some file system, shell or sync program refuses the character, or it shows nothing.
fn is_refused(c: char) -> bool {
    let is_unseen = matches!(
        c,
        '\u{ad}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
            | '\u{fffd}'..='\u{ffff}'
    );
    c.is_control() || is_unseen || "/\\:*?\"<>|".contains(c)
}

/// Whether Windows takes the name, whatever its ending, for a device: `CON`, `com1.map`, `LPT²`.
fn is_device(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or(name)
        .trim_end()
        .to_ascii_uppercase();
    let is_numbered = ["COM", "LPT"].iter().any(|device| {
        let digit = stem.strip_prefix(device);
        digit.is_some_and(|digit| {
            let mut digits = digit.chars();
            matches!(digits.next(), Some('0'..='9' | '¹' | '²' | '³')) && digits.next().is_none()
        })
    });
    is_numbered
        || matches!(
            stem.as_str(),
            "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" | "CLOCK$"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is put behind a name, at its longest.
    const BEHIND: &str = ".journey-journal";

    #[test]
    fn titles_become_names_that_every_file_system_takes() {
        for (title, name) in [
            ("Gym: joining / leaving?", "Gym joining leaving"),
            ("../../etc/passwd", "etc passwd"),
            ("  ..  ", "Board"),
            ("", "Board"),
            ("\u{200b}\u{feff}", "Board"),
            (".hidden", "hidden"),
            ("Map v2. ", "Map v2"),
            ("con", "Board con"),
            ("CON .map", "Board CON .map"),
            ("nul.tar.gz", "Board nul.tar.gz"),
            ("LPT1.map", "Board LPT1.map"),
            ("com²", "Board com²"),
            ("conout$", "Board conout$"),
            ("COM10", "COM10"),
            ("Console", "Console"),
            ("a\u{7}b\u{1b}[31mc\nd", "a b [31mc d"),
            ("gnp\u{202e}.exe", "gnp .exe"),
            ("Cafe\u{301}", "Café"),
            ("Kundenreise für Ümläute 🚀", "Kundenreise für Ümläute 🚀"),
        ] {
            assert_eq!(file_name(title), name, "{title:?}");
        }
        assert_eq!(file_name(&"x".repeat(500)).len(), 80);
    }

    #[test]
    fn long_titles_leave_room_for_every_ending_and_end_on_a_whole_character() {
        let family = "👨\u{200d}👩\u{200d}👧\u{200d}👦";
        for title in [
            "あ".repeat(80),
            "🚀".repeat(100),
            family.repeat(40),
            "e\u{323}\u{301}".repeat(90),
        ] {
            let name = numbered(&file_name(&title), 1000);
            assert!(name.len() + BEHIND.len() <= 255, "{name}");
            assert!(!file_name(&title).is_empty());
        }
        assert_eq!(file_name(&family.repeat(40)), family.repeat(8));
        assert_eq!(
            file_name(&format!("{} tail", "ö".repeat(80))),
            "ö".repeat(80)
        );
        // One character may be longer than a name: then there is none of it.
        assert_eq!(file_name(&format!("a{}", "\u{301}".repeat(300))), "Board");
    }

    #[test]
    fn a_number_behind_a_long_name_takes_the_place_of_its_end() {
        let name = file_name(&"🚀".repeat(100));
        assert_eq!(name.len(), 200);
        assert_eq!(numbered(&name, 12), format!("{} 12", "🚀".repeat(49)));
        assert_eq!(numbered("Gym", 1), "Gym");
    }

    #[test]
    fn a_file_is_called_like_its_title_with_a_number_too() {
        for (stem, is_named) in [
            ("Gym", true),
            ("gym", true),
            ("Gym 2", true),
            ("Gym 12", true),
            ("Gym 1", false),
            ("Gym two", false),
            ("Club", false),
        ] {
            assert_eq!(is_named_for(stem, "Gym"), is_named, "{stem}");
        }
    }
}
