//! `host`: keeps a board open for other machines, for a script (`--stdio`) and for browsers (`--guests`). `join`: takes
//! part in somebody's session.

use board_app::{App, Browsers, Guests, OpenBoard, Role, Screen, Seat, SessionOptions};
use serde_json::Value;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Stdin, Stdout};
use tokio::time::timeout;

use crate::answer;
use crate::args::{Host, Join};
use crate::failure::Failure;
use crate::nearby;
use crate::signals;
use crate::terminal_text;

/// How long the last answers may take: a script that reads none of them must not keep the program.
const LAST_WORDS: Duration = Duration::from_secs(10);

/// Opens the board, serves it until the input ends or somebody asks to end, and closes it in order.
///
/// # Errors
/// Those of opening and closing the board; [`Failure::Address`] for `--guests`.
pub(crate) async fn host(app: &App, host: &Host) -> Result<(), Failure> {
    // Heard before the board is open, so that no moment is left in which an end would be a disorderly one.
    let ended = signals::ended()?;
    let name = match &host.name {
        Some(name) => name.clone(),
        None => app.own_name().await?,
    };
    let board = app.open_board(&host.file).await?;
    let seat = Seat::new(&name, Role::Facilitator);
    let served = match serve(app, &board, host, &seat).await {
        Ok(served) => served,
        Err(failure) => {
            // The address is what the person has to change; a board that nobody touched closes easily.
            drop(board.close().await);
            return Err(failure);
        }
    };
    let urls: Vec<String> = served.iter().filter_map(Served::url).collect();
    for guests in served.iter().filter_map(Served::guests) {
        say_further_links(guests);
    }
    let ticket = share(app, &board, host, &seat).await;
    let mut machines = Vec::new();
    for served in served {
        match served {
            Served::Machine(browsers) => machines.push(browsers),
            Served::Network(guests) => board.take_guests(guests).await?,
        }
    }
    let code = give_pin(app, &board, host, &seat).await;
    let talked = if host.stdio {
        let places = Places {
            ticket: ticket.as_deref(),
            // Guests come by the link of the network, where there is one.
            guest_url: urls.last().map(String::as_str),
            code: code.as_deref(),
        };
        converse(&board, seat, places, Lines::new(), ended).await
    } else {
        wait(&urls, ticket.as_deref(), ended).await
    };
    for browsers in machines {
        browsers.stop().await;
    }
    close(&board).await?;
    board.end_guests().await;
    talked
}

/// Closes a board in order, and says so when its file was taken away meanwhile.
async fn close(board: &OpenBoard) -> Result<(), Failure> {
    let closed = board.close().await;
    if let Some(told) = board.place().told() {
        answer::note(&told);
    }
    Ok(closed?)
}

/// Begins the session, and gives the ticket for participants. Without a network the board is open all the same.
async fn share(app: &App, board: &OpenBoard, host: &Host, seat: &Seat) -> Option<String> {
    let options = SessionOptions {
        listen: host.listen,
        discovery: !host.no_mdns,
        relay: host.relay.clone(),
    };
    if board.read_only().is_some() {
        return None;
    }
    let shared = app.share(board, &seat.name, &options).await;
    if app.is_relay_met().await == Some(false) {
        answer::note("the relay does not answer; people on this network can join");
    }
    let ticket = match shared {
        Ok(()) => board.ticket(Role::Participant).await,
        Err(error) => Err(error),
    };
    ticket
        .map_err(|error| answer::note(&format!("other computers cannot join: {error}")))
        .ok()
}

/// Gives out a PIN, if that is asked for. Without one the tickets let in all the same.
async fn give_pin(app: &App, board: &OpenBoard, host: &Host, seat: &Seat) -> Option<String> {
    if !host.pin {
        return None;
    }
    let given = app.give_pin(board, &seat.name, false).await;
    let given = given.inspect_err(|error| answer::note(&format!("there is no join code: {error}")));
    let pin = given.ok()?.pin?;
    answer::note(&format!("Join code for this network: {pin}"));
    Some(pin)
}

/// Joins a session, and talks in JSON lines until the input ends or somebody asks to end.
///
/// # Errors
/// Those of joining, and of closing the board.
pub(crate) async fn join(app: &App, join: &Join) -> Result<(), Failure> {
    let ended = signals::ended()?;
    let options = SessionOptions {
        listen: join.listen,
        discovery: !join.no_mdns,
        relay: join.relay.clone(),
    };
    let mut lines = Lines::new();
    let told = match join.ticket.as_str() {
        "-" => first_line(&mut lines).await?,
        ticket => ticket.to_owned(),
    };
    let ticket = if nearby::is_pin(&told) {
        nearby::ticket(app, &told, join.session.as_deref(), &join.name).await?
    } else {
        told
    };
    let file = join.file.as_deref();
    let board = app.join(&ticket, &join.name, file, &options).await?;
    // What the ticket allows, the board's records say; a lower role is this seat's own.
    let role = join.role.as_deref().and_then(Role::named);
    let seat = Seat::new(&join.name, role.unwrap_or(Role::Facilitator));
    let places = Places::default();
    let talked = converse(&board, seat, places, lines, ended).await;
    close(&board).await?;
    talked
}

/// The first line of the input, where a ticket stands that is to be in no list of programs. Messages follow it.
///
/// # Errors
/// [`Failure::NoTicket`].
async fn first_line(lines: &mut Lines) -> Result<String, Failure> {
    match lines.read().await {
        Some(Ok(line)) => Ok(line.trim().to_owned()),
        Some(Err(NotText)) | None => Err(Failure::NoTicket),
    }
}

/// Where others find a board, for the hello line.
#[derive(Clone, Copy, Default)]
struct Places<'a> {
    ticket: Option<&'a str>,
    guest_url: Option<&'a str>,
    code: Option<&'a str>,
}

/// Whom browsers are served for.
enum Served {
    /// This machine's own person.
    Machine(Browsers),
    /// People of the same network.
    Network(Guests),
}

impl Served {
    /// The likeliest link.
    fn url(&self) -> Option<String> {
        match self {
            Self::Machine(browsers) => Some(browsers.url().to_owned()),
            Self::Network(guests) => guests.links(Role::Participant, &[]).into_iter().next(),
        }
    }

    /// The guests, if it is for them.
    fn guests(&self) -> Option<&Guests> {
        match self {
            Self::Machine(_) => None,
            Self::Network(guests) => Some(guests),
        }
    }
}

/// Whom this machine's own browser is served for, then the guests.
async fn serve(
    app: &App,
    board: &OpenBoard,
    host: &Host,
    seat: &Seat,
) -> Result<Vec<Served>, Failure> {
    let mut addresses = host.guests.clone();
    addresses.sort_by_key(|address| !address.ip().is_loopback());
    let mut served = Vec::new();
    for address in addresses {
        served.push(serve_at(app, board, address, seat).await?);
    }
    Ok(served)
}

async fn serve_at(
    app: &App,
    board: &OpenBoard,
    address: SocketAddr,
    seat: &Seat,
) -> Result<Served, Failure> {
    let listener = board_app::listen(address);
    let listener = listener.map_err(|source| Failure::Address { address, source })?;
    if address.ip().is_loopback() {
        let browsers = board.serve_browsers(listener, seat.clone())?;
        return Ok(Served::Machine(browsers));
    }
    let terms = app.guest_terms(board.id()).await?;
    Ok(Served::Network(board.serve_guests(listener, terms)?))
}

fn say_further_links(guests: &Guests) {
    for url in guests.links(Role::Participant, &[]).iter().skip(1) {
        answer::note(&format!("On another network of this computer: {url}"));
    }
    if let Some(url) = guests.links(Role::Viewer, &[]).first() {
        answer::note(&format!("For viewers: {url}"));
    }
    answer::note("What guests see and write is not encrypted on the network.");
}

/// Without a script there is nothing to say but where the board is.
async fn wait(
    urls: &[String],
    ticket: Option<&str>,
    ended: impl Future<Output = ()>,
) -> Result<(), Failure> {
    for url in urls {
        answer::print(url)?;
    }
    match ticket {
        Some(ticket) if urls.is_empty() => answer::print(ticket)?,
        None if urls.is_empty() => answer::note(
            "nobody can reach this board: add --guests 127.0.0.1:0 for a browser, or --stdio for a script",
        ),
        _ => {}
    }
    if let (false, Some(ticket)) = (urls.is_empty(), ticket) {
        answer::note(&format!(
            "people with the app join with this ticket: {ticket}"
        ));
    }
    answer::note("Ctrl+C closes it.");
    ended.await;
    Ok(())
}

/// Messages of the contract both ways, one per line, until the input or the board ends.
async fn converse(
    board: &OpenBoard,
    seat: Seat,
    places: Places<'_>,
    mut lines: Lines,
    ended: impl Future<Output = ()>,
) -> Result<(), Failure> {
    let mut screen = board.connect_own(seat.clone())?;
    tokio::pin!(ended);
    let mut is_greeted = false;
    loop {
        let next = tokio::select! {
            line = lines.read() => match line {
                Some(Ok(line)) => {
                    screen.send(&line).await;
                    continue;
                }
                Some(Err(NotText)) => NOT_TEXT.to_owned(),
                None => break,
            },
            message = screen.recv() => match message {
                Some(hello) if !is_greeted => {
                    is_greeted = true;
                    with_places(&hello, places)
                }
                Some(message) => message,
                None if board.is_over().await => break,
                // A script that reads too slowly loses its screen, and nobody else theirs: it gets another one, and
                // its second hello says that everything is to be loaded anew.
                None => {
                    answer::note("the script is too far behind; it gets a new hello and loads anew");
                    screen = board.connect_own(seat.clone())?;
                    is_greeted = false;
                    continue;
                }
            },
            () = &mut ended => break,
        };
        // A script that reads nothing at all does not keep the program from ending in order.
        tokio::select! {
            written = lines.write(&next) => written?,
            () = &mut ended => break,
        }
    }
    // Closing answers what was asked before; the screen ends after that.
    let last = timeout(LAST_WORDS, drain(&mut screen, &mut lines));
    let (closed, written) = tokio::join!(board.close(), last);
    closed?;
    written.unwrap_or(Ok(()))
}

async fn drain(screen: &mut Screen, lines: &mut Lines) -> Result<(), Failure> {
    while let Some(message) = screen.recv().await {
        lines.write(&message).await?;
    }
    Ok(())
}

/// The hello line, with where others find the board.
fn with_places(hello: &str, places: Places<'_>) -> String {
    let Ok(mut line) = serde_json::from_str::<Value>(hello) else {
        return hello.to_owned();
    };
    let places = [
        ("ticket", places.ticket),
        ("guest_url", places.guest_url),
        ("code", places.code),
    ];
    if let Some(Value::Object(fields)) = line.get_mut("hello") {
        for (key, place) in places {
            if let Some(place) = place {
                fields.insert(key.to_owned(), Value::from(place));
            }
        }
    }
    line.to_string()
}

/// What a line that is not UTF-8 is answered with; it never gets as far as the board.
const NOT_TEXT: &str =
    r#"{"id":null,"error":{"code":"E_BAD_MESSAGE","message":"a line must be JSON in UTF-8"}}"#;

/// A line of input that is not UTF-8.
struct NotText;

/// Standard input and output, line by line.
struct Lines {
    input: BufReader<Stdin>,
    output: Stdout,
    /// The part of a line that has come so far.
    begun: Vec<u8>,
}

impl Lines {
    fn new() -> Self {
        Self {
            input: BufReader::new(tokio::io::stdin()),
            output: tokio::io::stdout(),
            begun: Vec::new(),
        }
    }

    /// The next line that is not blank; none at the end of the input. Dropping the future loses nothing.
    async fn read(&mut self) -> Option<Result<String, NotText>> {
        loop {
            // An input that cannot be read has ended, whatever the reason.
            let more = self
                .input
                .read_until(b'\n', &mut self.begun)
                .await
                .unwrap_or(0);
            let line = std::mem::take(&mut self.begun);
            let is_blank = line.iter().all(u8::is_ascii_whitespace);
            if more == 0 && is_blank {
                return None;
            }
            if !is_blank {
                return Some(String::from_utf8(line).map_err(|_| NotText));
            }
        }
    }

    async fn write(&mut self, message: &str) -> Result<(), Failure> {
        let line = format!("{}\n", terminal_text::json(message));
        self.output
            .write_all(line.as_bytes())
            .await
            .map_err(Failure::Output)?;
        self.output.flush().await.map_err(Failure::Output)
    }
}

#[cfg(test)]
mod tests {
    use super::{Places, with_places};

    #[test]
    fn the_places_are_put_into_the_hello_line_and_nothing_else_changes() {
        let hello =
            r#"{"hello":{"protocol":1,"name":"Ann","ticket":null,"guest_url":null,"code":null}}"#;
        assert_eq!(with_places(hello, Places::default()), hello);
        let places = Places {
            ticket: Some("journeyabc"),
            guest_url: Some("http://x/#t=1"),
            code: Some("471 209"),
        };
        let expected = r#"{"hello":{"protocol":1,"name":"Ann","ticket":"journeyabc","guest_url":"http://x/#t=1","code":"471 209"}}"#;
        assert_eq!(with_places(hello, places), expected);
    }
}
