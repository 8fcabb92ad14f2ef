//! Counting what the test runners say they did.
//!
//! Four of the five write the same report, JUnit's, beside the words that they have for people; so there is one reader.
//! The standard harness, which runs the doctests, has reports for machines in nightly alone: its line for each crate is
//! read, which is the same since Rust 1.0.

use std::fs;
use std::io;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::failure::Failure;

/// How a step's tests are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counting<'a> {
    /// The step is one check; its exit code says all.
    One,
    /// The runner writes a JUnit report to this file.
    Junit(&'a Path),
    /// `test result: ok. 3 passed; 0 failed; …` of the standard harness (doctests).
    Libtest,
}

/// Tests of a step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Ran and held.
    pub passed: usize,
    /// Ran and did not hold, timed out, or could not run.
    pub failed: usize,
    /// Were asked not to run, or could not because of another's failure.
    pub skipped: usize,
}

impl Counting<'_> {
    /// Makes room for the report of the run that follows: what an earlier run left there must not be counted.
    ///
    /// # Errors
    /// [`Failure::File`] when the old report cannot be removed or its folder cannot be made.
    pub(crate) fn make_room(self) -> Result<(), Failure> {
        let Self::Junit(report) = self else {
            return Ok(());
        };
        let folder = report.parent().map_or(Ok(()), fs::create_dir_all);
        let removed = folder.and_then(|()| match fs::remove_file(report) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed,
        });
        removed.map_err(|source| Failure::File {
            path: report.to_owned(),
            source,
        })
    }
}

/// The tally of a step that ended well or not.
///
/// A step that ended badly has failed at least once, whatever it counted. A step that ended well
/// but whose count cannot be found has failed too: nobody knows what it ran.
pub(crate) fn tally(counting: Counting<'_>, output: &str, ended_well: bool) -> Tally {
    let counted = match counting {
        Counting::One => Some(Tally {
            passed: usize::from(ended_well),
            ..Tally::default()
        }),
        Counting::Junit(report) => fs::read_to_string(report)
            .ok()
            .and_then(|report| count_junit(&report)),
        Counting::Libtest => count_libtest(output),
    };
    let mut tally = counted.unwrap_or_default();
    if tally.failed == 0 && !(ended_well && counted.is_some()) {
        tally.failed = 1;
    }
    tally
}

/// What became of a test case. Where a report says several things, the last of this list counts: Node writes the
/// failure of a test that is still to do beside its mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Passed,
    Failed,
    Skipped,
}

/// The test cases of a JUnit report; nothing when it is none, or is cut off.
///
/// The cases are counted, for the sums at the head of a report differ from runner to runner: Node writes none.
fn count_junit(report: &str) -> Option<Tally> {
    let mut reader = Reader::from_str(report);
    reader.config_mut().expand_empty_elements = true;
    let mut sum = Tally::default();
    let mut case = Verdict::Passed;
    let mut is_whole = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => match tag.name().as_ref() {
                "testcase" => case = Verdict::Passed,
                "failure" | "error" => case = case.max(Verdict::Failed),
                "skipped" => case = case.max(Verdict::Skipped),
                _ => {}
            },
            Event::End(tag) => match (tag.name().as_ref(), case) {
                ("testcase", Verdict::Passed) => sum.passed += 1,
                ("testcase", Verdict::Failed) => sum.failed += 1,
                ("testcase", Verdict::Skipped) => sum.skipped += 1,
                ("testsuites", _) => is_whole = true,
                _ => {}
            },
            Event::Eof => return is_whole.then_some(sum),
            _ => {}
        }
    }
}

/// The sum over the crates whose doctests ran; nothing when none says its result.
fn count_libtest(output: &str) -> Option<Tally> {
    let mut sum = None;
    for line in output.lines() {
        let result = line.trim().strip_prefix("test result: ");
        let Some((_, counts)) = result.and_then(|result| result.split_once(". ")) else {
            continue;
        };
        let sum = sum.get_or_insert_with(Tally::default);
        for part in counts.split(';') {
            match number_and_word(part) {
                Some((count, "passed")) => sum.passed += count,
                Some((count, "failed")) => sum.failed += count,
                _ => {}
            }
        }
    }
    sum
}

fn number_and_word(part: &str) -> Option<(usize, &str)> {
    let mut words = part.split_whitespace();
    let count = words.next()?.parse().ok()?;
    Some((count, words.next()?))
}

#[cfg(test)]
mod tests;
