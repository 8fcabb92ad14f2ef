//! Where the library is kept when nobody says.

use crate::error::AppError;
use std::ffi::OsString;
use std::path::PathBuf;

/// The library's folder of this person: `$XDG_DATA_HOME/journeywall`, else `~/.local/share/journeywall`;
/// on macOS `~/Library/Application Support/journeywall`, on Windows `%APPDATA%\journeywall`.
///
/// # Errors
/// [`AppError::NoDataFolder`] when the system names no home.
pub fn default_library() -> Result<PathBuf, AppError> {
    library_of(System::HERE, &|name| std::env::var_os(name))
}

#[derive(Clone, Copy)]
enum System {
    Unix,
    MacOs,
    Windows,
}

impl System {
    const HERE: Self = if cfg!(windows) {
        Self::Windows
    } else if cfg!(target_os = "macos") {
        Self::MacOs
    } else {
        Self::Unix
    };
}

fn library_of(
    system: System,
    variable: &dyn Fn(&str) -> Option<OsString>,
) -> Result<PathBuf, AppError> {
    // The specification says that a relative path is to be ignored.
    let absolute = |name: &str| {
        variable(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let folder = match system {
        System::Windows => absolute("APPDATA"),
        System::MacOs => absolute("HOME").map(|home| home.join("Library/Application Support")),
        System::Unix => absolute("XDG_DATA_HOME")
            .or_else(|| absolute("HOME").map(|home| home.join(".local/share"))),
    };
    folder
        .map(|folder| folder.join("journeywall"))
        .ok_or(AppError::NoDataFolder)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn check(system: System, set: &[(&str, &str)], expected: Option<&str>) {
        let variable = |name: &str| {
            set.iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| OsString::from(value))
        };
        let found = library_of(system, &variable).ok();
        assert_eq!(found, expected.map(PathBuf::from), "{set:?}");
    }

    #[test]
    fn the_library_lies_where_the_system_keeps_data() {
        let home = ("HOME", "/home/ann");
        check(
            System::Unix,
            &[home],
            Some("/home/ann/.local/share/journeywall"),
        );
        check(
            System::Unix,
            &[home, ("XDG_DATA_HOME", "/data")],
            Some("/data/journeywall"),
        );
        let relative = ("XDG_DATA_HOME", "data");
        check(
            System::Unix,
            &[home, relative],
            Some("/home/ann/.local/share/journeywall"),
        );
        check(
            System::MacOs,
            &[home],
            Some("/home/ann/Library/Application Support/journeywall"),
        );
        check(System::Unix, &[], None);
    }
}
