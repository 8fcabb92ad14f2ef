//! A whole session under load, beside two servers for Yjs documents under the same load in the same run.
//!
//! `cargo bench -p journeywall-tests --bench load -- [ROUNDS] [SECONDS]`; `cargo xtask bench` builds and installs first
//! what it needs. Nothing is asserted: figures belong to a machine, ratios much less.
//!
//! * [`program`]: the server under load, on a processor core of its own, and what it uses
//! * [`clock`]: when an edit was sent, and when it was heard
//! * [`yjs`]: clients of y-websocket and Hocuspocus
//! * [`guests`]: browsers of our host
//! * [`peers`]: machines in a session with our host; [`whole`] is one of them, a whole app with a screen
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench prints, and fails by panicking"
)]

mod client;
mod clock;
mod guests;
mod peers;
mod program;
mod report;
mod servers;
mod whole;
mod yjs;

use client::{Client, Turn};
use clock::{Clock, Ear};
use program::{Cores, Usage};
use report::{Line, Report};
use servers::{Contender, Server};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// So many people, and so many edits a second of all together.
#[derive(Clone, Copy, Debug)]
struct Load {
    what: &'static str,
    clients: usize,
    rate: usize,
}

const PEERS: Load = Load {
    what: "machines",
    clients: 32,
    rate: 160,
};
const GUESTS: Load = Load {
    what: "guests",
    clients: 100,
    rate: 320,
};

/// Between the last client's arrival and the first edit: what arriving costs is not part of it.
const BREATH: Duration = Duration::from_secs(1);

/// One server under one load.
async fn measure(contender: Contender, load: Load, seconds: usize, cores: &Cores) -> Line {
    let server = Server::start(contender, cores).await;
    let clock = Arc::new(Clock::new(load.rate * seconds));
    let (mut clients, mut whole) = (Vec::new(), None);
    for number in 0..load.clients {
        // Among them, and so neither the first nor the last that the host sends to.
        if number == load.clients / 2 && matches!(contender, Contender::OurMachines) {
            whole = Some(whole::enter(&server).await);
        }
        clients.push(Client::enter(&server, load, number).await);
    }
    tokio::time::sleep(BREATH).await;
    let before = server.program.usage();
    let began = Instant::now();
    let start = began + Duration::from_millis(50);
    let end = start + Duration::from_secs(seconds as u64);
    let at_work: Vec<_> = clients
        .into_iter()
        .enumerate()
        .map(|(me, mut client)| {
            let clock = Arc::clone(&clock);
            let turn = Turn {
                me,
                load,
                start,
                end,
            };
            tokio::spawn(async move { (client.work(turn, clock).await, client) })
        })
        .collect();
    let screen = whole.map(|whole| tokio::spawn(whole.watch(Arc::clone(&clock), end)));
    tokio::time::sleep_until(end).await;
    let used: Usage = server.program.usage().since(&before, began.elapsed());
    let (mut ears, mut done) = (Vec::new(), Vec::new());
    for client in at_work {
        let (ear, client) = client.await.unwrap();
        ears.push(ear);
        done.push(client);
    }
    let screen = match screen {
        Some(screen) => Some(screen.await.unwrap()),
        None => None,
    };
    Line::new(
        contender,
        &clock,
        &ears,
        screen.as_ref().map(Ear::taken),
        used,
    )
}

fn main() {
    let numbers: Vec<usize> = std::env::args()
        .filter_map(|word| word.parse().ok())
        .collect();
    let rounds = numbers.first().copied().unwrap_or(3);
    let seconds = numbers.get(1).copied().unwrap_or(10);
    let cores = Cores::divide();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut report = Report::new(rounds, seconds, &cores);
    for round in 0..rounds {
        for load in [PEERS, GUESTS] {
            for contender in servers::contenders(load) {
                let line = runtime.block_on(measure(contender, load, seconds, &cores));
                report.take(round, load, line);
            }
        }
    }
    report.print();
}
