//! A link to one peer: frames that arrive, in order, and small messages that may get lost.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use iroh::endpoint::{Connection, ConnectionError, Path, SendStream, VarInt};

use crate::close::{self, Ended, cut};
use crate::error::NotSent;
use crate::limits::{LOSSY_BYTES, REASON_BYTES};
use crate::peer::{PeerId, id_of};
use crate::queue::Queue;

/// Tells the links of one run of the program apart; a peer that dials again gets another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkId(u64);

impl LinkId {
    fn next() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

impl fmt::Display for LinkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// The sending side of a link, cheap to clone. What comes in is read from its [`crate::Inbox`], and
/// the link lives as long as that.
#[derive(Clone)]
pub struct Link(Arc<LinkInner>);

/// The inner state of a link, which its sending side and its inbox share.
pub(crate) struct LinkInner {
    id: LinkId,
    peer: PeerId,
    connection: Connection,
    queue: Queue,
    /// What the peer was told when the link was closed here.
    closed: OnceLock<(u32, String)>,
}

impl Link {
    /// Ids that differ for every link of this run.
    pub fn id(&self) -> LinkId {
        self.0.id
    }

    /// Who is at the other end, proved by its key.
    pub fn peer(&self) -> PeerId {
        self.0.peer
    }

    /// How long a packet and its answer take just now; `None` when the link is over.
    pub fn rtt(&self) -> Option<Duration> {
        self.of_path(|path| path.rtt())
    }

    /// Whether packets go over a relay just now, not straight to the peer; `None` when the link is
    /// over. It changes when a direct way is found, or lost.
    pub fn is_relayed(&self) -> Option<bool> {
        self.of_path(|path| path.is_relay())
    }

    /// What is to be known of the path that packets take.
    fn of_path<T>(&self, look: impl FnOnce(&Path<'_>) -> T) -> Option<T> {
        let paths = self.0.connection.paths();
        let path = paths.iter().find(|path| path.is_selected());
        path.or_else(|| paths.iter().next()).map(|path| look(&path))
    }

    /// Puts a frame into the queue; never waits. A frame that was taken arrives after all that were
    /// taken before, unless the link ends. `Bytes` that go to many links are shared, not copied.
    ///
    /// # Errors
    ///
    /// [`NotSent::Full`] when too much waits; the link goes on. [`NotSent::TooLong`] when it has
    /// more than [`crate::FRAME_BYTES`] bytes. [`NotSent::Ended`] when the link is over.
    pub fn try_send(&self, frame: impl Into<Bytes>) -> Result<(), NotSent> {
        self.0.queue.push(frame.into())
    }

    /// Bytes that wait to be handed to the network, 4 for each frame included.
    pub fn waiting(&self) -> usize {
        self.0.queue.waiting()
    }

    /// Resolves once nothing waits any more, or the link is over. What was handed to the network
    /// may not have arrived yet.
    pub async fn emptied(&self) {
        self.0.queue.emptied().await;
    }

    /// Sends a message that may get lost, overtake others, or be dropped for newer ones. Answers
    /// whether it went to the network: not when it has more than [`LOSSY_BYTES`] bytes, or the
    /// link is over.
    pub fn send_lossy(&self, message: impl Into<Bytes>) -> bool {
        let message = message.into();
        message.len() <= LOSSY_BYTES && self.0.connection.send_datagram(message).is_ok()
    }

    /// Ends the link at once; frames that are still on their way are lost. The peer learns the code
    /// and the first [`REASON_BYTES`] bytes of the reason. Codes from [`close::FIRST_FREE`] on are
    /// the caller's. Only the first call counts.
    pub fn close(&self, code: u32, reason: &str) {
        self.0.close(code, reason);
    }

    /// Resolves when the link is over, and says why.
    pub async fn ended(&self) -> Ended {
        let error = self.0.connection.closed().await;
        self.0.ended(&error)
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Link")
            .field("id", &self.0.id.0)
            .field("peer", &self.0.peer)
            .finish_non_exhaustive()
    }
}

impl LinkInner {
    pub(crate) fn id(&self) -> LinkId {
        self.id
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(crate) fn close(&self, code: u32, reason: &str) {
        let reason = cut(reason, REASON_BYTES);
        if self.closed.set((code, reason.to_owned())).is_ok() {
            self.queue.end();
            let code = VarInt::from_u32(code);
            self.connection.close(code, reason.as_bytes());
        }
    }

    /// How it was closed here, if it was.
    pub(crate) fn closed_here(&self) -> Option<Ended> {
        let (code, reason) = self.closed.get()?;
        Some(Ended::ByUs {
            code: *code,
            reason: reason.clone(),
        })
    }

    /// Why the link is over, when its connection ended like this. Who closes first counts.
    pub(crate) fn ended(&self, error: &ConnectionError) -> Ended {
        // An endpoint that is dropped closes its connections past us.
        let dropped = || Ended::ByUs {
            code: close::GONE,
            reason: String::new(),
        };
        Ended::of_connection(error).unwrap_or_else(|| self.closed_here().unwrap_or_else(dropped))
    }
}

/// Starts writing what is sent. Must run inside the runtime.
pub(crate) fn start(
    connection: Connection,
    send: SendStream,
    queue_bytes: usize,
) -> Arc<LinkInner> {
    let inner = Arc::new(LinkInner {
        id: LinkId::next(),
        peer: id_of(connection.remote_id()),
        connection,
        queue: Queue::new(queue_bytes),
        closed: OnceLock::new(),
    });
    tokio::spawn(write(Arc::clone(&inner), send));
    inner
}

/// Writes frames until the link is over.
async fn write(inner: Arc<LinkInner>, mut send: SendStream) {
    let stopped = send.stopped();
    let writing = async {
        while let Some(mut batch) = inner.queue.next().await {
            if send.write_all_chunks(&mut batch.parts).await.is_err() {
                break;
            }
            inner.queue.written(&batch);
        }
    };
    tokio::select! {
        () = writing => {}
        _ = stopped => {}
        _ = inner.connection.closed() => {}
    }
    // Only a peer that reads no more leaves the connection open until here.
    if inner.connection.close_reason().is_none() {
        inner.close(close::BROKEN, "the stream was stopped");
    }
    inner.queue.end();
}

impl From<Arc<LinkInner>> for Link {
    fn from(inner: Arc<LinkInner>) -> Self {
        Self(inner)
    }
}
