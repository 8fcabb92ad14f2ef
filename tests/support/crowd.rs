//! Many machines of one session that all talk at once: what any of them says comes in one stream.

use crate::command_line;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// How long everybody may be silent before a test gives up. Far beyond what anything takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// Something that a machine said, or that it will say no more.
#[derive(Debug)]
pub struct Said {
    /// Which machine.
    pub who: usize,
    /// The line as it came and as it reads; none when the output of this life has ended.
    pub line: Option<(String, Value)>,
}

impl Said {
    /// What was answered with `ok`, as it came, byte for byte.
    pub fn answered(&self) -> Option<&str> {
        let (text, _) = self.line.as_ref()?;
        let (_, answer) = text.split_once("\"ok\":")?;
        answer.strip_suffix('}')
    }
}

/// A machine, in whichever of its lives.
struct Peer {
    name: String,
    library: PathBuf,
    file: PathBuf,
    running: Option<(Child, ChildStdin)>,
    asked: u64,
}

/// Machines of one session, each with a library and a file of its own that outlive it. The first one hosts.
pub struct Crowd {
    peers: Vec<Peer>,
    said: Receiver<Said>,
    speaker: Sender<Said>,
    ticket: Option<String>,
}

impl Crowd {
    /// Machines that are still off: their names, libraries and files. The first file is the board that is shared.
    pub fn new(peers: impl IntoIterator<Item = (String, PathBuf, PathBuf)>) -> Self {
        let (speaker, said) = channel();
        let peers = peers.into_iter().map(|(name, library, file)| Peer {
            name,
            library,
            file,
            running: None,
            asked: 0,
        });
        Self {
            peers: peers.collect(),
            said,
            speaker,
            ticket: None,
        }
    }

    /// Starts a machine, for the first time or again, with what it had. Its hello comes like everything else it says.
    pub fn start(&mut self, who: usize) {
        let ticket = self.ticket.clone();
        let peer = &mut self.peers[who];
        let mut start = Command::new(command_line());
        start.arg("--library").arg(&peer.library);
        if who == 0 {
            start.arg("host").arg(&peer.file).arg("--stdio");
        } else {
            let ticket = ticket.expect("the host is there first");
            start.args(["join", &ticket]).arg("--file").arg(&peer.file);
        }
        start.args(["--name", &peer.name, "--listen", "127.0.0.1:0", "--no-mdns"]);
        start.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = start.spawn().expect("the command line starts");
        let output = BufReader::new(child.stdout.take().expect("output"));
        let input = child.stdin.take().expect("input");
        peer.running = Some((child, input));
        let speaker = self.speaker.clone();
        std::thread::spawn(move || {
            for text in output.lines().map_while(Result::ok) {
                // A machine that was killed may have died in the middle of a line.
                let Ok(value) = serde_json::from_str(&text) else {
                    break;
                };
                let line = Some((text, value));
                if speaker.send(Said { who, line }).is_err() {
                    return;
                }
            }
            drop(speaker.send(Said { who, line: None }));
        });
    }

    /// The next that anybody says; none when nobody says anything any more.
    pub fn hear(&mut self) -> Option<Said> {
        let said = self.said.recv_timeout(PATIENCE).ok()?;
        if let Some((_, line)) = &said.line
            && let Some(ticket) = line["hello"]["ticket"].as_str()
            && self.ticket.is_none()
        {
            self.ticket = Some(ticket.to_owned());
        }
        Some(said)
    }

    /// Sends a message, which gets the number that is answered. One that is off hears nothing.
    pub fn ask(&mut self, who: usize, mut message: Value) -> u64 {
        let peer = &mut self.peers[who];
        peer.asked += 1;
        message["id"] = json!(peer.asked);
        if let Some((_, input)) = &mut peer.running {
            // It may have been killed by now.
            drop(writeln!(input, "{message}"));
        }
        peer.asked
    }

    /// SIGKILL. What it said before it died is still to come, and then that it says no more.
    pub fn kill(&mut self, who: usize) {
        let (mut child, input) = self.peers[who].running.take().expect("it runs");
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        drop(input);
    }

    /// The end of its input, which is an orderly leave; waits until it is gone.
    pub fn leave(&mut self, who: usize) {
        let (mut child, input) = self.peers[who].running.take().expect("it runs");
        drop(input);
        assert!(child.wait().expect("it ends").success());
    }

    /// Whether it runs.
    pub fn is_on(&self, who: usize) -> bool {
        self.peers[who].running.is_some()
    }

    /// Where it keeps the board.
    pub fn file(&self, who: usize) -> &PathBuf {
        &self.peers[who].file
    }
}

impl Drop for Crowd {
    fn drop(&mut self) {
        // A test that failed leaves nobody behind.
        for (child, _) in self
            .peers
            .iter_mut()
            .filter_map(|peer| peer.running.as_mut())
        {
            drop(child.kill());
            drop(child.wait());
        }
    }
}
