//! The board as text to read: what is on it, where, and by whom.

use super::cell::without_controls;
use board_model::{Board, CellId, Note, Sheet, Stage, Step};

/// The board as indented text: header, personas, then sheet by sheet its rows, stages, steps and notes in
/// reading order, with kind and author, and the parking lot. Control characters are shown as pictures, so the
/// text can do nothing to a terminal.
pub fn outline(board: &Board) -> String {
    let mut text = String::new();
    header(&mut text, board);
    for sheet in board.sheets() {
        add_sheet(&mut text, board, sheet);
    }
    let mut parked = board.parked().peekable();
    if parked.peek().is_some() {
        add_line(&mut text, 0, "");
        add_line(&mut text, 0, "Parking lot");
        parked.for_each(|note| add_note(&mut text, 1, board, note));
    }
    text
}

/// Appends lines, each at the same depth; further lines of a text are indented once more.
fn add_line(text: &mut String, depth: usize, line: &str) {
    let shown = without_controls(line).replace('\t', "    ");
    let mut parts = shown.lines();
    text.push_str(&"  ".repeat(depth));
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        text.push('\n');
        text.push_str(&"  ".repeat(depth + 1));
        text.push_str(part);
    }
    text.truncate(text.trim_end_matches(' ').len());
    text.push('\n');
}

fn header(text: &mut String, board: &Board) {
    let header = board.header();
    add_line(
        text,
        0,
        if header.title.is_empty() {
            "Untitled board"
        } else {
            &header.title
        },
    );
    let span = match (header.starts.as_str(), header.ends.as_str()) {
        ("", "") => String::new(),
        (starts, ends) => format!("{starts} → {ends}"),
    };
    let fields = [
        ("Map type", &header.map_type),
        ("Scope", &header.scope),
        ("From, to", &span),
        ("Scenario", &header.scenario),
        ("Goal", &header.goal),
        ("Owner", &header.owner),
        ("Date", &header.date),
        ("Review", &header.review_date),
    ];
    for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
        add_line(text, 0, &format!("{name}: {value}"));
    }
    for persona in board.personas() {
        let parts: Vec<&str> = [&persona.name, &persona.role, &persona.motto]
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        add_line(text, 0, &format!("Persona: {}", parts.join(", ")));
    }
}

fn titled(title: &str) -> &str {
    if title.trim().is_empty() {
        "Untitled"
    } else {
        title
    }
}

fn add_sheet(text: &mut String, board: &Board, sheet: &Sheet) {
    add_line(text, 0, "");
    add_line(text, 0, titled(&sheet.title));
    if !sheet.rows.is_empty() {
        let rows: Vec<&str> = sheet.rows.iter().map(|row| titled(&row.title)).collect();
        add_line(text, 1, &format!("Rows: {}", rows.join(", ")));
    }
    for stage in &sheet.stages {
        add_line(text, 1, titled(&stage.title));
        add_steps(text, board, sheet, stage);
    }
}

fn add_steps(text: &mut String, board: &Board, sheet: &Sheet, stage: &Stage) {
    for (place, step) in stage.steps.iter().enumerate() {
        let is_plain = place == 0 && step.title.trim().is_empty();
        if !is_plain {
            add_line(text, 2, titled(&step.title));
        }
        add_cells(text, if is_plain { 2 } else { 3 }, board, sheet, step);
    }
}

fn add_cells(text: &mut String, depth: usize, board: &Board, sheet: &Sheet, step: &Step) {
    for row in &sheet.rows {
        let cell = CellId {
            step: step.id,
            row: row.id,
        };
        let measure = board.measure(cell);
        if board.count_in(cell) == 0 && measure.is_none() {
            continue;
        }
        add_line(text, depth, titled(&row.title));
        if let Some(measure) = measure {
            let target = if measure.target.is_empty() {
                String::new()
            } else {
                format!(" (target {})", measure.target)
            };
            add_line(
                text,
                depth + 1,
                &format!("= {} {}{target}", measure.value, measure.unit),
            );
        }
        board
            .notes_in(cell)
            .for_each(|note| add_note(text, depth + 1, board, note));
    }
}

fn add_note(text: &mut String, depth: usize, board: &Board, note: &Note) {
    let mut line = format!("[{}] {}", note.kind.as_str(), note.text);
    let author = board.author_of(note);
    if !author.is_empty() {
        line.push_str(" — ");
        line.push_str(author);
    }
    let votes = match board.votes(note) {
        0 => None,
        1 => Some("1 vote".to_owned()),
        votes => Some(format!("{votes} votes")),
    };
    let impact = note.impact.map(|impact| impact.name().to_owned());
    let moment = note.moment.then(|| "moment that matters".to_owned());
    let marks: Vec<String> = [votes, impact, moment].into_iter().flatten().collect();
    if !marks.is_empty() {
        line.push_str(&format!(" ({})", marks.join(", ")));
    }
    add_line(text, depth, &line);
}
