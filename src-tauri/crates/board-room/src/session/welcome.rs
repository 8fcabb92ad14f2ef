//! How a machine stands to guests: people without the app, who go to whoever hosts.

use super::frame::Rank;
use super::members::Guests;
use super::{ConnectionState, Session};
use crate::room::Room;

/// Where guests find the session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whereabouts {
    /// At this machine, which is in no session.
    #[default]
    Alone,
    /// At this machine, which hosts.
    Here,
    /// At another machine, or nobody hosts yet.
    Elsewhere,
}

/// How a machine stands to guests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Welcome {
    /// Where they find the session.
    pub whereabouts: Whereabouts,
    /// Whether it could be here one day.
    pub may_be_here: bool,
    /// By what they come in.
    pub guests: Guests,
}

impl Room {
    /// Another value whenever [`Room::welcome`] may be another. O(1).
    pub fn welcome_mark(&self) -> (u64, Whereabouts) {
        let session = self.session.as_ref();
        let version = session.map_or(0, |session| session.register.version());
        (
            version,
            session.map(Session::whereabouts).unwrap_or_default(),
        )
    }

    /// How this machine stands to guests. O(its guests' records).
    pub fn welcome(&self) -> Welcome {
        self.session
            .as_ref()
            .map(Session::welcome)
            .unwrap_or_default()
    }
}

impl Session {
    fn welcome(&self) -> Welcome {
        Welcome {
            whereabouts: self.whereabouts(),
            may_be_here: self.rank_of(self.peer()) > Rank::Guest,
            guests: self.register.members().guests().clone(),
        }
    }

    fn whereabouts(&self) -> Whereabouts {
        match self.connection {
            ConnectionState::Alone => Whereabouts::Alone,
            ConnectionState::Hosting { .. } => Whereabouts::Here,
            ConnectionState::Connected { .. } | ConnectionState::Reconnecting { .. } => {
                Whereabouts::Elsewhere
            }
        }
    }
}
