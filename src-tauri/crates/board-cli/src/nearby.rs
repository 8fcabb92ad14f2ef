//! `join` with a PIN: the session is found on the local network, and its host gives the ticket.

use std::time::Duration;

use board_app::{App, Around, SessionNearby, is_same_name};
use tokio::time::{Instant, timeout_at};

use crate::failure::Failure;

/// How long sessions are looked for before the ones that were found are all.
const LOOKING: Duration = Duration::from_secs(5);

/// Digits of a PIN; a ticket begins with a letter.
pub(crate) fn is_pin(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_digit())
}

/// A ticket of the session that has this PIN: the only one nearby, or the one that `words` names.
///
/// # Errors
/// [`Failure::NoSession`], [`Failure::Sessions`]; what the host says to the PIN.
pub(crate) async fn ticket(
    app: &App,
    pin: &str,
    words: Option<&str>,
    name: &str,
) -> Result<String, Failure> {
    let around = app.look_around(None).await?;
    let session = choose(found(&around, words).await, words)?;
    Ok(around.knock(&session, pin, name).await?)
}

/// What is found in a few seconds; with words, no longer than until one fits.
async fn found(around: &Around, words: Option<&str>) -> Vec<SessionNearby> {
    let until = Instant::now() + LOOKING;
    let mut news = around.watch();
    loop {
        let found = around.sessions();
        if words.is_some() && found.iter().any(|session| fits(session, words)) {
            return found;
        }
        if !matches!(timeout_at(until, news.changed()).await, Ok(Ok(()))) {
            return found;
        }
    }
}

fn fits(session: &SessionNearby, words: Option<&str>) -> bool {
    words.is_none_or(|words| {
        is_same_name(&session.title, words) || is_same_name(&session.host, words)
    })
}

fn choose(found: Vec<SessionNearby>, words: Option<&str>) -> Result<SessionNearby, Failure> {
    let mut fitting: Vec<_> = found
        .into_iter()
        .filter(|session| fits(session, words))
        .collect();
    match fitting.len() {
        0 => Err(Failure::NoSession),
        1 => Ok(fitting.remove(0)),
        _ => {
            let names = fitting
                .iter()
                .map(|session| format!("«{}» of {}", session.title, session.host));
            Err(Failure::Sessions(names.collect::<Vec<_>>().join(", ")))
        }
    }
}
