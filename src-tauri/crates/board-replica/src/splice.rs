//! Arithmetic of text edits, in UTF-16 units.

use board_model::ParticipantId;
use std::collections::VecDeque;

/// A text edit: where, how much goes, what comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Splice {
    /// Where, in UTF-16 units.
    pub at: u32,
    /// How many units go.
    pub remove: u32,
    /// What comes.
    pub insert: String,
}

/// The smallest single splice that turns `from` into `to`; `None` when they are equal. Never cuts a character
/// in two. O(n).
pub(crate) fn difference(from: &str, to: &str) -> Option<Splice> {
    if from == to {
        return None;
    }
    let prefix: usize = from
        .chars()
        .zip(to.chars())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    let (from_rest, to_rest) = (&from[prefix..], &to[prefix..]);
    let suffix: usize = from_rest
        .chars()
        .rev()
        .zip(to_rest.chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    let removed = &from_rest[..from_rest.len() - suffix];
    Some(Splice {
        at: units(&from[..prefix]),
        remove: units(removed),
        insert: to_rest[..to_rest.len() - suffix].to_owned(),
    })
}

/// The text after a splice; places past the end count as the end, places inside a character as before it. O(n).
pub(crate) fn spliced(text: &str, splice: &Splice) -> String {
    let (start, end) = (
        byte_at(text, splice.at),
        byte_at(text, splice.at.saturating_add(splice.remove)),
    );
    let mut result = String::with_capacity(text.len() + splice.insert.len());
    result.push_str(&text[..start]);
    result.push_str(&splice.insert);
    result.push_str(&text[end.max(start)..]);
    result
}

/// The same splice with both ends on characters of `text` and inside it. O(n).
pub(crate) fn snapped(text: &str, splice: Splice) -> Splice {
    let (start, end) = (
        byte_at(text, splice.at),
        byte_at(text, splice.at.saturating_add(splice.remove)),
    );
    let at = units(&text[..start]);
    Splice {
        at,
        remove: units(&text[start..end.max(start)]),
        insert: splice.insert,
    }
}

/// Length in UTF-16 units.
pub(crate) fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

fn byte_at(text: &str, at: u32) -> usize {
    let mut seen = 0u32;
    for (byte, letter) in text.char_indices() {
        let next = seen + letter.len_utf16() as u32;
        if next > at {
            return byte;
        }
        seen = next;
    }
    text.len()
}

/// How many splices are logged for typing that was made on an older revision.
const LOGGED: usize = 512;

/// A splice that was made.
#[derive(Debug)]
struct LoggedSplice {
    revision: u64,
    by: Option<ParticipantId>,
    note: String,
    splice: Splice,
}

/// The log of the last splices of all notes, oldest first, onto which late typing is rebased.
#[derive(Debug, Default)]
pub(crate) struct SpliceLog {
    splices: VecDeque<LoggedSplice>,
    forgotten_before: u64,
}

impl SpliceLog {
    /// Remembers what a revision did to a note's text, and who made it when it was made here.
    pub(crate) fn remember(
        &mut self,
        revision: u64,
        by: Option<ParticipantId>,
        note: &str,
        splice: Splice,
    ) {
        if self.splices.len() == LOGGED
            && let Some(oldest) = self.splices.pop_front()
        {
            self.forgotten_before = oldest.revision + 1;
        }
        self.splices.push_back(LoggedSplice {
            revision,
            by,
            note: note.to_owned(),
            splice,
        });
    }

    /// Rebases `splice`, made by `by` on the text as of `revision`, onto the present text; `None` when what
    /// happened since is forgotten. Whoever types has their own letters on the screen at once, so their own
    /// splices since then are in the places they give. O(splices remembered).
    pub(crate) fn rebase(
        &self,
        by: ParticipantId,
        note: &str,
        revision: u64,
        splice: Splice,
    ) -> Option<Splice> {
        if revision + 1 < self.forgotten_before {
            return None;
        }
        let others = self
            .splices
            .iter()
            .filter(|made| made.revision > revision && made.note == note && made.by != Some(by));
        Some(others.fold(splice, |splice, made| transform(splice, &made.splice)))
    }
}

/// Transforms a splice against an earlier one that its author had not seen, as operational transformation does. Text is kept: what the other one put into the
/// removed stretch stays.
fn transform(splice: Splice, earlier: &Splice) -> Splice {
    let came = units(&earlier.insert);
    let shift = |place: u32, sticks_after: bool| {
        let end = earlier.at + earlier.remove;
        if place < earlier.at || (place == earlier.at && !sticks_after) {
            place
        } else if place >= end {
            place - earlier.remove + came
        } else {
            earlier.at + came
        }
    };
    let (start, end) = (splice.at, splice.at + splice.remove);
    if splice.remove == 0 {
        return Splice {
            at: shift(start, true),
            ..splice
        };
    }
    let (new_start, new_end) = (shift(start, true), shift(end, false));
    let swallows = earlier.at > start && earlier.at + earlier.remove < end;
    if swallows && came > 0 {
        // The other's new text lies inside: take out only what lies before it, so nothing unseen is removed.
        return Splice {
            at: new_start,
            remove: earlier.at.saturating_sub(start),
            ..splice
        };
    }
    Splice {
        at: new_start,
        remove: new_end.saturating_sub(new_start),
        ..splice
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ME: ParticipantId = ParticipantId::from_u128(1);

    fn splice(at: u32, remove: u32, insert: &str) -> Splice {
        Splice {
            at,
            remove,
            insert: insert.into(),
        }
    }

    #[test]
    fn difference_is_the_middle() {
        assert_eq!(difference("abcd", "axyd"), Some(splice(1, 2, "xy")));
        assert_eq!(difference("aa", "aaa"), Some(splice(2, 0, "a")));
        assert_eq!(difference("😀b", "😁b"), Some(splice(0, 2, "😁")));
        assert_eq!(difference("same", "same"), None);
    }

    #[test]
    fn places_inside_a_character_snap_before_it() {
        assert_eq!(snapped("a😀b", splice(2, 1, "x")), splice(1, 2, "x"));
        assert_eq!(snapped("ab", splice(9, 9, "x")), splice(2, 0, "x"));
    }

    #[test]
    fn typing_after_unseen_typing_keeps_both() {
        let mut log = SpliceLog::default();
        log.remember(1, None, "n", splice(0, 0, "abc"));
        assert_eq!(
            log.rebase(ME, "n", 0, splice(0, 0, "x")),
            Some(splice(3, 0, "x"))
        );
        assert_eq!(
            log.rebase(ME, "m", 0, splice(0, 0, "x")),
            Some(splice(0, 0, "x"))
        );
        assert_eq!(
            log.rebase(ME, "n", 1, splice(0, 0, "x")),
            Some(splice(0, 0, "x"))
        );
    }

    #[test]
    fn removing_around_unseen_text_keeps_it() {
        let text = spliced("abcdef", &splice(3, 0, "NEW"));
        let mut log = SpliceLog::default();
        log.remember(1, None, "n", splice(3, 0, "NEW"));
        let rebased = log.rebase(ME, "n", 0, splice(1, 4, "")).unwrap();
        assert!(spliced(&text, &rebased).contains("NEW"));
    }

    #[test]
    fn a_forgotten_revision_is_said() {
        let mut log = SpliceLog::default();
        for revision in 1..=LOGGED as u64 + 5 {
            log.remember(revision, None, "n", splice(0, 0, "x"));
        }
        assert_eq!(log.rebase(ME, "n", 1, splice(0, 0, "y")), None);
        assert!(log.rebase(ME, "n", 100, splice(0, 0, "y")).is_some());
    }

    proptest! {
        #[test]
        fn difference_turns_one_into_the_other(from in "\\PC{0,20}", to in "\\PC{0,20}") {
            let result = difference(&from, &to).map_or(from.clone(), |splice| spliced(&from, &splice));
            prop_assert_eq!(result, to);
        }
    }
}
