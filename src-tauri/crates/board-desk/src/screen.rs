//! A page's two ends of the conversation.

use crate::acts::Act;
use crate::answers::refusal;
use crate::message;
use crate::page_loop::{First, Order};
use crate::page_session::PageSession;
use board_app::AppError;
use board_app::json::line;
use board_app::open::outbox::ScreenReceiver;
use board_room::message::{InMessage, OutMessage};
use std::sync::Arc;
use tokio::sync::{mpsc, watch};

/// One page at the desk: messages both ways, one JSON text each. Dropping it is leaving without a word; its board
/// stays open for a moment, for the page that comes back.
pub struct DeskScreen {
    page: Arc<PageSession>,
    orders: mpsc::UnboundedSender<Order>,
    receiver: ScreenReceiver,
    ended: watch::Receiver<bool>,
}

impl DeskScreen {
    pub(crate) fn new(
        page: Arc<PageSession>,
        orders: mpsc::UnboundedSender<Order>,
        receiver: ScreenReceiver,
        ended: watch::Receiver<bool>,
    ) -> Self {
        Self {
            page,
            orders,
            receiver,
            ended,
        }
    }

    /// Gives the desk, or the open board, a message. It waits while the board has much to do. A closed desk hears
    /// nothing.
    pub async fn send(&self, text: &str) {
        if *self.ended.borrow() {
            return;
        }
        match message::read(text) {
            Some(Ok((id, act))) => self.ask(id, act),
            Some(Err(answer)) => self.page.tell(answer),
            None => match self.page.sender() {
                Some(sender) => sender.send(text).await,
                None => self.answer_for_no_board(text),
            },
        }
    }

    /// Shows something that the page did not ask for, as when a file of the desktop was opened with the app: the
    /// board that is open is left, and the other's messages follow, its hello first. [`First::Start`] changes
    /// nothing. When it cannot be opened the page is told by an error without a number.
    pub fn show(&self, first: First) {
        // The worker ends with this screen and not before.
        drop(self.orders.send(Order::Show(first)));
    }

    fn ask(&self, id: u64, act: Act) {
        if act.is_beside() {
            let under_way = act.begin(id, &self.page);
            self.page.desk.app.runtime().spawn(under_way);
        } else {
            // The worker ends with this screen and not before.
            drop(self.orders.send(Order::Act { id, act }));
        }
    }

    fn answer_for_no_board(&self, text: &str) {
        match InMessage::parse(text) {
            Ok(InMessage::Ask { id, .. }) => {
                let answer = refusal(Some(id), &AppError::NoBoardOpen);
                self.page.tell(answer);
            }
            Ok(InMessage::Presence(_)) => {}
            Err(error) => self.page.tell(line(&OutMessage::Error { id: None, error })),
        }
    }

    /// The next message, the greeting first; `None` when the desk is closed. Cancel-safe.
    pub async fn recv(&mut self) -> Option<String> {
        let ended = &mut self.ended;
        tokio::select! {
            biased;
            message = self.receiver.recv() => message,
            // Its sender is in the page session, which this screen holds.
            _ = ended.wait_for(|ended| *ended) => None,
        }
    }
}

impl Drop for DeskScreen {
    fn drop(&mut self) {
        self.page.vanish();
    }
}
