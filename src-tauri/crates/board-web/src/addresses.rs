//! Under which addresses other machines reach this one.
//!
//! A machine has many: its Wi-Fi, a cable, bridges of virtual machines, tunnels of a VPN. A phone in the room reaches
//! one or two of them, and which one nobody knows before it was tried. So the likeliest comes first, and the check of
//! the room says better.

use std::net::{IpAddr, Ipv6Addr, SocketAddr, UdpSocket};

use netdev::interface::types::InterfaceType;

/// What an address belongs to, from what a phone of the room reaches most likely to what it hardly does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Medium {
    /// A wireless network: where phones are.
    Wireless,
    /// A cable.
    Wired,
    /// A bridge, as containers and virtual machines have. Devices behind it are on this machine.
    Bridge,
    /// A tunnel or a mobile line: a VPN, a modem. Nobody in the room is at the other end.
    Tunnel,
}

/// One address of this machine, and what it belongs to.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    address: IpAddr,
    medium: Medium,
}

/// What is known of a network interface, as far as it tells the medium.
#[derive(Debug, Clone, Copy)]
struct Traits<'a> {
    /// As the system calls it, such as `wlan0`; a GUID on Windows.
    name: &'a str,
    /// As people know it, where the system tells: `Wi-Fi`, `vEthernet (WSL)`, `WireGuard Tunnel`.
    label: &'a str,
    kind: InterfaceType,
    is_point_to_point: bool,
}

/// The addresses of a listener as others use them, the likeliest first; none while this machine is on no network. A
/// listener of every address has one for each interface, read anew each time, since networks come and go; one that was
/// bound to an address has that one.
pub(crate) fn reachable(bound: SocketAddr) -> Vec<SocketAddr> {
    if !bound.ip().is_unspecified() {
        return vec![bound];
    }
    let mut usable = ordered(candidates(), of_default_route());
    usable.retain(|address| address.is_ipv4() || bound.is_ipv6());
    let with_port = |address| SocketAddr::new(address, bound.port());
    usable.into_iter().map(with_port).collect()
}

/// `addresses` with those first that another device is known to have reached, the latest of them first.
pub fn proven_first<T>(
    mut addresses: Vec<T>,
    proven: &[IpAddr],
    ip: impl Fn(&T) -> Option<IpAddr>,
) -> Vec<T> {
    // A stable sort: what nobody tried stays as it was.
    addresses.sort_by_key(|address| {
        let reached = ip(address).and_then(|ip| proven.iter().rposition(|one| *one == ip));
        reached.map_or(usize::MAX, |at| proven.len() - at)
    });
    addresses
}

/// Every address of every interface that is up.
fn candidates() -> Vec<Candidate> {
    let interfaces = netdev::get_interfaces();
    let running = interfaces.iter().filter(|interface| interface.is_up());
    let all = running.flat_map(|interface| {
        let texts = [&interface.friendly_name, &interface.description];
        let label: Vec<&str> = texts.into_iter().flatten().map(String::as_str).collect();
        let medium = medium(Traits {
            name: &interface.name,
            label: &label.join(" "),
            kind: interface.if_type,
            is_point_to_point: interface.is_point_to_point(),
        });
        let four = interface.ipv4.iter().map(|net| IpAddr::V4(net.addr()));
        let six = interface.ipv6.iter().map(|net| IpAddr::V6(net.addr()));
        four.chain(six)
            .map(move |address| Candidate { address, medium })
            .collect::<Vec<_>>()
    });
    all.collect()
}

/// What an interface is. Systems say it in different places, and none says all of it: the type, a flag, a name.
fn medium(interface: Traits<'_>) -> Medium {
    const TUNNELS: [&str; 14] = [
        "tun",
        "tap",
        "wg",
        "ppp",
        "utun",
        "ipsec",
        "vti",
        "gre",
        "sit",
        "wwan",
        "rmnet",
        "pdp_ip",
        "tailscale",
        "zt",
    ];
    const BRIDGES: [&str; 14] = [
        "docker", "br-", "virbr", "veth", "vnet", "vmnet", "vboxnet", "lxc", "lxdbr", "cni",
        "flannel", "podman", "bridge", "awdl",
    ];
    const TUNNEL_LABELS: [&str; 7] = [
        "vpn",
        "wireguard",
        "tunnel",
        "tap-windows",
        "tailscale",
        "zerotier",
        "wintun",
    ];
    const BRIDGE_LABELS: [&str; 5] = ["vethernet", "hyper-v", "virtualbox", "vmware", "docker"];
    let name = interface.name.to_lowercase();
    let label = interface.label.to_lowercase();
    let is_named = |starts: &[&str]| starts.iter().any(|start| name.starts_with(start));
    let is_labelled = |words: &[&str]| words.iter().any(|word| label.contains(word));
    let is_of = |kinds: &[InterfaceType]| kinds.contains(&interface.kind);
    let is_tunnel = interface.is_point_to_point
        || is_of(&[
            InterfaceType::Tunnel,
            InterfaceType::Ppp,
            InterfaceType::Wwan,
            InterfaceType::Wwanpp,
            InterfaceType::Wwanpp2,
        ]);
    if is_tunnel || is_named(&TUNNELS) || is_labelled(&TUNNEL_LABELS) {
        Medium::Tunnel
    } else if is_of(&[InterfaceType::Bridge]) || is_named(&BRIDGES) || is_labelled(&BRIDGE_LABELS) {
        Medium::Bridge
    } else if is_of(&[
        InterfaceType::Wireless80211,
        InterfaceType::PeerToPeerWireless,
    ]) || name.starts_with("wl")
    {
        Medium::Wireless
    } else {
        Medium::Wired
    }
}

/// Usable ones, by how likely a phone in the same room reaches them.
fn ordered(mut candidates: Vec<Candidate>, default: Option<IpAddr>) -> Vec<IpAddr> {
    candidates.retain(|candidate| is_usable(candidate.address));
    candidates.sort_by_key(|candidate| {
        let Candidate { address, medium } = *candidate;
        // Whether it is in the room at all, how it is written, where phones are, where the world is.
        let is_apart = medium >= Medium::Bridge;
        (
            is_apart.then_some(medium),
            rank(address),
            medium,
            Some(address) != default,
            address,
        )
    });
    let mut addresses: Vec<IpAddr> = Vec::new();
    for Candidate { address, .. } in candidates {
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    addresses
}

/// Others can write it into a browser: addresses of the link alone need the name of an interface.
fn is_usable(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => !four.is_loopback() && !four.is_link_local() && !four.is_unspecified(),
        IpAddr::V6(six) => {
            !six.is_loopback()
                && !six.is_unspecified()
                && !six.is_unicast_link_local()
                && six.to_ipv4_mapped().is_none()
                && !is_site_local(six)
        }
    }
}

/// Addresses of a site (`fec0::/10`), which are out of use and need the name of an interface too.
fn is_site_local(six: Ipv6Addr) -> bool {
    six.segments()[0] & 0xffc0 == 0xfec0
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
    // Addresses of documentation, which nobody has.
    let toward = |from: &str, to: &str| {
        let socket = UdpSocket::bind(from).ok()?;
        socket.connect(to).ok()?;
        socket.local_addr().ok().map(|address| address.ip())
    };
    toward("0.0.0.0:0", "198.51.100.1:9").or_else(|| toward("[::]:0", "[2001:db8::1]:9"))
}

#[cfg(test)]
mod tests {
    use super::{
        Candidate, InterfaceType, Medium, Traits, medium, ordered, proven_first, reachable,
    };
    use std::net::IpAddr;

    /// Interfaces by name, type and address, the address of the default route, and what a link names, in order.
    type Machine = (
        &'static str,
        &'static [(&'static str, InterfaceType, &'static str)],
        &'static str,
        &'static [&'static str],
    );

    const MACHINES: &[Machine] = &[
        (
            "a VPN holds the default route",
            &[
                ("tun0", InterfaceType::Unknown, "10.8.0.2"),
                ("wlan0", InterfaceType::Wireless80211, "192.168.1.7"),
            ],
            "10.8.0.2",
            &["192.168.1.7", "10.8.0.2"],
        ),
        (
            "WireGuard, a modem and containers beside a cable",
            &[
                ("wg0", InterfaceType::Ethernet, "10.0.0.9"),
                ("ppp0", InterfaceType::Ppp, "100.64.3.3"),
                ("docker0", InterfaceType::Ethernet, "172.17.0.1"),
                ("br-1f2e", InterfaceType::Ethernet, "172.18.0.1"),
                ("virbr0", InterfaceType::Ethernet, "192.168.122.1"),
                ("veth9a", InterfaceType::Ethernet, "10.1.1.1"),
                ("enp3s0", InterfaceType::Ethernet, "192.168.178.20"),
            ],
            "10.0.0.9",
            &[
                "192.168.178.20",
                "10.1.1.1",
                "172.17.0.1",
                "172.18.0.1",
                "192.168.122.1",
                "10.0.0.9",
                "100.64.3.3",
            ],
        ),
        (
            "no default route and a bridge",
            &[
                ("virbr0", InterfaceType::Bridge, "10.0.0.1"),
                ("wlp2s0", InterfaceType::Wireless80211, "192.168.4.2"),
            ],
            "",
            &["192.168.4.2", "10.0.0.1"],
        ),
        (
            "Wi-Fi before the cable, where phones are",
            &[
                ("eth0", InterfaceType::Ethernet, "10.20.0.5"),
                ("wlan0", InterfaceType::Wireless80211, "192.168.1.7"),
            ],
            "10.20.0.5",
            &["192.168.1.7", "10.20.0.5"],
        ),
        (
            "two cables: the one that leads to the world",
            &[
                ("eth0", InterfaceType::Ethernet, "10.0.0.5"),
                ("eth1", InterfaceType::Ethernet, "192.168.1.5"),
            ],
            "192.168.1.5",
            &["192.168.1.5", "10.0.0.5"],
        ),
        (
            "version 6 alone, with containers",
            &[
                ("wlan0", InterfaceType::Wireless80211, "fe80::1"),
                ("wlan0", InterfaceType::Wireless80211, "2001:db8::5"),
                ("docker0", InterfaceType::Bridge, "172.17.0.1"),
            ],
            "2001:db8::5",
            &["2001:db8::5", "172.17.0.1"],
        ),
        (
            "an address twice, addresses of the link, of a site and of this machine alone",
            &[
                ("eth0", InterfaceType::Ethernet, "192.168.1.7"),
                ("eth0", InterfaceType::Ethernet, "192.168.1.7"),
                ("eth0", InterfaceType::Ethernet, "169.254.3.3"),
                ("eth0", InterfaceType::Ethernet, "fec0::2"),
                ("eth0", InterfaceType::Ethernet, "203.0.113.4"),
                ("lo", InterfaceType::Loopback, "127.0.0.1"),
                ("lo", InterfaceType::Loopback, "::1"),
            ],
            "192.168.1.7",
            &["192.168.1.7", "203.0.113.4"],
        ),
        (
            "no network: nothing, and never this machine itself",
            &[("lo", InterfaceType::Loopback, "127.0.0.1")],
            "",
            &[],
        ),
    ];

    fn told(name: &str, label: &str, kind: InterfaceType, is_point_to_point: bool) -> Medium {
        medium(Traits {
            name,
            label,
            kind,
            is_point_to_point,
        })
    }

    #[test]
    fn a_link_names_the_address_that_a_phone_in_the_room_reaches_most_likely() {
        for (what, interfaces, default, wanted) in MACHINES {
            let candidates = interfaces.iter().map(|(name, kind, address)| Candidate {
                address: address.parse().unwrap(),
                medium: told(name, "", *kind, false),
            });
            let found = ordered(candidates.collect(), default.parse().ok());
            let found: Vec<String> = found.iter().map(ToString::to_string).collect();
            assert_eq!(found, *wanted, "{what}");
        }
    }

    #[test]
    fn interfaces_are_told_apart_by_type_flag_name_and_label() {
        use Medium::{Bridge, Tunnel, Wired, Wireless};
        let guid = "{5C0A3A6E-7C3B-4E0C-9C0B-6B1F3C2D1E0F}";
        let (cable, unknown) = (InterfaceType::Ethernet, InterfaceType::Unknown);
        let (wifi, other) = (
            InterfaceType::Wireless80211,
            InterfaceType::ProprietaryVirtual,
        );
        let vethernet = "vEthernet (WSL) Hyper-V Virtual Ethernet Adapter";
        for (name, label, kind, is_point_to_point, wanted) in [
            ("en0", "Wi-Fi", wifi, false, Wireless),
            ("wlp4s0", "", cable, false, Wireless),
            ("en7", "USB 10/100/1000 LAN", cable, false, Wired),
            (guid, "Ethernet Realtek PCIe GbE", cable, false, Wired),
            (guid, vethernet, cable, false, Bridge),
            (guid, "VMware Network Adapter VMnet8", cable, false, Bridge),
            (guid, "Office WireGuard Tunnel", other, false, Tunnel),
            (guid, "OpenVPN TAP-Windows Adapter V9", cable, false, Tunnel),
            ("utun4", "", unknown, false, Tunnel),
            ("eth0", "", cable, true, Tunnel),
            ("nordlynx", "", unknown, true, Tunnel),
        ] {
            let found = told(name, label, kind, is_point_to_point);
            assert_eq!(found, wanted, "{name} {label}");
        }
    }

    #[test]
    fn what_a_device_has_reached_comes_first_and_the_latest_of_it_before() {
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        let all = ["192.168.1.7", "10.8.0.2", "172.17.0.1"].map(ip).to_vec();
        let order = |proven: &[IpAddr]| proven_first(all.clone(), proven, |address| Some(*address));
        assert_eq!(order(&[]), all);
        assert_eq!(order(&[ip("198.51.100.1")]), all, "an address of yesterday");
        assert_eq!(
            order(&[ip("10.8.0.2")]),
            ["10.8.0.2", "192.168.1.7", "172.17.0.1"].map(ip)
        );
        let both = [ip("172.17.0.1"), ip("10.8.0.2")];
        assert_eq!(
            order(&both),
            ["10.8.0.2", "172.17.0.1", "192.168.1.7"].map(ip)
        );
    }

    #[test]
    fn a_listener_of_one_address_is_reached_there() {
        let bound = "192.0.2.7:8080".parse().unwrap();
        assert_eq!(reachable(bound), [bound]);
    }

    #[test]
    fn a_listener_of_every_address_is_reached_at_its_port_and_never_at_a_loopback() {
        for bound in ["0.0.0.0:8080", "[::]:8080"] {
            let found = reachable(bound.parse().unwrap());
            assert!(
                found
                    .iter()
                    .all(|address| address.port() == 8080 && !address.ip().is_loopback()),
                "{found:?}"
            );
        }
    }
}
