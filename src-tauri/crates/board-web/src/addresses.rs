//! Under which addresses other machines reach this one.

use std::net::{IpAddr, SocketAddr, UdpSocket};

/// The addresses of a listener as others use them, the likeliest first. A listener of every address has one for
/// each interface; one that was bound to an address has that one.
pub(crate) fn reachable(bound: SocketAddr) -> Vec<SocketAddr> {
    if !bound.ip().is_unspecified() {
        return vec![bound];
    }
    let interfaces = netdev::get_interfaces();
    let running = interfaces.iter().filter(|interface| interface.is_up());
    let all = running.flat_map(|interface| {
        let four = interface.ipv4.iter().map(|net| IpAddr::V4(net.addr()));
        let six = interface.ipv6.iter().map(|net| IpAddr::V6(net.addr()));
        four.chain(six)
    });
    let mut usable = ordered(all.collect(), of_default_route());
    usable.retain(|address| address.is_ipv4() || bound.is_ipv6());
    if usable.is_empty() {
        // Without a network, at least this machine's own browsers get in.
        usable.push(IpAddr::from([127, 0, 0, 1]));
    }
    let with_port = |address| SocketAddr::new(address, bound.port());
    usable.into_iter().map(with_port).collect()
}

/// Usable ones, by how likely a phone on the same Wi-Fi reaches them.
fn ordered(mut addresses: Vec<IpAddr>, default: Option<IpAddr>) -> Vec<IpAddr> {
    addresses.retain(|address| is_usable(*address));
    addresses.sort_by_key(|address| (rank(*address), Some(*address) != default, *address));
    addresses.dedup();
    addresses
}

/// Others can write it into a browser: addresses of the link alone need the name of an interface.
fn is_usable(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => !four.is_loopback() && !four.is_link_local() && !four.is_unspecified(),
        IpAddr::V6(six) => {
            !six.is_loopback() && !six.is_unspecified() && !six.is_unicast_link_local()
        }
    }
}

/// Private addresses of version 4 first, then other ones of version 4, then version 6.
fn rank(address: IpAddr) -> u8 {
    match address {
        IpAddr::V4(four) if four.is_private() => 0,
        IpAddr::V4(_) => 1,
        IpAddr::V6(_) => 2,
    }
}

/// The address from which this machine would speak to the world. Nothing is sent for that.
fn of_default_route() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    // An address of documentation, which nobody has.
    socket.connect("198.51.100.1:9").ok()?;
    socket.local_addr().ok().map(|address| address.ip())
}

#[cfg(test)]
mod tests {
    use super::{ordered, reachable};

    #[test]
    fn the_private_address_of_the_default_route_comes_first() {
        let given = [
            "fe80::1",
            "2001:db8::5",
            "203.0.113.4",
            "127.0.0.1",
            "172.17.0.1",
            "192.168.1.7",
            "169.254.3.3",
            "192.168.1.7",
        ];
        let given = given.map(|text| text.parse().unwrap()).to_vec();
        let wanted = ["192.168.1.7", "172.17.0.1", "203.0.113.4", "2001:db8::5"];
        let texts = |default: Option<&str>| {
            let addresses = ordered(given.clone(), default.map(|text| text.parse().unwrap()));
            addresses
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        };
        assert_eq!(texts(Some("192.168.1.7")), wanted);
        assert_eq!(texts(None)[0], "172.17.0.1");
    }

    #[test]
    fn a_listener_of_one_address_is_reached_there() {
        let bound = "192.0.2.7:8080".parse().unwrap();
        assert_eq!(reachable(bound), [bound]);
    }

    #[test]
    fn a_listener_of_every_address_is_reached_somewhere_at_its_port() {
        let found = reachable("0.0.0.0:8080".parse().unwrap());
        assert!(!found.is_empty());
        assert!(
            found
                .iter()
                .all(|address| address.port() == 8080 && address.is_ipv4())
        );
    }
}
