#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "a test fails by panicking"
    )
)]
//! The UI bundle and the WebSocket for browsers: how a screen that is not the app's own window gets
//! the pages and the screen contract.
//!
//! What a browser on this machine, or a page in it, could try is answered in one place each:
//!
//! * a page of another site that reaches for this server: `gate` (host and origin, headers);
//! * a stranger on the machine: [`Token`], in the fragment of the address and in the first message;
//! * a flood: [`Limits`], with `places` (how many), `pace` (how fast), `outbox` (how far behind).
//!
//! It knows nothing of boards. Whoever serves gives it a [`Connect`], which makes one [`Screen`] for
//! each browser that showed the token; messages pass through unread, one JSON text each.
//!
//! Pages go over plain HTTP, which anybody on the same network could read and alter. So this
//! version serves addresses of this machine alone.

mod bundle;
mod error;
mod gate;
mod limits;
mod outbox;
mod pace;
mod places;
mod screen;
mod serve;
mod token;

pub use bundle::{UiBundle, UiFile};
pub use error::WebError;
pub use limits::Limits;
pub use screen::{Connect, Refusal, Screen, close};
pub use serve::{RunningWeb, WebOptions, serve};
pub use token::Token;
