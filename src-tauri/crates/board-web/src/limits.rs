//! What one browser, and all together, may ask for.

use std::time::Duration;

use board_model::RateLimit;

/// Limits of a server, each with its reason. The defaults hold for browsers of this machine,
/// [`Limits::network`] for those of others.
#[derive(Debug, Clone)]
pub struct Limits {
    /// How long a whole request may take to come, however it trickles. Ten seconds are for a machine that swaps.
    pub whole_request: Duration,
    /// How long a socket may say nothing before its first message. A page sends it at once; ten
    /// seconds are for a machine that swaps.
    pub first_message: Duration,
    /// How often an idle socket is pinged. Browsers answer by themselves, even in the background.
    pub ping_every: Duration,
    /// How often a page of another machine hears that this one is there. One that hears nothing for a little more than
    /// twice as long looks for another host.
    pub beat_every: Duration,
    /// How long a socket may answer nothing, pings included, before it is taken for gone: four pings.
    pub silence: Duration,
    /// Bytes of one message from a screen; a longer one closes its socket.
    pub message_bytes: usize,
    /// Bytes that wait for a slow screen. Beyond, its socket is closed and its page loads anew,
    /// which is less than what it was behind. One message may always wait, however large.
    pub waiting_bytes: usize,
    /// Screens at once. 100 guests that watch are wanted; three times that is a fault or an attack.
    pub screens: usize,
    /// Screens of one address at once. A browser with a wall of tabs has 20.
    pub screens_per_address: usize,
    /// Whether this machine's own programs are spared the limit per address: those that test and measure
    /// join in hundreds.
    pub spares_this_machine: bool,
    /// How often one address may join: screens at once, after a pause, and a second, for long. Pages that are loaded anew
    /// in a whole room behind one router are far fewer.
    pub joins_at_once: u32,
    /// See `joins_at_once`.
    pub joins_per_second: u32,
    /// Wrong tokens that one address may show before it is not listened to any more.
    pub wrong_tokens: u32,
    /// How long wrong tokens are counted together, and how long an address is not listened to after too many.
    pub wrong_tokens_within: Duration,
    /// How fast a screen is read. A drag sends 20 messages a second, typing 10; a queue of what was written offline
    /// comes at once, and so do two of the largest messages.
    pub rate_limit: RateLimit,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            whole_request: Duration::from_secs(10),
            first_message: Duration::from_secs(10),
            ping_every: Duration::from_secs(15),
            beat_every: Duration::from_secs(4),
            silence: Duration::from_secs(60),
            message_bytes: board_model::limits::MESSAGE_BYTES,
            waiting_bytes: 16 << 20,
            screens: 300,
            screens_per_address: 20,
            spares_this_machine: true,
            // On this machine other programs can look at more than a token.
            joins_at_once: 1_000,
            joins_per_second: 100,
            wrong_tokens: u32::MAX,
            wrong_tokens_within: Duration::from_secs(60),
            rate_limit: RateLimit {
                messages_per_second: 100,
                messages_at_once: 1_000,
                bytes_per_second: 128 << 10,
                bytes_at_once: 16 << 20,
            },
        }
    }
}

impl Limits {
    /// Limits for browsers of other machines on the same network.
    pub fn network() -> Self {
        let usual = Self::default();
        Self {
            first_message: Duration::from_secs(5),
            // A guest's largest edit is a pasted list of notes; only a facilitator brings in files.
            message_bytes: 1 << 20,
            // 300 screens that take nothing keep 1.2 GB at most; a scene of 5,000 notes still goes out, as one
            // message may always wait.
            waiting_bytes: 4 << 20,
            rate_limit: RateLimit {
                bytes_at_once: 2 << 20,
                ..usual.rate_limit
            },
            joins_at_once: 60,
            joins_per_second: 2,
            wrong_tokens: 5,
            ..usual
        }
    }
}
