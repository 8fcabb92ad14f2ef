//! How the built app is opened on the example board. The only place that knows its command lines.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use crate::failure::Failure;
use crate::project::{self, Project};

/// The template id of the worked example.
const EXAMPLE_TEMPLATE: &str = "zapier-gym";

/// Whether a window can be opened here.
pub(crate) fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos")) || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

/// Builds the desktop app and opens it; on its first start it opens the example board by itself.
///
/// # Errors
/// [`Failure::Ended`] when the build fails.
pub(crate) fn window(project: &Project) -> Result<ExitCode, Failure> {
    println!("building the desktop app");
    project::perform(
        project
            .cargo()
            .args(["build", "--locked", "--package", "journeywall"]),
    )?;
    project::exit_code_of(&mut Command::new(project.built("journeywall")))
}

/// Builds the command-line program, makes the example board, and serves it until it is stopped with Ctrl+C: to the
/// browser of this machine, to guests of its network, and to other machines.
///
/// # Errors
/// [`Failure::Ended`] when a build or a command fails, [`Failure::File`] when the folder of the
/// example cannot be written.
pub(crate) fn browser(project: &Project) -> Result<ExitCode, Failure> {
    println!("there is no display: building the program that serves the board to a browser");
    project::perform(
        project
            .cargo()
            .args(["build", "--locked", "--package", "board-cli"]),
    )?;
    let folder = project.target().join("example");
    let board = example_board(project, &folder)?;
    let mut host = program(project, &folder);
    host.arg("host")
        .arg(&board)
        .args(["--guests", "127.0.0.1:0", "--guests", "0.0.0.0:0"]);
    serve(&mut host)
}

/// The command-line program on its own library, away from the person's.
fn program(project: &Project, folder: &Path) -> Command {
    let mut program = Command::new(project.built("journeywall-cli"));
    program.arg("--library").arg(folder.join("library"));
    program
}

/// The example board; what was written on it in an earlier run stays.
fn example_board(project: &Project, folder: &Path) -> Result<PathBuf, Failure> {
    let board = folder.join("gym-membership.journey");
    if board.is_file() {
        return Ok(board);
    }
    fs::create_dir_all(folder).map_err(|source| Failure::File {
        path: folder.to_path_buf(),
        source,
    })?;
    // Made under another name first: a run that is stopped halfway leaves no half board behind.
    let draft = folder.join("unfinished.journey");
    if draft.exists() {
        fs::remove_file(&draft).map_err(|source| Failure::File {
            path: draft.clone(),
            source,
        })?;
    }
    let mut make = program(project, folder);
    make.arg("new").arg(&draft);
    make.args(["--template", EXAMPLE_TEMPLATE]);
    project::perform(&mut make)?;
    fs::rename(&draft, &board).map_err(|source| Failure::File {
        path: board.clone(),
        source,
    })?;
    Ok(board)
}

/// Runs the host, says where it serves as soon as it says so, and stays until it ends.
fn serve(host: &mut Command) -> Result<ExitCode, Failure> {
    let mut child = host
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|source| project::cannot_start(host, source))?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            match address_in(&line) {
                Some(address) => println!("{}", announcement(&address)),
                None => println!("{line}"),
            }
        }
    }
    let status = child
        .wait()
        .map_err(|source| project::cannot_start(host, source))?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// What an address is good for: this machine's own, or a link for guests.
fn announcement(address: &str) -> String {
    // Guests have a name for the board in their links; this machine's own browser needs none.
    if address.contains("&b=") {
        format!("phones and browsers of this network join at {address}")
    } else {
        format!("the example board is at {address}\nstop it with Ctrl+C")
    }
}

/// The address in a line of the host: alone on it, or in its greeting to scripts.
fn address_in(line: &str) -> Option<String> {
    let line = line.trim();
    if line.starts_with("http://") && !line.contains(' ') {
        return Some(line.to_owned());
    }
    project::json_text(line, "guest_url")
}

#[cfg(test)]
mod tests {
    use super::{address_in, announcement};

    #[test]
    fn this_machines_address_and_the_link_for_guests_are_told_apart() {
        let own = announcement("http://127.0.0.1:40213/#t=x");
        assert!(own.starts_with("the example board is at http://127.0.0.1:40213/#t=x"));
        let guests = announcement("http://192.0.2.7:40213/#t=x&b=0123456789ab");
        assert!(guests.ends_with(" http://192.0.2.7:40213/#t=x&b=0123456789ab"));
    }

    #[test]
    fn the_address_is_found() {
        let url = "http://127.0.0.1:40213/#k=x";
        assert_eq!(address_in(&format!("{url}\n")).as_deref(), Some(url));
        let greeting = format!(r#"{{"hello":{{"protocol":1,"guest_url":"{url}","code":null}}}}"#);
        assert_eq!(address_in(&greeting).as_deref(), Some(url));
        assert_eq!(address_in("see http://127.0.0.1 for more"), None);
        assert_eq!(address_in(r#"{"hello":{"guest_url":null}}"#), None);
    }
}
