//! The window: how it is made, where its pages may go, and how it ends.

use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, Url, WebviewWindowBuilder};

use crate::sitting::Sitting;
use crate::window_place::{self, Place};
use crate::{menu, pinch};

/// The window's name in `tauri.conf.json`.
pub(crate) const MAIN: &str = "main";

/// Makes the window of `tauri.conf.json`, where it was last time.
///
/// # Errors
/// What the system says against it.
pub(crate) fn open(app: &AppHandle) -> tauri::Result<()> {
    let windows = &app.config().app.windows;
    let config = windows
        .first()
        .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
    let mut builder = WebviewWindowBuilder::from_config(app, config)?
        .prevent_overflow()
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_document_title_changed(|window, title| drop(window.set_title(&title)));
    let library = app.state::<Sitting>().library().to_owned();
    if let Some(place) = Place::recall(&library, &window_place::screens(app)) {
        let area = place.area;
        builder = builder
            .inner_size(area.width, area.height)
            .position(area.x, area.y)
            .maximized(place.is_maximized);
    }
    let window = builder.build()?;
    menu::show_keys(&window)?;
    pinch::claim(&window)
}

/// Whether an address is one of the app's own pages: `tauri://localhost`, on Windows
/// `http://tauri.localhost`.
fn is_own_page(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

/// Brings the window to the front, and a board into it.
pub(crate) fn come_forward(app: &AppHandle, board: Option<PathBuf>) {
    if let Some(board) = board {
        app.state::<Sitting>().show(board);
    }
    if let Some(window) = app.get_webview_window(MAIN) {
        // A system that does not let programs come forward shows that in its own way.
        drop(window.unminimize());
        drop(window.set_focus());
    }
}

/// Closes the boards and then the window. When something could not be saved, the window stays and
/// says so; asking once more ends it anyway.
pub(crate) fn quit(app: AppHandle) {
    static WARNED: AtomicBool = AtomicBool::new(false);
    tauri::async_runtime::spawn(async move {
        let sitting = app.state::<Sitting>();
        if let Some(window) = app.get_webview_window(MAIN)
            && let Err(error) = Place::keep(&window, sitting.library())
        {
            tracing::warn!(%error, "the window's place was not kept");
        }
        let closed = sitting.close().await;
        if closed.is_ok() || WARNED.swap(true, Ordering::Relaxed) {
            app.exit(0);
        }
    });
}

/// Takes the system's request to end (a logout, `kill`, Ctrl+C) as one to close in order.
pub(crate) fn quit_when_asked(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        match asked_to_end().await {
            Ok(()) => quit(app),
            Err(error) => tracing::warn!(%error, "requests to end are not heard"),
        }
    });
}

#[cfg(unix)]
async fn asked_to_end() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (
        signal(SignalKind::terminate())?,
        signal(SignalKind::interrupt())?,
    );
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

#[cfg(not(unix))]
async fn asked_to_end() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}

#[cfg(test)]
mod tests {
    use super::is_own_page;

    #[test]
    fn pages_of_others_are_no_place_to_go() {
        for own in ["tauri://localhost/", "tauri://localhost/index.html#x"] {
            assert!(is_own_page(&own.parse().unwrap()), "{own}");
        }
        for other in [
            "https://evil.example/",
            "http://localhost:8080/",
            "tauri://evil.example/",
            "file:///etc/passwd",
            "data:text/html,x",
            "javascript:alert(1)",
            "about:blank",
        ] {
            assert!(!is_own_page(&other.parse().unwrap()), "{other}");
        }
    }
}
