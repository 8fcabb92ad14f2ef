//! Where strangers come from, for what is limited by it.

use iroh::endpoint::IncomingAddr;
use std::net::IpAddr;

/// Where a stranger comes from: all of one relay together, since it alone vouches for their ids.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Origin {
    Address(IpAddr),
    Relay(String),
}

impl Origin {
    /// Where a connection comes from that was not accepted yet.
    pub(crate) fn of(address: IncomingAddr) -> Self {
        match address {
            IncomingAddr::Ip(address) => Self::Address(address.ip().to_canonical()),
            IncomingAddr::Relay { url, .. } => Self::Relay(url.to_string()),
            _ => Self::Relay(String::new()),
        }
    }
}
