//! Running the steps of `cargo xtask test`: each is timed, logged in full, counted, and summed up.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::project;
use crate::tally::{Counting, Tally, tally};

/// How much of a failing step's log is shown. A compiler error or a failed assertion fits.
const TAIL_LINES: usize = 60;

/// What became of a step.
#[derive(Debug)]
enum Fate {
    Ran(Tally),
    LeftOut(String),
}

#[derive(Debug)]
struct Outcome {
    name: String,
    took: Duration,
    fate: Fate,
}

/// All steps so far.
#[derive(Debug)]
pub(crate) struct Report {
    log: File,
    log_path: PathBuf,
    outcomes: Vec<Outcome>,
}

impl Report {
    /// Starts an empty log.
    ///
    /// # Errors
    /// [`Failure::File`].
    pub(crate) fn open(log_path: PathBuf) -> Result<Self, Failure> {
        let failed = |source| Failure::File {
            path: log_path.clone(),
            source,
        };
        if let Some(folder) = log_path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let log = File::options()
            .create(true)
            .truncate(true)
            .read(true)
            .write(true)
            .open(&log_path)
            .map_err(failed)?;
        Ok(Self {
            log,
            log_path,
            outcomes: Vec::new(),
        })
    }

    /// Runs a command as a step. Its output goes to the log; when it fails, the end of it is shown.
    /// True when all of it passed.
    ///
    /// # Errors
    /// [`Failure::File`] when the log cannot be written or an old report cannot be removed. A command
    /// that cannot start is a failed step, not an error.
    pub(crate) fn step(
        &mut self,
        name: &str,
        counting: Counting<'_>,
        command: &mut Command,
    ) -> Result<bool, Failure> {
        announce(name);
        counting.make_room()?;
        let began = Instant::now();
        let from = self.write_log(&format!("\n=== {name}: {}\n", project::line_of(command)))?;
        let ended_well = self.run(command)?;
        let output = self.log_since(from)?;
        let tally = tally(counting, &output, ended_well);
        self.close(name, began.elapsed(), tally, &output);
        Ok(tally.failed == 0)
    }

    /// Does something of our own as a step, in sight of the person. True when it succeeded.
    ///
    /// # Errors
    /// [`Failure::File`] when the log cannot be written. A failing act is a failed step.
    pub(crate) fn act(
        &mut self,
        name: &str,
        act: impl FnOnce() -> Result<(), Failure>,
    ) -> Result<bool, Failure> {
        announce(name);
        let began = Instant::now();
        let outcome = act();
        let words = outcome.as_ref().err().map(ToString::to_string);
        let words = words.unwrap_or_default();
        self.write_log(&format!("\n=== {name}\n{words}\n"))?;
        let tally = tally(Counting::One, "", outcome.is_ok());
        self.close(name, began.elapsed(), tally, &words);
        Ok(outcome.is_ok())
    }

    /// Shows more of what went wrong, and logs it.
    ///
    /// # Errors
    /// [`Failure::File`].
    pub(crate) fn show(&mut self, text: &str) -> Result<(), Failure> {
        println!("{text}");
        self.write_log(&format!("{text}\n")).map(drop)
    }

    /// Names a step that is not run here, and why, so that the summary never hides it.
    pub(crate) fn leave_out(&mut self, name: &str, why: &str) {
        println!("{name:.<28} left out: {why}");
        self.outcomes.push(Outcome {
            name: name.to_owned(),
            took: Duration::ZERO,
            fate: Fate::LeftOut(why.to_owned()),
        });
    }

    /// Prints the summary; its last line is `N passed, N failed`.
    pub(crate) fn finish(self) -> ExitCode {
        println!("\n{}", summary(&self.outcomes, &self.log_path));
        let failed = self.outcomes.iter().any(|outcome| match &outcome.fate {
            Fate::Ran(tally) => tally.failed > 0,
            Fate::LeftOut(_) => false,
        });
        if failed {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        }
    }

    fn run(&mut self, command: &mut Command) -> Result<bool, Failure> {
        // One file description for both streams keeps their lines in the order they were written.
        let (out, err) = (self.log_handle()?, self.log_handle()?);
        let status = command
            .stdin(Stdio::null())
            .stdout(out)
            .stderr(err)
            .env("CARGO_TERM_COLOR", "never")
            .env("NO_COLOR", "1")
            .status();
        match status {
            Ok(status) => Ok(status.success()),
            Err(source) => {
                let failure = project::cannot_start(command, source);
                self.write_log(&format!("{failure}\n"))?;
                Ok(false)
            }
        }
    }

    fn close(&mut self, name: &str, took: Duration, tally: Tally, output: &str) {
        let verdict = if tally.failed == 0 { "ok" } else { "FAILED" };
        println!("{verdict} ({})", seconds(took));
        if tally.failed > 0 {
            println!("{}", tail(output, TAIL_LINES));
        }
        self.outcomes.push(Outcome {
            name: name.to_owned(),
            took,
            fate: Fate::Ran(tally),
        });
    }

    fn log_handle(&self) -> Result<File, Failure> {
        self.log
            .try_clone()
            .map_err(|source| self.log_failure(source))
    }

    /// Appends to the log and says where its end is now.
    fn write_log(&mut self, text: &str) -> Result<u64, Failure> {
        self.log
            .seek(SeekFrom::End(0))
            .and_then(|_| self.log.write_all(text.as_bytes()))
            .and_then(|()| self.log.stream_position())
            .map_err(|source| self.log_failure(source))
    }

    fn log_since(&mut self, from: u64) -> Result<String, Failure> {
        let mut bytes = Vec::new();
        self.log
            .seek(SeekFrom::Start(from))
            .and_then(|_| self.log.read_to_end(&mut bytes))
            .map_err(|source| self.log_failure(source))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn log_failure(&self, source: std::io::Error) -> Failure {
        Failure::File {
            path: self.log_path.clone(),
            source,
        }
    }
}

fn announce(name: &str) {
    print!("{name:.<28} ");
    // A name that appears late does no harm.
    drop(std::io::stdout().flush());
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

/// The last lines that say what went wrong: without the tests that passed, and without the sources around a failure,
/// which are in the project.
fn tail(output: &str, lines: usize) -> String {
    let is_told = |line: &&str| {
        let line = line.trim_start();
        let is_source = line
            .trim_start_matches(['>', ' '])
            .trim_start_matches(|digit: char| digit.is_ascii_digit())
            .starts_with(" | ");
        !line.starts_with(['✓', '✔']) && !line.starts_with("PASS ") && !is_source
    };
    let all: Vec<&str> = output.lines().filter(is_told).collect();
    all.get(all.len().saturating_sub(lines)..)
        .unwrap_or_default()
        .join("\n")
}

fn summary(outcomes: &[Outcome], log: &Path) -> String {
    let mut text = String::new();
    let mut sum = Tally::default();
    for outcome in outcomes {
        let line = match &outcome.fate {
            Fate::LeftOut(why) => format!("{:<28} left out: {why}", outcome.name),
            Fate::Ran(tally) => {
                sum.passed += tally.passed;
                sum.failed += tally.failed;
                sum.skipped += tally.skipped;
                let verdict = if tally.failed == 0 { "ok" } else { "FAILED" };
                format!(
                    "{:<28} {verdict:<6} {:>9}  {} passed, {} failed, {} skipped",
                    outcome.name,
                    seconds(outcome.took),
                    tally.passed,
                    tally.failed,
                    tally.skipped
                )
            }
        };
        text.push_str(&line);
        text.push('\n');
    }
    let took: Duration = outcomes.iter().map(|outcome| outcome.took).sum();
    // Writing to a String cannot fail.
    let _ = write!(
        text,
        "{} in all; full log: {}\n{} passed, {} failed",
        seconds(took),
        log.display(),
        sum.passed,
        sum.failed
    );
    text
}

#[cfg(test)]
mod tests {
    use super::{Fate, Outcome, Report, summary, tail};
    use crate::failure::Failure;
    use crate::tally::{Counting, Tally};
    use std::path::Path;
    use std::process::Command;
    use std::time::Duration;

    fn ran(name: &str, passed: usize, failed: usize) -> Outcome {
        Outcome {
            name: name.to_owned(),
            took: Duration::from_millis(1500),
            fate: Fate::Ran(Tally {
                passed,
                failed,
                skipped: 0,
            }),
        }
    }

    #[test]
    fn the_last_line_sums_up_all_steps() {
        let left_out = Outcome {
            name: "licences".to_owned(),
            took: Duration::ZERO,
            fate: Fate::LeftOut("cargo-deny is not installed".to_owned()),
        };
        let text = summary(
            &[ran("a", 3, 1), left_out, ran("b", 4, 0)],
            Path::new("x.txt"),
        );
        assert_eq!(text.lines().last(), Some("7 passed, 1 failed"));
        assert!(
            text.contains("cargo-deny is not installed"),
            "left-out steps are named"
        );
        assert!(text.contains("x.txt"), "the log is named");
    }

    #[test]
    fn every_step_is_logged_and_none_stops_the_others() -> Result<(), Failure> {
        let folder = std::env::temp_dir().join(format!("xtask-steps-{}", std::process::id()));
        let log = folder.join("log.txt");
        let mut report = Report::open(log.clone())?;
        let absent = &mut Command::new("no-such-program-anywhere");
        assert!(!report.step("absent", Counting::One, absent)?);
        let cargo = &mut Command::new("cargo");
        assert!(report.step("present", Counting::One, cargo.arg("--version"))?);
        assert!(!report.act("refused", || Err(Failure::NoTargetFolder))?);
        let text = std::fs::read_to_string(&log).unwrap_or_default();
        for part in [
            "=== absent",
            "=== present: cargo --version\ncargo 1.",
            "=== refused",
        ] {
            assert!(text.contains(part), "{part} is in the log:\n{text}");
        }
        let counts: Vec<usize> = report
            .outcomes
            .iter()
            .map(|outcome| match &outcome.fate {
                Fate::Ran(tally) => tally.failed,
                Fate::LeftOut(_) => 0,
            })
            .collect();
        assert_eq!(counts, [1, 0, 1]);
        drop(std::fs::remove_dir_all(folder));
        Ok(())
    }

    #[test]
    fn the_tail_is_the_end() {
        assert_eq!(tail("a\nb\nc", 2), "b\nc");
        assert_eq!(tail("a", 2), "a");
        assert_eq!(tail("", 2), "");
        let told = "  ✓  3 a.spec.ts › holds (1s)\n  1) Error: away\n  > 29 |  wait();\n   30 |  }\n  at wall.ts:29";
        assert_eq!(tail(told, 9), "  1) Error: away\n  at wall.ts:29");
    }
}
