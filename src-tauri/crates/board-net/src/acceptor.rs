//! Accepts connections: strangers on their way through the handshake, few at a time and not for long.

use parking_lot::{Mutex, MutexGuard};
use std::collections::HashMap;
use std::sync::Arc;

use iroh::Endpoint;
use iroh::endpoint::{Incoming, VarInt};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio::time::timeout_at;
use tracing::debug;

use crate::bans::{BANNED_REASON, Bans};
use crate::inbox::Inbox;
use crate::limits::{Limits, deadline};
use crate::link::{self, Link};
use crate::open_links::OpenLinks;
use crate::origin::Origin;
use crate::peer::id_of;
use crate::pin::issuer::PinIssuer;
use crate::pin::pake;
use crate::{close, hello};

/// Accepts strangers, one task each, until the endpoint is closed.
#[derive(Clone)]
pub(crate) struct Acceptor {
    pub endpoint: Endpoint,
    pub limits: Limits,
    pub bans: Bans,
    pub open_links: Arc<OpenLinks>,
    pub pins: PinIssuer,
    pub joined: mpsc::Sender<(Link, Inbox)>,
}

impl Acceptor {
    pub(crate) async fn run(self) {
        let places = Arc::new(Semaphore::new(self.limits.places()));
        let handshakes = Arc::new(HandshakeCounts::default());
        let mut strangers = JoinSet::new();
        loop {
            tokio::select! {
                incoming = self.endpoint.accept() => {
                    let Some(incoming) = incoming else { return };
                    if let Some(meeting) = self.meet(incoming, &places, &handshakes) {
                        strangers.spawn(meeting);
                    }
                }
                Some(_) = strangers.join_next(), if !strangers.is_empty() => {}
            }
        }
    }

    /// The handshake with a stranger; `None` when there is no room for one.
    fn meet(
        &self,
        incoming: Incoming,
        places: &Arc<Semaphore>,
        handshakes: &Arc<HandshakeCounts>,
    ) -> Option<impl Future<Output = ()> + Send + use<>> {
        let from = Origin::of(incoming.remote_addr());
        let unproven = handshakes.total() >= self.limits.handshakes_unproven;
        if unproven && !incoming.remote_addr_validated() {
            // Fails only for an address that has shown itself, which was just asked.
            let _ = incoming.retry();
            return None;
        }
        let Ok(place) = Arc::clone(places).try_acquire_owned() else {
            debug!(?from, "no place for another link");
            incoming.refuse();
            return None;
        };
        let Some(permit) = handshakes.begin(from.clone(), self.limits.handshakes_per_address)
        else {
            debug!(?from, "too many handshakes from one address");
            incoming.refuse();
            return None;
        };
        let acceptor = self.clone();
        Some(async move {
            if let Some(joined) = acceptor.handshake(incoming, from, place).await {
                // Whoever accepts may be gone; then so is the link.
                let _ = acceptor.joined.send(joined).await;
            }
            drop(permit);
        })
    }

    async fn handshake(
        &self,
        incoming: Incoming,
        from: Origin,
        place: OwnedSemaphorePermit,
    ) -> Option<(Link, Inbox)> {
        let until = deadline(self.limits.handshake);
        let connecting = incoming.accept().ok()?;
        let connection = timeout_at(until, connecting).await.ok()?;
        let connection = connection
            .inspect_err(|error| debug!(%error, "no connection came of it"))
            .ok()?;
        if connection.alpn() == pake::ALPN {
            // No link comes of it: whoever gets a ticket there dials again.
            let own = id_of(self.endpoint.id());
            self.pins.meet(connection, own, from).await;
            return None;
        }
        let refuse = |code: u32, reason: &str| {
            debug!(peer = %connection.remote_id().fmt_short(), reason, "refused");
            connection.close(VarInt::from_u32(code), reason.as_bytes());
            None
        };
        let (send, receive) = match timeout_at(until, hello::answer(&connection)).await {
            Ok(Ok(stream)) => stream,
            Ok(Err(no)) => {
                let (code, reason) = no.close();
                return refuse(code, reason);
            }
            Err(_) => return refuse(close::TOO_SLOW, "the handshake took too long"),
        };
        // The ban may be newer than the connection.
        if self.bans.has(id_of(connection.remote_id())) {
            return refuse(close::BANNED, BANNED_REASON);
        }
        let link = link::start(connection, send, self.limits.queue_bytes);
        let open_links = Arc::clone(&self.open_links);
        let inbox = Inbox::new(
            Arc::clone(&link),
            receive,
            open_links,
            self.limits.rate_limit,
            Some(place),
        );
        Some((link.into(), inbox))
    }
}

/// Counts the handshakes that are going on, by where they come from.
#[derive(Default)]
struct HandshakeCounts(Mutex<HashMap<Origin, usize>>);

impl HandshakeCounts {
    fn counts(&self) -> MutexGuard<'_, HashMap<Origin, usize>> {
        self.0.lock()
    }

    fn total(&self) -> usize {
        self.counts().values().sum()
    }

    /// One more from there, until the answer is dropped; `None` when there are `most`.
    fn begin(self: &Arc<Self>, from: Origin, most: usize) -> Option<HandshakePermit> {
        let mut counts = self.counts();
        let count = counts.get(&from).copied().unwrap_or_default();
        if count >= most {
            return None;
        }
        counts.insert(from.clone(), count + 1);
        Some(HandshakePermit {
            counts: Arc::clone(self),
            from,
        })
    }
}

/// The permit of a stranger in its handshake, given back when dropped.
struct HandshakePermit {
    counts: Arc<HandshakeCounts>,
    from: Origin,
}

impl Drop for HandshakePermit {
    fn drop(&mut self) {
        let mut counts = self.counts.counts();
        if let Some(count) = counts.get_mut(&self.from) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                counts.remove(&self.from);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_has_its_own_room_and_gives_it_back() {
        let handshakes = Arc::new(HandshakeCounts::default());
        let one = Origin::Address([10, 0, 0, 1].into());
        let two = Origin::Address([10, 0, 0, 2].into());
        let first = handshakes.begin(one.clone(), 2).unwrap();
        let second = handshakes.begin(one.clone(), 2).unwrap();
        assert!(handshakes.begin(one.clone(), 2).is_none());
        let third = handshakes.begin(two, 2).unwrap();
        assert_eq!(handshakes.total(), 3);
        drop(first);
        let again = handshakes.begin(one, 2).unwrap();
        drop((second, third, again));
        assert!(handshakes.counts().is_empty());
    }
}
