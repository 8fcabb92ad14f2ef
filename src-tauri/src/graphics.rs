//! WebKitGTK shows a blank window with many NVIDIA drivers, unless its DMA-BUF renderer is off
//! (WebKit bug 261874, tauri issue 9394). Elsewhere that renderer is the fast one and stays on.

/// The variable WebKitGTK reads when its first web view is made.
#[cfg(target_os = "linux")]
const NO_DMABUF: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// With an NVIDIA driver, and unless the person has set the variable either way, replaces this
/// process by itself with the variable set. A running program's own environment cannot be changed
/// safely; that of a new one can.
#[cfg(target_os = "linux")]
pub(crate) fn restart_if_needed() {
    use std::os::unix::process::CommandExt;

    let has_nvidia = std::path::Path::new("/sys/module/nvidia").exists();
    if !has_nvidia || std::env::var_os(NO_DMABUF).is_some() {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        let mut again = std::process::Command::new(program);
        // It comes back only if it failed; then the window may be blank, as it would have been.
        drop(
            again
                .args(std::env::args_os().skip(1))
                .env(NO_DMABUF, "1")
                .exec(),
        );
    }
}

/// Other systems have other web views.
#[cfg(not(target_os = "linux"))]
pub(crate) fn restart_if_needed() {}
