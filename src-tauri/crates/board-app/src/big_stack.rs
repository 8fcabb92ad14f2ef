//! Threads for documents: yrs and the readers of JSON recurse, and a main thread's or a pool's stack is small.

use crate::error::AppError;
use tokio::sync::oneshot;

/// The stack of a thread that touches a document, in bytes. Measured with yrs 0.28: the deepest honest document
/// needs well under 1 MiB; the rest is room before an unforeseen depth would end the process. Pages that are not
/// touched cost nothing.
const STACK_BYTES: usize = 64 << 20;

/// Starts a thread with a big stack.
///
/// # Errors
/// [`AppError::NoThread`].
pub fn start(name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), AppError> {
    let builder = std::thread::Builder::new()
        .name(name.to_owned())
        .stack_size(STACK_BYTES);
    builder
        .spawn(work)
        .map(drop)
        .map_err(|source| AppError::NoThread { source })
}

/// Does one piece of work on a big stack.
///
/// # Errors
/// Those of the work; [`AppError::Stopped`] when it panicked; [`AppError::NoThread`].
pub async fn run<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    let (answer, answered) = oneshot::channel();
    start("journeywall-work", move || {
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
        // Nobody waits any more when the asker went away.
        drop(answer.send(done.unwrap_or(Err(AppError::Stopped))));
    })?;
    answered.await.unwrap_or(Err(AppError::Stopped))
}
