//! Every step of `cargo xtask test`, in order. A failing step never hides a later one.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use crate::failure::Failure;
use crate::front::{self, Bundle};
use crate::packages::{self, Consent};
use crate::project::{self, Project};
use crate::steps::Report;
use crate::tally::Counting;

/// The runner of the Rust tests, of the version the project is checked with.
const NEXTEST_VERSION: &str = "0.9.143";

/// Runs everything and prints the summary.
///
/// # Errors
/// [`Failure::File`] when the log cannot be written.
pub(crate) fn run_all(project: &Project, consent: Consent) -> Result<ExitCode, Failure> {
    let log = std::env::var_os("JOURNEYWALL_TEST_LOG")
        .map_or_else(|| project.target().join("test-log.txt"), PathBuf::from);
    let mut report = Report::open(log)?;
    report.act("system packages", || {
        packages::install(&packages::for_tests(), consent)
    })?;
    let nextest = nextest(project, &mut report)?;
    // The front end comes before Rust: the shell embeds its bundle.
    front_end(project, &mut report)?;
    rust(project, &mut report, &nextest)?;
    licences(project, &mut report)?;
    screens(project, &mut report)?;
    Ok(report.finish())
}

/// Finds cargo-nextest, or builds it into the target folder, where nothing else of the person's
/// machine changes.
fn nextest(project: &Project, report: &mut Report) -> Result<PathBuf, Failure> {
    let tools = project.target().join("tools");
    let own = tools
        .join("bin")
        .join(format!("cargo-nextest{}", std::env::consts::EXE_SUFFIX));
    if own.is_file() {
        return Ok(own);
    }
    if let Some(found) = project::find_on_path("cargo-nextest") {
        return Ok(found);
    }
    let mut install = project.cargo();
    install
        .args([
            "install",
            "--locked",
            "cargo-nextest",
            "--version",
            NEXTEST_VERSION,
        ])
        .args(["--no-default-features", "--features", "default-no-update"])
        // Unoptimised it starts tests fast enough, and is built in a third of the time.
        .arg("--debug")
        .arg("--root")
        .arg(&tools)
        .env("CARGO_TARGET_DIR", tools.join("build"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    report.step("cargo-nextest", Counting::One, &mut install)?;
    // What is left of the build is a gigabyte that nobody needs; if it stays, only space is lost.
    drop(fs::remove_dir_all(tools.join("build")));
    Ok(own)
}

fn front_end(project: &Project, report: &mut Report) -> Result<(), Failure> {
    report.act("Node", front::require_node)?;
    if !front::packages_are_fresh(project).unwrap_or(false)
        && report.step("ui packages", Counting::One, project.npm().arg("ci"))?
    {
        front::mark_installed(project)?;
    }
    for (name, script) in [("ui types", "check"), ("ui lint", "lint")] {
        report.step(name, Counting::One, project.npm().args(["run", script]))?;
    }
    let reported = project.report_of("ui");
    let mut tests = project.npm();
    tests
        .args(["test", "--"])
        .args(["--reporter=default", "--reporter=junit"])
        .arg(format!("--outputFile.junit={}", reported.display()));
    report.step("ui tests", Counting::Junit(&reported), &mut tests)?;
    // The product's first: its build fails when the test hook is in it. The programs under test get the other.
    for (name, bundle) in [
        ("ui bundle", Bundle::Product),
        ("ui bundle for tests", Bundle::Tests),
    ] {
        if report.step(
            name,
            Counting::One,
            project.npm().args(["run", bundle.script()]),
        )? {
            front::mark_built(project, bundle)?;
        }
    }
    Ok(())
}

fn rust(project: &Project, report: &mut Report, nextest: &PathBuf) -> Result<(), Failure> {
    let mut format = project.cargo();
    format.args(["fmt", "--all", "--check"]);
    report.step("format", Counting::One, &mut format)?;

    let mut clippy = project.cargo();
    clippy.args([
        "clippy",
        "--locked",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]);
    report.step("clippy", Counting::One, &mut clippy)?;

    let mut docs = project.cargo();
    docs.args(["doc", "--locked", "--no-deps", "--workspace"])
        .args(["--exclude", "journeywall-tests"])
        .env("RUSTDOCFLAGS", "-D warnings");
    report.step("documentation", Counting::One, &mut docs)?;

    // All that follows selects the whole workspace: cargo unites the features of what is selected
    // together, and would otherwise compile most libraries once per selection.
    let mut build = project.cargo();
    build.args(["build", "--locked", "--workspace", "--all-targets"]);
    report.step("build", Counting::One, &mut build)?;

    let cargo = project.cargo();
    let mut tests = same_place(Command::new(nextest), &cargo);
    tests.env("CARGO", cargo.get_program()).args([
        "nextest",
        "run",
        "--locked",
        "--workspace",
        "--profile",
        "ci",
    ]);
    report.step(
        "rust tests",
        Counting::Junit(&project.report_of_nextest()),
        with_programs(project, &mut tests),
    )?;

    networks(project, report, nextest)?;

    let mut doctests = project.cargo();
    doctests.args(["test", "--locked", "--workspace", "--doc"]);
    report.step("doctests", Counting::Libtest, &mut doctests)?;
    Ok(())
}

/// The tests that make networks of several machines; few systems let everybody do that, and containers often nobody.
fn networks(project: &Project, report: &mut Report, nextest: &PathBuf) -> Result<(), Failure> {
    if !makes_networks() {
        report.leave_out(
            "network tests",
            "this system allows no network namespaces, or iproute2 is not installed",
        );
        return Ok(());
    }
    let cargo = project.cargo();
    let mut tests = same_place(Command::new(nextest), &cargo);
    tests
        .env("CARGO", cargo.get_program())
        .args(["nextest", "run", "--locked", "--workspace"])
        .args(["--profile", "ci", "--run-ignored", "only"])
        .args([
            "--filterset",
            "test(/^(six_hosts|full_disks|relayed|room_check)::/)",
        ]);
    report.step(
        "network tests",
        Counting::Junit(&project.report_of_nextest()),
        with_programs(project, &mut tests),
    )?;
    Ok(())
}

/// Whether a network can be made here, in namespaces that are gone right after: as an ordinary user, or as root.
fn makes_networks() -> bool {
    const MAKE: &str = "mount -t tmpfs none /run && mkdir /run/netns && ip netns add probe && \
         ip link add probe type bridge && ip -n probe link set lo up && \
         nsenter --net=/run/netns/probe true";
    let ways: [&[&str]; 2] = [
        &["--user", "--map-root-user", "--mount", "--net"],
        &["--mount", "--net"],
    ];
    ways.iter().any(|way| {
        let mut probe = Command::new("unshare");
        probe.args(*way).args(["sh", "-c", MAKE]);
        probe.stdout(Stdio::null()).stderr(Stdio::null());
        probe.status().is_ok_and(|status| status.success())
    })
}

/// A command in the folder and environment of another.
fn same_place(mut command: Command, other: &Command) -> Command {
    if let Some(folder) = other.get_current_dir() {
        command.current_dir(folder);
    }
    for (name, value) in other.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

fn licences(project: &Project, report: &mut Report) -> Result<(), Failure> {
    if project::is_on_path("cargo-deny") {
        let mut deny = project.cargo();
        // Advisories change without us; they are looked at on a schedule, not by every test run.
        deny.args(["deny", "--all-features", "check"])
            .args(["licenses", "bans", "sources"]);
        report.step("licences", Counting::One, &mut deny)?;
    } else {
        report.leave_out("licences", "cargo-deny is not installed");
    }
    Ok(())
}

/// The tests that look at screens: pages in a browser, and the real window. Both find the programs
/// under test in their environment.
fn screens(project: &Project, report: &mut Report) -> Result<(), Failure> {
    let reported = project.report_of("browser");
    let mut pages = project.npm();
    pages
        .args(["run", "e2e", "--", "--reporter=list,junit"])
        .env("PLAYWRIGHT_JUNIT_OUTPUT_FILE", &reported);
    let passed = report.step(
        "browser tests",
        Counting::Junit(&reported),
        with_programs(project, &mut pages),
    )?;
    if !passed {
        for page in front::pages_of_failures(project) {
            report.show(&page)?;
        }
    }
    window(project, report)
}

/// The window test finds a screen for itself; a person's own screen is kept from it.
fn window(project: &Project, report: &mut Report) -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        report.leave_out("window test", "it is written for WebKitWebDriver on Linux");
        return Ok(());
    }
    let reported = project.report_of("window");
    let mut window = Command::new("bash");
    window
        .arg("tests/window/run.sh")
        .current_dir(project.root())
        .env("CARGO_TARGET_DIR", project.target())
        .env("JOURNEYWALL_TEST_REPORT", &reported)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY");
    report.step(
        "window test",
        Counting::Junit(&reported),
        with_programs(project, &mut window),
    )?;
    Ok(())
}

/// Tells a test script where the programs and the browser are.
fn with_programs<'a>(project: &Project, command: &'a mut Command) -> &'a mut Command {
    command
        .env("JOURNEYWALL_CLI", project.built("journeywall-cli"))
        .env("JOURNEYWALL_DESKTOP", project.built("journeywall"));
    let browser = packages::BROWSERS
        .iter()
        .find_map(|name| project::find_on_path(name));
    if let Some(browser) = browser {
        command.env("JOURNEYWALL_CHROMIUM", browser);
    }
    command
}
