//! Whether datagrams of other devices get to this machine. Machines of a session talk by QUIC, over UDP, which
//! firewalls and networks judge by itself: a page that comes up says nothing of it.
//!
//! A page cannot send datagrams, but has its browser do it: before a peer connection the browser asks a STUN server how
//! it is seen from there (RFC 8489), and the page names this machine as that server. Nothing is answered; that the
//! question came is all that is wanted, and who gets no answer gives up.

use std::net::{IpAddr, SocketAddr};

use socket2::{Protocol, Type};
use tokio::net::UdpSocket;
use tokio::task::AbortHandle;

use crate::error::WebError;
use crate::listen::bind;

/// A question is 20 bytes and what the browser says of itself.
const LONGEST: usize = 1_500;
/// Bytes of a STUN header: kind, length, cookie, transaction.
const HEADER: usize = 20;
/// Kind of a question how one is seen (RFC 8489, section 5).
const BINDING_REQUEST: [u8; 2] = [0, 1];
/// By which STUN is told from everything else.
const COOKIE: [u8; 4] = [0x21, 0x12, 0xa4, 0x42];

/// Listens for STUN questions until it is dropped.
#[derive(Debug)]
pub(crate) struct Datagrams {
    port: u16,
    listening: AbortHandle,
}

impl Datagrams {
    /// Listens beside a server: at its port, where that is free.
    ///
    /// # Errors
    /// [`WebError::NoDatagrams`].
    pub(crate) fn listen(
        beside: SocketAddr,
        heard: impl Fn(IpAddr) + Send + 'static,
    ) -> Result<Self, WebError> {
        let at = |port| {
            let address = SocketAddr::new(beside.ip(), port);
            bind(address, Type::DGRAM, Protocol::UDP)
        };
        let socket = at(beside.port()).or_else(|_| at(0));
        let socket = socket.and_then(|socket| UdpSocket::from_std(socket.into()));
        let socket = socket.map_err(WebError::NoDatagrams)?;
        let port = socket.local_addr().map_err(WebError::NoDatagrams)?.port();
        let task = tokio::spawn(async move {
            let mut bytes = [0; LONGEST];
            loop {
                match socket.recv_from(&mut bytes).await {
                    Ok((length, from)) => {
                        if bytes.get(..length).is_some_and(is_question) {
                            heard(from.ip().to_canonical());
                        }
                    }
                    Err(error) => {
                        tracing::warn!(%error, "datagrams of the check are not heard any more");
                        return;
                    }
                }
            }
        });
        Ok(Self {
            port,
            listening: task.abort_handle(),
        })
    }

    /// Where it listens.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Datagrams {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// Whether a datagram asks how its sender is seen. Others are passed over: networks are full of them.
fn is_question(datagram: &[u8]) -> bool {
    let Some((header, rest)) = datagram.split_at_checked(HEADER) else {
        return false;
    };
    let length = u16::from_be_bytes([header[2], header[3]]);
    header.starts_with(&BINDING_REQUEST)
        && header[4..8] == COOKIE
        && usize::from(length) == rest.len()
}

#[cfg(test)]
mod tests {
    use super::{COOKIE, is_question};

    #[test]
    fn only_questions_of_stun_count() {
        let mut asked = vec![0, 1, 0, 0];
        asked.extend(COOKIE);
        asked.extend([7; 12]);
        assert!(is_question(&asked));
        assert!(!is_question(&asked[..19]), "cut short");
        let mut answer = asked.clone();
        answer[0] = 1;
        assert!(!is_question(&answer));
        let mut foreign = asked.clone();
        foreign[4] = 0;
        assert!(!is_question(&foreign));
        asked.push(0);
        assert!(!is_question(&asked), "longer than it says");
        assert!(!is_question(b""));
    }
}
