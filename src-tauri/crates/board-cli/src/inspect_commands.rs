//! Commands that inspect a file and change nothing: `templates`, `info`, `outline`, `scene`.

use std::path::Path;

use board_app::{Entry, Overview};
use serde_json::json;

use crate::answer;
use crate::failure::Failure;
use crate::terminal_text::shown;

/// `templates`
///
/// # Errors
/// [`Failure::Output`].
pub(crate) fn templates(json: bool) -> Result<(), Failure> {
    let all = board_app::templates();
    if json {
        return answer::print_json(&all);
    }
    let groups = [
        ("Templates", &all.templates),
        ("Sets of stages", &all.stage_sets),
        ("Sets of rows", &all.row_sets),
        ("Agendas", &all.agendas),
    ];
    let text: Vec<String> = groups
        .into_iter()
        .map(|(title, entries)| group(title, entries))
        .collect();
    answer::print(&text.join("\n"))
}

fn group(title: &str, entries: &[Entry]) -> String {
    let width = entries
        .iter()
        .map(|entry| entry.id.chars().count())
        .max()
        .unwrap_or(0);
    let line = |entry: &Entry| {
        format!(
            "  {:width$}  {} ({})\n",
            entry.id, entry.title, entry.summary
        )
    };
    format!("{title}\n{}", entries.iter().map(line).collect::<String>())
}

/// `info`
///
/// # Errors
/// Those of reading the board; [`Failure::Output`].
pub(crate) async fn info(file: &Path, json: bool) -> Result<(), Failure> {
    let overview = board_app::overview(file).await?;
    if json {
        return answer::print_json(&overview);
    }
    answer::print(&told(&overview))
}

fn told(overview: &Overview) -> String {
    let title = match overview.title.as_str() {
        "" => "(no title)",
        title => title,
    };
    let mut lines = vec![shown(title)];
    for sheet in &overview.sheets {
        lines.push(format!(
            "  {}: {}, {}, {}, {}",
            shown(&sheet.title),
            count(sheet.stages, "stage"),
            count(sheet.steps, "step"),
            count(sheet.rows, "row"),
            count(sheet.notes, "note"),
        ));
    }
    let people = match overview.people.as_slice() {
        [] => "none".to_owned(),
        names => shown(&names.join(", ")),
    };
    lines.push(format!(
        "notes   {} ({} in the parking lot)",
        overview.notes, overview.parked
    ));
    lines.push(format!("people  {people}"));
    lines.push(format!("format  {}", overview.format));
    lines.push(format!("size    {} bytes", overview.bytes));
    lines.join("\n")
}

/// A number and what it counts.
pub(crate) fn count(number: usize, what: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {what}{ending}")
}

/// `outline`
///
/// # Errors
/// Those of reading the board; [`Failure::Output`].
pub(crate) async fn outline(file: &Path, json: bool) -> Result<(), Failure> {
    let outline = board_app::outline(file).await?;
    if json {
        return answer::print_json(&json!({ "outline": outline }));
    }
    answer::print(&outline)
}

/// `scene`, which is JSON whether asked to be or not.
///
/// # Errors
/// Those of reading the board; [`Failure::Output`].
pub(crate) async fn scene(file: &Path) -> Result<(), Failure> {
    answer::print_json_text(&board_app::scene(file).await?)
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn one_is_no_plural() {
        assert_eq!(count(1, "note"), "1 note");
        assert_eq!(count(0, "note"), "0 notes");
        assert_eq!(count(2, "note"), "2 notes");
    }
}
