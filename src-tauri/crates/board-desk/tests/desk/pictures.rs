//! Pictures for the cards of the start screen.

use crate::support::{Office, Page, decoded};
use serde_json::{Value, json};

/// Width and height of a PNG, from its first chunk.
fn size(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let word = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (word(16), word(20))
}

async fn picture(page: &mut Page, of: Value) -> Vec<u8> {
    let answer = page.ask(json!({ "picture": of })).await;
    decoded(answer["png"].as_str().unwrap())
}

#[tokio::test]
async fn every_template_has_a_picture_of_the_cards_proportion() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let offered = page.ask(json!({ "templates": {} })).await;
    let mut seen = std::collections::BTreeSet::new();
    for template in offered["templates"].as_array().unwrap() {
        let of = json!({ "template": template["id"], "width": 160 });
        let png = picture(&mut page, of.clone()).await;
        let (width, height) = size(&png);
        assert_eq!(width, 160);
        assert!((99..=101).contains(&height), "{height}");
        assert_eq!(picture(&mut page, of).await, png, "the same again");
        seen.insert(png);
    }
    assert!(seen.len() > 20, "they differ: {}", seen.len());
    let workshop = json!({ "template": "hotjar-workshop", "width": 160 });
    let canvas = json!({ "template": "empathy-map", "width": 160 });
    assert_ne!(
        picture(&mut page, workshop).await,
        picture(&mut page, canvas).await,
        "boards that begin with the same sheet are told apart by the next"
    );
    let light = picture(&mut page, json!({ "template": "zapier-gym", "width": 320 })).await;
    let dark = json!({ "template": "zapier-gym", "width": 320, "look": "dark" });
    assert_ne!(light, picture(&mut page, dark).await);
}

#[tokio::test]
async fn a_picture_follows_its_board_and_is_kept_while_that_is_the_same() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let path = page.create("zapier-standard", "Gym").await;
    let of = json!({ "path": path, "width": 320 });
    let empty = picture(&mut page, of.clone()).await;
    let kept = office.app.folder().join("Pictures");
    let count = || std::fs::read_dir(&kept).unwrap().count();
    assert_eq!(count(), 1);
    assert_eq!(picture(&mut page, of.clone()).await, empty);
    assert_eq!(count(), 1);

    page.open(&path).await;
    page.note("A note that is seen").await;
    let open = picture(&mut page, of.clone()).await;
    assert_ne!(open, empty, "while it is open");
    page.close().await;
    let closed = picture(&mut page, of.clone()).await;
    assert_eq!(closed, open);
    assert_eq!(count(), 1, "earlier states go");
    for width in 100..112 {
        picture(&mut page, json!({ "path": path, "width": width })).await;
    }
    assert!(count() <= 8, "{}", count());
}

#[tokio::test]
async fn pictures_that_cannot_be_are_refused() {
    let office = Office::open().await;
    let mut page = office.page().await;
    let path = page.create("blank", "Gym").await;
    for (of, code) in [
        (json!({ "template": "nothing", "width": 320 }), "E_NO_SUCH"),
        (json!({ "path": path, "width": 10 }), "E_BAD_INPUT"),
        (json!({ "path": path, "width": 100_000 }), "E_BAD_INPUT"),
        (
            json!({ "path": path, "template": "blank", "width": 320 }),
            "E_BAD_INPUT",
        ),
        (json!({ "width": 320 }), "E_BAD_INPUT"),
        (
            json!({ "path": path, "width": 320, "look": "pink" }),
            "E_BAD_MESSAGE",
        ),
    ] {
        assert_eq!(page.refused(json!({ "picture": of })).await, code, "{of}");
    }
}
