//! Endpoints for tests, and waiting for what must happen.

use std::time::Duration;

use board_net::{Inbox, Limits, Link, Net, NetOptions, Received};
use iroh::endpoint::{Connection, RelayMode, presets};
use iroh::{Endpoint, EndpointAddr, PublicKey, SecretKey, TransportAddr};

/// Far longer than anything here takes, so that a machine under load decides nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// The limit of a dial that must succeed.
pub(crate) const DIAL: Duration = Duration::from_secs(30);

/// Waits for what must happen.
pub(crate) async fn must<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, what)
        .await
        .expect("this must happen")
}

/// The options of a machine with this key. Silence is patient: other tests run beside.
pub(crate) fn options(key: u8) -> NetOptions {
    NetOptions {
        limits: Limits {
            silence: Duration::from_secs(20),
            handshake: Duration::from_secs(20),
            ..Limits::default()
        },
        ..NetOptions::loopback([key; 32])
    }
}

pub(crate) async fn machine(key: u8) -> Net {
    started(options(key)).await
}

pub(crate) async fn started(options: NetOptions) -> Net {
    Net::start(options).await.unwrap()
}

/// Both ends of a link that `dialler` opens.
pub(crate) async fn linked(dialler: &Net, host: &Net) -> ((Link, Inbox), (Link, Inbox)) {
    let candidates = [host.address()];
    let (dialled, accepted) =
        must(async { tokio::join!(dialler.dial(&candidates, DIAL), host.accept()) }).await;
    (dialled.unwrap(), accepted.unwrap())
}

/// The next frame; lossy messages are passed over.
pub(crate) async fn frame(inbox: &mut Inbox) -> Vec<u8> {
    loop {
        if let Received::Frame(frame) = must(inbox.recv()).await.unwrap() {
            return frame;
        }
    }
}

/// A frame goes one way and another one back.
pub(crate) async fn assert_works(one: &mut (Link, Inbox), other: &mut (Link, Inbox)) {
    one.0.try_send(&b"there"[..]).unwrap();
    assert_eq!(frame(&mut other.1).await, b"there");
    other.0.try_send(&b"and back"[..]).unwrap();
    assert_eq!(frame(&mut one.1).await, b"and back");
}

/// What this program's connections are called.
pub(crate) const ALPN: &[u8] = b"journeywall/board/1";
/// The first bytes of a link.
pub(crate) const HELLO: &[u8] = b"JWAL\x00\x01";

/// A machine that runs another program.
pub(crate) async fn stranger(key: u8) -> Endpoint {
    Endpoint::builder(presets::Minimal)
        .relay_mode(RelayMode::Disabled)
        .secret_key(SecretKey::from_bytes(&[key; 32]))
        .clear_ip_transports()
        .bind_addr("127.0.0.1:0")
        .unwrap()
        .bind()
        .await
        .unwrap()
}

pub(crate) fn endpoint_of(host: &Net) -> EndpointAddr {
    EndpointAddr::from_parts(
        PublicKey::from_bytes(&host.id().bytes()).unwrap(),
        host.address().direct.into_iter().map(TransportAddr::Ip),
    )
}

pub(crate) async fn intrude(stranger: &Endpoint, host: &Net) -> Connection {
    must(stranger.connect(endpoint_of(host), ALPN))
        .await
        .unwrap()
}

/// The code and the words with which the other side closed the connection.
pub(crate) async fn closed_with(connection: &Connection) -> (u64, String) {
    match must(connection.closed()).await {
        iroh::endpoint::ConnectionError::ApplicationClosed(closed) => (
            closed.error_code.into_inner(),
            String::from_utf8(closed.reason.to_vec()).unwrap(),
        ),
        other => panic!("closed otherwise: {other:?}"),
    }
}
