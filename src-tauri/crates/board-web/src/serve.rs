//! The server: a listener, the files, and the way to the WebSocket.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

use crate::addresses::{self, proven_first};
use crate::attempt_limit::AttemptLimit;
use crate::bundle::UiBundle;
use crate::connection_limit::ConnectionLimit;
use crate::error::WebError;
use crate::http_security;
use crate::join_rate_limit::JoinRateLimit;
use crate::limited_listener::{Caller, LimitedListener};
use crate::limits::Limits;
use crate::screen::{self, Connect, ServerState, ShutdownReason};
use crate::token::Token;

/// How long open sockets may take to end when the server stops.
const STOP_WITHIN: Duration = Duration::from_secs(5);

/// Bytes that a socket is read by. The WebSocket library fills so many with zeros whenever a socket is looked at, which
/// is whenever anything is written to it: with its own 128 KiB that was half of all work of a host with 100 guests
/// (`benches/load`). Nearly all that guests say is shorter than this.
const READ_AT_ONCE: usize = 4 << 10;

/// What is served, and to whom.
#[derive(Debug, Clone)]
pub struct WebOptions {
    /// The pages.
    pub bundle: UiBundle,
    /// How much of everything.
    pub limits: Limits,
    /// The machines that browsers may come from.
    pub audience: Audience,
}

/// From where browsers may come.
#[derive(Debug, Clone, Default)]
pub enum Audience {
    /// From this machine, whose screens may come again when the server does.
    #[default]
    ThisMachine,
    /// From every machine that reaches the listener. When the server is stopped, their session has ended.
    Network {
        /// Other machines' addresses for guests, whose pages may connect: those of hosts that had this board before.
        others: watch::Receiver<BTreeSet<SocketAddr>>,
    },
}

/// A running server. Dropping it stops it too, without waiting.
#[derive(Debug)]
pub struct RunningWeb {
    address: SocketAddr,
    stop: watch::Sender<Option<ShutdownReason>>,
    task: JoinHandle<()>,
    /// Ends when the last screen has ended.
    screens: mpsc::Receiver<()>,
}

impl RunningWeb {
    /// The links for a browser, one for each address of this machine, with a token in the fragment: those first that
    /// another device has reached, the latest before, then by what is likely. None while this machine is on no network.
    pub fn links(&self, token: &Token, proven: &[IpAddr]) -> Vec<String> {
        let token = token.as_str();
        let addresses = proven_first(self.addresses(), proven, |address| Some(address.ip()));
        addresses
            .iter()
            .map(|address| format!("http://{address}/#t={token}"))
            .collect()
    }

    /// Where browsers of other machines find it now, the likeliest first.
    pub fn addresses(&self) -> Vec<SocketAddr> {
        addresses::reachable(self.address)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Closes all sockets, each with its reason, and ends when they have ended.
    pub async fn stop(mut self, reason: ShutdownReason) {
        self.stop.send_replace(Some(reason));
        let ended = async {
            while self.screens.recv().await.is_some() {}
            drop((&mut self.task).await);
        };
        if tokio::time::timeout(STOP_WITHIN, ended).await.is_err() {
            self.task.abort();
        }
    }
}

/// Serves pages and screens on a listener, until it is stopped.
///
/// # Errors
/// [`WebError::NotLoopback`] when others than this machine could reach the listener and are not meant to,
/// [`WebError::NoAddress`] when its address cannot be read.
pub fn serve<C: Connect>(
    listener: TcpListener,
    options: WebOptions,
    connect: C,
) -> Result<RunningWeb, WebError> {
    let address = listener.local_addr().map_err(WebError::NoAddress)?;
    let (hosts, others) = match options.audience {
        Audience::ThisMachine if !address.ip().is_loopback() => {
            return Err(WebError::NotLoopback(address));
        }
        Audience::ThisMachine => (Some(http_security::own_hosts(address)), None),
        Audience::Network { others } => (None, Some(others)),
    };
    let (stop, stopping) = watch::channel(None);
    let (alive, screens) = mpsc::channel(1);
    let limits = options.limits;
    let listener = LimitedListener::new(listener, &limits);
    let is_session = hosts.is_none();
    let site = Arc::new(Site {
        bundle: options.bundle,
        hosts,
        others,
        state: Arc::new(ServerState {
            connections: ConnectionLimit::new(limits.screens, limits.screens_per_address),
            joins: JoinRateLimit::new(&limits),
            connect,
            attempts: AttemptLimit::new(&limits),
            limits,
            is_session,
            stop: stopping.clone(),
        }),
        alive,
    });
    let router = Router::new()
        .route("/ws", get(socket::<C>))
        .fallback(file::<C>)
        .layer(from_fn_with_state(Arc::clone(&site), guard::<C>))
        .with_state(site);
    let app = router.into_make_service_with_connect_info::<Caller>();
    let task = tokio::spawn(async move {
        let mut stopping = stopping;
        let until = async move { screen::stopped(&mut stopping).await };
        if let Err(error) = axum::serve(listener, app)
            .with_graceful_shutdown(until)
            .await
        {
            tracing::warn!(%error, "the pages are not served any more");
        }
    });
    Ok(RunningWeb {
        address,
        stop,
        task,
        screens,
    })
}

/// What the answers need.
struct Site<C> {
    bundle: UiBundle,
    /// Our own addresses; none where every caller's own socket says which it reached.
    hosts: Option<Vec<String>>,
    others: Option<watch::Receiver<BTreeSet<SocketAddr>>>,
    state: Arc<ServerState<C>>,
    /// Cloned into every screen, and never sent on: it only says that somebody is there.
    alive: mpsc::Sender<()>,
}

impl<C> Site<C> {
    /// The `Host` header of a request, if it is an address of ours.
    fn host(&self, request: &Request) -> Option<String> {
        let caller = &request.extensions().get::<ConnectInfo<Caller>>()?.0;
        let reached = || vec![http_security::reached_host(caller.local)];
        let ours = self.hosts.clone().unwrap_or_else(reached);
        http_security::own_host(request.headers(), &ours).map(str::to_owned)
    }
}

/// Refuses foreign hosts before anything else looks at the request, and hardens every answer.
async fn guard<C: Connect>(
    State(site): State<Arc<Site<C>>>,
    request: Request,
    next: Next,
) -> Response {
    let host = site.host(&request);
    http_security::answer(host, site.others.is_some(), request, next).await
}

async fn file<C: Connect>(State(site): State<Arc<Site<C>>>, request: Request) -> Response {
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let address = request.uri().path();
    let Some(file) = site.bundle.file(address) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // The build puts a fingerprint of the content into the names below /assets/.
    let lasts = address.starts_with("/assets/") || file.media_type.starts_with("font/");
    let caching = if lasts {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers = [
        (header::CONTENT_TYPE, file.media_type),
        (header::CACHE_CONTROL, caching),
    ];
    (headers, file.bytes.clone().into_owned()).into_response()
}

async fn socket<C: Connect>(
    State(site): State<Arc<Site<C>>>,
    ConnectInfo(caller): ConnectInfo<Caller>,
    upgrade: WebSocketUpgrade,
    request: Request,
) -> Response {
    let host = site.host(&request);
    let is_other = |address: &SocketAddr| {
        let others = site.others.as_ref().map(watch::Receiver::borrow);
        others.is_some_and(|others| others.contains(address))
    };
    let is_known =
        |host: String| http_security::is_known_origin(request.headers(), &host, &is_other);
    if !host.is_some_and(is_known) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let upgrade = upgrade
        .max_message_size(site.state.limits.message_bytes)
        .max_frame_size(site.state.limits.message_bytes)
        .read_buffer_size(READ_AT_ONCE);
    let (state, alive) = (Arc::clone(&site.state), site.alive.clone());
    caller.upgrades();
    upgrade.on_upgrade(move |socket| async move {
        screen::serve_socket(socket, caller, state).await;
        drop(alive);
    })
}
