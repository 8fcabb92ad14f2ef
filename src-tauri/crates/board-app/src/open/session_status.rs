//! What those who serve guests hear of the session.

use board_room::session::GuestPolicy;
use std::net::SocketAddr;

/// How the session stands, for guests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionStatus {
    /// By what they come in, and whether here.
    pub guest_policy: GuestPolicy,
    /// Where they find the other machines that could host, the best first.
    pub doors: Vec<SocketAddr>,
}

impl SessionStatus {
    /// Whether guests are let in at all.
    pub fn is_open(&self) -> bool {
        !self.guest_policy.guests.locks.is_empty()
    }

    /// Whether guests who are told to go elsewhere can find the session there.
    pub fn goes_on_elsewhere(&self) -> bool {
        self.is_open() && !self.doors.is_empty()
    }
}
