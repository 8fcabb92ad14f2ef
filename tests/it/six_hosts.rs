//! Machines on a network that is real to them: a namespace each, with an address, a cable and multicast of its own.
//!
//! `cargo xtask test` runs these where the system allows namespaces. By hand, on Linux with iproute2:
//!
//! ```text
//! cargo nextest run -p journeywall-tests --run-ignored only -E 'test(six_hosts)'
//! ```

use crate::sessions::{library, note, place};
use board_net::{PeerAddress, Ticket};
use data_encoding::BASE32_NOPAD;
use journeywall_tests::{Lan, Machine, went_through_in_namespaces};
use serde_json::{Value, json};
use std::net::UdpSocket;
use std::time::{Duration, Instant};

const NAMES: [&str; 6] = ["Olga", "Ann", "Ben", "Cem", "Dora", "Emil"];
/// Edits of one person, each time.
const EDITS: usize = 10;

/// The ticket as it would be when the host had moved to other addresses since: who it is, and not where.
fn without_addresses(ticket: &str) -> String {
    let ticket: Ticket = ticket.parse().unwrap();
    let nowhere = PeerAddress {
        direct: Vec::new(),
        ..ticket.address().clone()
    };
    let (role, secret) = (ticket.role(), ticket.secret());
    let ticket = Ticket::new(ticket.board(), &nowhere, &[], role, secret, None);
    ticket.unwrap().to_string()
}

/// Everybody adds notes in turns; the texts, all of them answered with `ok`.
fn all_write(machines: &mut [Machine], names: &[&str], when: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for number in 0..EDITS {
        for (machine, name) in machines.iter_mut().zip(names) {
            let text = format!("{name} {when} {number}");
            machine.edit(note(&text));
            texts.push(text);
        }
    }
    texts
}

/// Waits until everybody has all of these, and answers the one board that they have.
fn one_board(machines: &mut [Machine], texts: &[String]) -> String {
    let has_all = |board: &str| {
        texts
            .iter()
            .all(|text| board.contains(&format!("\"{text}\"")))
    };
    let boards = machines
        .iter_mut()
        .map(|machine| machine.until_board("everybody's notes", has_all));
    let mut boards: Vec<_> = boards.collect();
    let one = boards.swap_remove(0);
    for (other, name) in boards.iter().zip(&NAMES[1..]) {
        assert_eq!(*other, one, "{name} has another board");
    }
    one
}

/// Waits until everybody sees exactly these as here, which they do when one of them hosts for all.
fn are_together(machines: &mut [Machine], names: &[&str]) {
    let mut expected = names.to_vec();
    expected.sort_unstable();
    let is_so = |message: &Value| {
        let Some(peers) = message["peers"].as_array() else {
            return false;
        };
        let here = peers.iter().filter(|peer| peer["here"] == true);
        let mut here: Vec<_> = here.filter_map(|peer| peer["name"].as_str()).collect();
        here.sort_unstable();
        here == expected
    };
    for machine in machines {
        let last = machine.heard.iter().rev();
        let is_now = last
            .into_iter()
            .find(|message| message.get("peers").is_some())
            .is_some_and(is_so);
        if !is_now {
            machine.until("the others are here", is_so);
        }
    }
}

fn states(machines: &mut [Machine]) -> Vec<String> {
    machines.iter_mut().map(Machine::state).collect()
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "makes network namespaces: cargo xtask test runs it where the system allows that"]
async fn six_machines_find_one_another_without_addresses_part_write_on_and_have_one_board_again() {
    let this = "six_hosts::six_machines_find_one_another_without_addresses_part_write_on_and_have_one_board_again";
    if went_through_in_namespaces(this) {
        return;
    }
    let (folder, board) = place().await;
    tokio::task::block_in_place(|| {
        let lan = Lan::new(NAMES.len());
        let owner = lan.host(1, &library(folder.path(), "Olga"), &board, "Olga");
        let ticket = without_addresses(&owner.ticket());
        let mut machines = vec![owner];
        for (number, name) in (2..).zip(&NAMES[1..]) {
            let began = Instant::now();
            machines.push(lan.join(number, &library(folder.path(), name), &ticket, name));
            println!(
                "{name} found the host by its id alone after {:?}",
                began.elapsed()
            );
        }
        are_together(&mut machines, &NAMES);
        let mut texts = all_write(&mut machines, &NAMES, "together");
        one_board(&mut machines, &texts);

        let began = Instant::now();
        lan.part(&[4, 5, 6]);
        // Nobody knows yet, and everybody is answered.
        texts.extend(all_write(&mut machines, &NAMES, "when the room was split"));
        let (here, there) = machines.split_at_mut(3);
        are_together(there, &NAMES[3..]);
        println!(
            "the half without a host had one after {:?}",
            began.elapsed()
        );
        are_together(here, &["Ann", "Ben", "Olga"]);
        println!(
            "the other half knew that it was one after {:?}",
            began.elapsed()
        );
        texts.extend(all_write(here, &NAMES[..3], "here"));
        let theirs = all_write(there, &NAMES[3..], "there");
        assert_eq!(
            states(here)
                .iter()
                .filter(|state| *state == "hosting")
                .count(),
            1
        );
        assert_eq!(
            states(there)
                .iter()
                .filter(|state| *state == "hosting")
                .count(),
            1
        );
        assert!(!here[0].board().contains(&theirs[0]), "they are apart");
        texts.extend(theirs);

        lan.heal();
        let began = Instant::now();
        let one = one_board(&mut machines, &texts);
        println!(
            "one board again {:?} after the cable was back",
            began.elapsed()
        );
        are_together(&mut machines, &NAMES);
        assert_eq!(states(&mut machines)[0], "hosting", "the owner hosts");
        for text in &texts {
            assert_eq!(one.matches(&format!("\"{text}\"")).count(), 1, "{text}");
        }
        machines.into_iter().rev().for_each(Machine::leave);
    });
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "makes network namespaces: cargo xtask test runs it where the system allows that"]
async fn the_hosts_machine_is_gone_for_good_and_a_newcomer_joins_from_its_successor() {
    let this =
        "six_hosts::the_hosts_machine_is_gone_for_good_and_a_newcomer_joins_from_its_successor";
    if went_through_in_namespaces(this) {
        return;
    }
    let (folder, board) = place().await;
    tokio::task::block_in_place(|| {
        let lan = Lan::new(NAMES.len());
        let owner = lan.host(1, &library(folder.path(), "Olga"), &board, "Olga");
        let first = owner.ticket();
        let mut machines = vec![owner];
        for (number, name) in (2..).zip(&NAMES[1..5]) {
            machines.push(lan.join(number, &library(folder.path(), name), &first, name));
        }
        are_together(&mut machines, &["Ann", "Ben", "Cem", "Dora", "Olga"]);
        let ask = json!({ "get": "ticket", "role": "participant" });
        let ticket = machines[0].ask(ask)["ok"].as_str().unwrap().to_owned();
        let mut texts = all_write(&mut machines, &NAMES[..5], "before");
        one_board(&mut machines, &texts);

        let began = Instant::now();
        lan.unplug(1);
        machines.remove(0).kill();
        texts.extend(all_write(&mut machines, &NAMES[1..5], "without a host"));
        are_together(&mut machines, &["Ann", "Ben", "Cem", "Dora"]);
        println!(
            "a host that was gone was followed after {:?}",
            began.elapsed()
        );
        let hosting = states(&mut machines);
        assert_eq!(
            hosting.iter().filter(|state| *state == "hosting").count(),
            1
        );

        let began = Instant::now();
        let mut emil = lan.join(6, &library(folder.path(), "Emil"), &ticket, "Emil");
        println!("a newcomer was in after {:?}", began.elapsed());
        assert_eq!(emil.hello["role"], "participant");
        emil.edit(note("Emil's first"));
        texts.push("Emil's first".to_owned());
        machines.push(emil);
        one_board(&mut machines, &texts);
        machines.into_iter().rev().for_each(Machine::leave);
    });
}

/// What is heard until `enough` says so of what came so far.
fn heard(ear: &UdpSocket, what: &str, enough: impl Fn(&[Vec<u8>]) -> bool) -> Vec<Vec<u8>> {
    let deadline = Instant::now() + Duration::from_secs(60);
    let mut all = Vec::new();
    let mut buffer = [0; 9_000];
    while !enough(&all) {
        assert!(Instant::now() < deadline, "not heard: {what}");
        let length = ear.recv(&mut buffer).expect(what);
        all.push(buffer[..length].to_vec());
    }
    all
}

/// Whether any of the datagrams holds the words.
fn says(heard: &[Vec<u8>], words: &[u8]) -> bool {
    let lower = words.to_ascii_lowercase();
    let mut windows = heard.iter().flat_map(|one| one.windows(words.len()));
    windows.any(|window| window.to_ascii_lowercase() == lower)
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "makes network namespaces: cargo xtask test runs it where the system allows that"]
async fn pn1_without_a_join_code_whoever_listens_learns_no_key_no_name_and_no_title() {
    let this =
        "six_hosts::pn1_without_a_join_code_whoever_listens_learns_no_key_no_name_and_no_title";
    if went_through_in_namespaces(this) {
        return;
    }
    let (folder, board) = place().await;
    tokio::task::block_in_place(|| {
        let lan = Lan::new(3);
        let ear = lan.ear();
        ear.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let mut owner = lan.host(1, &library(folder.path(), "Olga"), &board, "Olgaxyz");
        owner.edit(json!({"setHeader": {"title": "Titlexyz"}}));
        let ticket: Ticket = owner.ticket().parse().unwrap();
        let key = ticket.address().id.bytes();
        let spelled = BASE32_NOPAD.encode(&key);
        // Whoever has the ticket finds the machine by its key alone, so it does say where it is.
        let nowhere = without_addresses(&owner.ticket());
        let mut ann = lan.join(2, &library(folder.path(), "Ann"), &nowhere, "Annxyz");
        ann.until_board("the board", |board| !board.is_empty());
        let at_host = [10, 77, 0, 1];
        let quiet = heard(&ear, "where the host is", |all| says(all, &at_host));
        for secret in [
            &key[..],
            spelled.as_bytes(),
            b"Olgaxyz",
            b"Annxyz",
            b"Titlexyz",
        ] {
            assert!(!says(&quiet, secret), "{}", String::from_utf8_lossy(secret));
        }
        drop((owner, ann));
        // With a join code it is announced: the ear hears well.
        let owner = lan.host_with_pin(3, &library(folder.path(), "Olga"), &board, "Olgaxyz");
        let loud = heard(&ear, "the announcement", |all| says(all, b"Olgaxyz"));
        assert!(says(&loud, spelled.as_bytes()) && says(&loud, b"Titlexyz"));
        drop(owner);
    });
}
