//! What is measured, and how it is started.

use crate::Load;
use crate::program::{Cores, Program};
use serde_json::Value;
use std::fmt;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use tempfile::TempDir;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Contender {
    OurMachines,
    OurGuests,
    YWebsocket,
    Hocuspocus,
}

impl fmt::Display for Contender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OurMachines | Self::OurGuests => "Journeywall",
            Self::YWebsocket => "y-websocket",
            Self::Hocuspocus => "Hocuspocus",
        })
    }
}

/// Where the other servers are installed.
fn others() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/servers")
}

/// Everybody who is measured under a load: ours first, the others where they are installed.
pub(crate) fn contenders(load: Load) -> Vec<Contender> {
    let ours = if load.what == "guests" {
        Contender::OurGuests
    } else {
        Contender::OurMachines
    };
    let mut all = vec![ours];
    if others().join("node_modules").is_dir() {
        all.extend([Contender::YWebsocket, Contender::Hocuspocus]);
    }
    all
}

/// A server that is ready.
pub(crate) struct Server {
    pub contender: Contender,
    pub program: Program,
    /// The port of a server for Yjs documents.
    pub port: u16,
    /// The hello of our host.
    pub hello: Value,
    /// What a server says goes somewhere, and an input that ends would end our host.
    _talk: (ChildStdin, BufReader<ChildStdout>),
    _folder: TempDir,
}

impl Server {
    pub(crate) async fn start(contender: Contender, cores: &Cores) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let mut start = match contender {
            Contender::OurMachines | Contender::OurGuests => our_host(folder.path(), cores).await,
            Contender::YWebsocket => {
                let mut node = cores.server(Path::new("node"));
                node.arg("node_modules/y-websocket/bin/server.cjs");
                node
            }
            Contender::Hocuspocus => {
                let mut node = cores.server(Path::new("node"));
                node.arg("hocuspocus.mjs");
                node
            }
        };
        if !matches!(contender, Contender::OurMachines | Contender::OurGuests) {
            start.current_dir(others());
            start.env("PORT", port.to_string()).env("HOST", "127.0.0.1");
        }
        start.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = start.spawn().expect("the server starts");
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        // Each says a line when it is ready.
        output.read_line(&mut first).unwrap();
        let hello = serde_json::from_str::<Value>(&first).unwrap_or_default();
        Self {
            contender,
            port,
            hello: hello["hello"].clone(),
            _talk: (child.stdin.take().unwrap(), output),
            program: Program::new(child),
            _folder: folder,
        }
    }

    /// Our host's ticket for participants.
    pub(crate) fn ticket(&self) -> &str {
        self.hello["ticket"].as_str().expect("our host shares")
    }

    /// Our host's link for guests.
    pub(crate) fn guest_url(&self) -> &str {
        self.hello["guest_url"]
            .as_str()
            .expect("our host lets guests in")
    }
}

/// Our host as it ships, with a board on the disk, for machines and for guests.
async fn our_host(folder: &Path, cores: &Cores) -> Command {
    let board = folder.join("Load.journey");
    let app = board_app::App::open(&folder.join("library")).await.unwrap();
    app.create(&board, "zapier-standard", None).await.unwrap();
    let mut host = cores.server(&journeywall_tests::command_line());
    host.arg("--library")
        .arg(folder.join("library of the host"));
    host.arg("host")
        .arg(&board)
        .args(["--stdio", "--name", "Host"]);
    host.args([
        "--listen",
        "127.0.0.1:0",
        "--no-mdns",
        "--guests",
        "0.0.0.0:0",
    ]);
    host
}
