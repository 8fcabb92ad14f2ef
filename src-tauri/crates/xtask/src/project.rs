//! Where the project is, and how programs are called in it.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use crate::failure::Failure;

/// The clone that xtask was started in.
#[derive(Debug)]
pub(crate) struct Project {
    root: PathBuf,
    target: PathBuf,
}

impl Project {
    /// Finds the root and the target folder of the workspace.
    ///
    /// The root comes from the environment cargo sets for `cargo run`, not from compile time: with
    /// a shared target folder the program may have been compiled for another clone.
    ///
    /// # Errors
    /// [`Failure::NotUnderCargo`] without that environment; [`Failure::CannotStart`],
    /// [`Failure::Ended`] and [`Failure::NoTargetFolder`] when cargo does not answer.
    pub(crate) fn find() -> Result<Self, Failure> {
        let folder = std::env::var_os("CARGO_MANIFEST_DIR").ok_or(Failure::NotUnderCargo)?;
        let root = Path::new(&folder)
            .ancestors()
            .find(|folder| folder.join("Cargo.lock").is_file())
            .ok_or(Failure::NotUnderCargo)?
            .to_path_buf();
        let mut metadata = cargo_in(&root);
        metadata
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .stderr(Stdio::inherit());
        let answer = output_of(&mut metadata)?;
        let target = json_text(&answer, "target_directory").ok_or(Failure::NoTargetFolder)?;
        Ok(Self {
            root,
            target: PathBuf::from(target),
        })
    }

    /// The top folder of the clone.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where cargo puts what it builds; follows `CARGO_TARGET_DIR`.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// The folder of the TypeScript front end.
    pub(crate) fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// A program of ours as the dev profile builds it.
    pub(crate) fn built(&self, program: &str) -> PathBuf {
        let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
        self.target.join("debug").join(file)
    }

    /// Where a test runner writes what it did, for machines.
    pub(crate) fn report_of(&self, runner: &str) -> PathBuf {
        self.target
            .join("test-reports")
            .join(format!("{runner}.xml"))
    }

    /// Where cargo-nextest writes the same: below the clone, whatever cargo's target folder is
    /// (`.config/nextest.toml`).
    pub(crate) fn report_of_nextest(&self) -> PathBuf {
        self.root.join("target/nextest/ci/junit.xml")
    }

    /// Cargo, at the root.
    pub(crate) fn cargo(&self) -> Command {
        cargo_in(&self.root)
    }

    /// npm, in the `ui` folder, silent about everything but its work.
    pub(crate) fn npm(&self) -> Command {
        let mut npm = if cfg!(windows) {
            Command::new("npm.cmd")
        } else {
            Command::new("npm")
        };
        npm.current_dir(self.ui())
            .env("npm_config_audit", "false")
            .env("npm_config_fund", "false")
            .env("npm_config_update_notifier", "false")
            // The browser comes from the system's packages, never from a test library's own store.
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        without_cargo_environment(&mut npm);
        npm
    }
}

fn cargo_in(root: &Path) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut cargo = Command::new(program);
    cargo.current_dir(root);
    without_cargo_environment(&mut cargo);
    cargo
}

/// Takes away what `cargo run` set for xtask itself: build scripts of others watch some of these
/// variables, and would run again whenever the same build is asked for outside xtask.
fn without_cargo_environment(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        let Some(text) = name.to_str() else { continue };
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
}

/// Runs a command in sight of the person and ends with its exit code.
///
/// # Errors
/// [`Failure::CannotStart`].
pub(crate) fn exit_code_of(command: &mut Command) -> Result<ExitCode, Failure> {
    let status = command
        .status()
        .map_err(|source| cannot_start(command, source))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(1)))
}

/// Runs a command in sight of the person.
///
/// # Errors
/// [`Failure::CannotStart`], or [`Failure::Ended`] when it ends with an error.
pub(crate) fn perform(command: &mut Command) -> Result<(), Failure> {
    let status = command
        .status()
        .map_err(|source| cannot_start(command, source))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::Ended {
            command: line_of(command),
        })
    }
}

/// What a command writes to its standard output.
///
/// # Errors
/// [`Failure::CannotStart`], or [`Failure::Ended`] when it ends with an error.
pub(crate) fn output_of(command: &mut Command) -> Result<String, Failure> {
    let output = command
        .output()
        .map_err(|source| cannot_start(command, source))?;
    if !output.status.success() {
        return Err(Failure::Ended {
            command: line_of(command),
        });
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The failure of a command that did not start.
pub(crate) fn cannot_start(command: &Command, source: std::io::Error) -> Failure {
    Failure::CannotStart {
        program: command.get_program().to_string_lossy().into_owned(),
        source,
    }
}

/// A command as a person would type it.
pub(crate) fn line_of(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for word in command.get_args() {
        line.push(' ');
        line.push_str(&word.to_string_lossy());
    }
    line
}

/// Whether a program of that name is on the `PATH`.
pub(crate) fn is_on_path(program: &str) -> bool {
    find_on_path(program).is_some()
}

/// Where a program of that name is on the `PATH`.
pub(crate) fn find_on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(format!("{program}{}", std::env::consts::EXE_SUFFIX)))
        .find(|file| file.is_file())
}

/// The text behind the first `"key":` of a JSON document; escapes are undone as far as paths and
/// addresses need it.
pub(crate) fn json_text(json: &str, key: &str) -> Option<String> {
    let label = format!("\"{key}\":");
    let (_, rest) = json.split_once(&label)?;
    let rest = rest.trim_start().strip_prefix('"')?;
    let mut text = String::new();
    let mut letters = rest.chars();
    loop {
        match letters.next()? {
            '"' => return Some(text),
            '\\' => text.push(letters.next()?),
            letter => text.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::json_text;

    #[test]
    fn text_is_read_out_of_json() {
        let json = r#"{"a":1,"target_directory":"C:\\build\\t","guest_url": "http://127.0.0.1:9/#x","code":null}"#;
        assert_eq!(
            json_text(json, "target_directory").as_deref(),
            Some(r"C:\build\t")
        );
        assert_eq!(
            json_text(json, "guest_url").as_deref(),
            Some("http://127.0.0.1:9/#x")
        );
        assert_eq!(json_text(json, "code"), None, "null is no text");
        assert_eq!(json_text(json, "absent"), None);
    }
}
