//! Mail of a board's thread that has to do with its session.

use super::ticket;
use crate::board_thread::{BoardThread, Mail};
use crate::tell;
use board_model::ErrorCode;
use board_room::message::{Answer, OutMessage, Refusal};
use board_room::session::{Invitation, SessionCommand};
use board_room::{Input, SeatId};

impl BoardThread {
    /// Takes mail of the session with other machines.
    pub(crate) fn take_session(&mut self, mail: Mail) {
        match mail {
            Mail::Connect { exchange, name } => {
                self.desk.switchboard.connect(exchange);
                self.feed(Input::Session(SessionCommand::Called(name)));
                self.say_where();
            }
            Mail::Moved => self.say_where(),
            Mail::Doors(doors) => {
                self.desk.switchboard.open_doors(doors);
                self.say_where();
            }
            Mail::Linked {
                id,
                link,
                is_dialled,
            } => {
                let up = self.desk.switchboard.linked(id, link, is_dialled);
                self.feed(Input::Link(up));
            }
            Mail::Framed { id, bytes, permit } => {
                self.framed(id, bytes);
                drop(permit);
                self.tell_arrival();
                self.replace_when_here();
            }
            Mail::Link(event) => {
                self.desk.switchboard.hear(&event);
                self.feed(Input::Link(event));
            }
            Mail::Session(command) => {
                let is_left = matches!(command, SessionCommand::Leave);
                self.feed(Input::Session(command));
                if is_left {
                    self.desk.switchboard.part();
                }
            }
            Mail::Invite { role, reply } => {
                self.invited.push_back(reply);
                self.feed(Input::Session(SessionCommand::Invite(role)));
            }
            Mail::Arrived(reply) => {
                self.awaited.push(reply);
                self.tell_arrival();
            }
            _ => {}
        }
    }

    /// Tells the room, and with it the others, where this machine is.
    fn say_where(&mut self) {
        if let Some(at) = self.desk.switchboard.at() {
            self.feed(Input::Session(at));
        }
    }

    /// The session is over for this machine, for a reason that its screens hear.
    pub(crate) fn out(&mut self, code: ErrorCode, message: &str, lost: &mut Vec<SeatId>) {
        for waiting in self.awaited.drain(..) {
            drop(waiting.send(Err(Refusal::new(code, message))));
        }
        let error = Refusal::new(code, message);
        self.tell_all(&OutMessage::Error { id: None, error }, lost);
    }

    /// Tells every screen something.
    pub(super) fn tell_all(&self, message: &OutMessage, lost: &mut Vec<SeatId>) {
        let text = tell::line(message);
        for seat in self.outboxes.keys() {
            self.send(*seat, text.clone(), lost);
        }
    }

    /// A ticket with the address of now, for a screen or for whoever asked the app.
    pub(crate) fn ticket(
        &mut self,
        to: Option<(SeatId, u64)>,
        wanted: Result<Invitation, Refusal>,
        lost: &mut Vec<SeatId>,
    ) {
        let board = self.desk.room.board().id();
        let exchange = self.desk.switchboard.exchange();
        let successors = self.desk.switchboard.successors();
        let made = wanted.and_then(|Invitation { role, secret }| {
            let made = ticket(exchange, board, &successors, role, secret);
            made.map_err(|error| Refusal::from(&error))
        });
        let Some((seat, id)) = to else {
            if let Some(reply) = self.invited.pop_front() {
                drop(reply.send(made));
            }
            return;
        };
        let text = match made {
            Ok(ticket) => tell::line(&Answer { id, ok: ticket }),
            Err(error) => {
                let id = Some(id);
                tell::line(&OutMessage::Error { id, error })
            }
        };
        self.send(seat, text, lost);
    }

    /// Says that the board has come to those who wait for it.
    pub(crate) fn tell_arrival(&mut self) {
        if !self.awaited.is_empty() && !self.desk.room.replica().is_awaiting() {
            for waiting in self.awaited.drain(..) {
                drop(waiting.send(Ok(())));
            }
        }
    }
}
