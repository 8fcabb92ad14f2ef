//! The state machine: one input in, effects out, in the order in which they are to be performed.

use crate::attendance::{Attendance, Seating};
use crate::company::PeopleTold;
use crate::disk::Disk;
use crate::effect::{Effect, Input, SeatId, Terms};
use crate::message::{
    DiskNews, Done, Hello, InMessage, KeptElsewhere, LinkStatus, OutMessage, PROTOCOL, Presence,
    Refusal, Request, Role, Standing, State, Status, Topics,
};
use crate::numbering::{Numbering, Outcome};
use crate::permission;
use crate::presence::{LEASE, presence_message};
use crate::session::Session;
use crate::share;
use board_model::{Board, Edit, EditError, ErrorCode, ParticipantId};
use board_replica::{Applied, Replica};
use std::collections::BTreeMap;
use std::time::Duration;

/// One open board and its people.
pub struct Room {
    pub(crate) replica: Replica,
    pub(crate) terms: Terms,
    pub(crate) attendance: Attendance,
    by_seat: BTreeMap<SeatId, Numbering>,
    pub(crate) by_guest: BTreeMap<ParticipantId, Numbering>,
    pub(crate) disk: Disk,
    pub(crate) session: Option<Session>,
    /// The time of the present input.
    pub(crate) now: Duration,
    pub(crate) told: PeopleTold,
    /// Where the board lies since its file was taken away, while nobody sat here to hear of it.
    pub(crate) untold: Option<KeptElsewhere>,
}

impl Room {
    /// A room for a loaded board, with nobody in it.
    pub fn new(replica: Replica, mut terms: Terms) -> Self {
        let mut room = Self {
            session: terms.identity.take().map(Session::new),
            replica,
            terms,
            attendance: Attendance::default(),
            by_seat: BTreeMap::new(),
            by_guest: BTreeMap::new(),
            disk: Disk::default(),
            now: Duration::ZERO,
            told: PeopleTold::default(),
            untold: None,
        };
        room.refresh_register();
        room
    }

    /// The board as it is.
    pub fn board(&self) -> &Board {
        self.replica.board()
    }

    /// The replica, for states and snapshots.
    pub fn replica(&self) -> &Replica {
        &self.replica
    }

    /// The person this machine belongs to.
    pub fn person(&self) -> ParticipantId {
        self.terms.host
    }

    /// The number of the last append; what a snapshot of now is "up to".
    pub fn appended(&self) -> u64 {
        self.disk.appended()
    }

    /// When [`Input::Tick`] is due; `None` while nothing waits for time.
    pub fn next_tick(&self) -> Option<Duration> {
        let typed = self.attendance.all().filter_map(|(_, seat)| seat.typed_at);
        let lapse = typed.min().map(|at| at + LEASE);
        let due = lapse.into_iter().chain(self.told.due_at());
        due.chain(self.session_tick_at()).min()
    }

    /// How it stands; of the links, which are its owner's, as they are given.
    pub fn status(&self, links: Vec<LinkStatus>) -> Status {
        Status {
            board: self.board().id(),
            title: self.board().header().title.clone(),
            revision: self.replica.revision(),
            epoch: self.terms.epoch,
            appended: self.disk.appended(),
            stored: self.disk.stored(),
            state: self.state(),
            peers: self.peers(),
            links,
        }
    }

    /// Takes one input; `now` is the time since some fixed start, never going back.
    pub fn handle(&mut self, now: Duration, input: Input) -> Vec<Effect> {
        self.now = now;
        match input {
            Input::Joined(seating) => self.joined(seating),
            Input::Left(seat) => self.left(seat),
            Input::Said { seat, message } => self.said(now, seat, message),
            Input::Garbled { seat, refusal } => send(
                seat,
                OutMessage::Error {
                    id: None,
                    error: refusal,
                },
            ),
            Input::Stored(number) => {
                let (is_cured, ready) = self.disk.stored_up_to(number);
                self.settled(is_cured, ready)
            }
            Input::StoreFailed { number, trouble } => {
                let (is_news, refused) = self.disk.failed(number, trouble);
                self.settled(is_news, refused)
            }
            Input::Kept(kept) => self.kept(kept),
            Input::Tick => {
                let mut effects = self.tick(now);
                effects.extend(self.people_if_due());
                effects.extend(self.session_tick(now));
                effects.extend(self.heed_records(now));
                effects
            }
            Input::Link(input) => {
                let mut effects = self.link(now, input);
                effects.extend(self.heed_records(now));
                effects
            }
        }
    }

    fn joined(&mut self, mut seating: Seating) -> Vec<Effect> {
        let seat = seating.seat;
        // What the person of this machine may do, the records say.
        if let Some(role) = self.session.as_ref().and_then(Session::own_role)
            && seating.participant == self.terms.host
        {
            seating.role = seating.role.min(role);
        }
        self.attendance.take(&seating);
        if seating.is_guest {
            // They may have been with another host meanwhile.
            let mark = self.replica.guest_mark(seating.participant);
            let numbering = self.by_guest.entry(seating.participant).or_default();
            numbering.raise(mark, self.disk.appended());
            self.welcome_guest(seating.participant);
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
            read_only: self.terms.read_only.clone(),
        };
        let mut effects = send(seat, OutMessage::Hello { hello });
        effects.extend(send(seat, OutMessage::State(self.state())));
        effects.extend(self.sign(seating.participant));
        effects.extend(self.came(seat));
        effects
    }

    fn left(&mut self, seat: SeatId) -> Vec<Effect> {
        let Some(gone) = self.attendance.leave(seat) else {
            return Vec::new();
        };
        self.by_seat.remove(&seat);
        self.disk.forget(seat);
        // A guest's letters may be kept by their page and come with their next connection.
        if let Some(note) = gone.presence.typing.filter(|_| !gone.is_guest) {
            self.replica.leave_note(gone.participant, note);
        }
        let mut effects = Vec::new();
        if gone.presence != Presence::default() {
            effects = self.presence_to_others(seat, gone.participant, Presence::default());
        }
        self.forget_who_left(gone.participant);
        effects.extend(self.seats_changed());
        effects
    }

    fn said(&mut self, now: Duration, seat: SeatId, message: InMessage) -> Vec<Effect> {
        if self.attendance.seat(seat).is_none() {
            return Vec::new();
        }
        match message {
            InMessage::Presence(change) => self.presence(now, seat, &change),
            InMessage::Ask { id, request } => match request {
                Request::Edit { edit, seq } => self.numbered_edit(seat, id, *edit, seq),
                Request::Subscribe(topics) => self.subscribe(seat, id, topics),
                Request::Ticket(role) => self.ticket(now, seat, id, role),
                Request::Get(subject) => vec![Effect::Tell {
                    to: seat,
                    id,
                    subject,
                }],
            },
        }
    }

    fn subscribe(&mut self, seat: SeatId, id: u64, topics: Topics) -> Vec<Effect> {
        if let Some(taken) = self.attendance.seat_mut(seat) {
            taken.topics = topics;
        }
        let ok = Done {
            epoch: Some(self.terms.epoch),
            ..self.unchanged()
        };
        let mut effects = send(seat, OutMessage::Ok { id, ok });
        if topics.any() {
            let others = self.attendance.all().filter(|(other, _)| *other != seat);
            let seen = others.filter(|(_, other)| other.presence != Presence::default());
            effects.extend(seen.map(|(_, other)| {
                presence_message(seat, other.participant, other.presence.clone())
            }));
        }
        effects
    }

    fn numbered_edit(
        &mut self,
        seat: SeatId,
        id: u64,
        edit: Edit,
        seq: Option<u64>,
    ) -> Vec<Effect> {
        let revision = self.replica.revision();
        // What a viewer may ask for writes nothing: asked twice it is the same, and no number is used up.
        let role = self.attendance.seat(seat).map(|taken| taken.role);
        let seq = seq.filter(|_| role != Some(Role::Viewer));
        let known = seq.and_then(|seq| self.numbering(seat)?.outcome(seq, revision));
        if let Some(outcome) = known {
            // A number says what became of an edit to those alone who may ask for such a one.
            let allowed = role.map_or(Ok(()), |role| permission::may_ever(role, &edit));
            let outcome = allowed.map_or_else(|error| Outcome::Refused(error.into()), |()| outcome);
            return self.answer(seat, id, outcome);
        }
        let (outcome, mut effects) = match self.apply(seat, edit, seq) {
            Ok((done, effects)) => {
                let append = self.disk.appended();
                (Outcome::Applied { done, append }, effects)
            }
            Err(refusal) => (Outcome::Refused(refusal), Vec::new()),
        };
        if let Some((seq, numbering)) = seq.and_then(|seq| Some((seq, self.numbering(seat)?))) {
            numbering.remember(seq, outcome.clone());
        }
        effects.extend(self.answer(seat, id, outcome));
        effects
    }

    /// The numbers that a seat's edits are looked up in.
    fn numbering(&mut self, seat: SeatId) -> Option<&mut Numbering> {
        let taken = self.attendance.seat(seat)?;
        Some(if taken.is_guest {
            self.by_guest.entry(taken.participant).or_default()
        } else {
            self.by_seat.entry(seat).or_default()
        })
    }

    fn answer(&mut self, seat: SeatId, id: u64, outcome: Outcome) -> Vec<Effect> {
        let message = match outcome {
            Outcome::Applied { done, append } => self.disk.answer(append, seat, id, done),
            Outcome::Refused(error) => Some(OutMessage::Error {
                id: Some(id),
                error,
            }),
        };
        message
            .map(|message| send(seat, message))
            .unwrap_or_default()
    }

    fn apply(
        &mut self,
        seat: SeatId,
        edit: Edit,
        seq: Option<u64>,
    ) -> Result<(Done, Vec<Effect>), Refusal> {
        if let Some(refusal) = &self.terms.read_only {
            return Err(refusal.clone());
        }
        if self.replica.is_awaiting() {
            let message = "the board has not come yet; wait until this machine is connected";
            return Err(Refusal::new(ErrorCode::NotConnected, message));
        }
        let taken = self
            .attendance
            .seat(seat)
            .ok_or(EditError::Gone { what: "your seat" })?;
        let (by, is_guest, role) = (taken.participant, taken.is_guest, taken.role);
        let touched = self.replica.would_touch(by, &edit);
        permission::check(role, by, &edit, &touched, self.board())?;
        share::check(role, by, &edit, self.board())?;
        if let Some(session) = &self.session {
            session.check_share(self.replica.write_index(), &share::makings(&edit))?;
        }
        let is_naming = matches!(edit, Edit::SetPerson(_));
        let edit = self.renamed(by, edit)?;
        if is_naming && role == Role::Viewer {
            // They are called so in the lists; on the board a viewer writes nothing.
            return Ok((self.unchanged(), self.seats_changed()));
        }
        let edit = self.introduced(edit, seat);
        let number = seq.filter(|_| is_guest);
        let applied = self.replica.apply_numbered(by, edit, number)?;
        let done = Done {
            revision: applied.revision,
            id: applied.added.map(board_model::AddedId::to_text),
            epoch: None,
        };
        let mut effects = self.written(applied, by);
        if is_naming {
            effects.extend(self.seats_changed());
        }
        Ok((done, effects))
    }

    /// What an act is answered with that leaves the board as it is.
    fn unchanged(&self) -> Done {
        Done {
            revision: self.replica.revision(),
            id: None,
            epoch: None,
        }
    }

    /// What follows from a write of this machine: it is shown, kept and passed on.
    pub(crate) fn written(&mut self, applied: Applied, by: ParticipantId) -> Vec<Effect> {
        if applied.update.is_empty() {
            return Vec::new();
        }
        let update = applied.update;
        let mut effects = self.took(update.clone(), applied.changes, by);
        let waited = self.waiting();
        effects.extend(self.relay(None, &update));
        if self.waiting() != waited {
            effects.extend(self.state_to_all());
        }
        effects
    }

    /// Edits that no other machine has, while there is a session to have them.
    fn waiting(&self) -> u64 {
        let waiting = self.session.as_ref().filter(|session| session.is_shared());
        waiting.map_or(0, Session::waiting)
    }

    pub(crate) fn state(&self) -> State {
        let shown = self.session.as_ref().map(Session::shown);
        let (state, host, term) = shown.unwrap_or((Standing::Alone, None, 0));
        State {
            state,
            host: host.unwrap_or(self.terms.host),
            term,
            waiting: self.waiting(),
            disk: self.disk.trouble().cloned().map(DiskNews::from),
        }
    }

    /// Answers that need not wait any longer, after the news about the disk if there are any.
    fn settled(&self, is_news: bool, answers: Vec<(SeatId, OutMessage)>) -> Vec<Effect> {
        let mut effects = Vec::new();
        if is_news {
            effects.extend(self.to_all(OutMessage::State(self.state())));
        }
        effects.extend(
            answers
                .into_iter()
                .flat_map(|(to, message)| send(to, message)),
        );
        effects
    }
}

pub(crate) fn send(to: SeatId, message: OutMessage) -> Vec<Effect> {
    vec![Effect::Send { to, message }]
}

impl std::fmt::Debug for Room {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Room")
            .field("session", &self.session)
            .finish_non_exhaustive()
    }
}
