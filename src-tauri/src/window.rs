//! The window: how it is made, where its pages may go, and how it ends.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, Url, WebviewWindowBuilder};

use crate::wall::Wall;

/// Makes the window of `tauri.conf.json`.
///
/// # Errors
/// What the system says against it.
pub(crate) fn open(app: &AppHandle) -> tauri::Result<()> {
    let windows = &app.config().app.windows;
    let config = windows
        .first()
        .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
    WebviewWindowBuilder::from_config(app, config)?
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    Ok(())
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

/// Closes the board and then the window. When something could not be saved, the window stays and
/// says so; asking once more ends it anyway.
pub(crate) fn quit(app: AppHandle) {
    static WARNED: AtomicBool = AtomicBool::new(false);
    tauri::async_runtime::spawn(async move {
        let closed = app.state::<Wall>().close().await;
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
