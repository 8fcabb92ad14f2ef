//! Browsers of this machine at an open board or at the desk: the pages, and a screen for each that shows the token.

use crate::desk::{Desk, DeskScreen, First};
use crate::error::AppError;
use crate::open_board::{OpenBoard, Screen, Seat};
use board_model::limits;
use board_web::{
    Audience, Connect, Introduction, Limits, Refusal, RunningWeb, ShutdownReason, Token, UiBundle,
    WebOptions,
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
        let web = board_web::serve(listener, options(), door)?;
        let url = only_url(&web, &token);
        Ok(Browsers { web, url })
    }
}

/// The pages that browsers get: those this program was built with. A debug build takes them from the folder
/// in `JOURNEYWALL_UI`, so that a change of the pages needs no new program.
pub(crate) fn pages() -> UiBundle {
    if cfg!(debug_assertions)
        && let Some(folder) = std::env::var_os("JOURNEYWALL_UI")
    {
        match UiBundle::from_folder(folder.as_ref()) {
            Ok(bundle) => return bundle,
            Err(error) => tracing::warn!(%error, "JOURNEYWALL_UI cannot be read"),
        }
    }
    UiBundle::built_in()
}

impl Desk {
    /// Serves the pages on a listener of this machine. Whoever shows the token sits at the desk as the person it
    /// belongs to: every board of the library is theirs.
    ///
    /// # Errors
    /// As [`OpenBoard::serve_browsers`].
    pub fn serve_browsers(&self, listener: TcpListener) -> Result<Browsers, AppError> {
        let token = Token::random()?;
        let door = DeskDoor {
            desk: self.clone(),
            token: token.clone(),
        };
        let web = board_web::serve(listener, options(), door)?;
        // The page asks nobody for a name: who sits at a desk is known.
        let url = format!("{}&desk", only_url(&web, &token));
        Ok(Browsers { web, url })
    }
}

fn options() -> WebOptions {
    WebOptions {
        bundle: pages(),
        limits: Limits::default(),
        audience: Audience::ThisMachine,
    }
}

/// A listener of this machine alone has one address.
fn only_url(web: &RunningWeb, token: &Token) -> String {
    web.links(token, &[]).into_iter().next().unwrap_or_default()
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
            return Err(told(&AppError::BadName { given, max }));
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

fn told(error: &AppError) -> Refusal {
    Refusal::Because {
        code: error.code(),
        message: error.to_string(),
    }
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
        screen.map_err(|error| told(&error))
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
