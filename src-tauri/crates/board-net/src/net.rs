//! The endpoint of this machine: it dials, is dialled, and is found.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use iroh::{Endpoint, Watcher};
use tokio::runtime::Handle;
use tokio::sync::{Mutex, mpsc, watch};
use tokio::task::JoinSet;

use crate::acceptor::Acceptor;
use crate::bans::Bans;
use crate::blinded_discovery::BlindedDiscovery;
use crate::dial::Dialler;
use crate::error::NetError;
use crate::inbox::Inbox;
use crate::link::Link;
use crate::nearby::MdnsDiscovery;
use crate::open_links::OpenLinks;
use crate::options::{NetOptions, Relays};
use crate::peer::{PeerAddress, PeerId, id_of};
use crate::pin::Pin;
use crate::pin::issuer::{PinEvent, PinIssuer};
use crate::transport;

/// An endpoint. Share it in an `Arc`; dropping it ends its links without a word, so close it first.
pub struct Net {
    endpoint: Endpoint,
    bans: Bans,
    open_links: Arc<OpenLinks>,
    dialler: Dialler,
    /// Whether the network carries discovery, and it was asked for.
    discovers: bool,
    /// There since something was announced for the first time.
    mdns: parking_lot::Mutex<Option<MdnsDiscovery>>,
    runtime: Handle,
    joined: Mutex<mpsc::Receiver<(Link, Inbox)>>,
    pins: PinIssuer,
    pin_events: Mutex<mpsc::Receiver<PinEvent>>,
    address: watch::Receiver<PeerAddress>,
    /// Ends with the endpoint, and at the latest when it is dropped.
    tasks: parking_lot::Mutex<JoinSet<()>>,
}

impl Net {
    /// Opens the socket and lets peers in. Discovery that the network does not allow is a warning
    /// in the log, not an error: tickets work without.
    ///
    /// # Errors
    ///
    /// `E_BAD_INPUT` when the relay is not an address, `E_NOT_CONNECTED` when no socket can be
    /// opened.
    pub async fn start(options: NetOptions) -> Result<Self, NetError> {
        let bans = Bans::default();
        let endpoint = transport::bind(&options, bans.clone()).await?;
        let open_links = Arc::new(OpenLinks::default());
        let blinded = match options.discovery {
            true => BlindedDiscovery::start(&endpoint).await,
            false => None,
        };
        let discovers = blinded.is_some();
        let dialler = Dialler {
            endpoint: endpoint.clone(),
            bans: bans.clone(),
            open_links: Arc::clone(&open_links),
            queue_bytes: options.limits.queue_bytes,
            rate_limit: options.limits.host_rate_limit,
            with_relay: options.relays != Relays::Off,
            with_lookup: discovers,
        };

        let mut tasks = JoinSet::new();
        let (joining, joined) = mpsc::channel(options.limits.places().max(1));
        let (pins, pin_events) = PinIssuer::new();
        let acceptor = Acceptor {
            endpoint: endpoint.clone(),
            limits: options.limits,
            bans: bans.clone(),
            open_links: Arc::clone(&open_links),
            pins: pins.clone(),
            joined: joining,
        };
        tasks.spawn(acceptor.run());
        let (address_out, address) = watch::channel(PeerAddress::from_endpoint(&endpoint.addr()));
        tasks.spawn(follow_address(endpoint.clone(), address_out));
        if let Some((known, events)) = blinded {
            tasks.spawn(BlindedDiscovery::watch(events, known));
        }
        Ok(Self {
            endpoint,
            bans,
            open_links,
            dialler,
            discovers,
            mdns: parking_lot::Mutex::default(),
            runtime: Handle::current(),
            joined: Mutex::new(joined),
            pins,
            pin_events: Mutex::new(pin_events),
            address,
            tasks: parking_lot::Mutex::new(tasks),
        })
    }

    /// Who we are: the public half of the secret key.
    pub fn id(&self) -> PeerId {
        id_of(self.endpoint.id())
    }

    /// Where we can be reached just now, for a ticket. On a machine without any network it has no
    /// addresses but this machine's own.
    pub fn address(&self) -> PeerAddress {
        PeerAddress::from_endpoint(&self.endpoint.addr())
    }

    /// The port where this machine listens.
    pub fn port(&self) -> Option<u16> {
        let sockets = self.endpoint.bound_sockets();
        sockets.first().map(std::net::SocketAddr::port)
    }

    /// Follows [`Net::address`]: it changes with the networks of this machine, and when a relay is
    /// met.
    pub fn watch_address(&self) -> watch::Receiver<PeerAddress> {
        self.address.clone()
    }

    /// Waits until a relay is met, so that tickets can name it; false when none answered within `limit`.
    pub async fn meet_relay(&self, limit: Duration) -> bool {
        let mut address = self.watch_address();
        let met = address.wait_for(|address| address.relay.is_some());
        matches!(tokio::time::timeout(limit, met).await, Ok(Ok(_)))
    }

    /// The next link that somebody else opened and that is through its handshake; `None` once the
    /// endpoint is closed. Dropping the future loses no link.
    pub async fn accept(&self) -> Option<(Link, Inbox)> {
        self.joined.lock().await.recv().await
    }

    /// Dials the candidates in their order, each after a short head start of the one before, and
    /// takes the first that answers. Who is silent is tried until `limit` is over. Links to others of
    /// them may begin there and end at once.
    ///
    /// # Errors
    ///
    /// `E_BAD_INPUT` for nobody, for ourselves and for what is no peer; `E_NOT_CONNECTED`, with the
    /// most telling reason of all, when nobody answered within `limit`.
    pub async fn dial(
        &self,
        candidates: &[PeerAddress],
        limit: Duration,
    ) -> Result<(Link, Inbox), NetError> {
        if self.open_links.is_closed() {
            return Err(NetError::Closed);
        }
        self.dialler.first(candidates, limit).await
    }

    /// Refuses this peer from now on, right after it showed who it is. Links that it has go on:
    /// close them.
    pub fn ban(&self, peer: PeerId) {
        self.bans.add(peer);
    }

    /// Lets this peer in again.
    pub fn unban(&self, peer: PeerId) {
        self.bans.remove(peer);
    }

    /// Lets in by this PIN whoever wants a ticket for a session, in the place of the PIN before;
    /// without one nobody. The session is a number of the caller's choice, which is announced.
    pub fn offer_pin(&self, session: u32, pin: Option<Pin>) {
        self.pins.offer(&self.endpoint, session, pin);
    }

    /// The next visitor whose PIN was right, or a PIN that is over; `None` once the endpoint is
    /// closed. Dropping the future loses nobody. Whoever is not taken from here is sent away once
    /// some wait.
    pub async fn pin_events(&self) -> Option<PinEvent> {
        let mut heard = self.pin_events.lock().await;
        tokio::select! {
            news = heard.recv() => news,
            () = self.endpoint.closed() => None,
        }
    }

    /// Shows a text to everybody on the local network, such as the name of a session, and who we
    /// are; with `None`, and before, nobody learns either. Without discovery nothing happens.
    ///
    /// # Errors
    ///
    /// `E_BAD_INPUT` for a text of more than [`crate::TEXT_BYTES`] bytes.
    pub fn announce(&self, text: Option<&str>) -> Result<(), NetError> {
        let mut slot = self.mdns.lock();
        if slot.is_none() && self.discovers && text.is_some() {
            let _on_runtime = self.runtime.enter();
            *slot = MdnsDiscovery::start(&self.endpoint);
        }
        match &*slot {
            Some(mdns) => mdns.announce(&self.endpoint, text),
            None => Ok(()),
        }
    }

    /// Whether machines that know one another find each other on the local network: it was asked
    /// for and could be started.
    pub fn discovers(&self) -> bool {
        self.discovers
    }

    /// Ends all links with [`crate::close::LEAVING`] and closes the endpoint. Takes the time that
    /// peers need to hear of it, at most a few seconds.
    pub async fn close(&self) {
        self.open_links.close();
        self.endpoint.close().await;
        let mut tasks = {
            let mut tasks = self.tasks.lock();
            std::mem::take(&mut *tasks)
        };
        tasks.shutdown().await;
    }
}

impl fmt::Debug for Net {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Net")
            .field("id", &self.id())
            .finish_non_exhaustive()
    }
}

/// Tells what changes in our own address.
async fn follow_address(endpoint: Endpoint, out: watch::Sender<PeerAddress>) {
    let mut addresses = endpoint.watch_addr();
    let closed = endpoint.closed();
    drop(endpoint);
    closed
        .run_until(async move {
            while let Ok(address) = addresses.updated().await {
                let address = PeerAddress::from_endpoint(&address);
                out.send_if_modified(|before| {
                    let differs = *before != address;
                    *before = address;
                    differs
                });
            }
        })
        .await;
}
