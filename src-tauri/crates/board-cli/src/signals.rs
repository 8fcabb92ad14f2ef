//! Being asked to end.

use crate::failure::Failure;

/// Hears requests to end from now on; the returned future ends with the first.
///
/// # Errors
/// [`Failure::Signals`].
#[cfg(unix)]
pub(crate) fn ended() -> Result<impl Future<Output = ()>, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).map_err(Failure::Signals)?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(Failure::Signals)?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Hears requests to end from now on; the returned future ends with the first.
///
/// # Errors
/// [`Failure::Signals`].
#[cfg(windows)]
pub(crate) fn ended() -> Result<impl Future<Output = ()>, Failure> {
    let mut interrupt = tokio::signal::windows::ctrl_c().map_err(Failure::Signals)?;
    Ok(async move {
        interrupt.recv().await;
    })
}
