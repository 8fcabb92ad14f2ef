//! The thread that owns one open board: it feeds the room and performs its effects in their order.

use crate::compaction::{self, Backlog};
use crate::error::AppError;
use crate::keeping::Keeping;
use crate::outbox::Outbox;
use crate::saver::Command;
use crate::session::{Afresh, Exchange, Quarantine, Switchboard};
use crate::tell::{self, Answers, Picture};
use board_model::{Board, Edit};
use board_net::Link;
use board_replica::Replica;
use board_room::message::{Done, InMessage, KeptElsewhere, Refusal, Request, Role, Subject};
use board_room::session::{LinkEffect, LinkEvent, LinkId, SessionCommand};
use board_room::{DiskTrouble, Effect, Input, Room, SeatId, Seating};
use board_store::StoreError;
use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, mpsc, oneshot};

/// What copying a note of the board costs, in bytes written: both take about as long.
const COPIED_NOTE: usize = 100;

fn is_tried_on_a_copy(message: &InMessage) -> bool {
    let InMessage::Ask {
        request: Request::Edit { edit, .. },
        ..
    } = message
    else {
        return false;
    };
    matches!(&**edit, Edit::Many(many) if many.edits.len() > 1)
}

/// A board, and its document as one v1 update.
pub(crate) struct Copied {
    pub(crate) board: Board,
    pub(crate) state: Vec<u8>,
}

/// What reaches the thread.
#[derive(Debug)]
pub(crate) enum Mail {
    /// Somebody takes a seat.
    Join { seating: Seating, outbox: Outbox },
    /// A seat is gone.
    Leave(SeatId),
    /// A message of a seat. The permits are given back when it was handled: nobody floods the inbox, and nobody has two
    /// costly questions in it.
    Said {
        seat: SeatId,
        message: Result<InMessage, Refusal>,
        permits: (OwnedSemaphorePermit, Option<OwnedSemaphorePermit>),
    },
    /// Appends up to this number are on disk.
    Stored(u64),
    /// Appends up to this number are not.
    StoreFailed { number: u64, trouble: DiskTrouble },
    /// Somebody else wrote into the board's file: the document is wanted.
    Overwritten,
    /// The board's file was taken away; the board goes on in another one.
    Kept(KeptElsewhere),
    /// A snapshot was tried: the state, when it holds the board, and the last append in it.
    Tried { state: Option<Vec<u8>>, upto: u64 },
    /// A snapshot that was tried is stored, or could not be.
    Folded { is_stored: bool },
    /// An edit of the program itself: answered when it is on disk.
    Apply {
        seating: Seating,
        edit: Box<Edit>,
        reply: oneshot::Sender<Result<Done, Refusal>>,
    },
    /// Looks at the document.
    Look(Look),
    /// Hands a command on to the saver, after everything that was said before.
    Pass(Command),
    /// There is an endpoint for links; and the name of this machine's person.
    Connect {
        exchange: Arc<Exchange>,
        name: String,
    },
    /// A link to another machine.
    Linked {
        id: LinkId,
        link: Link,
        is_dialled: bool,
    },
    /// A frame of a link. The permit is given back when it was handled.
    Framed {
        id: LinkId,
        bytes: Vec<u8>,
        permit: OwnedSemaphorePermit,
    },
    /// This machine can be reached elsewhere now.
    Moved,
    /// Guests find this machine here.
    Doors(Vec<SocketAddr>),
    /// News of a link.
    Link(LinkEvent),
    /// Something is asked of the session.
    Session(SessionCommand),
    /// A ticket for a role is wanted.
    Invite {
        role: Role,
        reply: oneshot::Sender<Result<String, Refusal>>,
    },
    /// Say when the board has come, or why it will not.
    Arrived(oneshot::Sender<Result<(), Refusal>>),
    /// Close the board, and say how it went; nobody may wait for that.
    Close(Option<oneshot::Sender<Result<(), AppError>>>),
}

/// Somebody's look at the document of an open board, on its own thread.
pub(crate) struct Look(pub(crate) Box<dyn FnOnce(&Replica) + Send>);

impl std::fmt::Debug for Look {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Look")
    }
}

/// What the thread starts with.
pub(crate) struct Desk {
    pub(crate) room: Room,
    pub(crate) epoch: u64,
    /// Under which this opening writes.
    pub(crate) client: u64,
    pub(crate) backlog: Backlog,
    pub(crate) saver: mpsc::UnboundedSender<Command>,
    pub(crate) is_writable: bool,
    pub(crate) keeping: Option<Keeping>,
    pub(crate) inbox: Receiver<Mail>,
    pub(crate) switchboard: Switchboard,
    pub(crate) quarantine: Quarantine,
    /// For threads that try snapshots.
    pub(crate) own: Sender<Mail>,
}

/// The thread's state.
pub(crate) struct BoardThread {
    pub(crate) desk: Desk,
    pub(crate) picture: Picture,
    answers: Answers,
    /// Bytes that the present message caused to be written.
    caused: usize,
    pub(crate) outboxes: HashMap<SeatId, Outbox>,
    started: Instant,
    /// What the room is to hear when the effects of now are performed.
    later: Vec<Input>,
    /// Who waits for a ticket, and who for the board itself.
    pub(crate) invited: VecDeque<oneshot::Sender<Result<String, Refusal>>>,
    pub(crate) awaited: Vec<oneshot::Sender<Result<(), Refusal>>>,
    /// Who waits for the answer to an edit of the program itself, by the seat that it has until then.
    pub(crate) applying: HashMap<SeatId, oneshot::Sender<Result<Done, Refusal>>>,
    /// The board was begun afresh.
    pub(crate) afresh: Afresh,
}

impl BoardThread {
    pub(crate) fn new(mut desk: Desk) -> Self {
        Self {
            picture: Picture::of_kept(desk.keeping.as_mut().and_then(Keeping::take)),
            answers: Answers::default(),
            caused: 0,
            desk,
            outboxes: HashMap::new(),
            started: Instant::now(),
            later: Vec::new(),
            invited: VecDeque::new(),
            awaited: Vec::new(),
            applying: HashMap::new(),
            afresh: Afresh::default(),
        }
    }

    /// Works until the board is closed.
    pub(crate) fn run(mut self) {
        while let Some(mail) = self.next() {
            if !self.take(mail) {
                return;
            }
        }
    }

    pub(crate) fn now(&self) -> Duration {
        self.started.elapsed()
    }

    /// The next mail, or a tick that is due; `None` when nobody is left who could write.
    fn next(&mut self) -> Option<Mail> {
        loop {
            let Some(due) = self.desk.room.next_tick() else {
                return self.desk.inbox.recv().ok();
            };
            match self.desk.inbox.recv_timeout(due.saturating_sub(self.now())) {
                Ok(mail) => return Some(mail),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => self.feed(Input::Tick),
            }
        }
    }

    /// Takes one mail; false when the board is closed.
    fn take(&mut self, mail: Mail) -> bool {
        match mail {
            Mail::Join { seating, outbox } => {
                let seat = seating.seat;
                self.outboxes.insert(seat, outbox);
                self.feed(Input::Joined(seating));
                self.tell_apart(seat);
            }
            Mail::Leave(seat) => self.leave(seat),
            Mail::Said {
                seat,
                message,
                permits,
            } => {
                self.said(seat, message);
                drop(permits);
            }
            Mail::Stored(number) => {
                self.feed(Input::Stored(number));
                self.fold_if_due();
            }
            Mail::StoreFailed { number, trouble } => {
                self.feed(Input::StoreFailed { number, trouble })
            }
            Mail::Overwritten => self.rescue(),
            Mail::Kept(kept) => self.feed(Input::Kept(kept)),
            Mail::Tried { state, upto } => self.tried(state, upto),
            Mail::Folded { is_stored } => self.desk.backlog.ended(is_stored),
            Mail::Apply {
                seating,
                edit,
                reply,
            } => self.apply(seating, edit, reply),
            Mail::Look(Look(look)) => look(self.desk.room.replica()),
            Mail::Pass(command) => drop(self.desk.saver.send(command)),
            Mail::Close(reply) => return !self.close(reply),
            mail => self.take_session(mail),
        }
        true
    }

    /// A message of a seat, which is charged with what it caused.
    fn said(&mut self, seat: SeatId, message: Result<InMessage, Refusal>) {
        // Several edits are tried on a copy of the board.
        let copied = message.as_ref().is_ok_and(is_tried_on_a_copy);
        let copied = usize::from(copied) * self.desk.room.board().written().ever * COPIED_NOTE;
        self.caused = copied;
        self.feed(match message {
            Ok(message) => Input::Said { seat, message },
            Err(refusal) => Input::Garbled { seat, refusal },
        });
        if let Some(debt) = self.outboxes.get(&seat).and_then(|it| it.debt.as_ref()) {
            debt.charge(self.caused);
        }
    }

    fn leave(&mut self, seat: SeatId) {
        self.outboxes.remove(&seat);
        self.feed(Input::Left(seat));
    }

    pub(crate) fn feed(&mut self, input: Input) {
        let now = self.now();
        let effects = self.desk.room.handle(now, input);
        self.perform_all(effects);
    }

    pub(crate) fn perform_all(&mut self, effects: Vec<Effect>) {
        let mut lost = Vec::new();
        for effect in effects {
            self.perform(effect, &mut lost);
        }
        lost.sort_unstable();
        lost.dedup();
        for seat in lost {
            self.leave(seat);
        }
        // What links answered at once; each can bring more of it, and none repeats itself.
        for input in std::mem::take(&mut self.later) {
            self.feed(input);
        }
        let is_hosting = self.desk.room.is_hosting();
        self.desk.switchboard.hosts(is_hosting);
        self.desk.switchboard.tell_situation(&self.desk.room);
    }

    /// Performs one effect; seats that take nothing any more are noted in `lost`.
    fn perform(&mut self, effect: Effect, lost: &mut Vec<SeatId>) {
        match effect {
            Effect::Send { to, message } if self.applying.contains_key(&to) => {
                self.applied(to, message, lost);
            }
            Effect::Send { to, message } => self.send(to, tell::line(&message), lost),
            Effect::SendAll { to, message } => {
                let text = tell::line(&message);
                for seat in to {
                    self.send(seat, text.clone(), lost);
                }
            }
            Effect::Append(append) => {
                self.desk.backlog.add(append.bytes.len());
                self.caused += append.bytes.len();
                drop(self.desk.saver.send(Command::Append(append)));
            }
            Effect::Show {
                changes,
                revision,
                to,
            } => {
                self.answers.forget();
                let board = self.desk.room.board();
                let patches =
                    self.picture
                        .patches(board, changes, (self.desk.epoch, revision), &to);
                self.caused += patches
                    .iter()
                    .map(|(_, patch)| patch.len())
                    .max()
                    .unwrap_or(0);
                for (seat, patch) in patches {
                    self.send(seat, patch, lost);
                }
            }
            Effect::Tell { to, id, subject } => {
                let asked = (subject, self.desk.epoch);
                let answers = &mut self.answers;
                let (room, picture) = (&self.desk.room, &mut self.picture);
                let ways = || self.desk.switchboard.ways();
                let text = answers.answer(room, picture, id, asked, ways);
                self.caused += text.len();
                self.send(to, text, lost);
                if subject == Subject::Scene {
                    self.picture.settle(self.desk.room.board());
                }
            }
            Effect::Link(LinkEffect::Out { code, message }) => self.out(code, &message, lost),
            Effect::Link(LinkEffect::Fork) => self.keep_apart(lost),
            Effect::Link(effect) => {
                let input = self.desk.switchboard.perform(effect);
                self.later.extend(input.map(Input::Link));
            }
            Effect::Ticket { to, ticket } => self.ticket(to, ticket, lost),
        }
    }

    pub(crate) fn send(&self, to: SeatId, text: String, lost: &mut Vec<SeatId>) {
        let taken = self.outboxes.get(&to).map(|outbox| outbox.send(text));
        if taken == Some(false) {
            lost.push(to);
        }
    }

    pub(crate) fn copy(&self) -> Copied {
        Copied {
            board: self.desk.room.board().clone(),
            state: self.desk.room.replica().state(),
        }
    }

    /// Stores what waits, folds the log, closes the file; true when that is done. False when something could not be stored and somebody
    /// can do something about it: then the board stays open.
    fn close(&mut self, reply: Option<oneshot::Sender<Result<(), AppError>>>) -> bool {
        let mut flushed = self.ask(Command::Flush).unwrap_or(Ok(()));
        let mut later = Vec::new();
        if self.hear_saver(&mut later) {
            flushed = self.ask(Command::Flush).unwrap_or(Ok(()));
            self.hear_saver(&mut later);
        }
        if let Err(trouble) = flushed {
            let code = trouble.code;
            tracing::error!(%code, "closing a board with changes that could not be saved");
            if let Some(reply) = reply {
                drop(reply.send(Err(trouble.into())));
                return later.into_iter().any(|mail| !self.take(mail));
            }
        }
        self.feed(Input::Session(SessionCommand::Leave));
        self.desk.switchboard.finish();
        let copied = self.desk.is_writable && !self.desk.backlog.is_empty();
        let copied = copied.then(|| self.copy());
        if let Some(Copied { board, state }) = &copied
            && compaction::holds(state, board)
        {
            let (state, upto) = (state.clone(), self.desk.room.appended());
            drop(self.desk.saver.send(Command::Compact { state, upto }));
        }
        self.keep_scene(copied.map(|copied| copied.state));
        let closed: Option<Result<(), StoreError>> = self.ask(Command::Close);
        self.outboxes.clear();
        // Whoever hears that the board is closed finds it closed: nobody can take a seat any more.
        self.desk.inbox = channel().1;
        if let Some(reply) = reply {
            drop(reply.send(closed.unwrap_or(Ok(())).map_err(AppError::from)));
        }
        true
    }

    /// Takes what the saver said; everything else is for later. Says whether the saver was given the document.
    fn hear_saver(&mut self, later: &mut Vec<Mail>) -> bool {
        let mut is_rescued = false;
        while let Ok(mail) = self.desk.inbox.try_recv() {
            match mail {
                Mail::Stored(number) => self.feed(Input::Stored(number)),
                Mail::StoreFailed { number, trouble } => {
                    self.feed(Input::StoreFailed { number, trouble })
                }
                Mail::Kept(kept) => self.feed(Input::Kept(kept)),
                Mail::Overwritten => {
                    self.rescue();
                    is_rescued = true;
                }
                mail => later.push(mail),
            }
        }
        is_rescued
    }

    /// Gives the saver the document, for another file.
    fn rescue(&self) {
        let (Copied { board, state }, upto) = (self.copy(), self.desk.room.appended());
        if compaction::holds(&state, &board) {
            drop(self.desk.saver.send(Command::Rescue { state, upto }));
        } else {
            tracing::error!("a document does not load again; its file was overwritten");
        }
    }

    /// Keeps the scene for the next opening, which loads either the snapshot made at closing, or what was loaded now.
    fn keep_scene(&mut self, folded: Option<Vec<u8>>) {
        let room = &self.desk.room;
        let Some(keeping) = &self.desk.keeping else {
            return;
        };
        let changed = || (room.appended() > 0).then(|| room.replica().state());
        let state = folded.or_else(changed);
        keeping.keep(state.as_deref(), || {
            self.picture.worth_keeping(room.board())
        });
    }

    /// Asks the saver and waits; `None` when it is gone.
    pub(crate) fn ask<T>(&self, command: impl FnOnce(oneshot::Sender<T>) -> Command) -> Option<T> {
        let (reply, replied) = oneshot::channel();
        drop(self.desk.saver.send(command(reply)));
        replied.blocking_recv().ok()
    }
}

/// Says to everyone in a room that panicked nothing more; their channels end with the thread.
pub(crate) fn run_guarded(desk: Desk) {
    let thread = BoardThread::new(desk);
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| thread.run()));
    if ended.is_err() {
        // The message of the panic is on stderr. What was appended is with the saver, which stores it and closes.
        tracing::error!("a board's thread panicked; the board was closed");
    }
}
