//! What the system's clock says, since 1970. A clock that is set before that says 0.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Now.
pub fn since_1970() -> Duration {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
}

/// Now, in milliseconds, as the library keeps times.
pub fn now_ms() -> i64 {
    i64::try_from(since_1970().as_millis()).unwrap_or(i64::MAX)
}
