//! What reaches a board's thread of its session with other machines.

use crate::error::AppError;
use crate::installation::endpoint::{Endpoint, RouteInput};
use crate::json;
use crate::open::input::SessionInput;
use crate::open::thread::BoardThread;
use board_model::{BoardId, ErrorCode};
use board_net::{InvitedRole, PeerAddress, Ticket};
use board_room::message::{Answer, OutMessage, Refusal, Role};
use board_room::session::{Invitation, SessionCommand};
use board_room::{Input, SeatId};
use std::sync::Arc;

impl BoardThread {
    /// Takes one input of the session with other machines.
    pub(crate) fn take_session(&mut self, input: SessionInput) {
        match input {
            SessionInput::Connect { endpoint, name } => {
                self.parts.links.connect(endpoint);
                self.feed(Input::Session(SessionCommand::Called(name)));
                self.say_where();
            }
            SessionInput::Moved => self.say_where(),
            SessionInput::Doors(doors) => {
                self.parts.links.open_doors(doors);
                self.say_where();
            }
            SessionInput::Route(RouteInput::Linked {
                id,
                link,
                is_dialled,
            }) => {
                let up = self.parts.links.linked(id, link, is_dialled);
                self.feed(Input::Link(up));
            }
            SessionInput::Route(RouteInput::Framed { id, bytes, permit }) => {
                self.framed(id, bytes);
                drop(permit);
                self.tell_arrival();
                self.replace_when_here();
            }
            SessionInput::Route(RouteInput::Event(event)) => {
                self.parts.links.hear(&event);
                self.feed(Input::Link(event));
            }
            SessionInput::Command(command) => {
                let is_left = matches!(command, SessionCommand::Leave);
                self.feed(Input::Session(command));
                if is_left {
                    self.parts.links.part();
                }
            }
            SessionInput::Route(RouteInput::Invite { role, reply }) => {
                self.invited.push_back(reply);
                self.feed(Input::Session(SessionCommand::Invite(role)));
            }
            SessionInput::Arrived(reply) => {
                self.awaited.push(reply);
                self.tell_arrival();
            }
        }
    }

    /// Tells the room, and with it the others, where this machine is.
    fn say_where(&mut self) {
        if let Some(at) = self.parts.links.at() {
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
        let text = json::line(message);
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
        let board = self.parts.room.board().id();
        let endpoint = self.parts.links.endpoint();
        let successors = self.parts.links.successors();
        let made = wanted.and_then(|Invitation { role, secret }| {
            let made = ticket(endpoint, board, &successors, role, secret);
            made.map_err(|error| Refusal::from(&error))
        });
        let Some((seat, id)) = to else {
            if let Some(reply) = self.invited.pop_front() {
                drop(reply.send(made));
            }
            return;
        };
        let text = match made {
            Ok(ticket) => json::line(&Answer { id, ok: ticket }),
            Err(error) => {
                let id = Some(id);
                json::line(&OutMessage::Error { id, error })
            }
        };
        self.send(seat, text, lost);
    }

    /// Says that the board has come to those who wait for it.
    pub(crate) fn tell_arrival(&mut self) {
        if !self.awaited.is_empty() && !self.parts.room.replica().is_awaiting() {
            for waiting in self.awaited.drain(..) {
                drop(waiting.send(Ok(())));
            }
        }
    }
}

/// A ticket for a board that this machine shares, with the addresses of now. It names who could host next, so that it
/// leads into the session when this machine is gone.
///
/// # Errors
/// `E_NOT_CONNECTED` without an endpoint.
fn ticket(
    endpoint: Option<&Arc<Endpoint>>,
    board: BoardId,
    successors: &[PeerAddress],
    role: Role,
    secret: [u8; 16],
) -> Result<String, AppError> {
    let endpoint = endpoint.ok_or(AppError::NotShared)?;
    let role = match role {
        Role::Facilitator => InvitedRole::Facilitator,
        Role::Participant => InvitedRole::Participant,
        Role::Viewer => InvitedRole::Viewer,
    };
    let address = endpoint.net().address();
    let made = Ticket::new(board, &address, successors, role, secret, None);
    // The others' ids came from others: a wrong one must keep nobody from inviting.
    let made = made.or_else(|_| Ticket::new(board, &address, &[], role, secret, None));
    Ok(made?.to_string())
}
