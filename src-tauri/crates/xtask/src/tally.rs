//! Counting what the test runners say they did.

/// How a step's output is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// The step is one check; its exit code says all.
    One,
    /// `Summary [ 1.2s] 5 tests run: 4 passed, 1 failed, 0 skipped` of cargo-nextest.
    Nextest,
    /// `test result: ok. 3 passed; 0 failed; …` of the standard harness (doctests).
    Libtest,
    /// `Tests  1 failed | 4 passed (5)` of vitest.
    Vitest,
    /// `4 passed (2.1s)` of Playwright, or `# pass 4` of Node's own runner.
    Browser,
}

/// Tests of a step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Ran and held.
    pub passed: usize,
    /// Ran and did not hold, timed out, or could not run.
    pub failed: usize,
    /// Were asked not to run.
    pub skipped: usize,
}

impl Tally {
    fn add(&mut self, count: usize, word: &str) {
        match word {
            "passed" | "pass" | "flaky" => self.passed += count,
            "failed" | "fail" | "timed" | "exec" | "interrupted" | "did" | "cancelled" => {
                self.failed += count;
            }
            "skipped" => self.skipped += count,
            _ => {}
        }
    }
}

/// The tally of a step that ended well or not.
///
/// A step that ended badly has failed at least once, whatever it counted. A step that ended well
/// but whose count cannot be found has failed too: nobody knows what it ran.
pub fn tally(counting: Counting, output: &str, ended_well: bool) -> Tally {
    if counting == Counting::One {
        return Tally {
            passed: usize::from(ended_well),
            failed: usize::from(!ended_well),
            skipped: 0,
        };
    }
    let mut sum = Tally::default();
    let mut found = false;
    for line in output.lines() {
        found |= count_line(counting, line.trim(), &mut sum);
    }
    if sum.failed == 0 && !(ended_well && found) {
        sum.failed = 1;
    }
    sum
}

/// Adds what a line counts; false when it counts nothing.
fn count_line(counting: Counting, line: &str, sum: &mut Tally) -> bool {
    let (parts, separator) = match counting {
        Counting::One => return false,
        Counting::Nextest => {
            let Some((_, parts)) = line
                .strip_prefix("Summary [")
                .and_then(|rest| rest.split_once("run: "))
            else {
                return false;
            };
            (parts, ',')
        }
        Counting::Libtest => {
            let Some((_, parts)) = line
                .strip_prefix("test result: ")
                .and_then(|rest| rest.split_once(". "))
            else {
                return false;
            };
            (parts, ';')
        }
        Counting::Vitest => match line.strip_prefix("Tests ") {
            Some(parts) => (parts, '|'),
            None => return false,
        },
        Counting::Browser => return count_browser_line(line, sum),
    };
    for part in parts.split(separator) {
        if let Some((count, word)) = number_and_word(part) {
            sum.add(count, word);
        }
    }
    true
}

/// Playwright writes one line per count. A longer line is a test's name, not a count.
fn count_browser_line(line: &str, sum: &mut Tally) -> bool {
    let line = line.trim_start_matches(['#', 'ℹ', ' ']);
    if let Some((word @ ("pass" | "fail" | "cancelled" | "skipped"), count)) = line.split_once(' ')
        && let Ok(count) = count.parse()
    {
        sum.add(count, word);
        return true;
    }
    let (counted, time) = line.split_once(" (").unwrap_or((line, ""));
    let is_count = time.is_empty() || time.ends_with(')');
    match number_and_word(counted) {
        Some((count, word @ ("passed" | "failed" | "flaky" | "skipped" | "interrupted")))
            if is_count && counted.ends_with(word) =>
        {
            sum.add(count, word);
            true
        }
        Some((count, "did")) if counted.ends_with("did not run") => {
            sum.add(count, "did");
            true
        }
        _ => false,
    }
}

fn number_and_word(part: &str) -> Option<(usize, &str)> {
    let mut words = part.split_whitespace();
    let count = words.next()?.parse().ok()?;
    Some((count, words.next()?))
}

#[cfg(test)]
mod tests {
    use super::{Counting, Tally, tally};

    fn check(counting: Counting, output: &str, ended_well: bool, expected: (usize, usize, usize)) {
        let (passed, failed, skipped) = expected;
        assert_eq!(
            tally(counting, output, ended_well),
            Tally {
                passed,
                failed,
                skipped
            },
            "{counting:?} of {output:?}"
        );
    }

    #[test]
    fn nextest_summaries() {
        let green = "  PASS [ 0.1s] x\n     Summary [   3.210s] 118 tests run: 118 passed (2 slow), 1 skipped\n";
        check(Counting::Nextest, green, true, (118, 0, 1));
        let red = "     Summary [   0.003s] 5 tests run: 2 passed, 1 failed, 2 timed out, 0 skipped\n        FAIL x::passed 3";
        check(Counting::Nextest, red, false, (2, 3, 0));
        check(
            Counting::Nextest,
            "error: could not compile",
            false,
            (0, 1, 0),
        );
    }

    #[test]
    fn doctest_results_add_up_over_crates() {
        let two = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
                   test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured\n";
        check(Counting::Libtest, two, false, (4, 2, 0));
    }

    #[test]
    fn vitest_counts_tests_not_files() {
        let text = " Test Files  1 failed | 3 passed (4)\n      Tests  1 failed | 24 passed | 2 skipped (27)\n";
        check(Counting::Vitest, text, false, (24, 1, 2));
    }

    #[test]
    fn playwright_counts_are_lines_of_their_own() {
        let text = "  ✓  1 [chromium] › wall.spec.ts:3:1 › 3 passed notes (1.2s)\n\
                    \n  1 failed\n    [chromium] › wall.spec.ts:9:1 › undo\n  2 did not run\n  12 passed (8.4s)\n";
        check(Counting::Browser, text, false, (12, 3, 0));
    }

    #[test]
    fn node_counts() {
        let text = "ℹ tests 5\nℹ pass 4\nℹ fail 1\nℹ cancelled 0\nℹ skipped 0\n";
        check(Counting::Browser, text, false, (4, 1, 0));
        check(Counting::Browser, "# pass 2\n# fail 0\n", true, (2, 0, 0));
    }

    #[test]
    fn a_count_that_is_not_found_is_a_failure() {
        check(Counting::Vitest, "all good", true, (0, 1, 0));
    }

    #[test]
    fn a_bad_end_is_a_failure_whatever_was_counted() {
        let green = "Summary [ 1s] 2 tests run: 2 passed, 0 skipped";
        check(Counting::Nextest, green, false, (2, 1, 0));
    }
}
