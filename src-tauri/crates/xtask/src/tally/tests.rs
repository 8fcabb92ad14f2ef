//! The reports are what the runners really wrote, with their stack traces cut out.

use super::{Counting, Tally, tally};
use crate::failure::Failure;
use std::fs;
use std::path::PathBuf;

const NEXTEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="nextest-run" tests="4" skipped="1" failures="2" errors="0" uuid="6cb16cf3-cf5d-401c-80d0-44c8a6ba241c" time="2.007">
    <testsuite name="nt" tests="4" skipped="1" errors="0" failures="2">
        <testcase name="fails" classname="nt" timestamp="2026-11-30T12:42:08.477+00:00" time="0.906">
            <failure message="thread &apos;fails&apos; (29281) panicked at src/lib.rs:2:22" type="test failure with exit code 101">assertion `left == right` failed: &lt;one&gt; &amp; two</failure>
            <system-out>
test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.44s
</system-out>
        </testcase>
        <testcase name="is_ignored" classname="nt" time="0.000">
            <skipped message="Skipped: test does not match the run-ignored option"/>
        </testcase>
        <testcase name="holds" classname="nt" timestamp="2026-11-30T12:42:09.392+00:00" time="0.511"/>
        <testcase name="hangs" classname="nt" timestamp="2026-11-30T12:42:08.477+00:00" time="2.006">
            <failure type="test timeout"/>
            <system-err></system-err>
        </testcase>
    </testsuite>
</testsuites>
"#;

const VITEST: &str = r#"<?xml version="1.0" encoding="UTF-8" ?>
<testsuites name="vitest tests" tests="6" failures="2" errors="0" time="0.041519886">
    <testsuite name="src/zy.test.ts" tests="1" failures="1" errors="0" skipped="0" time="0">
        <testcase classname="src/zy.test.ts" name="src/zy.test.ts" time="0">
            <failure message="cannot be loaded" type="Error">
Error: cannot be loaded
 ❯ src/zy.test.ts:1:7
            </failure>
        </testcase>
    </testsuite>
    <testsuite name="src/zz.test.ts" tests="5" failures="1" errors="0" skipped="2" time="0.041519886">
        <testcase classname="src/zz.test.ts" name="holds" time="0.001538615">
        </testcase>
        <testcase classname="src/zz.test.ts" name="fails" time="0.037878943">
            <failure message="expected 1 to be 2 // Object.is equality" type="AssertionError">
            </failure>
        </testcase>
        <testcase classname="src/zz.test.ts" name="is skipped" time="0">
            <skipped/>
        </testcase>
        <testcase classname="src/zz.test.ts" name="is to do" time="0">
            <skipped/>
        </testcase>
        <testcase classname="src/zz.test.ts" name="a &gt; b" time="0.000214242">
        </testcase>
    </testsuite>
</testsuites>
"#;

const PLAYWRIGHT: &str = r#"<testsuites id="" name="" tests="5" failures="1" skipped="2" errors="1" time="20.150957000000002">
<testsuite name="zz-sample.spec.ts" hostname="" tests="5" failures="1" skipped="2" time="0.665" errors="1">
<testcase name="holds" classname="zz-sample.spec.ts" time="0.049">
</testcase>
<testcase name="fails" classname="zz-sample.spec.ts" time="0.615">
<failure message="expect(received).toBe(expected) // Object.is equality" type="expect.toBe">
<![CDATA[    > 3 | test('fails', () => { expect(1).toBe(2); }); // </testcase> is no end here
]]>
</failure>
</testcase>
<testcase name="is skipped" classname="zz-sample.spec.ts">
<properties>
<property name="skip" value="">
</property>
</properties>
<skipped>
</skipped>
</testcase>
<testcase name="after a broken start › first" classname="zz-sample.spec.ts" time="0.001">
<error message="broken" type="Error">
</error>
</testcase>
<testcase name="after a broken start › second" classname="zz-sample.spec.ts">
<skipped>
</skipped>
</testcase>
</testsuite>
</testsuites>"#;

const NODE: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<testsuites>
	<testcase name="holds" time="0.001211" classname="test"/>
	<testcase name="skipped" time="0.000185" classname="test">
		<skipped type="skipped" message="why"/>
	</testcase>
	<testcase name="todo" time="0.000188" classname="test" failure="x">
		<skipped type="todo" message="true"/>
		<failure type="testCodeFailure" message="x">
      at TestContext.&lt;anonymous> (file:///tmp/node.test.mjs:4:30)
		</failure>
	</testcase>
	<testsuite name="with parts" time="0.023112" disabled="0" errors="0" tests="2" failures="1" skipped="0" hostname="vm">
		<testcase name="part one" time="0.000183" classname="test"/>
		<testcase name="part two" time="0.020517" classname="test" failure="y">
			<failure type="testCodeFailure" message="y">
			</failure>
		</testcase>
	</testsuite>
	<testcase name="hangs over" time="0.080911" classname="test" failure="test timed out after 10ms">
		<failure type="testTimeoutFailure" message="test timed out after 10ms">
		</failure>
	</testcase>
	<!-- tests 9 -->
	<!-- pass 3 -->
</testsuites>
"#;

/// A folder for one test's report.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let name = format!("xtask-tally-{test}-{}", std::process::id());
        Self(std::env::temp_dir().join(name))
    }

    fn report(&self) -> PathBuf {
        self.0.join("reports").join("junit.xml")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// What a step counts whose runner left this report.
fn of_report(test: &str, written: &str, ended_well: bool) -> Result<Tally, Failure> {
    let folder = Folder::new(test);
    let report = folder.report();
    let counting = Counting::Junit(&report);
    counting.make_room()?;
    fs::write(&report, written).map_err(|source| Failure::File {
        path: report.clone(),
        source,
    })?;
    Ok(tally(counting, "", ended_well))
}

const fn counts(passed: usize, failed: usize, skipped: usize) -> Tally {
    Tally {
        passed,
        failed,
        skipped,
    }
}

#[test]
fn the_cases_of_every_runners_report_are_counted() -> Result<(), Failure> {
    assert_eq!(of_report("nextest", NEXTEST, false)?, counts(1, 2, 1));
    assert_eq!(of_report("vitest", VITEST, false)?, counts(2, 2, 2));
    assert_eq!(of_report("playwright", PLAYWRIGHT, false)?, counts(1, 2, 2));
    assert_eq!(of_report("node", NODE, false)?, counts(2, 2, 2));
    Ok(())
}

#[test]
fn doctest_results_add_up_over_crates() {
    let two = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
               test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured\n";
    assert_eq!(tally(Counting::Libtest, two, false), counts(4, 2, 0));
}

#[test]
fn a_check_is_one_test() {
    assert_eq!(tally(Counting::One, "", true), counts(1, 0, 0));
    assert_eq!(tally(Counting::One, "", false), counts(0, 1, 0));
}

#[test]
fn a_count_that_is_not_found_is_a_failure() -> Result<(), Failure> {
    let absent = PathBuf::from("no-such-report-anywhere.xml");
    let counted = tally(Counting::Junit(&absent), "4 passed", true);
    assert_eq!(counted, counts(0, 1, 0));
    assert_eq!(tally(Counting::Libtest, "all good", true), counts(0, 1, 0));
    let (cut_off, _) = NEXTEST.split_once("</testsuites>").unwrap_or_default();
    assert_eq!(of_report("cut-off", cut_off, true)?, counts(0, 1, 0));
    assert_eq!(of_report("empty", "", true)?, counts(0, 1, 0));
    let words = "error: could not compile";
    assert_eq!(of_report("words", words, true)?, counts(0, 1, 0));
    Ok(())
}

#[test]
fn a_bad_end_is_a_failure_whatever_was_counted() -> Result<(), Failure> {
    let green = r#"<testsuites><testcase name="a"/><testcase name="b"/></testsuites>"#;
    assert_eq!(of_report("green", green, true)?, counts(2, 0, 0));
    assert_eq!(of_report("killed", green, false)?, counts(2, 1, 0));
    Ok(())
}

#[test]
fn the_report_of_an_earlier_run_is_not_counted() -> Result<(), Failure> {
    let folder = Folder::new("stale");
    let report = folder.report();
    let counting = Counting::Junit(&report);
    counting.make_room()?;
    fs::write(&report, NODE).map_err(|source| Failure::File {
        path: report.clone(),
        source,
    })?;
    counting.make_room()?;
    assert_eq!(tally(counting, "", true), counts(0, 1, 0));
    Ok(())
}
