//! How an endpoint is started.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};

use crate::limits::Limits;

/// Where an endpoint listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Listen {
    /// Every network of this machine, any free port.
    #[default]
    Any,
    /// This machine alone, any free port.
    Loopback,
    /// This address, and this port unless it is 0. `0.0.0.0` stands for every network.
    Addr(SocketAddr),
}

impl Listen {
    pub(crate) fn address(self) -> SocketAddr {
        match self {
            // IPv4 alone: it is there in every room, tickets stay short, and dialling into a
            // network whose IPv6 leads nowhere cannot stall.
            Self::Any => (Ipv4Addr::UNSPECIFIED, 0).into(),
            Self::Loopback => (Ipv4Addr::LOCALHOST, 0).into(),
            Self::Addr(address) => address,
        }
    }
}

/// Whether peers may meet over a relay when there is no direct way.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Relays {
    /// No. Nothing is published, asked or dialled on the internet.
    #[default]
    Off,
    /// The public relays of the iroh project. They see ids, addresses and volumes, not contents.
    Public,
    /// An organisation's own, by its `https` address.
    Custom(String),
}

/// What an endpoint is started with.
#[derive(Clone)]
pub struct NetOptions {
    /// The key of this installation: 32 random bytes that are kept, readable by their owner only.
    pub secret_key: [u8; 32],
    /// Where to listen.
    pub listen: Listen,
    /// Whether to find machines that we know on the local network, to be found by those that know
    /// us, and to announce what [`crate::Net::announce`] is told.
    pub discovery: bool,
    /// Whether relays may be used.
    pub relays: Relays,
    /// What peers may ask of this machine.
    pub limits: Limits,
}

impl NetOptions {
    /// Listens on every network, looks around, and leaves relays alone.
    pub fn new(secret_key: [u8; 32]) -> Self {
        Self {
            secret_key,
            listen: Listen::Any,
            discovery: true,
            relays: Relays::Off,
            limits: Limits::default(),
        }
    }

    /// This machine alone, without discovery: for tests and for trying things out.
    pub fn loopback(secret_key: [u8; 32]) -> Self {
        Self {
            listen: Listen::Loopback,
            discovery: false,
            ..Self::new(secret_key)
        }
    }
}

impl fmt::Debug for NetOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NetOptions")
            .field("listen", &self.listen)
            .field("discovery", &self.discovery)
            .field("relays", &self.relays)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
