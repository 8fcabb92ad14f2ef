//! Sessions: this installation and its open boards among others.
//!
//! * [`joining`]: sharing a board, and joining by a ticket · [`pins`]: letting people in by a PIN
//! * [`nearby`]: sessions of the local network
//! * [`owner`]: whose a board is

mod joining;
mod nearby;
mod owner;
mod pins;

pub use nearby::{Around, SessionNearby};
