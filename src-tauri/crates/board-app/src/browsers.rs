//! Browsers of this machine at an open board: the pages, and a screen for each that shows the token.

use crate::error::AppError;
use crate::open::board::{OpenBoard, Screen, Seat};
use crate::pages::pages;
use board_web::{
    Audience, Connect, Introduction, Limits, Refusal, RunningWeb, ShutdownReason, Token, WebOptions,
};
use tokio::net::TcpListener;

/// A running server for browsers. Dropping it stops it too, without waiting.
#[derive(Debug)]
pub struct Browsers {
    web: RunningWeb,
    url: String,
}

impl Browsers {
    /// The address for a browser, with its token in the fragment.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The same with a word more in the fragment, which the page reads.
    pub fn with_word(mut self, word: &str) -> Self {
        self.url.push('&');
        self.url.push_str(word);
        self
    }

    /// Closes every browser's screen, and ends when all have ended.
    pub async fn stop(self) {
        self.web.stop(ShutdownReason::Ended).await;
    }
}

impl OpenBoard {
    /// Serves the pages on a listener of this machine. Whoever shows the token gets a screen with the role of
    /// `seat`, under the name they give, or that of `seat` if they give none.
    ///
    /// # Errors
    /// [`AppError::Web`] when others than this machine could reach the listener, or the system gives no token.
    pub fn serve_browsers(&self, listener: TcpListener, seat: Seat) -> Result<Browsers, AppError> {
        let token = Token::random()?;
        let door = Door {
            board: self.clone(),
            token: token.clone(),
            seat,
        };
        serve_pages(listener, door, &token)
    }
}

/// Serves the pages on a listener of this machine to whoever the door lets in.
///
/// # Errors
/// As [`OpenBoard::serve_browsers`].
pub fn serve_pages(
    listener: TcpListener,
    door: impl Connect,
    token: &Token,
) -> Result<Browsers, AppError> {
    let options = WebOptions {
        bundle: pages(),
        limits: Limits::default(),
        audience: Audience::ThisMachine,
    };
    let web = board_web::serve(listener, options, door)?;
    // A listener of this machine alone has one address.
    let url = web.links(token, &[]).into_iter().next().unwrap_or_default();
    Ok(Browsers { web, url })
}

/// Where browsers come in.
struct Door {
    board: OpenBoard,
    token: Token,
    seat: Seat,
}

impl Connect for Door {
    type Screen = Screen;

    async fn connect(&self, person: Introduction) -> Result<Screen, Refusal> {
        if !self.token.is(person.token.as_str()) {
            return Err(Refusal::Stranger);
        }
        let name = if person.name.is_empty() {
            &self.seat.name
        } else {
            &person.name
        };
        let screen = self.board.connect(Seat {
            colour: person.colour,
            ..Seat::new(name, self.seat.role)
        });
        Ok(screen?)
    }
}

impl board_web::Screen for Screen {
    async fn send(&self, message: &str) {
        Screen::send(self, message).await;
    }

    async fn recv(&mut self) -> Option<String> {
        Screen::recv(self).await
    }
}
