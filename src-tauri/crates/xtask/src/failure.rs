//! Why a command could not be carried out.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Each variant is one fact; its sentence says what to do.
#[derive(Debug)]
pub(crate) enum Failure {
    /// xtask was started without cargo, so it does not know where the project is.
    NotUnderCargo,
    /// A program could not be started at all.
    CannotStart {
        /// The program's name.
        program: String,
        /// What the system said.
        source: io::Error,
    },
    /// A program ran and ended with an error; it has printed its own words.
    Ended {
        /// The command line, for the person to repeat.
        command: String,
    },
    /// A file or folder could not be read or written.
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Node is absent or too old.
    Node {
        /// The version found, if any.
        found: Option<String>,
    },
    /// System packages are missing and may not, or cannot, be installed from here.
    PackagesMissing {
        /// The command that installs them.
        remedy: String,
    },
    /// `cargo metadata` answered something without a target folder.
    NoTargetFolder,
    /// `rustc -vV` answered something without a host.
    NoHost,
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUnderCargo => {
                write!(
                    out,
                    "start it with cargo, inside the project: cargo xtask run"
                )
            }
            Self::CannotStart { program, source } => {
                write!(
                    out,
                    "{program} cannot be started ({source}); is it installed and on the PATH?"
                )
            }
            Self::Ended { command } => {
                write!(out, "this command failed, see its words above: {command}")
            }
            Self::File { path, source } => write!(out, "{}: {source}", path.display()),
            Self::Node { found } => {
                match found {
                    Some(version) => write!(out, "Node {version} is too old; ")?,
                    None => write!(out, "Node was not found; ")?,
                }
                let (major, minor) = crate::versions::OLDEST_NODE;
                write!(
                    out,
                    "install Node {major}.{minor} or newer with npm, from your system or https://nodejs.org"
                )
            }
            Self::PackagesMissing { remedy } => {
                write!(
                    out,
                    "system packages are missing; install them with\n  {remedy}"
                )
            }
            Self::NoTargetFolder => {
                write!(
                    out,
                    "cargo metadata named no target folder; run it by hand to see why"
                )
            }
            Self::NoHost => write!(out, "rustc -vV named no host; run it by hand to see why"),
        }
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::CannotStart { source, .. } | Self::File { source, .. } => Some(source),
            Self::NotUnderCargo
            | Self::Ended { .. }
            | Self::Node { .. }
            | Self::PackagesMissing { .. }
            | Self::NoHost
            | Self::NoTargetFolder => None,
        }
    }
}
