//! What those who serve guests ask of a room.

use super::Room;
use crate::session::{GuestPolicy, GuestRedirect, Session};

impl Room {
    /// Another value whenever [`Room::guest_policy`] may be another. O(1).
    pub fn guest_policy_version(&self) -> (u64, GuestRedirect) {
        let session = self.session.as_ref();
        session
            .map(Session::guest_policy_version)
            .unwrap_or_default()
    }

    /// What holds for guests who come to this machine. O(its guests' records).
    pub fn guest_policy(&self) -> GuestPolicy {
        self.session
            .as_ref()
            .map(Session::guest_policy)
            .unwrap_or_default()
    }
}
