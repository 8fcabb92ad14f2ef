//! The receiving side of a link.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use board_model::{RateLimit, TokenBucket};
use bytes::Bytes;
use iroh::endpoint::{ConnectionError, ReadError, RecvStream};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, sleep_until, timeout};

use crate::close::{self, Ended};
use crate::frame::FrameReader;
use crate::limits::LOSSY_BYTES;
use crate::link::LinkInner;
use crate::open_links::OpenLinks;

/// Bytes that are taken from the stream at once.
const CHUNK_BYTES: usize = 64 << 10;

/// How long the end of a connection may take after the end of its stream.
const LAST_WORD: Duration = Duration::from_secs(2);

/// What a peer sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// A frame: whole, and in the order in which it was sent.
    Frame(Vec<u8>),
    /// A lossy message.
    Lossy(Vec<u8>),
}

/// What comes in over a link. While nobody reads it, half a megabyte comes in and the peer waits;
/// dropping it ends the link.
pub struct Inbox {
    link: Arc<LinkInner>,
    open_links: Arc<OpenLinks>,
    /// The place among all links that others opened.
    _place: Option<OwnedSemaphorePermit>,
    stream: RecvStream,
    frames: FrameReader,
    bucket: TokenBucket,
    since: Instant,
    /// When the next thing is read: later than now once the peer was too fast.
    read_on: Instant,
    /// Lossy messages come from the connection, which may be over before the stream is read.
    has_lossy: bool,
    ended: Option<Ended>,
}

/// What happened first.
enum Event {
    Bytes(Result<Option<Bytes>, ReadError>),
    Lossy(Result<Bytes, ConnectionError>),
}

impl Inbox {
    pub(crate) fn new(
        link: Arc<LinkInner>,
        stream: RecvStream,
        open_links: Arc<OpenLinks>,
        rate_limit: RateLimit,
        place: Option<OwnedSemaphorePermit>,
    ) -> Self {
        open_links.add(&link);
        let since = Instant::now();
        Self {
            link,
            open_links,
            _place: place,
            stream,
            frames: FrameReader::default(),
            bucket: TokenBucket::new(rate_limit),
            since,
            read_on: since,
            has_lossy: true,
            ended: None,
        }
    }

    /// The next thing that came; not before its time, when the peer was faster than [`crate::Limits`] allow. Dropping
    /// the future loses nothing.
    ///
    /// # Errors
    ///
    /// Why the link is over. What came before that is given first, unless it was closed here.
    pub async fn recv(&mut self) -> Result<Received, Ended> {
        loop {
            if let Some(ended) = self.link.closed_here() {
                self.ended.get_or_insert(ended);
            }
            if let Some(ended) = &self.ended {
                return Err(ended.clone());
            }
            self.at_its_time().await;
            match self.frames.take() {
                Ok(Some(frame)) => {
                    self.count(frame.len());
                    return Ok(Received::Frame(frame));
                }
                Ok(None) => {}
                Err(_) => {
                    self.link
                        .close(close::FRAME_TOO_LONG, "a frame was too long");
                    continue;
                }
            }
            match self.event().await {
                Event::Bytes(Ok(Some(bytes))) => self.frames.push(bytes),
                Event::Bytes(Ok(None)) => self.stream_over().await,
                Event::Bytes(Err(error)) => self.stream_failed(error),
                Event::Lossy(Ok(message)) if message.len() <= LOSSY_BYTES => {
                    self.count(message.len());
                    return Ok(Received::Lossy(message.to_vec()));
                }
                // Nobody who keeps to the rules sends a longer one.
                Event::Lossy(Ok(_)) => {}
                Event::Lossy(Err(_)) => self.has_lossy = false,
            }
        }
    }

    /// Waits until the next thing may be read, or the link is over.
    async fn at_its_time(&self) {
        if self.read_on > Instant::now() {
            tokio::select! {
                () = sleep_until(self.read_on) => {}
                _ = self.link.connection().closed() => {}
            }
        }
    }

    fn count(&mut self, bytes: usize) {
        let now = Instant::now();
        self.read_on = now + self.bucket.take(now - self.since, bytes);
    }

    async fn event(&mut self) -> Event {
        let connection = self.link.connection();
        tokio::select! {
            bytes = self.stream.read_chunk(CHUNK_BYTES) => Event::Bytes(bytes),
            message = connection.read_datagram(), if self.has_lossy => Event::Lossy(message),
        }
    }

    /// The peer ended its stream. A link is over only with its connection, so the reason is yet to
    /// come.
    async fn stream_over(&mut self) {
        match timeout(LAST_WORD, self.link.connection().closed()).await {
            Ok(error) => self.connection_over(&error),
            Err(_) => self.link.close(close::BROKEN, "the stream was ended"),
        }
    }

    fn stream_failed(&mut self, error: ReadError) {
        match error {
            ReadError::ConnectionLost(error) => self.connection_over(&error),
            _ => self.link.close(close::BROKEN, "the stream was broken off"),
        }
    }

    fn connection_over(&mut self, error: &ConnectionError) {
        let ended = self.link.ended(error);
        self.ended.get_or_insert(ended);
    }
}

impl fmt::Debug for Inbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inbox")
            .field("link", &self.link.id())
            .finish_non_exhaustive()
    }
}

impl Drop for Inbox {
    fn drop(&mut self) {
        self.link.close(close::GONE, "");
        self.open_links.remove(self.link.id());
    }
}
