//! The system's own programs that keep it awake: they do so until their input ends, which it does with this program
//! at the latest, however that ends.

use crate::installation::sleep_inhibitor::{Awake, Wakefulness};
use std::io;
use std::process::{Child, Command, Stdio};

/// The program that does it here, and its words. Neither brings a library with it.
#[cfg(target_os = "linux")]
const PROGRAM: &[&str] = &[
    "systemd-inhibit",
    "--what=idle:sleep",
    "--who=Journeywall",
    "--why=A board is hosted for others",
    "--mode=block",
    "cat",
];
#[cfg(target_os = "macos")]
const PROGRAM: &[&str] = &["caffeinate", "-i", "-s", "cat"];
// SetThreadExecutionState, for as long as the program runs.
#[cfg(windows)]
const PROGRAM: &[&str] = &[
    "powershell.exe",
    "-NoProfile",
    "-NonInteractive",
    "-Command",
    "$power = Add-Type -PassThru -Name Power -MemberDefinition '[DllImport(\"kernel32.dll\")] public static extern uint \
     SetThreadExecutionState(uint flags);'; if ($power::SetThreadExecutionState(2147483649) -eq 0) { exit 1 }; \
     [Console]::In.ReadToEnd() | Out-Null",
];
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
const PROGRAM: &[&str] = &[];

/// The machine that this program runs on.
#[derive(Debug)]
pub(crate) struct System;

impl Wakefulness for System {
    fn begin(&self) -> io::Result<Box<dyn Awake>> {
        Ok(Box::new(Running::start(PROGRAM)?))
    }
}

/// A program that runs until its input ends.
struct Running(Child);

impl Running {
    fn start(words: &[&str]) -> io::Result<Self> {
        let Some((program, words)) = words.split_first() else {
            return Err(io::ErrorKind::Unsupported.into());
        };
        let mut command = Command::new(program);
        command
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        #[cfg(windows)]
        {
            use std::os::windows::process::CommandExt;
            /// No window of its own.
            const CREATE_NO_WINDOW: u32 = 0x0800_0000;
            command.creation_flags(CREATE_NO_WINDOW);
        }
        Ok(Self(command.spawn()?))
    }
}

impl Awake for Running {
    fn lasts(&mut self) -> bool {
        matches!(self.0.try_wait(), Ok(None))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        // It may have ended by itself.
        let _ended = self.0.kill();
        let _ended = self.0.wait();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn it_lasts_until_it_is_dropped_or_ends_by_itself() {
        let mut running = Running::start(&["cat"]).unwrap();
        assert!(running.lasts());
        let id = running.0.id();
        drop(running);
        assert!(!std::path::Path::new(&format!("/proc/{id}")).exists());

        let mut refused = Running::start(&["false"]).unwrap();
        refused.0.wait().unwrap();
        assert!(!refused.lasts());
        assert!(Running::start(&["no-such-program-anywhere"]).is_err());
        assert!(Running::start(&[]).is_err());
    }
}
