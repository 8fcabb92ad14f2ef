//! Machines of a session: the command line as it ships, each with a library of its own, talking in JSON lines.

use crate::command_line;
use serde_json::{Value, json};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long anything may take before a test gives up. Far beyond what it takes: timing decides no test.
const PATIENCE: Duration = Duration::from_secs(60);

/// A machine of a session.
pub struct Machine {
    child: Child,
    input: Option<ChildStdin>,
    lines: Receiver<Value>,
    asked: u64,
    /// Everything it said so far.
    pub heard: Vec<Value>,
    /// Its hello.
    pub hello: Value,
}

impl Machine {
    /// Hosts a board on this machine's own network.
    pub fn host(library: &Path, board: &Path, name: &str) -> Self {
        let words: [&OsStr; 3] = ["host".as_ref(), board.as_os_str(), "--stdio".as_ref()];
        Self::start(library, &words, name)
    }

    /// Hosts a board on this machine's own network, and by a relay.
    pub fn host_through(library: &Path, board: &Path, name: &str, relay: &str) -> Self {
        let words = ["--stdio", "--relay", relay].map(OsStr::new);
        let words = [&["host".as_ref(), board.as_os_str()], &words[..]].concat();
        Self::start(library, &words, name)
    }

    /// Joins by a ticket, through a relay where that is the way.
    pub fn join_through(library: &Path, ticket: &str, name: &str, relay: &str) -> Self {
        let words = ["join", ticket, "--relay", relay].map(OsStr::new);
        Self::start(library, &words, name)
    }

    /// Hosts a board for machines and for guests, on every network, and gives out a PIN.
    pub fn host_for_all(library: &Path, board: &Path, name: &str) -> Self {
        let words = ["--stdio", "--guests", "0.0.0.0:0", "--pin"].map(OsStr::new);
        let words: Vec<&OsStr> = ["host".as_ref(), board.as_os_str()]
            .into_iter()
            .chain(words)
            .collect();
        Self::start(library, &words, name)
    }

    /// Joins by a ticket.
    pub fn join(library: &Path, ticket: &str, name: &str) -> Self {
        Self::start(library, &["join".as_ref(), ticket.as_ref()], name)
    }

    fn start(library: &Path, words: &[&OsStr], name: &str) -> Self {
        let mut start = Command::new(command_line());
        start.arg("--library").arg(library).args(words);
        start.args(["--name", name, "--listen", "127.0.0.1:0", "--no-mdns"]);
        Self::launch(start)
    }

    /// Starts a machine by this command, and hears its hello.
    pub(crate) fn launch(mut start: Command) -> Self {
        start.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = start.spawn().expect("the command line starts");
        let output = BufReader::new(child.stdout.take().expect("output"));
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                let message = serde_json::from_str(&line).expect("a message");
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let input = child.stdin.take();
        let mut machine = Self {
            child,
            input,
            lines,
            asked: 0,
            heard: Vec::new(),
            hello: Value::Null,
        };
        machine.hello =
            machine.until("hello", |message| message.get("hello").is_some())["hello"].clone();
        machine.ask(json!({"subscribe": ["board"]}));
        machine
    }

    /// The ticket for participants.
    pub fn ticket(&self) -> String {
        self.hello["ticket"].as_str().expect("it shares").to_owned()
    }

    /// The link for guests.
    pub fn guest_link(&self) -> String {
        self.hello["guest_url"].as_str().expect("guests").to_owned()
    }

    /// What it keeps in memory, in KiB, as the system counts it.
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|line| line.split_whitespace().next());
        number.and_then(|text| text.parse().ok()).expect("a number")
    }

    /// Reads on until a message fits, and answers it.
    pub fn until(&mut self, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.lines.recv_timeout(PATIENCE);
            let message = message.unwrap_or_else(|_| {
                panic!(
                    "no {what} came: {:?}",
                    self.heard.iter().rev().take(5).collect::<Vec<_>>()
                )
            });
            self.heard.push(message.clone());
            if fits(&message) {
                return message;
            }
        }
    }

    /// Sends a message and waits for its answer.
    pub fn ask(&mut self, mut message: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        message["id"] = json!(id);
        let input = self.input.as_mut().expect("it is on");
        writeln!(input, "{message}").expect("it listens");
        self.until("answer", |answer| answer["id"] == json!(id))
    }

    /// Carries out an edit that is allowed.
    pub fn edit(&mut self, edit: Value) -> Value {
        let answer = self.ask(json!({ "edit": edit }));
        assert!(answer.get("ok").is_some(), "{answer}");
        answer["ok"].clone()
    }

    /// The board, as the contract writes it.
    pub fn board(&mut self) -> String {
        self.ask(json!({"get": "board"}))["ok"].to_string()
    }

    /// `hosting`, `connected`, `reconnecting` or `alone`.
    pub fn state(&mut self) -> String {
        let status = self.ask(json!({"get": "status"}));
        status["ok"]["state"]["state"]
            .as_str()
            .expect("a state")
            .to_owned()
    }

    /// How its packets go to the machines that it has a link to, one word each: `direct` or `relay`.
    pub fn ways(&mut self) -> Vec<String> {
        let status = self.ask(json!({"get": "status"}));
        let links = status["ok"]["links"].as_array().expect("links").clone();
        let ways = links.iter().map(|link| link["way"].as_str());
        ways.map(|way| way.expect("a way").to_owned()).collect()
    }

    /// Waits until the board fits, looking again with every patch.
    pub fn until_board(&mut self, what: &str, fits: impl Fn(&str) -> bool) -> String {
        loop {
            let board = self.board();
            if fits(&board) {
                return board;
            }
            self.until(what, |message| message.get("patch").is_some());
        }
    }

    /// Waits until it stands so, looking again with every news of the session.
    pub fn until_state(&mut self, state: &str) {
        while self.state() != state {
            self.until(state, |message| message.get("state").is_some());
        }
    }

    /// Takes its power.
    pub fn kill(mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ends");
    }

    /// Leaves in order.
    pub fn leave(mut self) {
        drop(self.input.take());
        assert!(self.child.wait().expect("it ends").success());
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        // A test that failed leaves nobody behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
