//! The thread that owns one open board: it feeds the room and performs its effects in their order.

mod compaction;
mod conflict_copy;
mod own_edits;
pub(crate) mod panic_recovery;
mod session_input;

use crate::error::AppError;
use crate::files::scene_cache::KeptScene;
use crate::files::snapshot::{Backlog, holds};
use crate::json;
use crate::open::input::{Copied, Look, ThreadInput};
use crate::open::links::BoardLinks;
use crate::open::outbox::Outbox;
use crate::open::saver::command::SaverCommand;
use crate::open::screen_feed::{Answers, SceneFeed};
use crate::open::thread::conflict_copy::Resync;
use crate::open::thread::panic_recovery::Quarantine;
use board_model::Edit;
use board_room::message::{Done, InMessage, Refusal, Request, Subject};
use board_room::session::{LinkEffect, SessionCommand};
use board_room::{Effect, Input, Room, SeatId};
use board_store::StoreError;
use std::collections::{HashMap, VecDeque};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot};

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

/// What the thread starts with.
pub(crate) struct BoardThreadParts {
    pub(crate) room: Room,
    pub(crate) epoch: u64,
    /// Under which this opening writes.
    pub(crate) client: u64,
    pub(crate) backlog: Backlog,
    pub(crate) saver: mpsc::UnboundedSender<SaverCommand>,
    pub(crate) is_writable: bool,
    pub(crate) scene_cache: Option<KeptScene>,
    pub(crate) inbox: Receiver<ThreadInput>,
    pub(crate) links: BoardLinks,
    pub(crate) quarantine: Quarantine,
    /// For threads that try snapshots.
    pub(crate) own: Sender<ThreadInput>,
}

/// The thread's state.
pub(crate) struct BoardThread {
    pub(crate) parts: BoardThreadParts,
    pub(crate) scene_feed: SceneFeed,
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
    pub(crate) resync: Resync,
}

impl BoardThread {
    pub(crate) fn new(mut parts: BoardThreadParts) -> Self {
        Self {
            scene_feed: SceneFeed::of_kept(parts.scene_cache.as_mut().and_then(KeptScene::take)),
            answers: Answers::default(),
            caused: 0,
            parts,
            outboxes: HashMap::new(),
            started: Instant::now(),
            later: Vec::new(),
            invited: VecDeque::new(),
            awaited: Vec::new(),
            applying: HashMap::new(),
            resync: Resync::default(),
        }
    }

    /// Works until the board is closed.
    pub(crate) fn run(mut self) {
        while let Some(input) = self.next() {
            if !self.take(input) {
                return;
            }
        }
    }

    pub(crate) fn now(&self) -> Duration {
        self.started.elapsed()
    }

    /// The next input, or a tick that is due; `None` when nobody is left who could write.
    fn next(&mut self) -> Option<ThreadInput> {
        loop {
            let Some(due) = self.parts.room.next_tick() else {
                return self.parts.inbox.recv().ok();
            };
            match self
                .parts
                .inbox
                .recv_timeout(due.saturating_sub(self.now()))
            {
                Ok(input) => return Some(input),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => self.feed(Input::Tick),
            }
        }
    }

    /// Takes one input; false when the board is closed.
    fn take(&mut self, input: ThreadInput) -> bool {
        match input {
            ThreadInput::Join { seating, outbox } => {
                let seat = seating.seat;
                self.outboxes.insert(seat, outbox);
                self.feed(Input::Joined(seating));
                self.tell_apart(seat);
            }
            ThreadInput::Leave(seat) => self.leave(seat),
            ThreadInput::Said {
                seat,
                message,
                permits,
            } => {
                self.said(seat, message);
                drop(permits);
            }
            ThreadInput::Stored(number) => {
                self.feed(Input::Stored(number));
                self.fold_if_due();
            }
            ThreadInput::StoreFailed { number, trouble } => {
                self.feed(Input::StoreFailed { number, trouble })
            }
            ThreadInput::Overwritten => self.rescue(),
            ThreadInput::Kept(kept) => self.feed(Input::Kept(kept)),
            ThreadInput::Tried { state, upto } => self.tried(state, upto),
            ThreadInput::Folded { is_stored } => self.parts.backlog.ended(is_stored),
            ThreadInput::Apply {
                seating,
                edit,
                reply,
            } => self.apply(seating, edit, reply),
            ThreadInput::Look(Look(look)) => look(self.parts.room.replica()),
            ThreadInput::Pass(command) => drop(self.parts.saver.send(command)),
            ThreadInput::Close(reply) => return !self.close(reply),
            ThreadInput::Session(input) => self.take_session(input),
        }
        true
    }

    /// A message of a seat, which is charged with what it caused.
    fn said(&mut self, seat: SeatId, message: Result<InMessage, Refusal>) {
        // Several edits are tried on a copy of the board.
        let copied = message.as_ref().is_ok_and(is_tried_on_a_copy);
        let copied = usize::from(copied) * self.parts.room.board().written().ever * COPIED_NOTE;
        self.caused = copied;
        self.feed(match message {
            Ok(message) => Input::Said { seat, message },
            Err(refusal) => Input::Garbled { seat, refusal },
        });
        if let Some(throttle) = self.outboxes.get(&seat).and_then(|it| it.throttle.as_ref()) {
            throttle.charge(self.caused);
        }
    }

    fn leave(&mut self, seat: SeatId) {
        self.outboxes.remove(&seat);
        self.feed(Input::Left(seat));
    }

    pub(crate) fn feed(&mut self, input: Input) {
        let now = self.now();
        let effects = self.parts.room.handle(now, input);
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
        let is_hosting = self.parts.room.is_hosting();
        self.parts.links.hosts(is_hosting);
        self.parts.links.tell_session_status(&self.parts.room);
    }

    /// Performs one effect; seats that take nothing any more are noted in `lost`.
    fn perform(&mut self, effect: Effect, lost: &mut Vec<SeatId>) {
        match effect {
            Effect::Send { to, message } if self.applying.contains_key(&to) => {
                self.applied(to, message, lost);
            }
            Effect::Send { to, message } => self.send(to, json::line(&message), lost),
            Effect::SendAll { to, message } => {
                let text = json::line(&message);
                for seat in to {
                    self.send(seat, text.clone(), lost);
                }
            }
            Effect::Append(append) => {
                self.parts.backlog.add(append.bytes.len());
                self.caused += append.bytes.len();
                drop(self.parts.saver.send(SaverCommand::Append(append)));
            }
            Effect::Show {
                changes,
                revision,
                to,
            } => {
                self.answers.forget();
                let board = self.parts.room.board();
                let patches =
                    self.scene_feed
                        .patches(board, changes, (self.parts.epoch, revision), &to);
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
                let asked = (subject, self.parts.epoch);
                let answers = &mut self.answers;
                let (room, scene_feed) = (&self.parts.room, &mut self.scene_feed);
                let ways = || self.parts.links.ways();
                let text = answers.answer(room, scene_feed, id, asked, ways);
                self.caused += text.len();
                self.send(to, text, lost);
                if subject == Subject::Scene {
                    self.scene_feed.settle(self.parts.room.board());
                }
            }
            Effect::Link(LinkEffect::Out { code, message }) => self.out(code, &message, lost),
            Effect::Link(LinkEffect::Fork) => self.keep_apart(lost),
            Effect::Link(effect) => {
                let input = self.parts.links.perform(effect);
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
            board: self.parts.room.board().clone(),
            state: self.parts.room.replica().state(),
        }
    }

    /// Stores what waits, folds the log, closes the file; true when that is done. False when something could not be stored and somebody
    /// can do something about it: then the board stays open.
    fn close(&mut self, reply: Option<oneshot::Sender<Result<(), AppError>>>) -> bool {
        let mut flushed = self.ask(SaverCommand::Flush).unwrap_or(Ok(()));
        let mut later = Vec::new();
        if self.hear_saver(&mut later) {
            flushed = self.ask(SaverCommand::Flush).unwrap_or(Ok(()));
            self.hear_saver(&mut later);
        }
        if let Err(trouble) = flushed {
            let code = trouble.code;
            tracing::error!(%code, "closing a board with changes that could not be saved");
            if let Some(reply) = reply {
                drop(reply.send(Err(trouble.into())));
                return later.into_iter().any(|input| !self.take(input));
            }
        }
        self.feed(Input::Session(SessionCommand::Leave));
        self.parts.links.finish();
        let copied = self.parts.is_writable && !self.parts.backlog.is_empty();
        let copied = copied.then(|| self.copy());
        if let Some(Copied { board, state }) = &copied
            && holds(state, board)
        {
            let (state, upto) = (state.clone(), self.parts.room.appended());
            drop(self.parts.saver.send(SaverCommand::Compact { state, upto }));
        }
        self.keep_scene(copied.map(|copied| copied.state));
        let closed: Option<Result<(), StoreError>> = self.ask(SaverCommand::Close);
        self.outboxes.clear();
        // Whoever hears that the board is closed finds it closed: nobody can take a seat any more.
        self.parts.inbox = channel().1;
        if let Some(reply) = reply {
            drop(reply.send(closed.unwrap_or(Ok(())).map_err(AppError::from)));
        }
        true
    }

    /// Takes what the saver said; everything else is for later. Says whether the saver was given the document.
    fn hear_saver(&mut self, later: &mut Vec<ThreadInput>) -> bool {
        let mut is_rescued = false;
        while let Ok(input) = self.parts.inbox.try_recv() {
            match input {
                ThreadInput::Stored(number) => self.feed(Input::Stored(number)),
                ThreadInput::StoreFailed { number, trouble } => {
                    self.feed(Input::StoreFailed { number, trouble })
                }
                ThreadInput::Kept(kept) => self.feed(Input::Kept(kept)),
                ThreadInput::Overwritten => {
                    self.rescue();
                    is_rescued = true;
                }
                input => later.push(input),
            }
        }
        is_rescued
    }

    /// Gives the saver the document, for another file.
    fn rescue(&self) {
        let (Copied { board, state }, upto) = (self.copy(), self.parts.room.appended());
        if holds(&state, &board) {
            drop(self.parts.saver.send(SaverCommand::Rescue { state, upto }));
        } else {
            tracing::error!("a document does not load again; its file was overwritten");
        }
    }

    /// Keeps the scene for the next opening, which loads either the snapshot made at closing, or what was loaded now.
    fn keep_scene(&mut self, folded: Option<Vec<u8>>) {
        let room = &self.parts.room;
        let Some(scene_cache) = &self.parts.scene_cache else {
            return;
        };
        let changed = || (room.appended() > 0).then(|| room.replica().state());
        let state = folded.or_else(changed);
        scene_cache.keep(state.as_deref(), || {
            self.scene_feed.worth_keeping(room.board())
        });
    }

    /// Asks the saver and waits; `None` when it is gone.
    pub(crate) fn ask<T>(
        &self,
        command: impl FnOnce(oneshot::Sender<T>) -> SaverCommand,
    ) -> Option<T> {
        let (reply, replied) = oneshot::channel();
        drop(self.parts.saver.send(command(reply)));
        replied.blocking_recv().ok()
    }
}

/// Says to everyone in a room that panicked nothing more; their channels end with the thread.
pub(crate) fn run_guarded(parts: BoardThreadParts) {
    let thread = BoardThread::new(parts);
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| thread.run()));
    if ended.is_err() {
        // The message of the panic is on stderr. What was appended is with the saver, which stores it and closes.
        tracing::error!("a board's thread panicked; the board was closed");
    }
}
