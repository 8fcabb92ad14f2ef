//! The command line, as the contract with scripts fixes it for scripts.

use board_app::Separator;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Boards for journey-mapping workshops, from the command line.
#[derive(Debug, Parser)]
#[command(name = "journeywall-cli", version, arg_required_else_help = true)]
pub(crate) struct Cli {
    /// Data folder; the system's own when it is not given
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) library: Option<PathBuf>,
    /// Answer in JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// One command; each is carried out in a file of its group.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List templates, sets of stages, sets of rows, agendas
    Templates,
    /// Make a board from a template
    New(New),
    /// Say what is on a board
    Info {
        /// The board
        file: PathBuf,
    },
    /// Bring notes of another file onto a board
    Import(Import),
    /// Write a board as a picture, a table or text, by the ending of OUT
    Export(Export),
    /// Print a board as text
    Outline {
        /// The board
        file: PathBuf,
    },
    /// Print what every painter paints, as JSON
    Scene {
        /// The board
        file: PathBuf,
    },
    /// Check a board file, and save what can be saved of a damaged one
    Verify(Verify),
    /// Keep a board open for other machines, for a script, for browsers of this network
    Host(Host),
    /// Serve the start screen and all boards of the library to this machine's own browser
    ///
    /// The address that is printed gives everything: whoever has it can open, change and delete every board of the
    /// library. It works on this machine only. The end of input, Ctrl+C and SIGTERM end it in order.
    Desk(Desk),
    /// Take part in a session, as a machine without a screen: JSON lines in and out
    ///
    /// The board is kept in the library, or in --file; this machine may host when the host is gone. The end of input,
    /// Ctrl+C and SIGTERM leave in order.
    Join(Join),
    /// Write the workshop pack (not in this version)
    Pack(Later),
    /// Print gaps, patterns and rankings (not in this version)
    Insights(Later),
}

/// What `import` and `export` say of tables.
const TABLES: &str = "\
Tables (.csv, .tsv) have a first line with the names of their columns: sheet, stage, step, row, kind, text, author, tags \
(split by ;), impact, evidence, source, owner, votes, moment, link, detail, parked, id. Any of them with text is \
enough, in any order. Boards with ratings or metrics have five more: persona and sentiment (ratings from -2 to 2, split \
by ;, lowest first), measure, unit and target; such a line names a place and has no text.

Commas, semicolons and tabs part cells; a line sep=; may come first. Text is read as UTF-8 or UTF-16, and else as \
Windows-1252, which is said. Lists (.txt) have one note a line; bullets and numbers are taken away, and \
«Stage | Row | text» names a place.";

/// `new`
#[derive(Debug, Args)]
pub(crate) struct New {
    /// The board file to make
    pub(crate) file: PathBuf,
    /// Its template's id, see `templates`
    #[arg(long, value_name = "ID")]
    pub(crate) template: String,
    /// Its title; the template's when it is not given
    #[arg(long)]
    pub(crate) title: Option<String>,
}

/// `import`
#[derive(Debug, Args)]
#[command(after_long_help = TABLES)]
pub(crate) struct Import {
    /// The file with notes
    pub(crate) file: PathBuf,
    /// The board that gets them
    #[arg(long, value_name = "FILE.journey")]
    pub(crate) into: PathBuf,
    /// Give every note an id of its own, so that a file can be imported twice
    #[arg(long)]
    pub(crate) new_ids: bool,
}

/// `export`
#[derive(Debug, Args)]
#[command(after_long_help = TABLES)]
pub(crate) struct Export {
    /// The board
    pub(crate) file: PathBuf,
    /// The file to write; one that is there is replaced when all is written
    pub(crate) out: PathBuf,
    /// One sheet only, by id or title
    #[arg(long)]
    pub(crate) sheet: Option<String>,
    /// One stage only
    #[arg(long)]
    pub(crate) stage: Option<String>,
    /// One row only
    #[arg(long)]
    pub(crate) row: Option<String>,
    /// Pixels of a picture per board unit; 2 when nothing is given
    #[arg(long, value_name = "N", conflicts_with = "width")]
    pub(crate) scale: Option<f32>,
    /// Width of a picture in pixels
    #[arg(long, value_name = "PX")]
    pub(crate) width: Option<u32>,
    /// Page size of a document
    // Not shown while no document is written: it is read so that its refusal can say so.
    #[arg(long, hide = true, value_parser = ["A4", "A3", "A2", "A1", "A0"])]
    pub(crate) page: Option<String>,
    /// Quality of a JPEG, 1 to 100
    #[arg(long, value_name = "Q", value_parser = clap::value_parser!(u8).range(1..=100))]
    pub(crate) quality: Option<u8>,
    /// Begin a table with a byte order mark, by which Excel reads accented letters right
    #[arg(long)]
    pub(crate) bom: bool,
    /// What parts the cells of a table; commas when it is not given. Excel wants semicolons where numbers have a decimal
    /// comma
    #[arg(long, value_name = "SIGN", value_enum)]
    pub(crate) separator: Option<Sign>,
}

/// What parts the cells of a table.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
pub(crate) enum Sign {
    /// `,`
    #[default]
    Comma,
    /// `;`
    Semicolon,
    /// A tab
    Tab,
}

impl From<Sign> for Separator {
    fn from(sign: Sign) -> Self {
        match sign {
            Sign::Comma => Self::Comma,
            Sign::Semicolon => Self::Semicolon,
            Sign::Tab => Self::Tab,
        }
    }
}

/// `verify`
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The board
    pub(crate) file: PathBuf,
    /// Write what can be saved to a fresh file
    #[arg(long, value_name = "OUT.journey")]
    pub(crate) repair: Option<PathBuf>,
}

/// `host`
#[derive(Debug, Args)]
pub(crate) struct Host {
    /// The board
    pub(crate) file: PathBuf,
    /// Talk in JSON lines: messages in, answers and patches out; the end of input leaves in order
    #[arg(long)]
    pub(crate) stdio: bool,
    /// The name beside what is written
    #[arg(long, value_name = "N")]
    pub(crate) name: Option<String>,
    /// Where other machines connect; every network of this machine, any port, when it is not given
    #[arg(long, value_name = "ADDR:PORT")]
    pub(crate) listen: Option<SocketAddr>,
    /// Serve the board to browsers: at 127.0.0.1:0 to your own, at 0.0.0.0:0 or an address of the network to guests;
    /// both when it is given twice
    #[arg(long, value_name = "ADDR:PORT")]
    pub(crate) guests: Vec<SocketAddr>,
    /// A relay for machines elsewhere; without it nothing leaves the local network
    #[arg(long, value_name = "URL|public")]
    pub(crate) relay: Option<String>,
    /// Create a join code and announce the session on the local network: anyone told the code joins without a ticket
    #[arg(long)]
    pub(crate) pin: bool,
    /// Announce nothing on the local network, and look for nobody there
    #[arg(long)]
    pub(crate) no_mdns: bool,
}

/// `join`
#[derive(Debug, Args)]
pub(crate) struct Join {
    /// The ticket, as the host gave it; or the join code of a session on the local network. With - it is the first line
    /// of standard input, and stands in no list of running programs
    #[arg(value_name = "TICKET|CODE|-")]
    pub(crate) ticket: String,
    /// With a join code, and several sessions on the local network: the title of the board or the name of its host
    #[arg(long, value_name = "WORDS")]
    pub(crate) session: Option<String>,
    /// The name beside what is written
    #[arg(long, value_name = "N")]
    pub(crate) name: String,
    /// Less than the ticket allows: facilitator, participant or viewer
    #[arg(long, value_name = "R", value_parser = ["facilitator", "participant", "viewer"])]
    pub(crate) role: Option<String>,
    /// Where the board is kept; in the library when it is not given
    #[arg(long, value_name = "FILE.journey")]
    pub(crate) file: Option<PathBuf>,
    /// Where other machines connect; every network of this machine, any port, when it is not given
    #[arg(long, value_name = "ADDR:PORT")]
    pub(crate) listen: Option<SocketAddr>,
    /// A relay for machines elsewhere; without it nothing leaves the local network
    #[arg(long, value_name = "URL|public")]
    pub(crate) relay: Option<String>,
    /// Do not look for the session on the local network
    #[arg(long)]
    pub(crate) no_mdns: bool,
}

/// `desk`
#[derive(Debug, Args)]
pub(crate) struct Desk {
    /// Where the browser finds it, an address of this machine; port 0 for any that is free
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:0")]
    pub(crate) listen: SocketAddr,
    /// The name beside what is written
    #[arg(long, value_name = "N")]
    pub(crate) name: Option<String>,
}

/// A command of a later version, with whatever words it is given.
#[derive(Debug, Args)]
pub(crate) struct Later {
    /// Its words
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) words: Vec<String>,
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::{Cli, Command};

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_library_stands_before_the_command() {
        let cli = Cli::try_parse_from(["x", "--library", "lib", "info", "a.journey"]).unwrap();
        assert_eq!(cli.library, Some("lib".into()));
        assert!(matches!(cli.command, Command::Info { .. }));
    }

    #[test]
    fn scale_and_width_exclude_each_other() {
        let both = [
            "x",
            "export",
            "a.journey",
            "a.png",
            "--scale",
            "2",
            "--width",
            "100",
        ];
        assert!(Cli::try_parse_from(both).is_err());
    }
}
