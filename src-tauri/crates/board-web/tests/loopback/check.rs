//! The check before a workshop, with a page's requests and a browser's datagrams.

use board_web::{Check, CheckWords};
use tokio::net::{TcpListener, UdpSocket};

use crate::browser::ask_at;

const WORDS: CheckWords = CheckWords {
    reached: "here",
    trying: "trying",
    heard: "heard it",
    unheard: "heard nothing",
};

/// As a browser asks a STUN server how it is seen.
const QUESTION: [u8; 20] = [
    0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
];

#[tokio::test]
async fn who_opened_the_page_is_told_whether_their_datagrams_came() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap().to_string();
    let check = Check::begin(listener, WORDS).unwrap();
    assert_eq!(check.links(), [format!("http://{host}/")]);
    let page = ask_at(&host, "GET", "/", &host).await;
    assert_eq!(page.status, 200);
    let policy = page.header("content-security-policy");
    assert!(policy.contains("script-src 'self'"), "{policy}");
    let port = page.body.split("data-port=\"").nth(1).unwrap();
    let port: u16 = port.split('"').next().unwrap().parse().unwrap();
    assert!(page.body.contains("heard nothing"));
    assert_eq!(
        ask_at(&host, "GET", "/check.js", &host)
            .await
            .header("content-type"),
        "text/javascript; charset=utf-8"
    );
    let told = || async { ask_at(&host, "GET", "/datagrams", &host).await.body };
    assert_eq!(told().await, "unheard");

    let browser = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    browser
        .send_to(b"anything", ("127.0.0.1", port))
        .await
        .unwrap();
    browser
        .send_to(&QUESTION, ("127.0.0.1", port))
        .await
        .unwrap();
    while told().await != "heard" {
        tokio::task::yield_now().await;
    }
    assert_eq!(
        (check.reached(), check.heard()),
        (0, 0),
        "this machine is no other device"
    );
    assert_eq!(ask_at(&host, "GET", "/", "evil.example").await.status, 421);
}
