//! Commands that write files: `new`, `import`, `export`, `verify --repair`.

use std::path::Path;

use board_app::{App, ExportOptions, Verdict};
use serde_json::json;

use crate::answer;
use crate::args::{Export, Import, New, Verify};
use crate::failure::Failure;
use crate::inspect_commands::count;
use crate::terminal_text::{path, shown};

/// `new`
///
/// # Errors
/// Those of making a board; [`Failure::Output`].
pub(crate) async fn new(app: &App, new: &New, json: bool) -> Result<(), Failure> {
    let board = app
        .create(&new.file, &new.template, new.title.as_deref())
        .await?;
    if json {
        return answer::print_json(&json!({ "board": board, "path": new.file }));
    }
    answer::print(&format!(
        "{} made from {}",
        path(&new.file),
        shown(&new.template)
    ))
}

/// `import`
///
/// # Errors
/// Those of importing; [`Failure::Output`].
pub(crate) async fn import(app: &App, import: &Import, json: bool) -> Result<(), Failure> {
    let imported = app
        .import(&import.file, &import.into, import.new_ids)
        .await?;
    if json {
        return answer::print_json(&imported);
    }
    let further = [(imported.ratings, "rating"), (imported.measures, "metric")];
    let further = further.into_iter().filter(|(number, _)| *number > 0);
    let counted: Vec<String> = std::iter::once((imported.notes, "note"))
        .chain(further)
        .map(|(number, what)| count(number, what))
        .collect();
    let passed_over = match imported.ignored.as_slice() {
        [] => String::new(),
        columns => format!("; columns passed over: {}", shown(&columns.join(", "))),
    };
    if let Some(encoding) = imported.guessed {
        answer::note(&format!(
            "{} does not say its encoding and is not UTF-8; it was read as {encoding}. Look whether accented letters are right",
            path(&import.file)
        ));
    }
    answer::print(&format!(
        "{} imported into {}{passed_over}",
        counted.join(", "),
        path(&import.into)
    ))
}

/// `export`
///
/// # Errors
/// Those of exporting; [`Failure::NoPages`]; [`Failure::Output`].
pub(crate) async fn export(export: &Export, json: bool) -> Result<(), Failure> {
    if export.page.is_some() {
        return Err(Failure::NoPages);
    }
    let options = ExportOptions {
        sheet: export.sheet.clone(),
        stage: export.stage.clone(),
        row: export.row.clone(),
        scale: export.scale,
        width: export.width,
        quality: export.quality,
        byte_order_mark: export.bom,
        separator: export.separator.unwrap_or_default().into(),
        ..ExportOptions::default()
    };
    let exported = board_app::export(&export.file, &export.out, &options).await?;
    if json {
        return answer::print_json(&exported);
    }
    if !exported.missing.is_empty() {
        answer::note(&format!(
            "warning: {} shows □ for what its fonts cannot draw: {}",
            export.out.display(),
            characters(&exported.missing)
        ));
    }
    let pixels = exported
        .pixels
        .map(|(width, height)| format!("{width} × {height} pixels, "));
    answer::print(&format!(
        "{}: {}{} bytes",
        path(&exported.path),
        pixels.unwrap_or_default(),
        exported.bytes
    ))
}

/// How many characters a warning names.
const NAMED: usize = 20;

/// Characters with their code points, as far as a line holds them.
fn characters(missing: &[char]) -> String {
    let named: Vec<String> = missing
        .iter()
        .take(NAMED)
        .map(|&c| format!("{c} (U+{:04X})", u32::from(c)))
        .collect();
    match missing.len() - named.len() {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// `verify`
///
/// # Errors
/// [`Failure::NotSound`] with what is wrong; those of reading and, with `--repair`, of writing.
pub(crate) async fn verify(verify: &Verify, json: bool) -> Result<(), Failure> {
    if let Some(out) = &verify.repair {
        return repair(&verify.file, out, json).await;
    }
    let verdict = board_app::verify(&verify.file).await?;
    if json {
        // A verdict is the answer, whichever it is; the exit code tells it too.
        answer::print_json(&verdict)?;
    }
    if !verdict.sound {
        return Err(not_sound(&verify.file, &verdict));
    }
    if json {
        return Ok(());
    }
    let journal = if verdict.journal {
        ", with the journal of a program that was killed; the next opening takes it in"
    } else {
        ""
    };
    let notes = verdict
        .notes
        .map(|notes| count(notes, "note"))
        .unwrap_or_default();
    answer::print(&format!(
        "{}: sound ({notes}, format {}, {} bytes){journal}",
        path(&verify.file),
        verdict.format,
        verdict.bytes
    ))
}

fn not_sound(file: &Path, verdict: &Verdict) -> Failure {
    Failure::NotSound {
        path: file.to_owned(),
        findings: verdict.findings.join("; "),
    }
}

async fn repair(file: &Path, out: &Path, json: bool) -> Result<(), Failure> {
    let repaired = board_app::repair(file, out).await?;
    if json {
        return answer::print_json(&repaired);
    }
    let mut lines = vec![format!(
        "{}: {} saved from {} updates, {} lost",
        path(out),
        count(repaired.notes, "note"),
        repaired.updates,
        repaired.lost
    )];
    lines.extend(
        repaired
            .losses
            .iter()
            .map(|loss| format!("  {}", shown(loss))),
    );
    answer::print(&lines.join("\n"))
}
