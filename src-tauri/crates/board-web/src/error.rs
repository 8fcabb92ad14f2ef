//! Why the pages cannot be served.

use board_model::ErrorCode;
use std::io;
use std::net::SocketAddr;

use thiserror::Error;

/// Each variant is one fact.
#[derive(Debug, Error)]
pub enum WebError {
    /// The listener has no address, or was closed.
    #[error("the address of the listener cannot be read: {0}")]
    NoAddress(#[source] io::Error),
    /// Whoever has the token of such an address may do everything, so only this machine gets it.
    #[error("{0} is not an address of this machine alone; use 127.0.0.1 or [::1]")]
    NotLoopback(SocketAddr),
    /// The check cannot listen for datagrams.
    #[error("this machine cannot listen for datagrams: {0}")]
    NoDatagrams(#[source] io::Error),
    /// The system gave no random bytes for a token.
    #[error("the system gave no random bytes: {0}")]
    NoRandomness(#[source] getrandom::Error),
}

impl WebError {
    /// The code of the contract.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::NotLoopback(_) => ErrorCode::BadInput,
            Self::NoAddress(_) | Self::NoDatagrams(_) | Self::NoRandomness(_) => {
                ErrorCode::NotConnected
            }
        }
    }
}
