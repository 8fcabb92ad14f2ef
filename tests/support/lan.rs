//! A local network of several machines on this one: a network namespace each, joined by bridges (Linux).
//!
//! All of it is made in namespaces of the test's own, so that nothing of the real machine changes and everything is gone
//! when the test is.

use crate::{Machine, command_line};
use std::ffi::OsStr;
use std::net::{Ipv4Addr, UdpSocket};
use std::path::Path;
use std::process::{Command, Stdio};

/// Set for the process of a test that is in namespaces of its own already.
const INSIDE: &str = "JOURNEYWALL_TEST_NAMESPACE";

/// Runs the calling test anew, by its full name, in namespaces of its own; false in there, where the test goes on.
///
/// # Panics
/// When the system allows no namespaces, or the test fails in there.
pub fn went_through_in_namespaces(test: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return false;
    }
    let mut inside = namespaced();
    inside.arg(std::env::current_exe().expect("the test's own path"));
    inside.args(["--exact", test, "--include-ignored", "--nocapture"]);
    let status = inside.env(INSIDE, "1").status().expect("unshare starts");
    assert!(status.success(), "the test failed in its namespaces");
    true
}

/// What a network is made of, tried in namespaces that are gone right after.
const PROBE: &str = "mount -t tmpfs none /run && mkdir /run/netns && ip netns add probe && \
    ip link add probe type bridge && ip -n probe link set lo up && nsenter --net=/run/netns/probe true";

/// `unshare` into network and mounts of one's own: as an ordinary user where that is allowed, else as root.
fn namespaced() -> Command {
    let of = |words: &[&str]| {
        let mut unshare = Command::new("unshare");
        unshare.args(words);
        unshare
    };
    let own = ["--user", "--map-root-user", "--mount", "--net", "--"];
    let mut probe = of(&own);
    probe.args(["sh", "-c", PROBE]).stderr(Stdio::null());
    match probe.status() {
        Ok(status) if status.success() => of(&own),
        _ => of(&["--mount", "--net", "--"]),
    }
}

/// Machines on bridges, numbered from 1. Everybody has a default route that leads nowhere, as in a room without
/// internet.
pub struct Lan {
    hosts: usize,
    /// Through which all machines that are started from now on look for others.
    relay: Option<String>,
}

impl Lan {
    /// Machines on one bridge, each with the address `10.77.0.NUMBER`.
    pub fn new(hosts: usize) -> Self {
        // Names of namespaces live in a folder of the system, which is the test's own here.
        run("mount", &["-t", "tmpfs", "none", "/run"]);
        std::fs::create_dir_all("/run/netns").expect("a folder for names");
        run("ip", &["link", "set", "lo", "up"]);
        let lan = Self { hosts, relay: None };
        for bridge in ["here", "there"] {
            run("ip", &["link", "add", bridge, "type", "bridge"]);
            run("ip", &["link", "set", bridge, "up"]);
        }
        for host in 1..=hosts {
            lan.plug(host);
        }
        lan
    }

    fn plug(&self, host: usize) {
        let (name, port) = (name(host), port(host));
        run("ip", &["netns", "add", &name]);
        let pair = ["type", "veth", "peer", "name", "lan", "netns", &name];
        run("ip", &[&["link", "add", &port], &pair[..]].concat());
        run("ip", &["link", "set", &port, "master", "here", "up"]);
        let address = format!("10.77.0.{host}/24");
        let inside = |words: &[&str]| run("ip", &[&["-n", &name], words].concat());
        inside(&["address", "add", &address, "dev", "lan"]);
        inside(&["link", "set", "lo", "up"]);
        inside(&["link", "set", "lan", "up"]);
        inside(&["route", "add", "default", "via", "10.77.0.254"]);
    }

    /// Gives the test itself this address, at the bridge that the machine is plugged into. It passes nothing on from one
    /// bridge to the other.
    pub fn stand_beside(&self, host: usize, address: Ipv4Addr) {
        let shown = run("ip", &["-o", "link", "show", &port(host)]);
        let mut words = shown
            .split_whitespace()
            .skip_while(|word| *word != "master");
        let bridge = words.nth(1).expect("it is plugged in");
        let own = format!("{address}/32");
        // At the second bridge it has it already.
        run("ip", &["address", "replace", &own, "dev", bridge]);
        let there = format!("10.77.0.{host}/32");
        run("ip", &["route", "replace", &there, "dev", bridge]);
    }

    /// Machines that are started from now on use this relay, and nothing that networks carry to all.
    pub fn choose_relay(&mut self, relay: &str) {
        self.relay = Some(relay.to_owned());
    }

    /// What a shell script on one of the machines prints.
    pub fn shell(&self, host: usize, script: &str) -> String {
        let network = format!("--net=/run/netns/{}", name(host));
        run("nsenter", &[&network, "bash", "-c", script])
    }

    /// From now on these machines reach each other and none of the others.
    pub fn part(&self, away: &[usize]) {
        for host in away {
            run("ip", &["link", "set", &port(*host), "master", "there"]);
        }
    }

    /// From now on all reach all again.
    pub fn heal(&self) {
        for host in 1..=self.hosts {
            run("ip", &["link", "set", &port(host), "master", "here"]);
        }
    }

    /// Pulls the machine's cable: nobody hears a last word of it.
    pub fn unplug(&self, host: usize) {
        run("ip", &["link", "set", &port(host), "down"]);
    }

    /// Hosts a board on one of the machines.
    pub fn host(&self, host: usize, library: &Path, board: &Path, name: &str) -> Machine {
        let words: [&OsStr; 3] = ["host".as_ref(), board.as_os_str(), "--stdio".as_ref()];
        self.start(host, library, &words, name)
    }

    /// The same, announced to everybody with a join code.
    pub fn host_with_pin(&self, host: usize, library: &Path, board: &Path, name: &str) -> Machine {
        let words = [
            "host".as_ref(),
            board.as_os_str(),
            "--stdio".as_ref(),
            "--pin".as_ref(),
        ];
        self.start(host, library, &words, name)
    }

    /// An ear at the cable: every datagram of mDNS that anybody sends.
    ///
    /// # Panics
    /// When the socket cannot be opened.
    pub fn ear(&self) -> UdpSocket {
        let here = Ipv4Addr::new(10, 77, 0, 200);
        run(
            "ip",
            &["address", "add", &format!("{here}/24"), "dev", "here"],
        );
        let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 5_353)).expect("nobody has the port");
        let group = Ipv4Addr::new(224, 0, 0, 251);
        socket
            .join_multicast_v4(&group, &here)
            .expect("a group of the bridge");
        socket
    }

    /// Joins from one of the machines.
    pub fn join(&self, host: usize, library: &Path, ticket: &str, name: &str) -> Machine {
        self.start(host, library, &["join".as_ref(), ticket.as_ref()], name)
    }

    fn start(&self, host: usize, library: &Path, words: &[&OsStr], person: &str) -> Machine {
        let mut start = Command::new("nsenter");
        start.arg(format!("--net=/run/netns/{}", name(host)));
        start.arg(command_line()).arg("--library").arg(library);
        start.args(words).args(["--name", person]);
        if let Some(relay) = &self.relay {
            start.args(["--relay", relay, "--no-mdns"]);
        }
        Machine::launch(start)
    }
}

fn name(host: usize) -> String {
    format!("host{host}")
}

fn port(host: usize) -> String {
    format!("port{host}")
}

/// Runs a program, which must succeed; what it prints.
pub(crate) fn run(program: &str, words: &[&str]) -> String {
    let done = Command::new(program).args(words).output();
    let done = done.unwrap_or_else(|error| panic!("{program} does not start: {error}"));
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(
        done.status.success(),
        "{program} {}: {said}",
        words.join(" ")
    );
    String::from_utf8_lossy(&done.stdout).into_owned()
}
