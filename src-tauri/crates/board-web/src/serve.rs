//! The server: a listener, the files, and the door to the WebSocket.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::extract::connect_info::Connected;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

use crate::bundle::UiBundle;
use crate::error::WebError;
use crate::gate;
use crate::limits::Limits;
use crate::places::{Place, Places};
use crate::screen::{self, Connect, House};
use crate::token::Token;

/// Sockets per screen: a browser opens up to six for the files beside the WebSocket, and closes
/// them soon.
const SOCKETS_PER_SCREEN: usize = 2;
/// How long open sockets may take to end when the server stops.
const STOP_WITHIN: Duration = Duration::from_secs(5);

/// What is served, and to whom.
#[derive(Debug, Clone)]
pub struct WebOptions {
    /// The pages.
    pub bundle: UiBundle,
    /// Who shows it gets a screen.
    pub token: Token,
    /// How much of everything.
    pub limits: Limits,
}

/// A running server. Dropping it stops it too, without waiting.
#[derive(Debug)]
pub struct RunningWeb {
    url: String,
    address: SocketAddr,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
    /// Ends when the last screen has ended.
    screens: mpsc::Receiver<()>,
}

impl RunningWeb {
    /// The address for a browser, with the token in its fragment.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Closes all sockets, each with its reason, and ends when they have ended.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
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
/// [`WebError::NotLoopback`] when others than this machine could reach the listener,
/// [`WebError::NoAddress`] when its address cannot be read.
pub fn serve<C: Connect>(
    listener: TcpListener,
    options: WebOptions,
    connect: C,
) -> Result<RunningWeb, WebError> {
    let address = listener.local_addr().map_err(WebError::NoAddress)?;
    if !address.ip().is_loopback() {
        return Err(WebError::NotLoopback(address));
    }
    let url = format!("http://{address}/#t={}", options.token.as_str());
    let (stop, stopping) = watch::channel(false);
    let (alive, screens) = mpsc::channel(1);
    let limits = options.limits;
    let door = Door {
        listener,
        places: Places::new(
            limits.screens * SOCKETS_PER_SCREEN,
            limits.screens_per_address * SOCKETS_PER_SCREEN,
        ),
    };
    let site = Arc::new(Site {
        bundle: options.bundle,
        hosts: gate::own_hosts(address),
        places: Places::new(limits.screens, limits.screens_per_address),
        house: Arc::new(House {
            connect,
            token: options.token,
            limits,
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
        if let Err(error) = axum::serve(door, app).with_graceful_shutdown(until).await {
            tracing::warn!(%error, "the pages are not served any more");
        }
    });
    Ok(RunningWeb {
        url,
        address,
        stop,
        task,
        screens,
    })
}

/// What the answers need.
struct Site<C> {
    bundle: UiBundle,
    hosts: Vec<String>,
    places: Places,
    house: Arc<House<C>>,
    /// Cloned into every screen, and never sent on: it only says that somebody is there.
    alive: mpsc::Sender<()>,
}

/// Refuses foreign hosts before anything else looks at the request, and hardens every answer.
async fn guard<C: Connect>(
    State(site): State<Arc<Site<C>>>,
    request: Request,
    next: Next,
) -> Response {
    let host = gate::own_host(request.headers(), &site.hosts).map(str::to_owned);
    let mut response = if host.is_some() {
        next.run(request).await
    } else {
        StatusCode::MISDIRECTED_REQUEST.into_response()
    };
    gate::harden(response.headers_mut(), host.as_deref());
    response
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
    let host = gate::own_host(request.headers(), &site.hosts);
    if !host.is_some_and(|host| gate::is_own_origin(request.headers(), host)) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let upgrade = upgrade
        .max_message_size(site.house.limits.message_bytes)
        .max_frame_size(site.house.limits.message_bytes);
    let Some(place) = site.places.take(caller.0.ip()) else {
        return upgrade.on_upgrade(screen::turn_away);
    };
    let (house, alive) = (Arc::clone(&site.house), site.alive.clone());
    upgrade.on_upgrade(move |socket| async move {
        screen::attend(socket, house).await;
        drop((place, alive));
    })
}

/// The address a request came from.
#[derive(Debug, Clone, Copy)]
struct Caller(SocketAddr);

impl Connected<IncomingStream<'_, Door>> for Caller {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        Self(*stream.remote_addr())
    }
}

/// A listener with a bounded number of sockets.
struct Door {
    listener: TcpListener,
    places: Places,
}

impl Listener for Door {
    type Io = Socket;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Socket, SocketAddr) {
        loop {
            let (stream, address) = Listener::accept(&mut self.listener).await;
            // Whoever finds no place is hung up on; a browser tries again.
            let Some(place) = self.places.take(address.ip()) else {
                continue;
            };
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "small messages may be delayed");
            }
            return (
                Socket {
                    stream,
                    _place: place,
                },
                address,
            );
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A TCP stream and its place at the door.
struct Socket {
    stream: TcpStream,
    _place: Place,
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Socket {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
