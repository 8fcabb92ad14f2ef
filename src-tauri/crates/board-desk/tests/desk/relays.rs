//! What leaves this network is a person's choice, for all that a machine does in it.

use crate::support::{Office, Page};
use board_app::{App, OpenBoard, SessionOptions};
use board_desk::{Desk, First};
use board_room::message::Role;
use serde_json::json;
use std::path::Path;

fn options(relay: Option<&str>) -> SessionOptions {
    SessionOptions {
        listen: Some(([127, 0, 0, 1], 0).into()),
        discovery: false,
        relay: relay.map(str::to_owned),
    }
}

async fn board(app: &App, folder: &Path, name: &str) -> OpenBoard {
    let path = folder.join(name);
    app.create(&path, "blank", None).await.unwrap();
    app.open_board(&path).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_relay_of_the_last_session_is_offered_again_also_after_the_program_ended() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let sharing = json!({ "sharing": {} });
    assert_eq!(page.ask(sharing.clone()).await["relay"], json!(null));
    let path = page.create("blank", "Gym").await;
    page.open(&path).await;
    // Nobody answers at the port for what is thrown away.
    let relay = "http://127.0.0.1:9/";
    page.ask(json!({ "share": { "relay": relay } })).await;
    assert_eq!(page.ask(sharing.clone()).await["relay"], relay);
    page.ask(json!({ "unshare": {} })).await;
    assert_eq!(page.ask(sharing.clone()).await["relay"], relay);
    page.close().await;
    let later = App::open(office.app.folder()).await.unwrap();
    let mut page = Page::of(Desk::new(later, "Ann", None).sit(First::Start));
    assert_eq!(page.ask(sharing.clone()).await["relay"], relay);

    // A choice that cannot be is not kept, and none is a choice too.
    let path = page.create("blank", "Pool").await;
    page.open(&path).await;
    let refused = page.refused(json!({ "share": { "relay": "our relay" } }));
    assert_eq!(refused.await, "E_BAD_INPUT");
    assert_eq!(page.ask(sharing.clone()).await["relay"], relay);
    page.ask(json!({ "share": {} })).await;
    assert_eq!(page.ask(sharing).await["relay"], json!(null));
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_is_chosen_for_all_sessions_of_a_machine_and_keeps_nobody_out() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&folder.path().join("library")).await.unwrap();
    let one = board(&app, folder.path(), "one.journey").await;
    let other = board(&app, folder.path(), "other.journey").await;
    app.share(&one, "Mira", &options(None)).await.unwrap();
    one.ticket(Role::Participant).await.unwrap();
    assert_eq!(app.is_relay_met().await, None);
    // Nobody answers at the port for what is thrown away.
    let relayed = options(Some("http://127.0.0.1:9/"));
    let refused = app.share(&other, "Mira", &relayed).await.unwrap_err();
    assert_eq!(refused.code(), "E_NOT_CONNECTED");
    assert!(refused.to_string().contains("relay"), "{refused}");

    one.unshare().unwrap();
    one.ticket(Role::Participant).await.unwrap_err();
    app.share(&other, "Mira", &relayed).await.unwrap();
    assert_eq!(app.is_relay_met().await, Some(false));
    let ticket = other.ticket(Role::Participant).await.unwrap();
    let ole = App::open(&folder.path().join("library of ole"))
        .await
        .unwrap();
    let file = folder.path().join("joined.journey");
    let joined = ole.join(&ticket, "Ole", Some(&file), &options(None)).await;
    joined.unwrap().close().await.unwrap();

    let wrong = options(Some("our relay"));
    other.close().await.unwrap();
    let refused = app.share(&one, "Mira", &wrong).await.unwrap_err();
    assert_eq!(refused.code(), "E_BAD_INPUT");
    one.close().await.unwrap();
}
