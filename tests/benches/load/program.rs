//! The server under load: a process on a core of its own.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Jiffies a second in `/proc` (Linux: always 100 to programs).
const JIFFIES: f64 = 100.0;

/// Which cores the server and the load run on.
pub(crate) struct Cores {
    /// Whether each has its own.
    pub are_apart: bool,
}

impl Cores {
    /// The server gets the first core, this process and all its threads the others. Call it before there are threads.
    pub(crate) fn divide() -> Self {
        let all = std::thread::available_parallelism().map_or(1, usize::from);
        let own = std::process::id().to_string();
        let mut pin = Command::new("taskset");
        pin.args(["--all-tasks", "--cpu-list", "--pid"]);
        pin.arg(format!("1-{}", all - 1))
            .arg(own)
            .stdout(Stdio::null());
        let are_apart = all > 1 && pin.status().is_ok_and(|status| status.success());
        Self { are_apart }
    }

    /// A command for the server's core.
    pub(crate) fn server(&self, program: &Path) -> Command {
        if !self.are_apart {
            return Command::new(program);
        }
        let mut pinned = Command::new("taskset");
        pinned.args(["--cpu-list", "0"]).arg(program);
        pinned
    }
}

/// A server; it is killed when this is dropped.
pub(crate) struct Program(Child);

/// What a process has used.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Usage {
    /// Seconds of processor time; of [`Usage::since`], seconds a second.
    pub processor: f64,
    /// The most memory that was resident at once, in MB.
    pub memory: f64,
}

impl Usage {
    /// What was used since then, within this time.
    pub(crate) fn since(&self, before: &Self, time: Duration) -> Self {
        Self {
            processor: (self.processor - before.processor) / time.as_secs_f64(),
            memory: self.memory,
        }
    }
}

impl Program {
    pub(crate) fn new(child: Child) -> Self {
        Self(child)
    }

    /// Zeros where the system does not tell.
    pub(crate) fn usage(&self) -> Usage {
        let of = |file: &str| {
            std::fs::read_to_string(format!("/proc/{}/{file}", self.0.id())).unwrap_or_default()
        };
        // After the name, which may have blanks in it: field 14 and 15 of `proc(5)`.
        let stat = of("stat");
        let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
        let times = fields
            .skip(11)
            .take(2)
            .filter_map(|field| field.parse::<f64>().ok());
        let status = of("status");
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok());
        Usage {
            processor: times.sum::<f64>() / JIFFIES,
            memory: peak.unwrap_or_default() * 1_024.0 / 1e6,
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}
