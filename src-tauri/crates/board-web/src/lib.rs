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
//! What a browser, or a page in it, could try is answered in one place each:
//!
//! * a page of another site that reaches for this server: `http_security` (host and origin, headers);
//! * a stranger: [`Token`], in the fragment of the address and in the first message; `attempt_limit` for guessing, `join_rate_limit` for coming and going;
//! * a flood: [`Limits`], with `limited_listener` and `connection_limit` (how many), [`board_model::TokenBucket`] (how fast), `outbox` (how far behind).
//!
//! It knows nothing of boards. Whoever serves gives it a [`Connect`], which knows the tokens that hold and makes one
//! [`Screen`] for each browser that shows one; messages pass through unread, one JSON text each.
//!
//! Pages go over plain HTTP, which anybody on the same network could read and alter. So a server is for this
//! machine alone, unless its [`Audience`] says otherwise, and pages say on the wall that it is so.

mod addresses;
mod attempt_limit;
mod bundle;
mod check;
mod close_codes;
mod connection_limit;
mod datagrams;
mod error;
mod first_message;
mod http_security;
mod introduction;
mod join_rate_limit;
mod limited_listener;
mod limits;
mod listen;
mod notice;
mod outbox;
mod screen;
mod serve;
mod token;

pub use addresses::proven_first;
pub use bundle::{UiBundle, UiFile};
pub use check::{Check, CheckWords};
pub use close_codes::close;
pub use error::WebError;
pub use introduction::{GuestSecret, Introduction};
pub use limits::Limits;
pub use listen::listen;
pub use notice::{GuestNotice, Invited};
pub use screen::{Connect, Refusal, Screen, ScreenEnd, ShutdownReason};
pub use serve::{Audience, RunningWeb, WebOptions, serve};
pub use token::Token;
