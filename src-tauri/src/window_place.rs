//! Where the window was, so that it comes back there. Kept in the library's folder, in logical
//! pixels.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use tauri::{AppHandle, WebviewWindow};

/// The file in the library's folder.
const FILE: &str = "window.json";

/// How much of the window's upper edge must be on a screen, so that a hand can take hold of it.
const GRIP: (f64, f64) = (120.0, 40.0);

/// A rectangle on the desktop that all screens make together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Area {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// Where a window is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Place {
    /// As it is when it is not maximized.
    #[serde(flatten)]
    pub(crate) area: Area,
    pub(crate) is_maximized: bool,
}

impl Place {
    /// The last place, if there was one and a part of it that can be grasped is on a screen now.
    pub(crate) fn recall(library: &Path, screens: &[Area]) -> Option<Self> {
        let place: Self = serde_json::from_slice(&fs::read(library.join(FILE)).ok()?).ok()?;
        let is_reachable = screens
            .iter()
            .any(|screen| place.area.can_be_grasped_on(screen));
        is_reachable.then_some(place)
    }

    /// Keeps the place of this window.
    ///
    /// # Errors
    /// When the window is gone, or the file cannot be written; then it opens next time where the
    /// system puts it.
    pub(crate) fn keep(window: &WebviewWindow, library: &Path) -> Result<(), KeepError> {
        let is_maximized = window.is_maximized()?;
        let file = library.join(FILE);
        let area = if is_maximized {
            // What it goes back to is where it was before.
            let before = fs::read(&file).ok();
            let before: Option<Self> = before.and_then(|text| serde_json::from_slice(&text).ok());
            before.map_or_else(|| area_of(window), |place| Ok(place.area))?
        } else {
            area_of(window)?
        };
        let text = serde_json::to_vec(&Self { area, is_maximized })?;
        Ok(fs::write(file, text)?)
    }
}

/// Why a place was not kept.
#[derive(Debug, thiserror::Error)]
pub(crate) enum KeepError {
    #[error(transparent)]
    Window(#[from] tauri::Error),
    #[error(transparent)]
    Text(#[from] serde_json::Error),
    #[error(transparent)]
    Disk(#[from] std::io::Error),
}

impl Area {
    fn can_be_grasped_on(&self, screen: &Self) -> bool {
        let shared = |from: f64, size: f64, other: f64, other_size: f64| {
            (from + size).min(other + other_size) - from.max(other)
        };
        let width = shared(self.x, self.width, screen.x, screen.width);
        let height = shared(self.y, GRIP.1, screen.y, screen.height);
        width >= GRIP.0 && height >= GRIP.1
    }
}

/// The screens there are now; none when the system does not tell.
pub(crate) fn screens(app: &AppHandle) -> Vec<Area> {
    let monitors = app.available_monitors().unwrap_or_default();
    let area = |monitor: &tauri::Monitor| {
        let scale = monitor.scale_factor();
        let (position, size) = (
            monitor.position().to_logical::<f64>(scale),
            monitor.size().to_logical::<f64>(scale),
        );
        Area {
            x: position.x,
            y: position.y,
            width: size.width,
            height: size.height,
        }
    };
    monitors.iter().map(area).collect()
}

fn area_of(window: &WebviewWindow) -> tauri::Result<Area> {
    let scale = window.scale_factor()?;
    let position = window.outer_position()?.to_logical::<f64>(scale);
    let size = window.inner_size()?.to_logical::<f64>(scale);
    Ok(Area {
        x: position.x,
        y: position.y,
        width: size.width,
        height: size.height,
    })
}

#[cfg(test)]
mod tests {
    use super::{Area, FILE, Place};

    const SCREEN: Area = area(0.0, 0.0, 1920.0, 1080.0);

    const fn area(x: f64, y: f64, width: f64, height: f64) -> Area {
        Area {
            x,
            y,
            width,
            height,
        }
    }

    #[test]
    fn a_window_is_never_put_where_no_hand_reaches_it() {
        let second = area(1920.0, 0.0, 1280.0, 1024.0);
        for (x, y, screens, expected) in [
            (200.0, 100.0, &[SCREEN][..], true),
            (-1300.0, 100.0, &[SCREEN], true),
            (-1400.0, 100.0, &[SCREEN], false),
            (1700.0, 1000.0, &[SCREEN], true),
            (200.0, 1060.0, &[SCREEN], false),
            (200.0, -30.0, &[SCREEN], false),
            (2400.0, 50.0, &[SCREEN], false),
            (2400.0, 50.0, &[SCREEN, second], true),
            (-32000.0, -32000.0, &[SCREEN, second], false),
            (200.0, 100.0, &[], false),
        ] {
            let library = tempfile::tempdir().unwrap();
            let place = Place {
                area: area(x, y, 1440.0, 900.0),
                is_maximized: false,
            };
            let text = serde_json::to_vec(&place).unwrap();
            std::fs::write(library.path().join(FILE), text).unwrap();
            let recalled = Place::recall(library.path(), screens);
            assert_eq!(recalled, expected.then_some(place), "{x}, {y}");
        }
    }

    #[test]
    fn a_file_that_says_nothing_is_no_place() {
        let library = tempfile::tempdir().unwrap();
        assert_eq!(Place::recall(library.path(), &[SCREEN]), None);
        std::fs::write(library.path().join(FILE), "{").unwrap();
        assert_eq!(Place::recall(library.path(), &[SCREEN]), None);
    }
}
