//! WebKitGTK shows a blank window with many NVIDIA drivers, unless its DMA-BUF renderer is off
//! (WebKit bug 261874, tauri issue 9394). Elsewhere that renderer is the fast one and stays on.

/// Turns WebKitGTK's DMA-BUF renderer off.
#[cfg(target_os = "linux")]
const NO_DMABUF: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Turns painting by the graphics card off altogether.
#[cfg(target_os = "linux")]
const NO_COMPOSITING: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

/// With an NVIDIA driver, or when the person asks for safe graphics, replaces this process by itself
/// with the variables set, unless the person has set them either way. A running program's own
/// environment cannot be changed safely; that of a new one can.
#[cfg(target_os = "linux")]
pub(crate) fn restart_if_needed(safe: bool) {
    use std::os::unix::process::CommandExt;

    let has_nvidia = std::path::Path::new("/sys/module/nvidia").exists();
    let missing: Vec<_> = wanted(safe, has_nvidia)
        .iter()
        .filter(|name| std::env::var_os(name).is_none())
        .map(|name| (name, "1"))
        .collect();
    if missing.is_empty() {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        let mut again = std::process::Command::new(program);
        again.args(std::env::args_os().skip(1)).envs(missing);
        // It comes back only if it failed; then the window may be blank, as it would have been.
        drop(again.exec());
    }
}

#[cfg(target_os = "linux")]
fn wanted(safe: bool, has_nvidia: bool) -> &'static [&'static str] {
    match (safe, has_nvidia) {
        (true, _) => &[NO_DMABUF, NO_COMPOSITING],
        (false, true) => &[NO_DMABUF],
        (false, false) => &[],
    }
}

/// Other systems have other web views.
#[cfg(not(target_os = "linux"))]
pub(crate) fn restart_if_needed(_safe: bool) {}
