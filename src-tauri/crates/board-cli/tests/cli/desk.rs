//! `desk`: the start screen for a browser of this machine.

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::program::Desk;

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A socket at the address that the program printed, its first message said.
async fn join(url: &str, join: impl FnOnce(&str) -> Value) -> Socket {
    let rest = url.strip_prefix("http://").unwrap();
    let (authority, token) = rest.split_once("/#t=").unwrap();
    // The address says that a desk is there, so that its page asks nobody for a name.
    let token = token.strip_suffix("&desk").unwrap();
    let mut request = format!("ws://{authority}/ws")
        .into_client_request()
        .unwrap();
    let origin = format!("http://{authority}").parse().unwrap();
    request.headers_mut().insert("origin", origin);
    let (mut socket, _) = connect_async(request).await.unwrap();
    let first = json!({ "join": join(token) }).to_string();
    socket.send(Message::text(first)).await.unwrap();
    socket
}

async fn hear(socket: &mut Socket) -> Option<Value> {
    while let Some(Ok(frame)) = socket.next().await {
        if let Message::Text(text) = frame {
            return Some(serde_json::from_str(text.as_str()).unwrap());
        }
    }
    None
}

async fn ask(socket: &mut Socket, id: u64, message: Value) -> Value {
    let mut message = message;
    message["id"] = id.into();
    socket
        .send(Message::text(message.to_string()))
        .await
        .unwrap();
    loop {
        let answer = hear(socket).await.unwrap();
        if answer["id"] == id {
            assert!(answer.get("ok").is_some(), "{message}: {answer}");
            return answer["ok"].clone();
        }
    }
}

#[test]
fn a_browser_makes_a_board_and_writes_on_it_and_the_end_of_input_closes_it() {
    let desk = Desk::new();
    let mut program = desk.talk(&["--json", "desk", "--name", "Ann"]);
    let url = program.hear()["url"].as_str().unwrap().to_owned();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let path = runtime.block_on(async {
        // The person is known: a name is not needed.
        let mut page = join(&url, |token| json!({ "token": token })).await;
        let greeting = hear(&mut page).await.unwrap();
        assert_eq!(greeting["desk"]["name"], "Ann");
        assert_eq!(greeting["desk"]["platform"], "browser");
        let create =
            json!({ "desk": { "create": { "template": "zapier-standard", "title": "Gym" } } });
        let path = ask(&mut page, 1, create).await["path"].clone();
        ask(
            &mut page,
            2,
            json!({ "desk": { "open": { "path": path } } }),
        )
        .await;
        let note =
            json!({ "addNote": { "step": "Awareness", "row": "Doing", "text": "from a browser" } });
        ask(&mut page, 3, json!({ "edit": note })).await;

        let mut other = join(&url, |token| json!({ "token": token, "name": "Bo" })).await;
        assert_eq!(hear(&mut other).await.unwrap()["desk"]["name"], "Bo");
        let mut stranger = join(
            &url,
            |_| json!({ "token": "0123456789abcdef0123456789abcdef" }),
        )
        .await;
        assert_eq!(
            hear(&mut stranger).await.unwrap()["error"]["code"],
            "E_TICKET"
        );
        path.as_str().unwrap().to_owned()
    });
    let (_, status) = program.leave();
    assert_eq!(status.code(), Some(0));
    assert_eq!(desk.done_json(&["info", &path])["notes"], 1);
}

#[cfg(unix)]
#[test]
fn being_asked_to_end_closes_the_board_too() {
    let desk = Desk::new();
    let mut program = desk.talk(&["--json", "desk"]);
    let url = program.hear()["url"].as_str().unwrap().to_owned();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let path = runtime.block_on(async {
        let mut page = join(&url, |token| json!({ "token": token })).await;
        let create =
            json!({ "desk": { "create": { "template": "zapier-standard", "title": "Gym" } } });
        let path = ask(&mut page, 1, create).await["path"]
            .as_str()
            .unwrap()
            .to_owned();
        ask(
            &mut page,
            2,
            json!({ "desk": { "open": { "path": path } } }),
        )
        .await;
        path
    });
    let (_, status) = program.terminate();
    assert_eq!(status.code(), Some(0));
    assert_eq!(desk.done_json(&["info", &path])["title"], "Gym");
}

#[test]
fn an_address_of_others_is_refused() {
    let desk = Desk::new();
    desk.refused(&["desk", "--listen", "0.0.0.0:0"], "E_BAD_INPUT");
}
