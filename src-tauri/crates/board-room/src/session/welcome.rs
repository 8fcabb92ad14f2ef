//! How a machine stands to guests: people without the app, who go to whoever hosts.

use super::Place;
use super::frame::Rank;
use super::members::Guests;
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
        let version = self.session.as_ref().map_or(0, |it| it.register.version());
        (version, self.whereabouts())
    }

    /// How this machine stands to guests. O(its guests' records).
    pub fn welcome(&self) -> Welcome {
        let session = self.session.as_ref();
        Welcome {
            whereabouts: self.whereabouts(),
            may_be_here: session.is_some_and(|it| it.rank_of(it.peer()) > Rank::Guest),
            guests: session
                .map_or_else(Guests::default, |it| it.register.members().guests().clone()),
        }
    }

    fn whereabouts(&self) -> Whereabouts {
        match self.place() {
            Place::Alone => Whereabouts::Alone,
            Place::Hosting => Whereabouts::Here,
            Place::Member { .. } | Place::Seeking { .. } => Whereabouts::Elsewhere,
        }
    }
}
