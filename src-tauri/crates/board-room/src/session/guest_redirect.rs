//! Guests, who are people without the app, are redirected to whoever hosts: what the machine that they ask needs to
//! know of the session.

use super::frame::Rank;
use super::members::Guests;
use super::{ConnectionState, Session};

/// Where guests are sent, since the session is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GuestRedirect {
    /// Nowhere: this machine is in no session.
    #[default]
    NoSession,
    /// At this machine, which hosts.
    Here,
    /// At another machine, or nobody hosts yet.
    Elsewhere,
}

/// What holds for guests who come to this machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GuestPolicy {
    /// Where they are sent.
    pub redirect: GuestRedirect,
    /// Whether this machine could host one day.
    pub may_host: bool,
    /// By what they come in.
    pub guests: Guests,
}

impl Session {
    /// Another value whenever [`Session::guest_policy`] may be another. O(1).
    pub(crate) fn guest_policy_version(&self) -> (u64, GuestRedirect) {
        (self.register.version(), self.redirect())
    }

    pub(crate) fn guest_policy(&self) -> GuestPolicy {
        GuestPolicy {
            redirect: self.redirect(),
            may_host: self.rank_of(self.peer()) > Rank::Guest,
            guests: self.register.members().guests().clone(),
        }
    }

    pub(crate) fn redirect(&self) -> GuestRedirect {
        match self.connection {
            ConnectionState::Alone => GuestRedirect::NoSession,
            ConnectionState::Hosting { .. } => GuestRedirect::Here,
            ConnectionState::Connected { .. } | ConnectionState::Reconnecting { .. } => {
                GuestRedirect::Elsewhere
            }
        }
    }
}
