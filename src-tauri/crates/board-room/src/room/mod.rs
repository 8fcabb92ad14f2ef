//! The state machine: one input in, effects out, in the order in which they are to be performed.

pub(crate) mod agenda;
mod guests;
mod people;
pub(crate) mod presence;

use crate::context::Context;
use crate::deduplication::{Deduplication, Outcome};
use crate::effect::{Effect, Input, RoomConfig};
use crate::message::{
    Done, Hello, InMessage, KeptElsewhere, LinkStatus, OutMessage, PROTOCOL, Presence, Refusal,
    Request, Role, Status, Topics,
};
use crate::participant_quota;
use crate::permission;
use crate::room::presence::LEASE;
use crate::seats::{SeatId, Seating};
use crate::session::{Event, LinkEvent, Session, SessionCommand, no_ticket};
use board_model::{Board, Denial, Edit, EditError, ErrorCode, ParticipantId};
use board_replica::{Applied, Replica};
use std::collections::BTreeMap;
use std::time::Duration;

/// One open board and its people.
pub struct Room {
    /// What the room works on together with its session.
    pub(crate) cx: Context,
    /// This machine among others; `None` in a room without an identity, in which nothing is ever shared.
    pub(crate) session: Option<Session>,
    by_seat: BTreeMap<SeatId, Deduplication>,
    pub(crate) by_guest: BTreeMap<ParticipantId, Deduplication>,
    /// Where the board lies since its file was taken away, while nobody sat here to hear of it.
    pub(crate) untold: Option<KeptElsewhere>,
}

impl Room {
    /// A room for a loaded board, with nobody in it.
    pub fn new(replica: Replica, mut config: RoomConfig) -> Self {
        let mut session = config.identity.take().map(Session::new);
        let cx = Context::new(replica, config);
        if let Some(session) = &mut session {
            session.refresh_register(&cx);
        }
        Self {
            cx,
            session,
            by_seat: BTreeMap::new(),
            by_guest: BTreeMap::new(),
            untold: None,
        }
    }

    /// The board as it is.
    pub fn board(&self) -> &Board {
        self.cx.board()
    }

    /// The replica, for states and snapshots.
    pub fn replica(&self) -> &Replica {
        &self.cx.replica
    }

    /// The person this machine belongs to.
    pub fn person(&self) -> ParticipantId {
        self.cx.config.host
    }

    /// Whether others come to this machine.
    pub fn is_hosting(&self) -> bool {
        self.session.as_ref().is_some_and(Session::is_hosting)
    }

    /// The number of the last append; what a snapshot of now is "up to".
    pub fn appended(&self) -> u64 {
        self.cx.acks.appended()
    }

    /// When [`Input::Tick`] is due; `None` while nothing waits for time.
    pub fn next_tick(&self) -> Option<Duration> {
        let typed = self.cx.seats.all();
        let typed = typed.filter_map(|(_, seat)| seat.typed_at);
        let lapse = typed.min().map(|at| at + LEASE);
        let session = self.session.as_ref();
        let session = session.and_then(|session| session.tick_at(&self.cx));
        let due = lapse.into_iter().chain(self.cx.told.due_at());
        due.chain(session).min()
    }

    /// How it stands; of the links, which are its owner's, as they are given.
    pub fn status(&self, links: Vec<LinkStatus>) -> Status {
        let session = self.session.as_ref();
        Status {
            board: self.board().id(),
            title: self.board().header().title.clone(),
            revision: self.cx.replica.revision(),
            epoch: self.cx.config.epoch,
            appended: self.cx.acks.appended(),
            stored: self.cx.acks.stored(),
            state: self.cx.state(session),
            peers: self.cx.peers(session),
            links,
        }
    }

    /// Takes one input; `now` is the time since some fixed start, never going back.
    pub fn handle(&mut self, now: Duration, input: Input) -> Vec<Effect> {
        self.cx.now = now;
        match input {
            Input::Joined(seating) => self.joined(seating),
            Input::Left(seat) => self.left(seat),
            Input::Said { seat, message } => self.said(seat, message),
            Input::Garbled { seat, refusal } => self.refuse(seat, None, refusal),
            Input::Stored(number) => {
                let (is_cured, ready) = self.cx.acks.stored_up_to(number);
                self.settled(is_cured, ready);
            }
            Input::StoreFailed { number, trouble } => {
                let (is_news, refused) = self.cx.acks.failed(number, trouble);
                self.settled(is_news, refused);
            }
            Input::Kept(kept) => self.kept(kept),
            Input::Tick => {
                self.typing_lapses();
                self.people_if_due();
                self.tell_session(Event::Tick);
            }
            Input::Link(event) => self.link_event(event),
            Input::Session(command) => self.command(command),
        }
        self.cx.take_effects()
    }

    /// The one way to the session. Says whether there is one.
    pub(crate) fn tell_session(&mut self, event: Event<'_>) -> bool {
        let Some(session) = &mut self.session else {
            return false;
        };
        session.handle(&mut self.cx, event);
        true
    }

    fn link_event(&mut self, event: LinkEvent) {
        let up = match &event {
            LinkEvent::Up { link, .. } => Some(*link),
            _ => None,
        };
        let is_told = self.tell_session(Event::Link(event));
        if let Some(link) = up.filter(|_| !is_told) {
            self.cx.close(link, "there is no session here");
        }
    }

    fn command(&mut self, command: SessionCommand) {
        let is_ticket_due = matches!(command, SessionCommand::Invite(_));
        let is_told = self.tell_session(Event::Command(command));
        if is_ticket_due && !is_told {
            self.cx.emit(no_ticket(None));
        }
    }

    /// Goes on with another replica of the same board, read anew from disk after this one broke. Screens reload, for
    /// the epoch is another; what came meanwhile is asked for again; nobody's undo is left.
    pub fn resume(&mut self, replica: Replica, epoch: u64) -> Vec<Effect> {
        // Its document may be in the midst of a write; dropping it would end that.
        std::mem::forget(std::mem::replace(&mut self.cx.replica, replica));
        self.cx.config.epoch = epoch;
        // What the broken one was about to say is not said.
        self.cx.take_effects();
        self.cx.show(Vec::new());
        self.tell_session(Event::ReplicaReplaced);
        self.cx.take_effects()
    }

    /// Goes on with an empty replica of the same board, under a client id that was never used: the host tells all of it.
    /// Screens show what they have until then, and reload.
    pub fn resync(&mut self, now: Duration, replica: Replica, epoch: u64) -> Vec<Effect> {
        self.cx.now = now;
        self.cx.replica = replica;
        self.cx.config.epoch = epoch;
        self.tell_session(Event::Resynced);
        self.cx.take_effects()
    }

    fn joined(&mut self, mut seating: Seating) {
        let seat = seating.seat;
        // What the person of this machine may do, the records say.
        if let Some(role) = self.session.as_ref().and_then(Session::own_role)
            && seating.participant == self.cx.config.host
        {
            seating.role = seating.role.min(role);
        }
        self.cx.seats.take(&seating);
        if seating.is_guest {
            // They may have been with another host meanwhile.
            let mark = self.cx.replica.guest_mark(seating.participant);
            let deduplication = self.by_guest.entry(seating.participant).or_default();
            deduplication.raise(mark, self.cx.acks.appended());
            self.settle_guest_name(seating.participant);
        }
        let hello = Hello {
            protocol: PROTOCOL,
            board: self.board().id(),
            participant: seating.participant,
            name: seating.name,
            role: seating.role,
            ticket: None,
            guest_url: None,
            code: None,
            read_only: self.cx.config.read_only.clone(),
        };
        self.cx.send(seat, OutMessage::Hello { hello });
        let state = self.cx.state(self.session.as_ref());
        self.cx.send(seat, OutMessage::State(state));
        if let Some(applied) = self
            .cx
            .update_author(self.session.as_ref(), seating.participant)
        {
            self.written(applied, seating.participant);
        }
        self.came(seat);
    }

    fn left(&mut self, seat: SeatId) {
        let Some(gone) = self.cx.seats.leave(seat) else {
            return;
        };
        self.by_seat.remove(&seat);
        self.cx.acks.forget(seat);
        // A guest's letters may be kept by their page and come with their next connection.
        if let Some(note) = gone.presence.typing.filter(|_| !gone.is_guest) {
            self.cx.replica.leave_note(gone.participant, note);
        }
        if gone.presence != Presence::default() {
            self.presence_to_others(seat, gone.participant, Presence::default());
        }
        self.forget_who_left(gone.participant);
        self.seats_changed();
    }

    fn said(&mut self, seat: SeatId, message: InMessage) {
        if self.cx.seats.seat(seat).is_none() {
            return;
        }
        match message {
            InMessage::Presence(change) => self.presence(seat, &change),
            InMessage::Ask { id, request } => match request {
                Request::Edit { edit, seq } => self.numbered_edit(seat, id, *edit, seq),
                Request::Subscribe(topics) => self.subscribe(seat, id, topics),
                Request::Ticket(role) => self.ticket(seat, id, role),
                Request::Get(subject) => self.cx.emit(Effect::Tell {
                    to: seat,
                    id,
                    subject,
                }),
            },
        }
    }

    fn refuse(&mut self, seat: SeatId, id: Option<u64>, error: Refusal) {
        self.cx.send(seat, OutMessage::Error { id, error });
    }

    /// A ticket, for facilitators.
    fn ticket(&mut self, seat: SeatId, id: u64, role: Role) {
        let asker = self.cx.seats.seat(seat).map(|seat| seat.role);
        if !self.session.as_ref().is_some_and(Session::is_shared) {
            let message = "this board is not shared, so there is no ticket; start sharing first";
            let error = Refusal::new(ErrorCode::NotConnected, message);
            self.refuse(seat, Some(id), error);
        } else if asker != Some(Role::Facilitator) {
            let why = Denial::Facilitators("invite people");
            self.refuse(seat, Some(id), EditError::Role { why }.into());
        } else {
            let to = (seat, id);
            self.tell_session(Event::Ticket { to, role });
        }
    }

    fn subscribe(&mut self, seat: SeatId, id: u64, topics: Topics) {
        if let Some(taken) = self.cx.seats.seat_mut(seat) {
            taken.topics = topics;
        }
        let ok = Done {
            epoch: Some(self.cx.config.epoch),
            ..self.unchanged()
        };
        self.cx.send(seat, OutMessage::Ok { id, ok });
        if topics.any() {
            let clock = self.cx.session_time();
            self.cx.send(seat, OutMessage::Clock { clock });
            self.presences_to(seat);
        }
    }

    fn numbered_edit(&mut self, seat: SeatId, id: u64, edit: Edit, seq: Option<u64>) {
        let revision = self.cx.replica.revision();
        // What a viewer may ask for writes nothing: asked twice it is the same, and no number is used up.
        let role = self.cx.seats.seat(seat).map(|taken| taken.role);
        let seq = seq.filter(|_| role != Some(Role::Viewer));
        let known = seq.and_then(|seq| self.deduplication(seat)?.outcome(seq, revision));
        if let Some(outcome) = known {
            // A number says what became of an edit to those alone who may ask for such a one.
            let allowed = role.map_or(Ok(()), |role| permission::may_ever(role, &edit));
            let outcome = allowed.map_or_else(|error| Outcome::Refused(error.into()), |()| outcome);
            return self.answer(seat, id, outcome);
        }
        let outcome = match self.apply(seat, edit, seq) {
            Ok(done) => {
                let append = self.cx.acks.appended();
                Outcome::Applied { done, append }
            }
            Err(refusal) => Outcome::Refused(refusal),
        };
        if let Some((seq, deduplication)) =
            seq.and_then(|seq| Some((seq, self.deduplication(seat)?)))
        {
            deduplication.remember(seq, outcome.clone());
        }
        self.answer(seat, id, outcome);
    }

    /// The numbers that a seat's edits are looked up in.
    fn deduplication(&mut self, seat: SeatId) -> Option<&mut Deduplication> {
        let taken = self.cx.seats.seat(seat)?;
        Some(if taken.is_guest {
            self.by_guest.entry(taken.participant).or_default()
        } else {
            self.by_seat.entry(seat).or_default()
        })
    }

    fn answer(&mut self, seat: SeatId, id: u64, outcome: Outcome) {
        match outcome {
            Outcome::Applied { done, append } => {
                if let Some(message) = self.cx.acks.answer(append, seat, id, done) {
                    self.cx.send(seat, message);
                }
            }
            Outcome::Refused(error) => self.refuse(seat, Some(id), error),
        }
    }

    fn apply(&mut self, seat: SeatId, mut edit: Edit, seq: Option<u64>) -> Result<Done, Refusal> {
        if let Some(refusal) = &self.cx.config.read_only {
            return Err(refusal.clone());
        }
        if self.cx.replica.is_awaiting() {
            let message = "the board has not come yet; wait until this machine is connected";
            return Err(Refusal::new(ErrorCode::NotConnected, message));
        }
        let taken = self
            .cx
            .seats
            .seat(seat)
            .ok_or(EditError::Gone { what: "your seat" })?;
        let (by, is_guest, role) = (taken.participant, taken.is_guest, taken.role);
        agenda::stamp(&mut edit, self.cx.session_time());
        let touched = self.cx.replica.would_touch(by, &edit);
        permission::check(role, by, &edit, &touched, self.board())?;
        participant_quota::check(role, by, &edit, self.board())?;
        if let Some(session) = &self.session {
            session.check_machine_quota(
                self.cx.replica.write_index(),
                &participant_quota::makings(&edit),
            )?;
        }
        let is_naming = matches!(edit, Edit::SetPerson(_));
        let edit = self.renamed(by, edit)?;
        if is_naming && role == Role::Viewer {
            // They are called so in the lists; on the board a viewer writes nothing.
            self.seats_changed();
            return Ok(self.unchanged());
        }
        let edit = self.with_author(edit, seat);
        let number = seq.filter(|_| is_guest);
        let applied = self.cx.replica.apply_numbered(by, edit, number)?;
        let done = Done {
            revision: applied.revision,
            id: applied.added.map(board_model::AddedId::to_text),
            epoch: None,
        };
        self.written(applied, by);
        if is_naming {
            self.seats_changed();
        }
        Ok(done)
    }

    /// What an act is answered with that leaves the board as it is.
    fn unchanged(&self) -> Done {
        Done {
            revision: self.cx.replica.revision(),
            id: None,
            epoch: None,
        }
    }

    /// What follows from a write of this machine: it is stored, shown and passed on.
    fn written(&mut self, applied: Applied, by: ParticipantId) {
        if !applied.update.is_empty() {
            self.cx.store(applied.update.clone(), applied.changes, by);
            self.tell_session(Event::Wrote(&applied.update));
        }
    }

    /// Answers that need not wait any longer, after the news about the disk if there are any.
    fn settled(&mut self, is_news: bool, answers: Vec<(SeatId, OutMessage)>) {
        if is_news {
            self.cx.send_state(self.session.as_ref());
        }
        for (to, message) in answers {
            self.cx.send(to, message);
        }
    }
}

impl std::fmt::Debug for Room {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Room")
            .field("session", &self.session)
            .finish_non_exhaustive()
    }
}
