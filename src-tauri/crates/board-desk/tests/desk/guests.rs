//! People without the app, as the desk lets them in.

use crate::support::{Office, Page};
use serde_json::{Value, json};
use tokio::net::TcpStream;

/// A page at an open board.
async fn seated(office: &Office) -> Page {
    let mut page = office.page().await;
    let path = page.create("zapier-standard", "Gym").await;
    page.open(&path).await;
    page
}

/// Whether anybody listens where a link leads.
async fn is_served(standing: &Value) -> bool {
    let link = standing["participant"][0].as_str().unwrap();
    let address = link
        .strip_prefix("http://")
        .unwrap()
        .split_once('/')
        .unwrap()
        .0;
    TcpStream::connect(address).await.is_ok()
}

#[tokio::test]
async fn dk8_guests_may_come_while_the_board_is_shared_and_somebody_asked_for_it() {
    let office = Office::open().await;
    let mut page = seated(&office).await;
    assert_eq!(
        page.refused(json!({ "guests": { "on": true } })).await,
        "E_NOT_CONNECTED"
    );
    let off = json!({ "isOn": false, "participant": [], "viewer": [] });
    assert_eq!(page.ask(json!({ "guests": {} })).await, off);

    page.ask(json!({ "share": {} })).await;
    assert_eq!(
        page.ask(json!({ "guests": {} })).await,
        off,
        "sharing alone lets no guests in"
    );
    let on = page.ask(json!({ "guests": { "on": true } })).await;
    assert_eq!(on["isOn"], true);
    assert_ne!(on["participant"], on["viewer"]);
    assert!(is_served(&on).await);
    assert_eq!(page.ask(json!({ "guests": {} })).await, on);

    assert_eq!(page.ask(json!({ "guests": { "on": false } })).await, off);
    assert!(!is_served(&on).await);
    let again = page.ask(json!({ "guests": { "on": true } })).await;
    assert_eq!(again, on, "links that were given out hold again");

    page.ask(json!({ "unshare": {} })).await;
    assert_eq!(page.ask(json!({ "guests": {} })).await, off);
    assert!(!is_served(&on).await);
}

#[tokio::test]
async fn dk8_a_new_link_takes_the_place_of_the_one_for_its_role_also_the_next_time() {
    let office = Office::open().await;
    let mut page = seated(&office).await;
    assert_eq!(
        page.refused(json!({ "renewGuests": { "role": "participant" } }))
            .await,
        "E_NOT_CONNECTED"
    );
    page.ask(json!({ "share": {} })).await;
    let before = page.ask(json!({ "guests": { "on": true } })).await;
    assert_eq!(
        page.refused(json!({ "renewGuests": { "role": "facilitator" } }))
            .await,
        "E_ROLE"
    );
    let after = page
        .ask(json!({ "renewGuests": { "role": "participant" } }))
        .await;
    assert_ne!(after["participant"], before["participant"]);
    assert_eq!(after["viewer"], before["viewer"]);
    page.ask(json!({ "guests": { "on": false } })).await;
    assert_eq!(page.ask(json!({ "guests": { "on": true } })).await, after);
}

#[tokio::test]
async fn leaving_the_board_ends_its_guests() {
    let office = Office::open().await;
    let mut page = seated(&office).await;
    page.ask(json!({ "share": {} })).await;
    let on = page.ask(json!({ "guests": { "on": true } })).await;
    page.close().await;
    assert!(!is_served(&on).await);
}
