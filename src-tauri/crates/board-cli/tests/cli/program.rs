//! Calling the program.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder with a library of its own.
pub(crate) struct Desk {
    folder: TempDir,
}

/// What a call gave.
pub(crate) struct Outcome {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    /// A desk with a board on it.
    pub(crate) fn with_board(template: &str) -> (Self, PathBuf) {
        let desk = Self::new();
        let board = desk.path("board.journey");
        desk.done(&["new", "board.journey", "--template", template]);
        (desk, board)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path
    }

    /// Names of the files beside the library, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "library")
            .collect();
        names.sort();
        names
    }

    /// The program, in this folder and with its library.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_journeywall-cli"));
        command
            .arg("--library")
            .arg(self.path("library"))
            .args(words);
        command.current_dir(self.folder.path());
        command
    }

    pub(crate) fn call(&self, words: &[&str]) -> Outcome {
        let output = self.command(words).stdin(Stdio::null()).output().unwrap();
        Outcome {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Calls the program, which must do it, and gives its answer.
    pub(crate) fn done(&self, words: &[&str]) -> String {
        let outcome = self.call(words);
        assert_eq!(outcome.code, Some(0), "{words:?}: {}", outcome.err);
        assert_eq!(outcome.err, "", "{words:?}");
        outcome.out
    }

    pub(crate) fn done_json(&self, words: &[&str]) -> Value {
        let mut all = vec!["--json"];
        all.extend(words);
        let answer = self.done(&all);
        serde_json::from_str(&answer).unwrap_or_else(|error| panic!("{error}: {answer}"))
    }

    /// Calls the program, which must refuse with a code, and gives its sentence.
    pub(crate) fn refused(&self, words: &[&str], code: &str) -> String {
        let outcome = self.call(words);
        assert_eq!(outcome.code, Some(1), "{words:?}: {}", outcome.err);
        assert_eq!(outcome.out, "", "{words:?}: a failure has no answer");
        let lead = format!("error[{code}]: ");
        let sentence = outcome.err.strip_prefix(&lead);
        sentence
            .unwrap_or_else(|| panic!("{words:?}: {lead}… expected: {}", outcome.err))
            .to_owned()
    }

    /// Opens a board for talking.
    pub(crate) fn host(&self, board: &Path, words: &[&str]) -> Host {
        let mut all = vec!["host", board.to_str().unwrap(), "--stdio"];
        all.extend(words);
        self.talk(&all)
    }

    /// Calls the program and leaves its input open.
    pub(crate) fn talk(&self, words: &[&str]) -> Host {
        let mut command = self.command(words);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (input, output) = (child.stdin.take(), child.stdout.take().unwrap());
        Host {
            child,
            input,
            output: BufReader::new(output),
        }
    }
}

/// A program that talks in lines.
pub(crate) struct Host {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Host {
    /// The next line that matters here: presence and the state of peers come when they come.
    pub(crate) fn hear(&mut self) -> Value {
        loop {
            let mut line = String::new();
            self.output.read_line(&mut line).unwrap();
            assert!(line.ends_with('\n'), "the program ended");
            let value: Value = serde_json::from_str(&line).unwrap();
            if value.get("peers").is_none() && value.get("state").is_none() {
                return value;
            }
        }
    }

    pub(crate) fn say_bytes(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    pub(crate) fn say(&mut self, message: &Value) {
        self.say_bytes(format!("{message}\n").as_bytes());
    }

    /// Asks for an edit and gives the answer's `ok`.
    pub(crate) fn edit(&mut self, id: u64, edit: Value) -> Value {
        self.say(&json!({ "id": id, "edit": edit }));
        self.ok(id)
    }

    pub(crate) fn get(&mut self, id: u64, what: &str) -> Value {
        self.say(&json!({ "id": id, "get": what }));
        self.ok(id)
    }

    fn ok(&mut self, id: u64) -> Value {
        let answer = self.hear();
        assert_eq!(answer["id"], id, "{answer}");
        answer
            .get("ok")
            .unwrap_or_else(|| panic!("not ok: {answer}"))
            .clone()
    }

    /// Ends the input and gives what was still said, and how it ended.
    pub(crate) fn leave(mut self) -> (String, ExitStatus) {
        drop(self.input.take());
        self.ended()
    }

    /// Asks the program to end, as a logout does.
    #[cfg(unix)]
    pub(crate) fn terminate(self) -> (String, ExitStatus) {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap()
                .success()
        );
        self.ended()
    }

    fn ended(mut self) -> (String, ExitStatus) {
        let mut rest = String::new();
        std::io::Read::read_to_string(&mut self.output, &mut rest).unwrap();
        (rest, self.child.wait().unwrap())
    }

    pub(crate) fn stderr(&mut self) -> impl BufRead {
        BufReader::new(self.child.stderr.take().unwrap())
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        // Of a test that failed halfway; one that ended is ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
