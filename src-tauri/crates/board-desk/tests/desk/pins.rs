//! Letting in by a PIN, over real endpoints of this machine.

use board_app::{App, AppError, Around, OpenBoard, PinState, SessionNearby, SessionOptions};
use board_net::Ticket;
use board_room::message::Role;
use std::net::SocketAddr;
use std::time::Duration;
use tempfile::TempDir;

/// Far longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(60);

fn here() -> SocketAddr {
    "127.0.0.1:0".parse().unwrap()
}

struct Machine {
    _folder: TempDir,
    app: App,
    board: OpenBoard,
}

/// A machine that hosts a board on itself.
async fn hosting() -> Machine {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&folder.path().join("library")).await.unwrap();
    let path = folder.path().join("Onboarding.journey");
    app.create(&path, "blank", None).await.unwrap();
    let board = app.open_board(&path).await.unwrap();
    let options = SessionOptions {
        listen: Some(here()),
        discovery: false,
        relay: None,
    };
    app.share(&board, "Mira", &options).await.unwrap();
    Machine {
        _folder: folder,
        app,
        board,
    }
}

/// Somebody else's machine, which knows where the session is.
async fn looking() -> (TempDir, Around) {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&folder.path().join("library")).await.unwrap();
    (folder, app.look_around(Some(here())).await.unwrap())
}

async fn place_of(host: &Machine, state: &PinState) -> SessionNearby {
    let ticket = host.board.ticket(Role::Participant).await.unwrap();
    let ticket: Ticket = ticket.parse().unwrap();
    SessionNearby::at(ticket.address().clone(), state.session)
}

async fn must<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, what)
        .await
        .expect("this must happen")
}

#[tokio::test(flavor = "multi_thread")]
async fn pn6_the_pin_gives_a_ticket_for_participants_until_it_ends() {
    let (host, (_folder, around)) = (hosting().await, looking().await);
    let state = host.app.give_pin(&host.board, "Mira", false).await.unwrap();
    let pin = state.pin.clone().unwrap();
    let at = place_of(&host, &state).await;
    let ticket = must(around.knock(&at, &pin, "Ole")).await.unwrap();
    let expected = host.board.ticket(Role::Participant).await.unwrap();
    let secret = |text: &str| text.parse::<Ticket>().unwrap().secret();
    assert_eq!(secret(&ticket), secret(&expected));

    // A new one makes it void.
    let renewed = host.app.give_pin(&host.board, "Mira", false).await.unwrap();
    assert_eq!(renewed.session, state.session, "lists stay right");
    if renewed.pin != state.pin {
        let refused = must(around.knock(&at, &pin, "Ole")).await.unwrap_err();
        assert_eq!(refused.code(), "E_TICKET");
    }
    host.app.end_pin(&host.board).await;
    assert_eq!(host.board.pin(), PinState::default());
    let pin = renewed.pin.unwrap();
    let refused = must(around.knock(&at, &pin, "Ole")).await.unwrap_err();
    assert_eq!(refused.code(), "E_TICKET");
    host.board.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn pn7_whoever_is_asked_about_waits_for_the_facilitators_word() {
    let (host, (_folder, around)) = (hosting().await, looking().await);
    let state = host.app.give_pin(&host.board, "Mira", true).await.unwrap();
    let pin = state.pin.clone().unwrap();
    let at = place_of(&host, &state).await;
    let mut watch = host.board.watch_pin();
    for is_let_in in [false, true] {
        let deciding = async {
            let state = must(watch.wait_for(|state| !state.waiting.is_empty())).await;
            let newcomer = state.unwrap().waiting[0].clone();
            assert_eq!(newcomer.name, "Ole");
            host.app.decide(&host.board, newcomer.id, is_let_in).await;
            must(watch.wait_for(|state| state.waiting.is_empty()))
                .await
                .unwrap();
        };
        let (knocked, ()) = tokio::join!(must(around.knock(&at, &pin, " Ole ")), deciding);
        match knocked {
            Ok(_) => assert!(is_let_in),
            Err(error) => assert_eq!((is_let_in, error.code().name()), (false, "E_ROLE")),
        }
    }
    // Who gives up waits no longer.
    let knocking = around.knock(&at, &pin, "Ole");
    let giving_up = async {
        must(watch.wait_for(|state| !state.waiting.is_empty()))
            .await
            .unwrap();
    };
    tokio::select! {
        _ = knocking => panic!("nobody decided"),
        () = giving_up => {}
    }
    must(watch.wait_for(|state| state.waiting.is_empty()))
        .await
        .unwrap();
    host.board.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn pn1_there_is_no_pin_without_a_session_and_none_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&folder.path().join("library")).await.unwrap();
    let path = folder.path().join("Onboarding.journey");
    app.create(&path, "blank", None).await.unwrap();
    let board = app.open_board(&path).await.unwrap();
    let refused: AppError = app.give_pin(&board, "Mira", false).await.unwrap_err();
    assert_eq!(refused.code(), "E_NOT_CONNECTED");
    board.close().await.unwrap();

    let host = hosting().await;
    let mut watch = host.board.watch_pin();
    host.app.give_pin(&host.board, "Mira", false).await.unwrap();
    host.board.close().await.unwrap();
    must(watch.wait_for(|state| state.pin.is_none()))
        .await
        .unwrap();
}
