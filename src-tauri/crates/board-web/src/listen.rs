//! Listening where every network of this machine leads, by both versions of the internet protocol.

use std::io;
use std::net::{Ipv6Addr, SocketAddr};

use socket2::{Domain, Protocol, Socket, Type};
use tokio::net::TcpListener;

/// Sockets that wait for [`TcpListener::accept`].
const BACKLOG: i32 = 1024;

/// Listens at an address. The unspecified one of version 4 stands for every address: some networks have version 6
/// alone. Where the system has no version 6, it is version 4.
///
/// # Errors
/// What the system says against it, above all that the port is taken.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = bind(address, Type::STREAM, Protocol::TCP)?;
    socket.listen(BACKLOG)?;
    TcpListener::from_std(socket.into())
}

/// A socket of this type at an address, as [`listen`] understands it, which does not block.
///
/// # Errors
/// What the system says against it.
pub(crate) fn bind(address: SocketAddr, kind: Type, protocol: Protocol) -> io::Result<Socket> {
    if address.ip().is_unspecified() {
        let both = SocketAddr::from((Ipv6Addr::UNSPECIFIED, address.port()));
        match bind_one(both, kind, protocol) {
            // Version 6 is not there, or switched off: what was asked for is.
            Err(error) if error.kind() != io::ErrorKind::AddrInUse => {}
            bound => return bound,
        }
    }
    bind_one(address, kind, protocol)
}

fn bind_one(address: SocketAddr, kind: Type, protocol: Protocol) -> io::Result<Socket> {
    let socket = Socket::new(Domain::for_address(address), kind, Some(protocol))?;
    if address.is_ipv6() && address.ip().is_unspecified() {
        socket.set_only_v6(false)?;
    }
    // On Unix a port that was left a moment ago is free again; on Windows the option would share it with anybody.
    #[cfg(unix)]
    if kind == Type::STREAM {
        socket.set_reuse_address(true)?;
    }
    socket.set_nonblocking(true)?;
    socket.bind(&address.into())?;
    Ok(socket)
}

#[cfg(test)]
mod tests {
    use super::listen;
    use std::net::{IpAddr, Ipv4Addr, SocketAddr};
    use tokio::net::TcpStream;

    #[tokio::test]
    async fn every_address_means_those_of_both_versions() {
        let listener = listen(SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0))).unwrap();
        let bound = listener.local_addr().unwrap();
        let reaches = async |ip: IpAddr| TcpStream::connect((ip, bound.port())).await.is_ok();
        assert!(reaches("127.0.0.1".parse().unwrap()).await);
        // A system without version 6 has no address of it to be reached at.
        let has_six = std::net::TcpListener::bind("[::1]:0").is_ok();
        assert_eq!(reaches("::1".parse().unwrap()).await, has_six);
    }

    #[tokio::test]
    async fn a_port_that_is_taken_is_refused() {
        let first = listen("0.0.0.0:0".parse().unwrap()).unwrap();
        let port = first.local_addr().unwrap().port();
        assert!(listen(SocketAddr::from((Ipv4Addr::UNSPECIFIED, port))).is_err());
    }

    #[tokio::test]
    async fn one_address_is_that_one() {
        let listener = listen("127.0.0.1:0".parse().unwrap()).unwrap();
        assert_eq!(listener.local_addr().unwrap().ip(), Ipv4Addr::LOCALHOST);
    }
}
