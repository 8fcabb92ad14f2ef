//! The items of a text: what each line or paragraph says, without the marks that lists begin with.
//!
//! The wall reads what is pasted by the same rules (`ui/src/gestures/clip/items.ts`); both are held to the cases of
//! `tests/inputs/lists.json`.

/// Signs that lists begin their lines with, also those that word processors write from fonts of symbols.
const BULLETS: &str = "•·◦▪▫‣⁃∙●○■□◆◇➢➤►▸→✓✔☐☑☒*+–—-\u{f0b7}\u{f0a7}\u{f0d8}\u{f0fc}\u{f06f}";

/// An item, and the line it begins on, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) line: usize,
    pub(super) text: String,
}

/// The items of a text that say something. A break inside a paragraph, as word processors write it, stays a line break.
pub(super) fn items(text: &str) -> Vec<Item> {
    let lines = lines(text);
    let labels = labels(&lines);
    let item = |(line, text): (usize, &str)| {
        let text = without_mark(text, labels).replace(['\u{b}', '\u{2028}'], "\n");
        let text = text.split('\n').map(trimmed).collect::<Vec<_>>().join("\n");
        let text = trimmed(&text).to_owned();
        (!text.is_empty()).then_some(Item { line, text })
    };
    lines.into_iter().filter_map(item).collect()
}

/// The lines of a text with their numbers. They end with CR LF, CR, LF, a form feed, NEL or a paragraph separator.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    let (mut number, mut rest) = (1, text);
    loop {
        let is_end = |letter| matches!(letter, '\r' | '\n' | '\u{c}' | '\u{85}' | '\u{2029}');
        let Some(end) = rest.find(is_end) else {
            lines.push((number, rest));
            return lines;
        };
        let (line, after) = rest.split_at(end);
        lines.push((number, line));
        let mut letters = after.chars();
        let ending = letters.next();
        if ending == Some('\r') && letters.as_str().starts_with('\n') {
            letters.next();
        }
        // An editor counts these only.
        number += usize::from(matches!(ending, Some('\r' | '\n')));
        rest = letters.as_str();
    }
}

/// Without white space around it, and without what is not seen there.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{feff}')
    })
}

/// A line without the mark of a list, and without the box of a task.
fn without_mark(line: &str, labels: Labels) -> &str {
    let line = trimmed(line);
    if labels == Labels::Levels {
        return level(line).map_or(line, |(_, rest)| trimmed(rest));
    }
    let rest = after_bullet(line)
        .or_else(|| {
            after_label(line)
                .filter(|(_, rest)| rest.starts_with('\t'))
                .map(|(_, rest)| rest)
        })
        .or_else(|| {
            after_label(line)
                .filter(|(label, _)| labels == Labels::Numbers && number(label).is_some())
                .map(|(_, rest)| rest)
        })
        .unwrap_or(line);
    let rest = trimmed(rest);
    let boxed = ["[ ]", "[x]", "[X]"]
        .iter()
        .find_map(|it| rest.strip_prefix(it));
    boxed
        .filter(|rest| starts_blank(rest))
        .map_or(rest, trimmed)
}

fn starts_blank(text: &str) -> bool {
    text.is_empty() || text.starts_with(char::is_whitespace)
}

/// What follows a bullet and white space; `o` is one before a tab only.
fn after_bullet(line: &str) -> Option<&str> {
    let mut letters = line.chars();
    let bullet = letters.next()?;
    let rest = letters.as_str();
    let is_bullet = if bullet == 'o' {
        rest.starts_with('\t')
    } else {
        BULLETS.contains(bullet) && starts_blank(rest)
    };
    is_bullet.then_some(rest)
}

/// A number or letter as lists have them, and what follows it, white space included: `1.`, `2)`, `(3)`, `a)`, `iv.`, `1.2.`.
fn after_label(line: &str) -> Option<(&str, &str)> {
    let end = line.find(char::is_whitespace)?;
    let (label, rest) = line.split_at(end);
    let inner = label.strip_suffix(['.', ')'])?;
    let inner = inner.strip_prefix('(').unwrap_or(inner);
    let is_number = inner
        .split('.')
        .all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit()));
    let is_letters = inner.len() == 1 && inner.bytes().all(|it| it.is_ascii_alphabetic());
    let is_roman = (1..=5).contains(&inner.len())
        && inner
            .bytes()
            .all(|it| matches!(it.to_ascii_lowercase(), b'i' | b'v' | b'x'));
    (is_number || is_letters || is_roman).then_some((label, rest))
}

/// The number of a plain label: `2.`, `2)`, `(2)`.
fn number(label: &str) -> Option<u32> {
    let inner = label.strip_suffix(['.', ')'])?;
    inner.strip_prefix('(').unwrap_or(inner).parse().ok()
}

/// What the numbers at the beginnings of a text's lines are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Labels {
    /// Those of a list.
    Numbers,
    /// Those of headings of several levels: `1`, `1.1`, `1.2`, `2`, each before a tab.
    Levels,
    /// A part of what the lines say.
    Text,
}

fn labels(lines: &[(usize, &str)]) -> Labels {
    if are_levels(lines) {
        Labels::Levels
    } else if is_counted(lines) {
        Labels::Numbers
    } else {
        Labels::Text
    }
}

/// The number of several levels that a line begins with, and what follows it, a tab first.
fn level(line: &str) -> Option<(Vec<u32>, &str)> {
    let (label, rest) = line.split_at(line.find('\t')?);
    let part = |part: &str| {
        let is_number = (1..=3).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit());
        is_number.then(|| part.parse().ok()).flatten()
    };
    Some((label.split('.').map(part).collect::<Option<_>>()?, rest))
}

/// Whether every line begins with a number and a tab, the numbers have several levels, and each follows from the one
/// before: other numbers with a dot are prices and ratings beside something.
fn are_levels(lines: &[(usize, &str)]) -> bool {
    let written = lines
        .iter()
        .map(|(_, line)| trimmed(line))
        .filter(|line| !line.is_empty());
    let Some(labels) = written
        .map(|line| level(line).map(|(label, _)| label))
        .collect::<Option<Vec<_>>>()
    else {
        return false;
    };
    let follows = |before: &[u32], label: &[u32]| {
        let Some((last, above)) = label.split_last() else {
            return false;
        };
        before.starts_with(above) && *last == before.get(above.len()).unwrap_or(&0) + 1
    };
    labels.iter().any(|label| label.len() > 1)
        && labels.len() > 1
        && labels.windows(2).all(|pair| follows(&pair[0], &pair[1]))
}

/// Whether the numbers at the beginnings of lines count, so that they are those of a list: at least two, from 1 on, one
/// after the other, beginning anew inside.
fn is_counted(lines: &[(usize, &str)]) -> bool {
    let mut open: Vec<u32> = Vec::new();
    let numbers = lines
        .iter()
        .filter_map(|(_, line)| number(after_label(trimmed(line))?.0));
    let mut count = 0;
    for number in numbers {
        count += 1;
        if let Some(at) = open.iter().rposition(|last| last + 1 == number) {
            open.truncate(at + 1);
            open[at] = number;
        } else if number == 1 {
            open.push(1);
        } else {
            return false;
        }
    }
    // A list of ones counts nothing.
    count >= 2 && open.iter().any(|last| *last > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Case {
        name: String,
        text: String,
        items: Vec<String>,
    }

    #[test]
    fn lists_are_read_as_the_wall_reads_them() {
        let cases = include_str!("../../../../../tests/inputs/lists.json");
        for case in serde_json::from_str::<Vec<Case>>(cases).unwrap() {
            let found: Vec<String> = items(&case.text)
                .into_iter()
                .map(|item| item.text)
                .collect();
            assert_eq!(found, case.items, "{}", case.name);
        }
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let lines: Vec<usize> = items("a\r\n\r\nb\u{b}c\rd\u{c}e\nf")
            .iter()
            .map(|item| item.line)
            .collect();
        assert_eq!(lines, [1, 3, 4, 4, 5]);
    }

    /// The letters from p to z of a text, but for those of what a list may begin a line with: `p.`, `(q)`, `xv.`, `[x]`.
    /// That is a mark and no word, as the cases above say.
    fn words(text: &str) -> String {
        let is_mark = |token: &str| {
            let Some(inner) = token.strip_suffix(['.', ')']) else {
                return token == "[x]";
            };
            let inner = inner.strip_prefix('(').unwrap_or(inner);
            let is_roman = inner.chars().all(|it| "ivxIVX".contains(it));
            inner.len() == 1 || is_roman && (1..=5).contains(&inner.len())
        };
        let tokens = text.split_whitespace().map(trimmed);
        tokens
            .filter(|token| !is_mark(token))
            .flat_map(str::chars)
            .filter(|it| matches!(it, 'p'..='z'))
            .collect()
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_and_no_word_is_lost(text in "([a-z1*•.) \t\r\n\u{b}\u{2029}-]|\\PC){0,60}") {
            let read: Vec<String> = items(&text).into_iter().map(|item| item.text).collect();
            proptest::prop_assert_eq!(words(&read.join("\n")), words(&text));
        }
    }
}
