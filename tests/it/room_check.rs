//! What the check of a room says when a second device comes: one with an address of its own, over a real network.

use board_app::App;
use board_desk::{Desk, DeskScreen, First};
use journeywall_tests::{Lan, went_through_in_namespaces};
use serde_json::{Value, json};
use std::net::Ipv4Addr;

/// The addresses of the facilitator's machine. The first is the one that a link names while nobody has tried.
const FIRST: Ipv4Addr = Ipv4Addr::new(10, 77, 0, 251);
const SECOND: Ipv4Addr = Ipv4Addr::new(10, 77, 0, 252);

/// A question how one is seen, as a browser has it sent (RFC 8489): header, cookie, transaction. A line feed in it would
/// have the shell send two datagrams.
const QUESTION: &str =
    r"\x00\x01\x00\x00\x21\x12\xa4\x42\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0b\x0c\x0d";

async fn ask(page: &mut DeskScreen, act: Value) -> Value {
    page.send(&json!({ "id": 1, "desk": act }).to_string())
        .await;
    loop {
        let told = page.recv().await.expect("the desk answers");
        let mut told: Value = serde_json::from_str(&told).unwrap();
        if told["id"] == 1 {
            assert!(told.get("error").is_none(), "{act}: {told}");
            return told["ok"].take();
        }
    }
}

/// A page as the second device gets it.
fn fetched(lan: &Lan, at: &str, path: &str) -> String {
    let (ip, port) = at.split_once(':').unwrap();
    let request = format!("GET {path} HTTP/1.1\\r\\nHost: {at}\\r\\nConnection: close\\r\\n\\r\\n");
    let script = format!("exec 3<>/dev/tcp/{ip}/{port}; printf '{request}' >&3; cat <&3");
    lan.shell(1, &script)
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "makes network namespaces: cargo xtask test runs it where the system allows that"]
async fn a_second_device_is_told_of_as_page_and_by_datagrams_and_links_name_where_it_came() {
    let this = "room_check::a_second_device_is_told_of_as_page_and_by_datagrams_and_links_name_where_it_came";
    if went_through_in_namespaces(this) {
        return;
    }
    let lan = Lan::new(1);
    lan.stand_beside(1, FIRST);
    lan.stand_beside(1, SECOND);
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&folder.path().join("library")).await.unwrap();
    let desk = Desk::new(app, "Mira", None);
    let mut page = desk.sit(First::Start);
    let check = json!({ "check": { "on": true } });

    let begun = ask(&mut page, check.clone()).await;
    assert_eq!((&begun["reached"], &begun["heard"]), (&json!(0), &json!(0)));
    let links = begun["links"].as_array().unwrap();
    let places = links.iter().map(|link| link.as_str().unwrap());
    let places: Vec<String> = places
        .map(|link| {
            link.trim_start_matches("http://")
                .trim_end_matches('/')
                .to_owned()
        })
        .collect();
    assert!(places[0].starts_with(&format!("{FIRST}:")), "{places:?}");
    let second = places
        .iter()
        .find(|at| at.starts_with(&format!("{SECOND}:")));
    let second = second.unwrap().clone();

    // It comes as a page alone, where networks keep datagrams from each other.
    let html = fetched(&lan, &second, "/");
    assert!(html.starts_with("HTTP/1.1 200"), "{html}");
    assert!(html.contains("Phones and browsers can join on this network."));
    assert!(fetched(&lan, &second, "/datagrams").ends_with("unheard"));
    let came = ask(&mut page, check.clone()).await;
    assert_eq!((&came["reached"], &came["heard"]), (&json!(1), &json!(0)));
    assert_eq!(came["links"][0], format!("http://{second}/"));

    // Its datagrams come too; one that is no question says nothing.
    let (ip, _) = second.split_once(':').unwrap();
    let port = html.split_once("data-port=\"").unwrap().1;
    let port = port.split_once('"').unwrap().0;
    lan.shell(1, &format!("printf 'hello' >/dev/udp/{ip}/{port}"));
    assert!(fetched(&lan, &second, "/datagrams").ends_with("unheard"));
    // A datagram may be on its way while the page asks.
    let mut is_heard = false;
    for _ in 0..200 {
        lan.shell(1, &format!("printf '{QUESTION}' >/dev/udp/{ip}/{port}"));
        is_heard = fetched(&lan, &second, "/datagrams").ends_with("\r\nheard");
        if is_heard {
            break;
        }
    }
    assert!(is_heard, "the page is told that its datagrams came");
    let heard = ask(&mut page, check).await;
    assert_eq!((&heard["reached"], &heard["heard"]), (&json!(1), &json!(1)));

    // What was learnt outlives the check: the link for guests is one that leads here.
    let ended = ask(&mut page, json!({ "check": { "on": false } })).await;
    assert_eq!(ended["links"], json!([]));
    let made = json!({ "create": { "template": "blank", "title": "Gym" } });
    let path = ask(&mut page, made).await["path"].clone();
    ask(&mut page, json!({ "open": { "path": path } })).await;
    ask(&mut page, json!({ "share": {} })).await;
    let guests = ask(&mut page, json!({ "guests": { "on": true } })).await;
    let link = guests["participant"][0].as_str().unwrap();
    assert!(link.starts_with(&format!("http://{SECOND}:")), "{guests}");
}
