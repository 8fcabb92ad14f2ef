//! A listener that limits sockets: so many and no more, and none that says nothing, or next to nothing, for ever.

use parking_lot::Mutex;
use std::collections::{HashMap, VecDeque};
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::time::{Instant, Sleep, sleep};

use crate::connection_limit::{ConnectionLimit, ConnectionPermit};
use crate::limits::Limits;

/// Sockets per screen: a browser opens up to six for the files beside the WebSocket, and closes
/// them soon.
const SOCKETS_PER_SCREEN: usize = 2;

/// Where a request came from, and which of our addresses it reached.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub(crate) remote: IpAddr,
    pub(crate) local: SocketAddr,
    state: Arc<SocketState>,
}

impl Caller {
    fn of(stream: &TcpStream, remote: SocketAddr) -> io::Result<Self> {
        // The same machine is the same one, however its address is written.
        Ok(Self::at(remote.ip().to_canonical(), stream.local_addr()?))
    }

    pub(crate) fn at(remote: IpAddr, local: SocketAddr) -> Self {
        Self {
            remote,
            local,
            state: Arc::default(),
        }
    }

    /// The socket is a WebSocket from now on: it need not answer each request before the next.
    pub(crate) fn upgrades(&self) {
        self.state.is_upgraded.store(true, Ordering::Relaxed);
    }

    /// The socket is a screen from now on: it does not make way for newcomers any more.
    pub(crate) fn becomes_screen(&self) {
        self.state.is_screen.store(true, Ordering::Relaxed);
    }

    /// Whether it is a program of this machine: it speaks from the very address that it speaks to.
    pub(crate) fn is_here(&self) -> bool {
        self.remote.is_loopback() || self.remote == self.local.ip().to_canonical()
    }
}

impl Connected<IncomingStream<'_, LimitedListener>> for Caller {
    fn connect_info(stream: IncomingStream<'_, LimitedListener>) -> Self {
        stream.io().caller.clone()
    }
}

/// The state of a socket: what has become of it.
#[derive(Debug, Default)]
struct SocketState {
    is_upgraded: AtomicBool,
    is_screen: AtomicBool,
}

/// A listener with a bounded number of sockets.
pub(crate) struct LimitedListener {
    listener: TcpListener,
    connections: ConnectionLimit,
    waiting: Waiting,
    spares_this_machine: bool,
    patience: Patience,
}

/// How long a socket may take.
#[derive(Debug, Clone, Copy)]
struct Patience {
    /// For a whole request, from its first byte, or from being opened, whatever trickles.
    request: Duration,
    /// For saying nothing, between requests and as a WebSocket.
    silence: Duration,
}

impl LimitedListener {
    pub(crate) fn new(listener: TcpListener, limits: &Limits) -> Self {
        let sockets = limits.screens * SOCKETS_PER_SCREEN;
        Self {
            listener,
            connections: ConnectionLimit::new(
                sockets,
                limits.screens_per_address * SOCKETS_PER_SCREEN,
            ),
            waiting: Waiting::new(sockets / 2),
            spares_this_machine: limits.spares_this_machine,
            patience: Patience {
                request: limits.whole_request,
                // A screen that answers no pings is told so long before; this is for what never became one.
                silence: limits.silence * 2,
            },
        }
    }

    /// The socket, if it has an address and there is a place for it.
    fn admit(&self, stream: TcpStream, remote: SocketAddr) -> Option<Socket> {
        let caller = Caller::of(&stream, remote).ok()?;
        let is_spared = self.spares_this_machine && caller.is_here();
        let place = self.connections.take(caller.remote, is_spared)?;
        let ended = self.waiting.enter(&caller);
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "small messages may be delayed");
        }
        Some(Socket {
            stream,
            caller,
            patience: self.patience,
            is_between: false,
            until: Box::pin(sleep(self.patience.request)),
            ended,
            _place: place,
        })
    }
}

/// Sockets that are no screens: half of all places. When they are all taken, the oldest of the address that has most of
/// them makes way, so that nobody shuts others out by keeping sockets open.
#[derive(Debug)]
struct Waiting {
    most: usize,
    sockets: Mutex<VecDeque<Entered>>,
}

#[derive(Debug)]
struct Entered {
    address: IpAddr,
    state: Weak<SocketState>,
    /// Dropped to end the socket.
    _end: oneshot::Sender<()>,
}

impl Waiting {
    fn new(most: usize) -> Self {
        Self {
            most: most.max(1),
            sockets: Mutex::default(),
        }
    }

    /// A socket came; what ends when it is to make way. O(1) but when all places are taken, then O(places).
    fn enter(&self, caller: &Caller) -> oneshot::Receiver<()> {
        let mut sockets = self.sockets.lock();
        if sockets.len() >= self.most {
            // A screen that is let go of here goes on: see `Socket::is_ended`.
            sockets.retain(|entered| {
                let state = entered.state.upgrade();
                state.is_some_and(|state| !state.is_screen.load(Ordering::Relaxed))
            });
        }
        if sockets.len() >= self.most {
            let mut counts: HashMap<IpAddr, usize> = HashMap::new();
            for entered in sockets.iter() {
                *counts.entry(entered.address).or_default() += 1;
            }
            let has_most = |entered: &Entered| counts.get(&entered.address).copied();
            let most = sockets.iter().map(has_most).max().flatten();
            if let Some(oldest) = sockets.iter().position(|it| has_most(it) == most) {
                sockets.remove(oldest);
            }
        }
        let (end, ended) = oneshot::channel();
        sockets.push_back(Entered {
            address: caller.remote,
            state: Arc::downgrade(&caller.state),
            _end: end,
        });
        ended
    }
}

impl Listener for LimitedListener {
    type Io = Socket;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Socket, SocketAddr) {
        loop {
            let (stream, remote) = Listener::accept(&mut self.listener).await;
            // Whoever finds no place is hung up on; a browser tries again.
            if let Some(socket) = self.admit(stream, remote) {
                return (socket, remote);
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A TCP stream, its permit, and when it has taken too long.
pub(crate) struct Socket {
    stream: TcpStream,
    caller: Caller,
    patience: Patience,
    /// A request was answered, and nothing of the next has come.
    is_between: bool,
    until: Pin<Box<Sleep>>,
    ended: oneshot::Receiver<()>,
    _place: ConnectionPermit,
}

impl Socket {
    /// Whether it makes way for newcomers.
    fn is_ended(&mut self, context: &mut Context<'_>) -> bool {
        !self.caller.state.is_screen.load(Ordering::Relaxed)
            && Pin::new(&mut self.ended).poll(context).is_ready()
    }

    fn is_too_late(&mut self, context: &mut Context<'_>) -> bool {
        self.until.as_mut().poll(context).is_ready()
    }

    /// A request is answered, so all of it has come.
    fn answers(&mut self) {
        if !self.caller.state.is_upgraded.load(Ordering::Relaxed) {
            self.is_between = true;
            self.wait(self.patience.silence);
        }
    }

    fn wait(&mut self, patience: Duration) {
        self.until.as_mut().reset(Instant::now() + patience);
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if this.is_ended(context) {
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        let is_upgraded = this.caller.state.is_upgraded.load(Ordering::Relaxed);
        // What trickles in does not buy a request more time.
        if !is_upgraded && this.is_too_late(context) {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        if let Poll::Ready(read) = Pin::new(&mut this.stream).poll_read(context, buffer) {
            if is_upgraded {
                this.wait(this.patience.silence);
            } else if std::mem::take(&mut this.is_between) {
                this.wait(this.patience.request);
            }
            return Poll::Ready(read);
        }
        if this.is_too_late(context) {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        Poll::Pending
    }
}

impl AsyncWrite for Socket {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.answers();
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
        self.answers();
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(last: u8) -> Caller {
        let local = SocketAddr::from(([192, 0, 2, 1], 80));
        Caller::at(IpAddr::from([192, 0, 2, last]), local)
    }

    fn is_out(ended: &mut oneshot::Receiver<()>) -> bool {
        ended.try_recv() == Err(oneshot::error::TryRecvError::Closed)
    }

    #[test]
    fn the_oldest_of_whoever_has_most_sockets_makes_way_and_screens_never_do() {
        let waiting = Waiting::new(4);
        let (greedy, honest, screen) = (caller(1), caller(2), caller(3));
        let mut screens = waiting.enter(&screen);
        screen.becomes_screen();
        let mut first = waiting.enter(&honest);
        let mut many: Vec<_> = (0..2).map(|_| waiting.enter(&greedy)).collect();
        // The screen is let go of, and needs no way out.
        many.push(waiting.enter(&greedy));
        assert!(is_out(&mut screens) && screen.state.is_screen.load(Ordering::Relaxed));
        assert!(many.iter_mut().all(|one| !is_out(one)) && !is_out(&mut first));
        let mut late = waiting.enter(&honest);
        assert!(is_out(&mut many[0]), "the oldest of the greedy one");
        assert!(!is_out(&mut many[1]) && !is_out(&mut first) && !is_out(&mut late));
    }

    #[test]
    fn sockets_that_are_gone_make_way_first() {
        let waiting = Waiting::new(2);
        drop(waiting.enter(&caller(1)));
        let stays = caller(2);
        let mut ended = waiting.enter(&stays);
        let _third = waiting.enter(&caller(3));
        assert!(!is_out(&mut ended));
    }
}
