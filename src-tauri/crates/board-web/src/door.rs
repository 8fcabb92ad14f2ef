//! Where sockets come in: so many and no more, and none that says nothing for ever.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, Sleep, sleep};

use crate::limits::Limits;
use crate::places::{Place, Places};

/// Sockets per screen: a browser opens up to six for the files beside the WebSocket, and closes
/// them soon.
const SOCKETS_PER_SCREEN: usize = 2;

/// Where a request came from, and which of our addresses it reached.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Caller {
    pub(crate) remote: IpAddr,
    pub(crate) local: SocketAddr,
}

impl Caller {
    fn of(stream: &TcpStream, remote: SocketAddr) -> io::Result<Self> {
        Ok(Self {
            // The same machine is the same one, however its address is written.
            remote: remote.ip().to_canonical(),
            local: stream.local_addr()?,
        })
    }

    /// Whether it is a program of this machine: it speaks from the very address that it speaks to.
    pub(crate) fn is_here(self) -> bool {
        self.remote.is_loopback() || self.remote == self.local.ip().to_canonical()
    }
}

impl Connected<IncomingStream<'_, Door>> for Caller {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        stream.io().caller
    }
}

/// A listener with a bounded number of sockets.
pub(crate) struct Door {
    listener: TcpListener,
    places: Places,
    spares_this_machine: bool,
    patience: Duration,
}

impl Door {
    pub(crate) fn new(listener: TcpListener, limits: &Limits) -> Self {
        Self {
            listener,
            places: Places::new(
                limits.screens * SOCKETS_PER_SCREEN,
                limits.screens_per_address * SOCKETS_PER_SCREEN,
            ),
            spares_this_machine: limits.spares_this_machine,
            // A screen that answers no pings is told so long before; this is for what never became one.
            patience: limits.silence * 2,
        }
    }

    /// The socket, if it has an address and there is a place for it.
    fn admit(&self, stream: TcpStream, remote: SocketAddr) -> Option<Socket> {
        let caller = Caller::of(&stream, remote).ok()?;
        let is_spared = self.spares_this_machine && caller.is_here();
        let place = self.places.take(caller.remote, is_spared)?;
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "small messages may be delayed");
        }
        Some(Socket {
            stream,
            caller,
            patience: self.patience,
            until: Box::pin(sleep(self.patience)),
            _place: place,
        })
    }
}

impl Listener for Door {
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

/// A TCP stream, its place at the door, and when its silence has lasted too long.
pub(crate) struct Socket {
    stream: TcpStream,
    caller: Caller,
    patience: Duration,
    until: Pin<Box<Sleep>>,
    _place: Place,
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        if let Poll::Ready(read) = Pin::new(&mut this.stream).poll_read(context, buffer) {
            this.until.as_mut().reset(Instant::now() + this.patience);
            return Poll::Ready(read);
        }
        let is_silent = this.until.as_mut().poll(context).is_ready();
        if is_silent {
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
