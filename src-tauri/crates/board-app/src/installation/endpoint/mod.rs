//! The endpoint of this installation, shared by its open boards. Whoever dials in says first which board they mean.

pub(crate) mod pin_registry;

use crate::error::AppError;
use crate::installation::App;
use crate::installation::endpoint::pin_registry::PinRegistry;
use crate::installation::identity::installation_key;
use crate::installation::sleep_inhibitor::{SleepInhibitor, Wakefulness};
use board_model::BoardId;
use board_net::{Inbox, Link, Listen, Net, NetOptions, PeerAddress, Received, Relays};
use board_room::message::{Refusal, Role};
use board_room::session::frame::Frame;
use board_room::session::{LinkEvent, LinkId};
use board_store::Library;
use parking_lot::Mutex;
use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock, Weak};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
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

/// What the endpoint gives the board that it leads to.
#[derive(Debug)]
pub(crate) enum RouteInput {
    /// A link to another machine.
    Linked {
        id: LinkId,
        link: Link,
        is_dialled: bool,
    },
    /// A frame of a link. The permit is given back when it was handled.
    Framed {
        id: LinkId,
        bytes: Vec<u8>,
        permit: OwnedSemaphorePermit,
    },
    /// Other news of a link: it has ended, or a machine that was dialled did not answer.
    Event(LinkEvent),
    /// A ticket for a role is wanted, as for somebody who knows the PIN.
    Invite {
        role: Role,
        reply: oneshot::Sender<Result<String, Refusal>>,
    },
}

/// Gives a board something; false when it is closed.
pub(crate) type Deliver = Arc<dyn Fn(RouteInput) -> bool + Send + Sync>;

/// The way to a board: what links to it bring goes there.
#[derive(Clone)]
struct BoardRoute {
    deliver: Deliver,
    waiting: Arc<Semaphore>,
}

/// The endpoint, and the boards it leads to.
pub(crate) struct Endpoint {
    net: Arc<Net>,
    /// Take in who dials and who has a PIN; end with the endpoint.
    accepting: OnceLock<[AbortHandle; 2]>,
    boards: Mutex<HashMap<BoardId, BoardRoute>>,
    pub(crate) pins: PinRegistry,
    inhibitor: Mutex<SleepInhibitor>,
    relay: Option<String>,
    ended: AtomicBool,
    next: AtomicU64,
    library: Arc<Library>,
}

impl std::fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Endpoint({:?})", self.net.id())
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        if let Some(accepting) = self.accepting.get() {
            accepting.iter().for_each(AbortHandle::abort);
        }
    }
}

impl Endpoint {
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
        let endpoint = Arc::new(Self {
            net: Arc::clone(&net),
            accepting: OnceLock::new(),
            boards: Mutex::default(),
            pins: PinRegistry::default(),
            inhibitor: Mutex::new(SleepInhibitor::new(wakefulness)),
            relay: options.relay.clone(),
            ended: AtomicBool::new(false),
            next: AtomicU64::new(1),
            library,
        });
        let accepting = tokio::spawn(accept(Arc::clone(&net), Arc::downgrade(&endpoint)));
        let hearing = tokio::spawn(hear_pins(net, Arc::downgrade(&endpoint)));
        // Nobody else sets it.
        let tasks = [accepting.abort_handle(), hearing.abort_handle()];
        let _ = endpoint.accepting.set(tasks);
        Ok(endpoint)
    }

    pub(crate) fn net(&self) -> &Net {
        &self.net
    }

    /// The relay that its person chose.
    pub(crate) fn relay(&self) -> Option<&str> {
        self.relay.as_deref()
    }

    pub(crate) fn library(&self) -> &Library {
        &self.library
    }

    /// From now on links lead to this board, too.
    pub(crate) fn enter(&self, board: BoardId, deliver: Deliver) {
        let waiting = Arc::new(Semaphore::new(WAITING_KIB as usize));
        self.boards
            .lock()
            .insert(board, BoardRoute { deliver, waiting });
    }

    /// The board is closed.
    pub(crate) fn leave(&self, board: BoardId) {
        self.end_pin(board);
        self.hosts(board, false);
        self.boards.lock().remove(&board);
    }

    /// A board is hosted here, or no more: a machine that hosts stays awake.
    pub(crate) fn hosts(&self, board: BoardId, is_hosted: bool) {
        self.inhibitor.lock().host(board, is_hosted);
    }

    /// Whether the machine is kept awake; `None` while it hosts nothing.
    pub(crate) fn is_kept_awake(&self) -> Option<bool> {
        self.inhibitor.lock().is_kept()
    }

    /// Tells a board something; answers whether it is here.
    pub(crate) fn give(&self, board: BoardId, input: RouteInput) -> bool {
        let boards = self.boards.lock();
        let route = boards.get(&board);
        route.is_some_and(|route| (route.deliver)(input))
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
        let endpoint = Arc::downgrade(self);
        async move {
            let Ok(Ok(Received::Frame(first))) = timeout(HELLO, inbox.recv()).await else {
                return link.close(NOT_HERE, "no hello came");
            };
            let Some(Frame::Hello(hello)) = Frame::read(&first) else {
                return link.close(NOT_HERE, "no hello came");
            };
            let Some(endpoint) = endpoint.upgrade() else {
                return;
            };
            let route = endpoint.boards.lock().get(&hello.board).cloned();
            let Some(route) = route else {
                return link.close(NOT_HERE, "this board is not open here");
            };
            let id = endpoint.next_link();
            drop(endpoint);
            route.lead(id, link, inbox, Some(first)).await;
        }
    }

    fn next_link(&self) -> LinkId {
        LinkId(self.next.fetch_add(1, Ordering::Relaxed))
    }

    /// Dials somebody for a board, and passes on what comes.
    pub(crate) async fn dial(self: Arc<Self>, board: BoardId, to: PeerAddress, limit: Duration) {
        let peer = to.id;
        let dialled = self.net.dial(&[to], limit).await;
        let route = self.boards.lock().get(&board).cloned();
        let Some(route) = route else {
            return;
        };
        match dialled {
            Ok((link, inbox)) => {
                let id = self.next_link();
                drop(self);
                route.lead(id, link, inbox, None).await;
            }
            Err(error) => {
                tracing::debug!(%error, peer = %peer.short(), "not reached");
                (route.deliver)(RouteInput::Event(LinkEvent::NotReached(peer)));
            }
        }
    }
}

impl App {
    /// The endpoint of this installation, opened when it is first needed.
    pub(crate) async fn endpoint(
        &self,
        options: &SessionOptions,
    ) -> Result<Arc<Endpoint>, AppError> {
        let mut slot = self.endpoint_slot().lock().await;
        if let Some(endpoint) = slot.upgrade().filter(|endpoint| !endpoint.has_ended()) {
            if endpoint.relay() == options.relay.as_deref() {
                return Ok(endpoint);
            }
            // What leaves this network is a choice for all that this machine does in it.
            endpoint.end_if_last().await;
            if !endpoint.has_ended() {
                return Err(AppError::OtherRelay);
            }
        }
        let endpoint = Endpoint::start(self.library_shared(), self.wakefulness(), options).await?;
        *slot = Arc::downgrade(&endpoint);
        Ok(endpoint)
    }

    /// The endpoint, if there is one.
    pub(crate) async fn present_endpoint(&self) -> Option<Arc<Endpoint>> {
        let slot = self.endpoint_slot().lock().await;
        slot.upgrade().filter(|endpoint| !endpoint.has_ended())
    }

    /// Whether the machine is kept awake; `None` while it hosts nothing. Right after hosting began this may change: a
    /// system may refuse a moment later.
    pub async fn is_kept_awake(&self) -> Option<bool> {
        self.present_endpoint().await?.is_kept_awake()
    }

    /// Whether the relay of this machine's sessions answers; `None` where there is none.
    pub async fn is_relay_met(&self) -> Option<bool> {
        let endpoint = self.present_endpoint().await?;
        endpoint.relay()?;
        Some(endpoint.net().address().relay.is_some())
    }
}

/// Leads in whoever dials.
async fn accept(net: Arc<Net>, endpoint: Weak<Endpoint>) {
    while let Some((link, inbox)) = net.accept().await {
        match endpoint.upgrade() {
            Some(endpoint) => drop(tokio::spawn(endpoint.led_in(link, inbox))),
            None => return,
        }
    }
}

/// Hears who has a PIN.
async fn hear_pins(net: Arc<Net>, endpoint: Weak<Endpoint>) {
    while let Some(news) = net.pin_events().await {
        match endpoint.upgrade() {
            Some(endpoint) => endpoint.hear_pin(news),
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

impl BoardRoute {
    /// Tells the board of a link, and passes on what comes on it until it ends.
    async fn lead(self, id: LinkId, link: Link, mut inbox: Inbox, first: Option<Vec<u8>>) {
        let is_dialled = first.is_none();
        let linked = RouteInput::Linked {
            id,
            link,
            is_dialled,
        };
        if !(self.deliver)(linked) {
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
            if !(self.deliver)(RouteInput::Framed { id, bytes, permit }) {
                return;
            }
        }
        (self.deliver)(RouteInput::Event(LinkEvent::Down(id)));
    }
}
