//! The answer of a command: the only thing on standard output.

use std::io::{self, Write};

use serde::Serialize;

use crate::failure::Failure;
use crate::terminal_text;

/// Prints text, with one line end and nothing in it that speaks to a terminal. What comes from a board or a path and
/// stands inside a line goes through [`terminal_text::shown`] before.
///
/// # Errors
/// [`Failure::Output`].
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    write_out(&terminal_text::lines(text))
}

fn write_out(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let end = if text.ends_with('\n') { "" } else { "\n" };
    match write!(out, "{text}{end}").and_then(|()| out.flush()) {
        // Whoever reads only the first lines, as `head` does, has what it wanted.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(Failure::Output),
    }
}

/// Prints a value as one line of JSON.
///
/// # Errors
/// [`Failure::Output`].
pub(crate) fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string(value).map_err(|error| Failure::Output(error.into()))?;
    print_json_text(&text)
}

/// Prints what is JSON already.
///
/// # Errors
/// [`Failure::Output`].
pub(crate) fn print_json_text(text: &str) -> Result<(), Failure> {
    write_out(&terminal_text::json(text))
}

/// Says something beside the answer, on standard error, in one line whatever it names.
pub(crate) fn note(text: &str) {
    // A closed standard error is nobody's loss.
    drop(writeln!(io::stderr(), "{}", terminal_text::shown(text)));
}
