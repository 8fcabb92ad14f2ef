//! Sessions: this installation and its open boards among others.
//!
//! * [`joining`]: sharing a board, and joining by a ticket · [`share_by_pin`]: letting people in by a PIN
//! * [`nearby`]: sessions of the local network
//! * [`owner`]: whose a board is

mod joining;
mod nearby;
mod owner;
mod share_by_pin;

pub use nearby::{Around, SessionNearby};
