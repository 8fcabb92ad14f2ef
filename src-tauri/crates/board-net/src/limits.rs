//! What one peer, and all together, may ask of this machine.

use std::time::Duration;

use board_model::RateLimit;

use tokio::sync::Semaphore;
use tokio::time::Instant;

/// Bytes of the largest frame. A picture of a note and the state of a large board are cut to it by
/// whoever sends them; a longer frame ends its link.
pub const FRAME_BYTES: usize = 1 << 20;

/// Bytes of the largest lossy message: what surely fits one packet of any network.
pub const LOSSY_BYTES: usize = 1_000;

/// Bytes of the text that a host shows to others on the local network. The record that carries it
/// holds 245.
pub const TEXT_BYTES: usize = 200;

/// Bytes of the name of somebody who asks to be let in.
pub const NAME_BYTES: usize = 300;

/// Bytes of the reason that goes with the end of a link. More is cut off.
pub const REASON_BYTES: usize = 200;

/// Direct addresses of one peer. A laptop with two cards and a few virtual networks has ten.
pub const ADDRESSES: usize = 16;

/// Bytes of the address of a relay.
pub const RELAY_BYTES: usize = 128;

/// Bytes of the text of a ticket; the largest that is ever made has about 1,400.
pub const TICKET_BYTES: usize = 2_048;

/// Peers that a ticket names besides the host.
pub const SUCCESSORS: usize = 3;

/// Peers of the local network that are shown at once.
pub const NEARBY: usize = 64;

/// Bytes that a peer may have on the way to us before we read them.
pub(crate) const UNREAD_BYTES: u32 = 512 << 10;

/// Bytes on the way to a peer that it did not confirm yet.
pub(crate) const UNCONFIRMED_BYTES: u64 = 1 << 20;

/// Bytes of lossy messages that wait on either side; beyond, the oldest are dropped.
pub(crate) const LOSSY_WAITING_BYTES: usize = 64 << 10;

/// Limits of an endpoint, each with its reason.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes that wait for a slow peer on one link. Beyond, a frame is refused, and whoever sent it
    /// brings the peer up to date anew. One frame may always wait, however large.
    pub queue_bytes: usize,
    /// The rate limit of a peer that came to us: how fast it is read. Thirty hands that type and drag are some hundred frames a second;
    /// what was written offline, a board of 64 MiB at most, comes at once.
    pub rate_limit: RateLimit,
    /// The rate limit of a peer that we went to: a host passes on what everybody does.
    pub host_rate_limit: RateLimit,
    /// How long a peer may be silent before its link is taken for lost. Four times in it something
    /// is sent anyway.
    pub silence: Duration,
    /// How long a stranger may take from the first packet to the end of the handshake.
    pub handshake: Duration,
    /// Links that others opened, at once, those in their handshake counted. 32 peers are usual.
    pub links: usize,
    /// Handshakes at once from one address.
    pub handshakes_per_address: usize,
    /// Handshakes at once from which on a stranger must first show that it receives at the address
    /// it writes from, which costs it one round trip.
    pub handshakes_unproven: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            queue_bytes: 4 << 20,
            rate_limit: RateLimit {
                messages_per_second: 1_000,
                messages_at_once: 20_000,
                bytes_per_second: 4 << 20,
                bytes_at_once: 96 << 20,
            },
            host_rate_limit: RateLimit {
                messages_per_second: 10_000,
                messages_at_once: 100_000,
                bytes_per_second: 32 << 20,
                bytes_at_once: 256 << 20,
            },
            silence: Duration::from_secs(4),
            handshake: Duration::from_secs(5),
            links: 256,
            handshakes_per_address: 16,
            handshakes_unproven: 32,
        }
    }
}

impl Limits {
    /// [`Limits::links`], as many as can be counted.
    pub(crate) fn places(&self) -> usize {
        self.links.min(Semaphore::MAX_PERMITS)
    }
}

/// The moment at which something that may take this long has failed. A day stands for ever.
pub(crate) fn deadline(limit: Duration) -> Instant {
    const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);
    Instant::now() + limit.min(LONGEST)
}
