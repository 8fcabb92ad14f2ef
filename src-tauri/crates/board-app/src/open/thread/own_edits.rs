//! Edits of the program itself on an open board, such as a new title from the start screen.

use crate::open::thread::BoardThread;
use board_model::Edit;
use board_room::message::{Done, InMessage, OutMessage, Refusal, Request};
use board_room::{Input, SeatId, Seating};
use tokio::sync::oneshot;

impl BoardThread {
    /// Carries out an edit of the program itself, from a seat that it has until it is answered.
    pub(crate) fn apply(
        &mut self,
        seating: Seating,
        edit: Box<Edit>,
        reply: oneshot::Sender<Result<Done, Refusal>>,
    ) {
        let seat = seating.seat;
        self.applying.insert(seat, reply);
        self.feed(Input::Joined(seating));
        let request = Request::Edit { edit, seq: None };
        let message = InMessage::Ask { id: 1, request };
        self.feed(Input::Said { seat, message });
    }

    /// Hands the answer of such an edit to who waits for it.
    pub(crate) fn applied(&mut self, seat: SeatId, message: OutMessage, lost: &mut Vec<SeatId>) {
        let answer = match message {
            OutMessage::Ok { ok, .. } => Ok(ok),
            OutMessage::Error { error, .. } => Err(error),
            // What every seat is told.
            _ => return,
        };
        if let Some(reply) = self.applying.remove(&seat) {
            // Whoever asked may have gone away.
            drop(reply.send(answer));
            lost.push(seat);
        }
    }
}
