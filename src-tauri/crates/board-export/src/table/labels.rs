//! Titles as a table names them: trimmed, none empty, no two the same.
//!
//! Boards may have two stages of one title, or one without a title; a table knows them by name only. So the
//! second «Compare» is written as «Compare (2)», and one without a title as «Untitled». Import makes the same
//! labels from the board it imports into, so a note finds its own stage there; on a board without that
//! structure the label becomes the title, and the next export names it the same.

use board_model::{Kind, KindId};
use std::collections::HashSet;

/// How an entity without a title is called.
const UNTITLED: &str = "Untitled";

/// `title` as it is compared.
pub(super) fn folded(title: &str) -> String {
    board_model::name_key(title)
}

/// A label for each title, in order.
pub(super) fn labels<'a>(titles: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let titles: Vec<&str> = titles
        .into_iter()
        .map(|title| {
            if title.trim().is_empty() {
                UNTITLED
            } else {
                title.trim()
            }
        })
        .collect();
    let own: HashSet<String> = titles.iter().map(|title| folded(title)).collect();
    let mut taken = HashSet::new();
    let mut label = |title: &str| {
        if taken.insert(folded(title)) {
            return title.to_owned();
        }
        let numbered = (2u32..).map(|number| format!("{title} ({number})"));
        // A number is free at the latest after as many tries as there are titles.
        let mut free = numbered
            .filter(|label| !own.contains(&folded(label)) && !taken.contains(&folded(label)));
        let label = free.next().unwrap_or_default();
        taken.insert(folded(&label));
        label
    };
    titles.into_iter().map(&mut label).collect()
}

/// A label for each step of a stage: as [`labels`], but a first step without a title stays without one.
pub(super) fn step_labels<'a>(titles: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let titles: Vec<&str> = titles.into_iter().collect();
    match titles.split_first() {
        Some((first, rest)) if first.trim().is_empty() => std::iter::once(String::new())
            .chain(labels(rest.iter().copied()))
            .collect(),
        _ => labels(titles),
    }
}

/// Each kind with the name that a table gives it: a shipped kind its id, a board's own its title; where that
/// would be another kind's name, its id.
pub(super) fn kind_labels(kinds: &[Kind]) -> Vec<(KindId, String)> {
    let built_in = Kind::built_in();
    let label = |kind: &Kind| {
        let title = kind.title.trim();
        let is_shipped = built_in
            .iter()
            .any(|shipped| shipped.id == kind.id && shipped.title == kind.title);
        let is_others = |other: &Kind| {
            other.id != kind.id
                && [&other.id.0, &other.title]
                    .into_iter()
                    .any(|name| folded(name) == folded(title))
        };
        if is_shipped || title.is_empty() || kinds.iter().any(is_others) {
            kind.id.0.clone()
        } else {
            title.to_owned()
        }
    };
    kinds
        .iter()
        .map(|kind| (kind.id.clone(), label(kind)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_labels_are_the_same() {
        for (titles, expected) in [
            (vec!["A", "B"], vec!["A", "B"]),
            (vec!["A", " a ", "A"], vec!["A", "a (2)", "A (3)"]),
            (vec!["A", "A", "A (2)"], vec!["A", "A (3)", "A (2)"]),
            (vec!["", " "], vec!["Untitled", "Untitled (2)"]),
        ] {
            assert_eq!(labels(titles), expected);
        }
    }

    #[test]
    fn the_only_step_of_a_stage_needs_no_title() {
        assert_eq!(step_labels([""]), [""]);
        assert_eq!(step_labels(["", "", "B"]), ["", "Untitled", "B"]);
        assert_eq!(step_labels(["B", ""]), ["B", "Untitled"]);
    }
}
