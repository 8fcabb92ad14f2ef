//! The system packages, in one place, and how they get onto the machine.

use std::io::{BufRead, IsTerminal, Write};
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::project;

/// One thing the machine must have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Need {
    /// The package of Debian and Ubuntu.
    debian: &'static str,
    /// The same for other systems, as named to the person there.
    elsewhere: &'static str,
    /// Programs of which any one makes the package needless.
    satisfied_by: &'static [&'static str],
}

const fn package(debian: &'static str, elsewhere: &'static str) -> Need {
    Need {
        debian,
        elsewhere,
        satisfied_by: &[],
    }
}

/// A C compiler: SQLite and a few others are compiled from C.
const COMPILER: Need = Need {
    debian: "build-essential",
    elsewhere: "a C compiler",
    satisfied_by: &["cc", "gcc", "clang"],
};

/// What the desktop window is linked against. On Debian 12 the first pulls the others; they are
/// named because our crates link each of them.
const WINDOW: [Need; 6] = [
    package("libwebkit2gtk-4.1-dev", "WebKitGTK 4.1 with headers"),
    package(
        "libjavascriptcoregtk-4.1-dev",
        "JavaScriptCoreGTK 4.1 with headers",
    ),
    package("libgtk-3-dev", "GTK 3 with headers"),
    package("libsoup-3.0-dev", "libsoup 3 with headers"),
    package("pkg-config", "pkg-config"),
    // WebKit paints through EGL even without a graphics card, and only recommends this.
    package("libgl1-mesa-dri", "Mesa's software renderer"),
];

/// What the tests of the window and of the browser pages need on top.
const TESTS: [Need; 7] = [
    Need {
        debian: "xvfb",
        elsewhere: "Xvfb",
        satisfied_by: &["Xvfb"],
    },
    // xvfb-run calls it, and Debian only recommends it.
    Need {
        debian: "xauth",
        elsewhere: "xauth",
        satisfied_by: &["xauth"],
    },
    // A keyboard for the native menu, which WebDriver does not reach.
    Need {
        debian: "xdotool",
        elsewhere: "xdotool",
        satisfied_by: &["xdotool"],
    },
    // Networks of several machines on this one.
    Need {
        debian: "iproute2",
        elsewhere: "iproute2",
        satisfied_by: &["ip"],
    },
    package(
        "webkit2gtk-driver",
        "WebKitWebDriver, of the same version as WebKitGTK",
    ),
    Need {
        debian: "chromium",
        elsewhere: "Chromium or Google Chrome",
        satisfied_by: BROWSERS,
    },
    // Chromium does not start without any font; the pages themselves bring their own.
    package("fonts-dejavu-core", "any font known to fontconfig"),
];

/// What Tauri's tool calls when it packs an AppImage.
const BUNDLES: [Need; 4] = [
    package("desktop-file-utils", "desktop-file-utils"),
    package("file", "file"),
    package("librsvg2-dev", "librsvg with headers"),
    package("patchelf", "patchelf"),
];

/// Browsers that the tests accept, best first.
pub(crate) const BROWSERS: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// For the desktop window.
pub(crate) fn for_window() -> Vec<Need> {
    let mut needs = vec![COMPILER];
    needs.extend(WINDOW);
    needs
}

/// For serving the board to a browser: no WebKit.
pub(crate) fn for_browser() -> Vec<Need> {
    vec![COMPILER]
}

/// For all tests.
pub(crate) fn for_tests() -> Vec<Need> {
    let mut needs = for_window();
    needs.extend(TESTS);
    needs
}

/// For packages that people install.
pub(crate) fn for_bundles() -> Vec<Need> {
    let mut needs = for_window();
    needs.extend(BUNDLES);
    needs
}

/// Whether packages may be installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consent {
    /// `--yes`, or `CI=true`: without a question.
    Given,
    /// A person sits at the terminal.
    Ask,
    /// Nobody is there to ask.
    Nobody,
}

impl Consent {
    /// From the flag and the surroundings.
    pub(crate) fn from_flag(yes: bool) -> Self {
        let ci = std::env::var("CI").is_ok_and(|value| value == "true" || value == "1");
        if yes || ci {
            Self::Given
        } else if std::io::stdin().is_terminal() {
            Self::Ask
        } else {
            Self::Nobody
        }
    }
}

/// Installs what is missing.
///
/// # Errors
/// [`Failure::PackagesMissing`] when it may not or cannot, with the command that would;
/// [`Failure::Ended`] when apt fails.
pub(crate) fn install(needs: &[Need], consent: Consent) -> Result<(), Failure> {
    if !is_debian_like() {
        return name_for_others(needs);
    }
    let missing = missing_on_debian(needs)?;
    if missing.is_empty() {
        return Ok(());
    }
    let root = is_root();
    let remedy = format!(
        "{}apt-get update && {}apt-get install --no-install-recommends {}",
        if root { "" } else { "sudo " },
        if root { "" } else { "sudo " },
        missing.join(" ")
    );
    let agreed = match consent {
        Consent::Given => true,
        Consent::Ask => person_agrees(&missing),
        Consent::Nobody => false,
    };
    if !agreed || !(root || project::is_on_path("sudo")) {
        return Err(Failure::PackagesMissing { remedy });
    }
    println!("installing {}", missing.join(" "));
    project::perform(apt(root).args(["update"]))?;
    let mut install = apt(root);
    install.args(["install", "--yes", "--no-install-recommends"]);
    project::perform(install.args(&missing))
}

/// Only what dpkg does not know as installed, and no program makes needless.
fn missing_on_debian(needs: &[Need]) -> Result<Vec<&'static str>, Failure> {
    let ubuntu = names_in(&release(), &["ID"]).contains(&"ubuntu".to_owned());
    let wanted: Vec<&'static str> = needs
        .iter()
        .filter(|need| {
            !need
                .satisfied_by
                .iter()
                .any(|name| project::is_on_path(name))
        })
        .map(|need| match need.debian {
            // Ubuntu has it under this name only, as a snap.
            "chromium" if ubuntu => "chromium-browser",
            name => name,
        })
        .collect();
    if wanted.is_empty() {
        return Ok(wanted);
    }
    let mut query = Command::new("dpkg-query");
    query
        .args([
            "--show",
            "--showformat",
            "${Package} ${db:Status-Status}\\n",
        ])
        .args(&wanted)
        .stderr(Stdio::null());
    // It ends with an error when it does not know one of the names, and still lists the others.
    let output = query
        .output()
        .map_err(|source| project::cannot_start(&query, source))?;
    let listing = String::from_utf8_lossy(&output.stdout);
    Ok(wanted
        .into_iter()
        .filter(|name| !is_installed(&listing, name))
        .collect())
}

/// Whether a listing of `dpkg-query` holds the package as installed, in any architecture.
fn is_installed(listing: &str, name: &str) -> bool {
    listing
        .lines()
        .any(|line| line.split_once(' ') == Some((name, "installed")))
}

fn apt(root: bool) -> Command {
    let mut apt = Command::new(if root { "env" } else { "sudo" });
    if !root {
        apt.arg("env");
    }
    apt.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]);
    // Seconds to wait for another apt that is at work, as on a machine that has just started.
    apt.args(["-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=3"]);
    apt
}

fn person_agrees(missing: &[&str]) -> bool {
    print!(
        "These system packages are missing: {}\nInstall them now? [Y/n] ",
        missing.join(" ")
    );
    let mut answer = String::new();
    std::io::stdout().flush().is_ok()
        && std::io::stdin()
            .lock()
            .read_line(&mut answer)
            .is_ok_and(|read| read > 0)
        && matches!(answer.trim().to_lowercase().as_str(), "" | "y" | "yes")
}

/// Debian, Ubuntu, or a system that says it is like them, with apt at hand.
fn is_debian_like() -> bool {
    release_is_debian_like(&release()) && project::is_on_path("dpkg-query")
}

/// What the system says it is; nothing where it does not say so in the usual place.
fn release() -> String {
    std::fs::read_to_string("/etc/os-release").unwrap_or_default()
}

fn release_is_debian_like(release: &str) -> bool {
    names_in(release, &["ID", "ID_LIKE"])
        .iter()
        .any(|name| name == "debian" || name == "ubuntu")
}

/// The names that these keys of `os-release` hold.
fn names_in(release: &str, keys: &[&str]) -> Vec<String> {
    release
        .lines()
        .filter_map(|line| line.split_once('='))
        .filter(|(key, _)| keys.contains(key))
        .flat_map(|(_, value)| value.trim_matches('"').split_whitespace())
        .map(str::to_owned)
        .collect()
}

fn is_root() -> bool {
    project::output_of(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Elsewhere nothing is installed: what is needed is named, and the build goes on, because only the
/// person knows how their system calls it.
fn name_for_others(needs: &[Need]) -> Result<(), Failure> {
    let windowed = needs.len() > 1;
    if cfg!(target_os = "macos") {
        println!("needed on macOS: the Xcode command-line tools (xcode-select --install)");
    } else if cfg!(windows) {
        println!("needed on Windows: the Visual Studio C++ build tools and the WebView2 runtime");
    } else {
        let names: Vec<&str> = needs.iter().map(|need| need.elsewhere).collect();
        println!("needed on this system: {}", names.join(", "));
        if windowed {
            println!(
                "  Fedora: dnf install gcc pkgconf webkit2gtk4.1-devel gtk3-devel libsoup3-devel\n  \
                 Arch: pacman -S base-devel webkit2gtk-4.1 gtk3 libsoup3"
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{is_installed, release_is_debian_like};

    #[test]
    fn debian_and_its_kin_are_known() {
        assert!(release_is_debian_like("NAME=x\nID=debian\n"));
        assert!(release_is_debian_like(
            "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"
        ));
        assert!(!release_is_debian_like("ID=fedora\nVERSION_ID=43\n"));
        assert!(!release_is_debian_like(
            "ID=arch\nHOME_URL=\"https://debian.example\"\n"
        ));
    }

    #[test]
    fn removed_packages_count_as_missing() {
        let listing = "xvfb installed\nxauth config-files\nlibgtk-3-dev installed\n";
        assert!(is_installed(listing, "xvfb"));
        assert!(!is_installed(listing, "xauth"));
        assert!(
            !is_installed(listing, "libgtk-3"),
            "a part of a name is not the name"
        );
    }
}
