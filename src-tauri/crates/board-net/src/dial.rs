//! Dialling: one peer, or the first that answers of several.

use std::sync::Arc;
use std::time::Duration;

use board_model::RateLimit;
use iroh::Endpoint;
use iroh::endpoint::{
    ConnectError, ConnectWithOptsError, ConnectingError, ConnectionError, VarInt,
};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

use crate::bans::Bans;
use crate::close::Ended;
use crate::error::NetError;
use crate::hello::{self, ALPN, NoHello};
use crate::inbox::Inbox;
use crate::limits::deadline;
use crate::link::{self, Link};
use crate::open_links::OpenLinks;
use crate::peer::{PeerAddress, PeerId, id_of};

/// How long a candidate is tried before the next one is tried too.
const HEAD_START: Duration = Duration::from_millis(400);

/// What dialling needs of an endpoint.
#[derive(Clone)]
pub(crate) struct Dialler {
    pub endpoint: Endpoint,
    pub bans: Bans,
    pub open_links: Arc<OpenLinks>,
    pub queue_bytes: usize,
    /// How fast what comes from them is read.
    pub rate_limit: RateLimit,
    pub with_relay: bool,
    pub with_lookup: bool,
}

impl Dialler {
    /// The first candidate that answers; each has a head start before the next. The error is the
    /// most telling one: a peer that refused tells more than one that is silent.
    pub(crate) async fn first(
        &self,
        candidates: &[PeerAddress],
        limit: Duration,
    ) -> Result<(Link, Inbox), NetError> {
        let Some(first) = candidates.first() else {
            return Err(NetError::NoCandidate);
        };
        let until = deadline(limit);
        let mut why = NetError::Unreachable(first.id);
        let mut rest = candidates.iter();
        let mut attempts = JoinSet::new();
        while Instant::now() < until {
            match rest.next() {
                Some(next) => {
                    let (dialler, address) = (self.clone(), next.clone());
                    attempts.spawn(async move { dialler.one(&address).await });
                }
                None if attempts.is_empty() => break,
                None => {}
            }
            let pause = match rest.len() {
                0 => until,
                _ => until.min(Instant::now() + HEAD_START),
            };
            tokio::select! {
                done = outcome(&mut attempts) => match done {
                    Ok(joined) => return Ok(joined),
                    Err(error) => why = more_telling(why, error),
                },
                () = sleep_until(pause) => {}
            }
        }
        Err(why)
    }

    async fn one(&self, address: &PeerAddress) -> Result<(Link, Inbox), NetError> {
        let peer = address.id;
        if id_of(self.endpoint.id()) == peer {
            return Err(NetError::Ourselves);
        }
        if self.bans.has(peer) {
            return Err(NetError::Banned(peer));
        }
        let target = address.to_endpoint(self.with_relay)?;
        if target.is_empty() && !self.with_lookup {
            return Err(NetError::NoAddress(peer));
        }
        // A try ends with the silence of a link, which a relay that wakes up or a laptop that is
        // opened may exceed. How long it is worth trying, the caller says.
        let connection = loop {
            match self.endpoint.connect(target.clone(), ALPN).await {
                Err(error) if was_silent(&error) => {}
                done => break done.map_err(|error| unconnected(peer, &error))?,
            }
        };
        let (send, receive) = match hello::ask(&connection).await {
            Ok(stream) => stream,
            Err(no) => {
                let (code, reason) = no.close();
                let closed = connection.close_reason();
                connection.close(VarInt::from_u32(code), reason.as_bytes());
                return Err(match (no, closed) {
                    (NoHello::Ended, Some(error)) => broken_off(peer, &error),
                    _ => NetError::OtherProtocol(peer),
                });
            }
        };
        let link = link::start(connection, send, self.queue_bytes);
        let open_links = Arc::clone(&self.open_links);
        let inbox = Inbox::new(
            Arc::clone(&link),
            receive,
            open_links,
            self.rate_limit,
            None,
        );
        Ok((link.into(), inbox))
    }
}

type Attempt = Result<(Link, Inbox), NetError>;

/// How one of the attempts ended.
async fn outcome(attempts: &mut JoinSet<Attempt>) -> Attempt {
    match attempts.join_next().await {
        Some(Ok(done)) => done,
        // A try that was broken off, which happens when the runtime ends.
        Some(Err(_)) | None => Err(NetError::Closed),
    }
}

fn more_telling(before: NetError, now: NetError) -> NetError {
    let rank = |error: &NetError| match error {
        NetError::Unreachable(_) => 0,
        NetError::NoAddress(_) => 1,
        NetError::Refused { .. } | NetError::OtherProtocol(_) => 3,
        _ => 2,
    };
    if rank(&now) > rank(&before) {
        now
    } else {
        before
    }
}

/// Whether nobody answered at all; that takes its time, so trying again is no busy loop.
pub(crate) fn was_silent(error: &ConnectError) -> bool {
    let source = match error {
        ConnectError::Connecting {
            source: ConnectingError::ConnectionError { source, .. },
            ..
        }
        | ConnectError::Connection { source, .. } => source,
        _ => return false,
    };
    matches!(source, ConnectionError::TimedOut)
}

pub(crate) fn unconnected(peer: PeerId, error: &ConnectError) -> NetError {
    match error {
        ConnectError::Connect { source, .. } => match source {
            ConnectWithOptsError::SelfConnect { .. } => NetError::Ourselves,
            ConnectWithOptsError::NoAddress { .. } => NetError::NoAddress(peer),
            ConnectWithOptsError::EndpointClosed { .. } => NetError::Closed,
            ConnectWithOptsError::LocallyRejected { .. } => NetError::Banned(peer),
            _ => NetError::Unreachable(peer),
        },
        ConnectError::Connecting { source, .. } => match source {
            ConnectingError::ConnectionError { source, .. } => broken_off(peer, source),
            ConnectingError::LocallyRejected { .. } => NetError::Banned(peer),
            _ => NetError::Unreachable(peer),
        },
        ConnectError::Connection { source, .. } => broken_off(peer, source),
        _ => NetError::Unreachable(peer),
    }
}

fn broken_off(peer: PeerId, error: &ConnectionError) -> NetError {
    if let ConnectionError::ConnectionClosed(closed) = error {
        // Refused by number: a peer without a place for another link says 2.
        return match u64::from(closed.error_code) {
            CONNECTION_REFUSED => NetError::Full(peer),
            code if (TLS_FAILED..TLS_FAILED + 0x100).contains(&code) => {
                NetError::OtherProtocol(peer)
            }
            _ => NetError::Unreachable(peer),
        };
    }
    match Ended::of_connection(error) {
        Some(Ended::ByPeer { code, reason }) => NetError::Refused { peer, code, reason },
        Some(_) => NetError::Unreachable(peer),
        None => NetError::Closed,
    }
}

/// Codes of RFC 9000, section 20.1: no new connections, and the alerts of TLS, among them that no
/// protocol is spoken by both.
const CONNECTION_REFUSED: u64 = 2;
const TLS_FAILED: u64 = 0x100;
