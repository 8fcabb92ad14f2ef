//! One host and 32 peers.

use std::time::Instant;

use board_net::{Bytes, Limits, Link, NetOptions, Received};
use tokio::task::JoinSet;

use crate::machines::{DIAL, machine, must, options, started};

const PEERS: u8 = 32;
const FRAMES: usize = 10;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_each_of_32_peers_sends_reaches_all_others() {
    let host = started(NetOptions {
        limits: Limits {
            // All of them live at one address here.
            handshakes_per_address: PEERS.into(),
            ..options(1).limits
        },
        ..options(1)
    })
    .await;
    let address = host.address();
    let since = Instant::now();
    let mut dials = JoinSet::new();
    for peer in 0..PEERS {
        let address = address.clone();
        dials.spawn(async move {
            let net = machine(100 + peer).await;
            let dialled = net.dial(&[address], DIAL).await.unwrap();
            (net, dialled)
        });
    }
    let mut inboxes = Vec::new();
    let mut links: Vec<Link> = Vec::new();
    for _ in 0..PEERS {
        let (link, inbox) = must(host.accept()).await.unwrap();
        inboxes.push((link.id(), inbox));
        links.push(link);
    }
    println!("32 links after {:?}", since.elapsed());
    let mut relays = JoinSet::new();
    for (from, mut inbox) in inboxes {
        let others: Vec<Link> = links
            .iter()
            .filter(|link| link.id() != from)
            .cloned()
            .collect();
        relays.spawn(async move {
            while let Ok(Received::Frame(frame)) = inbox.recv().await {
                let frame = Bytes::from(frame);
                for link in &others {
                    link.try_send(frame.clone()).unwrap();
                }
            }
        });
    }
    let since = Instant::now();
    let mut peers = JoinSet::new();
    for (net, (link, mut inbox)) in must(dials.join_all()).await {
        peers.spawn(async move {
            for number in 0..FRAMES {
                let mut frame = net.id().bytes().to_vec();
                frame.push(u8::try_from(number).unwrap());
                link.try_send(frame).unwrap();
            }
            let mut next = std::collections::BTreeMap::new();
            for _ in 0..FRAMES * usize::from(PEERS - 1) {
                let Received::Frame(frame) = must(inbox.recv()).await.unwrap() else {
                    panic!("nothing lossy was sent");
                };
                let (from, number) = frame.split_at(32);
                let expected = next.entry(from.to_vec()).or_insert(0_u8);
                assert_eq!(number, [*expected]);
                *expected += 1;
            }
            assert_eq!(next.len(), usize::from(PEERS - 1));
            (net, link, inbox)
        });
    }
    let kept = must(peers.join_all()).await;
    println!(
        "{} deliveries after {:?}",
        32 * 31 * FRAMES,
        since.elapsed()
    );
    must(host.close()).await;
    drop(kept);
}
