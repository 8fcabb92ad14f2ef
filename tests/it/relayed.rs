//! Machines that meet over a relay: iroh's own server, in this process.
//!
//! That nothing else connects them is certain only on a network of their own (Linux with iproute2):
//!
//! ```text
//! cargo nextest run -p journeywall-tests --run-ignored only -E 'test(relayed)'
//! ```

use crate::sessions::{library, note, place};
use board_net::{PeerAddress, Ticket};
use iroh_relay::server::{RelayConfig, Server, ServerConfig};
use journeywall_tests::{Lan, Machine, went_through_in_namespaces};
use std::net::Ipv4Addr;

/// Where the relay stands, at the bridges of both machines.
const BETWEEN: Ipv4Addr = Ipv4Addr::new(10, 77, 0, 253);

/// A relay at this address, and what people would type for it.
async fn relay_at(address: Ipv4Addr) -> (Server, String) {
    let mut config = ServerConfig::default();
    config.relay = Some(RelayConfig::new((address, 0)));
    let server = Server::spawn(config).await.unwrap();
    let url = format!("http://{}/", server.http_addr().unwrap());
    (server, url)
}

/// Two machines that both reach one relay: on one network, or with nothing else between them.
async fn two_beside_a_relay(are_parted: bool) -> (Lan, Server) {
    let mut lan = Lan::new(2);
    if are_parted {
        lan.part(&[2]);
    }
    for host in [1, 2] {
        lan.stand_beside(host, BETWEEN);
    }
    let (relay, url) = relay_at(BETWEEN).await;
    lan.choose_relay(&url);
    (lan, relay)
}

/// The ticket as somebody has it whose network does not lead to the host's.
fn by_the_relay_alone(ticket: &str) -> String {
    let ticket: Ticket = ticket.parse().unwrap();
    let host = ticket.address();
    assert!(host.relay.is_some(), "the ticket names the relay: {host:?}");
    let elsewhere = PeerAddress {
        direct: Vec::new(),
        ..host.clone()
    };
    let (role, secret) = (ticket.role(), ticket.secret());
    let ticket = Ticket::new(ticket.board(), &elsewhere, &[], role, secret, None);
    ticket.unwrap().to_string()
}

/// Both write, and have one board.
fn write_together(host: &mut Machine, guest: &mut Machine, when: &str) {
    let (hers, his) = (format!("Olga's {when}"), format!("Ben's {when}"));
    host.edit(note(&hers));
    guest.edit(note(&his));
    let both = |board: &str| board.contains(&hers) && board.contains(&his);
    let one = host.until_board("both notes", both);
    assert_eq!(guest.until_board("both notes", both), one);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_without_a_way_to_the_host_leads_there_by_the_relay_that_both_chose() {
    let (folder, board) = place().await;
    let (_relay, url) = relay_at(Ipv4Addr::LOCALHOST).await;
    tokio::task::block_in_place(|| {
        let olgas = library(folder.path(), "Olga");
        let mut olga = Machine::host_through(&olgas, &board, "Olga", &url);
        let ticket = by_the_relay_alone(&olga.ticket());
        let bens = library(folder.path(), "Ben");
        let mut ben = Machine::join_through(&bens, &ticket, "Ben", &url);
        assert_eq!(ben.state(), "connected");
        write_together(&mut olga, &mut ben, "first");
        ben.leave();
        olga.leave();
    });
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "makes network namespaces: cargo xtask test runs it where the system allows that"]
async fn machines_of_two_networks_write_together_through_the_relay_and_say_so() {
    let this = "relayed::machines_of_two_networks_write_together_through_the_relay_and_say_so";
    if went_through_in_namespaces(this) {
        return;
    }
    let (folder, board) = place().await;
    let (lan, relay) = two_beside_a_relay(true).await;
    tokio::task::block_in_place(|| {
        let mut olga = lan.host(1, &library(folder.path(), "Olga"), &board, "Olga");
        let bens = library(folder.path(), "Ben");
        let mut ben = lan.join(2, &bens, &olga.ticket(), "Ben");
        assert_eq!(ben.hello["role"], "participant");
        assert_eq!(ben.state(), "connected");
        assert_eq!(ben.ways(), ["relay"]);
        assert_eq!(olga.ways(), ["relay"]);
        write_together(&mut olga, &mut ben, "by the relay");
        // Whoever hosts next has what was written, and who comes back finds the way again.
        ben.leave();
        olga.edit(note("while Ben was away"));
        let mut ben = lan.join(2, &bens, &olga.ticket(), "Ben");
        ben.until_board("what came meanwhile", |board| {
            board.contains("while Ben was away")
        });
        assert_eq!(ben.ways(), ["relay"]);
        write_together(&mut olga, &mut ben, "again");
        ben.leave();
        olga.leave();
    });
    relay.shutdown().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "makes network namespaces: cargo xtask test runs it where the system allows that"]
async fn machines_of_one_network_talk_directly_also_where_they_chose_a_relay() {
    let this = "relayed::machines_of_one_network_talk_directly_also_where_they_chose_a_relay";
    if went_through_in_namespaces(this) {
        return;
    }
    let (folder, board) = place().await;
    let (lan, relay) = two_beside_a_relay(false).await;
    tokio::task::block_in_place(|| {
        let mut olga = lan.host(1, &library(folder.path(), "Olga"), &board, "Olga");
        let ticket = by_the_relay_alone(&olga.ticket());
        let mut ben = lan.join(2, &library(folder.path(), "Ben"), &ticket, "Ben");
        // They meet at the relay, and find there that they are neighbours.
        while ben.ways() != ["direct"] {
            write_together(&mut olga, &mut ben, "on the way");
        }
        ben.leave();
        olga.leave();
    });
    relay.shutdown().await.unwrap();
}
