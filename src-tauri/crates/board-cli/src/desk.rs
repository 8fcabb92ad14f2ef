//! The start screen and the library for this machine's own browser.

use board_app::App;
use board_desk::Desk;
use serde_json::json;
use tokio::io::AsyncReadExt;

use crate::answer;
use crate::args;
use crate::failure::Failure;
use crate::signals;

/// How much of the input is read at once; what it says does not matter.
const INPUT_BYTES: usize = 1 << 10;

/// Serves the desk until the input ends or somebody asks to end, and closes every board in order.
///
/// # Errors
/// [`Failure::Address`]; those of serving and of closing the boards.
pub(crate) async fn desk(app: &App, desk: &args::Desk, json: bool) -> Result<(), Failure> {
    // Heard before anything is open, so that no moment is left in which an end would be a disorderly one.
    let ended = signals::ended()?;
    let address = desk.listen;
    let listener = tokio::net::TcpListener::bind(address).await;
    let listener = listener.map_err(|source| Failure::Address { address, source })?;
    let name = match &desk.name {
        Some(name) => name.clone(),
        None => app.own_name().await?,
    };
    let desk = Desk::new(app.clone(), &name, None);
    let browsers = desk.serve_browsers(listener)?;
    let said = if json {
        answer::print_json(&json!({ "url": browsers.url() }))
    } else {
        answer::print(browsers.url())
    };
    if said.is_ok() {
        answer::note(
            "Whoever has this address can open and change every board here. Ctrl+C ends it in order.",
        );
        tokio::select! {
            () = ended => {}
            () = end_of_input() => {}
        }
    }
    // Nobody comes in any more when the boards are closed.
    browsers.stop().await;
    desk.close().await?;
    said
}

/// Ends with the input. An input that cannot be read has ended, whatever the reason.
async fn end_of_input() {
    let mut input = tokio::io::stdin();
    let mut said = [0; INPUT_BYTES];
    while matches!(input.read(&mut said).await, Ok(1..)) {}
}
