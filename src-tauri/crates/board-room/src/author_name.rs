//! Names of authors: whose notes these are, as a name on the board, written down where it is first needed, and anew
//! when somebody is called something else. Names on the board are told apart ([`crate::unique_names`]).

use crate::context::Context;
use crate::message::{Peer, Role};
use crate::room::Room;
use crate::seats::SeatId;
use crate::session::{Event, Session};
use crate::unique_names::{is_name_of, make_unique};
use board_model::{Edit, EditError, Many, ParticipantId, SetPerson, limits};
use board_replica::Applied;

impl Context {
    /// Everybody, for the screens of this machine: with names and colours of their own.
    pub(crate) fn peers(&self, session: Option<&Session>) -> Vec<Peer> {
        let mut peers = self.all_peers(session);
        make_unique(&mut peers, self.board(), None);
        peers
    }

    /// The board's name for somebody whom it knows follows what they are called now: what that wrote, if anything.
    pub(crate) fn update_author(
        &mut self,
        session: Option<&Session>,
        by: ParticipantId,
    ) -> Option<Applied> {
        let may = self.config.read_only.is_none() && !self.replica.is_awaiting();
        let writes = self
            .seats
            .all()
            .any(|(_, seat)| seat.participant == by && seat.role >= Role::Participant);
        let known = self.board().person(by).filter(|_| may && writes)?;
        let person = self.author_of(session, by);
        let person = person.filter(|own| own.name != known.name)?;
        self.replica.apply(by, person.into()).ok()
    }

    /// How the board is to know somebody who has or had a seat here.
    fn author_of(&self, session: Option<&Session>, by: ParticipantId) -> Option<SetPerson> {
        let mut peers = self.peers(session).into_iter();
        let own = peers.find(|peer| peer.participant == by)?;
        Some(SetPerson {
            name: own.name,
            colour: own.colour.unwrap_or_default(),
        })
    }
}

impl Room {
    /// A guest who takes a seat keeps the name and colour that they get now: those who are here keep theirs.
    pub(crate) fn settle_guest_name(&mut self, guest: ParticipantId) {
        let mut peers = self.cx.all_peers(self.session.as_ref());
        make_unique(&mut peers, self.board(), Some(guest));
        if let Some(own) = peers.into_iter().find(|peer| peer.participant == guest) {
            self.cx.seats.rename(guest, &own.name);
            self.cx.seats.recolour(guest, own.colour);
        }
    }

    /// The edit, and in the same act the asker's name where the edit puts it on the board and the board does not
    /// know it yet: notes show who wrote them long after the session.
    pub(crate) fn with_author(&self, edit: Edit, id: SeatId) -> Edit {
        let Some(seat) = self.cx.seats.seat(id).filter(|_| names_author(&edit)) else {
            return edit;
        };
        let known = self.board().person(seat.participant);
        let is_known = known.is_some_and(|person| {
            is_name_of(&person.name, &seat.name)
                && seat.colour.is_none_or(|chosen| chosen == person.colour)
        });
        if is_known {
            return edit;
        }
        let Some(person) = self.cx.author_of(self.session.as_ref(), seat.participant) else {
            return edit;
        };
        let edits = match edit {
            Edit::Many(many) => many.edits,
            single => vec![single],
        };
        let edits = std::iter::once(person.into()).chain(edits).collect();
        Many { edits }.into()
    }

    /// Somebody gives another name or colour: at their screens, and as the board will know them.
    ///
    /// # Errors
    /// `BadValue` and `Limit` for what is no name.
    pub(crate) fn renamed(&mut self, by: ParticipantId, edit: Edit) -> Result<Edit, EditError> {
        let Edit::SetPerson(person) = edit else {
            return Ok(edit);
        };
        let name = person.name.trim();
        let (given, max) = (limits::utf16_len(name), limits::TITLE_UTF16);
        if given == 0 {
            return Err(EditError::BadValue {
                field: "name",
                given: person.name,
                expected: "a name",
            });
        }
        if given > max {
            let what = "the name";
            return Err(EditError::Limit { what, given, max });
        }
        self.cx.seats.rename(by, name);
        self.cx.seats.recolour(by, Some(person.colour));
        if by == self.cx.config.host {
            self.tell_session(Event::Called(name.to_owned()));
        }
        let own = self.cx.author_of(self.session.as_ref(), by);
        Ok(own.unwrap_or(person).into())
    }
}

/// Whether an edit writes down who asked for it.
fn names_author(edit: &Edit) -> bool {
    match edit {
        Edit::AddNote(_) | Edit::AddComment(_) | Edit::SetSentiment(_) => true,
        Edit::Many(many) => many.edits.iter().any(names_author),
        _ => false,
    }
}
