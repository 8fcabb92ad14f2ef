//! The endpoint of this installation, shared by its open boards. Whoever dials in says first which board they mean.

use super::identity::installation_key;
use super::pins::Pins;
use crate::awake::{Vigil, Wakefulness};
use crate::board_thread::Mail;
use crate::error::AppError;
use board_model::BoardId;
use board_net::{Inbox, Link, Listen, Net, NetOptions, PeerAddress, Received, Relays};
use board_room::session::frame::Frame;
use board_room::session::{LinkEvent, LinkId};
use board_store::Library;
use parking_lot::Mutex;
use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, OnceLock, Weak};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::AbortHandle;
use tokio::time::timeout;

/// How long somebody who dialled in may take to say which board they mean.
const HELLO: Duration = Duration::from_secs(5);

/// How long a link may be silent before it is given up. With what a successor waits, a host that died is followed
/// within four seconds; much less would take a roaming laptop for a dead one.
const SILENCE: Duration = Duration::from_secs(3);

/// What frames of links may wait for a board's thread, in KiB; apart from what screens send, so that neither holds up
/// the other.
const WAITING_KIB: u32 = 32 << 10;

/// The setting that holds the port where the endpoint was last.
const PORT: &str = "port";

/// The code that links are closed with when a board is not here.
const NOT_HERE: u32 = 101;

/// How machines reach one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionOptions {
    /// Where to listen; `None` for every network of this machine, any port.
    pub listen: Option<SocketAddr>,
    /// Whether the session is announced on the local network.
    pub discovery: bool,
    /// A relay for machines elsewhere: an address, or `public`. Nothing leaves the local network without one.
    pub relay: Option<String>,
}

impl Default for SessionOptions {
    fn default() -> Self {
        Self {
            listen: None,
            discovery: true,
            relay: None,
        }
    }
}

/// A board that links lead to.
#[derive(Clone, Debug)]
struct Entrance {
    mail: Sender<Mail>,
    waiting: Arc<Semaphore>,
}

/// The endpoint, and the boards it leads to.
pub(crate) struct Exchange {
    net: Arc<Net>,
    /// Take in who dials and who has a PIN; end with the exchange.
    accepting: OnceLock<[AbortHandle; 2]>,
    boards: Mutex<HashMap<BoardId, Entrance>>,
    pub(super) pins: Pins,
    vigil: Mutex<Vigil>,
    relay: Option<String>,
    ended: AtomicBool,
    next: AtomicU64,
    library: Arc<Library>,
}

impl std::fmt::Debug for Exchange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Exchange({:?})", self.net.id())
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        if let Some(accepting) = self.accepting.get() {
            accepting.iter().for_each(AbortHandle::abort);
        }
    }
}

impl Exchange {
    /// Opens the endpoint.
    ///
    /// # Errors
    /// `E_NOT_CONNECTED` where no socket can be opened; `E_BAD_INPUT` for a relay that is none; those of the library.
    pub(crate) async fn start(
        library: Arc<Library>,
        wakefulness: Arc<dyn Wakefulness>,
        options: &SessionOptions,
    ) -> Result<Arc<Self>, AppError> {
        let mut net = NetOptions::new(installation_key(&library).await?);
        net.limits.silence = SILENCE;
        net.discovery = options.discovery;
        net.relays = match options.relay.as_deref() {
            None => Relays::Off,
            Some("public") => Relays::Public,
            Some(address) => Relays::Custom(address.to_owned()),
        };
        let net = Arc::new(at_last_port(&library, options.listen, net).await?);
        let exchange = Arc::new(Self {
            net: Arc::clone(&net),
            accepting: OnceLock::new(),
            boards: Mutex::default(),
            pins: Pins::default(),
            vigil: Mutex::new(Vigil::new(wakefulness)),
            relay: options.relay.clone(),
            ended: AtomicBool::new(false),
            next: AtomicU64::new(1),
            library,
        });
        let accepting = tokio::spawn(accept(Arc::clone(&net), Arc::downgrade(&exchange)));
        let hearing = tokio::spawn(hear_pins(net, Arc::downgrade(&exchange)));
        // Nobody else sets it.
        let tasks = [accepting.abort_handle(), hearing.abort_handle()];
        let _ = exchange.accepting.set(tasks);
        Ok(exchange)
    }

    pub(crate) fn net(&self) -> &Net {
        &self.net
    }

    /// The relay that its person chose.
    pub(super) fn relay(&self) -> Option<&str> {
        self.relay.as_deref()
    }

    pub(crate) fn library(&self) -> &Library {
        &self.library
    }

    /// From now on links lead to this board, too.
    pub(crate) fn enter(&self, board: BoardId, mail: Sender<Mail>) {
        let waiting = Arc::new(Semaphore::new(WAITING_KIB as usize));
        self.boards.lock().insert(board, Entrance { mail, waiting });
    }

    /// The board is closed.
    pub(crate) fn leave(&self, board: BoardId) {
        self.end_pin(board);
        self.hosts(board, false);
        self.boards.lock().remove(&board);
    }

    /// A board is hosted here, or no more: a machine that hosts stays awake.
    pub(super) fn hosts(&self, board: BoardId, is_hosted: bool) {
        self.vigil.lock().host(board, is_hosted);
    }

    /// Whether the machine is kept awake; `None` while it hosts nothing.
    pub(super) fn is_kept_awake(&self) -> Option<bool> {
        self.vigil.lock().is_kept()
    }

    /// Tells a board something; answers whether it is here.
    pub(super) fn post(&self, board: BoardId, mail: Mail) -> bool {
        let boards = self.boards.lock();
        let entrance = boards.get(&board);
        entrance.is_some_and(|entrance| entrance.mail.send(mail).is_ok())
    }

    /// Closes the endpoint in order when no board is in a session any more.
    pub(crate) async fn end_if_last(&self) {
        if self.boards.lock().is_empty() {
            self.ended.store(true, Ordering::Relaxed);
            self.net.close().await;
        }
    }

    /// Whether the endpoint was closed.
    pub(crate) fn has_ended(&self) -> bool {
        self.ended.load(Ordering::Relaxed)
    }

    /// Somebody dialled in: which board do they mean?
    fn led_in(
        self: &Arc<Self>,
        link: Link,
        mut inbox: Inbox,
    ) -> impl Future<Output = ()> + Send + 'static {
        let exchange = Arc::downgrade(self);
        async move {
            let Ok(Ok(Received::Frame(first))) = timeout(HELLO, inbox.recv()).await else {
                return link.close(NOT_HERE, "no hello came");
            };
            let Some(Frame::Hello(hello)) = Frame::read(&first) else {
                return link.close(NOT_HERE, "no hello came");
            };
            let Some(exchange) = exchange.upgrade() else {
                return;
            };
            let entrance = exchange.boards.lock().get(&hello.board).cloned();
            let Some(entrance) = entrance else {
                return link.close(NOT_HERE, "this board is not open here");
            };
            let id = exchange.next_link();
            drop(exchange);
            entrance.lead(id, link, inbox, Some(first)).await;
        }
    }

    fn next_link(&self) -> LinkId {
        LinkId(self.next.fetch_add(1, Ordering::Relaxed))
    }

    /// Dials somebody for a board, and passes on what comes.
    pub(crate) async fn dial(self: Arc<Self>, board: BoardId, to: PeerAddress, limit: Duration) {
        let peer = to.id;
        let dialled = self.net.dial(&[to], limit).await;
        let entrance = self.boards.lock().get(&board).cloned();
        let Some(entrance) = entrance else {
            return;
        };
        match dialled {
            Ok((link, inbox)) => {
                let id = self.next_link();
                drop(self);
                entrance.lead(id, link, inbox, None).await;
            }
            Err(error) => {
                tracing::debug!(%error, peer = %peer.short(), "not reached");
                drop(entrance.mail.send(Mail::Link(LinkEvent::NotReached(peer))));
            }
        }
    }
}

/// Leads in whoever dials.
async fn accept(net: Arc<Net>, exchange: Weak<Exchange>) {
    while let Some((link, inbox)) = net.accept().await {
        match exchange.upgrade() {
            Some(exchange) => drop(tokio::spawn(exchange.led_in(link, inbox))),
            None => return,
        }
    }
}

/// Hears who has a PIN.
async fn hear_pins(net: Arc<Net>, exchange: Weak<Exchange>) {
    while let Some(news) = net.at_pins().await {
        match exchange.upgrade() {
            Some(exchange) => exchange.hear_pin(news),
            None => return,
        }
    }
}

/// Opens the endpoint at the port where it was the last time, if any port will do and that one is free: tickets go on
/// leading here, and who knows this machine from a session before finds it again.
async fn at_last_port(
    library: &Library,
    listen: Option<SocketAddr>,
    mut net: NetOptions,
) -> Result<Net, AppError> {
    let any = listen.unwrap_or((Ipv4Addr::UNSPECIFIED, 0).into());
    if any.port() == 0 {
        let kept = library.setting(PORT).await?;
        if let Some(port) = kept.and_then(|port| port.parse().ok()) {
            net.listen = Listen::Addr((any.ip(), port).into());
            if let Ok(started) = Net::start(net.clone()).await {
                return Ok(started);
            }
        }
    }
    net.listen = Listen::Addr(any);
    let started = Net::start(net).await?;
    if let (0, Some(port)) = (any.port(), started.port()) {
        let port = port.to_string();
        library.put_setting(PORT, Some(&port)).await?;
    }
    Ok(started)
}

impl Entrance {
    /// Tells the board of a link, and passes on what comes on it until it ends.
    async fn lead(self, id: LinkId, link: Link, mut inbox: Inbox, first: Option<Vec<u8>>) {
        let is_dialled = first.is_none();
        if self
            .mail
            .send(Mail::Linked {
                id,
                link,
                is_dialled,
            })
            .is_err()
        {
            return;
        }
        let mut next = first;
        loop {
            let bytes = match next.take() {
                Some(bytes) => bytes,
                None => match inbox.recv().await {
                    Ok(Received::Frame(bytes) | Received::Lossy(bytes)) => bytes,
                    Err(_) => break,
                },
            };
            let kib = u32::try_from(bytes.len() >> 10)
                .unwrap_or(WAITING_KIB)
                .saturating_add(1);
            let Ok(permit) = Arc::clone(&self.waiting)
                .acquire_many_owned(kib.min(WAITING_KIB))
                .await
            else {
                break;
            };
            if self.mail.send(Mail::Framed { id, bytes, permit }).is_err() {
                return;
            }
        }
        drop(self.mail.send(Mail::Link(LinkEvent::Down(id))));
    }
}
