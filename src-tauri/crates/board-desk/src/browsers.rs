//! Browsers of this machine at the desk: a screen for each that shows the token.

use crate::{Desk, DeskScreen, First};
use board_app::{AppError, Browsers, serve_pages};
use board_model::limits;
use board_web::{Connect, Introduction, Refusal, Token};
use tokio::net::TcpListener;

impl Desk {
    /// Serves the pages on a listener of this machine. Whoever shows the token sits at the desk as the person it
    /// belongs to: every board of the library is theirs.
    ///
    /// # Errors
    /// [`AppError::Web`] when others than this machine could reach the listener, or the system gives no token.
    pub fn serve_browsers(&self, listener: TcpListener) -> Result<Browsers, AppError> {
        let token = Token::random()?;
        let door = DeskDoor {
            desk: self.clone(),
            token: token.clone(),
        };
        // The page asks nobody for a name: who sits at a desk is known.
        Ok(serve_pages(listener, door, &token)?.with_word("desk"))
    }
}

/// Where browsers come to the desk.
struct DeskDoor {
    desk: Desk,
    token: Token,
}

impl Connect for DeskDoor {
    type Screen = DeskScreen;

    async fn connect(&self, person: Introduction) -> Result<DeskScreen, Refusal> {
        if !self.token.is(person.token.as_str()) {
            return Err(Refusal::Stranger);
        }
        let name = &person.name;
        if name.is_empty() {
            return Ok(self.desk.sit(First::Start));
        }
        let (given, max) = (limits::utf16_len(name), limits::TITLE_UTF16);
        if given > max {
            return Err(AppError::BadName { given, max }.into());
        }
        Ok(self.desk.sit_as(First::Start, name))
    }
}

impl board_web::Screen for DeskScreen {
    async fn send(&self, message: &str) {
        DeskScreen::send(self, message).await;
    }

    async fn recv(&mut self) -> Option<String> {
        DeskScreen::recv(self).await
    }
}
